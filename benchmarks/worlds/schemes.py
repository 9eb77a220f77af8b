"""Planted schemes: each is a published red flag of the catalogue seen in the aggregate, never a way of doing it.

A scheme is core rows that show the sign and context rows that show nothing. Four in ten come in a faint form.
"""

# ruff: noqa: E501

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from benchmarks.worlds.firms import COUNTRIES, Party, Registrar, written_phone
from benchmarks.worlds.goods import CHEMICALS_OF, ORDINARY, WATCHED, Goods
from benchmarks.worlds.trade import YEAR, Ledger, Society, enrol, entry, listing, order, payment, per_usd, shipment

_UNFIT = ("travel", "restaurant", "publishing", "estate", "consulting", "furniture", "toys", "luxury", "auto")


@dataclass(slots=True)
class Stage:
    """What a scheme may use."""

    book: Ledger
    maker: Registrar
    society: Society
    names: dict[str, list[tuple[str, str]]]
    cas: dict[str, str]
    listed: Sequence[str]
    pick: random.Random
    count: int = 0
    typology: str = ""
    signs: str = ""
    faint: bool = False

    def core(self, kind: str, row: dict[str, str]) -> str:
        """Add a row that shows the sign."""
        return self._mark(kind, self.book.add(kind, row), "core")

    def context(self, kind: str, row: dict[str, str]) -> str:
        """Add a row that belongs to the scheme and shows nothing."""
        return self._mark(kind, self.book.add(kind, row), "context")

    def _mark(self, kind: str, number: str, role: str) -> str:
        self.book.marks.append((kind, number, f"S{self.count:03d}", self.typology, role, self.signs))
        return number

    def watched(self) -> Goods:
        """Return a watched substance as papers might call it."""
        table = WATCHED[self.book.words.name]
        key = self.pick.choice(sorted(table))
        heading, price = table[key]
        known = [name for name, language in self.names[key] if 5 <= len(name) <= 46 and language in ("en", "es", "zh")]
        chosen = tuple(self.pick.sample(known, min(3, len(known))))
        return Goods(
            chosen or (key,), heading, price, self.pick.choice(("DRUMS", "DRUMS", "BAGS")), self.cas.get(key, ""), (), key
        )

    def bulk(self) -> Goods:
        """Return a watched bulk chemical that some trades use."""
        watched = WATCHED[self.book.words.name]
        return self.pick.choice([goods for goods, _ in CHEMICALS_OF[self.book.words.name] if goods.substance in watched])

    def seller(self) -> Party:
        """Return a chemical firm."""
        return self.pick.choice(self.society.of("chemdist"))

    def unfit(self, country: str = "") -> Party:
        """Return a firm whose trade uses no chemicals, enrolled like others."""
        firm = self.maker.firm(self.pick.choice(_UNFIT), country)
        if self.pick.random() < 0.7:
            enrol(self.book, firm)
        return firm

    def use(self) -> str:
        """Return a use that says nothing, or nothing at all."""
        return self.pick.choice(self.book.words.vague_uses) if self.pick.random() < 0.6 else ""

    def at(self, low: int = 40, high: int = 300) -> float:
        """Return a day on which a scheme begins."""
        return self.pick.uniform(low, high)


def shared_contact(s: Stage) -> None:
    """Unrelated consignees share a contact and buy chemicals from one supplier."""
    seller, country, at = s.seller(), s.pick.choice(list(COUNTRIES)), s.at()
    firms = [s.unfit(country) for _ in range(4 if s.faint else 6)]
    key = s.pick.choice(("phone", "email"))
    for firm in firms:
        setattr(firm, key, getattr(firms[0], key))
    for n, firm in enumerate(firms * 2):
        goods = s.bulk()
        given = {f"consignee_{key}": written_phone(firm.phone, s.pick) if key == "phone" else firm.email}
        s.core("shipment", shipment(s.book, seller, firm, goods, s.pick.lognormvariate(6, 0.6), at + 9 * n, **given))


