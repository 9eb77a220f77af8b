"""A case that fires and a near miss that does not, for every rule of the room."""

from collections.abc import Mapping
from datetime import date

from frames import SOLVENT, STRICT, Rows, company, day, listing, moment, order, payment, shipment

Case = Mapping[str, Rows]

USED_CARS = {"consignee_name": "Delta Motors Ltd"}
UNFIT = {"buyer_name": "Easy Travel Ltd", "buyer_sector": "Travel agency activities"}


def _split(quantities: list[float]) -> Case:
    return {"order": [order(quantity=q, quantity_kg=q, date=day(n)) for n, q in enumerate(quantities)]}


def _history(last: float, *, unit: float = 100.0, times: int = 8) -> Case:
    steady = [order(quantity=unit - n, quantity_kg=unit - n, date=day(30 * n)) for n in range(times)]
    return {"order": [*steady, order(quantity=last, quantity_kg=last, date=day(30 * times))]}


def _fan(payers: int, reference: str | None) -> Case:
    rows = [
        payment(
            payer_name=f"Person {chr(65 + n)} Hill",
            payee_name="Global Trading Ltd",
            amount=150.0 + n,
            reference=reference,
            datetime=moment(n),
        )
        for n in range(payers)
    ]
    return {"payment": rows}


def _accounts(paid: float) -> Case:
    """Return a dozen orders paid in full and one of which so much was paid, long before the last payment of the file."""
    orders = [order(order_id=f"ORD1044{n:02d}", quantity=100.0, unit_price=10.0, date=day(n)) for n in range(13)]
    payments = [payment(amount=1000.0, reference=f"ORD 1044{n:02d}", datetime=moment(n + 5)) for n in range(12)]
    late = payment(amount=10.0, reference="ORD 104400", datetime=moment(150))
    return {"order": orders, "payment": [*payments, payment(amount=paid, reference="ORD 104412", datetime=moment(20)), late]}


def _turned(reference: str, *, country: str = "GB", method: str = "wire", payee: str = "Elm Realty Ltd") -> Case:
    """Return money that a person gets and what it pays on days later, by default for property."""
    came = payment(payer_name="Rosa Marsh", payer_country=country, payee_name="Ann Hill", payee_country="GB", amount=9000.0,
                   method=method, reference=reference)  # fmt: skip
    went = payment(payer_name="Ann Hill", payee_name=payee, amount=8500.0, datetime=moment(4), payee_country="GB",
                   reference="as agreed")  # fmt: skip
    return {
        "payment": [came, went],
        "company": [company(name="Far Holdings Ltd", registration_id="GB7", activity="Holding company")],
    }


def _certificates(bought: str) -> Rows:
    came = payment(payer_name="Rosa Marsh", payee_name="Ann Hill", amount=9000.0, reference="property purchase")
    went = payment(payer_name="Ann Hill", payee_name="Far Bank Ltd", amount=8500.0, datetime=moment(4), reference=bought)
    return [came, went]


def _instalments(unit: str, sums: tuple[float, ...] = (9000.0, 8200.0, 9500.0)) -> Case:
    rows = [
        payment(
            payer_name=f"{name} Hill",
            payee_name="Elm Realty Ltd",
            amount=amount,
            reference=f"{unit} part",
            datetime=moment(5 * n),
        )
        for n, (name, amount) in enumerate(zip(_NAMES, sums, strict=False))
    ]
    return {"payment": rows}


def _cheque(owner: str) -> Case:
    firms = [
        company(name="Delta Motors Ltd", registration_id="GB8", owners="Ann Field", officers="Bo Lee"),
        company(name="Elm Supplies Ltd", registration_id="GB9", owners=owner, officers="Cy Moss"),
    ]
    paid = payment(payer_name="Delta Motors Ltd", payee_name="Elm Supplies Ltd", method="cashier's check")
    return {"payment": [paid], "company": firms}


def _wages(*, paid: bool) -> Case:
    firms = [company(name=f"{name} Foods Ltd", registration_id=f"GB{n}") for n, name in enumerate(_NAMES[:3])]
    rows = []
    for number, name in enumerate(_NAMES[:3]):
        for month in range(14):
            own = number == 0 and not paid
            text = "invoice 20441" if own or month % 2 else "payroll"
            rows.append(payment(payer_name=f"{name} Foods Ltd", reference=text, datetime=moment(14 * month)))
    return {"payment": rows, "company": firms}


def _money_orders(payees: int) -> Case:
    return {
        "payment": [
            payment(payee_name=f"{name} Assurance Ltd", method="money order", datetime=moment(n))
            for n, name in enumerate(_NAMES[:payees])
        ]
    }


def _owned(owners: str | None) -> Case:
    others = [
        company(name=f"{name} Foods Ltd", registration_id=f"GB{n}", owners=f"{name} Hill") for n, name in enumerate(_NAMES)
    ]
    own = company(owners=owners)
    return {"company": [*others, own], "order": [order()]}


def _plain_name(*, plain: bool) -> Case:
    words = ("Global", "Trade", "Goods", "Union")
    names = [f"{a} {b}" for a in words for b in words if a != b]
    firms = [company(name=name, registration_id=f"GB{n}", activity=None) for n, name in enumerate(names)]
    return {
        "company": firms,
        "order": [order(buyer_name="Union Trade Goods" if plain else "Zorvel Trade Goods", buyer_sector=None)],
    }


