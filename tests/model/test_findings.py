"""Findings keep their schema, cite cells that hold something, and have ids that do not depend on the run."""

import polars as pl

from headwater.model import FINDING_SCHEMA, build_findings, concat_findings, no_findings


def hits(**columns: list[object]) -> pl.DataFrame:
    size = len(next(iter(columns.values())))
    address = {
        "kind": ["order"] * size,
        "source": ["o.csv#0"] * size,
        "row": list(range(1, size + 1)),
        "record_id": ["A"] * size,
    }
    return pl.DataFrame({**address, **columns}, schema_overrides={"row": pl.Int64})


def build(frame: pl.DataFrame, **changes: object) -> pl.DataFrame:
    arguments = {"rule": "r", "flag": None, "points": 2, "reason": pl.lit("seen"), "cells": ["product", "quantity"], **changes}
    return build_findings(frame, **arguments)


def test_findings_have_the_schema() -> None:
    assert build(hits(product=["x"], quantity=[1.5])).schema == FINDING_SCHEMA


def test_no_hits_give_no_findings() -> None:
    assert build(hits(product=["x"], quantity=[1.0]).head(0)).equals(no_findings())


def test_an_empty_cell_is_not_cited() -> None:
    cells = build(hits(product=["x"], quantity=[None]))["cells"][0].to_list()
    assert cells == [{"column": "product", "value": "x"}]


def test_ids_name_the_row_and_count_within_it() -> None:
    frame = pl.concat([hits(product=["x"], quantity=[1.0])] * 2)
    assert build(frame)["id"].to_list() == ["o.csv#0:1:r:1", "o.csv#0:1:r:2"]


def test_no_points_make_no_finding() -> None:
    frame = hits(product=["x", "y"], quantity=[1.0, 2.0])
    assert build(frame, points=pl.col("quantity") - 1)["row"].to_list() == [2]


def test_tables_are_joined_in_the_order_given() -> None:
    one = build(hits(product=["x"], quantity=[1.0]), rule="b")
    two = build(hits(product=["x"], quantity=[1.0]), rule="a")
    assert concat_findings([one, no_findings(), two])["rule"].to_list() == ["b", "a"]
    assert concat_findings([]).schema == FINDING_SCHEMA


def test_a_sentence_about_an_empty_cell_is_still_a_sentence() -> None:
    frame = hits(product=["x", None], quantity=[1.0, 2.0])
    reasons = build(frame, reason=pl.format('"{}" is odd.', pl.col("product")))["reason"].to_list()
    assert reasons == ['"x" is odd.', '"(not given)" is odd.']


def test_a_sentence_that_fails_altogether_names_the_rule() -> None:
    reasons = build(hits(product=["x"], quantity=[None]), reason=pl.format("{} kg.", pl.col("quantity").cast(pl.Float64)))[
        "reason"
    ]
    assert reasons.to_list() == ["The rule r points at the cited cells."]
