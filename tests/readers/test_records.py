"""Headings become columns, cells become values, and nothing that was written is lost."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import MappingError
from headwater.model import RECORD_KINDS, RecordKind, columns_of, record_schema
from headwater.readers import open_records, read


def save(folder: Path, text: str) -> Path:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_canonical_headings_are_taken_as_they_are(tmp_path: Path, kind: RecordKind) -> None:
    names = [name for name in columns_of(kind) if name != "quantity_kg"]
    reading = open_records(save(tmp_path, ",".join(names) + "\n" + ",".join("7" for _ in names) + "\n"))
    assert reading.kind == kind
    assert reading.columns == {name: name for name in names}
    assert list(next(reading.batches()).schema.items())[: len(record_schema(kind))] == list(record_schema(kind).items())


UNDERSTOOD = """
shipment: 报关单号=shipment_id 申报日期=date 发货人=shipper_name 收货人=consignee_name 收货人地址=consignee_address
    商品名称=description 商品编码=hs_code 毛重(公斤)=gross_kg 件数=packages 运输方式=mode 原产国=origin_country
shipment: Folio=shipment_id Fecha de embarque=date Nombre del exportador=shipper_name Consignatario=consignee_name
    Dirección del consignatario=consignee_address Descripción=description Peso bruto (kg)=gross_kg
order: pedidoId=order_id fechaPedido=date clienteNombre=buyer_name producto=product cantidad=quantity unidadMedida=unit
    precioUnitario=unit_price
payment: Txn ID=payment_id Timestamp=datetime Sender Name=payer_name Sender Account=payer_account Amount=amount
    Beneficiary Name=payee_name Beneficiary IBAN=payee_account Currency=currency Payment Details=reference
company: 企业名称=name 统一社会信用代码=registration_id 法定代表人=officers 注册地址=address 成立日期=registered_on
    经营范围=activity 经营状态=status
