"""From features to a score: a weighted sum, and the threshold that suits all scripts."""

import math
from functools import cache
from typing import Final

import numpy as np

from headwater.party.matching.features import FEATURES
from headwater.party.matching.similarity import Floats
from headwater.reference import tables

DEFAULT_THRESHOLD: Final = 0.7
"""Score from which a candidate is called a match unless the caller says otherwise."""

WEAK_ALIAS: Final = -1.0
"""What it takes from the log odds that the list calls the name a weak alias."""
_AT_THRESHOLD: Final = math.log(DEFAULT_THRESHOLD / (1 - DEFAULT_THRESHOLD))


@cache
def weights(kind: str) -> tuple[Floats, float]:
    """Return the weight of each feature and the constant, by kind: person, organisation, person_pair or organisation_pair.

    They are fitted so that 0 is the threshold; see docs/explanation/matching.md.
    """
    frame = tables()["name_weights"]
    table = dict(frame.select("feature", kind).iter_rows())
    return np.array([table[name] for name in FEATURES], np.float32), float(table["threshold"])


def log_odds(features: Floats, person: np.typing.NDArray[np.bool_], *, pairs: bool = False) -> Floats:
    """Return the weighted sum of the features of each pair; 0 is as much as the default threshold asks for.

    Args:
        features: (pairs, features).
        person: for each pair, True where the listed party is, or may be, a natural person.
        pairs: use the weights for one pair that somebody asks about, not those for a query against a whole list.
    """
    one, one_constant = weights("person_pair" if pairs else "person")
    two, two_constant = weights("organisation_pair" if pairs else "organisation")
    return np.where(person, features @ one + one_constant, features @ two + two_constant).astype(np.float32)


def score_at(odds: float) -> float:
    """Return the score between 0 and 1 that goes with the log odds of one pair."""
    return 1 / (1 + math.exp(-min(max(odds + _AT_THRESHOLD, -30.0), 30.0)))
