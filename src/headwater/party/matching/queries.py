"""What is asked: a name with whatever else is known of its bearer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from headwater.errors import ArgumentError
from headwater.party.identifiers import CURRENCIES, key_of
from headwater.party.parties import PARTY_SCHEMAS

ANY_SCHEME: Final = "any"
"""Scheme of an identifier whose kind is not known, such as the number in a column ``consignee_id``."""

_SCHEMAS: Final = {schema.lower(): schema for schema in PARTY_SCHEMAS}
_PLURALS: Final = {
    "country": "countries",
    "birth_date": "birth_dates",
    "address": "addresses",
    "phone": "phones",
    "email": "emails",
}
_CURRENCIES: Final = frozenset(code.lower() for code in CURRENCIES)


@dataclass(frozen=True, slots=True)
class Query:
    """A party to look for.

    Attributes:
        names: its name and other names; the first is the one shown.
        schema: Person, Company, Organization, Vessel, Aircraft or LegalEntity, or None if unknown.
        countries: ISO 3166-1 alpha-2 codes.
        birth_dates: ISO dates, perhaps of a year or month only.
        identifiers: (scheme, value as written).
        addresses: addresses as written.
        phones: telephone numbers as written.
        emails: e-mail addresses as written.
        given: the query as it came, for the answer to repeat.
    """

    names: tuple[str, ...] = ()
    schema: str | None = None
    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """Return (scheme, value) of the identifiers as they came; a wallet there still has the currency it was given as."""
        given = self.given.get("identifiers")
        if not isinstance(given, Mapping):
            return self.identifiers
        return tuple((str(scheme).lower(), value) for scheme, found in given.items() for value in _texts(scheme, found))

    @property
    def state(self) -> str:
        """Return a text that changes when anything changes that is known of the party."""
        return repr((self.names, self.schema, self.countries, self.birth_dates, self.keys, self.addresses))

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return (scheme, key to compare by) for all identifiers, phones and e-mail addresses that leave something."""
        country = self.countries[0] if self.countries else None
        pairs = [
            *self.identifiers,
            *(("phone", phone) for phone in self.phones),
            *(("email", email) for email in self.emails),
        ]
        found: dict[tuple[str, str], None] = {}
        for scheme, value in pairs:
            if scheme == ANY_SCHEME:
                for guess in ("registration", "wallet", "tax_id"):
                    key = key_of(guess, value, country)
                    if key:
                        found[(ANY_SCHEME, key)] = None
                # A number that says what it is need not be guessed at, and is evidence even where it is short.
                if value.strip().upper().startswith("IMO") and (key := key_of("imo", value)):
                    found[("imo", key)] = None
            elif key := key_of(scheme, value, country):
                found[(scheme, key)] = None
        return tuple(found)


def query_of(given: "str | Mapping[str, Any] | Query") -> Query:
    """Return the query in a plain name or in an object such as one line of ``headwater match`` holds.

    Raises:
        ArgumentError: a value is not text, or there is neither a name nor an identifier.
    """
    if isinstance(given, Query):
        return given
    if isinstance(given, str):
        return Query(names=(given,), given={"name": given})
    if not isinstance(given, Mapping):
        raise ArgumentError(f"A query is a name or an object with a name, not {type(given).__name__}.", code="query")
    values = {key: _texts(key, value) for key, value in given.items() if key not in ("identifiers", "schema", "id")}
    schema = given.get("schema")
    if schema is not None and str(schema).lower() not in _SCHEMAS:
        raise ArgumentError(
            f"Schema {str(schema)[:40]!r} is not known; choose one of {', '.join(PARTY_SCHEMAS)}.", code="query"
        )
    identifiers = given.get("identifiers") or {}
    if not isinstance(identifiers, Mapping):
        raise ArgumentError('In a query, "identifiers" is an object such as {"rfc": "..."}.', code="query")
    several = {plural: values.get(single, ()) + values.get(plural, ()) for single, plural in _PLURALS.items()}
    pairs = tuple((_scheme(scheme), value) for scheme, found in identifiers.items() for value in _texts(scheme, found))
    names = values.get("name", ()) + values.get("names", ()) + values.get("aliases", ())
    query = Query(
        names=names,
        schema=_SCHEMAS[str(schema).lower()] if schema is not None else None,
        countries=tuple(country.strip().upper() for country in several["countries"]),
        birth_dates=several["birth_dates"],
        identifiers=pairs,
        addresses=several["addresses"],
        phones=several["phones"],
        emails=several["emails"],
        given=dict(given),
    )
    if not names and not query.keys:
        raise ArgumentError("A query needs a name or an identifier; this one has neither.", code="query")
    return query


def _scheme(scheme: str) -> str:
    lower = scheme.lower()
    return "wallet" if lower in _CURRENCIES else lower


def _texts(key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, (list, tuple)) else (value,)
    texts = []
    for entry in values:
        if entry is None:
            continue
        if not isinstance(entry, (str, int, float)) or isinstance(entry, bool):
            raise ArgumentError(f"In a query, {key!r} is text or a list of texts.", code="query")
        if str(entry).strip():
            texts.append(str(entry))
    return tuple(texts)
