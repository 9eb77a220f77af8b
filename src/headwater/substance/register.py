"""The control register in memory: substances by id and number, and what is in force for each on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final

import polars as pl

from headwater.reference import Tables, tables
from headwater.substance import anions
from headwater.substance.identification import READ_BY, Basis, Caution, Control, Substance
from headwater.substance.lexicon import Lexicon, Reading
from headwater.substance.ordinary import PREFIX, Ordinary, ordinary_chemicals
from headwater.substance.text import key_of
from headwater.substance.words import name_words

_STEROIDS: Final = ("CA-CDSA-IV", "item 23(")
"""The item that names anabolic steroids "and their derivatives", so that their esters are covered where they are not named."""
_SKELETON: Final = 14
"""Letters of an InChIKey that tell the skeleton."""
_DAY_KNOWN: Final = "day"
_SINCE_WORDS: Final = {
    "computed": "computed from the day of publication",
    "publication": "the day of publication; the day of effect was not read and may be later",
    "background": "from general knowledge, not read in the source",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of the table of listings, with its jurisdiction.

    ``since`` is the first possible day; where only the month or year is known, ``since_precision`` says so. ``on_list_by`` is a
    day on which the listing is known to exist; it matters where the first day is not known.
    """

    substance_id: str
    instrument: str
    jurisdiction: str
    since: date | None
    since_precision: str | None
    since_status: str
    until: date | None
    verified: bool
    scope: str | None
    source: str
    on_list_by: date | None = None
    salt_of: str | None = None

    def in_force(self, on: date) -> bool:
        """Return whether the listing is in force on a day, or may be as far as its dates are known."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def is_known(self, on: date) -> bool:
        """Return whether the listing is known to be in force: its first day is reached, or it is on the list by that day."""
        return self.in_force(on) and self.certain_from <= on

    @property
    def certain_from(self) -> date:
        """The day from which the listing is known to be in force; the day after the month or year where only that is known."""
        if self.since is None:
            return self.on_list_by or READ_BY
        if self.since_precision == "year":
            last = date(self.since.year + 1, 1, 1)
        elif self.since_precision == "month":
            last = (self.since.replace(day=1) + timedelta(days=31)).replace(day=1)
        else:
            return self.since
        return last if self.on_list_by is None else min(last, self.on_list_by)

    def control(self, on: date) -> Control:
        """Return the listing as a control on a day, without a first day where that is not known to the day."""
        basis: Basis = "named" if self.salt_of is None else "scope"
        clauses = () if self.salt_of is None else (f"salt of {self.salt_of}",)
        return self.control_as(basis, clauses, on)

    def control_as(
        self, basis: Basis, clauses: tuple[str, ...], on: date, atoms: tuple[tuple[str, tuple[int, ...]], ...] = ()
    ) -> Control:
        """Return the listing as a control on a day, on a basis and under clauses."""
        since = self.since if self.since_precision == _DAY_KNOWN else None
        return Control(
            self.instrument,
            self.jurisdiction,
            since,
            self.until,
            basis,
            clauses,
            self.source,
            self.since_status,
            atoms,
            known_in_force=self.is_known(on),
            on_list_by=self.certain_from if since is None else None,
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """A proposal or a watch entry: no control."""

    substance_id: str
    instrument: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number or name leads: a substance, and the form where it is a salt or the like of that substance.

    ``others`` are the further stereoisomers that it leaves open, as the racemate of two substances of the register does.
    ``is_ester`` tells that the form is an ester, which is another molecule and covered as a derivative.
    """

    substance_id: str
    form: str = ""
    others: tuple[str, ...] = ()
    is_ester: bool = False