def _supply(countries: tuple[str, ...]) -> Case:
    """Return six importers that buy in two countries, and one that buys in these."""
    rows = []
    for number, name in enumerate(["Delta", "Elm", "Fig", "Gorse", "Hazel", "Iris"]):
        rows += [
            shipment(consignee_name=f"{name}or Chemie GmbH", consignee_country="DE", shipper_country=("IN", "BE")[n % 2],
                     shipper_name=f"Supply {'AB'[n % 2]} Chemicals", date=day(number + 5 * n), **SOLVENT)
            for n in range(6)
        ]  # fmt: skip
    rows += [
        shipment(consignee_name="Zorvel Trading GmbH", consignee_country="DE", shipper_country=country,
                 shipper_name="Supply C Chemicals",
                 date=day(60 + 5 * n), **SOLVENT)
        for n, country in enumerate(countries)
    ]  # fmt: skip
    return {"shipment": rows}


def _shared(names: list[str], phone: str = "+34 600 111 222", supplier: str = "Alder Chemicals Ltd") -> Case:
    return {
        "shipment": [
            shipment(consignee_name=name, consignee_phone=phone, shipper_name=supplier, date=day(n))
            for n, name in enumerate(names)
        ]
    }


def _vendors(names: list[str], phone: str = "+91 6290 411 309") -> Case:
    return {"listing": [listing(vendor=name, text=f"Write to {phone} please.", **STRICT) for name in names]}


def _one_place(*, own: bool) -> Case:
    before = [
        order(buyer_name=f"{name} Paints Ltd", buyer_address=f"{name} Road 1", ship_to_address=f"{name} Road 1")
        for name in _NAMES
    ]
    later = [
        order(
            buyer_name=f"{name} Paints Ltd",
            buyer_address="Dock 5, Hull Harbour" if own else f"{name} Road 1",
            ship_to_address="Dock 5, Hull Harbour",
            date=day(100 + n),
        )
        for n, name in enumerate(_NAMES)
    ]
    return {"order": [*before, *later]}


def _usual(earlier: int, last: dict[str, object]) -> Case:
    return {"shipment": [*[shipment(date=day(n)) for n in range(earlier)], shipment(**{"date": day(earlier + 5), **last})]}


def _paid(*steps: tuple[str, str, float, float]) -> Case:
    return {"payment": [payment(payer_name=a, payee_name=b, amount=amount, datetime=moment(n)) for a, b, amount, n in steps]}


def _spread(payees: int, reference: str | None) -> Case:
    rows = [
        payment(
            payer_name="Global Trading Ltd",
            payee_name=f"Person {chr(65 + n)} Hill",
            amount=150.0,
            reference=reference,
            datetime=moment(n),
        )
        for n in range(payees)
    ]
    return {"payment": rows}


def _parcels(receivers: int, description: str, sender: str = "Alder Traders") -> Case:
    rows = [
        shipment(
            shipper_name=sender,
            consignee_name=f"Person {chr(65 + n)} Hill",
            description=description,
            hs_code=None,
            gross_kg=1.5,
            net_kg=1.4,
            date=day(n),
            mode="post",
        )
        for n in range(receivers)
    ]
    return {"shipment": rows}


def _master(description: str) -> Case:
    rows = [
        shipment(master_bill="MB1", house_bill=f"HB{n}", description=description, hs_code=None, consignee_name=f"Firm {n}")
        for n in range(5)
    ]
    return {"shipment": rows}


def _peers(buyer_trade: str) -> Case:
    paint = [order(buyer_name=f"Paint {n} Ltd", date=day(n), **STRICT) for n in range(25)]
    food = [
        order(
            buyer_name=f"Food {n} Ltd", buyer_sector="Manufacture of food products", product="citric acid", date=day(n), **PLAIN
        )
        for n in range(25)
    ]
    return {"order": [*paint, *food, order(buyer_name="New Ltd", buyer_sector=buyer_trade, date=day(40), **STRICT)]}


_NAMES = ("Ash", "Bay", "Cob", "Dew")
SHOES = {"description": "leather shoes", "hs_code": "640399", "package_type": "CARTONS"}
_PITCH = "Factory price for item {}, we care for the papers and the delivery to your door in all countries, ask for samples"


def _boxed(vessel: str, port: str, n: int) -> dict[str, object]:
    return shipment(containers="BMLU2635918", transport_id=vessel, port_of_discharge=port, date=day(n))


PLAIN = {"substance_id": None, "substance_ids": None, "substance_controls": None}


def _one_officer(name: str) -> Case:
    trades = {
        "Delta Motors Ltd": "Sale of used cars",
        "Easy Travel Ltd": "Travel agency activities",
        "Oak Realty Ltd": "Real estate",
    }
    return {
        "company": [
            company(name=firm, activity=trade, registration_id=f"R10{n}", officers=name or f"Person {n} Hill")
            for n, (firm, trade) in enumerate(trades.items())
        ],
        "shipment": [shipment(consignee_name=firm, date=day(n), **STRICT) for n, firm in enumerate(trades)],
    }


def _two_legs(goods: str, code: str) -> Case:
    first = shipment(
        consignee_name="Fir Logistics", gross_kg=417.0, packages=19.0, description="toluene", hs_code="290230", **SOLVENT
    )
    found = SOLVENT if goods == "toluene" else {}
    second = shipment(
        shipper_name="Fir Logistics", consignee_name="Elm Trading", gross_kg=417.0, packages=19.0, description=goods,
        hs_code=code, date=day(9), **found,
    )  # fmt: skip
    return {"shipment": [first, second]}


