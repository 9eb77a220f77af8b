"""Read ISO 20022 payments: credit transfers (pacs.008) and account reports (camt.052, camt.053, camt.054).

The XML is read as a stream. A file that declares a document type is refused before anything of it is expanded: no message of
ISO 20022 has one, and entity bombs need one.

Source: ISO 20022 message definitions pacs.008.001.08 to .12, camt.052/053/054.001.02 to .12.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from headwater.errors import InputError
from headwater.readers.files.source import Source
from headwater.readers.messages.table import MessageTable, Oddity, Row, Unread, first, joined

HEADINGS: Final = (
    *("payment_id", "datetime", "payer_name", "payer_account", "payer_country", "payer_phone", "payer_email", "payer_id"),
    *("payee_name", "payee_account", "payee_country", "payee_phone", "payee_email", "payee_id"),
    *("amount", "currency", "method", "bank_country", "reference"),
    *("payer address", "payee address", "direction", "payer's bank", "payee's bank", "UETR", "purpose code"),
)
_KIND: Final = re.compile(r"(pacs\.008|camt\.05[234])\.\d{3}\.\d{2}")
_CHUNK: Final = 1 << 20
_DEEPEST: Final = 64
_LONGEST_TEXT: Final = 1 << 16
_RECORDS: Final = frozenset({"CdtTrfTxInf", "Ntry"})
_CONTEXT: Final = frozenset({"GrpHdr", "Acct"})


def kind_of(head: str) -> str | None:
    """Return the message definition that the start of an XML file names, such as ``pacs.008.001.08``, or None."""
    match = _KIND.search(head)
    return match.group() if match else None


def open_iso20022(source: Source, kind: str) -> MessageTable:
    """Return the payments of an ISO 20022 file, opened."""
    return MessageTable(HEADINGS, lambda: _rows(source), "payment", {"format": f"ISO 20022 {kind}"})


@dataclass(slots=True)
class _Node:
    """An element of the document: its name without namespace, attributes, text and children."""

    name: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)

    def get(self, path: str) -> "_Node | None":
        """Return the first element under a path such as ``Dbtr/PstlAdr/Ctry``."""
        node: _Node | None = self
        for step in path.split("/"):
            node = next((child for child in node.children if child.name == step), None) if node else None
        return node

    def value(self, *paths: str) -> str:
        """Return the text under the first of the paths that has any, else an empty one."""
        return first(*(node.content() for path in paths if (node := self.get(path))))

    def content(self) -> str:
        """Return the text of the element itself."""
        return "".join(self.text).strip()

    def every(self, name: str) -> Iterator["_Node"]:
        """Yield all elements of a name below this one."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.every(name)


class _Builder:
    """Builds the elements of one record at a time and lets go of everything else."""

    def __init__(self) -> None:
        self.done: list[_Node] = []
        self._path: list[str] = []
        self._open: list[_Node] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        local = name.rsplit(":", 1)[-1]
        self._path.append(local)
        if len(self._path) > _DEEPEST:
            raise _TooDeepError
        if self._open or local in _RECORDS | _CONTEXT:
            node = _Node(local, attributes)
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)

    def text(self, data: str) -> None:
        """Take in characters of the element that is open."""
        if self._open and sum(map(len, self._open[-1].text)) < _LONGEST_TEXT:
            self._open[-1].text.append(data)

    def end(self, _: str) -> None:
        """End an element; one that is no part of another is done."""
        self._path.pop()
        if self._open:
            node = self._open.pop()
            if not self._open:
                self.done.append(node)


class _TooDeepError(Exception):
    """The elements are nested more deeply than those of any message."""


def _nodes(source: Source) -> Iterator[_Node | Unread]:
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.CharacterDataHandler = builder.text
    parser.EndElementHandler = builder.end

    def refuse_doctype(*_: object) -> None:
        raise InputError(
            f"{source.path} declares a document type, which no ISO 20022 message has; it may be an attack, do not use it.",
            code="input-xml",
        )

    parser.StartDoctypeDeclHandler = refuse_doctype
    with source.open() as stream:
        while True:
            part = stream.read(_CHUNK)
            try:
                parser.Parse(part, not part)
            except (expat.ExpatError, _TooDeepError):
                yield from builder.done
                yield Unread("the file is cut off or not well-formed from here on")
                return
            yield from builder.done
            builder.done.clear()
            if not part:
                return


def _rows(source: Source) -> Iterator[Row | Unread | Oddity]:
    header = _Node("GrpHdr", {})
    account = _Node("Acct", {})
    for node in _nodes(source):
        if isinstance(node, Unread):
            yield node
        elif node.name == "GrpHdr":
            header = node
        elif node.name == "Acct":
            account = node
        elif node.name == "CdtTrfTxInf":
            yield _row(node, [node, header], node)
        else:
            details = list(node.every("TxDtls"))
            for detail in details or [node]:
                yield _entry(detail, node, account, header, alone=len(details) <= 1)


