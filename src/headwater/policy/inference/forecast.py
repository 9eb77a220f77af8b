"""Forecast every death series of a data folder from what was known at a month, with the dated controls as known inputs."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError
from headwater.policy.inference.epidemic import Control, Epidemic, Settings
from headwater.policy.inference.events import Event
from headwater.policy.inference.observations import Point, Series
from headwater.policy.inference.scores import QUANTILES
from headwater.policy.scenario.months import month_text

Floats = NDArray[np.float64]

PATHS: Final = 4_000
CLOUDS: Final = 8
MAX_HORIZON: Final = 600

RELEVANCE: Final[Mapping[str, float]] = {
    "schedule": 1.0,
    "licence": 0.5,
    "mode_rule": 0.5,
    "capacity": 0.5,
    "sharing": 0.5,
    "organisation": 1.0,
    "finance": 0.5,
    "demand": 0.5,
    "shock": 0.0,
    "other": 0.0,
}
"""How much of a full control each kind counts for: what removes supply at its source 1, what raises its cost or risk half."""

AT_HOME: Final = 0.25
"""A market's own schedule reaches supply that is made elsewhere only in part."""
ABROAD: Final = 0.5
"""So does a listing by a body that is not a country of supply: a union or an organisation."""
_BODIES: Final = frozenset({"UN", "EU", "AU", "ASEAN"})


@dataclass(frozen=True, slots=True)
class Forecast:
    """One series carried on.

    Attributes:
        series: ``outcome/key``.
        months: number of the first month of the paths.
        paths: (paths, months) of rates a month.
        observed: month -> value of what is known within a year that the paths continue.
        step: months of a period of the series; a monthly series is written by month and by year, others by year.
    """

    series: str
    first: int
    paths: Floats
    observed: Mapping[int, float]
    step: int

    def years(self) -> dict[int, Floats]:
        """Return paths of whole calendar years (paths,), with what was already observed of the first."""
        found = {}
        for year in range(self.first // 12, (self.first + self.paths.shape[1] - 1) // 12 + 1):
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


def controls_for(events: Sequence[Event], market: str) -> tuple[Control, ...]:
    """Return the events as the twin sees them, for a market (``US`` or a part of it, ``US-OH``)."""
    home = market.partition("-")[0]
    found = []
    for event in events:
        relevance = RELEVANCE[event.kind]
        if event.kind in ("schedule", "licence", "mode_rule") and not event.targets:
            relevance = 0.0  # it names nothing that this market uses
        if event.kind in ("schedule", "licence"):
            if home in event.places:
                relevance *= AT_HOME
            elif set(event.places) <= _BODIES:
                relevance *= ABROAD
        if event.strength is not None:
            # Known to be nothing: cooperation that stops undoes what sharing had given; anything else does nothing.
            relevance = -relevance if event.kind == "sharing" and event.strength == 0 else relevance * event.strength
        if relevance != 0.0:
            found.append(Control(event.month, relevance))
    return tuple(found)


def forecast(
    series: Sequence[Series],
    events: Sequence[Event],
    fit_until: int,
    to: int,
    *,
    seed: int = 1,
    settings: Settings | None = None,
) -> list[Forecast]:
    """Return a forecast of every ``deaths`` and ``deaths_involving`` series.

    Series of parts (``deaths/US-OH``) follow their whole (``deaths/US``) where the folder has it: their share wanders on.

    Args:
        series: what was observed up to ``fit_until``.
        events: dated controls; those after ``fit_until`` are known inputs.
        fit_until: number of the last month seen.
        to: number of the last month wanted.
        seed: which stream of random numbers.
        settings: spreads of the prior; None takes the documented ones.

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
            found[one.name] = _carried(one, controls, fit_until, to, seed, settings or Settings())
    spread = _share_spread(parts, wholes)
    for index, one in enumerate(parts):
        whole = one.key.rpartition("-")[0]
        rng = np.random.default_rng([seed, 11, index])
        found[one.name] = _part(one, wholes[whole], found[f"deaths/{whole}"], spread, rng)
    return [found[one.name] for one in wanted]


def _carried(series: Series, controls: tuple[Control, ...], fit_until: int, to: int, seed: int, settings: Settings) -> Forecast:
    step = series.step
    points = [point for point in series.points if point.months == step]
    # Several clouds that never met: what one loses when its particles are drawn again, others still hold.
    clouds = [_followed(points, controls, fit_until, settings, seed * 1000 + number) for number in range(CLOUDS)]
    parts = []
    for cloud in clouds:
        keep = np.linspace(0, len(cloud.x) - 1, PATHS // CLOUDS).astype(np.int64)
        parts.append(np.stack([cloud.advance() for _ in range(to - fit_until)], axis=1)[keep])
    paths = np.concatenate(parts)
    paths = sharpened(paths, settings.width)
    # Single deaths are chance as well; for small places it is most of the spread.
    chance = np.random.default_rng([seed, 13])
    paths = np.maximum(0.0, paths + np.sqrt(paths) * chance.standard_normal(paths.shape))
    observed = {point.month: point.value for point in points if point.months == 1}
    return Forecast(series.name, fit_until + 1, paths, observed, step)


def _followed(
    points: Sequence[Point], controls: tuple[Control, ...], fit_until: int, settings: Settings, seed: int
) -> Epidemic:
    """Return a cloud that has seen all points, at the month ``fit_until``."""
    start, step = points[0].month, points[0].months
    cloud = Epidemic(points[0].value / step, start - 1, controls, settings, seed)
    known = {point.month: point for point in points}
    month = start
    while month <= fit_until:
        point = known.get(month)
        length = point.months if point else 1
        expected = np.zeros_like(cloud.x)
        for _ in range(min(length, fit_until - month + 1)):
            expected += cloud.advance()
        if point is not None:
            cloud.see(point.value, expected, length)
        month += length
    cloud.resample()
    return cloud


def sharpened(paths: Floats, width: float) -> Floats:
    """Return paths whose 90 % interval in each month is at most ``width`` of the median, pulled towards it in logarithms.

    Five years ahead the twin alone says little more than "between a fifth and three times as many". Who asks for a forecast
    of that length asks for a judgement; the width of it is a setting, and docs/policy/forecast.md shows how often past
    intervals of this width held.
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
    mean = carried.paths * np.minimum(share, 1.0)
    observed = {point.month: point.value for point in series.points if point.months == 1}
    return Forecast(series.name, carried.first, mean, observed, series.step)


def forecast_csv(forecasts: Sequence[Forecast]) -> str:
    """Return ``month,series,quantile,value`` lines: months of monthly series, and whole calendar years of all."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("month", "series", "quantile", "value"))
    for one in forecasts:
        if one.step == 1:
            for index in range(one.paths.shape[1]):
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
