"""Read EDIFACT manifests and instructions (CUSCAR, IFTMCS, IFTMIN, IFTMBC) into shipments.

Source: UN/EDIFACT syntax ISO 9735; UN/CEFACT directories D.95B to D.16A, whose segments for these messages agree in what is
read here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from headwater.errors import InputError
from headwater.readers.files.source import Source
from headwater.readers.messages.consignment import SHIPMENT_HEADINGS, add, put, rows_of
from headwater.readers.messages.table import MessageTable, Oddity, Row, Unread, first, joined

Segment: TypeAlias = list[list[str]]

_READ: Final = frozenset({"CUSCAR", "IFTMCS", "IFTMIN", "IFTMBC", "IFTMBF", "IFCSUM"})
_ENCODINGS: Final = {"UNOC": "latin-1", "UNOD": "iso8859-2", "UNOE": "iso8859-5", "UNOF": "iso8859-7", "UNOK": "iso8859-9"}
_ROLES: Final = {
    "CZ": "shipper", "OS": "shipper", "EX": "shipper", "SE": "shipper", "CN": "consignee", "IM": "consignee", "UC": "consignee",
    "BY": "consignee", "NI": "notify", "N1": "notify", "N2": "notify",
}  # fmt: skip
_DATES: Final = ("136", "186", "133", "11", "132", "178", "137")  # departure, then arrival, then the document
_GROSS: Final = frozenset({"G", "AAB", "AAD", "AAE", "WT", "AAY", ""})
_NET: Final = frozenset({"N", "AAA", "AAC", "AAF", "AAL"})
_VALUES: Final = frozenset({"38", "39", "40", "43", "44", "66", "77", "123", "203"})
_BILLS: Final = {
    "BM": "bill",
    "AAM": "bill",
    "AWB": "bill",
    "MB": "master_bill",
    "MWB": "master_bill",
    "BH": "house_bill",
    "HWB": "house_bill",
}
_UNITS: Final = {"K": "KGM", "L": "LBR"}
_TYPE: Final = re.compile(r"^[A-Z]{6}$")
_FORMATS: Final = {"101": 6, "102": 8, "201": 10, "203": 12, "204": 14}
_HELD: Final = {"release": "\ue000", "element": "\ue001", "component": "\ue002", "terminator": "\ue003"}


def open_edifact(source: Source) -> MessageTable:
    """Return the consignments of an EDIFACT file.

    Raises:
        InputError: no message of a type that is read is in it.
    """
    text = _decoded(source.whole())
    kinds = {kind for segment in _tagged(text, "UNH") if _TYPE.match(kind := _at(segment, 2))}
    if not kinds & _READ:
        raise InputError(
            f"{source.path} is EDIFACT with no message headwater reads (found {', '.join(sorted(kinds)) or 'none'}; "
            f"it reads {', '.join(sorted(_READ))}).",
            code="input-edi",
        )
    return MessageTable(SHIPMENT_HEADINGS, lambda: _rows(text), "shipment", {"format": "EDIFACT " + ", ".join(sorted(kinds))})


def _tagged(text: str, tag: str) -> Iterator[list[list[str]]]:
    for segment in segments(text):
        if segment[0][0] == tag:
            yield segment


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        at = data.find(b"UNB")
        return data.decode(_ENCODINGS.get(data[at + 4 : at + 8].decode("latin-1"), "cp1252"), errors="replace")


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of an interchange: a list of elements, each a list of components; the first is the tag."""
    component, element, release, terminator = ":", "+", "?", "'"
    text = text.lstrip()
    if text.startswith("UNA") and len(text) >= 9:
        component, element, release, terminator = text[3], text[4], text[6], text[8]
        text = text[9:]
    marks = {"release": release, "element": element, "component": component, "terminator": terminator}
    restore = {}
    if release.strip():
        for name, mark in marks.items():
            text = text.replace(release + mark, _HELD[name])
            restore[ord(_HELD[name])] = mark
    for raw in text.split(terminator):
        line = raw.strip("\r\n ")
        if line:
            yield [[part.translate(restore).strip() for part in piece.split(component)] for piece in line.split(element)]


