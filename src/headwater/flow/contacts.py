"""Contacts in free text: telephones, e-mail addresses, messaging names and wallets, in a comparable form."""

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
    """Return one row for each contact in each listing's text: the listing's columns, ``contact`` and ``vendor_key``."""
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
        found.append(hits)
    contacts = pl.concat(found).unique(maintain_order=True)
    listed = listings.join(contacts, on=column, how="inner", maintain_order="left")
    return listed.with_columns(name_key(pl.col("vendor")).alias("vendor_key"))
