"""Read names in other scripts as the Latin spellings that lists use."""

from headwater.party.matching.scripts.arabic import UNVOWELLED, arabic_words
from headwater.party.matching.scripts.cyrillic import cyrillic_spellings
from headwater.party.matching.scripts.eastern import eastern_spellings
from headwater.party.matching.scripts.han import han_body_words, han_person_spellings
from headwater.party.matching.scripts.hangul import hangul_person, hangul_spellings

__all__ = [
    "UNVOWELLED",
    "arabic_words",
    "cyrillic_spellings",
    "eastern_spellings",
    "han_body_words",
    "han_person_spellings",
    "hangul_person",
    "hangul_spellings",
]
