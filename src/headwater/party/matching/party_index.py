"""The parties of all lists screened against, indexed by name and identifier."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from headwater.party.matching.index import NameIndex
from headwater.party.matching.names import eastern_readings, readings
from headwater.party.matching.rarity import rarity
from headwater.party.matching.reading import Reading
from headwater.party.matching.similarity import Floats, Ints, Lexicon
from headwater.party.matching.syllables import SyllableIndex
from headwater.party.matching.table import NameTable
from headwater.party.parties import Identifier, ListedParty, PartyList, PartyName

PERSON, BODY, CRAFT, EITHER = range(4)
KINDS = {"Person": PERSON, "Company": BODY, "Organization": BODY, "Vessel": CRAFT, "Aircraft": CRAFT, "LegalEntity": EITHER}
"""Kind of party by schema: like is compared with like, and EITHER with persons and bodies."""


class PartyIndex:
    """An index over the parties of some lists; get one with ``party.load_lists`` or ``party.index_lists``.

    Attributes:
        lists: the lists, as they were read.
        parties: all their parties, in order.
        list_of: for each party, the list it is from.
    """

    def __init__(self, lists: Iterable[PartyList]) -> None:
        self.lists = tuple(lists)
        self.parties: list[ListedParty] = []
        self.list_of: list[PartyList] = []
        for party_list in self.lists:
            self.parties.extend(party_list.parties)
            self.list_of.extend([party_list] * len(party_list.parties))
        self._index_names()

    def _index_names(self) -> None:
        found: list[Reading] = []
        owner: list[int] = []
        names: list[PartyName] = []
        kinds: list[int] = []
        for number, party in enumerate(self.parties):
            kind = KINDS.get(party.schema, EITHER)
            seen = set()
            for name in party.names:
                if name.text in seen:
                    continue
                seen.add(name.text)
                for reading in _all_readings(name.text, party.schema):
                    found.append(reading)
                    owner.append(number)
                    names.append(name)
                    kinds.append(kind)
        self.names = names
        self.owner = np.array(owner, np.int64)
        self.kind = np.array(kinds, np.int8)
        self.weak = np.fromiter((name.quality == "weak" for name in names), np.bool_, len(names))
        counts = Counter(word for reading in found for word in set(reading.words))
        total = len(found)
        self._counts, self._total = counts, total
        lexicon = Lexicon()
        self.index = NameIndex(NameTable(found, lexicon, self.weigh), lexicon)

    def weigh(self, word: str) -> float:
        """Return what a word tells, by the shipped counts and those of the lists."""
        return rarity(word, self._counts.get(word, 0), self._total)

    @cached_property
    def syllables(self) -> SyllableIndex:
        """Return the index of names made of the syllables of others."""
        return SyllableIndex(self.index.table.readings)

    def candidates(self, readings: Sequence[Reading], queries: NameTable, lexicon: Lexicon) -> tuple[Ints, Ints, Floats]:
        """Return (query row, name row, how sure one is made of the other's syllables) of the pairs worth scoring."""
        rows, names = self.index.candidates(queries, lexicon)
        more_rows, more_names, sure = self.syllables.pairs(readings)
        if not more_rows.size:
            return rows, names, np.zeros(rows.size, np.float32)
        key = np.concatenate([more_rows, rows]) * self.owner.size + np.concatenate([more_names, names])
        key, first = np.unique(key, return_index=True)
        rows, names = np.divmod(key, self.owner.size)
        return rows, names, np.concatenate([sure, np.zeros(key.size, np.float32)])[first]

    @cached_property
    def identifiers(self) -> dict[str, list[tuple[int, Identifier]]]:
        """Return key -> (party, identifier) for every identifier of the lists."""
        found: dict[str, list[tuple[int, Identifier]]] = defaultdict(list)
        for number, party in enumerate(self.parties):
            for identifier in party.identifiers:
                found[identifier.value].append((number, identifier))
        return dict(found)

    def state_of(self, number: int) -> str:
        """Return a text that changes when the list says anything else of a party."""
        party = self.parties[number]
        known = (party.names, party.identifiers, party.birth_dates, party.countries, party.addresses, party.programs)
        return repr((party.id, party.schema, known))

    def __len__(self) -> int:
        """Return the number of parties."""
        return len(self.parties)


def _all_readings(text: str, schema: str) -> tuple[Reading, ...]:
    usual = readings(text, schema)
    return (*usual, *eastern_readings(usual)) if schema == "Person" else usual
