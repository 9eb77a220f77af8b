"""How each fact is measured on runs; the docstring of a measure is the sentence that users read."""
# ruff: noqa: ARG001 - every measure has the same four arguments, whether it needs them or not

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.facts.table import Fact, Window

Runs = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """Results of one variant of a scenario, by outcome and key.

    Attributes:
        values: (runs, labels, months).
        labels: (outcome, key) of each label.
        start: number of the first month.
    """

    values: Runs
    labels: tuple[tuple[str, str], ...]
    start: int

    def sum(self, outcome: str, window: Window, *keys: str) -> Runs:
        """Return the sum over keys (all where none is named) and months, per run (runs,)."""
        return np.asarray(self._part(outcome, window, keys).sum(axis=(1, 2)))

    def mean(self, outcome: str, window: Window, *keys: str) -> Runs:
        """Return the mean over the months of the sum over keys, per run (runs,)."""
        return np.asarray(self._part(outcome, window, keys).sum(axis=1).mean(axis=1))

    def by_month(self, outcome: str, window: Window, *keys: str) -> Runs:
        """Return (runs, months) of the sum over keys."""
        return np.asarray(self._part(outcome, window, keys).sum(axis=1))

    def _part(self, outcome: str, window: Window, keys: tuple[str, ...]) -> Runs:
        rows = [i for i, (name, key) in enumerate(self.labels) if name == outcome and (not keys or key in keys)]
        first, last = window.first - self.start, window.last - self.start + 1
        if first < 0 or last > self.values.shape[2] or not rows:
            # Nothing simulated there: no number, and so no pass.
            return np.full((self.values.shape[0], 1, 1), np.nan)
        return self.values[:, rows, first:last]


Variants = Mapping[str, Series]
Observed = Mapping[int, float]
Measure = Callable[[Fact, Window, Variants, Observed], Runs]
BASE: Final = "base"


def _span(text: str, first: int, last: int) -> Window:
    return Window(text, first, last)


def _month(year: int, month: int) -> int:
    return 12 * year + month - 1


