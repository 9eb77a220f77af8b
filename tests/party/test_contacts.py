"""Contacts in columns and in running text, and the parties that share them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from headwater.cli.clusters import clusters
from headwater.errors import InputError
from headwater.party import contacts_in
from headwater.party.identifiers import warnings_of

BITCOIN = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to Ventas@Solmar.example now", [("email", "Ventas@Solmar.example")]),
        ("call +52 686 383 6864.", [("phone", "+52 686 383 6864")]),
        (f"pay {BITCOIN}", [("wallet", BITCOIN)]),
        (f"pay {BITCOIN[:-1]}b", []),
        ("Telegram: @solmar_labs", [("handle", "telegram:solmar_labs")]),
        ("https://t.me/solmar_labs", [("handle", "telegram:solmar_labs")]),
        ("微信号：solmar88", [("handle", "wechat:solmar88")]),
        ("WeChat ID solmar88 / wickr me: solmarw", [("handle", "wechat:solmar88"), ("handle", "wickr:solmarw")]),
        ("QQ: 1234567", [("handle", "qq:1234567")]),
        ("contact by Telegram or WhatsApp", []),
        ("product line available, cas 103-90-2, 25 kg", []),
        ("signal only", []),
        ("batch 2024-00123456", []),
    ],
)
def test_contacts_are_found_in_running_text(text: str, found: list[tuple[str, str]]) -> None:
    assert list(contacts_in(text)) == found


LISTINGS = (
    "listing_id,date,site,vendor,title,text\n"
    "1,2026-01-01,shop,Solmar Labs,reagent,write Telegram @solmar_labs\n"
    "2,2026-01-02,market,Quimera Direct,solvent,t.me/solmar_labs or +52 686 383 6864\n"
    "3,2026-01-03,market,Otro Vendedor,solvent,mail otro@otro.example\n"
)
COMPANIES = "company_id,name,phone,email\n9,Doradino Reactivos SA,0052 686 383 6864,info@x.example\n" + "".join(
    f"{n},Firma {n} SA,+52 55 1234 {n},contact{n}@firma{n}.example\n" for n in range(1000, 1400)
)


def test_parties_of_several_files_are_joined_by_what_they_share(tmp_path: Path) -> None:
    (tmp_path / "listings.csv").write_text(LISTINGS, encoding="utf-8")
    (tmp_path / "companies.csv").write_text(COMPANIES, encoding="utf-8")
    files = [str(tmp_path / "listings.csv"), str(tmp_path / "companies.csv")]
    result = CliRunner().invoke(clusters, [*files, "--json"], catch_exceptions=False)
    (group,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert group["parties"] == ["Doradino Reactivos SA", "Quimera Direct", "Solmar Labs"]
    assert {value["field"] for value in group["shared"]} == {"phone", "handle"}
    assert group["improbability"] > 4


def test_files_without_contacts_are_told(tmp_path: Path) -> None:
    (tmp_path / "listings.csv").write_text("listing_id,vendor,title,text\n1,A,b,c\n", encoding="utf-8")
    result = CliRunner().invoke(clusters, [str(tmp_path / "listings.csv")])
    assert isinstance(result.exception, InputError)


@pytest.mark.parametrize(
    ("written", "country", "codes"),
    [
        ("DE89 3704 0044 0532 0130 00", "DE", []),
        ("DE89 3704 0044 0532 0130 00", None, []),
        ("DE88 3704 0044 0532 0130 00", "DE", ["check-digit"]),
        ("DE89 3704 0044 0532 0130", "DE", ["iban-shape"]),
        ("DE89 3704 0044 0532 0130 00", "MX", ["iban-country"]),
    ],
)
def test_an_odd_iban_is_worth_a_word(written: str, country: str | None, codes: list[str]) -> None:
    assert [warning.code for warning in warnings_of("iban", written, country)] == codes
