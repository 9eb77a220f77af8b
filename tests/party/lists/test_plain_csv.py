"""Plain tables of names."""

from pathlib import Path

import pytest

from headwater.errors import ListError
from headwater.party.lists import read_list
from headwater.reference import tables


def test_headers_are_recognised_by_their_words_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "Own list.csv"
    path.write_text(
        "Country;Full Name;A.K.A.;DateOfBirth;Phone;Tax ID;Reason;Colour\n"
        "Mexico;Solmar Reagents;Solmar|Reactivos Solmar;;+52 686 383 6864;SRE010203AB1;unpaid;red\n"
        ";;;;;;;\nMX;;Nobody;;;;;\n",
        encoding="utf-8",
    )
    listed = read_list(path, tables())
    party = listed.parties[0]
    assert (party.id, party.name, party.countries) == ("own-list:1", "Solmar Reagents", ("MX",))
    assert [name.text for name in party.names[1:]] == ["Solmar", "Reactivos Solmar"]
    assert [(found.scheme, found.value) for found in party.identifiers] == [("phone", "+526863836864"), ("rfc", "SRE010203AB1")]
    assert [entry.row for entry in listed.refused] == [3]
    assert "Colour" in listed.warnings[0].text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("name,country\nQuímica Señal,ES\n".encode(encoding))
    assert read_list(path, tables()).parties[0].name == "Química Señal"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "web page"),
        (b"\n\n<HTML><head><title>404</title>", "web page"),
        (b"colour,size\nred,5\n", "no list that headwater knows"),
        (b"name,country\n", "holds no party"),
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x00\x01\x02\x03name,\x00", "binary"),
        (b'name,country\n"Solmar,MX\nKestrel,GB\n', "breaks off"),
        (b"Access denied", "no list that headwater knows"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ListError, match=message):
        read_list(path, tables())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be read"):
        read_list(tmp_path / "none.csv", tables())


def test_the_invented_house_list_gives_its_counts(shared_data: Path) -> None:
    listed = read_list(shared_data / "parties" / "lists" / "plain" / "house_list_invented.csv", tables())
    assert len(listed) == 60
    assert sum(len(party.names) - 1 for party in listed) == 40


def test_a_wide_table_of_numbered_rows_with_a_header_is_a_plain_list(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("ent_num,name,a,b,c,d,e,f,g,h\n4106,Solmar Reagents,,,,,,,,\n", encoding="utf-8")
    assert read_list(path, tables()).parties[0].name == "Solmar Reagents"


def test_aliases_addresses_and_numbers_may_have_several_columns(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "First Name,Last Name,AKA 1,aka_2,Alias,Address 1,Address2,Phone1,Phone 2,First Name 2\n"
        "Ana,Prueba Solmar,Anita,La Ejemplar,Anita|Doña Ana,Calle 1,Calle 2,+52 686 383 6864,+52 686 383 6865,x\n",
        encoding="utf-8",
    )
    party = read_list(path, tables()).parties[0]
    assert party.name == "Ana Prueba Solmar"
    assert [name.text for name in party.names[1:]] == ["Anita", "La Ejemplar", "Doña Ana"]
    assert [address.text for address in party.addresses] == ["Calle 1", "Calle 2"]
    assert [found.value for found in party.identifiers] == ["+526863836864", "+526863836865"]
