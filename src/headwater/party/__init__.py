"""Who is it really: parties against lists, by name and identifier. The doors are ``load_lists``, ``match`` and ``assess``."""

from headwater.party.assess import assess
from headwater.party.lists import bundled_list, read_list
from headwater.party.load import index_lists, load_lists
from headwater.party.matching import (
    DEFAULT_COMPARE_THRESHOLD,
    DEFAULT_THRESHOLD,
    Candidate,
    Comparison,
    Feature,
    MatchResult,
    PartyIndex,
    Query,
    compare,
    iterate_matches,
    match,
)
from headwater.party.parties import ListedParty, PartyList

__all__ = [
    "DEFAULT_COMPARE_THRESHOLD",
    "DEFAULT_THRESHOLD",
    "Candidate",
    "Comparison",
    "Feature",
    "ListedParty",
    "MatchResult",
    "PartyIndex",
    "PartyList",
    "Query",
    "assess",
    "bundled_list",
    "compare",
    "index_lists",
    "iterate_matches",
    "load_lists",
    "match",
    "read_list",
]
