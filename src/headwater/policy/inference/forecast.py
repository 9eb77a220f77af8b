"""Forecast every death series of a data folder from what was known at a month, with the dated controls as known inputs."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError
from headwater.policy.inference.controls import controls_for
from headwater.policy.inference.ensemble import PARTICLES, Ensemble
from headwater.policy.inference.events import Event
from headwater.policy.inference.observations import Series
from headwater.policy.inference.scores import QUANTILES
from headwater.policy.inference.settings import RIVALS, SETTINGS, Settings
from headwater.policy.scenario.months import month_text

Floats = NDArray[np.float64]

PATHS: Final = 48_000
MAX_HORIZON: Final = 600
WIDTH: Final = 0.78
"""Widest 90 % interval as a share of the median, where a forecast is limited to what is of use to who asks."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One series carried on.

    Attributes:
        series: ``outcome/key``.
        first: number of the first month of the paths, the one after the last value seen.
        paths: (paths, months) of deaths a month.
        observed: month -> value of what is known within a year that the paths continue.
        step: months of a period of the series; a monthly series is written by month and by year, others by year.
        seen: number of the last month that might be looked at; what ends before it is not part of the forecast.
        weights: rival explanation -> its weight given the series; that of the whole for a part.
    """

    series: str
    first: int
    paths: Floats
    observed: Mapping[int, float]
    step: int
    seen: int = 0
    weights: Mapping[str, float] = field(default_factory=dict)

    def statement(self) -> str:
        """Return in one sentence whether the series tells the rival explanations apart."""
        prior = 1.0 / len(RIVALS)
        ratios = {id_: weight / prior for id_, weight in self.weights.items()}
        if not ratios:
            return f"{self.series} was not weighed against rival explanations."
        listed = ", ".join(f"{id_} {weight:.2f}" for id_, weight in self.weights.items())
        if max(ratios.values()) < 2.0 and min(ratios.values()) > 0.5:
            return f"{self.series} cannot tell the rival explanations apart (equal before, now {listed})."
        best = max(ratios, key=lambda id_: ratios[id_])
        return f"{self.series} favours {best} (equal before, now {listed})."

    def years(self) -> dict[int, Floats]:
        """Return paths of whole calendar years (paths,), with what was already observed of the first."""
        found = {}
        for year in range(self.first // 12, (self.first + self.paths.shape[1] - 1) // 12 + 1):
            if 12 * year + 11 <= self.seen:
                continue
            total = np.zeros(len(self.paths))
            for month in range(12 * year, 12 * year + 12):
                index = month - self.first
                if 0 <= index < self.paths.shape[1]:
                    total += self.paths[:, index]
                elif month in self.observed:
                    total += self.observed[month]
                else:
                    break
            else:
                found[year] = total
        return found

    def yearly_quantiles(self) -> dict[int, dict[float, float]]:
        """Return the quantiles of a forecast file for every whole calendar year."""
        return {year: quantiles(total) for year, total in self.years().items()}


def forecast(
    series: Sequence[Series],
    events: Sequence[Event],
    fit_until: int,
    to: int,
    *,
    seed: int = 1,
    settings: Sequence[Settings] = SETTINGS,
    width: float | None = WIDTH,
    particles: int = PARTICLES,
) -> list[Forecast]:
    """Return a forecast of every ``deaths`` and ``deaths_involving`` series.

    Series of parts (``deaths/US-OH``) follow their whole (``deaths/US``) where the folder has it: their share wanders on.

    Args:
        series: what was observed up to ``fit_until``.
        events: dated controls; those after ``fit_until`` are known inputs.
        fit_until: number of the last month seen.
        to: number of the last month wanted.
        seed: which stream of random numbers.
        settings: priors that count alike; the default are those that did best in hindcasts to 2020.
        width: widest 90 % interval as a share of the median; None leaves the intervals as the ensemble gives them.
        particles: of each cloud; fewer are faster and less even.

    Raises:
        ArgumentError: ``to`` does not lie after ``fit_until``, or absurdly far.
    """
    if not fit_until < to <= fit_until + MAX_HORIZON:
        limit = month_text(fit_until + MAX_HORIZON)
        raise ArgumentError(
            f"--to {month_text(to)} is not usable; give a month after {month_text(fit_until)} and up to {limit}."
        )
    wanted = [one for one in series if one.outcome in ("deaths", "deaths_involving")]
    wholes = {one.key: one for one in wanted if one.outcome == "deaths"}
    found: dict[str, Forecast] = {}
    parts = []
    for one in wanted:
        whole = one.key.rpartition("-")[0]
        if one.outcome == "deaths" and whole in wholes:
            parts.append(one)
        else:
            controls = controls_for(events, one.key if one.outcome == "deaths" else next(iter(wholes), ""))
            points = [point for point in one.points if point.months == one.step]
            ensemble = Ensemble(points, controls, settings, seed, particles=particles)
            found[one.name] = _carried(one, ensemble, fit_until, to, np.random.default_rng([seed, 13]), width)
    spread = _share_spread(parts, wholes)
    for index, one in enumerate(parts):
        whole = one.key.rpartition("-")[0]
        rng = np.random.default_rng([seed, 11, index])
        found[one.name] = _part(one, wholes[whole], found[f"deaths/{whole}"], spread, rng)
    return [found[one.name] for one in wanted]


def _carried(
    series: Series, ensemble: Ensemble, fit_until: int, to: int, rng: np.random.Generator, width: float | None
) -> Forecast:
    points = [point for point in series.points if point.months == series.step]
    # Statistics come late: what lies between the last value and the month seen is part of the forecast.
    ensemble.follow(points[-1].last)
    first = points[-1].last + 1
    paths = ensemble.ahead(to - first + 1, PATHS)
    if width is not None:
        paths = sharpened(paths, width)
    observed = {point.month: point.value for point in points if point.months == 1}
    return Forecast(series.name, first, counted(paths, rng), observed, series.step, fit_until, ensemble.weights())


def counted(rates: Floats, rng: np.random.Generator) -> Floats:
    """Return counts of rates: single deaths are chance as well; for small places it is most of the spread."""
    return np.asarray(np.maximum(0.0, rates + np.sqrt(rates) * rng.standard_normal(rates.shape)))


def sharpened(paths: Floats, width: float) -> Floats:
    """Return paths whose 90 % interval in each month is at most ``width`` of the median, pulled towards it in logarithms.

    Five years ahead the ensemble alone says little more than "between a third and three times as many". Who asks for a forecast
    of that length asks for a judgement; docs/policy/forecast.md shows how often past intervals of this width held.
    """
    logs = np.log(np.maximum(paths, 1e-9))
    middle = np.median(logs, axis=0)
    low, high = np.quantile(logs, [0.05, 0.95], axis=0) - middle
    pull = np.ones(paths.shape[1])
    for t in range(paths.shape[1]):
        less, more = 0.0, 1.0
        if np.exp(high[t]) - np.exp(low[t]) <= width:
            continue
        for _ in range(40):
            pull[t] = 0.5 * (less + more)
            if np.exp(pull[t] * high[t]) - np.exp(pull[t] * low[t]) > width:
                more = pull[t]
            else:
                less = pull[t]
    return np.asarray(np.exp(middle + pull * (logs - middle)))


def _share_spread(parts: Sequence[Series], wholes: Mapping[str, Series]) -> float:
    """Return the yearly spread of the log share of parts in their whole, pooled over all parts."""
    changes = []
    for one in parts:
        shares = _shares(one, wholes[one.key.rpartition("-")[0]])
        years = sorted(shares)
        changes += [shares[b] - shares[a] for a, b in pairwise(years) if b == a + 1]
    if len(changes) < 5:
        return 0.25
    return float(np.clip(1.4826 * np.median(np.abs(changes)), 0.05, 0.8))


def _shares(part: Series, whole: Series) -> dict[int, float]:
    """Return year -> log share of a part in its whole, for years that both cover."""
    totals = _by_year(whole)
    return {
        year: float(np.log(value / totals[year]))
        for year, value in _by_year(part).items()
        if value > 0 and totals.get(year, 0) > 0
    }


def _by_year(series: Series) -> dict[int, float]:
    sums: dict[int, tuple[int, float]] = {}
    for point in series.points:
        if point.month // 12 == point.last // 12:
            months, value = sums.get(point.month // 12, (0, 0.0))
            sums[point.month // 12] = (months + point.months, value + point.value)
    return {year: value for year, (months, value) in sums.items() if months == 12}


def _part(series: Series, whole: Series, carried: Forecast, spread: float, rng: np.random.Generator) -> Forecast:
    shares = _shares(series, whole)
    years = sorted(shares)
    paths, width = carried.paths.shape
    if years:
        level = shares[years[-1]]
        drift = 0.5 * float(np.clip(shares[years[-1]] - shares[years[-2]], -0.5, 0.5)) if len(years) > 1 else 0.0
        gap = max(0, carried.first // 12 - years[-1] - 1)
    else:
        last = series.points[-1]
        near = [p.value / p.months for p in whole.points if p.month <= last.last and p.last >= last.month]
        level = float(np.log(max(last.value / last.months, 1e-9) / max(np.mean(near) if near else last.value, 1e-9)))
        drift, gap = 0.0, 1
    walk = spread / np.sqrt(12.0) * rng.standard_normal((paths, width)).cumsum(axis=1)
    walk += spread * np.sqrt(gap) * rng.standard_normal((paths, 1)) if gap else 0.0
    ahead = (np.arange(width) + 6.0) / 12.0
    share = np.exp(level + drift * (1.0 - 0.5**ahead) / 0.7 + walk)
    paths_of = counted(carried.paths * np.minimum(share, 1.0), rng)
    observed = {point.month: point.value for point in series.points if point.months == 1}
    return Forecast(series.name, carried.first, paths_of, observed, series.step, carried.seen, carried.weights)


def forecast_csv(forecasts: Sequence[Forecast]) -> str:
    """Return ``month,series,quantile,value`` lines: months of monthly series, and whole calendar years of all."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("month", "series", "quantile", "value"))
    for one in forecasts:
        if one.step == 1:
            for index in range(max(0, one.seen + 1 - one.first), one.paths.shape[1]):
                _rows(writer, month_text(one.first + index), one.series, one.paths[:, index])
        for year, total in one.years().items():
            _rows(writer, f"{year:04d}", one.series, total)
    return text.getvalue()


def quantiles(values: Floats) -> dict[float, float]:
    """Return the quantiles of a forecast file."""
    return {q: float(v) for q, v in zip(QUANTILES, np.quantile(values, QUANTILES), strict=True)}


def _rows(writer: Any, when: str, series: str, values: Floats) -> None:
    for q, value in quantiles(values).items():
        writer.writerow((when, series, q, f"{value:.6g}"))


def write_forecast(forecasts: Sequence[Forecast], path: Path) -> None:
    """Write a forecast file whole or not at all."""
    from headwater.policy.simulation.results import write_text

    write_text(path, forecast_csv(forecasts))
