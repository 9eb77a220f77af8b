"""``headwater audit-split``: does a test file repeat its training file."""

import json
from pathlib import Path

import click


@click.command(name="audit-split")
@click.argument("train", type=click.Path(path_type=Path))
@click.argument("test", type=click.Path(path_type=Path))
@click.option("--label", required=True, metavar="COLUMN", help="The column that a model is to predict.")
@click.option(
    "--ignore", multiple=True, metavar="COLUMN", help="A column to leave out, such as another label; may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def audit_split(train: Path, test: Path, label: str, ignore: tuple[str, ...], as_json: bool) -> None:
    """Warn where look-ups in TRAIN give the labels of TEST away.

    A look-up of one or two columns with nearly unique values that predicts the label finds the same cases in both files; a
    model tried on such a split seems to know what it only remembers.

    Example: headwater audit-split train.csv test.csv --label Fraud
    """
    from headwater.api.learning import audit_split as audit
    from headwater.cli.main import printable

    result = audit(train, test, label, ignore=ignore)
    if as_json:
        entry = {
            "label": label,
            "train_rows": result.train_rows,
            "test_rows": result.test_rows,
            "duplicates": result.duplicates,
        }
        click.echo(
            json.dumps({**entry, "leak": result.leaks.height > 0, "lookups": result.lookups.to_dicts()}, ensure_ascii=False)
        )
        return
    click.echo(
        f"{result.train_rows:,} rows to learn from, {result.test_rows:,} to try on; {result.duplicates:.1%} stand in both."
    )
    click.echo(f"{'AUC':>6} {'found':>7} {'rows per value':>15}  look-up")
    for row in result.lookups.head(8).iter_rows(named=True):
        mark = {"leak": "  <- gives the label away", "label": "  <- is a label itself"}.get(row["verdict"], "")
        click.echo(f"{row['auc']:>6.3f} {row['covered']:>7.1%} {row['per_value']:>15.1f}  {printable(row['columns'])}{mark}")
    if result.leaks.height:
        strongest = printable(result.leaks["columns"][0])
        click.echo(
            f"The split leaks: rows of TEST are found in TRAIN by {strongest}. Keep rows that agree in it on one side, "
            "or split by time, before believing any figure."
        )
    else:
        click.echo("No look-up of one or two columns gives the label away.")
