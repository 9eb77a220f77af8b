"""Read what a figure is drawn from: the folder of a run, or of a comparison."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from headwater.errors import ScenarioError

Floats = NDArray[np.float64]

SIDES: Final = {"outcomes.parquet": ("value",), "differences.parquet": ("base", "alt")}
"""File of results -> its columns of values: one world, or the world without and with a control."""


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a folder.

    Attributes:
        frame: run, month, outcome, key and the columns of values.
        sides: names of the columns of values; two for a comparison.
        draws: run, parameter, value; empty where nothing is uncertain.
        months: ``YYYY-MM`` in order.
    """

    frame: pl.DataFrame
    sides: tuple[str, ...]
    draws: pl.DataFrame
    months: list[str]

    def keys(self, outcome: str) -> list[str]:
        """Return the keys of an outcome."""
        return self.frame.filter(pl.col("outcome") == outcome)["key"].unique().sort().to_list()

    def worlds(self, outcome: str, key: str, side: str) -> Floats:
        """Return (months, runs) of an outcome and key."""
        part = self.frame.filter((pl.col("outcome") == outcome) & (pl.col("key") == key))
        return part.pivot(on="run", index="month", values=side).sort("month").drop("month").to_numpy()

    def means(self, outcome: str, side: str) -> dict[str, Floats]:
        """Return key -> (months,) means over the worlds, in the order of the keys."""
        part = self.frame.filter(pl.col("outcome") == outcome)
        mean = part.group_by("key", "month").agg(pl.col(side).mean()).sort("key", "month")
        return {str(key[0]): rows[side].to_numpy() for key, rows in mean.group_by("key", maintain_order=True)}

    def first_difference(self) -> int:
        """Return the index of the first month in which the two sides differ; 0 where they never do."""
        differs = self.frame.filter(pl.col("base") != pl.col("alt"))["month"].min()
        return self.months.index(str(differs)) if differs is not None else 0


def read_results(folder: Path) -> Results:
    """Return the results of a folder.

    Raises:
        ScenarioError: it holds none.
    """
    for name, sides in SIDES.items():
        if (folder / name).is_file():
            frame = pl.read_parquet(folder / name)
            empty = pl.DataFrame(schema={"run": pl.Int64, "parameter": pl.String, "value": pl.Float64})
            draws = pl.read_csv(folder / "draws.csv") if (folder / "draws.csv").is_file() else empty
            return Results(frame, sides, draws, frame["month"].unique().sort().to_list())
    raise ScenarioError(
        f"{folder} holds no outcomes.parquet and no differences.parquet; give the folder of a finished headwater policy run or "
        "compare."
    )