def deaths_path(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """The simulated deaths of a year differ from those observed by less than a tenth, on average over the years."""
    errors = []
    for year in range(window.first // 12, window.last // 12 + 1):
        months = [observed.get(m) for m in range(12 * year, 12 * year + 12)]
        if any(value is None for value in months):
            continue
        total = sum(value for value in months if value is not None)
        errors.append(np.abs(runs[BASE].sum("deaths", _span("", 12 * year, 12 * year + 11), "US") - total) / total)
    return np.asarray(np.mean(errors, axis=0)) if errors else np.full(runs[BASE].values.shape[0], np.nan)


def class_control_effect(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Deaths did not fall when one country controlled the whole class: supply moved elsewhere."""
    return runs[BASE].sum("deaths", window, "US") / runs["no class control"].sum("deaths", window, "US") - 1.0


def direct_finished_falls(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """What is finished in the country of the class control falls to almost nothing."""
    before = _span("", _month(2019, 2), _month(2019, 4))
    return runs[BASE].mean("supply_by_maker", window, "CN") / runs[BASE].mean("supply_by_maker", before, "CN")


def land_border_share(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Most of the weight seized is found at the southern land border."""
    return runs[BASE].sum("seized", window, "land-port", "land-between") / runs[BASE].sum("seized", window)


def port_share(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Most of what is found at the land border is found at ports of entry."""
    return runs[BASE].sum("seized", window, "land-port") / runs[BASE].sum("seized", window, "land-port", "land-between")


def north_share(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Almost nothing is found at the northern border."""
    return runs[BASE].sum("seized", window, "land-north") / runs[BASE].sum("seized", window)


def listed_products_fall(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Products named by a control fall to a fraction within a year."""
    before = _span("", _month(2017, 1), _month(2017, 6))
    after = np.maximum(runs[BASE].sum("lab_reports", window, "analogue-2017"), 0.5)
    return np.log(after / np.maximum(runs[BASE].sum("lab_reports", before, "analogue-2017"), 0.5))


def designer_race_ends(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Class-wide control ends the race of designer products."""
    before = _span("", _month(2018, 1), _month(2018, 6))
    return runs[BASE].sum("lab_reports", window, "analogue") / np.maximum(
        runs[BASE].sum("lab_reports", before, "analogue"), 0.5
    )


def made_elsewhere(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """After the class control most of the supply is finished elsewhere."""
    return 1.0 - runs[BASE].sum("supply_by_maker", window, "CN") / runs[BASE].sum("supply_by_maker", window)


def tier_ladder(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """When one tier of precursors is controlled, buyers move to the next within one to four years."""
    tiers = [key for outcome, key in runs[BASE].labels if outcome == "supply_by_tier" and key.startswith("precursor")]
    if "precursor-2" not in tiers:
        return np.full(runs[BASE].values.shape[0], np.nan)
    second = runs[BASE].by_month("supply_by_tier", window, "precursor-2")
    half = 0.5 * runs[BASE].by_month("supply_by_tier", window, *tiers)
    there = (second >= half) & (half > 0.0)
    return np.asarray(np.where(there.any(axis=1), there.argmax(axis=1).astype(np.float64), np.inf))


def load_size(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Loads grow several times over in four years."""
    before = _span("", _month(2018, 10), _month(2019, 9))
    new = runs[BASE].sum("seized", window) / np.maximum(runs[BASE].sum("seizures", window), 1.0)
    return np.asarray(new / (runs[BASE].sum("seized", before) / np.maximum(runs[BASE].sum("seizures", before), 1.0)))


def heroin_displaced(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Heroin is displaced: deaths that involve it fall while all deaths rise."""
    before = _span("", _month(2017, 1), _month(2017, 12))
    return runs[BASE].sum("deaths_involving", window, "heroin") / runs[BASE].sum("deaths_involving", before, "heroin")


def price_falls(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """The price of a pure amount falls by half while seizures rise many times over."""
    before = _span("", _month(2016, 1), _month(2016, 12))
    return runs[BASE].mean("price", window, "US") / runs[BASE].mean("price", before, "US")


def value_downstream(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Little of the money is earned at origin."""
    retail = (runs[BASE].by_month("price", window, "US") * runs[BASE].by_month("consumed", window, "US")).sum(axis=1)
    return np.asarray(runs[BASE].sum("revenue", window, "CN") / retail)


def small_volume(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """A few tonnes a year supply the whole market."""
    return runs[BASE].sum("consumed", window, "US")


def covid_shock(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Deaths jump within three months when the pandemic comes."""
    before = _span("", _month(2020, 2), _month(2020, 2))
    return runs[BASE].sum("deaths", window, "US") / runs[BASE].sum("deaths", before, "US")


def india_share(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Another source grows after each control in the first."""
    before = _span("", _month(2019, 1), _month(2019, 4))

    def share(months: Window) -> Runs:
        return runs[BASE].sum("supply_by_origin", months, "IN") / runs[BASE].sum("supply_by_origin", months)

    return share(window) / share(before)


def more_control_more_seized(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """More capacity finds more."""
    return runs["capacity 1.5"].sum("seized", window) / runs[BASE].sum("seized", window)


def balloon(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """More capacity does not leave fewer actors at work."""
    return runs["capacity 1.5"].sum("active", window) / runs[BASE].sum("active", window)


def diminishing_returns(fact: Fact, window: Window, runs: Variants, observed: Observed) -> Runs:
    """Each further step of capacity finds less than the one before."""
    base, more, most = (runs[name].sum("seized", window) for name in (BASE, "capacity 1.5", "capacity 2"))
    # Of single runs the steps are noise; their mean over the runs is the effect.
    return np.full(len(base), (most - more).mean() / (more - base).mean())


MEASURES: Final[Mapping[str, tuple[Measure, tuple[str, ...]]]] = {
    "deaths-path": (deaths_path, ()),
    "class-control-effect": (class_control_effect, ("no class control",)),
    "direct-finished-falls": (direct_finished_falls, ()),
    "land-border-share": (land_border_share, ()),
    "port-share": (port_share, ()),
    "north-share": (north_share, ()),
    "listed-products-fall": (listed_products_fall, ()),
    "designer-race-ends": (designer_race_ends, ()),
    "made-elsewhere": (made_elsewhere, ()),
    "tier-ladder": (tier_ladder, ()),
    "load-size": (load_size, ()),
    "heroin-displaced": (heroin_displaced, ()),
    "price-falls": (price_falls, ()),
    "value-downstream": (value_downstream, ()),
    "small-volume": (small_volume, ()),
    "covid-shock": (covid_shock, ()),
    "india-share": (india_share, ()),
    "more-control-more-seized": (more_control_more_seized, ("capacity 1.5",)),
    "balloon": (balloon, ("capacity 1.5",)),
    "diminishing-returns": (diminishing_returns, ("capacity 1.5", "capacity 2")),
}
"""Fact id -> its measure and the variants it needs beside the base."""