def many_to_one(s: Stage) -> None:
    """Many small payments without a purpose reach one chemical seller or an individual."""
    payee = s.maker.firm("chemdist", s.pick.choice(("CN", "IN", "HK", "DE"))) if s.pick.random() < 0.6 else s.maker.person("CN")
    at = s.at()
    for n in range(9 if s.faint else 16):
        payer = s.maker.person() if s.pick.random() < 0.8 else s.unfit()
        given = {
            "method": s.pick.choice(("crypto", "remittance", "transfer")),
            "reference": s.pick.choice(s.book.words.plain_references),
        }
        s.core(
            "payment",
            payment(s.book, payer, payee, s.pick.uniform(60, 480), at + n * (5 if s.faint else 2.5), _currency="USD", **given),
        )


def unfit_buyer(s: Stage) -> None:
    """A buyer of another trade, or at a home, buys a watched chemical for a use that does not fit."""
    buyer = s.unfit()
    if s.pick.random() < 0.5:
        buyer.address = s.maker.address(buyer.country, home=True)
    goods, seller, at = s.bulk(), s.seller(), s.at()
    for n in range(2 if s.faint else 4):
        s.core(
            "order",
            order(
                s.book,
                buyer,
                goods,
                s.pick.uniform(60, 300),
                at + 17 * n,
                stated_use=s.use(),
                payment_method="bank transfer" if s.faint else "cash",
                end_use_declaration="no",
            ),
        )
    s.core("shipment", shipment(s.book, seller, buyer, goods, s.pick.uniform(80, 400), at + 60, declared_use=s.use()))


def new_firm(s: Stage) -> None:
    """A firm registered weeks before its first large purchase of a listed chemical."""
    at = s.at(80, 300)
    firm = s.maker.firm("trader", born=YEAR + timedelta(days=int(at) - s.pick.randint(15, 90 if s.faint else 45)))
    enrol(s.book, firm)
    goods, seller = s.watched(), s.seller()
    for n in range(3):
        kg = s.pick.uniform(50, 160) if goods.usd_per_kg > 10 else s.pick.uniform(300, 1500)
        s.core("shipment", shipment(s.book, seller, firm, goods, kg, at + 18 * n))
    s.core("order", order(s.book, firm, goods, s.pick.uniform(60, 200), at - 6, stated_use=s.use()))


def false_description(s: Stage) -> None:
    """Description, code, CAS number, packing and value contradict one another."""
    seller, buyer, goods = s.maker.firm("trader", s.pick.choice(("CN", "HK", "IN", "DE"))), s.maker.firm("trader"), s.watched()
    things = [one for table in ORDINARY[s.book.words.name].values() for one in table if one.pack == "CARTONS"]
    cover, at = s.pick.choice(things), s.at()
    for n in range(3 if s.faint else 4):
        kg = s.pick.uniform(60, 400)
        row = shipment(
            s.book,
            seller,
            buyer,
            cover,
            kg,
            at + 21 * n,
            package_type=s.pick.choice(("DRUMS", "FIBRE DRUMS")),
            packages=str(max(1, round(kg / 25))),
        )
        if not s.faint:
            row |= s.pick.choice(({"hs_code": goods.hs}, {"cas": goods.cas} if goods.cas else {"hs_code": goods.hs}))
        row["value"] = f"{kg * max(40.0, cover.usd_per_kg * 12):.2f}"
        row["currency"] = "USD"
        s.core("shipment", row)


def cas_payment(s: Stage) -> None:
    """A CAS number or the name of a listed substance in the reference of a payment from outside the trade."""
    payer, payee, goods, at = s.unfit(), s.maker.firm("trader", s.pick.choice(("HK", "CN", "IN"))), s.watched(), s.at()
    for n in range(3 if s.faint else 4):
        word = goods.cas if goods.cas and not s.faint else s.pick.choice(goods.names)
        s.core(
            "payment",
            payment(
                s.book,
                payer,
                payee,
                s.pick.uniform(900, 8000),
                at + 25 * n,
                reference=s.pick.choice(("{}", "item {}", "pago {} 2 kg", "{} batch 3")).format(word),
            ),
        )


