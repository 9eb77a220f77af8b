"""The public functions of the policy room: order of work, nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from headwater import policy as room


def simulate(
    scenario: room.Scenario | Path | str, runs: int = 100, seed: int = 1, *, workers: int = 1, out: Path | None = None
) -> pl.DataFrame:
    """Return simulated outcomes: run, month, outcome, key, value.

    Args:
        scenario: a scenario, the TOML file of one, or the name of a shipped one.
        runs: simulated worlds.
        seed: which stream of random numbers; run r is the same world whatever ``runs`` and ``workers`` are.
        workers: threads; the result does not depend on them.
        out: folder for ``outcomes.parquet``, ``draws.csv`` and ``meta.json``; then nothing is kept in memory twice.

    Raises:
        ScenarioError: the scenario is not sound.
        ArgumentError: an absurd number of runs or workers.
        MissingExtraError: the extra ``policy`` is not installed.
        OutputError: ``out`` cannot be written.
    """
    model = room.Model(_scenario(scenario))
    if out is not None:
        room.write_run(model, runs, seed, out, workers=workers)
        return pl.read_parquet(out / "outcomes.parquet")
    values = np.concatenate([batch.values for batch in model.batches(runs, seed, workers=workers)])
    months = model.scenario.months
    width = len(model.labels)
    return pl.DataFrame(
        {
            "run": np.repeat(np.arange(runs), months * width),
            "month": np.tile(np.repeat([model.scenario.month(t) for t in range(months)], width), runs),
            "outcome": np.tile([outcome for outcome, _ in model.labels], runs * months),
            "key": np.tile([key for _, key in model.labels], runs * months),
            "value": values.transpose(0, 2, 1).reshape(-1),
        }
    )


def run(scenario: Path | str, *, runs: int, seed: int, out: Path, workers: int = 1) -> None:
    """Simulate and write ``outcomes.parquet``, ``draws.csv`` and ``meta.json``; like ``simulate`` but nothing is read back."""
    room.write_run(room.Model(_scenario(scenario)), runs, seed, out, workers=workers)


def compare(
    base: room.Scenario | Path | str,
    alt: room.Scenario | Path | str,
    runs: int = 100,
    seed: int = 1,
    *,
    workers: int = 1,
    out: Path | None = None,
) -> list[room.Effect]:
    """Return what differs between two scenarios on common random numbers, per outcome, key and period.

    Raises:
        ScenarioError: a scenario is not sound, or the two cannot be compared.
        ArgumentError: an absurd number of runs or workers.
        MissingExtraError: the extra ``policy`` is not installed.
        OutputError: ``out`` cannot be written.
    """
    return room.compare(room.Model(_scenario(base)), room.Model(_scenario(alt)), runs, seed, workers=workers, out=out)


def check(
    scenario: Path | str = "us-fentanyl",
    *,
    facts: Path | None = None,
    runs: int = 100,
    seed: int = 1,
    changes: Mapping[str, Any] | None = None,
) -> room.Check:
    """Return which stylised facts hold on a scenario; ``changes={"actor.*.adaptive": False}`` is the ablation."""
    return room.check_facts(scenario, facts=facts, runs=runs, seed=seed, changes=changes)


def allocate(game: Path | room.Game, *, out: Path | None = None) -> room.Allocation:
    """Return the allocation of a game's budget that leaves the least delivered.

    Args:
        game: a game, or the JSON file of one.
        out: JSON file to write the answer to; None writes nothing.

    Raises:
        ScenarioError: the game is not sound.
        OutputError: ``out`` cannot be written.
    """
    answer = room.allocate(game if isinstance(game, room.Game) else room.read_game(game))
    if out is not None:
        room.write_allocation(answer, out)
    return answer


def _scenario(given: room.Scenario | Path | str) -> room.Scenario:
    return given if isinstance(given, room.Scenario) else room.read_scenario(given)
