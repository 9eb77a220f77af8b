"""Dated events as the forecast sees them: when, through which channel, and how much of a full control."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from headwater.policy.inference.events import Event

SUPPLY, ORGANISATION, DEMAND = 0, 1, 2
"""The channels: less to be had or dearer to bring; fewer producers; fewer deaths per use."""

CHANNEL: Final[Mapping[str, int]] = {
    "schedule": SUPPLY,
    "licence": SUPPLY,
    "mode_rule": SUPPLY,
    "capacity": SUPPLY,
    "sharing": SUPPLY,
    "finance": SUPPLY,
    "organisation": ORGANISATION,
    "demand": DEMAND,
}

RELEVANCE: Final[Mapping[str, float]] = {
    "schedule": 1.0,
    "licence": 0.5,
    "mode_rule": 0.5,
    "capacity": 0.5,
    "sharing": 0.5,
    "organisation": 1.0,
    "finance": 0.5,
    "demand": 0.5,
}
"""How much of a full control each kind counts for: what removes supply at its source 1, what raises its cost or risk half."""

WORKS: Final = 7 / 15
"""Chance that a fully relevant control works: 7 of 15 interventions against precursors did (McKetin et al. 2011, a systematic
review; doi 10.1111/j.1360-0443.2011.03582.x). Where it did not, there were other sources."""
WORKS_SPREAD: Final = 0.26
"""Spread of the logarithm of that chance, of fifteen cases."""
LEAST_PRESSURE: Final = -math.log1p(-0.12)
MOST_PRESSURE: Final = -math.log1p(-0.77)
"""Falls of what was measured where a control worked: 12 to 77 % (the same review), as falls of the logarithm."""
EASE: Final = 18.0
"""Months after which half of an effect has eased: admissions came back within eighteen months in one study (Dobkin and Nicosia
2009, doi 10.1257/aer.99.1.324) and stayed well below for years in another (Cunningham and Liu 2003)."""
EASE_SPREAD: Final = 0.7

AT_HOME: Final = 0.25
"""A market's own schedule reaches supply that is made elsewhere only in part."""
ABROAD: Final = 0.5
"""So does a listing by a body that is not a country of supply: a union or an organisation."""
_BODIES: Final = frozenset({"UN", "EU", "AU", "ASEAN"})


@dataclass(frozen=True, slots=True)
class Control:
    """A control as the forecast sees it.

    Attributes:
        month: number of its month.
        relevance: 1 acts fully, below 0 undoes.
        channel: ``SUPPLY``, ``ORGANISATION`` or ``DEMAND``.
    """

    month: int
    relevance: float
    channel: int = SUPPLY


def controls_for(events: Sequence[Event], market: str) -> tuple[Control, ...]:
    """Return the events as the forecast sees them, for a market (``US`` or a part of it, ``US-OH``)."""
    home = market.partition("-")[0]
    found = []
    for event in events:
        relevance = RELEVANCE.get(event.kind, 0.0)
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
            found.append(Control(event.month, relevance, CHANNEL[event.kind]))
    return tuple(found)
