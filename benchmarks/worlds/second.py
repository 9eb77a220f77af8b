"""The same kinds of scheme planted by a second hand: other numbers of rows, amounts, gaps of days, covers and decoys.

Written without sight of the rules. Each kind is a published red flag seen in the aggregate, never a way of doing it. Kinds
under ``NEWER`` are in no other vocabulary.
"""

# ruff: noqa: E501

from dataclasses import replace
from datetime import timedelta

from benchmarks.worlds.firms import COUNTRIES, Party, written_phone
from benchmarks.worlds.goods import CHEMICALS_OF, ORDINARY, WATCHED, Goods
from benchmarks.worlds.schemes import EQUIPMENT, KEPT, KNOWN, MORE, Scheme, Stage
from benchmarks.worlds.trade import YEAR, enrol, entry, listing, order, payment, per_usd, shipment

_OTHER_TRADES = (
    "travel",
    "restaurant",
    "retail",
    "estate",
    "fitness",
    "textiles",
    "salon",
    "machinery",
    "construction",
    "toys",
    "luxury",
    "publishing",
)


def _unfit(s: Stage, country: str = "") -> Party:
    """Return a firm of a trade without use for what it buys, mostly enrolled."""
    trades = [trade for trade in _OTHER_TRADES if trade not in ("textiles", "salon", "construction", "fitness")]
    firm = s.maker.firm(s.pick.choice(trades), country)
    if s.pick.random() < 0.6:
        enrol(s.book, firm)
    return firm


def _watched(s: Stage) -> Goods:
    """Return a watched substance under any of its names, in any language of at most forty letters."""
    table = WATCHED[s.book.words.name]
    key = s.pick.choice(sorted(table))
    heading, price = table[key]
    known = [name for name, _ in s.names[key] if 5 <= len(name) <= 40]
    names = tuple(s.pick.sample(known, min(4, len(known)))) or (key,)
    return Goods(names, heading, price, s.pick.choice(("DRUMS", "BAGS", "CARTONS")), s.cas.get(key, ""), (), key)


def _things(s: Stage, *packs: str) -> list[Goods]:
    return [
        one for table in ORDINARY[s.book.words.name].values() for one in table if one.pack in (packs or ("CARTONS", "BALES"))
    ]


def shared_contact(s: Stage) -> None:
    """Four or five consignees in two countries answer one telephone or mailbox; they buy from two sellers over months."""
    sellers, at = [s.seller(), s.seller()], s.at(20, 200)
    firms = [_unfit(s, s.pick.choice(("BR", "PE", "TR"))) for _ in range(4 if s.faint else 5)]
    key = s.pick.choice(("phone", "email"))
    for firm in firms[1:]:
        setattr(firm, key, getattr(firms[0], key))
    for n in range(len(firms) * 2):
        firm, goods = firms[n % len(firms)], s.bulk()
        given = {f"consignee_{key}": written_phone(firm.phone, s.pick) if key == "phone" else firm.email}
        s.core("shipment", shipment(s.book, sellers[n % 2], firm, goods, s.pick.lognormvariate(5.2, 0.5), at + 13 * n, **given))


def many_to_one(s: Stage) -> None:
    """A dozen people each send a few dozen or hundred units to one seller or person, in bursts."""
    payee = (
        s.maker.firm(s.pick.choice(("trader", "chemdist")), s.pick.choice(("CN", "HK", "TR")))
        if s.pick.random() < 0.5
        else s.maker.person(s.pick.choice(("IN", "CN")))
    )
    at = s.at()
    for n in range(8 if s.faint else 14):
        gap = 40 if n % 5 == 4 else 3
        at += gap * 0.5
        s.core(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                payee,
                s.pick.choice((75, 120, 180, 240, 350, 520)),
                at,
                _currency=s.pick.choice(("USD", "EUR")),
                reference=s.pick.choice(s.book.words.plain_references),
                method=s.pick.choice(("remittance", "wallet", "crypto")),
            ),
        )


