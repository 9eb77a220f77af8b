"""Every format is read by its content, whatever the encoding, and every row is accounted for."""

import gzip
import json
import zipfile
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from headwater.errors import InputError, MappingError
from headwater.model import RecordKind
from headwater.readers import open_records, read

HEADINGS = ["Order No", "Order Date", "Customer", "Product", "CAS No.", "Quantity", "Unit"]
ROWS = [
    ["A1", "2025-03-04", "Norvane Labs", "aniline", "62-53-3", "12", "kg"],
    ["A2", "2025-03-05", "Química Rosel S.A.", "anilina 99%", "62-53-3", "25", "kg"],
    ["A3", "2025-03-06", "青岛泰华贸易", "苯胺", "62-53-3", "3.5", "kg"],
]
BUYERS = [row[2] for row in ROWS]


def delimited(rows: list[list[str]], delimiter: str = ",") -> str:
    return "\r\n".join(delimiter.join(row) for row in [HEADINGS, *rows]) + "\r\n"


def save(folder: Path, data: str | bytes, name: str = "file.dat", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_any_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    frame = read(save(tmp_path, delimited(ROWS, delimiter)))
    assert frame["buyer_name"].to_list() == BUYERS
    assert frame["quantity"].to_list() == [12.0, 25.0, 3.5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_any_unicode_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert read(save(tmp_path, delimited(ROWS), encoding=encoding))["buyer_name"].to_list() == BUYERS


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("latin-1", ["Química Rosel", "Peña y Müller", "Société Générale d'Équipement", "São João Importação"]),
        ("cp1252", ["Química “Rosel”", "Peña – Müller", "Łódź".replace("Ł", "L").replace("ź", "z"), "Garçon & Cie €"]),
        ("gb18030", ["青岛泰华贸易有限公司", "上海新生命科技", "深圳市进出口公司", "北京化工厂"]),
        ("big5", ["臺灣化學工業股份有限公司", "高雄進出口貿易公司", "台北國際實業", "新竹科技"]),
        ("cp1251", ["Общество с ограниченной ответственностью", "Химпром Поставка", "Завод реактивов", "Торговый дом"]),
    ],
)
def test_legacy_encodings_are_told_from_the_bytes(tmp_path: Path, encoding: str, names: list[str]) -> None:
    rows = [[f"B{n}", "2025-03-04", name, "solvent", "", "1", "kg"] for n, name in enumerate(names)]
    assert read(save(tmp_path, delimited(rows), encoding=encoding))["buyer_name"].to_list() == names


def test_lines_in_another_encoding_are_read_and_counted(tmp_path: Path) -> None:
    good = delimited([[f"C{n}", "2025-03-04", "Química", "solvent", "", "1", "kg"] for n in range(50)]).encode()
    odd = "C50,2025-03-04,Peña S.A.,solvent,,1,kg\r\n".encode("cp1252")
    reading = open_records(save(tmp_path, good + odd))
    frame = pl.concat(list(reading.batches()))
    assert frame["buyer_name"][-1] == "Peña S.A."
    assert frame["buyer_name"][0] == "Química"
    assert reading.warnings.filter(pl.col("warning").str.contains("cp1252")).select("rows", "first_row").rows() == [(1, 51)]


def test_old_line_ends_and_a_missing_last_one_are_read(tmp_path: Path) -> None:
    text = delimited(ROWS)
    assert read(save(tmp_path, text.replace("\r\n", "\r")))["record_id"].to_list() == ["A1", "A2", "A3"]
    assert read(save(tmp_path, text.replace("\r\n", "\n").rstrip()))["record_id"].to_list() == ["A1", "A2", "A3"]


def test_a_quoted_cell_may_hold_delimiters_marks_and_line_ends(tmp_path: Path) -> None:
    rows = [ROWS[0][:], ROWS[1][:]]
    rows[0][3] = '"aniline, ""technical""\r\nin drums"'
    frame = read(save(tmp_path, delimited(rows)))
    assert frame["product"].to_list() == ['aniline, "technical"\nin drums', "anilina 99%"]
    assert frame["row"].to_list() == [1, 2]


