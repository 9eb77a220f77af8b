"""Who is it really: parties against lists, by name and identifier. The doors are ``load_lists``, ``match`` and ``assess``."""

from headwater.party.assess import assess
from headwater.party.clusters import clusters, listed_values, shared_values
from headwater.party.contacts import contact_values, contacts_in
from headwater.party.holdings import HoldingsFile, Standing, read_holdings, standings
from headwater.party.lists import bundled_list, notes, read_list
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
    duplicates,
    iterate_matches,
    match,
    query_of,
    read_decided,
)
from headwater.party.ownership import EU_50, UK_50, US_50, Holding, Ownership, OwnershipRule, owned_by_listed, share_interval
from headwater.party.parties import ListedParty, PartyList

__all__ = [
    "DEFAULT_COMPARE_THRESHOLD",
    "DEFAULT_THRESHOLD",
    "EU_50",
    "UK_50",
    "US_50",
    "Candidate",
    "Comparison",
    "Feature",
    "Holding",
    "HoldingsFile",
    "ListedParty",
    "MatchResult",
    "Ownership",
    "OwnershipRule",
    "PartyIndex",
    "PartyList",
    "Query",
    "Standing",
    "assess",
    "bundled_list",
    "clusters",
    "compare",
    "contact_values",
    "contacts_in",
    "duplicates",
    "index_lists",
    "iterate_matches",
    "listed_values",
    "load_lists",
    "match",
    "notes",
    "owned_by_listed",
    "query_of",
    "read_decided",
    "read_holdings",
    "read_list",
    "share_interval",
    "shared_values",
    "standings",
]