class Register:
    """The register: substances, names, listings, classes and notices, with the ordinary chemicals beside it.

    Attributes:
        substances: substance id -> substance, for the register itself.
        listings: substance id -> its listings, verified or not.
        notices: substance id -> its proposals and watch entries.
        terms: instrument of a class, or id of a scope -> since when it covers more than named substances.
        members: substance id -> classes and scopes that cover it, as (basis, code, clauses, open).
        known_uses: (substance id, instrument) -> why a class covers a medicine in use.
        ordinary: the ordinary chemicals.
        lexicon: the names of both.
        with_esters: ids of substances whose derivatives an item covers, so that their esters are read as forms of them.
        laws: what the law was found to say, by substance and day.
        structures: what the door for structures prepared from this register, or None so far.
    """

    def __init__(self, given: Tables) -> None:
        """Build the register from reference tables; rows are kept for every day and cut by day when asked."""
        every = replace(given, on=None, with_unverified=True)
        self.tables = every
        self.substances: Mapping[str, Substance] = {
            row["substance_id"]: Substance(
                row["substance_id"], row["name"], row["cas"], row["inchikey"], row["kind"], row["smiles"]
            )
            for row in every["substances"].iter_rows(named=True)
        }
        self._by_cas = {substance.cas: substance.id for substance in self.substances.values() if substance.cas}
        self.listings = _with_salts(_listings(every), self.substances)
        self.notices = _notices(every["notices"])
        self.terms = _terms(every)
        self.members = _members(every["class_members"])
        trade = every["trade_names"].select("name", "cas", "usual_name").iter_rows()
        salts = every["salt_numbers"].select("cas", "substance_id", "form").iter_rows()
        self.ordinary: Ordinary = ordinary_chemicals().with_trade_names(trade).with_forms(salts)
        self.with_esters = frozenset(
            every["listings"]
            .filter((pl.col("instrument") == _STEROIDS[0]) & pl.col("scope").str.starts_with(_STEROIDS[1]))["substance_id"]
            .to_list()
        )
        self.lexicon = _lexicon(every, self.ordinary)
        self.known_uses = self._known_uses(every["known_uses"])
        self.structures: object | None = None
        self.laws: dict[tuple[str, date], object] = {}
        self._turning_days = _turning_days([*(row for rows in self.listings.values() for row in rows), *self.terms.values()])

    def substance(self, substance_id: str) -> Substance:
        """Return a substance by id, of the register or ordinary."""
        known = self.substances.get(substance_id)
        if known is not None:
            return known
        row = self.ordinary.row_of[substance_id.removeprefix(PREFIX)]
        return Substance(substance_id, self.ordinary.name[row], self.ordinary.cas[row], self.ordinary.inchikey[row])

    def law_periods(self, days: pl.Series) -> pl.Series:
        """Return for each day the first day of the period in which the law of these tables was what it was on that day."""
        place = self._turning_days.search_sorted(days, side="right") - 1
        return self._turning_days.gather(place.clip(0)).alias(days.name)

    def is_listed(self, substance_id: str) -> bool:
        """Return whether an id is of the register rather than of an ordinary chemical."""
        return substance_id in self.substances

    def at_number(self, cas: str) -> Place | None:
        """Return where a CAS number leads, or None."""
        if cas in self._by_cas:
            return Place(self._by_cas[cas])
        row = self.ordinary.row_of.get(cas)
        return None if row is None else self.at_row(row)

    def at_row(self, row: int) -> Place:
        """Return where a row of the ordinary chemicals leads: itself, or the substance of the register that it is a form of."""
        parent = self.ordinary.parent[row]
        if parent is None:
            name = self.ordinary.name[row]
            steroid = self.esterified(anions.ester_of(key_of(name), self.lexicon.names))
            return Place(PREFIX + self.ordinary.cas[row]) if steroid is None else Place(steroid, name, is_ester=True)
        first, *others = parent.split(";")
        return Place(first, self.ordinary.name[row], tuple(others), self._is_ester(row, first))

    def _is_ester(self, row: int, parent: str) -> bool:
        """Return whether a form of a steroid has another skeleton than it."""
        own, whole = self.ordinary.inchikey[row], self.substances[parent].inchikey
        return parent in self.with_esters and own is not None and whole is not None and own[:_SKELETON] != whole[:_SKELETON]

    def esterified(self, key: str | None) -> str | None:
        """Return the substance that a name means where its esters are covered as its derivatives, or None."""
        ids = self.lexicon.names.get(key, ()) if key is not None else ()
        return ids[0] if len(ids) == 1 and ids[0] in self.with_esters else None

    def _known_uses(self, table: pl.DataFrame) -> dict[tuple[str, str], str]:
        found = {}
        for name, cas, instrument, use, why in table.select("name", "cas", "instrument", "use", "why_it_fits").iter_rows():
            place = self.at_number(cas)
            if place is not None:
                found[place.substance_id, instrument] = (
                    f"{name} is a known {use}; {why}; read literally, {instrument} covers it."
                )
        return found

    def is_watched(self, substance_id: str) -> bool:
        """Return whether a substance is on a watch list, which is no control."""
        return any(notice.status == "watch" for notice in self.notices.get(substance_id, ()))

    def date_cautions(self, substance_id: str, on: date) -> list[Caution]:
        """Return what to mind about the days of the controls shown, and about controls that begin later or have ended."""
        cautions = []
        rows = [row for row in self.listings.get(substance_id, ()) if row.verified]
        shown = [row for row in rows if row.in_force(on)]
        for status, words in _SINCE_WORDS.items():
            codes = sorted({row.instrument for row in shown if row.since_status == status})
            if codes:
                cautions.append(Caution("date-not-read", f"First day of {', '.join(codes)}: {words}."))
        cautions += first_day_cautions([row.control(on) for row in shown], on)
        if not shown and rows:
            later = min((row.since for row in rows if row.since is not None and row.since > on), default=None)
            text = f"No listing by name is known to be in force on {on.isoformat()}"
            cautions.append(
                Caution(
                    "not-in-force",
                    f"{text}; the first begins {later.isoformat()}." if later else f"{text}; all such have ended.",
                )
            )
        cautions += [
            Caution(
                "proposed",
                f"A proposal concerns this substance under {notice.instrument} ({notice.source}); a proposal is no control.",
            )
            for notice in self.notices.get(substance_id, ())
            if notice.status == "proposed"
        ]
        return cautions


