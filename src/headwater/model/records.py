"""The five kinds of record and their canonical columns.

Names, units and meanings are the contract of ``docs/reference/columns.md``, which is generated from here. UN references are
element numbers of the United Nations Trade Data Elements Directory (UNTDED, ISO 7372), which the WCO Data Model reuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

import polars as pl

RecordKind: TypeAlias = Literal["shipment", "order", "payment", "listing", "company"]

RECORD_KINDS: Final[tuple[RecordKind, ...]] = get_args(RecordKind)

ADDRESS_COLUMNS: Final[dict[str, pl.DataType]] = {
    "kind": pl.String(),
    "source": pl.String(),
    "row": pl.Int64(),
    "record_id": pl.String(),
}
"""Where a record stands: its kind, the file (name and start of its SHA-256), the 1-based data row in it, and its id."""

TEXT: Final = pl.String()
NUMBER: Final = pl.Float64()
DAY: Final = pl.Date()
INSTANT: Final = pl.Datetime("us", "UTC")


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column.

    Attributes:
        name: the name used everywhere in headwater.
        dtype: its polars type once read.
        meaning: one phrase for the documentation.
        unit: the unit of the value, or None.
        un: element number in UNTDED / the WCO Data Model, or None where there is no such element.
        many: True where one cell may hold several values separated by ``;``.
    """

    name: str
    dtype: pl.DataType
    meaning: str
    unit: str | None = None
    un: str | None = None
    many: bool = False


def _party(role: str, meaning: str, un: str | None = None) -> tuple[Column, ...]:
    return (
        Column(f"{role}_name", TEXT, f"name of {meaning}", un=un),
        Column(f"{role}_address", TEXT, f"address of {meaning}", un="3042"),
        Column(f"{role}_country", TEXT, f"country of {meaning}", "ISO 3166-1 alpha-2", "3207"),
        Column(f"{role}_phone", TEXT, f"telephone of {meaning}", un="3148"),
        Column(f"{role}_email", TEXT, f"e-mail address of {meaning}", un="3148"),
        Column(f"{role}_id", TEXT, f"registration, tax or customer number of {meaning}", un="3039"),
    )


def _payer(role: str, meaning: str) -> tuple[Column, ...]:
    name, _, *rest = _party(role, meaning)
    return (name, Column(f"{role}_account", TEXT, f"account, IBAN or wallet of {meaning}", un="3194"), *rest)


_MONEY_CODE: Final = "ISO 4217"
_COUNTRY_CODE: Final = "ISO 3166-1 alpha-2"
_CAS: Final = Column("cas", TEXT, "CAS Registry Number as written", un="7140")

