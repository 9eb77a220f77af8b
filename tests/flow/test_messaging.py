"""Sending buyers to a messenger is a sign beside substances and equipment, and none beside anything else."""

import pytest
from cases import PLAIN
from frames import assess, listing


@pytest.mark.parametrize(
    ("title", "pointed"),
    [("TDP-5 tablet press and dies", True), ("Capsule filling machine", True), ("Flow-wrapping machine for biscuits", False)],
)
def test_equipment_by_messenger(title: str, pointed: bool) -> None:
    found = assess({"listing": [listing(title=title, text="Ask on WhatsApp.", **PLAIN)]}, rules={"private_messaging"})
    assert (found.height == 1) == pointed
