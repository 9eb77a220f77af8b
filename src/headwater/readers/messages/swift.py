"""Read SWIFT MT103 customer credit transfers into payments.

Source: SWIFT FIN user handbook, category 1, MT 103: fields 20, 32A, 33B, 50a, 52a, 57a, 59a, 70, 71A.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from headwater.errors import InputError
from headwater.readers.files.encoding import tell_encoding
from headwater.readers.files.source import Source
from headwater.readers.messages.table import MessageTable, Oddity, Row, Unread, first, joined
from headwater.readers.values.codes import country_code

HEADINGS: Final = (
    *("payment_id", "datetime", "payer_name", "payer_account", "payer_country", "payer_id", "payee_name", "payee_account"),
    *("payee_country", "payee_id", "amount", "currency", "method", "bank_country", "reference"),
    *("payer address", "payee address", "instructed sum", "payer's bank", "payee's bank", "charges", "UETR"),
)
_MESSAGE: Final = re.compile(r"(?=\{1:[A-Z]\d\d)")
_TYPE: Final = re.compile(r"\{2:[IO](\d{3})")
_TEXT: Final = re.compile(r"\{4:\s*\n?(.*?)(?:\n-\}|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"^:(\d{2}[A-Z]?):", re.MULTILINE)
_SUM: Final = re.compile(r"^(\d{6})?([A-Z]{3})([\d,.]+)$")
_BIC: Final = re.compile(r"\b[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b")
_UETR: Final = re.compile(r"\{121:([0-9a-fA-F-]{36})\}")


def open_swift(source: Source, sample: bytes) -> MessageTable:
    """Return the transfers of a file of SWIFT messages.

    Raises:
        InputError: no MT103 is in it.
    """
    encoding = tell_encoding(sample)
    text = source.whole()[encoding.mark :].decode(encoding.name, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    if not any(_type(message) == "103" for message in _messages(text)):
        raise InputError(f"{source.path} is a file of SWIFT messages without an MT103; export MT103.", code="input-swift")
    return MessageTable(HEADINGS, lambda: _rows(text), "payment", {"format": "SWIFT MT103", "encoding": encoding.name})


def _messages(text: str) -> Iterator[str]:
    for message in _MESSAGE.split(text):
        if message.strip(" \n$\x01\x03"):
            yield message


def _type(message: str) -> str:
    match = _TYPE.search(message)
    return match.group(1) if match else "103" if "{2:" not in message else ""


def _rows(text: str) -> Iterator[Row | Unread | Oddity]:
    for message in _messages(text):
        kind = _type(message)
        if kind != "103":
            yield Unread(f"a message of type MT{kind or '?'}, which is not read")
            continue
        if "{4:" in message and "-}" not in message:
            yield Unread("a message that is cut off (no end of its text block)")
            continue
        yield _transfer(message)


def _transfer(message: str) -> Row | Unread:
    block = _TEXT.search(message)
    fields = _fields(block.group(1) if block else message)
    settled = _SUM.match(fields.get("32A", "").strip())
    if settled is None or "20" not in fields:
        return Unread("an MT103 without a reference (20) or a sum (32A)")
    day, currency, amount = settled.groups()
    row = {
        "payment_id": fields["20"].strip(),
        "datetime": f"20{day[:2]}-{day[2:4]}-{day[4:]}" if day else "",
        "currency": currency,
        "amount": _plain(amount),
        "method": "SWIFT MT103",
        "reference": joined(fields.get("70", "").split("\n"), " "),
        "instructed sum": fields.get("33B", "").strip(),
        "charges": fields.get("71A", "").strip(),
        "payer's bank": _flat(fields, "52"),
        "payee's bank": _flat(fields, "57"),
        "UETR": first(*_UETR.findall(message)),
    }
    bank = _BIC.search(fields.get("57A", ""))
    row["bank_country"] = bank.group(1) if bank else _receiver(message)
    row |= _party("payer", fields, "50") | _party("payee", fields, "59")
    return row


def _fields(text: str) -> dict[str, str]:
    parts = _FIELD.split(text)
    found: dict[str, str] = {}
    for tag, value in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(tag, value.rstrip("\n-}"))
    return found


def _plain(amount: str) -> str:
    """Write ``1000,5`` and ``1000,`` as computers do."""
    return amount.replace(",", ".").rstrip(".")


def _flat(fields: Mapping[str, str], number: str) -> str:
    return joined(next((value for tag, value in fields.items() if tag[:2] == number), "").split("\n"), " ")


def _receiver(message: str) -> str:
    """Return the country of the receiving bank: in block 2 of what one sends, in block 1 of what one received."""
    match = re.search(r"\{2:I103[A-Z]{4}([A-Z]{2})", message) or re.search(r"\{1:[A-Z]\d\d[A-Z]{4}([A-Z]{2})", message)
    return match.group(1) if match else ""


def _party(role: str, fields: Mapping[str, str], number: str) -> dict[str, str]:
    tag = next((tag for tag in fields if tag[:2] == number), None)
    if tag is None:
        return {}
    lines = [line.strip() for line in fields[tag].split("\n") if line.strip()]
    found = {}
    if lines and lines[0].startswith("/"):
        found[f"{role}_account"] = lines.pop(0).lstrip("/").removeprefix("C/").removeprefix("D/")
    if tag.endswith("F"):
        return found | _structured(role, lines)
    if tag.endswith("A") and lines:
        match = _BIC.search(lines[0])
        return found | {f"{role}_id": lines[0], f"{role}_country": match.group(1) if match else ""}
    if lines:
        found[f"{role}_name"], *rest = lines
        found[f"{role} address"] = joined(rest)
        found[f"{role}_country"] = (rest and country_code(rest[-1])) or ""
    return found


def _structured(role: str, lines: Sequence[str]) -> dict[str, str]:
    """Read the numbered lines of option F: 1 name, 2 street, 3 country and town, 6 and 7 numbers of the customer."""
    by_number: dict[str, list[str]] = {}
    for line in lines:
        number, slash, value = line.partition("/")
        if slash:
            by_number.setdefault(number, []).append(value)
    towns = by_number.get("3", [])
    return {
        f"{role}_name": joined(by_number.get("1", []), " "),
        f"{role} address": joined([*by_number.get("2", []), *(town[3:] for town in towns)]),
        f"{role}_country": towns[0][:2] if towns else "",
        f"{role}_id": joined([*by_number.get("6", []), *by_number.get("7", [])], " "),
    }