def watched_name(s: Stage) -> None:
    """A precursor under a synonym, another language or a misspelling, for a firm of no fitting trade."""
    buyer, goods, seller, at = s.maker.firm("trader"), s.watched(), s.seller(), s.at()
    enrol(s.book, buyer)
    for n in range(3 if s.faint else 4):
        name = s.pick.choice(goods.names)
        if s.faint and len(name) > 9 and name.isascii():
            at_ = s.pick.randrange(4, len(name) - 2)
            name = name[:at_] + name[at_ + 1] + name[at_] + name[at_ + 2 :]
        s.core(
            "shipment",
            shipment(
                s.book,
                seller,
                buyer,
                replace(goods, names=(name,), cas=""),
                s.pick.uniform(15, 60),
                at + 20 * n,
                description=name,
                hs_code=s.pick.choice((goods.hs, "382499", "293499")),
            ),
        )
    s.core("order", order(s.book, buyer, replace(goods, cas=""), s.pick.uniform(10, 60), at - 5, stated_use=s.use()))


def order_splitting(s: Stage) -> None:
    """Several orders of one buyer just under a round quantity within days."""
    buyer = s.pick.choice(s.society.of("paints", "adhesives", "plastics", "perfumery", "water", "textiles"))
    goods, at, limit = s.bulk(), s.at(), s.pick.choice((100, 250, 500, 1000))
    for _ in range(5 if s.faint else 7):
        kg = limit * s.pick.uniform(0.93, 0.995)
        s.core(
            "order",
            order(
                s.book,
                buyer,
                goods,
                kg,
                at + s.pick.randint(0, 12),
                stated_use=s.pick.choice(goods.uses) if s.faint else s.use(),
            ),
        )


def payment_structuring(s: Stage) -> None:
    """Several payments just under ten thousand within days."""
    payer, payee, at = s.unfit(), s.pick.choice((s.seller(), s.maker.firm("trader"))), s.at()
    for _ in range(4 if s.faint else 6):
        s.core(
            "payment",
            payment(
                s.book,
                payer,
                payee,
                s.pick.uniform(9050, 9970),
                at + s.pick.randint(0, 9),
                _currency="USD",
                reference=s.pick.choice(s.book.words.plain_references),
                method=s.pick.choice(("wire", "cash deposit")),
            ),
        )


def extraordinary_quantity(s: Stage) -> None:
    """Orders far above the buyer's own and its peers' quantities."""
    buyer, goods, at = s.maker.firm("trader" if s.pick.random() < 0.4 else "adhesives"), s.bulk(), s.at(180, 320)
    enrol(s.book, buyer)
    usual = s.pick.uniform(40, 150)
    for n in range(8):
        s.context("order", order(s.book, buyer, goods, usual * s.pick.uniform(0.8, 1.2), at - 160 + 18 * n))
    for n in range(3):
        s.core(
            "order",
            order(s.book, buyer, goods, usual * s.pick.uniform(8, 15) * (1 if s.faint else 3), at + 4 * n, stated_use=s.use()),
        )


