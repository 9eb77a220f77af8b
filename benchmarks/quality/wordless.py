"""What the ranking loses without words: the invented worlds with the lists of phrases, of trades, or both emptied.

A file of other people's words is read by the lists in part only; with both lists empty nothing but names of substances, codes,
quantities, values, times and what parties share is left. ``python -m benchmarks wordless`` prints the table.
"""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

import headwater as hw
from benchmarks.data import shared_data
from benchmarks.quality.flow import TODAY
from benchmarks.quality.worlds import SEEDS
from benchmarks.worlds import World, listed_entities, make
from headwater import case, flow
from headwater.case import Budget
from headwater.model import RECORD_KINDS, RecordKind, concat_findings
from headwater.reference import Tables, tables

_NOTHING = pl.lit("qzxqzx")
"""A word that no text holds."""


def main() -> None:
    """Print recall at 1 % and 5 % for both vocabularies with all words and with fewer."""
    print("### What is left without words\n")
    print("| vocabulary | lists emptied | within 1 % | within 5 % |\n|---|---|---|---|")
    for vocabulary, seeds in SEEDS.items():
        worlds = [_read(vocabulary, seed) for seed in seeds]
        for words, given in _tables().items():
            marks = pl.concat([_found(*read, given) for read in worlds])
            print(f"| {vocabulary} | {words} | {marks['low'].mean():.1%} | {marks['high'].mean():.1%} |")
    print()


def _tables() -> dict[str, Tables]:
    full = tables()
    phrases = full["phrases"].with_columns(_NOTHING.alias("words"))
    trades = full["trades"].with_columns(_NOTHING.alias("activity_words"), _NOTHING.alias("name_words"))
    emptied = {"none": {}, "phrases": {"phrases": phrases}, "trades": {"trades": trades}}
    emptied["both"] = {**emptied["phrases"], **emptied["trades"]}
    return {words: replace(full, overrides=given) for words, given in emptied.items()}


def _read(vocabulary: str, seed: int) -> tuple[World, Mapping[RecordKind, pl.DataFrame], pl.DataFrame]:
    """Return a world, its records as the rooms of substances and parties leave them, and what those found."""
    designations = shared_data() / "flow" / "lists" / "ofac_sdn_2024-05-03.csv.gz"
    names = listed_entities(pl.read_csv(designations, has_header=False, infer_schema=False), vocabulary)
    world = make(vocabulary, seed, names)
    review = hw.screen([world.records[kind] for kind in RECORD_KINDS], lists=[designations], today=TODAY)
    return world, review.records, review.findings.filter(~pl.col("rule").is_in(list(flow.RULES)))


def _found(world: World, records: Mapping[RecordKind, pl.DataFrame], before: pl.DataFrame, given: Tables) -> pl.DataFrame:
    """Return the planted rows with ``low`` and ``high``: whether they are within 1 % and 5 % of all rows."""
    findings = concat_findings([before, flow.assess(records, before, given, today=TODAY)])
    queue = case.rank(records, findings, budget=Budget(share=1.0), explore=0.0, families=flow.families())
    total = sum(frame.height for frame in records.values())
    planted = world.labels.filter(pl.col("role") == "core").join(
        queue.rows.select("kind", "record_id", "rank"), on=["kind", "record_id"], how="left"
    )
    rank = pl.col("rank").fill_null(total)
    return planted.select((rank <= total // 100).alias("low"), (rank <= total // 20).alias("high"))
