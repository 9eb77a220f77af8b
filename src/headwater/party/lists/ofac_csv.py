"""OFAC's CSV files: SDN.CSV with ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV, and the consolidated list in the same layout."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from headwater.errors import ListError
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ofac_remarks import parse_remarks
from headwater.party.lists.source import ListFile, open_list_file
from headwater.party.parties import (
    Address,
    ListedParty,
    NameKind,
    PartyList,
    PartyName,
    PartySchema,
    RefusedEntry,
)

_SCHEMAS: Final[dict[str, PartySchema]] = {"individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft"}
_COLUMNS: Final = {"main": 12, "alt": 5, "add": 6, "comments": 2}
_FACT_COLUMNS: Final = (
    (4, "title"),
    (6, "vesselType"),
    (7, "tonnage"),
    (8, "grossRegisteredTonnage"),
    (9, "flag"),
    (10, "owner"),
)
_BETWEEN: Final = re.compile(r"\] ?\[|; ")
_MAIN: Final = re.compile(r"(?i)(sdn|cons_prim)((?:[_-][^.]*)?\.(?:csv|txt)(?:\.gz|\.zip)?)\Z")
_PREFIXES: Final = {
    "sdn": {"alt": "alt", "add": "add", "comments": "sdn_comments"},
    "cons_prim": {"alt": "cons_alt", "add": "cons_add", "comments": "cons_comments"},
}
_END: Final = "\x1a"
_ORPHANS: Final = 0.2


@dataclass(slots=True)
class _Siblings:
    """What the files beside the main one say, by the number of the party."""

    names: dict[str, list[PartyName]] = field(default_factory=dict)
    addresses: dict[str, list[Address]] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)


def read_ofac_csv(file: ListFile, reading: Reading) -> PartyList:
    """Return the SDN list or the consolidated list from its main CSV file and the siblings in its folder.

    Raises:
        ListError: the file or a sibling is cut off, has other columns, or belongs to another list.
    """
    rows, ended = _rows(file, "main")
    code = reading.code or ("ofac-consolidated" if _is_consolidated(file, rows) else "ofac-sdn")
    draft = Draft(file, reading.known.get(code) or reading.known["ofac-sdn"], "ofac-csv")
    siblings = _read_siblings(file, draft, {row[0] for _, row in rows}, reading)
    for number, row in rows:
        draft.add(_party(number, row, draft.descriptor.code, siblings, reading))
    draft.resolve_links()
    if siblings.hashes:
        draft.sha256 = sha256("".join([file.sha256, *siblings.hashes]).encode()).hexdigest()
    if not ended:
        draft.warn("no-end-mark", f"{file.path.name} lacks the end mark (0x1A) of a whole file; it may be cut off.")
    return draft.finish(closed=ended)


def _rows(file: ListFile, part: str) -> tuple[list[tuple[int, list[str]]], bool]:
    """Return the numbered rows of one of the files, and whether it ends with OFAC's end mark."""
    text = file.text()
    ended = text.rstrip("\r\n \t").endswith(_END)
    wanted = _COLUMNS[part]
    rows: list[tuple[int, list[str]]] = []
    for number, row in _records(text.rstrip("\r\n \t").removesuffix(_END), file):
        if len(row) != wanted or not row[0].isdigit():
            if number == 1 and len(row) == wanted:
                continue  # A header that somebody added.
            raise ListError(
                f"{file.path.name}, row {number} has {len(row)} columns starting with {row[0][:30]!r}, where OFAC writes "
                f"{wanted} starting with a number: the file is cut off there or is another one; get it again."
            )
        rows.append((number, row))
    return rows, ended


def _records(text: str, file: ListFile) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            if row:
                number += 1
                yield number, ["" if (value := cell.strip()) == "-0-" else value for cell in row]
    except csv.Error as error:
        raise ListError(f"{file.path.name} breaks off or is damaged after row {number} ({error}); get it again.") from error


