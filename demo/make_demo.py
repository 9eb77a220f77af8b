"""Make the demonstration files: half a year at an invented customs broker and an invented chemical distributor.

Ordinary trade comes from the tables in ``trade.toml``, the scenes to find and the scenes to leave alone from ``planted.toml``.
Every firm, person, address, number and price is invented, except the two names that ``planted.toml`` marks as published
designations. Run ``python demo/make_demo.py`` to write the five files again; the same seed gives the same bytes.
"""

import csv
import io
import random
import sys
import tomllib
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = 20260630
FIRST_DAY = date(2026, 1, 5)
DAYS = 176
HERE = Path(__file__).resolve().parent
ANSWERS = HERE.parent / "tests" / "demo" / "planted.csv"

Row = dict[str, Any]
Trade = dict[str, Any]

HEADERS: dict[str, dict[str, str]] = {
    "shipment": {
        "Declaration No": "shipment_id",
        "Date": "date",
        "Mode": "mode",
        "Carrier": "carrier",
        "Vessel/Flight": "transport_id",
        "Master Bill": "master_bill",
        "House Bill": "house_bill",
        "Container No": "containers",
        "Country of Origin": "origin_country",
        "Country of Destination": "destination_country",
        "Transit Countries": "transit_countries",
        "Port of Loading": "port_of_loading",
        "Port of Discharge": "port_of_discharge",
        "Shipper Name": "shipper_name",
        "Shipper Address": "shipper_address",
        "Shipper Country": "shipper_country",
        "Shipper Phone": "shipper_phone",
        "Shipper Email": "shipper_email",
        "Consignee Name": "consignee_name",
        "Consignee Address": "consignee_address",
        "Consignee Country": "consignee_country",
        "Consignee Phone": "consignee_phone",
        "Consignee Email": "consignee_email",
        "Consignee Tax ID": "consignee_id",
        "Notify Party": "notify_name",
        "Notify Phone": "notify_phone",
        "Goods Description": "description",
        "HS Code": "hs_code",
        "CAS No": "cas",
        "Gross Weight (kg)": "gross_kg",
        "Net Weight (kg)": "net_kg",
        "Packages": "packages",
        "Package Type": "package_type",
        "Invoice Value": "value",
        "Currency": "currency",
        "Declared Use": "declared_use",
        "Broker Ref": "broker_ref",
    },
    "order": {
        "Nº de pedido": "order_id",
        "Fecha del pedido": "date",
        "Cliente": "buyer_name",
        "NIF del cliente": "buyer_id",
        "Dirección del cliente": "buyer_address",
        "País del cliente": "buyer_country",
        "Teléfono": "buyer_phone",
        "Correo electrónico": "buyer_email",
        "Actividad del cliente": "buyer_sector",
        "Producto": "product",
        "Nº CAS": "cas",
        "Cantidad": "quantity",
        "Unidad": "unit",
        "Precio unitario": "unit_price",
        "Moneda": "currency",
        "Forma de pago": "payment_method",
        "Forma de entrega": "delivery_method",
        "Destinatario": "ship_to_name",
        "Dirección de entrega": "ship_to_address",
        "País de entrega": "ship_to_country",
        "Uso declarado": "stated_use",
        "Declaración de uso final": "end_use_declaration",
        "Comercial": "salesperson",
    },
    "payment": {
        "Payment ID": "payment_id",
        "Date and Time": "datetime",
        "Originator": "payer_name",
        "Originator Account": "payer_account",
        "Originator Country": "payer_country",
        "Originator Phone": "payer_phone",
        "Beneficiary": "payee_name",
        "Beneficiary Account": "payee_account",
        "Beneficiary Country": "payee_country",
        "Beneficiary Phone": "payee_phone",
        "Beneficiary Email": "payee_email",
        "Amount": "amount",
        "Currency": "currency",
        "Payment Method": "method",
        "Bank Country": "bank_country",
        "Remittance Information": "reference",
    },
    "listing": {
        "编号": "listing_id",
        "日期": "date",
        "网站": "site",
        "网址": "url",
        "商家": "vendor",
        "标题": "title",
        "描述": "text",
        "语言": "language",
        "价格": "price",
        "币种": "currency",
        "发货地": "ships_from",
        "可送达": "ships_to",
    },
    "company": {
        "Company No": "company_id",
        "Company Name": "name",
        "Local Name": "local_name",
        "Registration No": "registration_id",
        "Country": "country",
        "Registered Address": "address",
        "Registration Date": "registered_on",
        "Activity": "activity",
        "Status": "status",
        "Phone": "phone",
        "Email": "email",
        "Directors": "officers",
        "Shareholders": "owners",
    },
}
FILES = {
    "shipment": ("shipments.csv", ","),
    "order": ("orders.csv", ";"),
    "payment": ("payments.csv", ","),
    "listing": ("listings.csv", ","),
    "company": ("companies.csv", ","),
}
ID_STYLE = {"shipment": "DUA26-{:05}", "order": "P-26/{:04}", "payment": "TRF{:06}", "listing": "L{:04}", "company": "C{:03}"}
UNUSABLE: dict[str, list[Row]] = {
    # What spreadsheets leave under a table: a line of totals, the headings of the next printed page, an empty line.
    "shipment": [
        {"description": "TOTAL", "gross_kg": "2418833.4"},
        {name: heading for heading, name in HEADERS["shipment"].items()},
    ],
    "order": [{"product": "TOTAL", "quantity": "118.204,5"}],
    "payment": [{}],
    "listing": [],
    "company": [],
}


