"""A year of ordinary trade: customers who come back, seasons, brokers, parcels, wages, families, and honest oddities."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.worlds.firms import COUNTRIES, Party, Registrar, cells, written_name, written_phone
from benchmarks.worlds.goods import CHEMICALS_OF, NEAR_NAMES, ORDINARY, Goods
from benchmarks.worlds.words import Vocabulary

YEAR = date(2025, 1, 1)
_PACK_KG = {
    "CARTONS": 14.0,
    "DRUMS": 180.0,
    "BAGS": 25.0,
    "IBC": 1000.0,
    "CRATES": 120.0,
    "PALLETS": 600.0,
    "BALES": 90.0,
    "BUNDLES": 60.0,
    "PARCEL": 2.0,
}
_CHEMISTS = (
    "paints",
    "plastics",
    "adhesives",
    "detergents",
    "cosmetics",
    "perfumery",
    "pharma",
    "veterinary",
    "agrochem",
    "water",
    "plating",
    "electronics",
    "textiles",
    "food",
    "fitness",
)
_OTHERS = (
    "furniture",
    "toys",
    "machinery",
    "auto",
    "construction",
    "retail",
    "luxury",
    "publishing",
    "salon",
    "hospital",
    "labsupply",
    "estate",
    "travel",
    "restaurant",
    "consulting",
    "trader",
)


@dataclass(slots=True)
class Ledger:
    """The rows of a world in the making, and what each stands for."""

    words: Vocabulary
    pick: random.Random
    rows: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {kind: [] for kind in ("shipment", "order", "payment", "listing", "company")}
    )
    marks: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)
    oddities: list[tuple[str, str, str]] = field(default_factory=list)
    labs: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, row: dict[str, str]) -> str:
        """Keep a row and return its number."""
        prefix = {"shipment": "SH", "order": "ORD", "payment": "PM", "listing": "LS", "company": "C"}[kind]
        number = f"{prefix}{200_000 + len(self.rows[kind])}"
        self.rows[kind].append({f"{kind}_id": number, **{name: value for name, value in row.items() if value != ""}})
        return number

    def odd(self, kind: str, number: str, why: str) -> None:
        """Note an honest row that looks like a sign."""
        self.oddities.append((kind, number, why))


def day(n: float) -> date:
    """Return the day of the year, from nought."""
    return YEAR + timedelta(days=max(0, min(364, int(n))))


def moment(n: float, pick: random.Random) -> str:
    """Return a time of that day."""
    return f"{day(n)}T{pick.randint(7, 20):02d}:{pick.randint(0, 59):02d}:00"


def shipment(book: Ledger, seller: Party, buyer: Party, goods: Goods, kg: float, when: float, **given: str) -> dict[str, str]:
    """Return a shipment as papers show it; ``given`` replaces cells, and an empty one leaves it out."""
    pick = book.pick
    from_, to = given.pop("_from", seller.country), given.pop("_to", buyer.country)
    sea = COUNTRIES[from_][4] and COUNTRIES[to][4]
    mode = given.pop("_mode", "") or (
        "sea"
        if kg > 400 and sea and pick.random() < 0.9
        else pick.choice(("air", "express"))
        if kg < 60
        else pick.choice(("air", "road") if not sea else ("sea", "air"))
    )
    ports = (4, 4) if mode == "sea" and sea else (5, 5)
    mode = mode if mode != "sea" or sea else "road"
    pack = goods.pack if kg > 4 else "PARCEL" if mode in ("post", "express") else "CARTONS"
    each = _PACK_KG[pack] * pick.uniform(0.7, 1.2)
    packages = max(1, round(kg / each))
    price = goods.usd_per_kg * pick.lognormvariate(0, 0.18) * (1.0 if kg > 100 else 1.4 if kg > 5 else 3.0)
    currency = "USD" if pick.random() < 0.75 else COUNTRIES[from_][2]
    row: dict[str, str] = {
        "date": str(day(when)),
        "mode": mode,
        "carrier": {
            "sea": "Halcyon Ocean Line",
            "air": "Polar Air Freight",
            "road": "Transmonte Haulage",
            "post": "National Post",
            "express": "Kestrel Express",
        }[mode],
    }
    if mode == "sea":
        row |= {
            "transport_id": f"HALCYON {pick.choice(('DAWN', 'STAR', 'CREST'))} {pick.randint(100, 999)}{pick.choice('EW')}",
            "master_bill": f"HALU{pick.randint(10**8, 10**9 - 1)}",
        }
        if kg > 3000:
            row["containers"] = f"HALU{pick.randint(10**6, 10**7 - 1)}"
    elif mode == "air":
        row |= {
            "transport_id": f"PA{pick.randint(100, 999)}",
            "master_bill": f"{pick.randint(100, 999)}-{pick.randint(10**7, 10**8 - 1)}",
        }
    if pick.random() < 0.8:
        row["house_bill"] = f"HB{pick.randint(10**7, 10**8 - 1)}"
    row |= {
        "origin_country": from_,
        "destination_country": to,
        "port_of_loading": pick.choice(COUNTRIES[from_][ports[0]]),
        "port_of_discharge": pick.choice(COUNTRIES[to][ports[1]]),
    }
    row |= cells(seller, "shipper", pick) | cells(buyer, "consignee", pick)
    text = pick.choice(goods.names)
    text = text.upper() if pick.random() < 0.25 else text
    tail = pick.random()
    text += (
        f", lot {pick.randint(10**4, 10**6)}" if tail < 0.12 else f" - PO {pick.randint(10**3, 10**5)}" if tail < 0.24 else ""
    )
    row["description"] = text
    if pick.random() < 0.93:
        row["hs_code"] = goods.hs if pick.random() < 0.9 else f"{goods.hs[:4]}.{goods.hs[4:]}"
    if goods.cas and pick.random() < 0.45:
        row["cas"] = goods.cas
    row["gross_kg"] = f"{kg:.2f}" if kg < 100 else f"{kg:.0f}"
    if pick.random() < 0.88:
        row["net_kg"] = f"{kg * pick.uniform(0.92, 0.98):.2f}"
    row |= {"packages": str(packages), "package_type": pack}
    if pick.random() < 0.95:
        row |= {"value": f"{price * kg * per_usd(currency):.2f}", "currency": currency}
    if goods.uses and pick.random() < 0.35:
        row["declared_use"] = pick.choice(goods.uses)
    return {name: value for name, value in (row | given).items() if value != ""}


_PER_USD = {
    "USD": 1,
    "EUR": 0.92,
    "GBP": 0.79,
    "MXN": 18,
    "CNY": 7.2,
    "INR": 84,
    "BRL": 5.5,
    "COP": 4100,
    "HKD": 7.8,
    "CLP": 940,
    "KRW": 1370,
    "SGD": 1.34,
    "AED": 3.67,
    "PEN": 3.75,
    "TRY": 34,
    "TWD": 32,
}


def per_usd(currency: str) -> float:
    """Return a round exchange rate."""
    return _PER_USD[currency]


def order(book: Ledger, buyer: Party, goods: Goods, kg: float, when: float, **given: str) -> dict[str, str]:
    """Return an order as a desk records it."""
    pick = book.pick
    row = {"date": str(day(when)), **cells(buyer, "buyer", pick)}
    row |= {name.replace("buyer", "ship_to"): value for name, value in row.items() if name.startswith("buyer")}
    if pick.random() < 0.8:
        row["buyer_sector"] = buyer.activity
    text = pick.choice(goods.names)
    row["product"] = (
        text.upper() if pick.random() < 0.12 else text + (f", lot {pick.randint(10**4, 10**6)}" if pick.random() < 0.08 else "")
    )
    if goods.cas and pick.random() < 0.5:
        row["cas"] = goods.cas
    currency = "USD" if pick.random() < 0.6 else COUNTRIES[buyer.country][2]
    price = goods.usd_per_kg * pick.lognormvariate(0, 0.15) * (1.0 if kg > 50 else 1.5)
    unit, quantity = ("g", kg * 1000) if kg < 0.9 else ("kg", kg)
    row |= {
        "quantity": f"{quantity:.0f}" if quantity > 20 else f"{quantity:.1f}",
        "unit": unit,
        "unit_price": f"{price * per_usd(currency) / (1000 if unit == 'g' else 1):.4g}",
        "currency": currency,
    }
    row |= {
        "payment_method": pick.choices(
            ("bank transfer", "credit 30 days", "letter of credit", "credit card", "cash"), (50, 36, 8, 5, 0.8)
        )[0],
        "delivery_method": pick.choices(("carrier", "courier", "customer pickup"), (60, 30, 10))[0],
    }
    if goods.uses and pick.random() < 0.6:
        row["stated_use"] = pick.choice(goods.uses)
    if pick.random() < 0.3:
        row["end_use_declaration"] = "yes" if pick.random() < 0.9 else "no"
    return {name: value for name, value in (row | given).items() if value != ""}


def payment(book: Ledger, payer: Party, payee: Party, amount: float, when: float, **given: str) -> dict[str, str]:
    """Return a payment as a bank records it."""
    pick = book.pick
    row = {"datetime": moment(when, pick)}
    for party, prefix in ((payer, "payer"), (payee, "payee")):
        row |= {name: value for name, value in cells(party, prefix, pick, full=0.6).items() if not name.endswith("address")}
        if pick.random() < 0.94:
            row[f"{prefix}_account"] = party.account
    person = not payer.trade
    currency = given.pop("_currency", "USD" if pick.random() < 0.65 else COUNTRIES[payer.country][2])
    row |= {
        "amount": f"{amount * per_usd(currency):.2f}",
        "currency": currency,
        "method": pick.choice(
            ("remittance", "transfer", "card", "wallet") if person else ("wire", "SWIFT", "transfer", "wire")
        ),
        "bank_country": payee.country,
    }
    return {name: value for name, value in (row | given).items() if value != ""}


@dataclass(slots=True)
class Society:
    """Everybody who trades honestly."""

    firms: list[Party]
    desks: list[Party]
    brokers: list[Party]
    people: list[Party]

    def of(self, *trades: str) -> list[Party]:
        """Return the firms of the trades."""
        return [firm for firm in self.firms if firm.trade in trades]


def goods_for(firm: Party, vocabulary: str) -> list[Goods]:
    """Return the chemicals that its trade uses; a distributor handles them all."""
    if firm.trade == "chemdist":
        return [goods for goods, _ in CHEMICALS_OF[vocabulary]]
    return [goods for goods, trades in CHEMICALS_OF[vocabulary] if firm.trade in trades]


def settle(book: Ledger, maker: Registrar, firms: int) -> Society:
    """Return the firms and people of a world, with their honest ties: groups, business centres, registered agents."""
    pick = book.pick
    trades = [pick.choice(_CHEMISTS) if pick.random() < 0.45 else pick.choice(_OTHERS) for _ in range(firms)]
    trades += (
        ["chemdist"] * (firms // 16) + ["lab"] * (firms // 40) + ["university"] * (firms // 60) + ["forwarder"] * (firms // 50)
    )
    found = [maker.firm(trade, home=trade in ("lab", "consulting", "salon") and pick.random() < 0.12) for trade in trades]
    for _ in range(firms // 120):
        born = YEAR + timedelta(days=pick.randint(0, 240))
        found.append(maker.firm(pick.choice((*_CHEMISTS, "trader")), born=born))
    for _ in range(firms // 60):
        group = pick.sample(found, 3)
        phone, owner = group[0].phone, maker.firm("consulting", group[0].country).name
        for firm in group:
            firm.phone, firm.owners, firm.country = phone, owner, group[0].country
    for _ in range(firms // 80):
        centre, tenants = maker.address("GB"), pick.sample(found, 4)
        for n, firm in enumerate(tenants):
            firm.address = centre.replace(",", f", Business Centre, Office {n + 2},", 1)
    for n in range(max(1, firms // 200)):
        for firm in pick.sample(found, 7):
            firm.email = f"registered.office{n}@{book.words.mail[0]}"
    people = [maker.person() for _ in range(firms)]
    desks = [maker.firm("chemdist", country) for country in ("DE", "MX", "US", "ES", "BR")]
    return Society(found + desks, desks, [firm for firm in found if firm.trade == "forwarder"], people)


def live(book: Ledger, maker: Registrar, all_: Society, rows: int) -> None:
    """Write a year of honest rows, about as many as asked for, in the proportions of a mixed trade file."""
    mix = book.words.mix
    _ship(book, all_, int(rows * mix[0]))
    _oddly(book, all_, int(rows * mix[1]))
    _buy(book, all_, int(rows * mix[2]))
    _pay(book, maker, all_, int(rows * mix[3]))
    _advertise(book, all_, int(rows * mix[4]))
    for firm in all_.firms:
        if book.pick.random() < 0.85:
            enrol(book, firm)


def entry(book: Ledger, firm: Party) -> dict[str, str]:
    """Return the firm's entry in the company register."""
    row = {
        "name": firm.name,
        "local_name": firm.local_name,
        "registration_id": firm.number,
        "country": firm.country,
        "address": firm.address,
        "registered_on": firm.registered_on,
        "activity": firm.activity,
        "status": "active",
        "officers": firm.officers,
        "owners": firm.owners,
    }
    if book.pick.random() < 0.85:
        row["phone"] = written_phone(firm.phone, book.pick)
    if book.pick.random() < 0.8:
        row["email"] = firm.email
    return row


