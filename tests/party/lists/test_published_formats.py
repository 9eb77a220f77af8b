"""The formats of OFAC, the UN, the EU, the United Kingdom and the US screening list: a sample of each, and exact counts."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.errors import ListError
from headwater.party.lists import read_list
from headwater.party.parties import ListedParty, PartyList
from headwater.reference import tables

SAMPLES = Path(__file__).parent / "samples"


def _read(name: str) -> PartyList:
    return read_list(SAMPLES / name, tables())


def _names(party: ListedParty) -> list[tuple[str, str, str]]:
    return [(name.text, name.kind, name.quality) for name in party.names]


def _ids(party: ListedParty) -> set[tuple[str, str, str | None]]:
    return {(found.scheme, found.value, found.country) for found in party.identifiers}


def test_classic_xml() -> None:
    listed = _read("sdn.xml")
    company, person = listed.parties
    assert (listed.format, listed.date, listed.code) == ("ofac-xml", "2026-08-20", "ofac-sdn")
    assert [warning.code for warning in listed.warnings] == ["partial-list"]
    assert _names(company) == [("SOLMAR REAGENTS S.A.", "primary", "strong"), ("SOLMAR", "former", "weak")]
    assert _ids(company) == {("rfc", "SRE010203AB1", "MX")}
    assert company.addresses[0].text == "Calle 5, Quimera, Mexico"
    assert company.links[0].target_id == person.id == "ofac-sdn:102"
    assert person.name == "TORVALDO, Invented"
    assert person.names[0].parts == (("lastName", "TORVALDO"), ("firstName", "Invented"))
    assert (person.birth_dates, person.countries) == (("1962",), ("MX",))


def test_enhanced_xml() -> None:
    listed = _read("sdn_enhanced.xml")
    party = listed.parties[0]
    assert (listed.format, listed.date, party.id, party.listed_on) == (
        "ofac-enhanced-xml",
        "2026-08-20",
        "ofac-sdn:101",
        "2024-02-03",
    )
    assert _names(party) == [
        ("TORVALDO, Invented", "primary", "strong"),
        ("ТОРВАЛДО", "native", "strong"),
        ("OLD NAME", "former", "weak"),
    ]
    assert _ids(party) == {("wallet", "TYD6a4PAAfAgegEdDf9oZUnW4DFmS8jeFT", None), ("inn", "7707083893", "RU")}
    assert party.birth_dates == ("1960-01-01/1962-12-31",)
    assert (party.links[0].relation, party.links[0].target_id) == ("owner", "ofac-sdn:7")
    assert (party.programs, party.countries, party.remarks) == (("SDNTK",), ("MX",), "A remark.")


def test_advanced_xml() -> None:
    listed = _read("sdn_advanced.xml")
    party = listed.parties[0]
    assert (listed.format, listed.date, party.id, party.listed_on) == (
        "ofac-advanced-xml",
        "2026-08-20",
        "ofac-sdn:101",
        "2024-02-03",
    )
    assert _names(party) == [
        ("Torvaldo, Invented", "primary", "strong"),
        ("Торвалдо", "native", "strong"),
        ("Torv", "alias", "weak"),
    ]
    assert _ids(party) == {("passport", "X123", "MX")}
    assert (party.birth_dates, party.programs, party.countries) == (("1961",), ("SDNTK",), ("MX",))
    assert party.addresses[0].text == "Quimera, Mexico"
    assert (party.links[0].relation, party.links[0].target_id) == ("family", "ofac-sdn:7")


def test_un_xml() -> None:
    listed = _read("un.xml")
    person, body = listed.parties
    assert (listed.format, listed.date, person.id, person.row) == ("un-xml", "2026-02-27", "un-sc:XXi.001", "6901")
    assert _names(person) == [
        ("INVENTED TORVALDO", "primary", "strong"),
        ("تورفالدو", "native", "strong"),
        ("Torv", "alias", "weak"),
    ]
    assert (person.birth_dates, person.countries, person.listed_on) == (("1960/1962",), ("MX",), "2014-01-03")
    assert _ids(person) == {("passport", "X123", "MX")}
    assert _names(body)[1] == ("OLD SOLMAR", "former", "strong")
    assert body.addresses[0].country == "MX"


@pytest.mark.parametrize(("name", "form"), [("fsf.xml", "eu-xml"), ("fsf.csv", "eu-csv")])
def test_eu_file(name: str, form: str) -> None:
    listed = _read(name)
    party = listed.parties[0]
    assert (listed.format, listed.date, len(listed), party.id) == (form, "2026-04-15", 1, "eu-fsf:EU.1.2")
    assert [(found, kind) for found, kind, _ in _names(party)] == [("Invented TORVALDO", "primary"), ("Torv", "alias")]
    assert _ids(party) >= {("passport", "X123", "MX")}
    assert (party.birth_dates, party.countries, party.programs) == (("1961",), ("MX",), ("TAQA",))
    assert (party.listed_on, party.remarks, party.schema) == ("2008-07-03", "A remark.", "Person")
    assert party.addresses[0].text == "Calle 5, Quimera, MEXICO"


@pytest.mark.parametrize(
    ("name", "form", "number"),
    [
        ("uk.xml", "uk-xml", "uk-sanctions:XXX0001"),
        ("uk.csv", "uk-csv", "uk-sanctions:XXX0001"),
        ("conlist.xml", "ofsi-xml", "uk-ofsi:12"),
    ],
)
def test_uk_list(name: str, form: str, number: str) -> None:
    listed = _read(name)
    party = listed.parties[0]
    assert (listed.format, party.id, party.schema, party.listed_on) == (form, number, "Person", "2001-01-25")
    names = _names(party)
    assert names[0] == ("Invented Middle TORVALDO", "primary", "strong")
    assert ("Torv", "alias", "weak") in names
    assert ("تورفالدو", "native", "strong") in names or form == "ofsi-xml"
    assert _ids(party) == {("passport", "X123", None)}
    assert (party.birth_dates, party.countries) == (("1961",), ("MX",))
    assert len(party.addresses) == 1


def test_us_screening_list() -> None:
    listed = _read("csl.csv")
    body, person = listed.parties
    assert (listed.format, body.id, person.id) == ("us-csl-csv", "us-csl:abc", "us-csl:102")
    assert (body.programs, person.programs) == (("EL",), ("SDNTK", "TCO"))
    assert [name.text for name in body.names] == ["Solmar Reagents", "Solmar", "Old Solmar"]
    assert body.addresses[0].country == "MX"
    assert _ids(person) == {("passport", "X123", "MX")}
    assert ("gender", "Male") in person.facts


def test_a_sheet_of_the_uk_index_repeats_and_dates_cells(tmp_path: Path) -> None:
    names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'

    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    header = "".join(map(cell, ["Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Date Designated"]))
    row = cell("XXX0001") + "<table:table-cell/>" + cell("Solmar &amp; Sons") + cell("Invented") + cell("Entity")
    row += (
        cell("3 Feb", 'office:date-value="2024-02-03T00:00:00"') + '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    content = f"<office:document-content {names}><table:table><table:table-row>{header}</table:table-row>"
    content += f"<table:table-row>{row}</table:table-row>"
    content += '<table:table-row table:number-rows-repeated="1043268"><table:table-cell/></table:table-row></table:table>'
    path = tmp_path / "UK.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content + "</office:document-content>")
    party = read_list(path, tables()).parties[0]
    assert (party.id, party.name, party.listed_on, party.schema) == (
        "uk-sanctions:XXX0001",
        "Solmar & Sons",
        "2024-02-03",
        "Organization",
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [("uk.csv", "breaks off in row"), ("csl.csv", "it breaks off there|breaks off or"), ("fsf.csv", "it breaks off there")],
)
def test_a_table_that_breaks_off_is_refused(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / name
    path.write_text((SAMPLES / name).read_text(encoding="utf-8")[:-25], encoding="utf-8")
    with pytest.raises(ListError, match=message):
        read_list(path, tables())


def test_half_a_list_that_does_not_show_its_end_is_refused(tmp_path: Path) -> None:
    header, body, *_ = (SAMPLES / "csl.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "half.csv"
    path.write_text(header + "".join(f"{number}{body}" for number in range(7_000)), encoding="utf-8")
    with pytest.raises(ListError, match="seems cut off"):
        read_list(path, tables())


PUBLISHED = [
    # file, format, parties, other names as the publisher's own alias entries
    ("ofac/sdn_sample_edited.xml", "ofac-xml", 8, 27),
    ("ofac/sdn_enhanced_IRAN_2025-10-03.xml.gz", "ofac-enhanced-xml", 669, 681),
    ("ofac/enhanced_single_entity_30629.xml", "ofac-enhanced-xml", 1, 1),
    ("ofac_consolidated/CONS_ENHANCED.ZIP", "ofac-enhanced-xml", 443, 1_181),
    ("ofac/sdn_advanced_sample_2024-02-23.xml", "ofac-advanced-xml", 37, 55 + 24),
    ("us_csl/consolidated_csl_2022-05.csv.gz", "us-csl-csv", 14_160, 20_011),
    ("un/UN_consolidated_2018-10-29.xml.gz", "un-xml", 1_093, 2_663 + 411),
    ("un/UN_consolidated_2026-02-27.xml.gz", "un-xml", 1_003, 2_752 + 378),
    ("un/un_sample_edited.xml", "un-xml", 7, 26 + 7),
    ("eu/fsf_sample_edited.xml", "eu-xml", 7, 8),
    ("uk/ofsi_conlist_sample_edited.csv", "ofsi-csv", 6, 4),
    ("uk/UK_Sanctions_List_2025-08-11.ods", "uk-ods", 5_302, 0),
]


@pytest.mark.parametrize(("name", "form", "parties", "others"), PUBLISHED, ids=[name for name, *_ in PUBLISHED])
def test_published_files_give_their_exact_counts(
    published: Callable[[str], PartyList], name: str, form: str, parties: int, others: int
) -> None:
    listed = published(name)
    assert listed.format == form
    assert len(listed) == parties
    assert sum(len(party.names) - 1 for party in listed) == others
    assert listed.refused == ()
    assert {party.list for party in listed} == {listed.code}


def test_an_entry_that_occurs_twice_is_kept_and_named(shared_data: Path) -> None:
    listed = read_list(shared_data / "parties" / "lists" / "eu" / "fsf_sample_edited.xml", tables())
    assert [warning.party_id for warning in listed.warnings if warning.code == "duplicate-id"] == ["eu-fsf:EU.4009.74"]
