"""Make the bundled tables of narcotics-programme designations from list files that you have.

The first file says who is listed now, under which name and programmes. Further files of the same list, older ones perhaps,
add what the first lacks: aliases, birth dates, addresses, identifiers and ties. Every fact carries the day of its file.

    headwater lists fetch ofac-sdn --to lists
    python scripts/narcotics_designations.py lists/sdn.csv --as-of 2026-11-24
    python scripts/narcotics_designations.py sdn_new.csv sdn_old.csv --as-of 2026-08-20 --as-of 2024-05-03 --first-seen seen.csv

``--first-seen`` is a CSV with the columns ent_num and first_seen (a day, or "after" the day of the last copy), from copies of
the list kept day by day; without it, and for parties that it lacks, the day of listing in the file is taken, or else the day of
the first file as "on or before".
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from headwater.errors import HeadwaterError
from headwater.party import ListedParty, PartyList, read_list
from headwater.reference import tables

PROGRAMS: Final = frozenset({"SDNT", "SDNTK", "TCO", "ILLICIT-DRUGS-EO14059"})
OUT: Final = Path(__file__).parent.parent / "src" / "headwater" / "reference" / "data" / "party"
PARTIES: Final = ("party", "type", "name", "programs", "first_seen", "first_seen_precision", "as_of")
FACTS: Final = ("party", "property", "value", "country", "label", "as_of")
_TYPES: Final = {"Person": "individual", "Vessel": "vessel", "Aircraft": "aircraft"}
_AFTER: Final = "after "
_FACTS: Final = ("birthPlace", "nationality", "citizenship", "gender", "incorporationDate", "sector")


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of the list, and the day it is of."""

    parties: PartyList
    day: str


def number_of(party: ListedParty) -> str:
    """Return the publisher's own number of a party."""
    return party.id.rsplit(":", 1)[1]


def designated(copy: Copy, programs: frozenset[str]) -> list[ListedParty]:
    """Return the parties of a copy under one of the programmes, by their number."""
    found = {number_of(party): party for party in copy.parties if programs & set(party.programs)}
    return [found[number] for number in sorted(found, key=lambda number: (len(number), number))]


def party_rows(copy: Copy, programs: frozenset[str], first_seen: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield one row a designated party: who is listed, under what, since when."""
    oldest = min((seen for seen in first_seen.values() if not seen.startswith(_AFTER)), default="")
    for party in designated(copy, programs):
        number = number_of(party)
        seen = first_seen.get(number) or party.listed_on or copy.day
        if seen.startswith(_AFTER):
            # Not there on the last of the daily copies, so listed on the day after it or later.
            seen = (date.fromisoformat(seen.removeprefix(_AFTER)) + timedelta(days=1)).isoformat()
            yield *_named(number, party), seen, "on or after", copy.day
            continue
        # On the first of the daily copies a party may have been listed for years.
        exact = bool(party.listed_on or number in first_seen) and seen != oldest
        precision = "within a day" if exact else "on or before"
        yield *_named(number, party), seen, precision, copy.day


def _named(number: str, party: ListedParty) -> tuple[str, ...]:
    return number, _TYPES.get(party.schema, "entity"), party.name, ";".join(party.programs)


def fact_rows(copies: Sequence[Copy], programs: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield one row a fact; a fact that stands in several copies is of the first of them."""
    wanted = [number_of(party) for party in designated(copies[0], programs)]
    by_copy = [{number_of(party): party for party in copy.parties} for copy in copies]
    for number in wanted:
        seen: set[tuple[str, ...]] = set()
        for copy, parties in zip(copies, by_copy, strict=True):
            party = parties.get(number)
            for fact in _facts(party) if party is not None else ():
                if (fact[0], fact[1], fact[3]) not in seen:
                    seen.add((fact[0], fact[1], fact[3]))
                    yield number, *fact, copy.day


def _facts(party: ListedParty) -> Iterator[tuple[str, str, str, str]]:
    """Yield (property, value, country, label) of all that a copy says of a party."""
    for name in party.names:
        if name.kind != "primary":
            kind = "PreviousName" if name.kind == "former" else "Alias"
            yield f"weak{kind}" if name.quality == "weak" else "alias", name.text, "", ""
    for born in party.birth_dates:
        yield "birthDate", born, "", ""
    for property_, value in party.facts:
        if property_ in _FACTS:
            yield property_, value, "", ""
    for address in party.addresses:
        yield "address", address.text, address.country or "", ""
    for found in party.identifiers:
        yield found.scheme, found.written or found.value, found.country or "", found.label or ""
    for link in party.links:
        if link.name:
            yield "linkedTo", link.name, "", ""


def write(path: Path, header: Sequence[str], rows: Iterator[tuple[str, ...]]) -> int:
    """Write a table and return how many rows it has."""
    kept = list(rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(kept)
    return len(kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the copies, write both tables, print what they hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="files of the list, the newest first")
    parser.add_argument("--as-of", action="append", default=[], help="ISO day of each file, in order; else the day it gives")
    parser.add_argument("--first-seen", type=Path, help="CSV with ent_num and first_seen")
    parser.add_argument("--program", action="append", default=[], help=f"programme code; {', '.join(sorted(PROGRAMS))} if none")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the tables")
    given = parser.parse_args(arguments)
    known = tables()
    copies = []
    for place, file in enumerate(given.files):
        found = read_list(file, known)
        day = given.as_of[place] if place < len(given.as_of) else found.date
        if not day:
            parser.error(f"{file} does not say which day it is of; give --as-of for it.")
        date.fromisoformat(day)
        copies.append(Copy(found, day))
    first_seen: dict[str, str] = {}
    if given.first_seen is not None:
        with given.first_seen.open(encoding="utf-8-sig", newline="") as lines:
            first_seen = {row["ent_num"]: row["first_seen"] for row in csv.DictReader(lines) if row["first_seen"]}
    programs = frozenset(given.program) or PROGRAMS
    parties = write(given.out / "narcotics_designations.csv", PARTIES, party_rows(copies[0], programs, first_seen))
    facts = write(given.out / "narcotics_designation_facts.csv", FACTS, fact_rows(copies, programs))
    sys.stdout.write(f"{parties:,} parties and {facts:,} facts, as of {copies[0].day}\n")
    return 0 if parties else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except HeadwaterError as error:
        sys.exit(str(error))
