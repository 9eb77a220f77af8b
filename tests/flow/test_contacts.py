"""Contacts in texts of listings, and what a wallet address says of itself."""

import pytest
from frames import STRICT, assess, listing

from headwater.flow.contacts import wrong_checksum

GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
TETHER = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        (GENESIS, False),
        (GENESIS.replace("zP1e", "zP2e"), True),
        (TETHER, False),
        (TETHER[:-1] + "u", True),
        ("0x" + "a1" * 20, False),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", False),
    ],
)
def test_the_checksum_of_an_address_in_base_58_is_tried(address: str, *, wrong: bool) -> None:
    assert wrong_checksum(address) is wrong


@pytest.mark.parametrize(("address", "told"), [(GENESIS, False), (GENESIS[:-1] + "b", True)])
def test_vendors_are_linked_by_either_and_only_the_wrong_one_is_called_so(address: str, *, told: bool) -> None:
    rows = [listing(vendor=name, text=f"Pay to {address} please.", **STRICT) for name in ("Alder Labs", "Zinnia Supply")]
    found = assess({"listing": rows}, rules={"contact_behind_several_vendors"})
    assert found.height == 2
    assert ("wrong checksum" in found["reason"][0]) is told