def third_country(s: Stage) -> None:
    """Chemicals by air, loaded in a third country among unrelated parcels, with a forwarder or trader as consignee."""
    seller, buyer, at = s.seller(), s.pick.choice(s.society.brokers), s.at()
    third = s.pick.choice(
        [country for country in ("AE", "SG", "KR", "TR", "NL") if country not in (seller.country, buyer.country)]
    )
    goods_table = ORDINARY[s.book.words.name]
    for n in range(3 if s.faint else 4):
        bill = f"{s.pick.randint(100, 999)}-{s.pick.randint(10**7, 10**8 - 1)}"
        same = {"_mode": "air", "port_of_loading": COUNTRIES[third][5][0], "transit_countries": third, "master_bill": bill}
        goods = s.bulk() if s.faint else s.watched()
        s.core("shipment", shipment(s.book, seller, buyer, goods, s.pick.uniform(40, 260), at + 15 * n, **same))
        for _ in range(3):
            trade = s.pick.choice(list(goods_table))
            s.context(
                "shipment",
                shipment(
                    s.book,
                    s.maker.firm("trader", seller.country),
                    buyer,
                    s.pick.choice(goods_table[trade]),
                    s.pick.uniform(3, 60),
                    at + 15 * n,
                    **same,
                ),
            )


def payment_mismatch(s: Stage) -> None:
    """An unrelated third party pays for another's order, in another amount."""
    payer = s.maker.person("MX") if s.pick.random() < 0.5 else s.unfit()
    desk = s.pick.choice(s.society.desks)
    buyer, goods, at = s.maker.firm("trader"), s.bulk(), s.at()
    for n in range(3 if s.faint else 4):
        number = s.context("order", order(s.book, buyer, goods, s.pick.uniform(200, 900), at + 22 * n))
        row = s.book.rows["order"][-1]
        due = float(row["quantity"]) * float(row["unit_price"]) / per_usd(row["currency"])
        paid = due * (1.0 if s.faint else s.pick.choice((0.4, 1.7, 2.5)))
        s.core(
            "payment",
            payment(
                s.book,
                payer,
                desk,
                paid,
                at + 22 * n + 5,
                reference=f"order {number[3:]}",
                method="wire" if s.faint else s.pick.choice(("cash deposit", "crypto", "wire")),
            ),
        )


def vendor_reuse(s: Stage) -> None:
    """One contact behind several vendor names that offer listed substances."""
    country, at = s.pick.choice(("CN", "IN", "DE", "NL")), s.at()
    phone = s.maker.phone(country)
    handle = s.pick.choice(
        (
            f"WhatsApp {written_phone(phone, s.pick)}",
            f"Signal {written_phone(phone, s.pick)}",
            f"Threema {s.pick.randint(10**7, 10**8)}",
        )
    )
    language = s.pick.choice(("en", "en", "es", "de", "zh", "pt"))
    for n in range(5):
        goods, vendor = s.watched(), s.maker.firm("chemdist", country)
        table = s.book.words.offers if s.faint and n % 2 else s.book.words.shady_offers
        text = s.pick.choice(table[language]).format(
            g=s.pick.choice((*goods.names, goods.cas or goods.names[0])), c=country, k=handle
        )
        s.core("listing", listing(s.book, vendor.name, goods, text, language, country, at + 12 * n))


def listed_party(s: Stage) -> None:
    """A listed entity under a variant of its name."""
    name = s.pick.choice(s.listed)
    words = name.replace(",", " ").split()
    luck = s.pick.random()
    if luck < 0.35:
        at_ = s.pick.randrange(2, len(words[0]) - 1) if len(words[0]) > 4 else 1
        words[0] = (
            words[0][:at_] + words[0][at_ + 1 :]
            if luck < 0.2
            else words[0][: at_ - 1] + words[0][at_] + words[0][at_ - 1] + words[0][at_ + 1 :]
        )
    variant = " ".join(words).title() if s.pick.random() < 0.6 else " ".join(words)
    firm = s.maker.firm("trader", "MX")
    firm.name = variant
    when = s.at()
    seller = s.seller()
    s.core("company", entry(s.book, firm))
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
    s.core(
        "payment",
        payment(
            s.book,
            firm,
            seller,
            s.pick.uniform(900, 30_000),
            when + 9,
            reference=f"inv {s.pick.randint(10**4, 10**5)}",
            payer_name=variant,
        ),
    )