def first_day_cautions(controls: Iterable[Control], on: date) -> list[Caution]:
    """Return what is known of controls whose first day is not: those known to be in force on a day, and those that are not."""
    open_ = [control for control in controls if control.since is None]
    known = sorted({f"{one.instrument} (on the list by {one.on_list_by})" for one in open_ if one.known_in_force})
    unsure = sorted({f"{one.instrument} (known from {one.on_list_by})" for one in open_ if not one.known_in_force})
    cautions = []
    if known:
        cautions.append(Caution("date-unknown", f"First day not known: {', '.join(known)}."))
    if unsure:
        text = (
            f"Whether these were in force on {on.isoformat()} is not known, since their first day is not: {', '.join(unsure)}."
        )
        cautions.append(Caution("in-force-unknown", text))
    return cautions


def register_of(given: Tables) -> Register:
    """Return the register for these tables; the one of the shipped tables is built once."""
    # A table of rules of the user's own changes what is counted, not what is known.
    return Register(given) if set(given.overrides) - {"rules"} else _shipped()


@cache
def _shipped() -> Register:
    return Register(tables())


def _listings(every: Tables) -> dict[str, tuple[Listing, ...]]:
    countries = dict(every["instruments"].select("instrument", "jurisdiction").iter_rows())
    found: dict[str, list[Listing]] = defaultdict(list)
    columns = (
        *("substance_id", "instrument", "since", "since_precision", "since_status"),
        *("until", "verified", "scope", "source", "on_list_by"),
    )
    for row in every["listings"].select(columns).iter_rows():
        found[row[0]].append(Listing(row[0], row[1], countries.get(row[1], "-"), *row[2:]))
    return {substance_id: tuple(rows) for substance_id, rows in found.items()}


