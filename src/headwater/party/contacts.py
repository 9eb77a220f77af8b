"""What parties of records can be reached at: the contact columns, and contacts that stand in running text."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from headwater.model import GOODS_TEXT, PARTY_ROLES, RecordKind
from headwater.party.clusters import VALUE_SCHEMA
from headwater.party.identifiers import read_wallet

_EMAIL: Final = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|\(\+|00)\d[\d()\s./-]{7,20}\d(?!\w)")
_WALLET: Final = re.compile(
    r"\b(?:bc1[a-z0-9]{25,62}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|"
    r"[48][1-9A-HJ-NP-Za-km-z]{94})\b"
)
_MESSENGERS: Final = {
    "telegram": r"telegram|t\.me/|\btg\b|电报",
    "wechat": r"wechat|weixin|\bwx\b|微信",
    "wickr": r"wickr(?:\s*me)?",
    "threema": r"threema",
    "skype": r"skype",
    "signal": r"signal",
    "line": r"\bline(?=\s*(?:id|:|：|@))",
    "kakao": r"kakao(?:\s*talk)?",
    "session": r"session(?=\s*(?:id|:|：))",
    "qq": r"\bqq\b",
}
_HANDLES: Final = {
    name: re.compile(
        rf"(?:{words})(?:\s*(?:id|号|號|account|user(?:name)?|[:：=\-]))*\s*@?([a-z0-9][\w.-]{{3,63}})", re.IGNORECASE
    )
    for name, words in _MESSENGERS.items()
}
_NO_HANDLES: Final = frozenset(
    {"whatsapp", "telegram", "signal", "contact", "sales", "number", "email", "phone", "only", "info", "with", "wechat"}
) | frozenset(
    {"wickr", "messenger", "group", "channel", "chat", "available", "please", "write", "line", "skype", "session", "threema"}
)
_COLUMNS: Final = ("phone", "email", "address", "account")


def contacts_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield (field, value) of each contact in a text: e-mail, telephone with its country, wallet, messaging name.

    A wallet is one only where its checksum does not speak against it; a messaging name stands beside its messenger, and its
    value is ``messenger:name``, since one name may be two people's on two messengers.
    """
    for match in _EMAIL.finditer(text):
        yield "email", match.group()
    for match in _PHONE.finditer(text):
        yield "phone", match.group()
    for match in _WALLET.finditer(text):
        reading = read_wallet(match.group())
        if reading.chains and reading.checksum is not False:
            yield "wallet", match.group()
    plain = _EMAIL.sub(" ", text)
    for messenger, pattern in _HANDLES.items():
        for match in pattern.finditer(plain):
            name = match.group(1).strip("._-").lower()
            if name not in _NO_HANDLES:
                yield "handle", f"{messenger}:{name}"


def contact_values(records: pl.DataFrame, kind: RecordKind) -> pl.DataFrame:
    """Return what the parties of a table of records can be reached at, as a table of ``VALUE_SCHEMA`` for ``shared_values``.

    A party is known by its name as first written. Contacts in the text of a listing are its vendor's; those in a payment's
    reference are nobody's in particular and are left out.
    """
    parts = [_of_party(records, name, columns) for name, columns in _slots(kind, records).items()]
    if kind == "listing":
        parts.append(_in_text(records))
    found = pl.concat(parts) if parts else pl.DataFrame(schema=VALUE_SCHEMA)
    return found.unique(maintain_order=True)


def _slots(kind: RecordKind, records: pl.DataFrame) -> Mapping[str, Mapping[str, str]]:
    if kind == "company":
        return {"name": {field: field for field in ("phone", "email", "address") if field in records.columns}}
    return {
        f"{role}_name": {field: f"{role}_{field}" for field in _COLUMNS if f"{role}_{field}" in records.columns}
        for role in PARTY_ROLES[kind]
    }


def _of_party(records: pl.DataFrame, name: str, columns: Mapping[str, str]) -> pl.DataFrame:
    parts = [
        records.select(pl.col(name).alias("party"), pl.lit(field).alias("field"), pl.col(column).alias("value"))
        for field, column in columns.items()
    ]
    found = pl.concat(parts) if parts else pl.DataFrame(schema=VALUE_SCHEMA)
    return found.drop_nulls().unique(maintain_order=True).cast(VALUE_SCHEMA)


def _in_text(records: pl.DataFrame) -> pl.DataFrame:
    texts = [column for column in GOODS_TEXT["listing"] if column in records.columns]
    said = records.select(
        pl.col("vendor").alias("party"),
        pl.concat_str([pl.col(text).fill_null("") for text in texts], separator="\n").alias("said"),
    ).drop_nulls()
    rows = [
        (said_of, *contact) for said_of, text in said.unique(maintain_order=True).iter_rows() for contact in contacts_in(text)
    ]
    return pl.DataFrame(rows, schema=VALUE_SCHEMA, orient="row").unique(maintain_order=True)
