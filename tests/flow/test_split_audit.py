"""A split that repeats its cases is seen; one that does not is left alone."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from headwater.errors import ArgumentError
from headwater.flow.split_audit import audit_split


def _cases(rows: int, seed: int) -> pl.DataFrame:
    pick = np.random.default_rng(seed)
    mass = pick.integers(1, 10**9, rows)
    return pl.DataFrame(
        {
            "code": pick.integers(1, 99, rows),
            "mass": mass,
            "office": pick.integers(1, 5, rows),
            "fraud": pick.integers(0, 2, rows),
        }
    )


def test_rows_on_both_sides_with_their_labels_are_a_leak() -> None:
    train = _cases(600, 1)
    test = pl.concat([train.sample(150, seed=2).with_columns(pl.col("office") % 4 + 1), _cases(50, 3)])
    result = audit_split(train, test, "fraud")
    assert "mass" in result.leaks["columns"].to_list()
    assert result.leaks["auc"][0] > 0.8


def test_fresh_rows_are_no_leak() -> None:
    assert audit_split(_cases(600, 1), _cases(200, 2), "fraud").leaks.is_empty()


def test_repeated_rows_with_labels_drawn_anew_are_no_leak() -> None:
    train = _cases(600, 1)
    test = train.sample(200, seed=2).with_columns(pl.col("fraud").shuffle(seed=9))
    assert audit_split(train, test, "fraud").leaks.is_empty()


def test_an_honest_predictor_with_few_values_is_no_leak() -> None:
    frames = [_cases(600, seed).with_columns((pl.col("office") > 2).cast(pl.Int64).alias("fraud")) for seed in (1, 2)]
    result = audit_split(*frames, "fraud")
    assert result.leaks.filter(pl.col("columns") == "office").is_empty()


def test_another_label_is_called_one() -> None:
    frames = [_cases(600, seed).with_columns((pl.col("fraud") * 2).alias("grade")) for seed in (1, 2)]
    found = audit_split(*frames, "fraud").lookups.filter(pl.col("columns") == "grade")
    assert found["verdict"][0] == "label"


def test_a_missing_label_is_named_with_the_columns_there_are() -> None:
    with pytest.raises(ArgumentError, match="no column 'guilt'; its columns are code, mass"):
        audit_split(_cases(9, 1), _cases(9, 2), "guilt")


def test_a_label_with_one_value_is_refused() -> None:
    with pytest.raises(ArgumentError, match="one value only"):
        audit_split(_cases(90, 1).with_columns(pl.lit(0).alias("fraud")), _cases(90, 2), "fraud")


def test_the_leak_of_the_published_customs_declarations_is_found(shared_data: Path) -> None:
    folder = shared_data / "customs-declarations"
    train, test = (pl.read_csv(folder / f"df_syn_{name}_eng.csv.gz", infer_schema=False) for name in ("train", "test"))
    result = audit_split(train, test, "Fraud", ignore=["Critical Fraud"])
    pair = result.leaks.filter(pl.col("columns") == "HS6 Code + Net Mass")
    assert pair["auc"][0] == pytest.approx(0.96, abs=0.01)
    assert pair["covered"][0] > 0.8
