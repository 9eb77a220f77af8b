"""The lists as the HTTP interface needs them: parties by id, and matching one batch at a time."""

import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from headwater.party import ListedParty, MatchResult, PartyIndex, PartyList, match
from headwater.party.lists import countries_of, ftm_entity, ftm_id
from headwater.reference import Tables

_LONGEST: Final = 300
ALL_LISTS: Final = "default"
"""Name of the dataset that stands for all lists, as OpenSanctions has it."""


def folded(text: str) -> str:
    """Return a text without case and accents, to find a name by its first letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text[:_LONGEST]) if not unicodedata.combining(c)).casefold()


class Directory:
    """All parties served, by id and by the form of the id in FollowTheMoney.

    Attributes:
        index: the lists, indexed.
        countries: the look-up of country names.
    """

    def __init__(self, index: PartyIndex, known: Tables) -> None:
        self.index = index
        self.countries = countries_of(known)
        self._found: dict[str, tuple[ListedParty, PartyList]] = {}
        for party, party_list in zip(index.parties, index.list_of, strict=True):
            for identity in (party.id, ftm_id(party.id)):
                self._found.setdefault(identity, (party, party_list))
        # The index learns spellings while it matches, so that two requests must not match at once.
        self._lock = threading.Lock()

    def party(self, identity: str) -> tuple[ListedParty, PartyList]:
        """Return a party and its list.

        Raises:
            HTTPException: 404, there is none with this id.
        """
        found = self._found.get(identity)
        if found is None:
            raise HTTPException(404, "There is no listed party with this id.")
        return found

    def entity(self, identity: str) -> dict[str, Any]:
        """Return a party as an entity of FollowTheMoney."""
        party, party_list = self.party(identity)
        return ftm_entity(party, party_list)

    def check_dataset(self, name: str) -> None:
        """Raise a 404 where a dataset is neither all lists nor one of them."""
        names = [ALL_LISTS, *dict.fromkeys(party_list.code for party_list in self.index.lists)]
        if name not in names:
            raise HTTPException(404, f"There is no dataset of this name; choose one of {', '.join(names)}.")

    async def match(
        self, queries: Sequence[Mapping[str, Any]], *, dataset: str, threshold: float | None, limit: int
    ) -> list[MatchResult]:
        """Return the matches of some queries in one dataset, found in a thread so that other requests are heard meanwhile."""
        self.check_dataset(dataset)
        # Candidates of other lists are dropped afterwards, so that more are asked for where there are other lists.
        wanted = limit if dataset == ALL_LISTS or len(self.index.lists) == 1 else limit * 5
        results = await run_in_threadpool(self._match, queries, threshold, wanted)
        if dataset == ALL_LISTS:
            return results
        return [
            MatchResult(
                result.query,
                tuple(candidate for candidate in result.candidates if candidate.list == dataset)[:limit],
                result.warnings,
            )
            for result in results
        ]

    def _match(self, queries: Sequence[Mapping[str, Any]], threshold: float | None, limit: int) -> list[MatchResult]:
        with self._lock:
            return match(queries, self.index, threshold=threshold, limit=limit)

    def beginning(self, prefix: str, limit: int) -> list[tuple[ListedParty, str]]:
        """Return parties with a name in which every word of a prefix begins a word, each with that name, the shortest first."""
        wanted = folded(prefix)
        if not wanted.strip():
            return []
        pattern = re.compile("".join(rf"(?=.*\b{re.escape(word)})" for word in wanted.split()))
        found: dict[str, tuple[int, ListedParty, str]] = {}
        for party in self.index.parties:
            for name in party.names:
                if pattern.match(folded(name.text)) and party.id not in found:
                    found[party.id] = (len(name.text), party, name.text)
        nearest = sorted(found.values(), key=lambda entry: (entry[0], entry[1].id))[:limit]
        return [(party, name) for _, party, name in nearest]

    def described(self) -> list[dict[str, Any]]:
        """Return the lists served, with publisher, day, hash and number of parties."""
        return [
            {
                "code": party_list.code,
                "title": party_list.title,
                "publisher": party_list.publisher,
                "licence": party_list.licence,
                "date": party_list.date,
                "sha256": party_list.sha256,
                "entities": len(party_list),
            }
            for party_list in self.index.lists
        ]