def unfit_buyer(s: Stage) -> None:
    """A shop or agency orders a watched chemical among things that it does sell."""
    buyer, goods, at = _unfit(s), s.bulk(), s.at()
    if s.pick.random() < 0.6:
        buyer.address = s.maker.address(buyer.country, home=True)
    for _ in range(2):
        s.context(
            "shipment",
            shipment(
                s.book,
                s.pick.choice(s.society.of("trader")),
                buyer,
                s.pick.choice(_things(s)),
                s.pick.uniform(30, 120),
                at - s.pick.uniform(5, 30),
            ),
        )
    for n in range(2 if s.faint else 3):
        s.core(
            "order",
            order(
                s.book,
                buyer,
                goods,
                s.pick.uniform(25, 180),
                at + 31 * n,
                stated_use=s.use(),
                delivery_method=s.pick.choice(("customer pickup", "courier")),
                payment_method=s.pick.choice(("cash", "prepaid", "bank transfer")),
            ),
        )


def new_firm(s: Stage) -> None:
    """A trader founded weeks ago takes large lots of a watched substance from two sellers."""
    at = s.at(90, 320)
    firm = s.maker.firm(
        "trader", s.pick.choice(("TR", "PE", "GB", "AT", "")), born=YEAR + timedelta(days=int(at) - s.pick.randint(10, 60))
    )
    enrol(s.book, firm)
    goods = _watched(s)
    for n in range(2 if s.faint else 4):
        kg = s.pick.uniform(30, 110) if goods.usd_per_kg > 10 else s.pick.uniform(500, 2400)
        s.core("shipment", shipment(s.book, s.seller(), firm, goods, kg, at + 11 * n))


def false_description(s: Stage) -> None:
    """Goods that cost little and come in cartons are declared in drums, under a chemical's number, dear for their weight."""
    seller, buyer, goods = s.maker.firm("trader"), s.maker.firm(s.pick.choice(("trader", "retail"))), _watched(s)
    cover, at = s.pick.choice(_things(s, "CARTONS")), s.at()
    for n in range(2 if s.faint else 4):
        kg = s.pick.uniform(25, 250)
        given = {"package_type": s.pick.choice(("DRUMS", "STEEL DRUMS", "IBC")), "packages": str(max(1, round(kg / 30)))}
        if not s.faint or n == 0:
            given |= {"cas": goods.cas} if goods.cas and s.pick.random() < 0.5 else {"hs_code": goods.hs}
        given |= {"value": f"{kg * max(30.0, cover.usd_per_kg * s.pick.uniform(7, 15)):.2f}", "currency": "USD"}
        s.core("shipment", shipment(s.book, seller, buyer, cover, kg, at + 9 * n, **given))


def cas_payment(s: Stage) -> None:
    """The text of a payment names a substance, by number, name or both, though the payer is in another trade."""
    payer, payee, goods, at = (
        (s.maker.person() if s.pick.random() < 0.4 else _unfit(s)),
        s.maker.firm(s.pick.choice(("trader", "chemdist"))),
        _watched(s),
        s.at(),
    )
    for n in range(2 if s.faint else 4):
        word = (
            s.pick.choice(goods.names)
            if s.faint or not goods.cas
            else s.pick.choice((goods.cas, f"CAS {goods.cas}", goods.cas.replace("-", " ")))
        )
        s.core(
            "payment",
            payment(
                s.book,
                payer,
                payee,
                s.pick.uniform(400, 12_000),
                at + 18 * n,
                reference=s.pick.choice(
                    ("{}", "pour {} lot 2", "anticipo {} 5kg", "{} odemesi", "/RFB/{} 1000G", "Zahlung {}")
                ).format(word),
            ),
        )


def watched_name(s: Stage) -> None:
    """A substance of the register by a name of some language, in capitals or with a slip, for a trader."""
    buyer, goods, at = s.maker.firm(s.pick.choice(("trader", "consulting"))), _watched(s), s.at()
    enrol(s.book, buyer)
    for n in range(2 if s.faint else 4):
        name = s.pick.choice(goods.names)
        if s.faint and len(name) > 8 and name.isascii():
            at_ = s.pick.randrange(3, len(name) - 2)
            name = name[:at_] + name[at_ + 1 :]
        name = s.pick.choice((name, name.upper(), f"{name} 25 kg/drum"))
        s.core(
            "shipment",
            shipment(
                s.book,
                s.seller(),
                buyer,
                replace(goods, names=(name,), cas=""),
                s.pick.uniform(8, 90),
                at + 14 * n,
                description=name,
                hs_code=s.pick.choice((goods.hs, "382499", "292990", "293399")),
            ),
        )