def main(folder: Path = HERE, answers: Path = ANSWERS) -> None:
    """Write the five files to ``folder`` and the list of planted rows to ``answers``."""
    trade = tomllib.loads((HERE / "trade.toml").read_text(encoding="utf-8"))
    trade |= {f"{name}s": {entry["key"]: entry for entry in trade[name]} for name in ("firm", "good")}
    scenes = tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))["scene"]
    rows = ordinary_rows(trade)
    for scene in scenes:
        for entry in scene["row"]:
            rows[entry["kind"]].append(planted_row(entry, scene))
    told: list[list[str]] = []
    for kind, (name, delimiter) in FILES.items():
        numbered = number(rows[kind], kind)
        told += [[row["_scene"], row["_role"], kind, str(row[id_of(kind)])] for row in numbered if "_scene" in row]
        text = table(kind, [*numbered, *UNUSABLE[kind]], delimiter)
        # Spanish offices exchange what a spreadsheet saved: a byte order mark and semicolons.
        (folder / name).write_text(text, encoding="utf-8-sig" if kind == "order" else "utf-8", newline="")
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["scene", "role", "kind", "record_id"], *sorted(told)])
    answers.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def ordinary_rows(trade: Trade) -> dict[str, list[Row]]:
    """Return the rows of ordinary trade by kind, one random stream a kind so that one table can change without the others."""
    makers: dict[str, Callable[[random.Random, Trade], list[Row]]] = {
        "shipment": shipments,
        "order": orders,
        "payment": payments,
        "listing": listings,
        "company": companies,
    }
    return {kind: make(random.Random(f"{SEED}/{kind}"), trade) for kind, make in makers.items()}


def shipments(rng: random.Random, trade: Trade) -> list[Row]:
    """Return repeated consignments on the lanes of ``trade.toml``."""
    rows = []
    for lane in trade["lane"]:
        shipper, consignee, good = trade["firms"][lane["from"]], trade["firms"][lane["to"]], trade["goods"][lane["good"]]
        for day in spread(rng, lane["times"]):
            packages = max(1, round(lane["packages"] * rng.uniform(0.7, 1.3)))
            net = packages * good["package_kg"]
            rows.append(
                {
                    "date": day.isoformat(),
                    "mode": lane["mode"],
                    **transport(rng, lane, trade),
                    "origin_country": shipper["country"],
                    "destination_country": consignee["country"],
                    "port_of_loading": lane["load"],
                    "port_of_discharge": lane["discharge"],
                    **party("shipper", shipper, rng),
                    **party("consignee", consignee, rng),
                    "consignee_id": consignee["number"],
                    "notify_name": lane.get("notify", ""),
                    "notify_phone": lane.get("notify_phone", ""),
                    "description": rng.choice(good["descriptions"]),
                    "hs_code": good["hs"],
                    "cas": good.get("cas", "") if rng.random() < 0.7 else "",
                    "gross_kg": f"{net * rng.uniform(1.03, 1.09):.1f}",
                    "net_kg": f"{net:.1f}",
                    "packages": packages,
                    "package_type": good["package"],
                    "value": f"{net * good['value_kg'] * rng.uniform(0.9, 1.1):.2f}",
                    "currency": lane.get("currency", "USD"),
                    "declared_use": good.get("use", "") if rng.random() < 0.5 else "",
                }
            )
    return rows


