"""Find the parties that are named more than once among those given."""

from collections.abc import Mapping, Sequence
from typing import Any

from headwater.party.matching.match import match
from headwater.party.matching.party_index import PartyIndex
from headwater.party.matching.queries import Query, query_of
from headwater.party.parties import Address, Identifier, ListedParty, PartyList, PartyName


def duplicates(
    parties: Sequence[str | Mapping[str, Any] | Query], *, threshold: float | None = None, limit: int = 10
) -> list[tuple[int, int, float]]:
    """Return (one, other, score) for the parties that may be the same, by their places in the sequence, one before other.

    Every party is looked up among all the others, so the cost grows with their number and not with its square.

    Args:
        parties: names, objects such as ``match`` takes, or ``Query``.
        threshold: score from which two are called the same; the default of ``match`` if None.
        limit: others per party at most.
    """
    queries = [query_of(party) for party in parties]
    index = PartyIndex([_as_list(queries)])
    found: dict[tuple[int, int], float] = {}
    for place, result in enumerate(match(queries, index, threshold=threshold, limit=limit + 1)):
        for candidate in result.candidates:
            other = int(candidate.id.rpartition(":")[2])
            if candidate.match and other != place:
                pair = (min(place, other), max(place, other))
                found[pair] = max(found.get(pair, 0.0), candidate.score)
    return [(one, other, score) for (one, other), score in sorted(found.items())]


def _as_list(queries: Sequence[Query]) -> PartyList:
    # Each party is a list of its own, so that none gives way to a better candidate: that is always the party itself.
    parties = tuple(_as_party(place, query) for place, query in enumerate(queries))
    return PartyList("given", "", "", "given", None, "", "given", "0" * 64, parties)


def _as_party(place: int, query: Query) -> ListedParty:
    names = tuple(PartyName(name) for name in query.names)
    return ListedParty(
        f"given:{place}",
        f"given-{place}",
        query.schema or "LegalEntity",  # type: ignore[arg-type]
        query.names[0] if query.names else "",
        names,
        identifiers=tuple(Identifier(scheme, key) for scheme, key in query.keys),
        birth_dates=query.birth_dates,
        countries=query.countries,
        addresses=tuple(map(Address, query.addresses)),
    )
