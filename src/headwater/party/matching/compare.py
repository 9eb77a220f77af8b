"""Compare two parties with nothing but what is given of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import numpy as np

from headwater.errors import ArgumentError
from headwater.party.matching.addresses import address_features, is_same_place
from headwater.party.matching.alignment import align
from headwater.party.matching.attributes import shared_identifiers, stated_features
from headwater.party.matching.evidence import IN_PAIRS, deductions
from headwater.party.matching.explain import Pair, deducted, name_features
from headwater.party.matching.features import features
from headwater.party.matching.judge import IDENTIFIER_SCORE
from headwater.party.matching.names import eastern_readings, readings
from headwater.party.matching.party_index import BODY, CRAFT, EITHER, KINDS, PERSON
from headwater.party.matching.queries import Query, query_of
from headwater.party.matching.rarity import rarity
from headwater.party.matching.reading import Reading
from headwater.party.matching.results import Certainty, Comparison, Feature
from headwater.party.matching.scoring import log_odds, score_at
from headwater.party.matching.similarity import Ints, Lexicon
from headwater.party.matching.syllables import syllables_between
from headwater.party.matching.table import NameTable

DEFAULT_COMPARE_THRESHOLD: Final = 0.5
"""Score from which two parties are called the same. It is lower than that of ``match``: who asks about one pair has a reason
to, while a list of 20,000 parties is asked about everyone."""

_BATCH: Final = 2048


def compare(
    pairs: Iterable[Mapping[str, Any] | tuple[Query, Query]], *, threshold: float | None = None
) -> Iterator[Comparison]:
    """Yield how the two parties of each pair compare, in order.

    Args:
        pairs: objects with ``schema``, ``name1`` and ``name2``, or with two queries ``a`` and ``b``, or pairs of ``Query``.
        threshold: score from which they are called the same; ``DEFAULT_COMPARE_THRESHOLD`` if None.

    Raises:
        ArgumentError: a pair is unusable.
    """
    least = DEFAULT_COMPARE_THRESHOLD if threshold is None else threshold
    if not 0 <= least <= 1:
        raise ArgumentError(f"The threshold must be between 0 and 1, not {least}.", code="threshold")
    stream = (pair_of(given) for given in pairs)
    while batch := list(islice(stream, _BATCH)):
        yield from _compare_batch(batch, least)


def pair_of(given: Mapping[str, Any] | tuple[Query, Query]) -> tuple[Query, Query]:
    """Return the two queries in one line of ``headwater compare``."""
    if isinstance(given, tuple):
        return given
    if not isinstance(given, Mapping):
        raise ArgumentError("A pair is an object with name1 and name2, or with a and b.", code="pair")
    if "a" in given and "b" in given:
        return query_of(given["a"]), query_of(given["b"])
    if "name1" not in given or "name2" not in given:
        raise ArgumentError("A pair needs name1 and name2, or two query objects a and b.", code="pair")
    return _side(given, "name1"), _side(given, "name2")


def _side(given: Mapping[str, Any], key: str) -> Query:
    name = given[key]
    if name is None or (isinstance(name, str) and not name.strip()):
        return Query(("",))
    return query_of({"name": name, "schema": given.get("schema")})


def _compare_batch(batch: Sequence[tuple[Query, Query]], threshold: float) -> Iterator[Comparison]:
    lexicon = Lexicon()
    sides: list[list[Reading]] = [[], []]
    rows: list[list[int]] = [[], []]
    owner: list[int] = []
    for position, (one, two) in enumerate(batch):
        schema = one.schema or two.schema
        first = [reading for name in one.names for reading in readings(name, one.schema or schema)]
        second = [reading for name in two.names for reading in readings(name, two.schema or schema)]
        if schema == "Person":
            # The customary spellings of one side are looked at beside those of the other, not beside its own.
            first, second = [*first, *eastern_readings(tuple(first))], [*second, *eastern_readings(tuple(second))]
        for i in range(len(first)):
            for j in range(len(second)):
                rows[0].append(len(sides[0]) + i)
                rows[1].append(len(sides[1]) + j)
                owner.append(position)
        sides[0].extend(first)
        sides[1].extend(second)
    left, right = (NameTable(side, lexicon, rarity) for side in sides)
    words = lexicon.arrays()
    query_rows: Ints = np.array(rows[0], np.int64)
    name_rows: Ints = np.array(rows[1], np.int64)
    alignment = align(left, query_rows, words, right, name_rows, words)
    syllables = [syllables_between(sides[0][one], sides[1][two]) for one, two in zip(*rows, strict=True)]
    values = features(alignment, left, query_rows, right, name_rows, syllables=np.array(syllables, np.float32))
    owners: Ints = np.array(owner, np.int64)
    person = np.array([_kind(one, two) == PERSON for one, two in batch], np.bool_)
    kinds = person[owners] if owners.size else np.zeros(0, np.bool_)
    craft = np.array([_kind(one, two) == CRAFT for one, two in batch], np.bool_)
    lost = deductions(alignment, left, query_rows, right, name_rows, kinds, craft[owners]) * IN_PAIRS
    odds = log_odds(values, kinds, pairs=True) - lost.sum(axis=1)
    odds = odds - left.penalty[query_rows] - right.penalty[name_rows]
    order = np.lexsort((-odds, owners))
    first_of = np.searchsorted(owners[order], np.arange(len(batch) + 1))
    for position, (one, two) in enumerate(batch):
        start, stop = first_of[position], first_of[position + 1]
        best = int(order[start]) if stop > start else None
        found: list[Feature] = []
        total = -6.0
        if best is not None:
            total = float(odds[best])
            pair = Pair(best, values, alignment, left, int(query_rows[best]), right, int(name_rows[best]))
            found = name_features(pair, kind="person_pair" if person[position] else "organisation_pair", weak=False)
            found += deducted(lost[best])
        yield _comparison(one, two, total, found, threshold)


def _comparison(one: Query, two: Query, total: float, found: list[Feature], threshold: float) -> Comparison:
    agreeing = shared_identifiers(one, two)
    others = stated_features(one.birth_dates, two.birth_dates, one.countries, two.countries)
    others += address_features(one.addresses, two.addresses)
    certainty: Certainty = "possible"
    if any(exact for exact, _ in agreeing):
        certainty = "exact"
    elif agreeing or any(feature.weight > 0 and (feature.name != "address" or is_same_place(feature)) for feature in others):
        certainty = "likely"
    total += sum(feature.weight for feature in others) + sum(feature.weight for exact, feature in agreeing if not exact)
    score = score_at(total)
    if certainty == "exact":
        score = max(score, IDENTIFIER_SCORE)
    if _kind(one, two) is None:
        score = min(score, 0.05)
        found = [*found, Feature("kind", 0.0, -4.0, f"{one.schema} and {two.schema}")]
    reasons = [*found, *(feature for _, feature in agreeing), *others]
    return Comparison(score, score >= threshold, certainty, tuple(sorted(reasons, key=lambda feature: -abs(feature.weight))))


def _kind(one: Query, two: Query) -> int | None:
    """Return the kind both parties may be of, or None where they cannot be one party."""
    kinds = {KINDS.get(query.schema, EITHER) for query in (one, two) if query.schema} - {EITHER}
    if len(kinds) > 1:
        return None
    if kinds:
        return kinds.pop()
    return BODY if CRAFT in kinds else EITHER
