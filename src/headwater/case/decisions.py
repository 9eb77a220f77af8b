"""What people decided about rows: a CSV that they fill in, and how a later run finds its rows again."""

from pathlib import Path
from typing import Final

import polars as pl

from headwater.errors import InputError

DECISIONS: Final = ("true_concern", "cleared", "unsure")
"""What can be decided: the concern stands, it is cleared, or nobody can say yet."""

DECISION_SCHEMA: Final = pl.Schema(
    {
        "source": pl.String(),
        "row": pl.Int64(),
        "kind": pl.String(),
        "record_id": pl.String(),
        "decision": pl.String(),
        "reason": pl.String(),
    }
)
"""One row a decision. ``source`` and ``row`` are the address of the record; ``kind`` and ``record_id`` may be empty, and find
the record again in another file."""

_NEEDED: Final = ("source", "row", "decision", "reason")


def no_decisions() -> pl.DataFrame:
    """Return an empty table of decisions."""
    return DECISION_SCHEMA.to_frame()


def read_decisions(path: Path) -> pl.DataFrame:
    """Return the decisions of a CSV file with the columns source, row, decision and reason; a table of ``DECISION_SCHEMA``.

    A row whose decision is empty is not decided and left out. Other columns than those of the schema are ignored, so that a
    reviewer may work in a copy of ``queue.csv``. An apostrophe before what would otherwise begin a formula is taken away.

    Raises:
        InputError: the file cannot be read, a column is missing, a row is not a number, a decision is none of the three, or one
            record is decided twice and differently.
    """
    frame = _read(path)
    missing = [name for name in _NEEDED if name not in frame.columns]
    if missing:
        raise InputError(
            f"{path}: the column {missing[0]!r} is missing; a file of decisions has the columns {', '.join(_NEEDED)}.",
            code="decisions-columns",
        )
    table = (
        frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in DECISION_SCHEMA if name not in frame.columns)
        .with_row_index("line", offset=2)
        .with_columns(
            pl.col("decision").str.strip_chars().str.to_lowercase().str.replace_all(r"[ \-]+", "_"),
            pl.col("source", "record_id", "reason").str.replace(r"^'(['=+\-@＝＋－＠])", "$1"),
        )
        .filter(pl.col("decision").is_not_null(), pl.col("decision") != "")
    )
    _refuse(path, table.filter(~pl.col("decision").is_in(DECISIONS)), f"the decision must be one of {', '.join(DECISIONS)}")
    table = table.with_columns(pl.col("row").str.strip_chars().cast(pl.Int64, strict=False))
    _refuse(
        path, table.filter(pl.col("row").is_null() | pl.col("source").is_null()), "source and row must say which record it is"
    )
    twice = table.filter(pl.col("decision").n_unique().over("source", "row") > 1)
    _refuse(path, twice, "this record is decided twice and differently; keep one of the lines")
    return (
        table.unique(["source", "row"], keep="last", maintain_order=True).select(DECISION_SCHEMA.names()).cast(DECISION_SCHEMA)
    )


def recall(decisions: pl.DataFrame, queue: pl.DataFrame) -> pl.DataFrame:
    """Return the decisions that bear on the rows of a queue: rank, decision, reason and ``same_file``.

    A decision bears on the row at its address. Where a file has changed since, its rows have other addresses: then a decision
    on a record of the same kind and number is recalled, with ``same_file`` false, as it may be about an earlier state.
    """
    rows = queue.select("rank", "kind", "source", "row", "record_id")
    given = decisions.select("source", "row", "decision", "reason", pl.lit(True).alias("same_file"))
    same = rows.join(given, on=["source", "row"], how="inner")
    numbered = decisions.filter(pl.col("record_id").is_not_null(), pl.col("kind").is_not_null(), pl.col("record_id") != "")
    numbered = numbered.unique(["kind", "record_id"], keep="last", maintain_order=True)
    by_number = numbered.select("kind", "record_id", "decision", "reason", pl.lit(False).alias("same_file"))
    other = rows.join(same, on="rank", how="anti").join(by_number, on=["kind", "record_id"], how="inner")
    columns = ["rank", "decision", "reason", "same_file"]
    return pl.concat([same.select(columns), other.select(columns)]).sort("rank")


def _read(path: Path) -> pl.DataFrame:
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        separator = ";" if content.split(b"\n", 1)[0].count(b";") > content.split(b"\n", 1)[0].count(b",") else ","
        return pl.read_csv(content, infer_schema=False, separator=separator, encoding="utf8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}); give the path of a file of decisions.", code="decisions"
        ) from error
    except pl.exceptions.PolarsError as error:
        raise InputError(
            f"{path} is not a CSV file in UTF-8 with a line of column names; save the decisions as CSV UTF-8.", code="decisions"
        ) from error


def _refuse(path: Path, wrong: pl.DataFrame, why: str) -> None:
    if wrong.height:
        raise InputError(f"{path}, line {wrong['line'][0]}: {why}.", code="decisions-row")