def _refund(payee: str) -> Case:
    return {
        "payment": [
            payment(payer_name="Ann Field", payee_name="Elm Shop", amount=4000.0, reference="order 88", datetime=moment(0)),
            payment(payer_name="Elm Shop", payee_name=payee, amount=3900.0, reference="refund", datetime=moment(5)),
        ]
    }


def _activity_of_others(goods: str) -> Case:
    found = SOLVENT if goods == "toluene" else {}
    code = "290230" if goods == "toluene" else "950300"
    before = [
        shipment(consignee_name="Zorvik Oy", description=goods, hs_code=code, package_type="CARTONS", date=day(n), **found)
        for n in range(9)
    ]
    activity = "Zirkusbedarf"
    return {
        "company": [
            company(name="Zorvik Oy", registration_id="Q1", activity=activity),
            company(name="Yelmo Oy", registration_id="Q2", activity=activity),
        ],
        "shipment": [*before, shipment(consignee_name="Yelmo Oy", date=day(30), **STRICT)],
    }


def _set_of_machines(name: str) -> Case:
    goods = (("rotary tablet press", "847989"), ("punch and die set", "820730"), ("microcrystalline cellulose", "391290"))
    bare = {"substance_id": None, "substance_ids": None, "substance_controls": None}
    return {
        "shipment": [
            shipment(consignee_name=name, description=goods, hs_code=code, package_type="CRATES", date=day(n), **bare)
            for n, (goods, code) in enumerate(goods)
        ]
    }


def _one_box(names: list[str], address: str) -> Case:
    return {
        "shipment": [
            shipment(
                shipper_name="Ostvik Supply", consignee_name=name, consignee_address=address, description="accessories",
                hs_code=None, gross_kg=1.2, net_kg=None, mode="post", package_type="PARCEL", date=day(n),
            )
            for n, name in enumerate(names)
        ]
    }  # fmt: skip


def _ordered_and_shipped(kg: float) -> Case:
    return {
        "order": [order(order_id="ORD10442")],
        "payment": [payment(payer_name="Cedar Paints Ltd", payee_name="Alder Chemicals Ltd", reference="order 10442")],
        "shipment": [
            shipment(consignee_name="Cedar Paints Ltd", description="toluene", gross_kg=kg, net_kg=kg, date=day(9), **SOLVENT)
        ],
    }