def _entry(detail: _Node, entry: _Node, account: _Node, header: _Node, *, alone: bool) -> Row:
    """Return a row of an account report; the holder of the account is the side that the entry leaves out."""
    row = _row(detail, [detail, entry, header], entry if alone else detail)
    direction = first(detail.value("CdtDbtInd"), entry.value("CdtDbtInd"))
    own = "payee" if direction == "CRDT" else "payer"
    held = account.value("Id/IBAN", "Id/Othr/Id")
    for name, text in {
        f"{own}_account": held,
        f"{own}_name": account.value("Ownr/Nm", "Nm"),
        f"{own}_country": account.value("Ownr/PstlAdr/Ctry"),
        "direction": {"CRDT": "credit", "DBIT": "debit"}.get(direction, direction),
        "bank_country": account.value("Svcr/FinInstnId/BICFI", "Svcr/FinInstnId/BIC")[4:6] if own == "payee" else "",
    }.items():
        row[name] = row.get(name) or text
    return row


def _row(payment: _Node, around: Sequence[_Node], sums: _Node) -> dict[str, str]:
    identity = [
        node.value(
            "PmtId/EndToEndId", "Refs/EndToEndId", "PmtId/TxId", "Refs/TxId", "Refs/AcctSvcrRef", "AcctSvcrRef", "NtryRef"
        )
        for node in around
    ]
    identity += [payment.value("PmtId/TxId", "PmtId/InstrId", "Refs/InstrId", "Refs/AcctSvcrRef")]
    amount = next((node for path in _AMOUNTS for place in (payment, sums) if (node := place.get(path))), None)
    when = [node.value(*_MOMENTS) for node in around]
    row = {
        "payment_id": first(*(number for number in identity if number != "NOTPROVIDED")),
        "datetime": first(*when),
        "amount": amount.content() if amount else "",
        "currency": amount.attributes.get("Ccy", "") if amount else "",
        "method": first(
            payment.value("PmtTpInf/LclInstrm/Cd", "PmtTpInf/LclInstrm/Prtry", "PmtTpInf/SvcLvl/Cd"), *_codes(around)
        ),
        "reference": _remittance(payment, around),
        "UETR": payment.value("PmtId/UETR", "Refs/UETR"),
        "purpose code": payment.value("Purp/Cd", "Purp/Prtry"),
    }
    parties = payment.get("RltdPties") or payment
    agents = payment.get("RltdAgts") or payment
    for role, tag in (("payer", "Dbtr"), ("payee", "Cdtr")):
        row |= _party(role, parties.get(tag), parties.get(f"{tag}Acct"))
        bank = agents.get(f"{tag}Agt")
        row[f"{role}'s bank"] = bank.value("FinInstnId/BICFI", "FinInstnId/BIC", "FinInstnId/Nm") if bank else ""
        if role == "payee" and bank:
            row["bank_country"] = first(
                bank.value("FinInstnId/PstlAdr/Ctry"), bank.value("FinInstnId/BICFI", "FinInstnId/BIC")[4:6]
            )
    return row


_AMOUNTS: Final = ("InstdAmt", "IntrBkSttlmAmt", "AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "Amt")
_MOMENTS: Final = (
    *("AccptncDtTm", "BookgDt/DtTm", "BookgDt/Dt", "RltdDts/TxDtTm", "ValDt/DtTm", "ValDt/Dt", "IntrBkSttlmDt", "CreDtTm"),
)


def _codes(around: Sequence[_Node]) -> list[str]:
    return [joined([node.value("BkTxCd/Domn/Cd"), node.value("BkTxCd/Domn/Fmly/Cd")], " ") for node in around]


def _remittance(payment: _Node, around: Sequence[_Node]) -> str:
    told = payment.get("RmtInf")
    parts = [node.content() for name in ("Ustrd", "Ref") for node in told.every(name)] if told else []
    return joined(parts, " ") or first(*(node.value("AddtlTxInf", "AddtlNtryInf") for node in around))


def _party(role: str, party: _Node | None, account: _Node | None) -> dict[str, str]:
    found = {}
    if account:
        found[f"{role}_account"] = account.value("Id/IBAN", "Id/Othr/Id", "Prxy/Id")
    if party:
        who = party.get("Pty") or party
        address = who.get("PstlAdr")
        number = next((node.value("Id") for node in who.every("Othr") if node.value("Id")), "")
        found |= {
            f"{role}_name": who.value("Nm"),
            f"{role}_country": who.value("PstlAdr/Ctry", "CtryOfRes"),
            f"{role}_phone": who.value("CtctDtls/PhneNb", "CtctDtls/MobNb"),
            f"{role}_email": who.value("CtctDtls/EmailAdr"),
            f"{role}_id": first(who.value("Id/OrgId/LEI", "Id/OrgId/AnyBIC", "Id/OrgId/BICOrBEI"), number),
            f"{role} address": _address(address) if address else "",
        }
    return found


def _address(address: _Node) -> str:
    street = joined([address.value("StrtNm"), address.value("BldgNb")], " ")
    town = joined([address.value("PstCd"), address.value("TwnNm")], " ")
    lines = [node.content() for node in address.every("AdrLine")]
    return joined([street, *lines, town])