def consignee_relay(s: Stage) -> None:
    """Newly formed firms take turns in buying one chemical from one shipper, each for a few weeks."""
    seller, country, goods, at = s.seller(), s.pick.choice(("MX", "CO", "PT", "DE", "GB")), s.bulk(), s.at(60, 200)
    agent, officer = s.maker.address(country), s.maker.human()
    for n in range(4):
        begin = at + 35 * n
        firm = s.maker.firm(
            s.pick.choice(("trader", *_UNFIT)), country, born=YEAR + timedelta(days=int(begin) - s.pick.randint(10, 40))
        )
        firm.address = agent
        if not s.faint:
            firm.officers = officer
        enrol(s.book, firm)
        for step in range(2):
            s.core(
                "shipment",
                shipment(s.book, seller, firm, goods, s.pick.uniform(150, 600), begin + 12 * step, consignee_address=agent),
            )


def round_trip(s: Stage) -> None:
    """Money goes round among firms and comes back, less a fee."""
    firms = [s.maker.firm(s.pick.choice(("auto", "trader", "consulting", "luxury"))) for _ in range(3 if s.faint else 4)]
    at = s.at()
    for lap in range(2):
        amount = s.pick.uniform(15_000, 70_000)
        for n, firm in enumerate(firms):
            row = payment(
                s.book,
                firm,
                firms[(n + 1) % len(firms)],
                amount * (1 - 0.015 * n),
                at + 40 * lap + 3 * n,
                _currency="USD",
                reference=s.pick.choice(s.book.words.plain_references),
            )
            s.core("payment", row)


def document_mismatch(s: Stage) -> None:
    """Order, shipment and payment of one purchase name different quantities and amounts."""
    buyer, desk, goods, at = (
        s.maker.firm(s.pick.choice(("trader", "adhesives", "paints"))),
        s.pick.choice(s.society.desks),
        s.bulk(),
        s.at(),
    )
    for n in range(3):
        kg = s.pick.uniform(200, 700)
        number = s.context("order", order(s.book, buyer, goods, kg, at + 40 * n))
        row = s.book.rows["order"][-1]
        due = float(row["quantity"]) * float(row["unit_price"]) / per_usd(row["currency"])
        times = s.pick.choice((2.4, 3.5)) if s.faint else s.pick.choice((4.0, 6.0))
        sent = shipment(s.book, desk, buyer, goods, kg * times, at + 40 * n + 12)
        s.core("shipment", sent)
        s.core(
            "payment",
            payment(s.book, buyer, desk, due * s.pick.choice((0.3, times)), at + 40 * n + 20, reference=f"ORD {number[3:]}"),
        )


def reagent_undervalued(s: Stage) -> None:
    """Reagents declared at a small part of what everybody pays for them."""
    seller, buyer, at = s.seller(), s.maker.firm("trader"), s.at()
    goods = s.pick.choice([one for one, _ in CHEMICALS_OF[s.book.words.name] if one.usd_per_kg > 3 and one.cas])
    for n in range(4):
        kg = s.pick.uniform(80, 500)
        s.core(
            "shipment",
            shipment(
                s.book,
                seller,
                buyer,
                goods,
                kg,
                at + 16 * n,
                value=f"{kg * goods.usd_per_kg * (0.06 if s.faint else 0.015):.2f}",
                currency="USD",
            ),
        )


def over_invoicing(s: Stage) -> None:
    """Plain goods at many times the usual value a kilogram, between firms of other trades, paid in full."""
    seller, buyer, at = s.unfit(), s.unfit(), s.at()
    table = ORDINARY[s.book.words.name]
    thing = s.pick.choice(
        [one for trade in ("construction", "food", "furniture", "textiles", "retail") for one in table[trade]]
    )
    for n in range(3):
        kg = s.pick.uniform(200, 900)
        value = kg * thing.usd_per_kg * s.pick.uniform(15, 25) * (1 if s.faint else 3)
        s.core("shipment", shipment(s.book, seller, buyer, thing, kg, at + 30 * n, value=f"{value:.2f}", currency="USD"))
        s.context(
            "payment",
            payment(
                s.book, buyer, seller, value, at + 30 * n + 6, _currency="USD", reference=f"inv {s.pick.randint(10**4, 10**5)}"
            ),
        )


