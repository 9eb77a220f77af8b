"""Identifiers of parties: their schemes, keys to compare by, check digits and labels."""

from headwater.party.identifiers.keys import key_of
from headwater.party.identifiers.labels import closer_scheme, scheme_of_label

__all__ = ["closer_scheme", "key_of", "scheme_of_label"]
