"""Invented worlds that the rules were not written on: recall, precision, fairness, kinds of scheme never seen before.

``python -m benchmarks worlds`` prints the tables for every vocabulary; ``python -m benchmarks.quality.worlds tune 1 2``
prints them for one vocabulary and some seeds. All labels are simulated schemes, not convictions.
"""

import sys
from dataclasses import dataclass

import polars as pl

import headwater as hw
from benchmarks.data import shared_data
from benchmarks.quality.flow import TODAY
from benchmarks.worlds import KEPT, KNOWN, MORE, NEWER, World, listed_entities, make
from headwater.case import Budget
from headwater.model import RECORD_KINDS

SEEDS = {"tune": (1, 2, 3), "held": (11, 12, 13), "far": (21, 22, 23, 24), "third": (21, 22, 23, 24)}
_LIST = "ofac_sdn_2024-05-03.csv.gz"


@dataclass(frozen=True, slots=True)
class Screened:
    """A world, its rows ranked, and what was found in them."""

    world: World
    ranked: pl.DataFrame
    findings: pl.DataFrame


def main() -> None:
    """Print every table for every vocabulary."""
    for vocabulary, seeds in SEEDS.items():
        report(vocabulary, seeds)


def screened(vocabulary: str, seed: int) -> Screened:
    """Return the world of a vocabulary and seed with all rows ranked, best first, over all kinds together."""
    folder = shared_data() / "flow" / "lists"
    names = listed_entities(pl.read_csv(folder / _LIST, has_header=False, infer_schema=False), vocabulary)
    return screen(make(vocabulary, seed, names))


def screen(world: World) -> Screened:
    """Return the world with all rows ranked."""
    review = hw.screen(
        [world.records[kind] for kind in RECORD_KINDS],
        lists=[shared_data() / "flow" / "lists" / _LIST],
        today=TODAY,
        budget=Budget(share=1.0),
        explore=0.0,
    )
    base = pl.concat([frame.select("kind", "source", "row", "record_id") for frame in review.records.values()])
    scores = review.queue.scores.select("source", "row", "points", "places_only")
    ranked = base.join(scores, on=["source", "row"], how="left").with_columns(pl.col("points").fill_null(0.0))
    order = review.queue.rows.select("source", "row", "rank")
    ranked = ranked.join(order, on=["source", "row"], how="left")
    ranked = ranked.sort("rank", "kind", "row", nulls_last=True).drop("rank").with_row_index("rank", offset=1)
    return Screened(world, ranked, review.findings)


def report(vocabulary: str, seeds: tuple[int, ...]) -> None:
    """Print the tables of one vocabulary, over its seeds."""
    runs = [screened(vocabulary, seed) for seed in seeds]
    found, labs, rows, planted = [], [], [], 0
    for seed, run in zip(seeds, runs, strict=True):
        few, more = run.ranked.height // 100, run.ranked.height // 20
        marks = run.world.labels
        core = marks.filter(pl.col("role") == "core")
        hit = core.join(run.ranked, on=["kind", "record_id"]).with_columns(
            low=pl.col("rank") <= few, high=pl.col("rank") <= more, seed=pl.lit(seed)
        )
        found.append(hit)
        planted += core.height
        honest = run.ranked.join(marks, on=["kind", "record_id"], how="anti")
        small = honest.join(run.world.small_labs, on=["kind", "record_id"], how="semi")
        for rank in (few, more):
            labs.append(float((small["rank"] <= rank).mean()) / max(float((honest["rank"] <= rank).mean()), 1e-9))  # type: ignore[arg-type]
        places = run.ranked.filter((pl.col("rank") <= more) & pl.col("places_only")).height
        rows.append(
            (
                seed,
                run.ranked.height,
                core.height,
                hit["low"].mean(),
                hit["high"].mean(),
                hit["low"].sum() / few,
                labs[-2],
                labs[-1],
                places,
            )
        )
    print(f"### Vocabulary `{vocabulary}`\n")
    print(
        "| seed | rows | planted | within 1 % | within 5 % | precision at 1 % | labs at 1 % | at 5 % | places only |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    for row in rows:
        print(
            f"| {row[0]} | {row[1]:,} | {row[2]} | {row[3]:.1%} | {row[4]:.1%} | "
            f"{row[5]:.1%} | {row[6]:.2f} | {row[7]:.2f} | {row[8]} |"
        )
    every = pl.concat(found)
    print(f"\nTogether: {every['low'].mean():.1%} at 1 %, {every['high'].mean():.1%} at 5 %.\n")
    print("| kind of scheme | in the development world | planted | within 1 % | within 5 % |\n|---|---|---|---|---|")
    table = every.group_by("typology").agg(pl.len(), pl.col("low").sum(), pl.col("high").sum()).sort("typology")
    for typology, count, low, high in table.iter_rows():
        print(f"| {typology} | {'yes' if typology in KNOWN else 'no'} | {count} | {low} | {high} |")
    for words, kinds in (
        ("Kinds of the development world", KNOWN),
        ("Kinds it lacks", MORE),
        ("Kinds that `tune` lacks", KEPT),
        ("Kinds that only `third` holds", NEWER),
    ):
        part = every.filter(pl.col("typology").is_in(list(kinds)))
        if part.height:
            print(f"\n{words}: {part['low'].mean():.1%} at 1 %, {part['high'].mean():.1%} at 5 % of {part.height}.")
    print(f"\nEmptying the cited cells of rows within 5 %: {taken(runs[0]):.1%} lose points (seed {seeds[0]}).\n")


def taken(run: Screened, *, sample: int = 300) -> float:
    """Return the share of alerts that lose points when the cells they cite are emptied."""
    drawn = run.ranked.filter((pl.col("rank") <= run.ranked.height // 20) & (pl.col("points") > 0))
    drawn = drawn.sample(min(sample, drawn.height), seed=3)
    cited = run.findings.join(drawn.select("source", "row"), on=["source", "row"], how="semi").explode("cells").unnest("cells")
    sources = {part["kind"][0]: part["source"][0] for part in run.ranked.partition_by("kind")}
    emptied = {}
    for kind, frame in run.world.records.items():
        here = cited.filter(pl.col("source") == sources[kind])
        numbered = frame.with_row_index("_row", offset=1)
        for (column,), part in here.group_by(["column"], maintain_order=True):
            if column in frame.columns:
                gone = pl.col("_row").is_in(part["row"].unique().to_list())
                numbered = numbered.with_columns(pl.when(gone).then(None).otherwise(pl.col(column)).alias(column))
        emptied[kind] = numbered.drop("_row")
    after = screen(World(emptied, run.world.labels, run.world.oddities, run.world.small_labs)).ranked
    both = drawn.join(after.select("kind", "record_id", pl.col("points").alias("after")), on=["kind", "record_id"], how="left")
    return float((both["after"].fill_null(0.0) < both["points"]).mean())  # type: ignore[arg-type]


if __name__ == "__main__":
    report(sys.argv[1], tuple(int(seed) for seed in sys.argv[2:]) or SEEDS[sys.argv[1]])
