"""OFAC's CSV files, their remarks, and what is wrong with files that are cut off."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.errors import ListError
from headwater.party.lists import notes, read_list
from headwater.party.parties import PartyList
from headwater.reference import tables

EMPTY = ",-0- " * 7
MAIN = (
    f'101,"SOLMAR REAGENTS S.A.",-0- ,"SDNTK] [TCO"{EMPTY},"R.F.C. SRE010203AB1 (Mexico); Linked To: TORVALDO, Invented; '
    "Website www.solmar.example; Email Address ventas@solmar.example; a.k.a. 'SOLMAR'; Digital Currency Address - XBT "
    '1BoatSLRHtKNngkdXEeobR76b53LETtpyT."\r\n'
    f'102,"TORVALDO, Invented","individual","SDNTK"{EMPTY},"DOB 03 May 1961; alt. DOB circa 1962; POB Quimera, Mexico; '
    "nationality Mexico; Gender Male; Passport X1234567 (Mexico) expires 01 Jan 2030; C.U.R.P. TOXI610503HXXRNN01 (Mexico); "
    "f.k.a. 'EL INVENTADO'.\"\r\n"
    '103,"BRIGHT ARGO","vessel","SDGT","Mr","9HXY1","Crude Oil Tanker","318,000","163,660","Panama",-0- ,"Vessel Registration '
    'Identification IMO 9074729; MMSI 572469210."\r\n'
)
ALT = '101,7,"aka","SOLMAR REACTIVOS",-0- \r\n102,8,"fka","TORVALD, I.",-0- \r\n'
ADD = '101,9,"Calle Invento 5","Quimera, Sinaloa","Mexico",-0- \r\n102,10,-0- ,-0- ,"Colombia",-0- \r\n'
END = "\x1a"

Write = Callable[..., Path]


@pytest.fixture
def trio(tmp_path: Path) -> Write:
    def write(main: str = MAIN + END, alt: str | None = ALT + END, add: str | None = ADD + END) -> Path:
        for name, text in (("sdn.csv", main), ("alt.csv", alt), ("add.csv", add)):
            if text is not None:
                (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return tmp_path / "sdn.csv"

    return write


def _read(path: Path) -> PartyList:
    return read_list(path, tables())


def test_a_trio_gives_parties_with_names_addresses_and_the_contents_of_their_remarks(trio: Write) -> None:
    company, person, vessel = _read(trio()).parties
    assert company.id == "ofac-sdn:101"
    assert company.schema == "Organization"
    assert company.programs == ("SDNTK", "TCO")
    assert [(name.text, name.kind, name.quality) for name in company.names] == [
        ("SOLMAR REAGENTS S.A.", "primary", "strong"),
        ("SOLMAR REACTIVOS", "alias", "strong"),
        ("SOLMAR", "alias", "weak"),
    ]
    assert [(found.scheme, found.value) for found in company.identifiers] == [
        ("rfc", "SRE010203AB1"),
        ("website", "solmar.example"),
        ("email", "ventas@solmar.example"),
        ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    ]
    assert company.identifiers[3].label == "XBT"
    assert company.addresses[0].text == "Calle Invento 5, Quimera, Sinaloa, Mexico"
    assert company.countries == ("MX",)
    assert company.links[0].target_id == person.id
    assert person.schema == "Person"
    assert person.birth_dates == ("1961-05-03", "1962")
    assert {(found.scheme, found.value, found.country) for found in person.identifiers} == {
        ("passport", "X1234567", "MX"),
        ("curp", "TOXI610503HXXRNN01", "MX"),
    }
    assert [(name.text, name.kind, name.quality) for name in person.names[1:]] == [
        ("TORVALD, I.", "former", "strong"),
        ("EL INVENTADO", "former", "weak"),
    ]
    assert person.countries == ("MX", "CO")
    assert ("gender", "Male") in person.facts
    assert [(found.scheme, found.value) for found in vessel.identifiers] == [
        ("imo", "9074729"),
        ("mmsi", "572469210"),
        ("call_sign", "9HXY1"),
    ]
    assert ("tonnage", "318,000") in vessel.facts


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_a_packed_list_reads_like_the_plain_one(trio: Write, tmp_path: Path, pack: str) -> None:
    plain = trio(alt=None, add=None)
    packed = tmp_path / "packed" / f"sdn.csv.{pack}"
    packed.parent.mkdir()
    if pack == "gz":
        packed.write_bytes(gzip.compress(plain.read_bytes()))
    else:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(plain, "sdn.csv")
    assert _read(packed).parties == _read(plain).parties


def test_a_zip_of_all_files_reads_like_the_folder(trio: Write, tmp_path: Path) -> None:
    plain = _read(trio())
    path = tmp_path / "sdall.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("sdn.csv", "alt.csv", "add.csv"):
            archive.write(tmp_path / name, f"SDN/{name.upper()}")
    assert _read(path).parties == plain.parties


def test_siblings_are_found_packed_and_by_suffix(trio: Write, tmp_path: Path) -> None:
    trio(alt=None, add=None).rename(tmp_path / "sdn_2026.csv")
    (tmp_path / "alt_2026.csv.gz").write_bytes(gzip.compress((ALT + END).encode()))
    (tmp_path / "alt_2025.csv").write_text("nonsense of another year", encoding="utf-8")
    assert [name.text for name in _read(tmp_path / "sdn_2026.csv").parties[0].names][1] == "SOLMAR REACTIVOS"


def test_comments_continue_a_remark_where_it_was_cut(trio: Write, tmp_path: Path) -> None:
    filler = "; ".join(f"Secondary sanctions risk: filler {number:04}" for number in range(30))[:990]
    main = f'101,"SOLMAR",-0- ,"SDNTK"{EMPTY},"{filler}; Passport AB12"\r\n'
    path = trio(main=main + END, alt=None, add=None)
    assert _read(path).parties[0].identifiers == ()
    (tmp_path / "sdn_comments.csv").write_text(f'101,"3456 (Mexico)."\r\n{END}', encoding="utf-8", newline="")
    assert [found.value for found in _read(path).parties[0].identifiers] == ["AB123456"]


def test_a_list_without_aliases_says_so(trio: Write) -> None:
    assert [warning.code for warning in _read(trio(alt=None)).warnings] == ["no-aliases", "partial-list"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"main": "".join(f'{number},"PARTY {number}",-0- ,"SDGT"{EMPTY},-0- \r\n' for number in range(1, 8_000))},
            "seems cut off",
        ),
        ({"main": MAIN[:600]}, "breaks off"),
        ({"main": MAIN.replace(EMPTY, ",-0- " * 6) + END}, "has 11 columns"),
        ({"main": ""}, "is empty"),
        ({"main": " \r\n\x1a"}, "is empty"),
        ({"alt": "<html><body>404 Not Found</body></html>"}, "404 Not Found"),
        ({"alt": ALT + '901,1,"aka","X",-0- \r\n' * 3 + END}, "lacks the parties of 3 of the 7 rows"),
        ({"add": ADD[:-20]}, "row 2 has"),
    ],
    ids=[
        "cut at a line",
        "cut in a line",
        "a column short",
        "empty",
        "blank",
        "alias file is a page",
        "orphans",
        "cut sibling",
    ],
)
def test_an_incomplete_list_is_refused_in_a_sentence(trio: Write, files: dict[str, str], message: str) -> None:
    with pytest.raises(ListError, match=message):
        _read(trio(**files))


def test_an_extract_without_end_mark_is_read_and_said_to_be_one(trio: Write) -> None:
    listed = _read(trio(main=MAIN))
    assert [warning.code for warning in listed.warnings] == ["no-end-mark", "partial-list"]
    assert all(len(note) > 30 for note in notes([listed]))


def test_a_cut_gzip_is_refused(trio: Write, tmp_path: Path) -> None:
    path = tmp_path / "sdn.csv.gz"
    path.write_bytes(gzip.compress(trio().read_bytes())[:-40])
    with pytest.raises(ListError, match="cut off or damaged"):
        _read(path)


@pytest.mark.parametrize(
    ("name", "parties", "strong", "weak"),
    [
        ("ofac/trio_2024-05-03/sdn.csv.gz", 14_965, 18_018, 3_663),
        ("ofac/trio_2026-08-20/sdn.csv.gz", 19_249, 20_194, 0),
        ("ofac/sdn_2021-08-18.csv.gz", 9_083, 0, 2_477),
        ("ofac/sdn_2021-12-30.csv.gz", 9_008, 0, None),
        ("ofac/sdn_2022-12-28.csv.gz", 11_430, 0, None),
        ("ofac/sdn_2023-04-12.csv.gz", 12_117, 0, None),
        ("ofac/sdn_2023-04-19.csv.gz", 12_185, 0, None),
        ("ofac/sdn_2023-09-28.csv.gz", 13_098, 0, None),
        ("ofac/sdn_2023-10-03.csv.gz", 13_126, 0, None),
        ("ofac_consolidated/cons_prim.csv", 442, 1_073, 68),
    ],
)
def test_published_files_give_their_exact_counts(
    published: Callable[[str], PartyList], name: str, parties: int, strong: int, weak: int | None
) -> None:
    listed = published(name)
    others = [other for party in listed for other in party.names if other.kind != "primary"]
    assert len(listed) == parties
    assert sum(other.quality == "strong" for other in others) == strong
    assert weak is None or sum(other.quality == "weak" for other in others) == weak
    assert listed.refused == ()
