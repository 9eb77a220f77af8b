"""The sentences of findings say what the records say."""

from frames import STRICT, assess, day, moment, order, payment, shipment

from headwater import flow


def _orders(names: list[str], **cells: object) -> list[str]:
    rows = [order(buyer_name=n, quantity=95.0, date=day(i), **cells) for i, n in enumerate(names)]
    return assess({"order": rows}, rules={"split_orders"})["reason"].to_list()


def test_split_orders_of_several_names_say_how_many_names_share_the_telephone() -> None:
    names = ["Acme Trading Ltd", "ACME Trading Limited", "Acme Trading Ltd."]
    reasons = _orders(names, quantity_kg=95.0, buyer_phone="+34 600 111 222")
    assert reasons
    assert all("under 3 buyer names sharing a telephone" in reason for reason in reasons)


def test_split_orders_name_the_unit_in_which_the_limit_is_tested() -> None:
    reasons = _orders(["Acme Trading Ltd"] * 3, quantity_kg=95.0, unit="L")
    assert reasons
    assert all("each just below 100 kg." in reason for reason in reasons)


def test_litres_and_kilograms_are_not_counted_together() -> None:
    litres = [order(quantity=95.0, quantity_kg=None, unit="L", date=day(n)) for n in range(2)]
    kilograms = [order(quantity=95.0, quantity_kg=95.0, unit="kg", date=day(n)) for n in range(2, 4)]
    assert assess({"order": [*litres, *kilograms]}, rules={"split_orders"}).is_empty()


def test_a_trade_guessed_from_the_name_is_not_said_to_be_stated() -> None:
    case = {"shipment": [shipment(consignee_name="Delta Motors Ltd", **STRICT)]}
    (reason,) = assess(case, rules={"goods_do_not_fit_consignee"})["reason"]
    assert "whose name suggests another trade" in reason


def test_a_stated_sector_is_quoted_as_the_trade() -> None:
    case = {"order": [order(buyer_name="Delta Ltd", buyer_sector="Jewellery", **STRICT)]}
    (reason,) = assess(case, rules={"product_does_not_fit_buyer"})["reason"]
    assert 'whose trade reads "Jewellery"' in reason


def test_payments_far_below_the_limit_are_not_just_below_it() -> None:
    case = {"payment": [payment(amount=a, datetime=moment(n)) for n, a in enumerate([9900.0, 8662.0, 8961.0])]}
    assert assess(case, rules={"just_below_a_limit"}).is_empty()


def test_payments_just_below_the_limit_say_in_which_currency() -> None:
    case = {"payment": [payment(amount=a, datetime=moment(n)) for n, a in enumerate([9900.0, 9662.0, 9961.0])]}
    reasons = assess(case, rules={"just_below_a_limit"})["reason"].to_list()
    assert reasons
    assert all("each just below 10000 in USD or its own currency" in reason for reason in reasons)


def test_a_substance_in_a_reference_is_one_circumstance_for_all_rules_that_read_it() -> None:
    families = flow.families()
    rules = ("substance_in_reference", "cas_number_in_reference", "cas_number_alone", "precursor_named")
    assert len({families[rule] for rule in rules}) == 1
