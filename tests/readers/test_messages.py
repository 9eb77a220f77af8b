"""Messages of trade and payment become records; what cannot be read is counted and said."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import InputError
from headwater.readers import Reading, open_records
from headwater.readers.messages.edifact import segments
from headwater.readers.messages.x12 import segments as x12_segments

MESSAGES = Path(__file__).with_name("messages")


def message(name: str) -> str:
    return (MESSAGES / name).read_text(encoding="utf-8")


def opened(folder: Path, text: str | bytes, name: str = "message.txt") -> tuple[Reading, pl.DataFrame]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = open_records(path)
    return reading, pl.concat(list(reading.batches()))


def test_a_customs_manifest_gives_a_row_for_each_item(tmp_path: Path) -> None:
    reading, frame = opened(tmp_path, message("cuscar.edi"))
    assert reading.kind == "shipment"
    assert frame["record_id"].to_list() == ["BMLU551371/1", "BMLU551371/2", "BMLU551372"]
    row = frame.row(0, named=True)
    expected = {
        "date": date(2025, 4, 5),
        "mode": "sea",
        "carrier": "Blue Meridian Line",
        "transport_id": "PACIFICA DAWN 172E",
        "master_bill": "BMLUM0001",
        "house_bill": "HB77-1",
        "containers": "BMLU1234567",
        "origin_country": "CN",
        "destination_country": "NL",
        "transit_countries": "SG",
        "port_of_loading": "CNTAO",
        "port_of_discharge": "NLRTM",
        "shipper_name": "Qingdao Shengxin Life Sciences Co., Ltd",
        "shipper_address": "Gongye Road 400, Chemical Park, Qingdao, 51498",
        "shipper_country": "CN",
        "shipper_phone": "+86 532 555 0101",
        "shipper_email": "admin@shengxin-life.example",
        "consignee_id": "NL8144",
        "notify_name": "Rhine O'Neill Agents and Sons",
        "description": "ACETYLSALICYLIC ACID PO 78770",
        "hs_code": "29182200",
        "gross_kg": 1098.0,
        "net_kg": 1050.5,
        "packages": 42.0,
        "package_type": "FIBRE DRUMS",
        "value": 51058.86,
        "currency": "EUR",
    }
    assert {name: row[name] for name in expected} == expected
    assert frame["gross_kg"].to_list() == [1098.0, 0.5, 200.0]
    assert frame["master_bill"].to_list()[2] == "BMLU551372"
    assert frame["shipper_name"].to_list()[2] == "SHANGHAI NORVANE TRADING"
    assert reading.warnings.is_empty()


def test_an_instruction_is_one_consignment_with_the_totals_of_its_only_item(tmp_path: Path) -> None:
    _, frame = opened(tmp_path, message("iftmcs.edi"))
    row = frame.row(0, named=True)
    assert frame.height == 1
    assert (row["record_id"], row["date"], row["containers"]) == ("BMLU900001", date(2025, 3, 10), "BMLU1112223")
    assert (row["gross_kg"], row["packages"], row["consignee_country"]) == (1500.0, 30.0, "MX")
    assert (row["port_of_loading"], row["description"]) == ("INNSA", "PHENYLACETIC ACID")


def test_broken_edifact_is_counted(tmp_path: Path) -> None:
    other = "UNH+2+CUSRES:D:96B:UN'BGM+1+2'UNT+3+2'"
    cut = "UNH+3+IFTMCS:D:96B:UN'BGM+705+X'GID+1+5:CT'FTX+AAA+++TOYS'"
    reading, frame = opened(tmp_path, re.sub(r"UNT\+\d+", "UNT+7", message("iftmcs.edi")).replace("UNZ+1+9'", other + cut))
    assert (frame.height, reading.rows, reading.used) == (1, 3, 1)
    assert [reason[:30] for reason in reading.refused["reason"]] == [
        "a message of type CUSRES, whic",
        "a message that is cut off (no ",
    ]
    assert reading.warnings["warning"].str.contains("count of segments").any()


def test_edifact_without_a_known_message_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="CUSRES"):
        opened(tmp_path, "UNB+UNOA:2+A+B+250304:1010+9'UNH+2+CUSRES:D:96B:UN'BGM+1+2'UNT+3+2'UNZ+1+9'")


PART = st.text(alphabet="AZ09+:'? .é", min_size=1, max_size=6).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.lists(st.lists(PART, min_size=1, max_size=3), min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_released_in_edifact_is_read_back(body: list[list[list[str]]]) -> None:
    def release(part: str) -> str:
        return "".join(f"?{c}" if c in "+:'?" else c for c in part)

    text = "".join(
        "TAG+" + "+".join(":".join(release(c) for c in element) for element in segment) + "'\r\n" for segment in body
    )
    assert [segment[1:] for segment in segments(text)] == body


@settings(deadline=None, max_examples=50)
@given(
    st.sampled_from("*|^"), st.sampled_from("~\n!"), st.lists(st.text(alphabet="AZ09 .-", max_size=6), min_size=1, max_size=5)
)
def test_x12_is_read_with_the_separators_it_declares(element: str, terminator: str, parts: list[str]) -> None:
    parts = [part.strip() for part in parts]
    lines = [["ISA", "00", "x"], ["GS", "SO"], ["N1", *parts, "END"], ["SE", "1"]]
    assert list(x12_segments("".join(element.join(line) + terminator for line in lines)))[2] == ["N1", *parts, "END"]


def test_an_x12_manifest_gives_a_row_for_each_item(tmp_path: Path) -> None:
    reading, frame = opened(tmp_path, message("309.x12"))
    assert reading.kind == "shipment"
    row = frame.row(0, named=True)
    expected = {
        "record_id": "HB77",
        "date": date(2025, 4, 5),
        "mode": "sea",
        "transport_id": "PACIFICA DAWN 172E",
        "master_bill": "BMLUM1",
        "house_bill": "HB77",
        "containers": "BMLU1234567",
        "port_of_loading": "57035",
        "port_of_discharge": "2704",
        "shipper_country": "CN",
        "consignee_name": "TERCARI LABS INC",
        "consignee_address": "HARBOUR WAY 301, SUITE 5, LONG BEACH, CA, 90802",
        "consignee_phone": "5625550101",
        "consignee_email": "ops@tercari.example",
        "consignee_id": "12-345",
        "notify_name": "PACIFIC NOTIFY LLC",
        "description": "ACETYLSALICYLIC ACID",
        "hs_code": "29182200",
        "gross_kg": 998.0,
        "packages": 42.0,
        "value": 51058.0,
        "currency": "USD",
    }
    assert {name: row[name] for name in expected} == expected
    assert frame.row(1, named=True)["gross_kg"] == 10.0
    assert reading.warnings.is_empty()


def test_pounds_of_an_x12_bill_become_kilograms(tmp_path: Path) -> None:
    text = "ST*309*0001~M10*BMLU*O*US*9*SHIP*1~P4*2704*20250405~LX*1~M11*HB7*57035*4*DRM*100*L~N1*SH*A~SE*7*0001~"
    _, frame = opened(tmp_path, text)
    assert frame["gross_kg"][0] == pytest.approx(45.359237)


def test_an_x12_status_message_gives_a_row_for_each_disposition(tmp_path: Path) -> None:
    reading, frame = opened(tmp_path, message("350.x12"))
    assert frame.select("record_id", "date", "disposition", "entry number").rows() == [
        ("HB77", date(2025, 4, 6), "1C", "ENTRY001"),
        ("BL88", date(2025, 4, 7), "1H", "ENTRY002"),
    ]
    assert frame.select("master_bill", "house_bill").rows() == [("HB77", None), ("MASTER9", "BL88")]
    assert frame["remarks"][0] == "RELEASED AFTER EXAM"
    assert reading.columns["entry number"] is None


def test_swift_transfers_become_payments_and_the_rest_is_counted(tmp_path: Path) -> None:
    reading, frame = opened(tmp_path, message("mt103.fin").replace("\n", "\r\n"))
    assert reading.kind == "payment"
    assert frame["record_id"].to_list() == ["PAY-2025-001", "PAY-2025-002"]
    row = frame.row(0, named=True)
    expected = {
        "datetime": datetime(2025, 3, 4, tzinfo=UTC),
        "payer_name": "QUIMICA ROSEL SA",
        "payer_account": "012180001234567890",
        "payer_country": "MX",
        "payee_name": "NORVANE CHEMIE GMBH",
        "payee_account": "DE89370400440532013000",
        "payee_country": "DE",
        "amount": 12500.5,
        "currency": "USD",
        "bank_country": "DE",
        "reference": "INVOICE 4711 PAA 103-82-2",
        "UETR": "eb6305c9-1f7f-49de-aed0-16487c27b42d",
        "payer address": "CALLE 5 NO 10, MEXICO",
    }
    assert {name: row[name] for name in expected} == expected
    second = frame.row(1, named=True)
    assert (second["payer_name"], second["payer_country"], second["payee_name"]) == ("ELVIRA EXAMPLE", "MX", "SHENGXIN CO LTD")
    assert (second["amount"], second["bank_country"]) == (1000.0, "CN")
    assert [reason[:26] for reason in reading.refused["reason"]] == ["a message of type MT202, w", "a message that is cut off "]


def test_a_credit_transfer_message_gives_payments(tmp_path: Path) -> None:
    reading, frame = opened(tmp_path, message("pacs008.xml"))
    assert reading.kind == "payment"
    row = frame.row(0, named=True)
    expected = {
        "record_id": "E2E-1",
        "datetime": datetime(2025, 3, 4, 8, tzinfo=UTC),
        "payer_name": "Química Rosel S.A.",
        "payer_account": "012180001234567890",
        "payer_country": "MX",
        "payer_phone": "+52-3145550101",
        "payer_id": "RFC123",
        "payer address": "Calle Cinco 10, Manzanillo",
        "payee_name": "Norvane Chemie GmbH & Co",
        "payee_account": "DE89370400440532013000",
        "amount": 1500.25,
        "currency": "EUR",
        "bank_country": "DE",
        "reference": "Invoice 4711 103-82-2",
    }
    assert {name: row[name] for name in expected} == expected
    assert frame["record_id"][1] == "T2"


def test_an_account_report_gives_its_entries_and_their_parts(tmp_path: Path) -> None:
    _, frame = opened(tmp_path, message("camt053.xml").encode("utf-16"))
    assert frame.select("record_id", "amount", "payer_name", "payee_name").rows() == [
        ("E1", 100.0, "Payer One", "Norvane Chemie GmbH"),
        ("E2", 200.0, "Payer Two", "Norvane Chemie GmbH"),
        ("FEE1", 50.0, "Norvane Chemie GmbH", None),
    ]
    assert frame["payer_account"][2] == "DE89370400440532013000"
    assert frame["reference"][2] == "Account fee"
    assert frame["datetime"][0] == datetime(2025, 3, 4, tzinfo=UTC)


def test_xml_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    reading, frame = opened(tmp_path, message("pacs008.xml").partition("<Dbtr><Nm>A")[0])
    assert frame.height == 1
    assert reading.refused["reason"].to_list() == ["the file is cut off or not well-formed from here on"]
    assert reading.rows == 2


def test_an_entity_bomb_is_refused_before_it_opens(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(InputError, match="document type"):
        opened(tmp_path, message("pacs008.xml").replace('"UTF-8"?>', f'"UTF-8"?>{bomb}').replace("Invoice 4711", "&b;"))


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = message("pacs008.xml").replace("<Ustrd>Invoice 4711</Ustrd>", "<a>" * 5000 + "</a>" * 5000)
    with pytest.raises(InputError, match="no usable row"):
        opened(tmp_path, deep)


def test_a_postal_list_of_item_attributes_is_read(tmp_path: Path) -> None:
    attributes = {
        "Mail item ID": "LX123456789CN",
        "Posting date": "2025-03-04",
        "Origin country": "CN",
        "Destination country": "US",
        "Sender name": "Li Wei",
        "Sender address": "5 Port Road",
        "Sender country": "CN",
        "Addressee name": "J Doe",
        "Addressee address": "1 Main St",
        "Addressee country": "US",
        "Addressee telephone": "+1 555 0101",
        "Content piece description": "vitamin powder",
        "HS tariff number": "293627",
        "Declared gross weight (g)": "480",
        "Number of units": "2",
        "Declared value": "25.5",
        "Currency": "USD",
        "Handling class": "E",
    }
    text = ";".join(attributes) + "\n" + ";".join(attributes.values()) + "\n"
    reading, frame = opened(tmp_path, text)
    row = frame.row(0, named=True)
    assert reading.kind == "shipment"
    assert (row["record_id"], row["description"], row["gross_kg"]) == ("LX123456789CN", "vitamin powder", 0.48)
    assert (row["shipper_country"], row["consignee_phone"], row["hs_code"]) == ("CN", "+1 555 0101", "293627")
    assert reading.columns["Handling class"] is None