CASES: dict[str, tuple[Case, Case]] = {
    "vague_description": (
        {"shipment": [shipment(description="General cargo")]},
        {"shipment": [shipment(description="General purpose cargo nets, nylon")]},
    ),
    "vague_chemical_description": (
        {"shipment": [shipment(description="organic intermediate")]},
        {"shipment": [shipment(description="organic cotton shirts", hs_code="620520", package_type="CARTONS")]},
    ),
    "placeholder_party": (
        {"shipment": [shipment(consignee_name="Unknown")]},
        {"shipment": [shipment(consignee_name="Unknown Pleasures Records Ltd")]},
    ),
    "forwarder_as_consignee": (
        {"shipment": [shipment(consignee_name="Delta Freight Services SL")]},
        {
            "shipment": [
                shipment(
                    consignee_name="Delta Freight Services SL",
                    description="cotton shirts",
                    hs_code="620520",
                    package_type="CARTONS",
                )
            ]
        },
    ),
    "incomplete_advance_data": (
        {"shipment": [shipment(hs_code=None, value=None, net_kg=None, **STRICT), shipment()]},
        {"shipment": [shipment(value=None, net_kg=None, **STRICT), shipment()]},
    ),
    "listed_substance_outside_its_chapters": (
        {"shipment": [shipment(description="4-piperidone", hs_code="870880", **STRICT)]},
        {"shipment": [shipment(description="4-piperidone", hs_code="293339", **STRICT)]},
    ),
    "chemical_packing_for_other_goods": (
        {"shipment": [shipment(description="shock absorbers", hs_code="870880", package_type="FIBRE DRUMS")]},
        {"shipment": [shipment(description="lubricating oil", hs_code="271019", package_type="DRUMS")]},
    ),
    "value_per_kg_far_from_usual": (
        {
            "shipment": [
                *[shipment(value=1000.0 + 10 * n, date=day(n)) for n in range(10)],
                shipment(value=60_000.0, date=day(20)),
            ]
        },
        {
            "shipment": [
                *[shipment(value=1000.0 + 10 * n, date=day(n)) for n in range(10)],
                shipment(value=3_000.0, date=day(20)),
            ]
        },
    ),
    "net_above_gross": ({"shipment": [shipment(net_kg=230.0)]}, {"shipment": [shipment(net_kg=220.0)]}),
    "goods_do_not_fit_consignee": (
        {"shipment": [shipment(**USED_CARS)]},
        {"shipment": [shipment(description="car seats", hs_code="940120", package_type="CARTONS", **USED_CARS)]},
    ),
    "strict_goods_to_trader": (
        {"shipment": [shipment(consignee_name="Grupo Comercial Vela SA", description="4-piperidone", **STRICT)]},
        {"shipment": [shipment(consignee_name="Grupo Comercial Vela SA", description="toluene", **SOLVENT)]},
    ),
    "chemicals_to_dwelling": (
        {"shipment": [shipment(consignee_address="Rose Street 4, Apartment 12")]},
        {"shipment": [shipment(consignee_address="Rose Street 4, Warehouse 12")]},
    ),
    "box_or_drop_address": (
        {"shipment": [shipment(consignee_address="P.O. Box 442, Porto")]},
        {"shipment": [shipment(consignee_address="Boxwood Road 442, Porto")]},
    ),
    "new_consignee_of_listed_goods": (
        {
            "shipment": [shipment(consignee_name="Fir Trading SL", **STRICT)],
            "company": [company(name="Fir Trading SL", activity="Import and export", registered_on=day(-30))],
        },
        {
            "shipment": [shipment(consignee_name="Fir Trading SL", **STRICT)],
            "company": [company(name="Fir Trading SL", activity="Import and export", registered_on=day(-900))],
        },
    ),
    "loaded_in_third_country": (
        {"shipment": [shipment(mode="air", port_of_loading="BKK", consignee_name="Grupo Comercial Vela SA")]},
        {"shipment": [shipment(mode="air", port_of_loading="BOM", consignee_name="Grupo Comercial Vela SA")]},
    ),
    "press_to_unlikely_user": (
        {
            "shipment": [
                shipment(
                    description="rotary tablet press",
                    hs_code="847989",
                    package_type="CRATES",
                    consignee_name="Delta Motors Ltd",
                )
            ]
        },
        {
            "shipment": [
                shipment(
                    description="rotary tablet press", hs_code="847989", package_type="CRATES", consignee_name="Gale Pharma SA"
                )
            ]
        },
    ),
    "packing_unusual_for_mode": (
        {"shipment": [shipment(package_type="IBC", mode="post")]},
        {"shipment": [shipment(package_type="IBC", mode="sea")]},
    ),
    "bill_used_twice": (
        {
            "shipment": [
                shipment(house_bill="HB1"),
                shipment(house_bill="HB1", consignee_name="Fir Trading SL", shipper_name="Oak Chem Ltd", date=day(9)),
            ]
        },
        {"shipment": [shipment(house_bill="HB1"), shipment(house_bill="HB1", description="benzene", date=day(9))]},
    ),
    "product_does_not_fit_buyer": (
        {"order": [order(**UNFIT)]},
        {"order": [order(buyer_name="Easy Travel Ltd", buyer_sector="Manufacture of adhesives")]},
    ),
    "strict_product_for_trader": (
        {"order": [order(buyer_sector="Non-specialised wholesale trade", product="4-piperidone", **STRICT)]},
        {"order": [order(buyer_sector="Manufacture of pharmaceutical preparations", product="4-piperidone", **STRICT)]},
    ),
    "use_does_not_tell": ({"order": [order(stated_use="varios")]}, {"order": [order(stated_use="varios tipos de barniz")]}),
    "uncommon_payment": ({"order": [order(payment_method="cash")]}, {"order": [order(payment_method="cashier transfer")]}),
    "uncommon_delivery": (
        {"order": [order(delivery_method="third party pickup")]},
        {"order": [order(delivery_method="customer pickup")]},
    ),
    "no_end_use_declaration": (
        {"order": [order(end_use_declaration="no", **STRICT)]},
        {"order": [order(end_use_declaration="no")]},
    ),
    "new_buyer_of_listed_product": (
        {
            "order": [order(buyer_name="Fir Trading SL", buyer_sector=None, **STRICT)],
            "company": [company(name="Fir Trading SL", activity="Import and export", registered_on=day(-30))],
        },
        {
            "order": [order(buyer_name="Fir Trading SL", buyer_sector=None, **STRICT)],
            "company": [company(name="Fir Trading SL", activity="Import and export", registered_on=day(-900))],
        },
    ),
    "product_to_dwelling": (
        {"order": [order(ship_to_address="Rose Street 4, Flat 12")]},
        {"order": [order(ship_to_address="Rose Street 4, Flatiron Industrial Park")]},
    ),
    "extraordinary_quantity": (_history(1500.0), _history(150.0)),
    "split_orders": (_split([940.0, 968.0, 970.0, 945.0]), _split([940.0, 1210.0, 530.0, 945.0])),
    "orders_bunch_up": (
        {"order": [*[order(date=day(60 * n)) for n in range(5)], *[order(date=day(280 + 2 * n)) for n in range(9)]]},
        {"order": [order(date=day(7 * n)) for n in range(30)]},
    ),
    "value_unlike_its_lane": (
        {"shipment": [*[shipment(value=1000.0 + 9 * n, date=day(n)) for n in range(14)], shipment(value=9000.0, date=day(20))]},
        {
            "shipment": [
                *[shipment(value=1000.0 + 9 * n, date=day(n)) for n in range(14)],
                shipment(value=9000.0, origin_country="BR", date=day(20)),
            ]
        },
    ),
    "orders_larger_than_before": (_history(900.0), _history(120.0)),
    "month_above_largest_of_six": (_history(900.0), _history(90.0)),
    "month_above_twice_average": (_history(900.0), _history(190.0)),
    "buyers_begin_to_ship_to_one_place": (_one_place(own=False), _one_place(own=True)),
    "thirty_days_above_normal": (_history(2500.0), _history(105.0)),
    "substance_in_reference": (
        {"payment": [payment(payer_name="Delta Motors Ltd", reference="4-piperidone 3 kg", **STRICT)]},
        {"payment": [payment(payer_name="Delta Motors Ltd", reference="piperidone-free filler")]},
    ),
    "cas_number_in_reference": (
        {"payment": [payment(reference="item 108-24-7")]},
        {"payment": [payment(reference="invoice 108-24-7")]},
    ),
    "just_below_a_limit": (
        {"payment": [payment(amount=a, datetime=moment(n)) for n, a in enumerate([9787.0, 9058.0, 9629.0])]},
        {"payment": [payment(amount=a, datetime=moment(n)) for n, a in enumerate([9787.0, 10_058.0, 9629.0])]},
    ),
    "many_payers_one_payee": (_fan(8, "payment"), _fan(8, "order 44182")),
    "no_purpose_to_chemical_payee": (
        {"payment": [payment(amount=300.0, reference="goods")]},
        {"payment": [payment(amount=300.0, reference="goods of invoice 77120")]},
    ),
    "payer_unrelated_to_chemical_payee": (
        {"payment": [payment(payer_name="Delta Motors Ltd")]},
        {"payment": [payment(payer_name="Delta Motors Ltd", payee_name="Elm Realty Ltd")]},
    ),
    "payer_is_not_the_buyer": (
        {"order": [order(order_id="ORD104455")], "payment": [payment(payer_name="Elm Realty Ltd", reference="ORD 104455")]},
        {
            "order": [order(order_id="ORD104455")],
            "payment": [payment(payer_name="CEDAR PAINTS LIMITED", reference="ORD 104455")],
        },
    ),
    "amount_differs_from_order": (
        {"order": [order(order_id="ORD104455")], "payment": [payment(amount=2400.0, reference="ORD 104455")]},
        {
            "order": [order(order_id="ORD104455")],
            "payment": [
                payment(amount=400.0, reference="ORD 104455"),
                payment(amount=400.0, reference="ORD 104455", datetime=moment(3)),
            ],
        },
    ),
    "order_paid_in_part_only": (_accounts(paid=200.0), _accounts(paid=950.0)),
    "foreign_funds_into_property": (_turned("family", country="CA"), _turned("family")),
    "cash_into_property": (_turned("family", method="cash deposit"), _turned("family")),
    "funds_into_holdings": (
        _turned("family", country="CA", payee="Far Holdings Ltd"),
        _turned("family", payee="Far Holdings Ltd"),
    ),
    "study_money_into_property": (_turned("tuition and living expenses"), _turned("birthday")),
    "property_money_into_certificates": (
        {"payment": _certificates("term deposit")},
        {"payment": _certificates("instalment")},
    ),
    "mortgage_paid_from_abroad": (
        {"payment": [payment(reference="mortgage March", payee_name="Far Bank Ltd")]},
        {"payment": [payment(reference="mortgage March", payee_name="Far Bank Ltd", payee_country="GB")]},
    ),
    "instalments_for_one_property": (_instalments("unit 14"), _instalments("unit 14", (9000.0, 9000.0, 9000.0))),
    "cheque_to_property_firm": (
        {"payment": [payment(payee_name="Elm Realty Ltd", method="bank draft", amount=30_000.0)]},
        {"payment": [payment(payee_name="Elm Realty Ltd", method="wire", amount=30_000.0)]},
    ),
    "cheque_to_party_of_same_owner": (_cheque("Ann Field"), _cheque("Dee Wood")),
    "pays_no_wages_or_taxes": (_wages(paid=False), _wages(paid=True)),
    "money_orders_to_several": (_money_orders(3), _money_orders(2)),
    "street_name_in_reference": (
        {"payment": [payment(reference="40 m30 for sat")]},
        {"payment": [payment(reference="bolt m300 for sat")]},
    ),
    "owners_not_stated": (_owned(None), _owned("Ann Field")),
    "name_tells_nothing": (_plain_name(plain=True), _plain_name(plain=False)),
    "suppliers_of_one_country_only": (_supply(("IN",) * 7), _supply(("IN", "BE") * 4)),
    "month_above_fixed_ceiling": (
        {"order": [order(unit="tablets", quantity=5000.0, quantity_kg=None, date=day(n)) for n in range(2)]},
        {"order": [order(unit="tablets", quantity=3000.0, quantity_kg=None, date=day(n)) for n in range(2)]},
    ),
    "uncommon_means_for_trade": (
        {"payment": [payment(method="cash deposit")]},
        {"payment": [payment(method="cash deposit", payee_name="Elm Realty Ltd")]},
    ),
    "passed_on_at_once": (
        {
            "payment": [
                payment(payer_name="Ash Foods Ltd", payee_name="Mid Trading Ltd", amount=9000.0),
                payment(payer_name="Mid Trading Ltd", payee_name="Far Holdings Ltd", amount=8700.0, datetime=moment(1)),
            ]
        },
        {
            "payment": [
                payment(payer_name="Ash Foods Ltd", payee_name="Mid Trading Ltd", amount=9000.0),
                payment(payer_name="Mid Trading Ltd", payee_name="Far Holdings Ltd", amount=5200.0, datetime=moment(1)),
            ]
        },
    ),
    "payee_contact_in_listing": (
        {**_vendors(["Ash Chem", "Bay Chem"]), "payment": [payment(payee_phone="0091 6290 411309")]},
        {**_vendors(["Ash Chem", "Bay Chem"]), "payment": [payment(payee_phone="0091 6290 411308")]},
    ),
    "precursor_offered": ({"listing": [listing(title="CAS 79099-07-3", **STRICT)]}, {"listing": [listing(title="toluene")]}),
    "shipping_promise": (
        {"listing": [listing(text="Door to door, double clearance by us.")]},
        {"listing": [listing(text="Delivery within 5 days by carrier.")]},
    ),
    "private_messaging": (
        {"listing": [listing(text="Ask on WhatsApp.", **STRICT)]},
        {"listing": [listing(text="Ask our office.", **STRICT)]},
    ),
    "contact_behind_several_vendors": (
        _vendors(["Ash Chem", "Bay Chem", "Cob Chem"]),
        _vendors(["Ash Chem Ltd", "ASH CHEM LIMITED"]),
    ),
    "bundle_with_press_or_filler": (
        {"listing": [listing(text="Also binder and punches.", title="4-piperidone", **STRICT)]},
        {"listing": [listing(text="Also binder and punches.", title="toluene")]},
    ),
    "press_offered": ({"listing": [listing(title="Pill press TDP 5")]}, {"listing": [listing(title="Olive press, cold")]}),
    "consignees_share_contact": (
        _shared(["Ash Motors Ltd", "Bay Realty Ltd", "Cob Footwear Ltd"]),
        _shared(["Ash Motors Ltd", "Bay Realty Ltd"]),
    ),
    "companies_share_contact": (
        {
            "company": [
                company(name=n, registration_id=n, activity=a, email="x@one.example", phone=None, address=None)
                for n, a in [("A", "Restaurants"), ("B", "Real estate"), ("C", "School")]
            ]
        },
        {
            "company": [
                company(
                    name=n, registration_id=n, activity=a, email="x@one.example", phone=None, address=None, owners="One Holding"
                )
                for n, a in [("A", "Restaurants"), ("B", "Real estate"), ("C", "School")]
            ]
        },
    ),
    "officer_of_unlike_companies": (
        {
            "company": [
                company(name=n, registration_id=n, activity=a, officers="Ann Field;Bob Hill")
                for n, a in [("A", "Restaurants"), ("B", "Real estate"), ("C", "School")]
            ]
        },
        {"company": [company(name=n, registration_id=n, officers="Ann Field;Bob Hill") for n in "ABC"]},
    ),
    "registered_together": (
        {"company": [company(name=n, registration_id=n, registered_on=date(2024, 5, 1 + i)) for i, n in enumerate("AB")]},
        {"company": [company(name=n, registration_id=n, registered_on=date(2024, 1 + 3 * i, 1)) for i, n in enumerate("AB")]},
    ),
    "name_does_not_fit_activity": (
        {"company": [company(name="Ash Chemicals Ltd", activity="Retail sale of footwear")]},
        {"company": [company(name="Ash Chemicals Ltd", activity="Manufacture of plastics")]},
    ),
    "chemical_company_at_dwelling": (
        {"company": [company(activity="Wholesale of chemical products", address="Rose Street 4, Apt 12")]},
        {"company": [company(activity="Retail sale of footwear", address="Rose Street 4, Apt 12")]},
    ),
    "code_unlike_description": (_usual(8, {"hs_code": "870880"}), _usual(8, {"hs_code": "290219"})),
    "packing_unlike_goods": (_usual(45, {"package_type": "ROLLS"}), _usual(45, {"package_type": "DRUMS"})),
    "weight_per_package_far_from_usual": (
        _usual(14, {"gross_kg": 2900.0, "net_kg": 2800.0}),
        _usual(14, {"gross_kg": 2900.0, "net_kg": 2800.0, "packages": 13.0}),
    ),
    "payer_is_not_on_the_bill": (
        {
            "shipment": [shipment(house_bill="HB8553389")],
            "payment": [payment(payer_name="Elm Realty Ltd", reference="B/L HB8553389")],
        },
        {
            "shipment": [shipment(house_bill="HB8553389")],
            "payment": [payment(payer_name="BIRCH CHEMIE", reference="B/L HB8553389")],
        },
    ),
    "amount_differs_from_bill": (
        {"shipment": [shipment(house_bill="HB8553389")], "payment": [payment(amount=4000.0, reference="B/L HB8553389")]},
        {"shipment": [shipment(house_bill="HB8553389")], "payment": [payment(amount=1100.0, reference="B/L HB8553389")]},
    ),
    "money_goes_in_a_circle": (
        _paid(
            ("Ash Foods", "Bay Foods", 9000.0, 0), ("Bay Foods", "Cob Foods", 8900.0, 3), ("Cob Foods", "Ash Foods", 8800.0, 6)
        ),
        _paid(
            ("Ash Foods", "Bay Foods", 9000.0, 0), ("Bay Foods", "Cob Foods", 8900.0, 3), ("Cob Foods", "Ash Foods", 2800.0, 6)
        ),
    ),
    "collected_and_passed_on": (
        _paid(
            *((f"{n} Foods", "Mid Trading", 2000.0, i) for i, n in enumerate(_NAMES)),
            ("Mid Trading", "Far Holdings", 7700.0, 5),
        ),
        _paid(
            *((f"{n} Foods", "Mid Trading", 2000.0, i) for i, n in enumerate(_NAMES)),
            ("Mid Trading", "Far Holdings", 4000.0, 5),
        ),
    ),
    "one_payer_many_payees": (_spread(8, "payment"), _spread(8, "invoice 5511")),
    "account_of_several_parties": (
        {"payment": [payment(payee_name=n, payee_account="DE4400 1234 55") for n in ("Ash Foods Ltd", "Borealis Realty SA")]},
        {"payment": [payment(payee_name=n, payee_account="DE4400 1234 55") for n in ("Ash Foods Ltd", "Ash Food Ltd")]},
    ),
    "payers_share_contact": (
        {"payment": [payment(payer_name=f"{n} Hill", payer_phone="+44 20 5550 1000") for n in ("Ann", "Borys", "Chloe")]},
        {"payment": [payment(payer_name=f"{n} Hill", payer_phone="+44 20 5550 1000") for n in ("Ann", "Borys")]},
    ),
    "pays_chemicals_and_freight": (
        _paid(("Elm Realty Ltd", "Birch Chemie GmbH", 900.0, 0), ("Elm Realty Ltd", "Delta Freight Services", 300.0, 9)),
        _paid(("Cedar Paints Ltd", "Birch Chemie GmbH", 900.0, 0), ("Cedar Paints Ltd", "Delta Freight Services", 300.0, 9)),
    ),
    "chemicals_new_to_consignee": (
        {
            "shipment": [
                *[shipment(consignee_name="Ola SL", date=day(n), **SHOES) for n in range(6)],
                shipment(consignee_name="Ola SL", date=day(9)),
            ]
        },
        {
            "shipment": [
                *[shipment(consignee_name="Ola SL", date=day(n)) for n in range(6)],
                shipment(consignee_name="Ola SL", date=day(9)),
            ]
        },
    ),
    "shipper_unlike_goods": (
        {"shipment": [shipment(shipper_name="Ash Footwear Ltd")]},
        {"shipment": [shipment(shipper_name="Ash Footwear Ltd", **SHOES)]},
    ),
    "consignee_at_forwarder": (
        {
            "shipment": [
                shipment(notify_name="Delta Freight Services", notify_phone="+34 600 111 222", consignee_phone="0034 600111222")
            ]
        },
        {"shipment": [shipment(notify_name="Birch Chemie", notify_phone="+34 600 111 222", consignee_phone="0034 600111222")]},
    ),
    "sender_and_receiver_share_contact": (
        {"shipment": [shipment(shipper_email="x@one.example", consignee_email="X@ONE.example")]},
        {"shipment": [shipment(shipper_email="x@one.example", consignee_email="x@two.example")]},
    ),
    "chain_longer_than_goods_need": (
        {"shipment": [shipment(shipper_country="HK", consignee_country="PA")]},
        {"shipment": [shipment()]},
    ),
    "first_order_of_strict_substance": (
        {"order": [*[order(date=day(n)) for n in range(7)], order(date=day(9), **STRICT)]},
        {"order": [order(date=day(n), **STRICT) for n in range(8)]},
    ),
    "several_strict_substances": (
        {
            "order": [
                order(buyer_sector="Import and export", date=day(n), **{**STRICT, "substance_id": s})
                for n, s in enumerate(("npp", "anpp"))
            ]
        },
        {
            "order": [
                order(buyer_sector="Manufacture of medicines", date=day(n), **{**STRICT, "substance_id": s})
                for n, s in enumerate(("npp", "anpp"))
            ]
        },
    ),
    "food_maker_orders_toxic_chemical": (
        {"order": [order(buyer_sector="Manufacture of food products", **STRICT)]},
        {"order": [order(buyer_sector="Manufacture of food products")]},
    ),
    "product_new_to_trade": (_peers("Manufacture of food products"), _peers("Manufacture of paints")),
    "cash_for_expensive_order": (
        {"order": [order(payment_method="cash", quantity=9000.0)]},
        {"order": [order(payment_method="cash", quantity=90.0)]},
    ),
    "research_chemical_wording": (
        {"order": [order(product="research chemical, not for human consumption")]},
        {"order": [order(product="chemical for research")]},
    ),
    "inactive_company_trades": (
        {"order": [order()], "company": [company(status="Dissolved")]},
        {"order": [order()], "company": [company(status="active")]},
    ),
    "bank_in_third_country": ({"payment": [payment(bank_country="PA")]}, {"payment": [payment(bank_country="GB")]}),
    "person_pays_chemical_firm": (
        {"payment": [payment(payer_name="Ann Field", reference="goods")]},
        {"payment": [payment(payer_name="Ann Field")]},
    ),
    "registration_of_several_companies": (
        {"company": [company(name="Ash Foods Ltd"), company(name="Borealis Realty")]},
        {"company": [company(name="Ash Foods Ltd"), company(name="ASH FOODS LIMITED")]},
    ),
    "new_company_deals_in_listed_chemicals": (
        {"order": [order(buyer_sector=None)], "company": [company(activity="Import and export", registered_on=day(-30))]},
        {"order": [order(buyer_sector=None)], "company": [company(registered_on=day(-30))]},
    ),
    "small_parcels_to_many_places": (_parcels(6, "samples"), _parcels(6, "silver rings", "Ash Online Shop")),
    "unnamed_parcels_under_one_master": (_master("daily necessities"), _master("cotton shirts")),
    "place_of_loading_not_named": (
        {"shipment": [*[shipment(date=day(n)) for n in range(9)], shipment(port_of_loading=None)]},
        {"shipment": [shipment(port_of_loading=None, port_of_discharge=None) for _ in range(9)]},
    ),
    "process_machine_to_dwelling": (
        {"shipment": [shipment(description="powder mixer", hs_code="847982", consignee_address="Rose Street 4, Apartment 12")]},
        {"shipment": [shipment(description="powder mixer", hs_code="847982", consignee_address="Rose Street 4, Warehouse 12")]},
    ),
    "equipment_in_reference": (
        {"payment": [payment(payer_name="Ann Field", reference="pill press TDP 5")]},
        {"payment": [payment(payer_name="Ann Field", reference="olive press")]},
    ),
    "split_and_sent_on": (
        _paid(
            ("Far Holdings", "Mid Trading", 8000.0, 0),
            *(("Mid Trading", f"{n} Foods", 1900.0, 1 + i) for i, n in enumerate(_NAMES)),
        ),
        _paid(
            ("Far Holdings", "Mid Trading", 8000.0, 0),
            *(("Mid Trading", f"{n} Foods", 900.0, 1 + i) for i, n in enumerate(_NAMES)),
        ),
    ),
    "busy_after_long_silence": (
        {"order": [order(), *[order(date=day(200 + 5 * n)) for n in range(4)]]},
        {"order": [order(date=day(60 * n)) for n in range(6)]},
    ),
    "text_behind_several_vendors": (
        {"listing": [listing(vendor=f"{n} Chem", text=_PITCH.format(i), **STRICT) for i, n in enumerate(_NAMES[:3])]},
        {"listing": [listing(vendor="Ash Chem", text=_PITCH.format(i), **STRICT) for i in range(3)]},
    ),
    "price_far_from_usual": (
        {"listing": [*[listing(date=day(n)) for n in range(8)], listing(price=80.0, date=day(9))]},
        {"listing": [*[listing(date=day(n)) for n in range(8)], listing(price=8.0, date=day(9))]},
    ),
    "payments_above_normal": (
        {"payment": [*[payment(datetime=moment(30 * n)) for n in range(6)], payment(amount=90_000.0, datetime=moment(185))]},
        {"payment": [*[payment(datetime=moment(30 * n)) for n in range(6)], payment(amount=4_000.0, datetime=moment(185))]},
    ),
    "container_in_two_places": (
        {"shipment": [_boxed("VESSEL A", "ESBCN", 0), _boxed("VESSEL B", "MXVER", 2)]},
        {"shipment": [_boxed("VESSEL A", "ESBCN", 0), _boxed("VESSEL B", "MXVER", 40)]},
    ),
    "just_below_a_limit_by_several": (
        _paid(*((f"{n} Foods", "Mid Trading", 9500.0 + i, i) for i, n in enumerate(_NAMES))),
        _paid(*((f"{n} Foods", "Mid Trading", 9500.0 + i, 20 * i) for i, n in enumerate(_NAMES))),
    ),
    "new_place_of_delivery": (
        {
            "order": [
                *[order(date=day(n)) for n in range(5)],
                order(date=day(9), ship_to_name="Quay 7", ship_to_address="Quay Road 7, Hull"),
            ]
        },
        {"order": [order(date=day(n), ship_to_name="Quay 7", ship_to_address="Quay Road 7, Hull") for n in range(6)]},
    ),
    "equipment_bundle": (
        _set_of_machines("Easy Travel Ltd"),
        _set_of_machines("Birch Pharma GmbH"),
    ),
    "laboratory_apparatus_to_unlikely_user": (
        {"shipment": [shipment(description="rotary evaporator 5 l", hs_code="841989", consignee_name="Easy Travel Ltd")]},
        {"shipment": [shipment(description="rotary evaporator 5 l", hs_code="841989", consignee_name="Oak University")]},
    ),
    "parcels_to_several_names_at_one_address": (
        _one_box(["Ann Field", "Bo Ferro", "Cy Quist"], "P.O. Box 14, Town 3"),
        _one_box(["Ann Field", "Ann Field", "Ann Field"], "P.O. Box 14, Town 3"),
    ),
    "buyers_share_contact": (
        {
            "order": [
                order(buyer_name=name, buyer_phone="+34 600 111 222", **STRICT) for name in ("Delta Motors", "Ostrich Toys")
            ]
        },
        {
            "order": [
                order(buyer_name=name, buyer_phone="+34 600 111 222", **STRICT) for name in ("Delta Motors Ltd", "DELTA MOTORS")
            ]
        },
    ),
    "papers_of_one_pair_contradict_again": (
        {"shipment": [shipment(description="toluene", hs_code="640411", date=day(n), **SOLVENT) for n in range(3)]},
        {"shipment": [shipment(description="toluene", hs_code="640411", date=day(n), **SOLVENT) for n in range(2)]},
    ),
    "shipment_larger_than_orders": (_ordered_and_shipped(1200.0), _ordered_and_shipped(430.0)),
    "one_officer_behind_unlike_receivers": (_one_officer("Ann Field"), _one_officer("")),
    "sent_on_as_other_goods": (_two_legs("usb cables", "854442"), _two_legs("toluene", "290230")),
    "refund_to_another_party": (_refund("Cy Quist"), _refund("Ann Field")),
    "listed_goods_new_to_activity": (_activity_of_others("plush rabbits"), _activity_of_others("toluene")),
    "account_check_digits_wrong": (
        {"payment": [payment(payee_account="DE89 3704 0044 0532 0130 01")]},
        {"payment": [payment(payee_account="DE89 3704 0044 0532 0130 00", payer_account="GB443724100913")]},
    ),
}