def transport(rng: random.Random, lane: Row, trade: Trade) -> Row:
    """Return carrier, bills and containers that fit the mode."""
    mode = trade["mode"][lane["mode"]]
    carrier, service = rng.choice(list(zip(mode["carriers"], mode["services"], strict=True)))
    prefix = "".join(word[0] for word in carrier.split())[:3].upper()
    row = {"carrier": carrier, "transport_id": service.format(rng.randrange(100, 980))}
    row["master_bill"] = f"{prefix}{rng.randrange(10**8, 10**9)}"
    row["house_bill"] = f"H{rng.randrange(10**6, 10**7)}" if rng.random() < 0.6 else ""
    row["containers"] = container(rng) if lane["mode"] == "sea" else ""
    return row


def container(rng: random.Random) -> str:
    """Return a container number of an owner code that is not registered, with its ISO 6346 check digit."""
    stem = f"QZQU{rng.randrange(10**6):06}"
    letters = "0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ"
    return stem + str(sum(letters.index(sign) * 2**place for place, sign in enumerate(stem)) % 11 % 10)


def orders(rng: random.Random, trade: Trade) -> list[Row]:
    """Return the standing customers of a distributor in Spain, each with its own products, size and rhythm."""
    rows = []
    for custom in trade["custom"]:
        buyer, good = trade["firms"][custom["buyer"]], trade["goods"][custom["good"]]
        for day in spread(rng, custom["times"]):
            rows.append(
                {
                    "date": f"{day:%d/%m/%Y}",
                    **party("buyer", buyer, rng),
                    "buyer_id": buyer["number"],
                    "buyer_sector": buyer["activity_es"],
                    "product": good["spanish"],
                    "cas": good.get("cas", ""),
                    "quantity": spanish(custom["quantity"] * rng.choice((0.5, 0.8, 1, 1, 1, 1.2, 1.5))),
                    "unit": custom["unit"],
                    "unit_price": spanish(round(custom["price"] * rng.uniform(0.95, 1.05), 2)),
                    "currency": "EUR",
                    "payment_method": custom.get("pays", "transferencia a 30 días"),
                    "delivery_method": custom.get("delivery", "transportista habitual ADR"),
                    "ship_to_name": buyer["name"],
                    "ship_to_address": buyer["address"],
                    "ship_to_country": buyer["country"],
                    "stated_use": good.get("use_es", "") if rng.random() < 0.8 else "",
                    "end_use_declaration": custom.get("declaration", ""),
                    "salesperson": rng.choice(("M. Iriarte", "J. Peral", "C. Sanchis")),
                }
            )
    return rows


def payments(rng: random.Random, trade: Trade) -> list[Row]:
    """Return invoices paid between trading partners, and the wages and rents that every account shows."""
    rows = []
    for flow in trade["flow"]:
        payer, payee = trade["firms"][flow["from"]], trade["firms"][flow["to"]]
        for day in spread(rng, flow["times"]):
            rows.append(
                {
                    "datetime": f"{day} {rng.randrange(8, 18):02}:{rng.randrange(60):02}",
                    **account("payer", payer),
                    **account("payee", payee),
                    "amount": f"{flow['amount'] * rng.uniform(0.6, 1.4):.2f}",
                    "currency": flow["currency"],
                    "method": flow.get("method", "wire transfer"),
                    "bank_country": payee["country"],
                    "reference": flow["reference"].format(rng.randrange(1000, 9999)),
                }
            )
    return rows


def listings(rng: random.Random, trade: Trade) -> list[Row]:
    """Return ordinary offers of ordinary goods in Chinese, English and Spanish."""
    rows = []
    for offer in trade["offer"]:
        for day in spread(rng, offer["times"]):
            site = rng.choice(trade["sites"])
            rows.append(
                {
                    "date": f"{day:%Y/%m/%d}",
                    "site": site,
                    "url": f"https://{site}/item/{rng.randrange(10**5, 10**6)}",
                    "vendor": offer["vendor"],
                    "title": offer["title"],
                    "text": rng.choice(offer["texts"]),
                    "language": offer["language"],
                    "price": f"{offer['price'] * rng.uniform(0.9, 1.1):.2f}",
                    "currency": offer["currency"],
                    "ships_from": offer["ships_from"],
                    "ships_to": offer["ships_to"],
                }
            )
    return rows


