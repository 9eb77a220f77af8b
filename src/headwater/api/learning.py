"""``learn``: points fitted again to what reviewers decided, and ``audit_split``: does a test file repeat its training file."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from headwater import case, reference
from headwater.errors import InputError
from headwater.flow.refit import Refit, refit
from headwater.flow.split_audit import SplitAudit
from headwater.flow.split_audit import audit_split as audit_frames
from headwater.model import RECORD_KINDS, columns_of, id_column
from headwater.share import open_review

_ROW = ("source", "row")
_OF_ONE_ROW: Final = {"date", "datetime", *(id_column(kind) for kind in RECORD_KINDS)}


def learn(review: str | Path, decisions: str | Path | None = None, *, held_out: float = 0.3) -> Refit:
    """Return each rule's factor fitted to the decisions on a review, tried on the last of them in time.

    Args:
        review: the folder that ``screen`` wrote.
        decisions: the file of decisions; the review's own ``decisions.csv`` where left out.
        held_out: share of the decided rows, the last in time, that the fit does not see.

    Raises:
        InputError: the folder holds no review, or the decisions cannot be read.
        ArgumentError: too few rows are decided.
    """
    stored = open_review(Path(review))
    decided = case.read_decisions(Path(decisions) if decisions is not None else stored.folder / "decisions.csv")
    findings = _parquet(stored.folder / "findings.parquet")
    records = _parquet(stored.folder / "records.parquet")
    days = [pl.col(name).cast(pl.Date, strict=False) for name in ("date", "datetime") if name in records.columns]
    day = pl.coalesce(*days) if days else pl.lit(None, dtype=pl.Date)
    dated = records.select(*_ROW, day.alias("day"))
    key = pl.concat_str("source", pl.lit(":"), "row").alias("key")
    parts = findings.join(dated, on=_ROW, how="left").select(key, "rule", pl.col("counted").alias("points"), "day")
    judged = decided.filter(pl.col("decision") != "unsure").join(dated, on=_ROW, how="inner")
    judged = judged.select(key, "day", (pl.col("decision") == "true_concern").alias("concern"))
    result = refit(parts, judged, held_out=held_out)
    return replace(result, repeats=_repeats(records, decided, result.held_out_from))


def _repeats(records: pl.DataFrame, decided: pl.DataFrame, held_out_from: date | None) -> pl.DataFrame | None:
    """Return the look-ups by which cells of earlier decided rows tell those held out; None where they cannot be told apart."""
    days = [pl.col(name).cast(pl.Date, strict=False) for name in ("date", "datetime") if name in records.columns]
    if held_out_from is None or not days:
        return None
    cells = sorted({name for kind in RECORD_KINDS for name in columns_of(kind)} & set(records.columns) - _OF_ONE_ROW)
    known = decided.filter(pl.col("decision") != "unsure").join(records, on=_ROW, how="inner")
    known = known.select(
        *[pl.col(name).cast(pl.String, strict=False) for name in cells if records.schema[name] != pl.List(pl.String)],
        (pl.col("decision") == "true_concern").cast(pl.Int64).alias("concern"),
        pl.coalesce(*days).alias("_day"),
    )
    early, late = (
        known.filter(side).drop("_day") for side in (pl.col("_day") < held_out_from, pl.col("_day") >= held_out_from)
    )
    if min(frame["concern"].n_unique() for frame in (early, late)) < 2:
        return None
    return audit_frames(early, late, "concern").leaks


def additive_model(result: Refit) -> dict[str, Any]:
    """Return the additive model of a refit as JSON can hold it, with the figures it reached on the rows held out."""
    model = result.additive
    return {
        "share": "1 / (1 + exp(-(intercept + slope * sum of parts)))",
        "part": "below * min(points, knot) + above * max(points - knot, 0)",
        "intercept": round(model.intercept, 6),
        "slope": round(model.slope, 6),
        "rules": model.rules.with_columns(pl.selectors.float().round(4)).to_dicts(),
        "held_out_from": str(result.held_out_from),
        "quality": asdict(model.quality),
        "shipped_points": asdict(result.before),
        "reliability": model.reliability.to_dicts(),
        "repeats": [] if result.repeats is None else result.repeats.to_dicts(),
    }


def refitted_rules(result: Refit) -> pl.DataFrame:
    """Return the table of rules with the points of the refit, for ``headwater screen --rules``."""
    factors = result.rules.select("rule", "factor")
    table = reference.tables()["rules"].join(factors, on="rule", how="left", maintain_order="left")
    points = (pl.col("points") * pl.col("factor").fill_null(1.0)).clip(0.0, 10.0).round(2)
    return table.with_columns(points.alias("points")).drop("factor")


def audit_split(
    train: str | Path | pl.DataFrame, test: str | Path | pl.DataFrame, label: str, *, ignore: Sequence[str] = ()
) -> SplitAudit:
    """Return how well look-ups of one or two columns of a training file predict the label of a test file.

    Args:
        train: the training rows, as a CSV file (also ``.gz``) or a table.
        test: the test rows.
        label: the column to predict.
        ignore: columns to leave out, such as other labels.

    Raises:
        InputError: a file cannot be read.
        ArgumentError: the label is missing, or has one value only.
    """
    return audit_frames(_table(train), _table(test), label, ignore=ignore)


def _table(source: str | Path | pl.DataFrame) -> pl.DataFrame:
    if isinstance(source, pl.DataFrame):
        return source
    try:
        return pl.read_csv(Path(source).read_bytes(), infer_schema=False)
    except OSError as error:
        raise InputError(
            f"{source} cannot be read ({error.strerror}); give the path of a CSV file.", code="audit-file"
        ) from error
    except pl.exceptions.PolarsError as error:
        raise InputError(f"{source} is not a CSV file with a line of column names: {error}", code="audit-file") from error


def _parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"{path} is missing or cannot be read; run headwater screen again.", code="not-a-review") from error