def order_splitting(s: Stage) -> None:
    """One buyer places several orders in a week or two, each short of a round quantity."""
    trades = ("paints", "adhesives", "plastics", "perfumery", "water", "textiles", "electronics", "detergents", "agrochem")
    buyer, goods, at, limit = s.pick.choice(s.society.of(*trades)), s.bulk(), s.at(), s.pick.choice((50, 200, 400, 1000, 2000))
    for n in range(4 if s.faint else 6):
        kg = limit * s.pick.uniform(0.90, 0.99)
        s.core(
            "order",
            order(
                s.book,
                buyer,
                goods,
                kg,
                at + 2.6 * n,
                stated_use=s.pick.choice(goods.uses) if s.faint or s.pick.random() < 0.5 else s.use(),
            ),
        )


def payment_structuring(s: Stage) -> None:
    """Payments in US dollars just short of ten thousand, one every day or two, to two related accounts."""
    payer, payee, at = s.pick.choice((_unfit(s), s.maker.person())), s.maker.firm(s.pick.choice(("trader", "chemdist"))), s.at()
    for n in range(3 if s.faint else 7):
        s.core(
            "payment",
            payment(
                s.book,
                payer,
                payee,
                s.pick.choice((9200, 9350, 9500, 9600, 9750, 9800, 9900, 9990)) + s.pick.choice((0, 0, s.pick.uniform(-40, 9))),
                at + 1.5 * n,
                _currency="USD",
                reference=s.pick.choice(s.book.words.plain_references),
                method=s.pick.choice(("transfer", "cash deposit", "wire")),
            ),
        )


def extraordinary_quantity(s: Stage) -> None:
    """After a steady half year one or two orders are many times the buyer's usual."""
    buyer, goods, at = s.maker.firm(s.pick.choice(("trader", "paints", "water", "salon"))), s.bulk(), s.at(200, 340)
    enrol(s.book, buyer)
    usual = s.pick.uniform(20, 400)
    for n in range(6):
        s.context("order", order(s.book, buyer, goods, usual * s.pick.uniform(0.6, 1.5), at - 190 + 30 * n))
    for n in range(1 if s.faint else 2):
        s.core("order", order(s.book, buyer, goods, usual * s.pick.uniform(9, 22), at + 8 * n, stated_use=s.use()))


def third_country(s: Stage) -> None:
    """A watched substance by air through a third country, beside household parcels, for a forwarder."""
    seller, buyer, at = s.seller(), s.pick.choice(s.society.brokers), s.at()
    third = s.pick.choice(
        [country for country in ("AE", "KR", "TR", "TW", "HK", "ES") if country not in (seller.country, buyer.country)]
    )
    for n in range(2 if s.faint else 4):
        same = {
            "_mode": "air",
            "port_of_loading": COUNTRIES[third][5][0],
            "transit_countries": third,
            "master_bill": f"{s.pick.randint(100, 999)}-{s.pick.randint(10**7, 10**8 - 1)}",
        }
        s.core(
            "shipment",
            shipment(s.book, seller, buyer, s.bulk() if s.faint else _watched(s), s.pick.uniform(20, 180), at + 22 * n, **same),
        )
        for _ in range(s.pick.choice((1, 4))):
            s.context(
                "shipment",
                shipment(
                    s.book,
                    s.maker.firm("trader", seller.country),
                    buyer,
                    s.pick.choice(_things(s)),
                    s.pick.uniform(5, 90),
                    at + 22 * n,
                    **same,
                ),
            )


def payment_mismatch(s: Stage) -> None:
    """Somebody unconnected settles another's order, and not in the sum that was asked."""
    payers, desk = [s.maker.person() if s.pick.random() < 0.6 else _unfit(s) for _ in range(2)], s.pick.choice(s.society.desks)
    buyer, goods, at = s.maker.firm(s.pick.choice(("trader", "plastics"))), s.bulk(), s.at()
    for n in range(2 if s.faint else 4):
        number = s.context("order", order(s.book, buyer, goods, s.pick.uniform(80, 700), at + 27 * n))
        row = s.book.rows["order"][-1]
        due = float(row["quantity"]) * float(row["unit_price"]) / per_usd(row["currency"])
        reference = s.pick.choice(s.book.words.order_references).format(number[3:])
        s.core(
            "payment",
            payment(
                s.book,
                payers[n % 2],
                desk,
                due * (1.0 if s.faint else s.pick.choice((0.55, 1.3, 3.2))),
                at + 27 * n + s.pick.randint(1, 14),
                reference=reference,
                method=s.pick.choice(("wire", "remittance", "cash deposit")),
            ),
        )