def companies(rng: random.Random, trade: Trade) -> list[Row]:
    """Return the register entries of the firms of ``trade.toml``."""
    people = {country: everybody(rng, country, names) for country, names in trade["people"].items()}
    return [
        {
            "name": firm["name"],
            "local_name": firm.get("local_name", ""),
            "registration_id": firm["number"],
            "country": firm["country"],
            "address": firm["address"],
            "registered_on": (date(1985, 1, 1) + timedelta(days=rng.randrange(14000))).isoformat(),
            "activity": firm["activity"],
            "status": "active",
            "phone": firm.get("phone", ""),
            "email": firm.get("email", ""),
            "officers": ";".join([people[firm["country"]].pop(), people[firm["country"]].pop()])
            if firm["country"] in people
            else "",
            "owners": "",
        }
        for firm in trade["firm"]
    ]


def everybody(rng: random.Random, country: str, names: Row) -> list[str]:
    """Return the people of a country in random order: given and family names in the order and number usual there."""
    pairs = [(given, family) for given in names["given"] for family in names["family"]]
    rng.shuffle(pairs)
    if country == "CN":
        return [f"{family} {given}" for given, family in pairs]
    if country in ("ES", "MX"):
        return [
            f"{given} {family} {rng.choice([name for name in names['family'] if name != family])}" for given, family in pairs
        ]
    return [f"{given} {family}" for given, family in pairs]


def party(role: str, firm: Row, rng: random.Random) -> Row:
    """Return the columns of one party, with the gaps that paperwork has."""
    return {
        f"{role}_name": rng.choice([firm["name"], firm["name"], *firm.get("spellings", [])]),
        f"{role}_address": firm["address"],
        f"{role}_country": firm["country"],
        f"{role}_phone": firm.get("phone", "") if rng.random() < 0.6 else "",
        f"{role}_email": firm.get("email", "") if rng.random() < 0.5 else "",
    }


def account(role: str, firm: Row) -> Row:
    """Return the payment columns of one party."""
    return {
        f"{role}_name": firm["name"],
        f"{role}_account": f"{firm['country']}00{zlib.crc32(firm['key'].encode()):012}",
        f"{role}_country": firm["country"],
        f"{role}_phone": firm.get("phone", ""),
        f"{role}_email": firm.get("email", ""),
    }


def planted_row(entry: Row, scene: Row) -> Row:
    """Return one row of a scene, with its date counted from the first day and written as its file writes dates."""
    day = FIRST_DAY + timedelta(days=entry["day"])
    row = {key: value for key, value in entry.items() if key not in ("kind", "day", "time", "role")}
    match entry["kind"]:
        case "payment":
            row["datetime"] = f"{day} {entry.get('time', '11:20')}"
        case "order":
            row["date"] = f"{day:%d/%m/%Y}"
            row |= {key: spanish(row[key]) for key in ("quantity", "unit_price") if key in row}
        case "listing":
            row["date"] = f"{day:%Y/%m/%d}"
        case "company":
            row["registered_on"] = day.isoformat()
        case _:
            row["date"] = day.isoformat()
    return {**row, "_scene": scene["key"], "_role": entry.get("role", scene["role"])}


def number(rows: list[Row], kind: str) -> list[Row]:
    """Return the rows in order of time with running record numbers; companies stay as they are."""

    def moment(row: Row) -> str:
        written = str(row.get("datetime") or row.get("date") or "")
        return "-".join(reversed(written.split("/"))) if kind == "order" else written

    ordered = sorted(rows, key=moment)
    steps = random.Random(f"{SEED}/{kind}/numbers")
    running = 100
    for row in ordered:
        running += steps.randrange(1, 4)
        row[id_of(kind)] = ID_STYLE[kind].format(running)
        if kind == "shipment":
            row["broker_ref"] = f"BR-{running % 7}{running:04}"
    return ordered


def id_of(kind: str) -> str:
    """Return the name of the column with a record's number."""
    return f"{kind}_id"


def spread(rng: random.Random, times: int) -> list[date]:
    """Return ``times`` working days, about evenly spread over the half year."""
    days = []
    for turn in range(times):
        day = FIRST_DAY + timedelta(days=int((turn + rng.uniform(0.1, 0.9)) * DAYS / times))
        days.append(day - timedelta(days=max(0, day.weekday() - 4)))
    return days


def spanish(value: float) -> str:
    """Return a number as a Spanish spreadsheet writes it: 1.234,5."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def table(kind: str, rows: list[Row], delimiter: str) -> str:
    """Return the file as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n" if kind == "order" else "\n")
    writer.writerow(HEADERS[kind])
    writer.writerows([row.get(name, "") for name in HEADERS[kind].values()] for row in rows)
    return buffer.getvalue()


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