EQUIPMENT = {
    "tune": (("single punch tablet press", "847989", 18.0), ("tablet press dies and punches", "820730", 60.0), ("capsule filling machine", "847989", 25.0), ("microcrystalline cellulose", "391290", 4.0), ("rotary evaporator 20 l", "841989", 40.0)),
    "held": (("prensa de comprimidos rotativa", "847989", 20.0), ("TDP die set", "820730", 55.0), ("encapsuladora manual", "847989", 22.0), ("pill press moulds", "848079", 48.0), ("jacketed glass reactor 50 l", "701790", 30.0)),
    "far": (("tableteadora de un punzon", "847989", 19.0), ("matrices para tableteadora", "820730", 58.0), ("hard gelatin capsules size 0 with loader", "847989", 24.0), ("Tablettenpresse Stempelsatz", "820730", 62.0), ("vacuum drying oven with heating mantle", "841989", 35.0)),
    "third": (("tabletting machine, eccentric, used", "847989", 21.0), ("upper and lower punch kit 8 mm", "820730", 52.0), ("Kapselfuellgeraet manuell", "842230", 27.0), ("hap basma makinesi", "847989", 19.0), ("magnesium stearate excipient", "291570", 4.5), ("heating mantle 20 litre with flask", "841989", 33.0)),
}  # fmt: skip


def equipment_bundle(s: Stage) -> None:
    """A press, dies and fillers go to a home or to a firm with no need of them."""
    buyer = s.maker.person() if s.pick.random() < 0.5 else s.unfit()
    seller, at = s.pick.choice(s.society.of("machinery", "labsupply", "trader")), s.at()
    for n, (name, code, price) in enumerate(s.pick.sample(EQUIPMENT[s.book.words.name], 3 if s.faint else 4)):
        goods = Goods((name,), code, price, "CRATES")
        if n % 2:
            s.core("order", order(s.book, buyer, goods, s.pick.uniform(1, 4), at + 6 * n, unit="pcs", stated_use=s.use()))
        else:
            s.core(
                "shipment",
                shipment(
                    s.book,
                    seller,
                    buyer,
                    goods,
                    s.pick.uniform(15, 140),
                    at + 6 * n,
                    consignee_address=s.maker.address(buyer.country, home=True),
                ),
            )


def drop_address(s: Stage) -> None:
    """Many small parcels of one shipper reach several names at one box, locker or flat."""
    seller, country, at = (
        s.maker.firm("trader", s.pick.choice(("CN", "HK", "IN"))),
        s.pick.choice(("US", "GB", "DE", "ES", "BR")),
        s.at(),
    )
    box = s.maker.address(country, drop=True)
    for n in range(6 if s.faint else 9):
        person = s.maker.person(country)
        goods = Goods((s.pick.choice(s.book.words.vague_goods),), s.pick.choice(("392690", "210690", "")), 25.0, "PARCEL")
        person.address = box
        s.core(
            "shipment",
            shipment(
                s.book,
                seller,
                person,
                goods,
                s.pick.uniform(0.3, 2.5),
                at + 5 * n,
                _mode=s.pick.choice(("post", "express")),
                consignee_address=box,
            ),
        )