def vendor_reuse(s: Stage) -> None:
    """One handle behind four trade names, across two sites and languages."""
    country, at = s.pick.choice(("CN", "IN", "HK", "TR", "MX")), s.at()
    phone = s.maker.phone(country)
    handle = s.pick.choice(
        (
            f"Telegram @{s.maker.human().split()[0].lower()}chem{s.pick.randint(10, 99)}",
            f"Wickr: {s.maker.human().split()[1].lower()}lab{s.pick.randint(1, 99)}",
            f"WA {written_phone(phone, s.pick)}",
            f"mail {s.maker.human().split()[1].lower()}{s.pick.randint(100, 999)}@{s.book.words.mail[0]}",
        )
    )
    for n in range(4):
        goods, vendor, language = (
            _watched(s),
            s.maker.firm(s.pick.choice(("chemdist", "trader")), country),
            s.pick.choice(("en", "en", "es", "de", "zh", "pt", "tr")),
        )
        table = s.book.words.offers if s.faint and n % 2 else s.book.words.shady_offers
        text = s.pick.choice(table[language]).format(
            g=s.pick.choice((*goods.names, goods.cas or goods.names[0])), c=COUNTRIES[country][3][0], k=handle
        )
        s.core("listing", listing(s.book, vendor.name, goods, text, language, country, at + 21 * n))


def listed_party(s: Stage) -> None:
    """A listed entity with words in another order, a missing letter, or without its legal form."""
    name, luck = s.pick.choice(s.listed), s.pick.random()
    words = name.replace(",", " ").split()
    if luck < 0.3 and len(words) > 2:
        words = [*words[1:], words[0]] if words[-1].isalpha() else words
    elif luck < 0.6 and len(words[0]) > 5:
        at_ = s.pick.randrange(2, len(words[0]) - 1)
        words[0] = words[0][:at_] + words[0][at_ + 1 :]
    variant = " ".join(words).title()
    firm = s.maker.firm("trader", s.pick.choice(("MX", "CO", "CN")))
    firm.name, when, seller = variant, s.at(), s.seller()
    s.core("company", entry(s.book, firm))
    s.core("order", order(s.book, firm, s.pick.choice(CHEMICALS_OF[s.book.words.name])[0], s.pick.uniform(40, 300), when - 8))
    s.core(
        "shipment",
        shipment(
            s.book,
            seller,
            firm,
            s.pick.choice(CHEMICALS_OF[s.book.words.name])[0],
            s.pick.uniform(100, 900),
            when,
            consignee_name=variant,
        ),
    )


def consignee_relay(s: Stage) -> None:
    """Three fresh firms at one office follow one another as buyers from one shipper."""
    seller, country, goods, at = s.seller(), s.pick.choice(("PE", "TR", "BR", "IN", "AT")), s.bulk(), s.at(60, 180)
    office, officer = s.maker.address(country), s.maker.human()
    for n in range(3):
        begin = at + 50 * n
        firm = s.maker.firm(
            "trader" if s.pick.random() < 0.6 else s.pick.choice(_OTHER_TRADES),
            country,
            born=YEAR + timedelta(days=int(begin) - s.pick.randint(7, 50)),
        )
        firm.address = office
        if not s.faint:
            firm.officers = officer
        enrol(s.book, firm)
        for step in range(3):
            s.core(
                "shipment",
                shipment(s.book, seller, firm, goods, s.pick.uniform(60, 900), begin + 10 * step, consignee_address=office),
            )


def round_trip(s: Stage) -> None:
    """Money passes three to five firms and returns within a month, less a little."""
    firms, at = (
        [s.maker.firm(s.pick.choice(("construction", "trader", "estate", "machinery"))) for _ in range(3 if s.faint else 5)],
        s.at(),
    )
    for lap in range(2):
        amount = s.pick.uniform(8_000, 120_000)
        for n, firm in enumerate(firms):
            s.core(
                "payment",
                payment(
                    s.book,
                    firm,
                    firms[(n + 1) % len(firms)],
                    amount * (1 - 0.02 * n),
                    at + 55 * lap + 5 * n,
                    _currency=s.pick.choice(("USD", "EUR")),
                    reference=s.pick.choice(s.book.words.plain_references),
                ),
            )


