"""Weigh a name, identifiers and what else is known of a party into one score and one certainty."""

from dataclasses import dataclass, field
from typing import Final

from headwater.party.matching.attributes import attribute_features, identifier_hits, supports
from headwater.party.matching.party_index import PartyIndex
from headwater.party.matching.queries import Query
from headwater.party.matching.results import Certainty, Feature
from headwater.party.matching.scoring import DEFAULT_THRESHOLD, score_at

_NO_NAME: Final = -6.0
"""Log odds of a party whose name is nothing like the query's."""
IDENTIFIER_SCORE: Final = 0.99
CONTACT_SCORE: Final = DEFAULT_THRESHOLD
"""A shared telephone number is worth a look whatever the name."""
_GAP: Final = 3.0
_GAP_WEIGHT: Final = 1.2
"""How far another party of the same list may fit better before it counts, and what each step beyond that takes away."""


@dataclass(slots=True)
class Judged:
    """A listed party with its score for one query; ``entry`` is the pair of names that fits best, None where none does."""

    party: int
    entry: int | None
    odds: float
    certainty: Certainty = "possible"
    features: list[Feature] = field(default_factory=list)
    score: float = 0.0


def judge(query: Query, named: dict[int, tuple[int, float]], index: PartyIndex) -> list[Judged]:
    """Return every party that a query hits, by name or identifier, judged.

    Args:
        query: the query.
        named: party -> (pair of names, log odds) for the parties with a name like the query's.
        index: the lists.
    """
    hits = identifier_hits(query, index)
    found = [_judged(query, party, named.get(party), hits.get(party, []), index) for party in dict.fromkeys([*hits, *named])]
    _compare_with_best(found, index)
    for one in found:
        one.score = score_at(one.odds)
        if one.certainty == "exact":
            one.score = max(one.score, IDENTIFIER_SCORE)
        elif any(feature.name in ("phone", "email", "website") for feature in one.features):
            one.score = max(one.score, CONTACT_SCORE)
    return found


def _judged(
    query: Query, party: int, name: tuple[int, float] | None, agreeing: list[tuple[bool, Feature]], index: PartyIndex
) -> Judged:
    entry, odds = name or (None, _NO_NAME)
    listed = index.parties[party]
    others = attribute_features(query, listed)
    one = Judged(party, entry, odds + sum(feature.weight for feature in others))
    one.features = [*(feature for _, feature in agreeing), *others]
    one.odds += sum(feature.weight for settles, feature in agreeing if not settles)
    if any(settles for settles, _ in agreeing):
        one.certainty = "exact"
    elif entry is not None and (agreeing or any(supports(feature, listed) for feature in others)):
        one.certainty = "likely"
    return one


def _compare_with_best(found: list[Judged], index: PartyIndex) -> None:
    """Take from a party whose name alone speaks for it where another party of the same list fits the query much better."""
    best: dict[str, float] = {}
    for one in found:
        code = index.parties[one.party].list
        best[code] = max(best.get(code, _NO_NAME), one.odds)
    for one in found:
        gap = best[index.parties[one.party].list] - one.odds - _GAP
        if one.certainty == "possible" and one.entry is not None and gap > 0:
            weight = -_GAP_WEIGHT * gap
            one.odds += weight
            one.features.append(Feature("better candidate", 0.0, weight, "another party of this list fits better"))
