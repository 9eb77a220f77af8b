"""Fan charts, shares over time, and a tornado of what goes with deaths."""

from typing import Any, Final

import numpy as np
import polars as pl

from headwater.policy.figures.results import Floats, Results

FANS: Final = {
    "deaths": "deaths a month",
    "consumed": "pure kg used a month",
    "price": "USD a pure kg",
    "purity": "retail purity",
    "users": "people exposed",
}
"""Outcomes with a fan chart, and what their axis says."""
DIMENSIONS: Final = {
    "origin": "place of the first offer",
    "maker": "place where it was finished",
    "mode": "last mode into the market",
    "tier": "good as bought from the offer",
    "good": "finished good",
}
NAMES: Final = {"value": "simulated worlds", "base": "without the control", "alt": "with the control"}
_COLOURS: Final = {"value": "#1f5f99", "base": "#7a7a7a", "alt": "#c2571a"}
_BANDS: Final = ((0.05, 0.95, 0.15), (0.25, 0.75, 0.3))
_PALETTE: Final = (
    "#1f5f99", "#e08a2e", "#3d8f5f", "#b23a48", "#7b5ea7", "#8a6d3b", "#d07fb0", "#6f7d8c", "#a8b545", "#3fa9b5",
)  # fmt: skip


def fan(figure: Any, results: Results, outcome: str, key: str) -> None:
    """Draw the median of an outcome and the bands that hold 50 and 90 % of the worlds."""
    axes = figure.subplots()
    months = np.arange(len(results.months))
    for side in results.sides:
        values = results.worlds(outcome, key, side)
        for low, high, shade in _BANDS:
            bottom, top = np.quantile(values, [low, high], axis=1)
            axes.fill_between(months, bottom, top, alpha=shade, color=_COLOURS[side], linewidth=0)
        axes.plot(months, np.median(values, axis=1), color=_COLOURS[side], linewidth=1.6, label=NAMES[side])
    if len(results.sides) > 1:
        axes.legend(frameon=False, fontsize="small", loc="best")
    _years(axes, results.months)
    axes.set_title(f"{outcome}, {key}", loc="left")
    axes.set_ylabel(FANS[outcome])
    axes.set_ylim(0, 1.08 * axes.get_ylim()[1])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}")
    _plain(axes)


def shares(figure: Any, results: Results, dimension: str) -> None:
    """Draw the shares of supply by one dimension over time, a panel for each side."""
    panels = figure.subplots(1, len(results.sides), squeeze=False, sharey=True)[0]
    for axes, side in zip(panels, results.sides, strict=True):
        means = {key: values for key, values in results.means(f"supply_by_{dimension}", side).items() if values.sum() > 0}
        values = np.array(list(means.values())) if means else np.zeros((1, len(results.months)))
        total = values.sum(axis=0)
        part = np.divide(values, total, out=np.zeros_like(values), where=total > 0)
        colours = [_PALETTE[i % len(_PALETTE)] for i in range(len(means))]
        axes.stackplot(np.arange(len(results.months)), part, labels=list(means), colors=colours or None, linewidth=0)
        _years(axes, results.months)
        axes.set_ylim(0, 1)
        axes.set_xlim(0, max(1, len(results.months) - 1))
        axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        axes.set_title(NAMES[side] if len(results.sides) > 1 else f"supply by {DIMENSIONS[dimension]}", loc="left")
        _plain(axes)
    if len(results.sides) > 1:
        figure.suptitle(f"supply by {DIMENSIONS[dimension]}", x=0.125, ha="left", y=1.04)
    panels[-1].legend(loc="center left", bbox_to_anchor=(1.01, 0.5), fontsize="small", frameon=False, reverse=True)


def tornado(figure: Any, results: Results) -> None:
    """Draw which uncertain numbers go with deaths (of a comparison: with the change in deaths), by rank correlation."""
    axes = figure.subplots()
    bars = correlations(results)[-12:]
    axes.barh([name for name, _ in bars], [value for _, value in bars], color=[_sign(value) for _, value in bars], height=0.7)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlim(-1, 1)
    what = "the change in deaths" if len(results.sides) > 1 else "deaths"
    axes.set_title(f"uncertain numbers and {what}", loc="left")
    axes.set_xlabel("rank correlation over the worlds")
    _plain(axes)


def correlations(results: Results) -> list[tuple[str, float]]:
    """Return (parameter, rank correlation with all deaths or their change), smallest first by size."""
    value = pl.col("alt") - pl.col("base") if len(results.sides) > 1 else pl.col("value")
    deaths = results.frame.filter(pl.col("outcome") == "deaths").group_by("run").agg(value.sum().alias("deaths")).sort("run")
    ranks = deaths["deaths"].rank().to_numpy()
    bars = []
    for (name,), rows in results.draws.group_by("parameter", maintain_order=True):
        drawn = rows.sort("run")["value"]
        if len(drawn) == len(ranks) and drawn.n_unique() > 1 and np.ptp(ranks) > 0:
            bars.append((str(name), float(np.corrcoef(drawn.rank().to_numpy(), ranks)[0, 1])))
    return sorted(bars, key=lambda bar: abs(bar[1]))


def share_of(means: dict[str, Floats], months: slice) -> dict[str, float]:
    """Return key -> share of the sum over some months."""
    sums = {key: float(values[months].sum()) for key, values in means.items()}
    total = sum(sums.values())
    return {key: value / total if total > 0 else 0.0 for key, value in sums.items()}


def _sign(value: float) -> str:
    return "#c2571a" if value > 0 else "#1f5f99"


def _years(axes: Any, months: list[str]) -> None:
    ticks = [i for i, month in enumerate(months) if month.endswith("-01")]
    step = 1 + len(ticks) // 14
    axes.set_xticks(ticks[::step], [months[i][:4] for i in ticks[::step]], fontsize="small")


def _plain(axes: Any) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize="small")
