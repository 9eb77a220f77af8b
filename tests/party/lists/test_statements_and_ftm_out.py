"""A list as statements, and as FollowTheMoney entities that read back."""

import json
from pathlib import Path

import polars as pl
import pytest

from headwater.model import STATEMENT_SCHEMA
from headwater.party.lists import bundled_list, ftm_entities, read_list, statements, summarise
from headwater.party.parties import ListedParty, PartyList
from headwater.reference import tables

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_claim_names_its_publisher_its_file_and_its_place(name: str) -> None:
    listed = read_list(SAMPLES / name, tables())
    table = statements(listed)
    assert table.schema == STATEMENT_SCHEMA
    assert set(table["subject"]) == {party.id for party in listed}
    assert set(table["evidence"]) == {listed.sha256}
    assert table["id"].is_unique().all()
    assert table.select(pl.col("value", "publisher", "locator", "stance").null_count()).row(0) == (0, 0, 0, 0)
    assert table.filter(pl.col("property") == "name").height >= len(listed)


def test_a_claim_keeps_what_was_written_beside_what_was_read() -> None:
    table = statements(read_list(SAMPLES / "sdn_enhanced.xml", tables()))
    wallet = table.filter(pl.col("property") == "publicKey")
    assert wallet["original_value"].to_list() == ["TYD6a4PAAfAgegEdDf9oZUnW4DFmS8jeFT"]
    assert set(table["first_seen"].cast(pl.String)) == {"2026-08-20"}


def _read_back(listed: PartyList, folder: Path) -> PartyList:
    path = folder / "out.ftm.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in ftm_entities(listed)), encoding="utf-8")
    return read_list(path, tables())


def _essence(party: ListedParty) -> tuple[object, ...]:
    return (
        party.id,
        party.schema,
        party.name,
        sorted({(name.text, "former" if name.kind == "former" else name.quality) for name in party.names}),
        sorted(party.programs),
        sorted({found.value for found in party.identifiers if found.scheme in ("wallet", "lei", "passport", "email", "imo")}),
        sorted({address.text for address in party.addresses}),
        sorted(party.countries),
        party.listed_on,
    )


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_what_is_written_reads_back_as_the_same_parties(name: str, tmp_path: Path) -> None:
    listed = read_list(SAMPLES / name, tables())
    back = _read_back(listed, tmp_path)
    assert back.code == listed.code
    assert [_essence(party) for party in back] == [_essence(party) for party in listed]


def test_the_bundled_list_reads_back_whole(tmp_path: Path) -> None:
    listed = bundled_list(tables())
    back = _read_back(listed, tmp_path)
    assert len(back) == len(listed)
    assert summarise(back)["programs"] == summarise(listed)["programs"]
    assert summarise(back)["identifiers"]["wallet"] == summarise(listed)["identifiers"]["wallet"]


def test_a_tie_is_written_with_both_ends(tmp_path: Path) -> None:
    entities = list(ftm_entities(read_list(SAMPLES / "sdn_enhanced.xml", tables())))
    ownership = next(entity for entity in entities if entity["schema"] == "Ownership")
    assert ownership["properties"] == {"owner": ["ofac-sdn-7"], "asset": ["ofac-sdn-101"]}