def mirror_wallet(s: Stage) -> None:
    """A wallet that advertisements of watched substances name is the account that several payers pay into."""
    wallet = "T" + "".join(s.pick.choices("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", k=33))
    country, at = s.pick.choice(("CN", "IN", "NL")), s.at()
    for n in range(2):
        goods, vendor = s.watched(), s.maker.firm("chemdist", country)
        text = f"{s.pick.choice(goods.names)}. {s.pick.choice(('USDT only', 'crypto accepted', 'pago en cripto'))}: {wallet}"
        s.core("listing", listing(s.book, vendor.name, goods, text, "en", country, at + 8 * n))
    for n in range(4 if s.faint else 6):
        payee = s.maker.person(country) if s.pick.random() < 0.5 else s.maker.firm("trader", country)
        s.core(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                payee,
                s.pick.uniform(150, 1500),
                at + 10 + 5 * n,
                payee_account=wallet,
                method="crypto",
                reference=s.pick.choice(s.book.words.plain_references),
            ),
        )


def dormant_firm(s: Stage) -> None:
    """A firm of another trade, silent for most of the year, suddenly buys watched chemicals."""
    firm, at, seller = s.unfit(), s.at(240, 320), s.seller()
    table = ORDINARY[s.book.words.name]
    for n in range(2):
        s.context(
            "shipment",
            shipment(
                s.book,
                s.pick.choice(s.society.of("trader")),
                firm,
                s.pick.choice(table["retail"]),
                s.pick.uniform(50, 200),
                6 + 9 * n,
            ),
        )
    goods = s.bulk()
    for n in range(3):
        s.core("shipment", shipment(s.book, seller, firm, goods, s.pick.uniform(200, 900), at + 10 * n))


def relabelled_leg(s: Stage) -> None:
    """One consignment moves on under another description: same bill, weight and packages, other goods on the second leg."""
    seller, middle, buyer, at = s.seller(), s.pick.choice(s.society.brokers), s.maker.firm("trader"), s.at()
    things = [one for table in ORDINARY[s.book.words.name].values() for one in table if one.pack == "CARTONS"]
    for n in range(3):
        goods = s.watched()
        first = shipment(s.book, seller, middle, goods, s.pick.uniform(80, 500), at + 30 * n, _mode="sea")
        first["containers"] = first.get("containers", f"HALU{s.pick.randint(10**6, 10**7 - 1)}")
        s.core("shipment", first)
        cover = s.pick.choice(things)
        same = {
            name: first[name]
            for name in ("containers", "gross_kg", "packages", "package_type", "house_bill", "net_kg")
            if name in first
        }
        second = shipment(s.book, middle, buyer, cover, float(first["gross_kg"]), at + 30 * n + 8, _mode="sea", **same)
        s.core("shipment", second)


def refund_to_others(s: Stage) -> None:
    """Customers overpay or cancel, and the money goes back to somebody else."""
    shop, at = s.maker.firm(s.pick.choice(("retail", "luxury", "fitness"))), s.at()
    for n in range(4):
        payer = s.maker.person()
        amount = s.pick.uniform(2500, 9000)
        s.context(
            "payment",
            payment(s.book, payer, shop, amount, at + 6 * n, _currency="USD", reference=f"order {s.pick.randint(1000, 9999)}"),
        )
        s.core(
            "payment",
            payment(
                s.book,
                shop,
                s.maker.person(),
                amount * (1.0 if s.faint else 0.97),
                at + 6 * n + 3,
                _currency="USD",
                reference=s.pick.choice(("refund", "devolucion", "Erstattung", "reembolso")),
            ),
        )


def collected_and_passed_on(s: Stage) -> None:
    """Many people pay into one account, which passes the sum on within days."""
    middle, last, at = (
        s.maker.person() if s.pick.random() < 0.5 else s.unfit(),
        s.maker.firm("trader", s.pick.choice(("CN", "HK", "AE"))),
        s.at(),
    )
    total = 0.0
    for n in range(7 if s.faint else 10):
        amount = s.pick.uniform(500, 3000)
        total += amount
        s.core(
            "payment",
            payment(
                s.book,
                s.maker.person(),
                middle,
                amount,
                at + 0.7 * n,
                _currency="USD",
                reference=s.pick.choice(s.book.words.plain_references),
            ),
        )
    s.core(
        "payment",
        payment(
            s.book, middle, last, total * 0.96, at + 9, _currency="USD", reference=s.pick.choice(s.book.words.plain_references)
        ),
    )


