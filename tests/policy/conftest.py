"""A small invented system that has every kind of table, for the tests of the policy room."""

import pytest

SMALL = """
name = "two sources, one market"
start = "2017-01"
months = 48

[[place]]
id = "A"
role = "source"
[[place]]
id = "B"
role = "source"
[[place]]
id = "T"
role = "transit"
[[place]]
id = "M"
role = "market"

[[good]]
id = "done"
class = ["family"]
[[good]]
id = "other"
class = ["family"]
potency = 2
[[good]]
id = "step"
stage = 1
makes = ["done"]
making_cost = 300
[[good]]
id = "earlier"
stage = 2
makes = ["done"]
making_cost = 900
making_delay = 2

[[offer]]
good = "done"
place = "A"
cost = 4000
[[offer]]
good = "other"
place = "B"
cost = 5000
[[offer]]
good = "step"
place = "A"
cost = 900
[[offer]]
good = "earlier"
place = "B"
cost = 900

[[leg]]
from = "A"
to = "M"
mode = "post"
cost = 500
detection = 0.05
stages = [0]
[[leg]]
from = "B"
to = "M"
mode = "air"
cost = 500
detection = 0.05
stages = [0]
[[leg]]
from = "A"
to = "T"
mode = "sea"
cost = 100
detection = 0.02
[[leg]]
from = "B"
to = "T"
mode = "sea"
cost = 100
detection = 0.02
[[leg]]
from = "T"
to = "M"
mode = "land"
cost = 1500
detection = 0.1
stages = [0]

[[actor]]
id = "sellers"
role = "broker"
place = "A"
count = 20
[[actor]]
id = "makers"
role = "producer"
place = "T"
count = 15
[[actor]]
id = "importers"
role = "wholesaler"
place = "M"
count = 60

[[market]]
place = "M"
users = 100000
price = 200000

[[controller]]
id = "parcels"
place = "M"
modes = ["post", "air"]
capacity = 50
[[controller]]
id = "border"
place = "M"
modes = ["land"]
capacity = 50
"""


@pytest.fixture(scope="session")
def small() -> str:
    """Return the text of the small system."""
    return SMALL


@pytest.fixture
def write(tmp_path, small):
    """Return a function that writes the small system, with more text behind it, and returns the path."""

    def writer(more: str = "", name: str = "s.toml", text: str | None = None):
        path = tmp_path / name
        path.write_text((small if text is None else text) + more, encoding="utf-8")
        return path

    return writer
