"""Wallet addresses: their chains and checksums. The addresses are test vectors of the standards, or published on a list."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.party.identifiers import CURRENCIES, key_of, read_wallet, warnings_of
from headwater.party.identifiers.keccak import keccak256

ADDRESSES = {
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2": "Bitcoin",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy": "Bitcoin",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": "Bitcoin",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4": "Bitcoin",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": "Bitcoin",
    "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a": "Bitcoin Cash",
    "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a": "Bitcoin Cash",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "Ethereum",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359": "Ethereum",
    "TYD6a4PAAfAgegEdDf9oZUnW4DFmS8jeFT": "TRON",
    "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh": "XRP Ledger",
    "84AwzjeFWXNEuhj8LWinXo93AqYr6wS8ZcnaBCoGhrL7EtvBMBovdhiUSV9xLhjrPA8t64hYSaMc8bHtWXoV9129EHUjU62": "Monero",
}


@pytest.mark.parametrize(("address", "chain"), ADDRESSES.items())
def test_an_address_tells_its_chain_and_passes_its_check(address: str, chain: str) -> None:
    reading = read_wallet(address)
    assert chain in reading.chains
    assert reading.checksum is True


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("BC1")])
def test_a_slip_in_an_address_fails_its_check(address: str) -> None:
    swapped = {"A": "B", "a": "b", "q": "p"}.get(address[-3], "a" if address.startswith("0x") else "q")
    slip = f"{address[:-3]}{swapped}{address[-2:]}"
    if address.startswith("0x"):
        slip = address[:2] + address[2:].swapcase()
    assert read_wallet(slip).checksum is not True


@pytest.mark.parametrize(
    "text", ["", "Solmar Reagents", "0x123", "91110000600037341L", "T" * 34, "1" * 200, "bc1", "Б" * 34, "r" + "1" * 30]
)
def test_other_text_is_no_wallet(text: str) -> None:
    reading = read_wallet(text)
    assert reading.chains == () or reading.checksum is False


@given(st.text(max_size=120))
def test_any_text_gets_an_answer(text: str) -> None:
    read_wallet(text)


def test_all_lower_case_ethereum_has_no_checksum_and_one_key_with_mixed_case() -> None:
    mixed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    assert read_wallet(mixed.lower()).checksum is None
    assert key_of("wallet", mixed) == key_of("wallet", mixed.lower())


def test_a_wallet_of_another_chain_than_its_currency_is_recognised() -> None:
    (warning,) = warnings_of("xbt", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq")
    assert warning.code == "wallet-chain"
    assert "TRON" in warning.text
    assert warnings_of("trx", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq") == ()
    assert warnings_of("wallet", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq") == ()


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
        (b"a" * 135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446"),
        (b"a" * 136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e"),
    ],
)
def test_keccak_gives_the_published_digests(data: bytes, digest: str) -> None:
    assert keccak256(data).hex() == digest


def test_every_listed_wallet_has_its_chain_except_those_that_the_list_files_wrongly(shared_data: Path) -> None:
    with (shared_data / "parties" / "listed_wallets.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 848
    readings = {row["address"]: read_wallet(row["address"]) for row in rows}
    assert [address for address, reading in readings.items() if reading.checksum is False] == []
    elsewhere = [row for row in rows if not CURRENCIES[row["currency"]] & set(readings[row["address"]].chains)]
    assert [row["currency"] for row in elsewhere] == ["XBT", "XMR"]  # a TRON address, and a key that is no address
