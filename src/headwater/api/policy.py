"""The public functions of the policy room: order of work, nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from headwater import policy as room
from headwater.errors import ArgumentError, OutputError, ScenarioError

US_POPULATION: Final = 331_449_281
"""People in the country of the scenario ``us-fentanyl``. Source: US Census 2020, resident population."""


Scenario = room.Scenario
read_scenario = room.read_scenario
month_text = room.month_text
hold_out_summary = room.summary
hindcast_table = room.hindcast_table


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


def forecast(
    data: Path,
    *,
    fit_until: str,
    to: str,
    events: Path | None = None,
    seed: int = 1,
    width: float | None = room.WIDTH,
    out: Path | None = None,
) -> list[room.Forecast]:
    """Return a forecast of every death series of a data folder from what was known at a month.

    Args:
        data: folder with ``observations.csv``; nothing in it after ``fit_until`` is used.
        fit_until: last month seen, ``YYYY-MM``.
        to: last month wanted.
        events: CSV file of dated controls; None takes ``events.csv`` of the folder where there is one.
        seed: which stream of random numbers.
        width: widest 90 % interval as a share of the median; None leaves the intervals as wide as the ensemble gives them.
        out: CSV file to write (month, series, quantile, value); None writes nothing.

    Raises:
        ScenarioError: the folder or the events are not sound.
        ArgumentError: a month is unusable.
        OutputError: ``out`` cannot be written.
    """
    last, end = _month("--fit-until", fit_until), _month("--to", to)
    if width is not None and not 0.05 <= width <= 20.0:
        raise ArgumentError(f"--width {width:g} is not usable; give a share of the median from 0.05 to 20, or none.")
    found = room.forecast(room.read_observations(data, last), _events(data, events), last, end, seed=seed, width=width)
    if not found:
        raise ScenarioError(
            f"{data / 'observations.csv'}: outcome = deaths has no row up to {fit_until}; a forecast needs one."
        )
    if out is not None:
        _written(out, lambda: room.write_forecast(found, out))
    return found


def hindcast(
    data: Path, *, until: str, series: tuple[str, ...] = (), events: Path | None = None, seed: int = 1
) -> list[room.Hindcast]:
    """Return what the forecast would have said from earlier months, scored against what came, beside plain forecasts.

    Args:
        data: folder with ``observations.csv``; nothing in it after ``until`` is used.
        until: last month that counts as known, ``YYYY-MM``.
        series: names such as ``deaths/US``; empty takes every death series that is long enough and has no gap.
        events: CSV file of dated controls; None takes ``events.csv`` of the folder where there is one.
        seed: which stream of random numbers.

    Raises:
        ScenarioError: the folder or the events are not sound.
        ArgumentError: a month or a series is unusable, or no series is long enough.
    """
    last = _month("--until", until)
    known = _events(data, events)
    read = room.read_observations(data, last)
    missing = sorted(set(series) - {one.name for one in read if one.outcome == "deaths"})
    if missing:
        raise ArgumentError(
            f"--series {missing[0]} is not usable; {data / 'observations.csv'} has no such deaths up to {until}."
        )
    found: list[room.Hindcast] = []
    for one in read:
        if one.name in series or (not series and one.outcome == "deaths"):
            try:
                found += room.hindcasts(one, known, last, seed=seed)
            except ArgumentError:
                if series:
                    raise
    if not found:
        raise ArgumentError(f"--until {until} is not usable; no death series up to it is long enough for a hindcast.")
    return found


def calibrate(
    data: Path, *, fit_until: str, worlds: int = 1_500, seed: int = 1, workers: int = 1, out: Path | None = None
) -> room.Posterior:
    """Return what a data folder says about the uncertain numbers of its scenario (or of ``us-fentanyl``).

    Without a population row and a scenario of its own, the size of the system is taken from its deaths.

    Args:
        data: folder with ``observations.csv`` and perhaps ``scenario.toml``; nothing after ``fit_until`` is used.
        fit_until: last month seen, ``YYYY-MM``.
        worlds: simulated worlds.
        seed: which stream of random numbers.
        workers: threads.
        out: CSV file to write (parameter, quantile, value); None writes nothing. An interrupted call leaves its finished
            parts in a hidden folder beside it, and the same call later goes on from them.

    Raises:
        ScenarioError: folder or scenario are not sound, or have no series in common.
        ArgumentError: a month or a count is unusable.
        MissingExtraError: the extra ``policy`` is not installed.
        OutputError: ``out`` cannot be written.
    """
    keep = None if out is None else out.parent
    try:
        drawn, scale, _ = _drawn(data, fit_until, worlds, seed, workers, keep)
        found = room.calibrated(drawn, scale)
        if out is not None:
            room.write_calibration(found, out)
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}); choose another --out.") from error
    drawn.parts.clear()
    return found


def hold_out(
    data: Path, parts: tuple[str, ...], *, fit_until: str, worlds: int = 1_500, seed: int = 1, workers: int = 1
) -> dict[str, tuple[room.HeldOut, ...]]:
    """Return, for each part of a data folder, what worlds calibrated without it say about it.

    Args:
        data: as for ``calibrate``.
        parts: ``time`` (the newest twelve months), ``time:MONTHS``, a series (``lab_reports/analogue``) or a key.
        fit_until: last month seen, ``YYYY-MM``.
        worlds: simulated worlds.
        seed: which stream of random numbers.
        workers: threads.

    Raises:
        ScenarioError: folder or scenario are not sound, or have no series in common.
        ArgumentError: a month, a count or a part is unusable.
        MissingExtraError: the extra ``policy`` is not installed.
    """
    drawn, scale, last = _drawn(data, fit_until, worlds, seed, workers)
    return {part: room.held_out(drawn, last, part, scale=scale) for part in parts}


def soundness(
    data: Path, others: int, *, fit_until: str, worlds: int = 1_500, seed: int = 1, workers: int = 1
) -> room.Soundness:
    """Return how often the posterior holds in ``others`` simulated worlds that it was not learnt from (seed + 1)."""
    if not 20 <= others <= 100_000:
        raise ArgumentError(f"--sbc {others} is not usable; give a whole number from 20 to 100000.")
    drawn, _, _ = _drawn(data, fit_until, worlds, seed, workers)
    return drawn.soundness(others, seed + 1, workers=workers)


def _drawn(
    data: Path, fit_until: str, worlds: int, seed: int, workers: int, keep: Path | None = None
) -> tuple[room.Worlds, float | None, int]:
    last = _month("--fit-until", fit_until)
    if not 100 <= worlds <= 1_000_000:
        raise ArgumentError(f"--worlds {worlds} is not usable; give a whole number from 100 to 1000000.")
    series = room.read_observations(data, last)
    own = data / "scenario.toml"
    scenario = room.read_scenario(own if own.is_file() else "us-fentanyl", outcomes="all")
    scale = 1.0 if own.is_file() else _size(series)
    return room.Worlds(scenario, series, last, worlds=worlds, seed=seed, workers=workers, keep=keep), scale, last


def ask(
    question: str,
    scenario: Path | str = "us-fentanyl",
    *,
    runs: int = 200,
    seed: int = 1,
    workers: int = 1,
    out: Path | None = None,
) -> room.Answer:
    """Return the answer to a question such as "China schedules 4-AP in 2021"; ``page`` makes one page of it.

    Raises:
        ArgumentError: the question is not understood.
        ScenarioError: the scenario is not sound.
        MissingExtraError: the extra ``policy`` is not installed.
        OutputError: ``out`` cannot be written.
    """
    answer = room.ask(question, scenario, runs=runs, seed=seed, workers=workers)
    if out is not None:
        _written(out, lambda: _replace(out, room.page(answer)))
    return answer


def figures(folder: Path, out: Path) -> tuple[str, ...]:
    """Write the figures of a finished run or comparison as PNG files and one HTML page; return their names.

    They are a displacement map, fan charts, shares of supply over time, and a tornado of the uncertain numbers.
    """
    return room.draw_figures(folder, out)


def page(answer: room.Answer) -> str:
    """Return an answer as one page of Markdown."""
    return room.page(answer)


def sensitivity(
    scenario: Path | str,
    outcome: str,
    key: str,
    *,
    alt: Path | str | None = None,
    base: int = 128,
    seed: int = 1,
    workers: int = 1,
    out: Path | None = None,
) -> list[room.Index]:
    """Return Sobol indices of an outcome, or of the effect that ``alt`` has on it, with bootstrap intervals.

    With ``out`` they are written as a CSV file too, and an interrupted call goes on from its finished parts.

    Raises:
        ScenarioError: a scenario is not sound, or nothing in it is uncertain.
        ArgumentError: there is no such outcome and key, or an absurd sample.
        MissingExtraError: the extra ``policy`` is not installed.
        OutputError: ``out`` cannot be written.
    """
    other = None if alt is None else room.Model(_scenario(alt))
    model = room.Model(_scenario(scenario))
    return room.sensitivity(model, outcome, key, alt=other, base=base, seed=seed, workers=workers, out=out)


def placebo(data: Path, series: str, month: str, *, until: str, window: int = 12) -> room.Placebo:
    """Return how unusual the change of an observed monthly series after a month is among the changes after other months."""
    for one in room.read_observations(data, _month("--until", until)):
        if one.name == series:
            return room.placebo(one, _month("--month", month), window=window)
    raise ArgumentError(f"--series {series} is not usable; {data / 'observations.csv'} has no such series up to {until}.")


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def _size(series: tuple[room.Series, ...]) -> float | None:
    """Return how large the observed country is against that of the shipped scenario by population, or None without one."""
    people = [one for one in series if one.outcome == "population"]
    return people[0].points[-1].value / US_POPULATION if people else None


def _events(data: Path, events: Path | None) -> tuple[room.Event, ...]:
    if events is None and (data / "events.csv").is_file():
        events = data / "events.csv"
    return room.read_events(events) if events is not None else ()


def _month(option: str, text: str) -> int:
    number = room.month_number(text)
    if number is None:
        raise ArgumentError(f"{option} {text} is not usable; give a month as YYYY-MM.")
    return number


def _written(out: Path, write: Callable[[], None]) -> None:
    try:
        write()
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}); choose another --out.") from error


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
