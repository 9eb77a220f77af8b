"""What a reference says by its form, and how bunched dealings are."""

from datetime import date, timedelta

import polars as pl
import pytest
from frames import assess, moment, payment

from headwater.flow.dealings import beside_the_number, names_document, with_burst

_SAID = "as we said on the phone"


@pytest.mark.parametrize(
    ("reference", "named"),
    [("INV 40311", True), ("2025/0012 rest", True), ("108-24-7", False), ("pago", False), ("no 12", False), (None, False)],
)
def test_a_reference_names_a_document_by_a_number_that_is_not_of_a_cas_number(reference: str | None, *, named: bool) -> None:
    frame = pl.DataFrame({"reference": [reference]}, schema={"reference": pl.String})
    assert frame.select(names_document(pl.col("reference"))).item() is named


@pytest.mark.parametrize(
    ("reference", "more"),
    [("order 104455", False), ("ORD 104455 rekening van klant", True), ("104455 ok", False), (None, False)],
)
def test_words_behind_the_number_say_more_than_the_document(reference: str | None, *, more: bool) -> None:
    frame = pl.DataFrame({"reference": [reference]}, schema={"reference": pl.String})
    assert frame.select(beside_the_number(pl.col("reference"))).item() is more


def _received(days: list[int], payee: str) -> pl.DataFrame:
    start = date(2025, 1, 1)
    rows = [{"date": start + timedelta(days=n), "payer": f"{payee}{n}", "payee": payee} for n in days]
    return pl.DataFrame(rows)


def test_a_payee_of_a_few_weeks_is_bunched_and_one_of_all_the_year_is_not() -> None:
    frame = pl.concat([_received(list(range(100, 120)), "weeks"), _received(list(range(0, 360, 10)), "year")])
    burst = dict(with_burst(frame, "payee", "payer", 30).group_by("payee").agg(pl.col("burst").first()).iter_rows())
    assert burst["weeks"] == 1
    assert burst["year"] < 0.3


def test_a_short_file_says_nothing_of_bunching() -> None:
    assert with_burst(_received([0, 5, 9], "weeks"), "payee", "payer", 30)["burst"].unique().to_list() == [0.5]


def test_receipts_of_a_few_weeks_weigh_more_than_the_same_receipts_all_year() -> None:
    def fan(step: int) -> float:
        rows = [
            payment(payer_name=f"Person {chr(65 + n % 26)}{n} Hill", payee_name="Global Trading Ltd", amount=150.0 + n,
                    reference="ok", datetime=moment(step * n))
            for n in range(48)
        ]  # fmt: skip
        other = payment(payer_name="Elm Realty Ltd", payee_name="Alder Chemicals Ltd", amount=90.0, datetime=moment(340))
        found = assess({"payment": [*rows, other]}, rules={"many_payers_one_payee"})
        return float(found["points"].max() or 0.0)  # type: ignore[arg-type]

    assert fan(1) > 1.5 * fan(7) > 0


def test_words_used_towards_many_payees_name_no_deal() -> None:
    common = [
        payment(payer_name=f"Person {chr(65 + n)} Hill", payee_name=f"{chr(75 + n)}orin Trading Ltd", reference=_SAID,
                amount=100.0, datetime=moment(n))
        for n in range(8)
    ]  # fmt: skip
    fan = [
        payment(payer_name=f"Person {chr(75 + n)} Ode", payee_name="Global Trading Ltd", amount=150.0 + n,
                reference=_SAID, datetime=moment(20 + n))
        for n in range(9)
    ]  # fmt: skip
    assert assess({"payment": [*common, *fan]}, rules={"many_payers_one_payee"}).height == 9
    assert assess({"payment": fan}, rules={"many_payers_one_payee"}).is_empty()