def document_mismatch(s: Stage) -> None:
    """The paper of one purchase disagrees: shipped and paid for differ several times from what was ordered."""
    buyer, desk, goods, at = (
        s.maker.firm(s.pick.choice(("trader", "plastics", "water"))),
        s.pick.choice(s.society.desks),
        s.bulk(),
        s.at(),
    )
    for n in range(2):
        kg = s.pick.uniform(80, 500)
        number = s.context("order", order(s.book, buyer, goods, kg, at + 45 * n))
        row = s.book.rows["order"][-1]
        due = float(row["quantity"]) * float(row["unit_price"]) / per_usd(row["currency"])
        times = s.pick.choice((2.5, 3.0)) if s.faint else s.pick.choice((5.0, 8.0))
        s.core("shipment", shipment(s.book, desk, buyer, goods, kg * times, at + 45 * n + 9))
        s.core(
            "payment",
            payment(
                s.book,
                buyer,
                desk,
                due * s.pick.choice((0.25, times)),
                at + 45 * n + 16,
                reference=s.pick.choice(s.book.words.order_references).format(number[3:]),
            ),
        )


def reagent_undervalued(s: Stage) -> None:
    """A reagent is declared at a few per cent of its usual price."""
    seller, buyer, at = s.seller(), s.maker.firm(s.pick.choice(("trader", "retail"))), s.at()
    goods = s.pick.choice([one for one, _ in CHEMICALS_OF[s.book.words.name] if one.usd_per_kg > 2.5])
    for n in range(3):
        kg = s.pick.uniform(50, 700)
        s.core(
            "shipment",
            shipment(
                s.book,
                seller,
                buyer,
                goods,
                kg,
                at + 25 * n,
                value=f"{kg * goods.usd_per_kg * (0.07 if s.faint else s.pick.uniform(0.01, 0.04)):.2f}",
                currency="USD",
            ),
        )


def over_invoicing(s: Stage) -> None:
    """Common goods at a price a kilogram that nobody pays."""
    seller, buyer, at = _unfit(s), _unfit(s), s.at()
    thing = s.pick.choice([one for one in _things(s, "CARTONS", "PALLETS", "BAGS", "BALES") if one.usd_per_kg < 10])
    for n in range(3):
        kg = s.pick.uniform(90, 1500)
        value = kg * thing.usd_per_kg * s.pick.uniform(12, 20) * (1 if s.faint else 4)
        s.core("shipment", shipment(s.book, seller, buyer, thing, kg, at + 19 * n, value=f"{value:.2f}", currency="USD"))


def equipment_bundle(s: Stage) -> None:
    """Press, punches, fillers and excipients reach one household or shop within two months."""
    buyer, seller, at = (
        s.maker.person() if s.pick.random() < 0.5 else _unfit(s),
        s.pick.choice(s.society.of("machinery", "labsupply", "trader")),
        s.at(),
    )
    for n, (name, code, price) in enumerate(s.pick.sample(EQUIPMENT["third"], 3 if s.faint else 5)):
        goods = Goods((name,), code, price, s.pick.choice(("CRATES", "CARTONS")))
        if s.pick.random() < 0.4:
            s.core(
                "order",
                order(s.book, buyer, goods, s.pick.randint(1, 3), at + 12 * n, unit="pcs", quantity="1", stated_use=s.use()),
            )
        else:
            s.core(
                "shipment",
                shipment(
                    s.book,
                    seller,
                    buyer,
                    goods,
                    s.pick.uniform(8, 95),
                    at + 12 * n,
                    consignee_address=s.maker.address(buyer.country, home=True),
                ),
            )


def drop_address(s: Stage) -> None:
    """Parcels of one shipper for many names reach one box or counter, every week."""
    seller, country, at = (
        s.maker.firm("trader", s.pick.choice(("CN", "IN", "TR"))),
        s.pick.choice(("US", "GB", "NL", "ES", "BR", "CL")),
        s.at(20, 250),
    )
    box = s.maker.address(country, drop=True)
    for n in range(5 if s.faint else 8):
        person = s.maker.person(country)
        goods = Goods((s.pick.choice(s.book.words.vague_goods),), s.pick.choice(("392690", "330499", "")), 22.0, "PARCEL")
        s.core(
            "shipment",
            shipment(
                s.book,
                seller,
                person,
                goods,
                s.pick.uniform(0.4, 4.0),
                at + 7 * n,
                _mode=s.pick.choice(("post", "express")),
                consignee_address=box,
            ),
        )