def _turning_days(listings: Iterable[Listing]) -> pl.Series:
    """Return the days on which the law or what is known of it changes, in order, after one that is before all of them."""
    days = {date.min}
    for row in listings:
        days |= {row.certain_from, *([row.since] if row.since else []), *([row.until + timedelta(days=1)] if row.until else [])}
    return pl.Series(sorted(days), dtype=pl.Date)


def _with_salts(
    listings: dict[str, tuple[Listing, ...]], substances: Mapping[str, Substance]
) -> dict[str, tuple[Listing, ...]]:
    """Return the listings with those of its parent added to a salt that has an entry of its own."""
    by_structure = {substance.smiles: substance for substance in substances.values()}
    found = dict(listings)
    for salt in substances.values():
        if salt.smiles is not None and "." in salt.smiles:
            parent = by_structure.get(max(salt.smiles.split("."), key=len))
            if parent is not None:
                added = (replace(row, salt_of=parent.name) for row in listings.get(parent.id, ()))
                own = listings.get(salt.id, ())
                found[salt.id] = (*own, *(row for row in added if row.instrument not in {each.instrument for each in own}))
    return found


def _terms(every: Tables) -> dict[str, Listing]:
    """Return the classes by instrument and the scopes by id, as listings of no substance."""
    countries = dict(every["instruments"].select("instrument", "jurisdiction").iter_rows())
    found = {}
    for row in every["classes"].filter(pl.col("verified") & (pl.col("clause") == "*")).iter_rows(named=True):
        precision = _DAY_KNOWN if row["since"] is not None else None
        found[row["instrument"]] = Listing(
            "",
            row["instrument"],
            row["jurisdiction"],
            row["since"],
            precision,
            row["since_status"],
            row["until"],
            True,
            None,
            row["source"],
        )
    for row in every["classes"].filter(pl.col("verified") & pl.col("clause").is_in(["13", "16"])).iter_rows(named=True):
        found[f"{row['instrument']}:{row['clause']}"] = Listing(
            "",
            row["instrument"],
            row["jurisdiction"],
            row["since"],
            _DAY_KNOWN,
            row["since_status"],
            row["until"],
            True,
            None,
            row["source"],
        )
    for row in every["scopes"].filter(pl.col("verified")).iter_rows(named=True):
        country = countries.get(row["instrument"], "-")
        found[row["scope_id"]] = Listing(
            row["substance_id"],
            row["instrument"],
            country,
            row["since"],
            _DAY_KNOWN,
            row["since_status"],
            row["until"],
            True,
            row["covers"],
            row["source"],
        )
    return found


def _members(table: pl.DataFrame) -> dict[str, tuple[tuple[str, str, tuple[str, ...], bool], ...]]:
    found: dict[str, list[tuple[str, str, tuple[str, ...], bool]]] = defaultdict(list)
    for substance_id, basis, code, clauses, is_open in table.select(
        "substance_id", "basis", "code", "clauses", "open"
    ).iter_rows():
        found[substance_id].append((basis, code, tuple((clauses or "").split("+")) if clauses else (), is_open))
    return {substance_id: tuple(rows) for substance_id, rows in found.items()}


def _notices(table: pl.DataFrame) -> dict[str, tuple[Notice, ...]]:
    found: dict[str, list[Notice]] = defaultdict(list)
    for row in table.select("substance_id", "instrument", "status", "source").iter_rows():
        found[row[0]].append(Notice(*row))
    return {substance_id: tuple(rows) for substance_id, rows in found.items()}


def _lexicon(every: Tables, ordinary: Ordinary) -> Lexicon:
    unclear: dict[str, list[Reading]] = defaultdict(list)
    for name, label, substance_id, words in (
        every["ambiguous_names"].select("name", "reading", "substance_id", "words").iter_rows()
    ):
        unclear[name].append(Reading(label, substance_id, tuple((words or "").split(";")) if words else ()))
    names = every["substance_names"].select("name", "substance_id", "form").iter_rows()
    ambiguous = {name: tuple(readings) for name, readings in unclear.items()}
    return Lexicon(names, ambiguous, name_words(every["name_words"]), ordinary)
