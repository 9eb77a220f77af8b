"""Does a test file repeat its training file? Look-ups that predict the label show it before a model is believed."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Final

import numpy as np
import polars as pl

from headwater.errors import ArgumentError
from headwater.flow.logistic import area_under_curve

_TELLS: Final = 0.75
"""Area under the curve from which a look-up is taken to know the label."""
_REPEATS: Final = 0.2
"""Share of test rows whose values stand in the training file, from which repetition is more than chance."""
_SINGLE: Final = 0.15
"""Distinct values per training row from which values are as good as one row's own."""
_SAME: Final = 0.985


@dataclass(frozen=True, slots=True)
class SplitAudit:
    """What the two files share.

    Attributes:
        label: the column that is predicted.
        train_rows: rows of the training file; ``test_rows`` those of the test file.
        test_rows: see above.
        duplicates: share of test rows that stand in the training file in all columns but the label.
        lookups: columns, covered (share of test rows found in training), per_value (training rows per distinct value), auc (of
            the look-up alone, on all test rows) and verdict: leak, label, or empty.
    """

    label: str
    train_rows: int
    test_rows: int
    duplicates: float
    lookups: pl.DataFrame

    @property
    def leaks(self) -> pl.DataFrame:
        """The look-ups by which the test file gives its labels away, strongest first."""
        return self.lookups.filter(pl.col("verdict") == "leak")


def audit_split(train: pl.DataFrame, test: pl.DataFrame, label: str, *, ignore: Sequence[str] = ()) -> SplitAudit:
    """Return how well plain look-ups of one or two columns predict the label of the test rows.

    A look-up that knows nearly unique values is no insight into the matter: it finds the same case in both files. Such a split
    overstates what any model has learnt.

    Args:
        train: the training rows.
        test: the test rows, with the same columns.
        label: the column to predict; two values, or a number where more than 0 means yes.
        ignore: columns to leave out, such as other labels.

    Raises:
        ArgumentError: a file lacks the label, the files share no other column, or the label has one value only.
    """
    for frame, words in ((train, "training"), (test, "test")):
        if label not in frame.columns:
            raise ArgumentError(
                f"The {words} file has no column {label!r}; its columns are {', '.join(frame.columns)}.", code="label"
            )
    columns = [name for name in train.columns if name in test.columns and name not in (label, *ignore)]
    if not columns:
        raise ArgumentError("The two files share no column beside the label.", code="split-columns")
    yes = _yes(train[label])
    known = train.select(columns).with_columns(pl.all().cast(pl.String)).with_columns(yes(train[label]).alias("yes"))
    asked = test.select(columns).with_columns(pl.all().cast(pl.String)).with_columns(yes(test[label]).alias("yes"))
    if known["yes"].n_unique() < 2 or asked["yes"].n_unique() < 2:
        raise ArgumentError(f"The label {label!r} has one value only in one of the files.", code="label")
    lookups = [_lookup(known, asked, [name]) for name in columns]
    # A column that tells the label by itself tells it in every pair as well; a number of its own finds no other row.
    telling = {one.columns for one in lookups if one.auc >= _SAME}
    useful = [one.columns for one in lookups if one.columns not in telling and one.covered > 0]
    lookups += [_lookup(known, asked, [one, other]) for one, other in combinations(useful, 2)]
    table = (
        pl.DataFrame([asdict(one) for one in lookups])
        .with_columns(_verdict().alias("verdict"))
        .sort("auc", "columns", descending=[True, False])
    )
    same = asked.join(known.select(columns).unique(), on=columns, how="semi", nulls_equal=True).height / max(asked.height, 1)
    return SplitAudit(label, train.height, test.height, same, table)


@dataclass(frozen=True, slots=True)
class _Lookup:
    columns: str
    covered: float
    per_value: float
    auc: float


def _yes(column: pl.Series) -> Callable[[pl.Series], pl.Series]:
    if column.cast(pl.Float64, strict=False).null_count() == column.null_count():
        return lambda series: (series.cast(pl.Float64, strict=False) > 0).fill_null(value=False).cast(pl.Float64)
    usual = column.cast(pl.String).drop_nulls().value_counts(sort=True)[column.name][0]
    return lambda series: (series.cast(pl.String) != usual).fill_null(value=False).cast(pl.Float64)


def _lookup(known: pl.DataFrame, asked: pl.DataFrame, columns: list[str]) -> _Lookup:
    values = known.group_by(columns).agg(pl.col("yes").mean().alias("told"))
    answer = asked.join(values, on=columns, how="left", nulls_equal=True, maintain_order="left")
    base = float(np.mean(known["yes"].to_numpy()))
    return _Lookup(
        columns=" + ".join(columns),
        covered=round(1 - answer["told"].null_count() / max(answer.height, 1), 4),
        per_value=round(known.height / max(values.height, 1), 2),
        auc=round(area_under_curve(answer["told"].fill_null(base).to_numpy(), asked["yes"].to_numpy()), 4),
    )


def _verdict() -> pl.Expr:
    single = pl.col("per_value") <= 1 / _SINGLE
    leak = single & (pl.col("covered") >= _REPEATS) & (pl.col("auc") >= _TELLS)
    return (
        pl.when((pl.col("auc") >= _SAME) & ~single).then(pl.lit("label")).when(leak).then(pl.lit("leak")).otherwise(pl.lit(""))
    )
