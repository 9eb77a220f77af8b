"""What else is known of a party: identifiers, dates of birth, countries, addresses."""

from collections.abc import Sequence
from typing import Final

from headwater.party.matching.addresses import address_features, is_same_place
from headwater.party.matching.party_index import PartyIndex
from headwater.party.matching.queries import ANY_SCHEME, Query
from headwater.party.matching.results import Feature
from headwater.party.parties import Identifier, ListedParty

_CONTACTS: Final = frozenset({"phone", "email", "website", "address"})
_CONTACT_ODDS: Final = 3.0
_IDENTIFIER_ODDS: Final = 8.0
_UNSURE_ODDS: Final = 2.5
_SHORTEST: Final = 6
"""A number shorter than this is no evidence unless its scheme is the same."""
_SAME_DAY, _SAME_YEAR, _OTHER_YEAR = 3.0, 1.2, -4.0
COUNTRY_ODDS: Final = 0.6
"""What the same country adds, and another takes away."""


def identifier_hits(query: Query, index: PartyIndex) -> dict[int, list[tuple[bool, Feature]]]:
    """Return party -> (whether it settles who it is, feature) for every identifier of the query that a listed party has.

    A number of the same scheme, or one whose scheme is not known and that is long, settles it; a telephone number or an e-mail
    address is shared by honest people too and only supports the name.
    """
    found: dict[int, list[tuple[bool, Feature]]] = {}
    for scheme, key in query.keys:
        for party, identifier in index.identifiers.get(key, ()):
            judged = _judge(scheme, key, identifier, query)
            if judged is not None:
                found.setdefault(party, []).append(judged)
    return found


def _judge(scheme: str, key: str, identifier: Identifier, query: Query) -> tuple[bool, Feature] | None:
    written = identifier.written or identifier.value
    detail = f"{identifier.scheme} {written}"
    if scheme in _CONTACTS or identifier.scheme in _CONTACTS:
        if scheme not in (identifier.scheme, ANY_SCHEME):
            return None
        return False, Feature(identifier.scheme, 1.0, _CONTACT_ODDS, detail)
    same = scheme == identifier.scheme
    if not same and len(key) < _SHORTEST:
        return None
    elsewhere = identifier.country is not None and bool(query.countries) and identifier.country not in query.countries
    settles = same or (len(key) >= 8 and not elsewhere)
    return settles, Feature("identifier", 1.0, _IDENTIFIER_ODDS if settles else _UNSURE_ODDS, detail)


def attribute_features(query: Query, party: ListedParty) -> list[Feature]:
    """Return a feature for each attribute that both sides have: date of birth, country, address."""
    found = stated_features(query.birth_dates, party.birth_dates, query.countries, party.countries)
    if query.addresses and party.addresses:
        found += address_features(query.addresses, (address.text for address in party.addresses))
    return found


def stated_features(
    births: Sequence[str], other_births: Sequence[str], countries: Sequence[str], other_countries: Sequence[str]
) -> list[Feature]:
    """Return a feature for the dates of birth and one for the countries, where both sides state them."""
    found = []
    if births and other_births:
        weight = max(_dates(own, listed) for own in births for listed in other_births)
        detail = f"{', '.join(births)} and {', '.join(other_births)}"
        found.append(Feature("birth_date", 1.0 if weight > 0 else 0.0, weight, detail))
    if countries and other_countries:
        common = set(countries) & set(other_countries)
        weight = COUNTRY_ODDS if common else -COUNTRY_ODDS
        detail = f"{', '.join(countries)} and {', '.join(other_countries)}"
        found.append(Feature("country", 1.0 if common else 0.0, weight, detail))
    return found


def supports(feature: Feature, party: ListedParty) -> bool:
    """Return whether a feature makes more of a like name than a possibility; that people share a country does not."""
    if feature.name == "address":
        return is_same_place(feature)
    return feature.weight > 0 and (feature.name != "country" or party.schema not in ("Person", "LegalEntity"))


def shared_identifiers(one: Query, two: Query) -> list[tuple[bool, Feature]]:
    """Return (whether it settles who it is, feature) for every identifier that both queries have."""
    found = []
    for scheme, key in one.keys:
        for other_scheme, other_key in two.keys:
            if key == other_key:
                judged = _judge(scheme, key, Identifier(other_scheme, other_key), one)
                if judged is not None:
                    found.append(judged)
    return found


def _dates(one: str, two: str) -> float:
    first, _, last = two.partition("/")
    if last:
        return _SAME_YEAR if first[:4] <= one[:4] <= last[:4] else _OTHER_YEAR
    if one == two and len(one) == 10:
        return _SAME_DAY
    if one[:4] != two[:4]:
        try:
            return _OTHER_YEAR if abs(int(one[:4]) - int(two[:4])) > 1 else 0.0
        except ValueError:
            return 0.0
    short = min(len(one), len(two))
    return _SAME_YEAR if one[:short] == two[:short] else 0.0