def enrol(book: Ledger, firm: Party) -> str:
    """Add the firm to the company register."""
    number = book.add("company", entry(book, firm))
    _lab(book, "company", number, firm)
    return number


def _lab(book: Ledger, kind: str, number: str, firm: Party) -> None:
    if firm.trade == "lab":
        book.labs.append((kind, number))


def _when(pick: random.Random, season: bool) -> float:
    return pick.gauss(240, 45) % 365 if season else pick.uniform(0, 364)


def _ship(book: Ledger, all_: Society, rows: int) -> None:
    pick, goods = book.pick, ORDINARY[book.words.name]
    lanes = []
    dealers = all_.of("chemdist", *_CHEMISTS)
    for _ in range(rows // 22):
        buyer = pick.choice([firm for firm in all_.firms if firm.trade not in ("forwarder",)])
        needs = goods_for(buyer, book.words.name)
        if needs and pick.random() < 0.8:
            seller = pick.choice(all_.of("chemdist")) if pick.random() < 0.7 else pick.choice(dealers)
            kinds = pick.sample(needs, min(len(needs), pick.choice((1, 1, 2, 3))))
            size = pick.lognormvariate(0.5, 0.9) if buyer.trade in ("lab", "university") else pick.lognormvariate(6, 1.4)
        else:
            trade = buyer.trade if buyer.trade in goods and pick.random() < 0.6 else pick.choice(list(goods))
            seller = pick.choice(all_.of(trade) or dealers)
            kinds = pick.sample(list(goods[trade]), 1)
            size = pick.lognormvariate(5.4, 1.3)
        if seller is not buyer:
            lanes.append(
                (
                    seller,
                    buyer,
                    kinds,
                    size,
                    buyer.trade in ("agrochem", "toys", "water"),
                    pick.choice([None, None, *all_.brokers]),
                )
            )
    weights = [pick.paretovariate(1.1) for _ in lanes]
    for _ in range(int(rows * 0.86)):
        seller, buyer, kinds, size, season, broker = pick.choices(lanes, weights)[0]
        extra = (
            cells(broker, "notify", pick, full=0.6)
            if broker and pick.random() < 0.8
            else {"notify_name": "SAME AS CONSIGNEE"}
            if pick.random() < 0.3
            else {}
        )
        if pick.random() < 0.15:
            extra["transit_countries"] = pick.choice(("PA", "SG", "NL", "KR", "AE", "ES"))
        number = book.add(
            "shipment",
            shipment(
                book,
                seller,
                buyer,
                pick.choice(kinds),
                max(0.2, size * pick.lognormvariate(0, 0.35)),
                _when(pick, season),
                **extra,
            ),
        )
        _lab(book, "shipment", number, buyer)
    shops = all_.of("retail", "fitness", "salon", "toys", "luxury")
    for _ in range(int(rows * 0.07)):
        shop, person = pick.choice(shops), pick.choice(all_.people)
        thing = pick.choice(goods[shop.trade if shop.trade in goods else "retail"])
        book.odd(
            "shipment",
            book.add(
                "shipment", shipment(book, shop, person, thing, pick.lognormvariate(0, 0.6), pick.uniform(0, 364), _mode="post")
            ),
            "private-parcel",
        )
    for _ in range(int(rows * 0.05) // 12):
        broker, at, bill = (
            pick.choice(all_.brokers),
            pick.uniform(0, 364),
            f"{pick.randint(100, 999)}-{pick.randint(10**7, 10**8 - 1)}",
        )
        for _ in range(12):
            trade = pick.choice(list(goods))
            row = shipment(
                book,
                pick.choice(all_.of(trade) or dealers),
                broker,
                pick.choice(goods[trade]),
                pick.lognormvariate(2.5, 1),
                at,
                _mode="air",
                master_bill=bill,
            )
            book.odd("shipment", book.add("shipment", row), "consolidator")


def _oddly(book: Ledger, all_: Society, rows: int) -> None:
    """Write honest shipments that show one sign for a good reason."""
    pick, words, goods = book.pick, book.words, ORDINARY[book.words.name]
    things = [one for table in goods.values() for one in table]
    for _ in range(rows):
        buyer = pick.choice([firm for firm in all_.firms if firm.trade != "forwarder"])
        needs = goods_for(buyer, book.words.name)
        thing = pick.choice(needs) if needs and pick.random() < 0.4 else pick.choice(things)
        seller = pick.choice(all_.of("chemdist") if thing.cas else all_.of("trader", "retail", "machinery"))
        kg, at = pick.lognormvariate(4.6, 1.2), pick.uniform(0, 364)
        row = shipment(book, seller, buyer, thing, kg, at)
        why = pick.choice(
            (
                "vague",
                "hs-error",
                "value-slip",
                "odd-transit",
                "odd-packing",
                "near-name",
                "sloppy-use",
                "returned",
                "gift",
                "stock-up",
                "reference-standard",
                "sample",
                "hub",
            )
        )
        if why == "vague":
            row["description"] = pick.choice(words.vague_goods)
        elif why == "hs-error":
            row["hs_code"] = pick.choice(things).hs
        elif why == "value-slip" and "value" in row:
            row["value"] = f"{float(row['value']) * pick.choice((0.1, 10)):.2f}"
        elif why == "odd-transit":
            row |= {"transit_countries": pick.choice(list(COUNTRIES))}
        elif why == "odd-packing":
            row["package_type"] = pick.choice(("PALLETS", "BAGS", "CRATES"))
        elif why == "near-name":
            name, code, _ = pick.choice(NEAR_NAMES)
            row |= {"description": name, "hs_code": code}
            row.pop("cas", None)
        elif why == "sloppy-use":
            row["declared_use"] = pick.choice(words.vague_uses)
        elif why == "returned":
            row["description"] = pick.choice(("returned goods: ", "devolucion: ", "Ruecksendung: ")) + row["description"]
        elif why == "gift":
            row = shipment(
                book, pick.choice(all_.people), pick.choice(all_.people), pick.choice(goods["retail"]), 1.4, at, _mode="post"
            )
            row["description"] = pick.choice(("birthday present ", "regalo: ", "Geschenk ")) + row["description"]
        elif why == "reference-standard" and all_.of("lab"):
            buyer = pick.choice(all_.of("lab", "university", "hospital"))
            substance = pick.choice(("fentanyl", "cocaine", "MDMA", "oxycodone", "ketamine"))
            row = shipment(
                book,
                pick.choice(all_.of("labsupply") or all_.of("chemdist")),
                buyer,
                Goods(
                    (f"certified reference material {substance} 1 mg/ml, 1 ml ampoule",),
                    "382290",
                    9000.0,
                    "CARTONS",
                    uses=("forensic calibration",),
                ),
                0.2,
                at,
            )
        elif why == "sample":
            row = shipment(book, seller, buyer, thing, 0.4, at, _mode="express")
        elif why == "hub":
            row |= {"mode": "air", "port_of_loading": "ICN", "transit_countries": "KR"}
        number = book.add("shipment", row)
        book.odd("shipment", number, why)
        if buyer.trade == "lab" and row.get("consignee_name", "").lower() == buyer.name.lower():
            book.labs.append(("shipment", number))


def _buy(book: Ledger, all_: Society, rows: int) -> None:
    pick = book.pick
    buyers = [firm for firm in all_.firms if goods_for(firm, book.words.name) and firm not in all_.desks]
    chosen = pick.sample(buyers, min(len(buyers), max(20, rows // 13)))
    chosen += [firm for firm in all_.of("lab", "university") if firm not in chosen]
    plans = []
    for firm in chosen:
        kinds = pick.sample(
            goods_for(firm, book.words.name), min(len(goods_for(firm, book.words.name)), pick.choice((1, 2, 2, 3, 4)))
        )
        size = pick.lognormvariate(0.3, 0.8) if firm.trade in ("lab", "university") else pick.lognormvariate(5, 1.2)
        plans.append((firm, kinds, size, firm.trade in ("agrochem", "water"), pick.random() < 0.08))
    weights = [pick.paretovariate(1.3) for _ in plans]
    for _ in range(rows):
        firm, kinds, size, season, growing = pick.choices(plans, weights)[0]
        at = _when(pick, season)
        kg = size * pick.lognormvariate(0, 0.3) * (1 + at / 200 if growing else 1)
        row = order(book, firm, pick.choice(kinds), max(0.05, kg), at)
        luck = pick.random()
        why = ""
        if luck < 0.012 and kg >= 1:
            row, why = (
                row
                | {
                    "quantity": f"{kg * 3:.0f}",
                    "unit": "kg",
                    "stated_use": pick.choice(("annual stock", "year of supply", "reserva anual")),
                },
                "stock-up",
            )
        elif luck < 0.03:
            row, why = row | {"stated_use": pick.choice(book.words.vague_uses)}, "sloppy-use"
        elif luck < 0.035:
            row, why = row | {"payment_method": "cash"}, "cash"
        elif luck < 0.04:
            other = pick.choice(all_.brokers)
            row, why = (
                row | {f"ship_to_{name.split('_', 1)[1]}": value for name, value in cells(other, "x", pick).items()},
                "ship-to-broker",
            )
        number = book.add("order", row)
        if why:
            book.odd("order", number, why)
        _lab(book, "order", number, firm)
        if pick.random() < 0.5:
            desk = pick.choice(all_.desks)
            amount = float(row["quantity"]) * float(row["unit_price"])
            paid = payment(
                book,
                firm,
                desk,
                amount / per_usd(row["currency"]),
                at + pick.randint(2, 40),
                _currency=row["currency"],
                reference=pick.choice(book.words.order_references).format(number[3:]),
            )
            luck = pick.random()
            if luck < 0.03:
                other = pick.choice(all_.of("consulting"))
                paid = {name: value for name, value in paid.items() if not name.startswith("payer_")}
                paid |= {
                    "payer_name": other.name,
                    "payer_account": other.account,
                    "payer_country": other.country,
                    "payer_email": other.email,
                    "reference": paid["reference"]
                    + pick.choice((" factoring", " on behalf of customer", " por cuenta de cliente")),
                }
            number = book.add("payment", paid)
            _lab(book, "payment", number, firm)
            if luck < 0.03:
                book.odd("payment", number, "third-party-payer")


def _pay(book: Ledger, maker: Registrar, all_: Society, rows: int) -> None:
    pick, words = book.pick, book.words
    invoices = [(pick.choice(all_.firms), pick.choice(all_.firms)) for _ in range(rows // 9)]
    for _ in range(int(rows * 0.42)):
        payer, payee = pick.choice(invoices)
        if payer is payee:
            continue
        text = pick.choice(words.invoice_references).format(pick.randint(10**4, 10**6))
        number = book.add(
            "payment", payment(book, payer, payee, pick.lognormvariate(8.2, 1.3), pick.uniform(0, 364), reference=text)
        )
        _lab(book, "payment", number, payer)
    pairs = [(pick.choice(all_.people), maker.person(pick.choice(list(COUNTRIES)))) for _ in range(rows // 28)]
    for _ in range(int(rows * 0.25)):
        payer, payee = pick.choice(pairs)
        row = payment(
            book,
            payer,
            payee,
            pick.choice((40, 60, 80, 100, 150, 200, 300, 450)) * pick.choice((1, 1, pick.uniform(0.9, 1.1))),
            pick.uniform(0, 364),
            method=pick.choice(("remittance", "transfer", "wallet")),
            reference=pick.choice(words.family_references),
        )
        book.odd("payment", book.add("payment", row), "remittance")
    for shop in pick.sample(all_.of("retail", "fitness", "luxury", "labsupply", "publishing"), 5):
        for _ in range(int(rows * 0.014)):
            row = payment(
                book,
                maker.person(),
                shop,
                pick.lognormvariate(3.6, 0.6),
                pick.uniform(0, 364),
                method=pick.choice(("card", "wallet", "transfer")),
                reference=pick.choice((f"web order {pick.randint(1000, 9999)}", f"pedido web {pick.randint(1000, 9999)}", "")),
            )
            book.odd("payment", book.add("payment", row), "shop-payee")
    charity = maker.firm("consulting", "ES")
    charity.name, charity.activity = f"Fundacion {charity.name.split()[0]}", "Charitable foundation"
    for _ in range(int(rows * 0.02)):
        book.odd(
            "payment",
            book.add(
                "payment",
                payment(
                    book,
                    maker.person(),
                    charity,
                    pick.choice((10, 20, 25, 50, 100)),
                    pick.uniform(0, 364),
                    method="card",
                    reference=pick.choice(("donation", "donativo", "Spende")),
                ),
            ),
            "charity",
        )
    for firm in pick.sample(all_.firms, max(2, rows // 700)):
        staff = [maker.person(firm.country) for _ in range(5)]
        for month in range(12):
            for person in staff:
                row = payment(
                    book,
                    firm,
                    person,
                    1800 * pick.uniform(0.97, 1.03),
                    month * 30 + 26,
                    reference=pick.choice((f"salary {month + 1}", f"nomina {month + 1}", f"Lohn {month + 1}")),
                    method="transfer",
                )
                book.odd("payment", book.add("payment", row), "wages")
    for firm in pick.sample(all_.firms, max(2, rows // 500)):
        owner, rent = pick.choice(all_.of("estate") or all_.firms), pick.uniform(2000, 9900)
        for month in range(12):
            book.odd(
                "payment",
                book.add(
                    "payment",
                    payment(
                        book,
                        firm,
                        owner,
                        rent,
                        month * 30 + 2,
                        reference=pick.choice(("office rent", "renta de local", "Miete", "aluguel")),
                    ),
                ),
                "rent",
            )
    for _ in range(int(rows * 0.012)):
        payer, payee = pick.choice(invoices)
        if payer is not payee:
            book.odd(
                "payment",
                book.add(
                    "payment",
                    payment(
                        book,
                        payee,
                        payer,
                        pick.lognormvariate(6.5, 1),
                        pick.uniform(0, 364),
                        reference=pick.choice(
                            ("refund credit note 88", "devolucion de factura", "Gutschrift", "overpayment returned")
                        ),
                    ),
                ),
                "refund",
            )
    for _ in range(max(3, rows // 900)):
        payer, payee, at, amount = (
            pick.choice(all_.firms),
            pick.choice(all_.desks),
            pick.uniform(0, 300),
            pick.uniform(5000, 9900),
        )
        for step in range(4):
            book.odd(
                "payment",
                book.add(
                    "payment",
                    payment(
                        book,
                        payer,
                        payee,
                        amount,
                        at + 14 * step,
                        reference=f"instalment {step + 1} of 4 invoice {pick.randint(10**4, 10**5)}",
                    ),
                ),
                "instalment",
            )


def _advertise(book: Ledger, all_: Society, rows: int) -> None:
    pick, words = book.pick, book.words
    vendors = pick.sample(
        all_.of("chemdist", "labsupply", "machinery", "retail", "pharma", "fitness"),
        min(60, len(all_.of("chemdist", "labsupply", "machinery", "retail", "pharma", "fitness"))),
    )
    for _ in range(rows):
        vendor = pick.choice(vendors)
        goods = pick.choice(
            goods_for(vendor, words.name) or ORDINARY[words.name].get(vendor.trade, ORDINARY[words.name]["machinery"])
        )
        language = vendor.language if pick.random() < 0.5 else "en"
        contact = pick.choice(
            (
                vendor.email,
                written_phone(vendor.phone, pick),
                f"WhatsApp {written_phone(vendor.phone, pick)}",
                f"Tel. {written_phone(vendor.phone, pick)}",
                "",
            )
        )
        text = pick.choice(words.offers[language]).format(
            g=pick.choice(goods.names), c=COUNTRIES[vendor.country][3][0], k=contact
        )
        book.add("listing", listing(book, vendor.name, goods, text, language, vendor.country))


def listing(
    book: Ledger, vendor: str, goods: Goods, text: str, language: str, country: str, when: float | None = None
) -> dict[str, str]:
    """Return an advertisement."""
    pick = book.pick
    site = pick.choice(("agora-trade.example", "mercado-total.example", "chemplaza.example", "surplus-hub.example"))
    price = goods.usd_per_kg * pick.lognormvariate(0, 0.4)
    at = pick.uniform(0, 364) if when is None else when
    return {
        "date": str(day(at)),
        "site": site,
        "url": f"https://{site}/item/{pick.randint(10**6, 10**7)}",
        "vendor": written_name(vendor, pick),
        "title": pick.choice(goods.names),
        "text": text,
        "language": language,
        "price": f"{price:.2f}",
        "currency": "USD",
        "ships_from": country,
        "ships_to": pick.choice(("worldwide", "MX;US;EU", "US", "")),
    }
