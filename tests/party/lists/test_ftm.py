"""FollowTheMoney entities, flat and nested."""

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.errors import ListError
from headwater.party.lists import read_list
from headwater.party.parties import Link, PartyList
from headwater.reference import tables


def _entity(identity: str, schema: str, target: bool = True, **properties: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "caption": properties.get("name", [identity])[0],
        "schema": schema,
        "properties": properties,
        "datasets": ["invented_list"],
        "last_change": "2026-03-04T05:06:07",
        "target": target,
    }


SANCTION = _entity("s1", "Sanction", False, entity=["inv-1"], programId=["INV-DRUGS"], listingDate=["2025-02-01"])
ADDRESS = _entity("a1", "Address", False, full=["5 Invention Road, Quimera"], country=["mx"], city=["Quimera"])
WALLET = _entity(
    "w1", "CryptoWallet", publicKey=["0xAbCdEf0123456789abcdef0123456789ABCDEF01"], currency=["ETH"], holder=["inv-1"]
)
OWNER = _entity("o1", "Ownership", False, owner=["inv-1"], asset=["inv-2"], percentage=["60"])
PERSON = _entity(
    "inv-1",
    "Person",
    name=["Invented TORVALDO"],
    alias=["I. Torvaldo"],
    weakAlias=["El Inventado"],
    birthDate=["1961-05"],
    nationality=["mx"],
    idNumber=["TOXI610503HXXRNN01"],
    addressEntity=["a1"],
)
COMPANY = _entity(
    "inv-2", "Company", name=["Solmar Reagents S.A."], previousName=["Solmar Ltda"], leiCode=["253400WSS48YWMBUA688"]
)
OTHER = _entity("inv-3", "Person", False, name=["A Relative"])


def _write(path: Path, *entities: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities), encoding="utf-8")
    return path


def _read(path: Path) -> PartyList:
    return read_list(path, tables())


def test_entities_are_joined_to_the_parties_they_belong_to(tmp_path: Path) -> None:
    listed = _read(_write(tmp_path / "entities.ftm.json", SANCTION, PERSON, WALLET, ADDRESS, OWNER, COMPANY, OTHER))
    assert (listed.code, listed.format, listed.date) == ("invented_list", "ftm-entities", "2026-03-04")
    person, company = listed.parties
    assert person.id == "invented_list:inv-1"
    assert [(name.text, name.kind, name.quality) for name in person.names] == [
        ("Invented TORVALDO", "primary", "strong"),
        ("I. Torvaldo", "alias", "strong"),
        ("El Inventado", "alias", "weak"),
    ]
    assert person.programs == ("INV-DRUGS",)
    assert person.listed_on == "2025-02-01"
    assert person.addresses[0].country == "MX"
    assert {(found.scheme, found.value) for found in person.identifiers} == {
        ("wallet", "0xabcdef0123456789abcdef0123456789abcdef01"),
        ("curp", "TOXI610503HXXRNN01"),
    }
    assert person.links == (Link("owns", "invented_list:inv-2", None, "60"),)
    assert company.links == (Link("owner", "invented_list:inv-1", None, "60"),)
    assert company.names[1].kind == "former"


def test_nested_targets_give_the_same_parties(tmp_path: Path) -> None:
    nested = json.loads(json.dumps(PERSON))
    for entity in (SANCTION, WALLET):
        for end in ("entity", "holder"):
            entity["properties"].get(end)
    sanction, wallet = json.loads(json.dumps(SANCTION)), json.loads(json.dumps(WALLET))
    del sanction["properties"]["entity"], wallet["properties"]["holder"]
    nested["properties"] |= {"sanctions": [sanction], "cryptoWallets": [wallet], "addressEntity": [ADDRESS]}
    flat = _read(_write(tmp_path / "entities.json", SANCTION, PERSON, WALLET, ADDRESS))
    deep = _read(_write(tmp_path / "nested.json", nested))
    assert deep.format == "ftm-nested"
    assert deep.parties[0].identifiers == flat.parties[0].identifiers
    assert deep.parties[0].addresses == flat.parties[0].addresses
    assert deep.parties[0].programs == flat.parties[0].programs


def test_without_targets_every_party_is_taken(tmp_path: Path) -> None:
    del (bare := dict(PERSON))["target"]
    assert len(_read(_write(tmp_path / "house.json", bare, dict(OTHER, target=None)))) == 2


def test_a_listed_wallet_without_holder_is_a_party_of_its_own(tmp_path: Path) -> None:
    wallet = _entity("w9", "CryptoWallet", publicKey=["TYD6a4PAAfAgegEdDf9oZUnW4DFmS8jeFT"], currency=["USDT"])
    party = _read(_write(tmp_path / "e.json", PERSON, wallet)).parties[1]
    assert (party.id, party.schema, party.identifiers[0].label) == ("invented_list:w9", "LegalEntity", "USDT")


def test_a_file_of_several_datasets_has_its_own_name_as_code(tmp_path: Path) -> None:
    other = dict(OTHER, target=True, datasets=["another_list"])
    assert _read(_write(tmp_path / "Our Collection.json", PERSON, other)).code == "our-collection"


def test_a_party_without_name_is_refused_and_named(tmp_path: Path) -> None:
    listed = _read(_write(tmp_path / "e.json", _entity("inv-9", "Person", country=["mx"]), PERSON))
    assert [(entry.row, entry.reason) for entry in listed.refused] == [(1, "it has no name")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (json.dumps(PERSON) + "\n" + json.dumps(COMPANY)[:90], "breaks off in line 2"),
        ('{"error": "rate limit exceeded"}', "no FollowTheMoney entities"),
        (json.dumps(SANCTION) + "\n", "holds no party"),
        ("[" + json.dumps(PERSON) + ",", "not whole JSON"),
    ],
    ids=["cut off", "error message", "no parties", "cut array"],
)
def test_a_damaged_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "entities.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ListError, match=message):
        _read(path)


@pytest.mark.parametrize("name", ["entities.ftm.json", "targets.nested.json"])
def test_published_files_give_their_exact_counts(shared_data: Path, name: str) -> None:
    listed = _read(shared_data / "parties" / "lists" / "ftm" / name)
    names = [(other.kind, other.quality) for party in listed for other in party.names]
    assert len(listed) == 482
    assert names.count(("alias", "strong")) == 229
    assert names.count(("alias", "weak")) == 217
    assert sum(found.scheme == "wallet" for party in listed for found in party.identifiers) == 58
