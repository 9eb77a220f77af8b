"""The control register in memory: substances by id and number, and what is in force for each on a day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

import polars as pl

from headwater.reference import Tables, tables
from headwater.substance.identification import Caution, Control, Substance
from headwater.substance.lexicon import Lexicon, Reading, build_lexicon
from headwater.substance.words import name_words

_DAY_KNOWN: Final = "day"
_SINCE_WORDS: Final = {
    "computed": "computed from the day of publication",
    "publication": "the day of publication; the day of effect was not read and may be later",
    "background": "from general knowledge, not read in the source",
    "unknown": "not known",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of the table of listings, with its jurisdiction.

    ``since`` is the first possible day; where only the month or year is known, ``since_precision`` says so.
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

    def in_force(self, on: date) -> bool:
        """Return whether the listing is in force on a day, as far as its dates are known."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def control(self) -> Control:
        """Return the listing as a control, without a day where the day is not known to the day."""
        since = self.since if self.since_precision == _DAY_KNOWN else None
        return Control(self.instrument, self.jurisdiction, since, self.until, "named", (), self.source, self.since_status)


@dataclass(frozen=True, slots=True)
class Notice:
    """A proposal or a watch entry: no control."""

    substance_id: str
    instrument: str
    status: str
    source: str


class Register:
    """The register: substances, names, listings and notices.

    Attributes:
        substances: substance id -> substance.
        by_cas: CAS number -> substance id.
        listings: substance id -> its listings, verified or not.
        notices: substance id -> its proposals and watch entries.
        lexicon: the names.
    """

    def __init__(self, given: Tables) -> None:
        """Build the register from reference tables; rows are kept for every day and cut by day when asked."""
        every = replace(given, on=None, with_unverified=True)
        self.substances: Mapping[str, Substance] = {
            row["substance_id"]: Substance(
                row["substance_id"], row["name"], row["cas"], row["inchikey"], row["kind"], row["smiles"]
            )
            for row in every["substances"].iter_rows(named=True)
        }
        self.by_cas = {substance.cas: substance.id for substance in self.substances.values() if substance.cas}
        self.listings = _listings(every)
        self.notices = _notices(every["notices"])
        self.lexicon = _lexicon(every)
        self._with_unverified = given.with_unverified

    def controls(self, substance_id: str, on: date) -> tuple[Control, ...]:
        """Return the verified listings of a substance in force on a day."""
        return self._controls(substance_id, on, verified=True)

    def unverified_controls(self, substance_id: str, on: date) -> tuple[Control, ...]:
        """Return the listings of a substance in force on a day whose fact was not read in its source."""
        return self._controls(substance_id, on, verified=False)

    def _controls(self, substance_id: str, on: date, *, verified: bool) -> tuple[Control, ...]:
        rows = self.listings.get(substance_id, ())
        return tuple(row.control() for row in rows if row.verified is verified and row.in_force(on))

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
                code = "date-unknown" if status == "unknown" else "date-not-read"
                cautions.append(Caution(code, f"First day of {', '.join(codes)}: {words}."))
        if not shown and rows:
            later = min((row.since for row in rows if row.since is not None and row.since > on), default=None)
            text = f"No listing is known to be in force on {on.isoformat()}"
            cautions.append(
                Caution(
                    "not-in-force", f"{text}; the first begins {later.isoformat()}." if later else f"{text}; all have ended."
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


def register_of(given: Tables) -> Register:
    """Return the register for these tables; the one of the shipped tables is built once."""
    return Register(given) if given.overrides else _shipped()


@cache
def _shipped() -> Register:
    return Register(tables())


def _listings(every: Tables) -> dict[str, tuple[Listing, ...]]:
    countries = dict(every["instruments"].select("instrument", "jurisdiction").iter_rows())
    found: dict[str, list[Listing]] = defaultdict(list)
    columns = "substance_id", "instrument", "since", "since_precision", "since_status", "until", "verified", "scope", "source"
    for row in every["listings"].select(columns).iter_rows():
        found[row[0]].append(Listing(row[0], row[1], countries.get(row[1], "-"), *row[2:]))
    return {substance_id: tuple(rows) for substance_id, rows in found.items()}


def _notices(table: pl.DataFrame) -> dict[str, tuple[Notice, ...]]:
    found: dict[str, list[Notice]] = defaultdict(list)
    for row in table.select("substance_id", "instrument", "status", "source").iter_rows():
        found[row[0]].append(Notice(*row))
    return {substance_id: tuple(rows) for substance_id, rows in found.items()}


def _lexicon(every: Tables) -> Lexicon:
    unclear: dict[str, list[Reading]] = defaultdict(list)
    for name, label, substance_id, words in (
        every["ambiguous_names"].select("name", "reading", "substance_id", "words").iter_rows()
    ):
        unclear[name].append(Reading(label, substance_id, tuple((words or "").split(";")) if words else ()))
    names = every["substance_names"].select("name", "substance_id").iter_rows()
    return build_lexicon(names, {name: tuple(readings) for name, readings in unclear.items()}, name_words(every["name_words"]))