COLUMNS: Final[Mapping[RecordKind, tuple[Column, ...]]] = {
    "shipment": (
        Column("shipment_id", TEXT, "number of the declaration or shipment", un="1004"),
        Column("date", DAY, "day of departure, arrival or declaration", "ISO 8601", "2005"),
        Column("mode", TEXT, "mode of transport: sea, air, road, rail, post or express", un="8067"),
        Column("carrier", TEXT, "carrier or line", un="3126"),
        Column("transport_id", TEXT, "vessel and voyage, flight or vehicle", un="8213"),
        Column("master_bill", TEXT, "master bill of lading or master air waybill", un="1188"),
        Column("house_bill", TEXT, "house bill, house air waybill or parcel number", un="1188"),
        Column("containers", TEXT, "container numbers", "ISO 6346", "8260", many=True),
        Column("origin_country", TEXT, "country of origin or of export", _COUNTRY_CODE, "3239"),
        Column("destination_country", TEXT, "country of destination", _COUNTRY_CODE, "3217"),
        Column("transit_countries", TEXT, "countries passed on the way", _COUNTRY_CODE, "3223", many=True),
        Column("port_of_loading", TEXT, "place of loading", "UN/LOCODE or name", "3334"),
        Column("port_of_discharge", TEXT, "place of discharge", "UN/LOCODE or name", "3392"),
        *_party("shipper", "the consignor (shipper, exporter)", "3336"),
        *_party("consignee", "the consignee (importer)", "3132"),
        *_party("notify", "the party to be notified", "3180"),
        Column("description", TEXT, "description of the goods", un="7002"),
        Column("hs_code", TEXT, "Harmonized System code, digits as declared", un="7357"),
        _CAS,
        Column("gross_kg", NUMBER, "gross mass", "kg", "6292"),
        Column("net_kg", NUMBER, "net mass", "kg", "6160"),
        Column("packages", NUMBER, "number of packages", "packages", "7224"),
        Column("package_type", TEXT, "kind of packages", un="7064"),
        Column("value", NUMBER, "declared or invoice value", "`currency`", "5032"),
        Column("currency", TEXT, "currency of `value`", _MONEY_CODE, "6345"),
        Column("declared_use", TEXT, "use of the goods as declared"),
    ),
    "order": (
        Column("order_id", TEXT, "number of the order", un="1022"),
        Column("date", DAY, "day of the order", "ISO 8601", "2010"),
        *_party("buyer", "the buyer", "3002"),
        *_party("ship_to", "the party the goods go to", "3144"),
        Column("buyer_sector", TEXT, "trade or industry of the buyer"),
        Column("product", TEXT, "product as ordered", un="7002"),
        _CAS,
        Column("quantity", NUMBER, "quantity ordered", "`unit`", "6060"),
        Column("unit", TEXT, "unit of `quantity` as written", un="6411"),
        Column("unit_price", NUMBER, "price of one unit", "`currency`", "5110"),
        Column("currency", TEXT, "currency of `unit_price`", _MONEY_CODE, "6345"),
        Column("payment_method", TEXT, "means of payment", un="4461"),
        Column("delivery_method", TEXT, "means or terms of delivery", un="4052"),
        Column("stated_use", TEXT, "use as stated by the buyer"),
        Column("end_use_declaration", TEXT, "end-use declaration: reference, yes or no"),
        Column("quantity_kg", NUMBER, "`quantity` where `unit` is one of mass, else empty; read by headwater", "kg"),
    ),
    "payment": (
        Column("payment_id", TEXT, "number of the payment"),
        Column("datetime", INSTANT, "moment of the payment, UTC where no zone is written", "ISO 8601"),
        *_payer("payer", "the payer (originator)"),
        *_payer("payee", "the payee (beneficiary)"),
        Column("amount", NUMBER, "amount paid", "`currency`", "5004"),
        Column("currency", TEXT, "currency of `amount`", _MONEY_CODE, "6345"),
        Column("method", TEXT, "means of payment", un="4461"),
        Column("bank_country", TEXT, "country of the payee's bank or service", _COUNTRY_CODE, "3207"),
        Column("reference", TEXT, "remittance information", un="4440"),
    ),
    "listing": (
        Column("listing_id", TEXT, "number of the listing"),
        Column("date", DAY, "day the listing was seen", "ISO 8601"),
        Column("site", TEXT, "site or marketplace"),
        Column("url", TEXT, "address of the page"),
        Column("vendor", TEXT, "name the vendor uses"),
        Column("title", TEXT, "title of the listing"),
        Column("text", TEXT, "text of the listing"),
        Column("language", TEXT, "language of the text", "ISO 639-1", "3453"),
        Column("price", NUMBER, "price asked", "`currency`", "5110"),
        Column("currency", TEXT, "currency of `price`", _MONEY_CODE, "6345"),
        Column("ships_from", TEXT, "country the vendor ships from", _COUNTRY_CODE),
        Column("ships_to", TEXT, "countries the vendor ships to", _COUNTRY_CODE, many=True),
    ),
    "company": (
        Column("company_id", TEXT, "number of the company in this file"),
        Column("name", TEXT, "name of the company", un="3036"),
        Column("local_name", TEXT, "name in the script of its country"),
        Column("registration_id", TEXT, "number in the register of companies or tax register", un="3039"),
        Column("country", TEXT, "country of registration", _COUNTRY_CODE, "3207"),
        Column("address", TEXT, "registered address", un="3042"),
        Column("registered_on", DAY, "day of registration", "ISO 8601"),
        Column("activity", TEXT, "registered activity or objects"),
        Column("status", TEXT, "status in the register"),
        Column("phone", TEXT, "telephone", un="3148"),
        Column("email", TEXT, "e-mail address", un="3148"),
        Column("officers", TEXT, "directors and officers", many=True),
        Column("owners", TEXT, "owners, with shares where known", many=True),
    ),
}

PARTY_ROLES: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    "shipment": ("shipper", "consignee", "notify"),
    "order": ("buyer", "ship_to"),
    "payment": ("payer", "payee"),
    "listing": (),
    "company": (),
}
"""Roles whose columns are ``{role}_name``, ``{role}_address`` and so on. A listing's ``vendor`` and a company's ``name``,
``local_name``, ``officers`` and ``owners`` are parties too, without such a prefix."""

GOODS_TEXT: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    "shipment": ("description", "cas", "declared_use"),
    "order": ("product", "cas", "stated_use", "end_use_declaration"),
    "payment": ("reference",),
    "listing": ("title", "text"),
    "company": ("activity",),
}
"""Columns in which a substance may be named."""


def columns_of(kind: RecordKind) -> tuple[str, ...]:
    """Return the names of the canonical columns of a kind, in order."""
    return tuple(column.name for column in COLUMNS[kind])


def id_column(kind: RecordKind) -> str:
    """Return the name of the column that holds a record's own number, such as ``shipment_id``."""
    return COLUMNS[kind][0].name


def record_schema(kind: RecordKind) -> pl.Schema:
    """Return the schema of a table of records: the address columns, then every canonical column.

    A table in travel has all of these columns, in this order, then the file's unknown columns as text, then the columns that
    analysers added. A canonical column that the file lacks is there and null throughout.
    """
    return pl.Schema({**ADDRESS_COLUMNS, **{column.name: column.dtype for column in COLUMNS[kind]}})
