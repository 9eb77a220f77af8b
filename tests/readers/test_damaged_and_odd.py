"""Rows that are damaged, headings that are missing, cells that speak against their heading, money that goes both ways."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from headwater.errors import InputError
from headwater.readers import open_records, read
from headwater.readers.values.days import DayFormat, read_days, read_instant


def save(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_damaged_line_of_ndjson_is_refused_alone_with_its_number(tmp_path: Path, place: int) -> None:
    lines = ['{"company_id": "1", "name": "Uno SA"}', '{"company_id": "2", "name": "Dos SA"}']
    lines.insert(place, '{"company_id": "3", "name": ')
    reading = open_records(save(tmp_path, "\n".join(lines), "firms.json"))
    kept = pl.concat(list(reading.batches()))
    assert kept["name"].to_list() == ["Uno SA", "Dos SA"]
    assert reading.refused.select("row", "reason").rows() == [(place + 1, f"line {place + 1} is not a JSON object")]


def test_blank_lines_count_in_the_number_of_a_line(tmp_path: Path) -> None:
    text = '{"company_id": "1", "name": "Uno SA"}\n\nnonsense\n{"company_id": "2", "name": "Dos SA"}\n'
    reading = open_records(save(tmp_path, text))
    list(reading.batches())
    assert reading.refused["reason"].to_list() == ["line 3 is not a JSON object"]


def test_one_object_over_several_lines_is_a_document(tmp_path: Path) -> None:
    text = '{"records": [\n{"company_id": "1", "name": "Uno SA"},\n{"company_id": "2", "name": "Dos SA"}\n]}'
    assert read(save(tmp_path, text))["name"].to_list() == ["Uno SA", "Dos SA"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('[{"name": "Ana Prueba", "share": 0.6}, {"name": "Beta SA", "share": 0.4}]', "Ana Prueba 60 %;Beta SA 40 %"),
        ('[{"name": "Ana Prueba", "percentage": 60}, {"name": "Beta SA", "percentage": "40"}]', "Ana Prueba 60 %;Beta SA 40 %"),
        ('[{"nombre": "Ana Prueba", "participación": "60%"}]', "Ana Prueba 60%"),
        ('[{"name": "Ana Prueba", "percent": 0.5}]', "Ana Prueba 0.5 %"),
        ('[{"name": "Ana Prueba"}, "Beta SA"]', "Ana Prueba;Beta SA"),
    ],
)
def test_owners_given_as_objects_become_names_with_shares(tmp_path: Path, written: str, text: str) -> None:
    path = save(tmp_path, f'[{{"company_id": "1", "name": "Uno SA", "owners": {written}}}]', "firms.json")
    assert read(path)["owners"].to_list() == [text]


def test_an_officer_keeps_the_office(tmp_path: Path) -> None:
    officers = '[{"name": "Ana Prueba", "role": "director"}, {"name": "Luis Ejemplo", "role": null}]'
    path = save(tmp_path, f'[{{"company_id": "1", "name": "Uno SA", "officers": {officers}}}]', "firms.json")
    assert read(path)["officers"].to_list() == ["Ana Prueba (director);Luis Ejemplo"]


def test_the_warning_of_a_repeated_id_names_the_first_row_that_repeats_one(tmp_path: Path) -> None:
    path = save(tmp_path, "shipment_id,shipper_name,description\nS1,A,x\nS2,A,y\nS1,A,z\nS2,B,z\n")
    reading = open_records(path)
    list(reading.batches())
    assert reading.warnings.select("column", "rows", "first_row").rows() == [("shipment_id", 2, 3)]


@pytest.mark.parametrize(
    "rows",
    [
        "S1,2025-01-03,Acme Ltd,Beta SA,acetone 25 kg,250.50\nS2,2025-01-04,Acme Ltd,Beta SA,toluene,20.5\n",
        "P-001,a@firma.example,b@firma.example,100,EUR\nP-002,c@firma.example,d@firma.example,200,EUR\n",
        "1;03.05.2024;Muster GmbH;Beispiel AG;1.250,00;EUR\n2;04.05.2024;Muster GmbH;Beispiel AG;99,00;EUR\n",
    ],
)
def test_a_table_without_headings_is_told_in_one_sentence(tmp_path: Path, rows: str) -> None:
    with pytest.raises(InputError, match="no row of headings") as caught:
        open_records(save(tmp_path, rows))
    assert caught.value.code == "input-no-headings"
    assert "Acme" not in str(caught.value)


def test_headings_that_are_codes_of_a_system_are_still_headings(tmp_path: Path) -> None:
    text = "XQ1A,BZ7B,buyer_name,KWMENG,ARKTX\nSO1,7,Food Industries Corp.,5,acetone\nSO2,8,Trading Company,6,toluene\n"
    assert list(open_records(save(tmp_path, text), kind="order").columns) == ["XQ1A", "BZ7B", "buyer_name", "KWMENG", "ARKTX"]


def orders(cells: list[str], heading: str = "Entrega") -> str:
    rows = [f"P{n},2025-01-0{n},Firma {n},acetona,5,kg,{cell}" for n, cell in enumerate(cells, 1)]
    return "\n".join([f"order_id,Fecha,Cliente,Producto,Cantidad,Unidad,{heading}", *rows]) + "\n"


@pytest.mark.parametrize(
    ("cells", "meaning"),
    [
        (["DHL express", "Recoge en tienda", "urgente", "flete", "DHL express"], "delivery_method"),
        (["2025-02-01", "2025-02-02", "2025-02-03", "2025-02-04", "2025-02-05"], None),
        (["Almacenes Ruiz", "Standard Chemicals SA", "Ana Prueba", "Transportes Ejemplo SA", "Beta SL"], "ship_to_name"),
    ],
)
def test_cells_may_speak_against_a_name_that_the_heading_suggests(
    tmp_path: Path, cells: list[str], meaning: str | None
) -> None:
    assert open_records(save(tmp_path, orders(cells))).columns["Entrega"] == meaning


def test_a_waybill_number_alone_names_the_shipment_and_stays_its_transport_document(tmp_path: Path) -> None:
    text = "HAWB,MAWB,Shpr Nm,Cnee Nm,Goods Desc,Wgt Kg,Cust Val USD\nH1,020-12345675,A Ltd,B SA,acetone,25,100\n"
    record = read(save(tmp_path, text))
    assert record.select("house_bill", "master_bill", "value", "currency").row(0) == ("H1", "020-12345675", 100.0, "USD")
    assert record["record_id"].to_list() == ["H1"]


def test_in_an_account_statement_the_sign_says_who_pays(tmp_path: Path) -> None:
    text = (
        "Auftragskonto;Buchungstag;Verwendungszweck;Beguenstigter/Zahlungspflichtiger;Kontonummer/IBAN;Betrag;Waehrung\n"
        "DE1;03.05.24;Rechnung 1;Chemie Muster GmbH;DE2;-1.250,00;EUR\n"
        "DE1;04.05.24;Gutschrift;Kunde Beispiel AG;DE3;300,00;EUR\n"
    )
    reading = open_records(save(tmp_path, text))
    records = pl.concat(list(reading.batches()))
    assert records.select("payer_name", "payer_account", "payee_name", "payee_account", "amount").rows() == [
        (None, "DE1", "Chemie Muster GmbH", "DE2", 1250.0),
        ("Kunde Beispiel AG", "DE3", None, "DE1", 300.0),
    ]
    assert records["amount_written"].to_list()[0] == "-1.250,00"
    assert any("negative" in what for what in reading.warnings["warning"])


@pytest.mark.parametrize("written", ["-5", "(5.00)", "5.00-", "-5.00 USD", "USD -5.00"])
def test_a_negative_amount_keeps_its_sign_as_written_and_is_told(tmp_path: Path, written: str) -> None:
    text = (
        f"payment_id,datetime,payer_name,payee_name,amount,currency\n1,2024-05-03,A,B,{written},USD\n2,2024-05-03,A,B,7,USD\n"
    )
    reading = open_records(save(tmp_path, text))
    records = pl.concat(list(reading.batches()))
    assert records.select("payer_name", "payee_name", "amount").rows() == [("A", "B", 5.0), ("A", "B", 7.0)]
    assert records["amount_written"].to_list()[0] == written
    assert [row["rows"] for row in reading.warnings.iter_rows(named=True) if row["column"] == "amount"] == [1]


AFTERNOON = datetime(2024, 5, 3, 14, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-03 14:22",
        "03.05.2024 14:22 Uhr",
        "3 de mayo de 2024, 14:22",
        "2024年5月3日 14:22",
        "2024/5/3 下午2:22",
        "03/05/2024 14h22",
        "Fri May 03 14:22:00 2024",
        "03/05/2024 02:22 p. m.",
        "2024-05-03 16:22 CEST",
        "3 мая 2024 г. 14:22",
        "May 3, 2024 2:22 PM",
    ],
)
def test_moments_are_read_as_people_and_programs_write_them(written: str) -> None:
    assert read_instant(written, "dmy") == AFTERNOON
    assert read_days(pl.Series([written]), DayFormat("dmy", settled=True)).to_list() in ([date(2024, 5, 3)], [date(2024, 5, 3)])


def test_a_clock_that_cannot_be_read_does_not_lose_the_day() -> None:
    texts = pl.Series(["2024-05-03 14:22 Ortszeit", "5/3/24 14:22 somewhere", "2024-05-03 and later"])
    assert read_days(texts, DayFormat("mdy", settled=True)).to_list() == [date(2024, 5, 3), date(2024, 5, 3), None]