listing: url=url title=title seller=vendor price=price currency=currency ships_from=ships_from
"""
LAYOUTS = [entry.partition(": ")[::2] for entry in re.split(r"\n(?=\w+: )", UNDERSTOOD.strip())]
HEADING = re.compile(r"(\S[^=]*)=(\w+)")


@pytest.mark.parametrize(("kind", "text"), LAYOUTS)
def test_headings_in_other_languages_and_spellings_are_understood(tmp_path: Path, kind: str, text: str) -> None:
    wanted = dict(HEADING.findall(text))
    reading = open_records(save(tmp_path, ",".join(wanted) + "\n" + ",".join("x" for _ in wanted) + "\n"))
    assert reading.kind == kind
    assert reading.columns == wanted


def test_columns_that_are_none_of_ours_stay_unmapped_and_are_kept(tmp_path: Path) -> None:
    text = (
        "RECORD_ID,IMPORTER_NAME,SUPPLIER_NAME,PRODUCT_DESCRIPTION,HS_CODE,HS_CODE_DESCRIPTION,HS_CODE_2,EXCHANGE_RATE,NET_WT_KGS\n"
        "1,A,B,acetone,29141100,Acetone; other,29,17.1,5\n"
    )
    reading = open_records(save(tmp_path, text))
    frame = next(reading.batches())
    unmapped = [heading for heading, column in reading.columns.items() if column is None]
    assert unmapped == ["HS_CODE_DESCRIPTION", "HS_CODE_2", "EXCHANGE_RATE"]
    assert frame.select(*unmapped, "net_kg").row(0) == (
        "Acetone; other",
        "29",
        "17.1",
        5.0,
    )


def test_a_name_and_its_english_form_fill_one_column_and_both_are_kept(tmp_path: Path) -> None:
    head = "RECORD_ID,IMPORTER_NAME,IMPORTER_NAME_EN,SUPPLIER_NAME,PRODUCT_DESCRIPTION\n"
    text = head + "1,甲公司,Jia Ltd,B,acetone\n2,,Yi Ltd,B,acetone\n"
    frame = read(save(tmp_path, text))
    assert frame["consignee_name"].to_list() == ["甲公司", "Yi Ltd"]
    assert frame["IMPORTER_NAME_EN"].to_list() == ["Jia Ltd", "Yi Ltd"]


def test_a_mapping_overrides_what_was_recognised(tmp_path: Path) -> None:
    path = save(tmp_path, "Order No,Customer,Product,colour\nA1,Norvane,aniline,coating\n")
    frame = read(path, mapping={"colour": "stated_use", "Customer": "-"})
    assert frame.select("stated_use", "buyer_name", "Customer").row(0) == ("coating", None, "Norvane")


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"Colour": "stated_uze"}, "stated_use"),
        ({"shade": "product"}, "'colour'"),
        ({"colour": "product", "Product": "product"}, "Two columns"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_names_that_there_are(
    tmp_path: Path, mapping: dict[str, str], message: str
) -> None:
    path = save(tmp_path, "Order No,Customer,Product,colour\nA1,Norvane,aniline,coating\n")
    with pytest.raises(MappingError, match=message):
        open_records(path, mapping=mapping)


def test_masses_come_to_kilograms_by_cell_column_or_heading(tmp_path: Path) -> None:
    head = "shipment_id,shipper_name,consignee_name,description,"
    by_heading = read(save(tmp_path, head + "Gross Weight (LBS)\n1,A,B,acetone,100\n"))
    assert by_heading.select("gross_kg", "gross_kg_written").row(0) == (pytest.approx(45.359237), "100")
    by_column = read(save(tmp_path, head + "GROSS_WEIGHT,GROSS_WEIGHT_UNIT\n1,A,B,acetone,2,T\n2,A,B,acetone,2,KG\n"))
    assert by_column["gross_kg"].to_list() == [2000.0, 2.0]
    by_cell = read(save(tmp_path, head + 'Gross Weight\n1,A,B,acetone,"1,200 kg"\n2,A,B,acetone,500 g\n'))
    assert by_cell["gross_kg"].to_list() == [1200.0, 0.5]
    assert by_cell["gross_kg_written"].to_list() == ["1,200 kg", "500 g"]


def test_the_mass_of_an_order_is_filled_where_its_unit_is_one_of_mass(tmp_path: Path) -> None:
    text = "order_id,buyer_name,product,quantity,unit\n1,A,x,2,t\n2,A,x,500,g\n3,A,x,3,drums\n4,A,x,4,公斤\n"
    assert read(save(tmp_path, text))["quantity_kg"].to_list() == [2000.0, 0.5, None, 4.0]


def test_the_unit_of_an_order_may_stand_in_its_cells_or_its_heading(tmp_path: Path) -> None:
    frame = read(save(tmp_path, 'order_id,buyer_name,product,Quantity\n1,A,x,"1,200 g"\n2,A,x,3 drums\n3,A,x,4\n'))
    assert frame.select("quantity", "unit", "quantity_kg").rows() == [
        (1200.0, "g", 1.2),
        (3.0, "drums", None),
        (4.0, None, None),
    ]
    assert read(save(tmp_path, "order_id,buyer_name,product,Quantity (t)\n1,A,x,2\n"))["quantity_kg"].to_list() == [2000.0]


def test_a_number_that_nothing_settles_is_read_by_the_custom_of_the_file_and_said(tmp_path: Path) -> None:
    head = ["order_id", "buyer_name", "product", "quantity"]
    for delimiter, value in ((",", 1.234), (";", 1234.0)):
        reading = open_records(save(tmp_path, f"{delimiter.join(head)}\n{delimiter.join(['1', 'A', 'x', '1.234'])}\n"))
        assert next(reading.batches())["quantity"].to_list() == [value]
        list(reading.batches())
        assert reading.warnings["column"].to_list() == ["quantity"]


def test_lists_in_a_cell_are_parted_by_semicolons(tmp_path: Path) -> None:
    text = "shipment_id,shipper_name,consignee_name,description,Container No.,Transit countries\n"
    text += '1,A,B,x,"bmlu 123456-7, BMLU7654321",China / Hong Kong\n2,A,B,x,loose,SG\n'
    frame = read(save(tmp_path, text))
    assert frame["containers"].to_list() == ["BMLU1234567;BMLU7654321", "loose"]
    assert frame["containers_written"].to_list() == ["bmlu 123456-7, BMLU7654321", None]
    assert frame["transit_countries"].to_list() == ["CN;HK", "SG"]
    company = "company_id,name,officers\nC1,Norvane,Ana Ruiz | Juan Paz\n"
    assert read(save(tmp_path, company))["officers"].to_list() == ["Ana Ruiz;Juan Paz"]


def test_dates_with_points_begin_with_the_day(tmp_path: Path) -> None:
    reading = open_records(save(tmp_path, "order_id,date,buyer_name,product\n1,04.03.25,A,x\n"))
    assert next(reading.batches())["date"].to_list() == [date(2025, 3, 4)]
    assert reading.warnings.is_empty()


def test_a_currency_in_the_cells_or_the_heading_is_found(tmp_path: Path) -> None:
    head = "shipment_id,shipper_name,consignee_name,description,"
    assert read(save(tmp_path, head + "VALUE_IN_USD\n1,A,B,acetone,100\n"))["currency"].to_list() == ["USD"]
    frame = read(save(tmp_path, head + 'Invoice value\n1,A,B,acetone,"EUR 1,000.50"\n2,A,B,acetone,12.5\n'))
    assert frame.select("value", "currency").rows() == [(1000.5, "EUR"), (12.5, None)]


def test_cells_that_cannot_be_read_stay_as_written_and_are_counted(tmp_path: Path) -> None:
    text = (
        "shipment_id,date,shipper_name,consignee_name,description,gross_kg,value,currency,origin_country\n"
        "1,2025-02-30,A,B,x,-5,1e300,DOUBLOON,Atlantis\n2,2025-03-04,A,B,x,5,10,EUR,China\n"
    )
    reading = open_records(save(tmp_path, text))
    frame = pl.concat(list(reading.batches()))
    assert frame.row(0, named=True) | {
        "date": None,
        "gross_kg": None,
        "value": None,
        "currency": None,
        "origin_country": None,
    } == frame.row(0, named=True)
    written = [f"{name}_written" for name in ("date", "gross_kg", "value", "currency", "origin_country")]
    assert frame.select(written).row(0) == ("2025-02-30", "-5", "1e300", "DOUBLOON", "Atlantis")
    assert frame.select("date", "origin_country", "origin_country_written").row(1) == (date(2025, 3, 4), "CN", "China")
    counted = dict(reading.warnings.select("column", "rows").rows())
    assert counted == {"date": 1, "gross_kg": 1, "value": 1, "currency": 1, "origin_country": 1}
    assert (reading.rows, reading.used) == (2, 2)


def test_what_is_canonical_already_has_no_written_text(tmp_path: Path) -> None:
    frame = read(save(tmp_path, "order_id,date,buyer_name,product,quantity,currency\n1,2025-03-04,A,x,2.50,EUR\n"))
    assert frame.select(pl.col("^.*_written$")).null_count().row(0) == (1, 1, 1)


def test_marks_of_absence_are_empty_but_namibia_is_not(tmp_path: Path) -> None:
    frame = read(save(tmp_path, "order_id,buyer_name,buyer_country,product\n1,N/A,NA,x\n2,-,,x\n"))
    assert frame.select("buyer_name", "buyer_country").rows() == [(None, "NA"), (None, None)]


def test_a_missing_id_is_replaced_by_the_row(tmp_path: Path) -> None:
    assert read(save(tmp_path, "order_id,buyer_name,product\nA1,A,x\n,B,y\n"))["record_id"].to_list() == ["A1", "row-2"]
    assert read(save(tmp_path, "buyer_name,product,quantity\nA,x,1\nB,y,2\n"))["record_id"].to_list() == ["row-1", "row-2"]


CELL = st.text(alphabet='abz09 ,;"\n\t|é中=-', max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet='ab,"\n; é0', max_size=20), min_size=1, max_size=12))
def test_every_row_is_used_or_refused_whatever_the_lines_hold(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "order_id,buyer_name,product\nX1,Norvane,aniline\n" + "\n".join(lines) + "\n"
    reading = open_records(save(tmp_path_factory.mktemp("rows"), text), kind="order")
    batches = list(reading.batches())
    assert sum(batch.height for batch in batches) == reading.used
    assert reading.rows == reading.used + reading.refused.height
    numbers = sorted([row for batch in batches for row in batch["row"]] + reading.refused["row"].to_list())
    assert numbers == list(range(1, reading.rows + 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_text_written_by_the_rules_of_csv_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    frame = pl.DataFrame(
        {"order_id": [f"A{n}" for n in range(len(rows))], "buyer_name": [a for a, _ in rows], "product": [b for _, b in rows]}
    )
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    frame.write_csv(path)
    found = read(path, kind="order")
    assert found["record_id"].to_list() == frame["order_id"].to_list()
    wanted = [text.strip() for text in frame["product"]]
    assert [text or "" for text in found["product"]] == [("" if text in ("-", "--", "---") else text) for text in wanted]