def mirror_wallet(s: Stage) -> None:
    """A wallet of an advertisement receives payments of several people."""
    wallet = "0x" + "".join(s.pick.choices("0123456789abcdef", k=40))
    country, at = s.pick.choice(("CN", "IN", "HK")), s.at()
    for n in range(3):
        goods, vendor = _watched(s), s.maker.firm("chemdist", country)
        s.core(
            "listing",
            listing(
                s.book,
                vendor.name,
                goods,
                f"{s.pick.choice(goods.names)} - ETH/USDT {wallet} - {s.pick.choice(('in stock', 'disponible', 'auf Lager'))}",
                "en",
                country,
                at + 6 * n,
            ),
        )
    for n in range(3 if s.faint else 5):
        s.core(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                s.maker.person(country),
                s.pick.uniform(90, 2500),
                at + 14 + 6 * n,
                payee_account=wallet,
                method=s.pick.choice(("crypto", "wallet")),
                reference=s.pick.choice(s.book.words.plain_references),
            ),
        )


def dormant_firm(s: Stage) -> None:
    """A firm that traded a little in spring comes back in autumn for a watched chemical."""
    firm, at = _unfit(s), s.at(250, 320)
    for n in range(3):
        s.context(
            "shipment",
            shipment(
                s.book,
                s.pick.choice(s.society.of("trader")),
                firm,
                s.pick.choice(_things(s)),
                s.pick.uniform(40, 160),
                10 + 12 * n,
            ),
        )
    goods, seller = s.bulk(), s.seller()
    for n in range(2):
        s.core("shipment", shipment(s.book, seller, firm, goods, s.pick.uniform(300, 1500), at + 14 * n))
    s.core("order", order(s.book, firm, goods, s.pick.uniform(200, 800), at - 10, stated_use=s.use()))


def relabelled_leg(s: Stage) -> None:
    """A consignment is described as chemicals on the first leg and as something else on the second."""
    seller, middle, buyer, at = (
        s.seller(),
        s.pick.choice(s.society.brokers),
        s.maker.firm(s.pick.choice(("trader", "retail"))),
        s.at(),
    )
    for n in range(2):
        first = shipment(s.book, seller, middle, _watched(s), s.pick.uniform(60, 900), at + 40 * n, _mode="sea")
        first["containers"] = first.get("containers", f"HALU{s.pick.randint(10**6, 10**7 - 1)}")
        s.core("shipment", first)
        same = {name: first[name] for name in ("containers", "gross_kg", "packages", "package_type", "net_kg") if name in first}
        s.core(
            "shipment",
            shipment(
                s.book,
                middle,
                buyer,
                s.pick.choice(_things(s)),
                float(first["gross_kg"]),
                at + 40 * n + 12,
                _mode="sea",
                **same,
            ),
        )


def refund_to_others(s: Stage) -> None:
    """Money for cancelled purchases is sent to people who never paid."""
    shop, at = s.maker.firm(s.pick.choice(("retail", "travel", "auto"))), s.at()
    for n in range(3):
        amount = s.pick.uniform(1200, 7000)
        s.context(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                shop,
                amount,
                at + 9 * n,
                _currency="USD",
                reference=f"booking {s.pick.randint(1000, 9999)}",
            ),
        )
        s.core(
            "payment",
            payment(
                s.book,
                shop,
                s.maker.person(),
                amount * (1.0 if s.faint else 0.95),
                at + 9 * n + 5,
                _currency="USD",
                reference=s.pick.choice(("cancellation", "annulation", "iade", "Storno", "devolucion pedido")),
            ),
        )


def collected_and_passed_on(s: Stage) -> None:
    """Small sums come together on one account in a week and leave it at once."""
    middle, last, at, total = (
        s.maker.person() if s.pick.random() < 0.5 else _unfit(s),
        s.maker.firm("trader", s.pick.choice(("CN", "AE", "TR"))),
        s.at(),
        0.0,
    )
    for n in range(6 if s.faint else 12):
        amount = s.pick.uniform(200, 2200)
        total += amount
        s.core(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                middle,
                amount,
                at + 0.6 * n,
                _currency="USD",
                reference=s.pick.choice(s.book.words.plain_references),
            ),
        )
    for share in (0.6, 0.36):
        s.core(
            "payment",
            payment(
                s.book,
                middle,
                last,
                total * share,
                at + 8 + share,
                _currency="USD",
                reference=s.pick.choice(s.book.words.plain_references),
            ),
        )


