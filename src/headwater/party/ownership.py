"""The 50 per cent rule: which bodies count as listed because listed parties own them, directly, through others, or together.

A body that listed parties own in the aggregate to the share of the rule is itself taken for listed, and what it owns in turn
counts in full. Shares are exact fractions; a share that is not known is an interval, and so is the answer.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from headwater.errors import ArgumentError

Standing: TypeAlias = Literal["listed", "owned", "perhaps", "not owned"]

_WHOLE: Final = Fraction(1)
_NOTHING: Final = Fraction(0)
_HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class OwnershipRule:
    """From which share on listed parties' ownership makes a body listed.

    Attributes:
        share: the share.
        inclusive: True where the share itself is enough ("50 per cent or more"), False where it has to be passed.
        aggregated: True where the shares of several listed parties are added up.
        source: where the rule is published.
    """

    share: Fraction
    inclusive: bool
    aggregated: bool
    source: str

    def reached(self, share: Fraction) -> bool:
        """Return whether a share reaches the rule."""
        return share >= self.share if self.inclusive else share > self.share


US_50: Final = OwnershipRule(
    _HALF,
    True,
    True,
    "US Treasury, OFAC, Revised guidance on entities owned by persons whose property is blocked, 13 August 2014",
)
"""50 per cent or more, of one or several blocked persons together, directly or indirectly."""

EU_50: Final = OwnershipRule(
    _HALF, True, True, "European Commission, EU best practices for the effective implementation of restrictive measures, 2024"
)
"""50 per cent or more; whether a listed party also controls the body has to be looked at by a person."""

UK_50: Final = OwnershipRule(
    _HALF,
    False,
    False,
    "UK Sanctions and Anti-Money Laundering Act regulations, regulation 7 (owned or controlled: more than 50%)",
)
"""More than 50 per cent of one party; several are added up only where they act together, which a register does not show."""


@dataclass(frozen=True, slots=True)
class Holding:
    """That one party holds a share of another.

    Attributes:
        owner: the holder.
        owned: the body held.
        low: the least the share can be, 0 to 1.
        high: the most it can be, 0 to 1.
    """

    owner: str
    owned: str
    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not _NOTHING <= self.low <= self.high <= _WHOLE:
            raise ArgumentError(f"The share {self.low} to {self.high} of a holding is not between 0 and 1.", code="share")


@dataclass(frozen=True, slots=True)
class Ownership:
    """How a body stands to the listed parties.

    Attributes:
        party: the body.
        standing: ``listed`` itself, ``owned`` for certain, ``perhaps`` owned, or ``not owned``.
        low: the least share that listed and owned parties hold together.
        high: the most they can hold.
        through: their direct holdings in it, the largest first.
        contradiction: True where the least shares of its owners add up to more than the whole, so that the register is wrong.
    """

    party: str
    standing: Standing
    low: Fraction
    high: Fraction
    through: tuple[Holding, ...]
    contradiction: bool = False


def share_interval(written: str | None) -> tuple[Fraction, Fraction]:
    """Return the least and the most that a share can be, from the way a register writes it.

    ``60%`` and ``60`` are exact; ``25-50%``, ``more than 25%``, ``>75%``, ``up to 10%`` and
    ``ownership-of-shares-25-to-50-percent`` are intervals; nothing, or what is no share, is 0 to 1.
    """
    text = (written or "").lower().replace(",", ".")
    numbers = [Fraction(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]
    if not numbers or len(numbers) > 2 or any(number > 100 for number in numbers):
        return _NOTHING, _WHOLE
    shares = [number / 100 for number in numbers]
    if len(shares) == 2:
        return min(shares), max(shares)
    (share,) = shares
    if re.search(r"more than|over|above|at least|or more|>|≥|minimum", text):
        return share, _WHOLE
    if re.search(r"less than|up to|below|under|at most|<|≤|maximum", text):
        return _NOTHING, share
    return share, share


def owned_by_listed(
    holdings: Iterable[Holding], listed: Collection[str], *, rule: OwnershipRule = US_50
) -> dict[str, Ownership]:
    """Return the standing of every party in the holdings.

    A body is ``owned`` where it is under every way of filling the intervals, and ``perhaps`` where it is under some; both are
    exact. Several holdings of one owner in one body add up. A circle of bodies that own each other is owned only if somebody
    listed owns enough of it from outside.

    Args:
        holdings: who holds what.
        listed: the parties on a list.
        rule: the rule to apply.
    """
    owners: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    parties: dict[str, None] = {}
    for holding in holdings:
        parties[holding.owner] = parties[holding.owned] = None
        of = owners.setdefault(holding.owned, {})
        low, high = of.get(holding.owner, (_NOTHING, _NOTHING))
        of[holding.owner] = (low + holding.low, min(_WHOLE, high + holding.high))
    known = frozenset(listed)
    certain = _spread(owners, known, rule, _least)
    possible = _spread(owners, known, rule, _most)
    return {party: _ownership(party, owners.get(party, {}), known, rule, certain, possible) for party in parties}


Owners: TypeAlias = Mapping[str, tuple[Fraction, Fraction]]
Held: TypeAlias = Callable[[Owners, Collection[str], bool], Fraction]


def _least(owners: Owners, blocked: Collection[str], aggregated: bool) -> Fraction:
    """Return the least share that the blocked owners can hold: together, or the largest of them alone."""
    lows = [low for owner, (low, _) in owners.items() if owner in blocked]
    return (sum(lows, _NOTHING) if aggregated else max(lows)) if lows else _NOTHING


def _most(owners: Owners, blocked: Collection[str], aggregated: bool) -> Fraction:
    """Return the most that they can hold, when the others hold no less than they do at least."""
    lows = sum((low for low, _ in owners.values()), _NOTHING)
    held = {owner: pair for owner, pair in owners.items() if owner in blocked}
    if not held:
        return _NOTHING
    if aggregated:
        rest = lows - sum((low for low, _ in held.values()), _NOTHING)
        most = min(sum((high for _, high in held.values()), _NOTHING), _WHOLE - rest)
        return max(most, _least(owners, blocked, aggregated))
    return max(max(low, min(high, _WHOLE - (lows - low))) for low, high in held.values())


def _spread(owners: Mapping[str, Owners], listed: frozenset[str], rule: OwnershipRule, held: Held) -> frozenset[str]:
    """Return the least set that holds the listed and every body that those in the set own enough of."""
    blocked = set(listed)
    owned_by: dict[str, list[str]] = {}
    for body, of in owners.items():
        for owner in of:
            owned_by.setdefault(owner, []).append(body)
    waiting = [owner for owner in blocked if owner in owned_by]
    while waiting:
        for body in owned_by[waiting.pop()]:
            if body not in blocked and rule.reached(held(owners[body], blocked, rule.aggregated)):
                blocked.add(body)
                if body in owned_by:
                    waiting.append(body)
    return frozenset(blocked)


def _ownership(
    party: str,
    owners: Owners,
    listed: frozenset[str],
    rule: OwnershipRule,
    certain: frozenset[str],
    possible: frozenset[str],
) -> Ownership:
    through = [Holding(owner, party, min(low, high), high) for owner, (low, high) in owners.items() if owner in possible]
    standing: Standing = (
        "listed" if party in listed else "owned" if party in certain else "perhaps" if party in possible else "not owned"
    )
    return Ownership(
        party=party,
        standing=standing,
        low=min(_WHOLE, _least(owners, certain, rule.aggregated)),
        high=min(_WHOLE, _most(owners, possible, rule.aggregated)),
        through=tuple(sorted(through, key=lambda holding: (-holding.low, -holding.high, holding.owner))),
        contradiction=sum((low for low, _ in owners.values()), _NOTHING) > _WHOLE,
    )