def test_a_stray_quotation_mark_swallows_no_other_row(tmp_path: Path) -> None:
    rows = [[*row] for row in ROWS] + [["A4", "2025-03-07", "Delta", 'pipe 5" steel', "", "1", "kg"]]
    rows[1][3] = '"anilina 99%'
    reading = open_records(save(tmp_path, delimited(rows)))
    frame = pl.concat(list(reading.batches()))
    assert frame["record_id"].to_list() == ["A1", "A2", "A3", "A4"]
    assert frame["product"].to_list() == ["aniline", '"anilina 99%', "苯胺", 'pipe 5" steel']


def test_titles_above_the_headings_and_blank_lines_do_not_shift_rows(tmp_path: Path) -> None:
    lines = delimited(ROWS).split("\r\n")
    text = "Order list 2025\r\nprinted by accounts, Monday\r\n\r\n" + "\r\n".join([lines[0], "", lines[1], "", *lines[2:]])
    reading = open_records(save(tmp_path, text))
    frame = pl.concat(list(reading.batches()))
    assert frame.select("row", "record_id").rows() == [(1, "A1"), (2, "A2"), (3, "A3")]
    assert reading.facts["headings on line"] == "4"


def test_rows_that_cannot_be_used_are_refused_with_a_reason(tmp_path: Path) -> None:
    lines = delimited(ROWS).split("\r\n")
    text = "\r\n".join([*lines[:2], "A9,too,few", ",,,,,,", lines[0], lines[2], "A8" + ",x" * 9, "Total,,,,,37,", lines[3]])
    reading = open_records(save(tmp_path, text))
    frame = pl.concat(list(reading.batches()))
    assert frame.select("row", "record_id").rows() == [(1, "A1"), (5, "A2"), (8, "A3")]
    assert reading.refused.select("row", "reason").rows() == [
        (2, "7 cells expected, 3 found"),
        (3, "empty row"),
        (4, "the headings again"),
        (6, "7 cells expected, 10 found"),
        (7, "a line of totals"),
    ]
    assert (reading.rows, reading.used, reading.refused.height) == (8, 3, 5)


def test_delimiters_after_the_last_cell_do_no_harm(tmp_path: Path) -> None:
    text = delimited(ROWS).replace("\r\n", ",,\r\n")
    assert read(save(tmp_path, text))["unit"].to_list() == ["kg"] * 3


def test_a_workbook_is_read_from_its_first_sheet_with_cells(tmp_path: Path, write_workbook: Callable[..., Path]) -> None:
    rows = [[row[0], date.fromisoformat(row[1]), row[2], row[3], row[4], float(row[5]), row[6]] for row in ROWS]
    table = [["Order list"], [], ["printed", "Monday"], HEADINGS, rows[0], rows[1], [], rows[2], []]
    reading = open_records(write_workbook(tmp_path / "book.csv", {"cover": [], "data": table}))
    frame = pl.concat(list(reading.batches()))
    assert frame["buyer_name"].to_list() == BUYERS
    assert frame["date"].to_list() == [row[1] for row in rows]
    assert frame["quantity"].to_list() == [12.0, 25.0, 3.5]
    assert frame["date_written"].null_count() == 3
    assert frame["row"].to_list() == [1, 2, 4]
    assert reading.refused.select("row", "reason").rows() == [(3, "empty row")]
    assert reading.facts["sheet"] == "data"


def test_a_workbook_cut_off_is_refused(tmp_path: Path, write_workbook: Callable[..., Path]) -> None:
    path = write_workbook(tmp_path / "book.xlsx", {"data": [HEADINGS, *ROWS]})
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="cut off"):
        open_records(path)


def test_a_workbook_in_gzip_is_read(tmp_path: Path, write_workbook: Callable[..., Path]) -> None:
    path = write_workbook(tmp_path / "book.xlsx", {"data": [HEADINGS, *ROWS]})
    assert read(save(tmp_path, gzip.compress(path.read_bytes())))["buyer_name"].to_list() == BUYERS


def test_json_in_its_usual_shapes_is_read(tmp_path: Path) -> None:
    objects = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
    for data in (json.dumps(objects), json.dumps({"orders": objects, "count": 3}, indent=1)):
        assert read(save(tmp_path, data))["buyer_name"].to_list() == BUYERS
    lines = "\n".join(json.dumps(item, ensure_ascii=False) for item in objects)
    assert read(save(tmp_path, lines))["buyer_name"].to_list() == BUYERS


