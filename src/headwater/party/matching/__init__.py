"""Match names and identifiers against listed parties."""

from headwater.party.matching.compare import DEFAULT_COMPARE_THRESHOLD, compare
from headwater.party.matching.decisions import read_decided
from headwater.party.matching.duplicates import duplicates
from headwater.party.matching.match import best_matches, iterate_matches, match
from headwater.party.matching.party_index import PartyIndex
from headwater.party.matching.queries import ANY_SCHEME, Query, query_of
from headwater.party.matching.results import Candidate, Certainty, Comparison, Feature, MatchResult, MatchWarning
from headwater.party.matching.scoring import DEFAULT_THRESHOLD

__all__ = [
    "ANY_SCHEME",
    "DEFAULT_COMPARE_THRESHOLD",
    "DEFAULT_THRESHOLD",
    "Candidate",
    "Certainty",
    "Comparison",
    "Feature",
    "MatchResult",
    "MatchWarning",
    "PartyIndex",
    "Query",
    "best_matches",
    "compare",
    "duplicates",
    "iterate_matches",
    "match",
    "query_of",
    "read_decided",
]
