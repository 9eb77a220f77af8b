"""Contacts in free text: telephones, e-mail addresses, messaging names and wallets, in a comparable form."""

from hashlib import sha256
from typing import Final

import polars as pl

from headwater.flow.parties import name_key, telephone

_PATTERNS: Final = {
    "mail": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "tel": r"(?:\+|\(\+|\b00)[0-9][0-9()\s./-]{7,20}[0-9]",
    "handle": (
        r"(?i)(?:telegram|t\.me/|wechat|weixin|wickr|threema|skype|signal|line|kakao|session)"
        r"(?:\s*(?:id|:|：))*\s*@?([A-Za-z][A-Za-z0-9_.-]{3,31})"
    ),
    "wallet": r"\b(?:bc1[a-z0-9]{25,62}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33})\b",
}
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BYTES: Final = 25
"""A version, a hash of twenty bytes and four bytes of checksum."""
_NO_HANDLES: Final = (
    "whatsapp",
    "telegram",
    "signal",
    "contact",
    "sales",
    "number",
    "email",
    "phone",
    "only",
    "info",
    "with",
    "wechat",
    "wickr",
)


def contacts_in_text(listings: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return one row for each contact in each listing's text: the listing's columns and three more.

    ``contact`` is the contact in a comparable form, ``no_wallet`` says that it has the form of a wallet address and a wrong
    checksum, ``vendor_key`` is the vendor's name in a comparable form.
    """
    texts = listings.select(pl.col(column).unique()).drop_nulls()
    found = []
    for form, pattern in _PATTERNS.items():
        hits = texts.with_columns(pl.col(column).str.extract_all(pattern).alias("contact")).explode("contact").drop_nulls()
        if form == "tel":
            contact = telephone(pl.col("contact"))
        elif form == "mail":
            contact = pl.col("contact").str.to_lowercase()
        elif form == "handle":
            contact = pl.col("contact").str.extract(pattern, 1).str.to_lowercase().str.strip_chars(".-_")
        else:
            contact = pl.col("contact")
        hits = hits.with_columns(contact.alias("contact")).drop_nulls("contact")
        if form == "handle":
            hits = hits.filter(~pl.col("contact").is_in(_NO_HANDLES))
        # A wallet whose checksum is wrong links vendors like any other string; it is only not called a wallet.
        wrong = [form == "wallet" and wrong_checksum(text) for text in hits["contact"]]
        found.append(hits.with_columns(pl.Series("no_wallet", wrong, dtype=pl.Boolean)))
    contacts = pl.concat(found).unique(maintain_order=True)
    listed = listings.join(contacts, on=column, how="inner", maintain_order="left")
    return listed.with_columns(name_key(pl.col("vendor")).alias("vendor_key"))


def wrong_checksum(address: str) -> bool:
    """Return whether an address in base 58 (Bitcoin, TRON) fails its checksum; False for forms that are not checked here."""
    if not set(address) <= set(_BASE58) or address.startswith("0x"):
        return False
    number = 0
    for letter in address:
        number = number * 58 + _BASE58.index(letter)
    if number >= 1 << (8 * _BYTES):
        return True
    raw = number.to_bytes(_BYTES)
    return sha256(sha256(raw[:-4]).digest()).digest()[:4] != raw[-4:]