def test_a_broken_line_of_ndjson_is_refused_and_counted(tmp_path: Path) -> None:
    objects = [json.dumps(dict(zip(HEADINGS, row, strict=True))) for row in ROWS]
    reading = open_records(save(tmp_path, "\n".join([objects[0], objects[1], '{"Order No": ', "[1]", objects[2]])))
    frame = pl.concat(list(reading.batches()))
    assert frame["row"].to_list() == [1, 2, 5]
    assert reading.refused["row"].to_list() == [3, 4]
    assert reading.rows == 5


def test_inner_objects_and_lists_of_json_become_cells(tmp_path: Path) -> None:
    item = {"order id": 7, "date": "2025-03-04", "buyer": {"name": "Norvane", "country": "Mexico"}, "product": ["a", "b"]}
    frame = read(save(tmp_path, json.dumps([item, item])))
    assert frame.select("record_id", "buyer_name", "buyer_country", "product").row(0) == ("7", "Norvane", "MX", "a;b")


def test_parquet_with_typed_columns_is_read(tmp_path: Path) -> None:
    frame = pl.DataFrame(ROWS, schema=HEADINGS, orient="row").with_columns(
        pl.col("Order Date").str.to_date(), pl.col("Quantity").cast(pl.Float64)
    )
    frame.write_parquet(tmp_path / "orders")
    found = read(tmp_path / "orders")
    assert found["buyer_name"].to_list() == BUYERS
    assert str(found["date"][0]) == "2025-03-04"
    assert found["date_written"].null_count() == 3


@pytest.mark.parametrize("kind", ["csv", "json", "ndjson", "parquet"])
def test_gzip_of_any_format_is_read(tmp_path: Path, kind: str) -> None:
    frame = pl.DataFrame(ROWS, schema=HEADINGS, orient="row")
    write: dict[str, Callable[[Path], object]] = {
        "csv": frame.write_csv,
        "json": frame.write_json,
        "ndjson": frame.write_ndjson,
        "parquet": frame.write_parquet,
    }
    write[kind](tmp_path / "plain")
    packed = save(tmp_path, gzip.compress((tmp_path / "plain").read_bytes()), name="packed.txt")
    assert read(packed)["buyer_name"].to_list() == BUYERS


# ---- what is no file of records