def _rows(text: str) -> Iterator[Row | Unread | Oddity]:
    message: list[Segment] = []
    open_message = False
    for segment in segments(text):
        tag = segment[0][0]
        if tag == "UNH":
            if open_message:
                yield Unread("a message that is cut off (no UNT)")
            message, open_message = [segment], True
        elif tag == "UNT" and open_message:
            open_message = False
            message.append(segment)
            yield from _message(message)
        elif open_message:
            message.append(segment)
    if open_message:
        yield Unread("a message that is cut off (no UNT)")


def _message(message: Sequence[Segment]) -> Iterator[Row | Unread | Oddity]:
    kind = _at(message[0], 2)
    if kind not in _READ:
        yield Unread(f"a message of type {kind if _TYPE.match(kind) else 'unknown'}, which is not read")
        return
    found = _Manifest()
    for segment in message[1:-1]:
        found.take(segment)
    consignments = found.consignments or [({}, found.loose)]
    for whole, _ in consignments:
        _identify(whole, found.head, alone=len(consignments) == 1)
    rows = list(rows_of({**found.head, "message type": kind}, consignments))
    if not any(set(row) - {"message type", "date", "shipment_id", "document"} for row in rows):
        yield Unread("a message without goods, parties or places")
        return
    yield from rows
    if _at(message[-1], 1) != str(len(message)):
        yield Oddity("a message whose count of segments (UNT) does not agree")


def _identify(whole: dict[str, str], head: dict[str, str], *, alone: bool) -> None:
    """Give the bill of lading its place (under a master bill it is the house bill) and the consignment its number."""
    bill = whole.pop("bill", None) or (head.get("bill") if alone else None)
    master = whole.get("master_bill") or head.get("master_bill")
    put(whole, "house_bill" if master and master != bill else "master_bill", bill)
    put(
        whole,
        "shipment_id",
        first(whole.get("house_bill"), whole.get("master_bill"), head.get("house_bill"), head.get("document")),
    )


def _at(segment: Segment, element: int, component: int = 0) -> str:
    """Return a component of a segment, empty where it is not there."""
    if element >= len(segment) or component >= len(segment[element]):
        return ""
    return segment[element][component]