def shared_officer(s: Stage) -> None:
    """Three firms of unrelated trades under one director take the same watched chemical."""
    officer, goods, at = s.maker.human(), s.bulk(), s.at()
    for n in range(3):
        firm = _unfit(s, s.pick.choice(("MX", "PE", "BR")))
        firm.officers = officer
        enrol(s.book, firm)
        s.core("order", order(s.book, firm, goods, s.pick.uniform(60, 600), at + 9 * n, stated_use=s.use()))
        s.core("shipment", shipment(s.book, s.seller(), firm, goods, s.pick.uniform(60, 600), at + 9 * n + 6))


def borrowed_university(s: Stage) -> None:
    """An order in the name of a university comes from a free mailbox and goes to a private address."""
    true, goods, at = s.pick.choice(s.society.of("university")), _watched(s), s.at()
    mail = f"purchasing.{s.maker.human().split()[1].lower()}@{s.pick.choice(s.book.words.mail)}"
    place = s.maker.address(true.country, home=True)
    for n in range(3):
        s.core(
            "order",
            order(
                s.book,
                true,
                goods,
                s.pick.uniform(3, 40),
                at + 10 * n,
                buyer_email=mail,
                buyer_phone=written_phone(s.maker.phone(true.country), s.pick),
                ship_to_address=place,
                ship_to_name=s.maker.human(),
                stated_use=s.use(),
            ),
        )


def split_consignment(s: Stage) -> None:
    """One consignee receives, on two days, a row of parcels each valued just under eight hundred dollars."""
    seller, buyer, at = s.maker.firm("trader", s.pick.choice(("CN", "HK"))), s.maker.firm("trader", "US"), s.at()
    for n in range(5 if s.faint else 8):
        goods = Goods((s.pick.choice(s.book.words.vague_goods),), s.pick.choice(("392690", "382499")), 60.0, "PARCEL")
        s.core(
            "shipment",
            shipment(
                s.book,
                seller,
                buyer,
                goods,
                s.pick.uniform(6, 18),
                at + (n % 2),
                _mode="express",
                value=f"{s.pick.uniform(755, 799):.2f}",
                currency="USD",
            ),
        )


def many_pay_one_invoice(s: Stage) -> None:
    """Several people without a tie pay parts of one invoice of a chemical seller."""
    seller, at, number = s.seller(), s.at(), s.pick.randint(10**4, 10**6)
    reference = s.pick.choice(s.book.words.invoice_references[:-1]).format(number)
    for n in range(4 if s.faint else 6):
        s.core(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                seller,
                s.pick.uniform(900, 4800),
                at + 2 * n,
                _currency="USD",
                reference=reference,
                method=s.pick.choice(("remittance", "transfer", "cash deposit")),
            ),
        )


_BY_KIND: dict[str, Scheme] = {
    "shared-contact": shared_contact, "many-to-one": many_to_one, "unfit-buyer": unfit_buyer, "new-firm": new_firm, "false-description": false_description, "cas-payment": cas_payment,
    "watched-name": watched_name, "order-splitting": order_splitting, "payment-structuring": payment_structuring, "extraordinary-quantity": extraordinary_quantity,
    "third-country": third_country, "payment-mismatch": payment_mismatch, "vendor-reuse": vendor_reuse, "listed-party": listed_party, "consignee-relay": consignee_relay,
    "round-trip": round_trip, "document-mismatch": document_mismatch, "reagent-undervalued": reagent_undervalued, "over-invoicing": over_invoicing, "equipment-bundle": equipment_bundle,
    "drop-address": drop_address, "mirror-wallet": mirror_wallet, "dormant-firm": dormant_firm, "relabelled-leg": relabelled_leg, "refund-to-others": refund_to_others,
    "collected-and-passed-on": collected_and_passed_on, "shared-officer": shared_officer,
}  # fmt: skip

SECOND: dict[str, tuple[Scheme, str]] = {
    kind: (_BY_KIND[kind], signs) for table in (KNOWN, MORE, KEPT) for kind, (_, signs) in table.items()
}
"""Every kind of the first hand, planted by the second."""

NEWER: dict[str, tuple[Scheme, str]] = {
    "borrowed-university": (borrowed_university, "RF-ORD-012"),
    "split-consignment": (split_consignment, "RF-SHP-014"),
    "many-pay-one-invoice": (many_pay_one_invoice, "RF-PAY-006"),
}
"""Kinds that only the third vocabulary holds."""