REFUSALS: list[tuple[str, bytes, str]] = [
    ("empty", b"", "is empty"),
    ("blank lines", b"\n\n  \n", "only blank lines"),
    ("headings only", delimited([]).encode(), "no usable row"),
    ("binary junk", bytes(range(256)) * 40, "binary data"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
    ("a PDF", b"%PDF-1.7\n...", "PDF"),
    ("a web page", b"<!DOCTYPE html>\n<html><body><table><tr><td>a,b</td></tr></table></body></html>", "web page"),
    ("a comment and a web page", b"<!-- x -->\n<html><body>503</body></html>", "web page"),
    ("other XML", b"<?xml version='1.0'?><a><b/></a>", "XML"),
    ("broken JSON", b'[{"Order No": "A1", "Product": "x"}, {"Order', "not valid JSON"),
    ("JSON without objects", b"[1, 2, 3]", "no array of JSON objects"),
    ("cut-off workbook", b"PK\x03\x04" + bytes(200), "cut off"),
    ("cut-off Parquet", b"PAR1" + bytes(200), "cut off"),
    ("cut-off gzip", gzip.compress(delimited(ROWS * 50).encode())[:-20], "cut off"),
    ("damaged gzip", gzip.compress(delimited(ROWS * 50).encode())[:30] + b"\xff" * 60, "gzip"),
    ("gzip of nothing", gzip.compress(b""), "nothing once unpacked"),
    ("a gzip of zeros", gzip.compress(bytes(1 << 20)), "binary data"),
]


@pytest.mark.parametrize(("data", "sentence"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_a_file_that_holds_no_records_gets_one_clear_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = save(tmp_path, data, name="orders.csv")
    with pytest.raises(InputError, match=sentence) as caught:
        list(open_records(path).batches())
    assert "\n" not in str(caught.value)
    assert "orders.csv" in str(caught.value)


def test_a_gzip_cut_off_far_into_the_file_is_said_so(tmp_path: Path) -> None:
    rows = [[f"D{n}", "2025-03-04", f"Buyer {n * 7919 % 100_003}", "solvent", "", str(n), "kg"] for n in range(40_000)]
    data = gzip.compress(delimited(rows).encode())
    with pytest.raises(InputError, match="cut off"):
        list(open_records(save(tmp_path, data[: len(data) // 2 + len(data) // 4])).batches())


def test_one_enormous_line_is_not_taken_into_memory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="16 MiB"):
        list(open_records(save(tmp_path, delimited(ROWS).encode() + b"x" * (40 << 20))).batches())


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        open_records(tmp_path / "none.csv")
    with pytest.raises(InputError, match="folder"):
        open_records(tmp_path)


def test_a_kind_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="--kind"):
        open_records(save(tmp_path, "alpha,beta\n1,2\n"))


@pytest.mark.parametrize("kind", ["payment", "listing", "company"])
def test_a_kind_that_the_headings_speak_against_is_refused(tmp_path: Path, kind: RecordKind) -> None:
    with pytest.raises(MappingError, match="looks like a file of kind order"):
        open_records(save(tmp_path, delimited(ROWS)), kind=kind)


def test_a_kind_may_be_forced_by_naming_columns(tmp_path: Path) -> None:
    assert (
        open_records(save(tmp_path, "alpha,beta\nNorvane,x\n"), kind="order", mapping={"alpha": "buyer_name"}).kind == "order"
    )


def test_a_zip_archive_is_told_from_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "orders.zip", "w") as archive:
        archive.writestr("orders.csv", delimited(ROWS))
    with pytest.raises(InputError, match="unpack it"):
        open_records(tmp_path / "orders.zip")


def test_a_note_under_the_table_is_refused(tmp_path: Path) -> None:
    reading = open_records(save(tmp_path, delimited([*ROWS, ["Printed by accounts", *[""] * 6]])))
    assert sum(batch.height for batch in reading.batches()) == 3
    assert reading.refused.select("row", "reason").rows() == [(4, "a note, one cell only")]


def test_a_record_of_which_only_the_name_is_known_is_kept(tmp_path: Path) -> None:
    text = "name,country,address,phone\nAlpha Trading Ltd,GB,1 Road,555\nBeta Chemicals SA,,,\nGamma Labs BV,NL,2 Road,556\n"
    assert read(save(tmp_path, text), kind="company")["name"].to_list() == [
        "Alpha Trading Ltd",
        "Beta Chemicals SA",
        "Gamma Labs BV",
    ]


def test_an_array_of_json_is_found_inside_other_objects(tmp_path: Path) -> None:
    objects = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
    data = json.dumps({"meta": {"pages": 1}, "data": {"orders": objects}})
    assert read(save(tmp_path, data))["buyer_name"].to_list() == BUYERS


def test_parquet_columns_of_every_type_become_text(tmp_path: Path) -> None:
    pl.DataFrame(
        {
            "order id": [1, 2],
            "customer": pl.Series(["A", "B"], dtype=pl.Categorical),
            "product": ["x", None],
            "quantity": pl.Series([Decimal("1.50"), None]),
            "tags": [["a", "b"], None],
            "clock": [time(1, 2), None],
            "checked": [True, None],
            "raw": [b"\xff\x00", None],
            "inner": [{"a": 1}, None],
        }
    ).write_parquet(tmp_path / "orders")
    found = read(tmp_path / "orders")
    assert found.select("record_id", "buyer_name", "quantity", "tags", "clock", "checked", "raw", "inner").row(0) == (
        *("1", "A", 1.5, "a;b", "01:02:00", "true", "ff00", '{"a": 1}'),
    )


@pytest.mark.parametrize("kind", ["parquet", "workbook"])
def test_a_file_damaged_anywhere_is_read_or_refused_and_never_fails(
    tmp_path: Path, write_workbook: Callable[..., Path], kind: str
) -> None:
    path = tmp_path / "damaged"
    if kind == "parquet":
        pl.DataFrame(ROWS, schema=HEADINGS, orient="row").write_parquet(path)
    else:
        write_workbook(path, {"data": [HEADINGS, *ROWS]})
    whole = path.read_bytes()
    refused = 0
    for place in range(4, len(whole), max(1, len(whole) // 150)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        try:
            reading = open_records(path, kind="order", mapping={})
            assert sum(batch.height for batch in reading.batches()) == reading.used
        except (InputError, MappingError):
            refused += 1
    assert refused


def test_formulas_and_control_characters_stay_text(tmp_path: Path) -> None:
    rows = [[*ROWS[0]], [*ROWS[1]]]
    rows[0][2], rows[1][2] = "=cmd|' /C calc'!A0", "Nor\x1b[31mvane\x00"
    assert read(save(tmp_path, delimited(rows)))["buyer_name"].to_list() == ["=cmd|' /C calc'!A0", "Nor\x1b[31mvane\x00"]


def test_repeated_and_empty_headings_keep_their_columns(tmp_path: Path) -> None:
    text = "Order No,Customer,Product,colour,colour,,date\nA1,Norvane,aniline,red,blue,loose,2025-03-04\n"
    frame = read(save(tmp_path, text))
    assert frame.select("colour", "colour (2)", "column 6").row(0) == ("red", "blue", "loose")


def test_an_unknown_column_never_takes_a_canonical_name(tmp_path: Path) -> None:
    path = save(tmp_path, "Order No,Customer,Product,row,substance_id\nA1,Norvane,aniline,17,x\n")
    frame = read(path)
    assert frame.select("row", "row (2)", "file substance_id (2)").row(0) == (1, "17", "x")


def test_repeated_ids_are_kept_and_said(tmp_path: Path) -> None:
    reading = open_records(save(tmp_path, delimited([ROWS[0], ROWS[0], ROWS[1]])))
    assert sum(batch.height for batch in reading.batches()) == 3
    assert reading.warnings.filter(pl.col("column") == "order_id")["rows"].to_list() == [1]


def test_a_second_pass_counts_anew(tmp_path: Path) -> None:
    reading = open_records(save(tmp_path, delimited(ROWS)))
    first = pl.concat(list(reading.batches()))
    assert pl.concat(list(reading.batches())).equals(first)
    assert (reading.rows, reading.used) == (3, 3)


def test_the_source_is_name_and_checksum(tmp_path: Path) -> None:
    reading = open_records(save(tmp_path, delimited(ROWS), name="orders.csv"))
    assert reading.source == f"orders.csv#{reading.sha256[:12]}"
    assert next(reading.batches())["source"].unique().to_list() == [reading.source]


def test_turkish_letters_are_told_from_icelandic_ones(tmp_path: Path) -> None:
    turkish = "Tescil No;Tescil Tarihi;Gönderici;Alıcı Unvanı;Eşyanın Tanımı;Brüt Ağırlık (kg)\n"
    turkish += "1;04.03.2025;Yeşilova Boya A.Ş.;Karadağ Kimya Ltd. Şti.;çelik vida;12,5\n"
    icelandic = "Order No;Order Date;Customer;Product;Quantity;Unit\n1;2025-03-04;Þórður Ávaxtabúð;málning græn;12;kg\n"
    icelandic += "2;2025-03-05;Sigríður Efnavörur;sýra;3;kg\n"
    for text, encoding, column, name in (
        (turkish, "cp1254", "consignee_name", "Karadağ Kimya Ltd. Şti."),
        (icelandic, "cp1252", "buyer_name", "Þórður Ávaxtabúð"),
    ):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        assert next(open_records(path).batches())[column][0] == name


def test_headings_in_two_rows_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "Bill,Date,Shipper,,Consignee,,Goods,Gross weight kg\nNumber,,Name,Country,Name,Country,Description,\n"
        "B1,2025-03-04,Norvane Labs,DE,Rosel S.A.,MX,resin,12\n",
        encoding="utf-8",
    )
    reading = open_records(path)
    found = next(reading.batches())
    assert reading.kind == "shipment"
    assert (found["shipper_name"][0], found["consignee_country"][0], found["gross_kg"][0]) == ("Norvane Labs", "MX", 12.0)


def test_one_row_of_headings_is_not_joined_with_the_row_above_it(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text(
        "Order report,,Customer,,,\nOrder No,Order Date,Customer,Product,Quantity,Unit\nA1,2025-03-04,Norvane,aniline,12,kg\n",
        encoding="utf-8",
    )
    assert list(open_records(path).columns) == ["Order No", "Order Date", "Customer", "Product", "Quantity", "Unit"]