class _Manifest:
    """Collects what a message says of itself, its consignments and their items."""

    def __init__(self) -> None:
        self.head: dict[str, str] = {}
        self.consignments: list[tuple[dict[str, str], list[dict[str, str]]]] = []
        self.loose: list[dict[str, str]] = []
        self._target = self.head
        self._party = ""
        self._dates: dict[int, int] = {}

    def take(self, segment: Segment) -> None:
        """Take in one segment; those that say nothing of ours are passed over."""
        tag = segment[0][0]
        reader = getattr(self, f"_{tag.lower()}", None)
        if reader is not None:
            reader(segment)
        if tag not in ("NAD", "CTA", "COM", "RFF"):
            self._party = ""

    def _whole(self) -> dict[str, str]:
        return self.consignments[-1][0] if self.consignments else self.head

    def _bgm(self, segment: Segment) -> None:
        put(self.head, "document", first(_at(segment, 2), _at(segment, 1)))

    def _cni(self, segment: Segment) -> None:
        whole: dict[str, str] = {}
        self.consignments.append((whole, []))
        self._target = whole
        put(whole, "shipment_id", _at(segment, 2))

    def _gid(self, segment: Segment) -> None:
        item: dict[str, str] = {}
        (self.consignments[-1][1] if self.consignments else self.loose).append(item)
        self._target = item
        put(item, "packages", _at(segment, 2))
        put(item, "package_type", first(_at(segment, 2, 4), _at(segment, 2, 1)))

    def _pac(self, segment: Segment) -> None:
        put(self._target, "packages", _at(segment, 1))
        put(self._target, "package_type", first(_at(segment, 3, 3), _at(segment, 3)))

    def _dtm(self, segment: Segment) -> None:
        qualifier, text, form = _at(segment, 1), _at(segment, 1, 1), _at(segment, 1, 2)
        whole = self._whole()
        rank = _DATES.index(qualifier) if qualifier in _DATES else len(_DATES)
        if rank < self._dates.get(id(whole), len(_DATES)):
            self._dates[id(whole)] = rank
            whole["date"] = _day(text, form)

    def _tdt(self, segment: Segment) -> None:
        if _at(segment, 1) not in ("20", "21", "11", "13", "") and self._whole().get("mode"):
            return
        put(self._whole(), "mode", first(_at(segment, 3)))
        put(self._whole(), "carrier", first(_at(segment, 5, 3), _at(segment, 5)))
        put(self._whole(), "transport_id", joined([first(_at(segment, 8, 3), _at(segment, 8)), _at(segment, 2)], " "))

    def _loc(self, segment: Segment) -> None:
        place = first(_at(segment, 2), _at(segment, 2, 3))
        column = {"9": "port_of_loading", "76": "port_of_loading", "11": "port_of_discharge"}.get(_at(segment, 1))
        country = {
            "27": "origin_country",
            "35": "origin_country",
            "28": "destination_country",
            "36": "destination_country",
        }.get(_at(segment, 1))
        target = self._whole() if column else self._target
        if column or country:
            put(target, column or country or "", place)
        elif _at(segment, 1) == "13":
            add(self._whole(), "transit_countries", place[:2])

    def _nad(self, segment: Segment) -> None:
        role = _ROLES.get(_at(segment, 1), "")
        self._party = role
        if _at(segment, 1) == "CA":
            put(self._whole(), "carrier", first(_at(segment, 4), _at(segment, 3), _at(segment, 2)))
        if not role or self._whole().get(f"{role}_name"):
            return
        name, street = joined(segment[4] if len(segment) > 4 else [], " "), segment[5] if len(segment) > 5 else []
        loose = segment[3] if len(segment) > 3 else []
        whole = self._whole()
        put(whole, f"{role}_id", _at(segment, 2))
        put(whole, f"{role}_name", name or (loose[0] if loose else ""))
        address = joined(
            [
                *street,
                *(loose if name else loose[1:]),
                _at(segment, 6),
                first(_at(segment, 7, 3), _at(segment, 7)),
                _at(segment, 8),
            ]
        )
        put(whole, f"{role}_address", address)
        put(whole, f"{role}_country", _at(segment, 9))

    def _com(self, segment: Segment) -> None:
        for element in segment[1:]:
            value, channel = element[0], element[1] if len(element) > 1 else ""
            column = {"TE": "phone", "AL": "phone", "EM": "email"}.get(channel)
            if self._party and column:
                put(self._whole(), f"{self._party}_{column}", value)

    def _rff(self, segment: Segment) -> None:
        qualifier, number = _at(segment, 1), _at(segment, 1, 1)
        if qualifier in _BILLS:
            put(self._whole(), _BILLS[qualifier], number)
        elif self._party and qualifier in ("VA", "AHP", "GN", "XA"):
            put(self._whole(), f"{self._party}_id", number)

    def _ftx(self, segment: Segment) -> None:
        if _at(segment, 1) == "AAA" and len(segment) > 4:
            add(self._target, "description", joined(segment[4], " "), " ")

    def _mea(self, segment: Segment) -> None:
        attribute, unit, number = _at(segment, 2), _at(segment, 3), _at(segment, 3, 1)
        column = "net_kg" if attribute in _NET else "gross_kg" if attribute in _GROSS else None
        if column and number and unit:
            put(self._target, column, f"{number} {_UNITS.get(unit, unit)}")

    def _cnt(self, segment: Segment) -> None:
        column = {"7": "gross_kg", "8": "packages", "11": "packages"}.get(_at(segment, 1))
        if column:
            put(self._whole(), column, joined([_at(segment, 1, 1), _at(segment, 1, 2)], " "))

    def _moa(self, segment: Segment) -> None:
        if _at(segment, 1) in _VALUES:
            put(self._target, "value", _at(segment, 1, 1))
            put(self._target, "currency", _at(segment, 1, 2))

    def _cux(self, segment: Segment) -> None:
        put(self.head, "currency", _at(segment, 1, 1))

    def _eqd(self, segment: Segment) -> None:
        # What follows is said of the container, its tare for one, and not of the goods.
        self._target = {}
        if _at(segment, 1) == "CN":
            add(self._whole(), "containers", _at(segment, 2))

    def _sgp(self, segment: Segment) -> None:
        add(self._target, "containers", _at(segment, 1))

    def _cst(self, segment: Segment) -> None:
        put(self._target, "hs_code", _at(segment, 2))

    def _pia(self, segment: Segment) -> None:
        for element in segment[2:]:
            if len(element) > 1 and element[1] == "HS":
                put(self._target, "hs_code", element[0])


def _day(text: str, form: str) -> str:
    digits = text[: _FORMATS.get(form, len(text))]
    if form in ("101", "201") and len(digits) >= 6:
        digits = f"20{digits}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if digits[:8].isdigit() and len(digits) >= 8 else text
