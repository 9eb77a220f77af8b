"""The displacement map: places, tiers and classes of modes as nodes with their shares, and arrows for the share that moved.

An arrow says that a share of supply left one node of a dimension and another gained it. It joins two places, two tiers or two
classes of modes, never a place with a mode: it is no route, and nothing in the results could make one.
"""

from typing import Any, Final

from headwater.policy.figures.charts import share_of
from headwater.policy.figures.results import Floats, Results

PANELS: Final = {
    "origin": "place of first offer",
    "maker": "place of making",
    "tier": "tier",
    "mode": "class of modes",
}
LEAST: Final = 0.005
"""Shares and moves below half a point are left out."""
DRAWN: Final = 0.015
"""Arrows are drawn from a point and a half on."""
_LOST, _GAINED = "#1f5f99", "#c2571a"

Shares = dict[str, float]


def displaced(results: Results) -> dict[str, tuple[Shares, Shares]]:
    """Return dimension -> shares before and after.

    Of a comparison: without and with the control, from the first month that differs. Of a run: in its first and its last twelve
    months.
    """
    found = {}
    for dimension in PANELS:
        outcome = f"supply_by_{dimension}"
        if not results.keys(outcome):
            continue
        if len(results.sides) > 1:
            months = slice(results.first_difference(), None)
            both = [share_of(_classes(results.means(outcome, side), dimension), months) for side in results.sides]
        else:
            means = _classes(results.means(outcome, "value"), dimension)
            both = [share_of(means, slice(0, 12)), share_of(means, slice(-12, None))]
        found[dimension] = (both[0], both[1])
    return found


def moves(before: Shares, after: Shares) -> list[tuple[str, str, float]]:
    """Return (from, to, share) of what moved: what a node lost goes to those that gained, in proportion to their gains."""
    gains = {key: after[key] - before[key] for key in before if after[key] > before[key]}
    total = sum(gains.values())
    return [
        (loser, gainer, (before[loser] - after[loser]) * gain / total)
        for loser in before
        if before[loser] > after[loser]
        for gainer, gain in gains.items()
        if (before[loser] - after[loser]) * gain / total >= LEAST
    ]


def mode_class(mode: str) -> str:
    """Return the class of a mode: what stands before the first hyphen of its id (``land`` of ``land-port``)."""
    return mode.partition("-")[0]


def displacement_map(figure: Any, results: Results) -> None:
    """Draw the map: a ring is the share before, the disc in it the share after."""
    shares = displaced(results)
    panels = figure.subplots(1, max(1, len(shares)), squeeze=False)[0]
    for axes, (dimension, (before, after)) in zip(panels, shares.items(), strict=False):
        _panel(axes, PANELS[dimension], before, after)
    compared = len(results.sides) > 1
    words = "without and with the control" if compared else "first and last twelve months"
    figure.suptitle(f"Where supply moved: shares {words}", x=0.01, ha="left", fontsize=12)


def _panel(axes: Any, title: str, before: Shares, after: Shares) -> None:
    from matplotlib.patches import Circle, FancyArrowPatch

    nodes = [key for key in before if max(before[key], after[key]) >= LEAST]
    spot = {key: (0.0, -1.15 * i) for i, key in enumerate(nodes)}
    for key, (x, y) in spot.items():
        axes.add_patch(Circle((x, y), 0.5 * before[key] ** 0.5, fill=False, edgecolor="#555555", linewidth=1.2, linestyle=":"))
        colour = _GAINED if after[key] > before[key] + LEAST else _LOST if after[key] < before[key] - LEAST else "#999999"
        axes.add_patch(Circle((x, y), 0.5 * after[key] ** 0.5, facecolor=colour, alpha=0.75, linewidth=0))
        axes.text(-0.62, y + 0.02, key, ha="right", va="bottom", fontsize=9)
        axes.text(-0.62, y - 0.02, f"{before[key]:.0%} → {after[key]:.0%}", ha="right", va="top", fontsize=8, color="#444444")
    for loser, gainer, share in moves(before, after):
        if share < DRAWN:
            continue
        (x0, y0), (x1, y1) = spot[loser], spot[gainer]
        arrow = FancyArrowPatch(
            (x0 + 0.55, y0), (x1 + 0.55, y1), connectionstyle=f"arc3,rad={-0.4 if y1 < y0 else 0.4}",
            arrowstyle="-|>", mutation_scale=9, linewidth=0.8 + 9.0 * share, color="#333333", alpha=0.6,
        )  # fmt: skip
        axes.add_patch(arrow)
    axes.set_title(title, fontsize=10)
    axes.set_xlim(-2.2, 2.3)
    axes.set_ylim(-1.15 * max(3, len(nodes)) + 0.4, 0.75)
    axes.set_aspect("equal", adjustable="box", anchor="N")
    axes.axis("off")


def _classes(means: dict[str, Floats], dimension: str) -> dict[str, Floats]:
    if dimension != "mode":
        return means
    summed: dict[str, Floats] = {}
    for mode, values in means.items():
        name = mode_class(mode)
        summed[name] = summed[name] + values if name in summed else values
    return summed
