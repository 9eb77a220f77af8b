"""The rules of party screening: a rule's docstring is the sentence users read; the first that holds is the finding."""

from collections.abc import Callable, Mapping
from typing import Final

from headwater.party.matching import Candidate


def listed_party_identifier(candidate: Candidate) -> bool:
    """A number, account or wallet in the record is that of a listed party."""
    return candidate.certainty == "exact"


def listed_party_name_and_attribute(candidate: Candidate) -> bool:
    """A name in the record is like that of a listed party, and a contact, country or date of birth agrees as well."""
    return candidate.certainty == "likely"


def listed_party_contact(candidate: Candidate) -> bool:
    """A telephone number or e-mail address in the record is that of a listed party, whose name it does not bear."""
    return not candidate.query_name


def listed_party_weak_alias(candidate: Candidate) -> bool:
    """A name in the record is like one that the list itself calls a weak alias of a listed party; nothing else agrees."""
    return any(feature.name == "weak alias" for feature in candidate.features)


def listed_person_name(candidate: Candidate) -> bool:
    """A name in the record is like that of a listed person; nothing else agrees, and innocent people may bear the same name."""
    return candidate.schema in ("Person", "LegalEntity")


def listed_party_name(candidate: Candidate) -> bool:
    """A name in the record is like that of a listed organisation, ship or aircraft; nothing else agrees."""
    return candidate.schema not in ("Person", "LegalEntity")


Rule = Callable[[Candidate], bool]

RULES: Final[Mapping[str, Rule]] = {
    rule.__name__: rule
    for rule in (
        listed_party_identifier,
        listed_party_name_and_attribute,
        listed_party_contact,
        listed_party_weak_alias,
        listed_person_name,
        listed_party_name,
    )
}
"""Rule id -> rule, the strongest first. Points, citation and what clears them are in the table of rules."""


def rule_of(candidate: Candidate) -> str:
    """Return the id of the first rule that holds for a candidate."""
    return next(name for name, rule in RULES.items() if rule(candidate))


def sentence_of(rule: str) -> str:
    """Return the sentence users read for a rule."""
    return (RULES[rule].__doc__ or "").strip()
