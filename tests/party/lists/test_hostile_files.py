"""Files made to harm, and files broken on the way: bounded, and refused in a sentence."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from headwater.errors import ListError
from headwater.party.lists import read_list
from headwater.party.lists import source as source_module
from headwater.party.lists import xml as xml_module
from headwater.reference import tables

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><sdnList><sdnEntry><uid>1</uid><lastName>&c;</lastName></sdnEntry></sdnList>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>
<CONSOLIDATED_LIST><ENTITIES><ENTITY><DATAID>1</DATAID><FIRST_NAME>&file;</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""
REMOTE = """<?xml version="1.0"?><!DOCTYPE sdnList SYSTEM "http://127.0.0.1:9/evil.dtd"><sdnList/>"""
WHOLE = """<?xml version="1.0"?><sdnList><sdnEntry><uid>1</uid><lastName>SOLMAR</lastName></sdnEntry>
<sdnEntry><uid>2</uid><lastName>KESTREL</lastName></sdnEntry></sdnList>"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "declares a document type"),
        (EXTERNAL, "declares a document type"),
        (REMOTE, "declares a document type"),
        ("<!--" + "x" * 100_000 + "-->" + BOMB.partition("?>")[2], "declares a document type"),
        (WHOLE[:-30], "breaks off or is damaged"),
        (WHOLE.replace("</lastName>", "</firstName>", 1), "breaks off or is damaged"),
        (WHOLE.replace("SOLMAR", "&undeclared;"), "breaks off or is damaged"),
        ("<?xml version='1.0'?><sdnList></sdnList>", "holds no party"),
        ("<?xml version='1.0'?><rss><item/></rss>", "root 'rss'"),
        ("<?xml version='1.0'?>", "without a root element"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>Sorry</body></html>", "web page"),
        ("<sdnList" + " a='b'" * 50, "not whole XML|without a root"),
    ],
    ids=[
        "bomb",
        "external",
        "remote",
        "hidden",
        "cut",
        "mismatch",
        "undeclared",
        "empty",
        "other",
        "prolog",
        "page",
        "cut tag",
    ],
)
def test_hostile_or_broken_xml_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ListError, match=message):
        read_list(path, tables())


def test_a_document_type_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(BOMB.replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16"))
    with pytest.raises(ListError, match="declares a document type"):
        read_list(path, tables())


def test_whole_xml_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(WHOLE.replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16"))
    assert [party.name for party in read_list(path, tables())] == ["SOLMAR", "KESTREL"]


def test_an_entry_larger_than_any_real_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_module, "_LONGEST_ENTRY", 1 << 20)
    path = tmp_path / "list.xml"
    path.write_text("<sdnList><sdnEntry>" + "<x/>" * (1 << 20) + "</sdnEntry></sdnList>", encoding="utf-8")
    with pytest.raises(ListError, match="larger than any list has"):
        read_list(path, tables())


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_an_archive_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: str) -> None:
    monkeypatch.setattr(source_module, "_FREE_UNPACKED", 1 << 20)
    content = b"name\n" + b"A" * (16 << 20)
    path = tmp_path / f"list.csv.{pack}"
    if pack == "gz":
        path.write_bytes(gzip.compress(content))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("list.csv", content)
    with pytest.raises(ListError, match="unpacks to far more"):
        read_list(path, tables())


def test_a_zip_of_several_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lists.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "name\nA\n")
        archive.writestr("b.csv", "name\nB\n")
    with pytest.raises(ListError, match="holds 2 files"):
        read_list(path, tables())


def test_a_cut_zip_and_a_workbook_are_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("list.csv", "name\nA\n" * 100)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.getvalue()[:-40])
    with pytest.raises(ListError, match="damaged zip"):
        read_list(cut, tables())
    book = tmp_path / "book.xlsx"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(ListError, match="Excel workbook"):
        read_list(book, tables())


def test_a_cell_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,country\n" + "A" * 200_000 + ",MX\n", encoding="utf-8")
    with pytest.raises(ListError, match="field larger"):
        read_list(path, tables())


@pytest.mark.parametrize("name", ["A" * 10_000, "A", "\u202eevil\u202c", "Ѕоlmar"])
def test_odd_names_are_read_as_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"name,country\n{name},MX\n", encoding="utf-8")
    assert read_list(path, tables()).parties[0].name == name
