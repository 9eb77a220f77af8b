"""Shortened words in headings: beginnings, contractions, phrases, ends of compounds."""

import csv
from pathlib import Path

import polars as pl
import pytest

from headwater.model import RecordKind
from headwater.readers.recognition import recognise
from headwater.readers.recognition.abbreviations import Piece, short_for
from headwater.readers.recognition.columns import fits
from headwater.readers.recognition.evidence import look_at
from headwater.readers.recognition.words import shortened_readings


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        ("shipment", "Dom. Imp.", "consignee_address"),
        ("shipment", "Expéd.", "shipper_name"),
        ("shipment", "Versender Anschr.", "shipper_address"),
        ("shipment", "Orig Ctry", "origin_country"),
        ("shipment", "Warenbez.", "description"),
        ("order", "Lieferanschr.", "ship_to_address"),
        ("order", "Cond. Pgto.", "payment_method"),
        ("order", "F. Pedido", "date"),
        ("order", "Whg.", "currency"),
        ("payment", "Ord Cust Nm", "payer_name"),
        ("payment", "Rcvr Ctry", "payee_country"),
        ("payment", "Cta. Ordenante", "payer_account"),
        ("company", "Geschäftsf.", "officers"),
        ("listing", "Mon.", "currency"),
    ],
)
def test_a_shortened_heading_fits_the_column_its_full_words_mean(kind: RecordKind, heading: str, column: str) -> None:
    found = fits(heading, kind)
    assert max(found, key=lambda name: found[name]) == column


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("shipment", "VAT"), ("shipment", "Seal Nos."), ("payment", "Gas"), ("order", "Sex"), ("company", "Age")],
)
def test_a_whole_word_that_is_not_known_is_no_shortening_of_another(kind: RecordKind, heading: str) -> None:
    assert all(score < 0.9 for score in fits(heading, kind).values())


def test_a_heading_of_full_words_has_no_shortened_reading() -> None:
    assert shortened_readings("Consignee Address") == ()
    assert shortened_readings("收货人地址") == ()


def test_a_full_stop_makes_a_shortening_likelier() -> None:
    dotted = {guess.notion: guess.cost for guess in short_for(Piece("anschr", dotted=True))}
    bare = {guess.notion: guess.cost for guess in short_for(Piece("anschr", dotted=False))}
    assert dotted["address"] < bare["address"]


def test_a_role_beside_its_name_column_is_its_number_where_the_cells_are_numbers() -> None:
    headings = ["Order", "Customer", "Customer Name", "Product", "Quantity"]
    rows = [(f"SO{i}", f"10{i:04}", f"Firma {word}", "acetone", str(i)) for i, word in enumerate("abcdefgh")]
    numbers = pl.DataFrame(rows, schema=[str(i) for i in range(5)], orient="row")
    told = recognise(headings, numbers, kind="order", mapping={}, where="orders.csv")
    assert told.first[1] == "buyer_id"
    names = numbers.with_columns(pl.col("2").str.to_uppercase().alias("1"))
    told = recognise(headings, names, kind="order", mapping={}, where="orders.csv")
    assert "buyer_id" not in told.first.values()


def test_a_remittance_ledger_of_senders_and_receivers_is_no_shipment() -> None:
    headings = ["MTCN", "Send Dt", "Sender Name", "Sender Ctry", "Receiver Name", "Receiver Ctry", "Principal Amt", "Send Ccy"]
    told = recognise(headings, pl.DataFrame({str(i): ["x"] for i in range(8)}), kind=None, mapping={}, where="ledger.csv")
    assert told.kind == "payment"


def test_every_labelled_set_is_read_as_well_as_the_benchmark_page_says() -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "quality" / "layouts.csv"
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["set"] in "EFG" and row["canonical"]]
    layouts: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows:
        layouts.setdefault((row["set"], row["layout"], row["kind"]), []).append(row)
    right = 0
    for (_, name, kind), columns in layouts.items():
        sample = pl.DataFrame({str(place): ["x"] for place in range(len(columns))})
        told = recognise([row["heading"] for row in columns], sample, kind=kind, mapping={}, where=name)  # type: ignore[arg-type]
        meaning = {**told.first, **told.further}
        right += sum(meaning.get(place, "-") in row["canonical"].split("|") for place, row in enumerate(columns))
    assert right / len(rows) > 0.95
    assert look_at(pl.Series(["10001", "10002"])).share["numbered"] == 1.0
