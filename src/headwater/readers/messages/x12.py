"""Read ANSI X12 customs manifests (309) and customs status messages (350) into shipments.

Source: X12 segment dictionary, versions 003030 to 008020 (M10, P4, M11, N1, N3, N4, PER, VID, N10, X4).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from headwater.errors import InputError
from headwater.readers.files.source import Source
from headwater.readers.messages.consignment import SHIPMENT_HEADINGS, add, put, rows_of
from headwater.readers.messages.table import MessageTable, Oddity, Row, Unread, first, joined

HEADINGS: Final = (*SHIPMENT_HEADINGS, "entry type", "entry number", "disposition", "remarks")
_READ: Final = frozenset({"309", "350"})
_ROLES: Final = {
    "SH": "shipper", "SF": "shipper", "EX": "shipper", "SE": "shipper", "CN": "consignee", "IM": "consignee", "BY": "consignee",
    "UC": "consignee", "N1": "notify", "N2": "notify", "NP": "notify",
}  # fmt: skip
_MODES: Final = {
    "O": "sea",
    "S": "sea",
    "VE": "sea",
    "A": "air",
    "AC": "air",
    "J": "road",
    "M": "road",
    "R": "rail",
    "U": "express",
}
_UNITS: Final = {"K": "kg", "L": "lb", "G": "g", "M": "t", "E": "t"}
_TYPE: Final = re.compile(r"^\d{3}$")
_WITHOUT_ENVELOPE: Final = re.compile(r"^ST([^A-Za-z0-9\s])(309|350)")


def open_x12(source: Source) -> MessageTable:
    """Return the bills of lading of an X12 file.

    Raises:
        InputError: no transaction set of a type that is read is in it.
    """
    text = source.whole().decode("utf-8-sig", errors="replace")
    kinds = {segment[1] for segment in segments(text) if segment[0] == "ST" and len(segment) > 1 and _TYPE.match(segment[1])}
    if not kinds & _READ:
        raise InputError(
            f"{source.path} is X12 with no transaction set headwater reads (found {', '.join(sorted(kinds)) or 'none'}; "
            "it reads 309, 350).",
            code="input-edi",
        )
    return MessageTable(HEADINGS, lambda: _rows(text), "shipment", {"format": "X12 " + ", ".join(sorted(kinds))})


def segments(text: str) -> Iterator[list[str]]:
    """Yield the segments of an interchange as lists of elements; the first is the tag."""
    text = text.lstrip()
    bare = _WITHOUT_ENVELOPE.match(text)
    separator = bare.group(1) if bare else text[3:4] or "*"
    opened = re.search(rf"([^A-Za-z0-9\s])[\r\n]*{'SE' if bare else 'GS'}{re.escape(separator)}", text)
    terminator = opened.group(1) if opened and opened.group(1) != separator else "~" if "~" in text else "\n"
    for raw in text.split(terminator):
        line = raw.strip("\r\n ")
        if line:
            yield [element.strip() for element in line.split(separator)]


def _rows(text: str) -> Iterator[Row | Unread | Oddity]:
    body: list[list[str]] = []
    is_open = False
    for segment in segments(text):
        if segment[0] == "ST":
            if is_open:
                yield Unread("a transaction set that is cut off (no SE)")
            body, is_open = [segment], True
        elif segment[0] == "SE" and is_open:
            is_open = False
            yield from _transaction([*body, segment])
        elif is_open:
            body.append(segment)
    if is_open:
        yield Unread("a transaction set that is cut off (no SE)")


def _transaction(body: Sequence[list[str]]) -> Iterator[Row | Unread | Oddity]:
    kind = _at(body[0], 1)
    if kind not in _READ:
        yield Unread(f"a transaction set of type {kind if _TYPE.match(kind) else 'unknown'}, which is not read")
        return
    found = _Manifest({"message type": f"X12 {kind}"})
    for segment in body[1:-1]:
        found.take(segment)
    rows = list(found.rows())
    if not rows:
        yield Unread("a transaction set without bills of lading")
        return
    yield from rows
    if _at(body[-1], 1) != str(len(body)):
        yield Oddity("a transaction set whose count of segments (SE) does not agree")


def _at(segment: Sequence[str], element: int) -> str:
    return segment[element] if element < len(segment) else ""


class _Manifest:
    """Collects the bills of one transaction set, under the port each one is listed for."""

    def __init__(self, head: dict[str, str]) -> None:
        self._head = head
        self._port: dict[str, str] = {}
        self._bills: list[tuple[dict[str, str], list[dict[str, str]]]] = []
        self._party = ""
        self._container = ""

    def rows(self) -> Iterator[Row]:
        """Yield a row an item of each bill."""
        for bill, items in self._bills:
            yield from rows_of(self._head, [(bill, items)])

    def take(self, segment: Sequence[str]) -> None:
        """Take in one segment; those that say nothing of ours are passed over."""
        reader = getattr(self, f"_{segment[0].lower()}", None)
        if reader is not None:
            reader(segment)

    def _bill(self) -> dict[str, str]:
        return self._bills[-1][0] if self._bills else self._head

    def _new_bill(self) -> dict[str, str]:
        bill = dict(self._port)
        self._bills.append((bill, []))
        self._party = self._container = ""
        return bill

    def _m10(self, segment: Sequence[str]) -> None:
        put(self._head, "carrier", _at(segment, 1))
        put(self._head, "mode", _MODES.get(_at(segment, 2), _at(segment, 2)))
        put(self._head, "transport_id", joined([first(_at(segment, 5), _at(segment, 4)), _at(segment, 6)], " "))

    def _p4(self, segment: Sequence[str]) -> None:
        self._port = {}
        put(self._port, "port_of_discharge", _at(segment, 1))
        put(self._port, "date", _day(_at(segment, 2)))

    def _lx(self, segment: Sequence[str]) -> None:
        put(self._new_bill(), "line", _at(segment, 1))

    def _m11(self, segment: Sequence[str]) -> None:
        bill = self._bill() if self._bills and "master_bill" not in self._bill() else self._new_bill()
        number, other = _at(segment, 1), _at(segment, 11)
        put(bill, "shipment_id", number)
        put(bill, "master_bill", other or number)
        put(bill, "house_bill", number if other else "")
        put(bill, "port_of_loading", _at(segment, 2))
        put(bill, "packages", _at(segment, 3))
        put(bill, "package_type", _at(segment, 4))
        put(bill, "gross_kg", joined([_at(segment, 5), _UNITS.get(_at(segment, 6), _at(segment, 6))], " "))

    def _n1(self, segment: Sequence[str]) -> None:
        self._party = _ROLES.get(_at(segment, 1), "")
        if self._party:
            put(self._bill(), f"{self._party}_name", _at(segment, 2))
            put(self._bill(), f"{self._party}_id", _at(segment, 4))

    def _n2(self, segment: Sequence[str]) -> None:
        if self._party:
            add(self._bill(), f"{self._party}_name", joined(segment[1:], " "), " ")

    def _n3(self, segment: Sequence[str]) -> None:
        if self._party:
            add(self._bill(), f"{self._party}_address", joined(segment[1:3]), ", ")

    def _n4(self, segment: Sequence[str]) -> None:
        if self._party:
            add(self._bill(), f"{self._party}_address", joined(segment[1:4]), ", ")
            put(self._bill(), f"{self._party}_country", _at(segment, 4))

    def _per(self, segment: Sequence[str]) -> None:
        for channel, number in zip(segment[3::2], segment[4::2], strict=False):
            column = {"TE": "phone", "CP": "phone", "EM": "email"}.get(channel)
            if self._party and column:
                put(self._bill(), f"{self._party}_{column}", number)

    def _n9(self, segment: Sequence[str]) -> None:
        column = {"BM": "master_bill", "MB": "master_bill", "BH": "house_bill", "HWB": "house_bill"}.get(_at(segment, 1))
        if column and self._bills:
            put(self._bill(), column, _at(segment, 2))
            put(self._bill(), "shipment_id", _at(segment, 2))

    def _vid(self, segment: Sequence[str]) -> None:
        self._container = f"{_at(segment, 2)}{_at(segment, 3)}"
        add(self._bill(), "containers", self._container)

    def _n7(self, segment: Sequence[str]) -> None:
        add(self._bill(), "containers", f"{_at(segment, 1)}{_at(segment, 2)}")

    def _n10(self, segment: Sequence[str]) -> None:
        item: dict[str, str] = {}
        if not self._bills:
            self._new_bill()
        self._bills[-1][1].append(item)
        put(item, "packages", _at(segment, 1))
        put(item, "description", _at(segment, 2))
        put(item, "hs_code", _at(segment, 5))
        put(item, "value", _at(segment, 6))
        put(item, "currency", first(_at(segment, 13), "USD") if _at(segment, 6) else "")
        put(item, "gross_kg", joined([_at(segment, 8), _UNITS.get(_at(segment, 7), _at(segment, 7))], " "))
        put(item, "package_type", _at(segment, 10))
        put(item, "origin_country", _at(segment, 11))
        put(item, "containers", self._container)

    def _x4(self, segment: Sequence[str]) -> None:
        bill = self._new_bill()
        put(bill, "shipment_id", _at(segment, 1))
        consolidated = _at(segment, 8)
        put(bill, "master_bill", consolidated or _at(segment, 1))
        put(bill, "house_bill", _at(segment, 1) if consolidated and consolidated != _at(segment, 1) else "")
        put(bill, "packages", _at(segment, 2))
        put(bill, "entry type", _at(segment, 3))
        put(bill, "entry number", _at(segment, 4))
        bill["date"] = _day(_at(segment, 5)) or bill.get("date", "")
        put(bill, "disposition", _at(segment, 7))
        put(bill, "carrier", _at(segment, 9))

    def _k1(self, segment: Sequence[str]) -> None:
        add(self._bill(), "remarks", joined(segment[1:], " "), " ")


def _day(text: str) -> str:
    if not text.isdigit() or len(text) not in (6, 8):
        return text
    digits = f"20{text}" if len(text) == 6 else text
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