def _is_consolidated(file: ListFile, rows: list[tuple[int, list[str]]]) -> bool:
    if file.name.lower().startswith("cons"):
        return True
    if file.name.lower().startswith("sdn"):
        return False
    programs = {row[3] for _, row in rows}
    return bool(programs) and all(re.search(r"NS-|SSI|CMIC|CAPTA|MBS|561|FSE|DIRECTIVE|PLC", program) for program in programs)


def _read_siblings(file: ListFile, draft: Draft, known: set[str], reading: Reading) -> _Siblings:
    siblings = _Siblings()
    orphans = total = 0
    for part in ("alt", "add", "comments"):
        other = _sibling(file, part)
        if other is None:
            if part == "alt":
                draft.warn(
                    "no-aliases", f"{file.path.name} stands without its ALT.CSV, so aliases in it are not screened against."
                )
            continue
        rows, ended = _rows(other, part)
        if not ended:
            draft.warn("no-end-mark", f"{other.name} lacks the end mark (0x1A) of a whole file; it may be cut off.")
        siblings.hashes.append(other.sha256)
        for number, row in rows:
            total += 1
            if row[0] not in known:
                orphans += 1
                draft.refused.append(RefusedEntry(other.name, number, f"its party {row[0]} is not in {file.path.name}"))
            elif part == "alt":
                siblings.names.setdefault(row[0], []).append(_alias(row))
            elif part == "add":
                address = _address(row, reading)
                if address is not None:
                    siblings.addresses.setdefault(row[0], []).append(address)
            else:
                siblings.comments.setdefault(row[0], []).append(row[1])
    if total and orphans > total * _ORPHANS:
        raise ListError(
            f"{file.path.name} lacks the parties of {orphans:,} of the {total:,} rows in the files beside it: cut off, or "
            "not of one day; get the files again together."
        )
    return siblings


def _sibling(file: ListFile, part: str) -> ListFile | None:
    """Return the sibling of a main file: ``sdn.csv`` has ``alt.csv``, ``sdn_2024.csv.gz`` has ``alt_2024.csv.gz``.

    The siblings of a file in an archive of several are in the archive, those of others in its folder.
    """
    inside = len(file.members) > 1
    match = _MAIN.match(file.name if inside else file.path.name)
    if match is None:
        return None
    prefix = _PREFIXES[match[1].lower()][part]
    wanted = f"{prefix}{match[2]}".lower()
    if inside:
        found = [member for member in file.members if member.rpartition("/")[2].lower() == wanted]
        return open_list_file(file.path, found[0]) if found else None
    plain = wanted.removesuffix(".gz").removesuffix(".zip")
    names = {wanted, plain, f"{plain}.gz", f"{plain}.zip"}
    beside = sorted(entry for entry in file.path.parent.iterdir() if entry.name.lower() in names)
    return open_list_file(beside[0]) if beside else None


def _alias(row: list[str]) -> PartyName:
    kind: NameKind = "former" if row[2] == "fka" else "alias"
    return PartyName(row[3], kind)


def _address(row: list[str], reading: Reading) -> Address | None:
    text = ", ".join(part for part in row[2:5] if part)
    return Address(text, city=row[3] or None, country=reading.countries.code(row[4])) if text else None


def _party(number: int, row: list[str], code: str, siblings: _Siblings, reading: Reading) -> ListedParty:
    schema = _SCHEMAS.get(row[2], "Organization")
    remarks = row[11] + "".join(siblings.comments.get(row[0], ()))
    found = Gathered(names=[PartyName(row[1]), *siblings.names.get(row[0], ())])
    if remarks:
        parse_remarks(remarks, found, reading.countries, person=schema == "Person")
    found.addresses = siblings.addresses.get(row[0], [])
    found.countries.update((address.country, None) for address in found.addresses if address.country)
    found.programs = dict.fromkeys(_BETWEEN.split(row[3].strip("[]"))) if row[3] else {}
    found.identifier("call_sign", row[5], None, "Call sign")
    found.country(row[9], reading.countries)
    for column, name in _FACT_COLUMNS:
        if row[column]:
            found.facts.append((name, row[column]))
    party = found.party(code, row[0], schema, remarks=remarks, row=number)
    assert party is not None
    return party
