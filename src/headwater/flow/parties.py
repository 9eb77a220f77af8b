"""Who the parties of a record are, as far as the records themselves tell: the same party elsewhere, its trade, its contacts.

A party's key is the name under which its number was first seen, or its own name without legal form where it has no number.
Later rows therefore never change the key of an earlier one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from headwater.flow.spelling import same_name
from headwater.flow.wording import Wording, folded
from headwater.model import PARTY_ROLES, RecordKind

USES: Final = ("maker", "lab", "user", "small", "trader", "forwarder", "none")
"""How trades use chemicals; where the words name several, the first of these counts."""

_LEGAL_FORMS: Final = (
    "sa|de|cv|s|rl|sapi|spr|sc|srl|sas|sau|sl|slu|llc|lc|ltd|limited|ltda|inc|incorporated|corp|corporation|co|company|cia|"
    "compania|gmbh|kg|ag|ohg|ug|mbh|bv|nv|vof|spa|snc|sarl|eurl|sasu|pte|pvt|private|plc|llp|lp|pty|proprietary|fzco|fze|fzc|"
    "fz|as|asa|ab|oy|aps|kft|zrt|doo|dd|sro|spzoo|sp|zoo|oo|jsc|ooo|pao|zao|ooo|sti|sanayi|ve|ticaret|eirl|sac|saa|spa|cxa|"
    "tnhh|jv|kk|bhd|sdn|cc|the|and|y|und|et|e"
)
_COMPANY_PARTS: Final = {"name": "name", "id": "registration_id", "phone": "phone", "email": "email", "account": ""}
_MAIL: Final = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_MINIMUM_DIGITS: Final = 7
_SIGNIFICANT_DIGITS: Final = 9


@dataclass(frozen=True)
class Parties:
    """What the records say of parties.

    Attributes:
        names: distinct name -> ``name_key``, with what the name says of the trade.
        numbers: distinct number -> the ``party`` key first seen with it.
        known: party key -> registered activity, day of registration and the row of the company file that says so.
    """

    names: pl.DataFrame
    numbers: pl.DataFrame
    known: pl.DataFrame


def name_key(name: pl.Expr) -> pl.Expr:
    """Return names in a comparable form: folded, without punctuation and legal form."""
    plain = folded(name).str.replace_all(r"[.'’`]", "").str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    short = plain.str.replace_all(rf"\b(?:{_LEGAL_FORMS})\b", " ").str.replace_all(r"\s+", " ").str.strip_chars()
    return pl.when(short != "").then(short).otherwise(pl.when(plain != "").then(plain))


def telephone(text: pl.Expr) -> pl.Expr:
    """Return the last nine digits of telephone numbers, null where there are fewer than seven."""
    digits = text.str.replace_all(r"\D", "").str.replace(r"^00", "")
    return pl.when(digits.str.len_chars() >= _MINIMUM_DIGITS).then(digits.str.tail(_SIGNIFICANT_DIGITS))


def mail(text: pl.Expr) -> pl.Expr:
    """Return e-mail addresses in lower case, null where the text is none."""
    plain = text.str.strip_chars().str.to_lowercase()
    return pl.when(plain.str.contains(_MAIL)).then(plain)


def place(text: pl.Expr) -> pl.Expr:
    """Return addresses in a comparable form: folded, common words of address spelt out, no postcode at the end."""
    plain = folded(text).str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    for short, long in (
        ("c", "calle"),
        ("av", "avenida"),
        ("ave", "avenue"),
        ("rd", "road"),
        ("st", "street"),
        ("blvd", "boulevard"),
    ):
        plain = plain.str.replace(rf"(^| ){short} ", f"${{1}}{long} ")
    plain = plain.str.replace(r" \d{4,6}$", "")
    return pl.when(plain.str.len_chars() >= _MINIMUM_DIGITS).then(plain)


def know_parties(frames: Mapping[RecordKind, pl.DataFrame], wording: Wording) -> Parties:
    """Return what the records of all kinds say of parties."""
    seen = pl.concat(_appearances(frames)).sort("when", "order", nulls_last=True).with_row_index("turn")
    names = seen.select(pl.col("name").unique()).drop_nulls().with_columns(name_key(pl.col("name")).alias("name_key"))
    names = names.join(_use_of(names, "name", "name_pattern", wording), on="name", how="left")
    seen = seen.join(names.select("name", "name_key"), on="name", how="left", maintain_order="left")
    names = names.join(same_name(seen), on="name_key", how="left", maintain_order="left")
    names = names.with_columns(pl.coalesce("first_key", "name_key").alias("name_key")).drop("first_key")
    seen = seen.drop("name_key").join(names.select("name", "name_key"), on="name", how="left", maintain_order="left")
    numbered = seen.drop_nulls("number").unique("number", keep="first", maintain_order=True)
    numbers = numbered.select("number", pl.coalesce("name_key", "number").alias("party"))
    companies = frames["company"]
    known = companies.select(
        _number(pl.col("registration_id")).alias("number"),
        pl.col("name"),
        "activity",
        "registered_on",
        pl.col("row").alias("company_row"),
    )
    known = _with_party(known, "name", "number", names, numbers)
    known = known.drop_nulls("party").unique("party", keep="first", maintain_order=True)
    activities = _use_of(known, "activity", "activity_pattern", wording)
    known = known.join(activities, on="activity", how="left", maintain_order="left")
    return Parties(
        names=names, numbers=numbers, known=known.select("party", "activity", "use", "code", "registered_on", "company_row")
    )


def add_parties(frame: pl.DataFrame, kind: RecordKind, parties: Parties, wording: Wording) -> pl.DataFrame:
    """Return the records with the columns about their parties."""
    if kind == "company":
        frame = frame.with_columns(_number(pl.col("registration_id")).alias("number"))
        frame = _with_party(frame, "name", "number", parties.names, parties.numbers)
        frame = _add_contacts(frame, {"phone": "tel", "email": "mail", "address": "place"}, wording, home="home")
        return _add_company_use(frame, parties, wording)
    for role in PARTY_ROLES[kind]:
        frame = frame.with_columns(_number(pl.col(f"{role}_id")).alias("number"))
        frame = _with_party(frame, f"{role}_name", "number", parties.names, parties.numbers).drop("number")
        frame = frame.rename({"party": f"{role}_party"})
        contacts = {f"{role}_phone": f"{role}_tel", f"{role}_email": f"{role}_mail"}
        if kind != "payment":
            contacts[f"{role}_address"] = f"{role}_place"
        frame = _add_contacts(frame, contacts, wording, home=f"{role}_home")
        frame = _add_use(frame, kind, role, parties, wording)
    return frame


def _appearances(frames: Mapping[RecordKind, pl.DataFrame]) -> list[pl.DataFrame]:
    parts = []
    for order, (kind, roles) in enumerate([("company", ("",)), *((k, r) for k, r in PARTY_ROLES.items() if r)]):
        frame = frames[kind]
        day = {"company": pl.lit(None, dtype=pl.Date), "payment": pl.col("datetime").dt.date()}.get(kind, pl.col("date"))
        for role in roles:
            own = {part: f"{role}_{part}" for part in ("name", "id", "phone", "email", "account")} if role else _COMPANY_PARTS
            # The register of companies speaks first; its rows have no day of their own.
            when = pl.date(1, 1, 1) if kind == "company" else day
            account = pl.col(own["account"]) if own["account"] in frame.columns else pl.lit(None, dtype=pl.String)
            parts.append(
                frame.select(
                    pl.col(own["name"]).alias("name"),
                    _number(pl.col(own["id"])).alias("number"),
                    pl.col(own["phone"]).alias("phone"),
                    pl.col(own["email"]).alias("email"),
                    account.alias("account"),
                    when.alias("when"),
                    pl.lit(order).alias("order"),
                )
            )
    return parts


def _number(text: pl.Expr) -> pl.Expr:
    plain = text.str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(plain.str.len_chars() >= 3).then(plain)


def _with_party(frame: pl.DataFrame, name: str, number: str, names: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    frame = frame.join(
        names.select(pl.col("name").alias("_name"), "name_key"),
        left_on=name,
        right_on="_name",
        how="left",
        maintain_order="left",
    )
    frame = frame.join(
        numbers.rename({"party": "_by_number"}), left_on=number, right_on="number", how="left", maintain_order="left"
    )
    party = pl.coalesce("_by_number", "name_key").alias("party")
    return frame.with_columns(party).drop("_by_number", "name_key")


def _use_of(frame: pl.DataFrame, column: str, pattern: str, wording: Wording) -> pl.DataFrame:
    """Return the distinct texts of a column with ``use``, how their trade uses chemicals, and ``code``, the trade itself."""
    distinct = frame.select(pl.col(column).unique()).drop_nulls()
    text = distinct.with_columns((folded(pl.col(column)) + " ").alias("text_folded"))
    # Of several trades that the words name, the one that has most to do with chemicals counts.
    order = {use: rank for rank, use in enumerate(USES)}
    if column != "name":
        # A stated activity such as "wholesale of toys" says which goods; a name such as "Toy Trading" may say either.
        order["trader"] = len(order)
    rows = sorted(wording.trades.select("chemicals", "trade", pattern).iter_rows(), key=lambda row: order[row[0]])
    named = [pl.when(pl.col("text_folded").str.contains(words)).then(pl.lit(trade)) for _, trade, words in rows]
    uses = wording.trades.select(pl.col("trade").alias("code"), pl.col("chemicals").alias("use"))
    return text.select(column, pl.coalesce(named).alias("code")).join(uses, on="code", how="left", maintain_order="left")


def _add_use(frame: pl.DataFrame, kind: RecordKind, role: str, parties: Parties, wording: Wording) -> pl.DataFrame:
    known = parties.known.select(
        pl.col("party").alias(f"{role}_party"),
        pl.col("activity").alias("_activity"),
        pl.col("use").alias("_known_use"),
        pl.col("code").alias("_known_code"),
        pl.col("registered_on").alias(f"{role}_registered_on"),
        pl.col("company_row").alias(f"{role}_company_row"),
    )
    frame = frame.join(known, on=f"{role}_party", how="left", maintain_order="left")
    by_name = parties.names.select(
        pl.col("name").alias(f"{role}_name"), pl.col("use").alias("_name_use"), pl.col("code").alias("_name_code")
    )
    frame = frame.join(by_name, on=f"{role}_name", how="left", maintain_order="left")
    own: tuple[pl.Expr, ...] = ()
    if kind == "order" and role == "buyer":
        sectors = _use_of(frame, "buyer_sector", "activity_pattern", wording).rename(
            {"use": "_sector_use", "code": "_sector_code"}
        )
        frame = frame.join(sectors, on="buyer_sector", how="left", maintain_order="left")
        own = (pl.col("_sector_use"),)
    use = pl.coalesce(*own, "_known_use", "_name_use").alias(f"{role}_use")
    codes = ("_sector_code",) if own else ()
    code = pl.coalesce(*codes, "_known_code", "_name_code").alias(f"{role}_code")
    trade = (pl.col("buyer_sector"),) if own else ()
    words = pl.coalesce(*trade, "_activity", f"{role}_name").alias(f"{role}_trade")
    told = pl.any_horizontal(e.is_not_null() for e in (*own, pl.col("_known_use"))).alias(f"{role}_trade_known")
    stated = pl.coalesce(
        *((pl.when(pl.col("_sector_use").is_not_null()).then(pl.col("buyer_sector")),) if own else ()),
        pl.when(pl.col("_known_use").is_not_null()).then(pl.col("_activity")),
    )
    # Only a stated sector or activity is a trade; a name is a hint, and one that tells no use is said to be just that.
    plain = pl.col("_name_use").is_in(["trader", "small"])
    evidence = (
        pl.when(stated.is_not_null())
        .then(pl.format('whose trade reads "{}"', stated))
        .when(plain)
        .then(pl.lit("whose name tells no use for it"))
        .when(pl.col("_name_use").is_not_null())
        .then(pl.lit("whose name suggests another trade"))
        .when(pl.col("_activity").is_not_null())
        .then(pl.format('whose trade reads "{}"', "_activity"))
        .otherwise(pl.lit("whose trade is not stated"))
        .alias(f"{role}_evidence")
    )
    added = ("_activity", "_known_use", "_known_code", "_name_use", "_name_code", "_sector_use", "_sector_code")
    return frame.with_columns(use, code, words, told, evidence).drop(*added, strict=False)


def _add_company_use(frame: pl.DataFrame, parties: Parties, wording: Wording) -> pl.DataFrame:
    activities = _use_of(frame, "activity", "activity_pattern", wording)
    frame = frame.join(activities, on="activity", how="left", maintain_order="left")
    by_name = parties.names.select("name", pl.col("use").alias("name_use"), pl.col("code").alias("name_code"))
    return frame.join(by_name, on="name", how="left", maintain_order="left")


def _add_contacts(frame: pl.DataFrame, columns: Mapping[str, str], wording: Wording, *, home: str) -> pl.DataFrame:
    forms = {"tel": telephone, "mail": mail, "place": place}
    for column, target in columns.items():
        form = target.rpartition("_")[2]
        distinct = frame.select(pl.col(column).unique()).drop_nulls().with_columns(forms[form](pl.col(column)).alias(target))
        if form == "place":
            text = folded(pl.col(column)) + " "
            dwelling = text.str.contains(wording.anywhere("residence")) & ~text.str.contains(wording.anywhere("business_place"))
            distinct = distinct.with_columns(
                dwelling.alias(home),
                text.str.contains(wording.anywhere("po_box")).alias(f"{home}_box"),
                text.str.contains(wording.anywhere("business_centre")).alias(f"{home}_centre"),
            )
        frame = frame.join(distinct, on=column, how="left", maintain_order="left")
        if form == "place":
            frame = frame.with_columns(pl.col(home, f"{home}_box", f"{home}_centre").fill_null(value=False))
    return frame