def shared_officer(s: Stage) -> None:
    """Firms of unrelated trades with one officer buy the same watched chemical."""
    officer, goods, at = s.maker.human(), s.bulk(), s.at()
    for n in range(4):
        firm = s.maker.firm(s.pick.choice(_UNFIT), "MX" if n % 2 else "CO")
        firm.officers = officer
        enrol(s.book, firm)
        s.core("order", order(s.book, firm, goods, s.pick.uniform(80, 400), at + 14 * n, stated_use=s.use()))
        s.core("shipment", shipment(s.book, s.seller(), firm, goods, s.pick.uniform(80, 400), at + 14 * n + 8))


Scheme = Callable[[Stage], None]

KNOWN: dict[str, tuple[Scheme, str]] = {
    "shared-contact": (shared_contact, "RF-PTY-013;RF-SHP-024"),
    "many-to-one": (many_to_one, "RF-PAY-001;RF-PAY-002;RF-PAY-009"),
    "unfit-buyer": (unfit_buyer, "RF-ORD-012;RF-ORD-017;RF-SHP-024"),
    "new-firm": (new_firm, "RF-PTY-005;RF-SHP-008"),
    "false-description": (false_description, "RF-SHP-002;RF-SHP-007;RF-SHP-023"),
    "cas-payment": (cas_payment, "RF-PAY-014;RF-PAY-021"),
    "watched-name": (watched_name, "RF-SHP-008;RF-ORD-034"),
    "order-splitting": (order_splitting, "RF-ORD-001;RF-ORD-015"),
    "payment-structuring": (payment_structuring, "RF-PAY-004;RF-PAY-012"),
    "extraordinary-quantity": (extraordinary_quantity, "RF-ORD-001;RF-ORD-015"),
    "third-country": (third_country, "RF-SHP-006;RF-SHP-009;RF-PTY-006"),
    "payment-mismatch": (payment_mismatch, "RF-SHP-023;RF-PAY-006"),
    "vendor-reuse": (vendor_reuse, "RF-ADV-001;RF-ADV-002;RF-ADV-004"),
    "listed-party": (listed_party, "RF-PTY-004"),
}
"""The kinds of scheme that the development world holds too."""

MORE: dict[str, tuple[Scheme, str]] = {
    "consignee-relay": (consignee_relay, "RF-PTY-005;RF-PTY-008;RF-PTY-016"),
    "round-trip": (round_trip, "RFM-C3-018"),
    "document-mismatch": (document_mismatch, "RF-SHP-023"),
    "reagent-undervalued": (reagent_undervalued, "RF-SHP-023;RF-ADV-005"),
    "over-invoicing": (over_invoicing, "RF-SHP-023;RF-SHP-025"),
    "equipment-bundle": (equipment_bundle, "RF-ORD-032;RF-ORD-035;RF-SHP-008"),
    "drop-address": (drop_address, "RF-SHP-014;RF-SHP-015"),
}
"""Kinds that the development world lacks, in both vocabularies."""

KEPT: dict[str, tuple[Scheme, str]] = {
    "mirror-wallet": (mirror_wallet, "RF-PAY-005;RF-ADV-004"),
    "dormant-firm": (dormant_firm, "RF-ORD-015;RF-SHP-024"),
    "relabelled-leg": (relabelled_leg, "RF-SHP-002;RF-SHP-003"),
    "refund-to-others": (refund_to_others, "RF-PAY-029"),
    "collected-and-passed-on": (collected_and_passed_on, "RFM-25-006"),
    "shared-officer": (shared_officer, "RF-PTY-018"),
}
"""Kinds that only the vocabulary kept for the last measurement holds."""
