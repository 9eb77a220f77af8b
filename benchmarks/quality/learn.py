"""What learning from decisions gains: the development world's queue, decided by its labels, the last weeks held out.

Labels are simulated schemes, so the figures say that the fit works and not what it gains in somebody's files.
"""

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl

import headwater as hw
from benchmarks.data import shared_data
from headwater.api.learning import learn
from headwater.case import Budget
from headwater.model import RECORD_KINDS

_HELD_OUT = (0.3, 0.5)


def main() -> None:
    """Print shipped points, refitted points and the additive model on the rows held out, and how far its shares hold."""
    folder = shared_data() / "flow" / "world"
    labels = pl.read_csv(folder / "labels.csv").select("kind", "record_id", "role")
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "review"
        review = hw.screen(
            [pl.read_csv(folder / f"{kind}.csv.gz", infer_schema=False) for kind in RECORD_KINDS],
            lists=[shared_data() / "flow" / "lists" / "ofac_sdn_2024-05-03.csv.gz"],
            today=date(2026, 1, 1),
            budget=Budget(share=0.05),
            out=out,
        )
        queue = review.queue.rows.join(labels, on=["kind", "record_id"], how="left")
        decided = queue.filter(pl.col("role").is_null() | (pl.col("role") == "core")).select(
            "source",
            "row",
            pl.when(pl.col("role") == "core").then(pl.lit("true_concern")).otherwise(pl.lit("cleared")).alias("decision"),
            pl.lit("label").alias("reason"),
        )
        decided.write_csv(out / "decisions.csv")
        print("### Learning from decisions: the development world's queue, decided by its labels\n")
        for share in _HELD_OUT:
            result = learn(out, held_out=share)
            rows, stand = result.after.rows, result.after.concerns
            print(f"Held out: the last {share:.0%}, {rows} rows from {result.held_out_from}, {stand} concerns.\n")
            print("| points | order (AUC) | upper third | Brier |\n|---|---|---|---|")
            for words, one in (("shipped", result.before), ("refitted", result.after), ("additive", result.additive.quality)):
                figures = asdict(one)
                print(f"| {words} | {figures['auc']:.3f} | {figures['precision']:.1%} | {figures['brier']:.3f} |")
            print("\n| told | stood | 95 % interval | rows |\n|---|---|---|---|")
            for row in result.additive.reliability.iter_rows(named=True):
                print(f"| {row['predicted']:.1%} | {row['seen']:.1%} | {row['low']:.1%} to {row['high']:.1%} | {row['rows']} |")
            repeats = 0 if result.repeats is None else result.repeats.height
            print(f"\nLook-ups of earlier cells that tell the rows held out: {repeats}.\n")


if __name__ == "__main__":
    main()
