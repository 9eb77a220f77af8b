"""The numbers of the model, pinned: a change that moves them is seen, and says so in its commit.

Renew with ``UPDATE_PINNED=1 pytest tests/policy/simulation/test_pinned.py``. Bits depend on the mathematical functions of the
machine's C library (exp, log, pow, cos) and on the compiler, so the digests hold where a probe of those agrees; elsewhere means
are compared.
"""

import hashlib
import json
import math
import os
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from headwater.policy import Model, read_scenario

PINNED = Path(__file__).with_name("pinned.json")
KEYS = {
    "schedule": 'place = "A"',
    "licence": 'place = "A"\nto = ["T"]',
    "mode_rule": "strength = 0.5",
    "capacity": "lag = 3",
    "sharing": "strength = 0.7\nlag = 5",
    "organisation": "strength = 0.5\nlag = 3",
    "finance": "strength = 0.4",
    "demand": "strength = 0.3\nlag = 6",
    "shock": 'change = { "market.M.users" = 3, "offer.done.A.cost" = 2 }\nuntil = "2018-09"',
}
MORE = {
    "plain": "",
    "fixed": '\n[set]\n"actor.*.adaptive" = false\n"actor.*.choice" = 0\n',
    **{kind: f'\n[[lever]]\nid = "l"\nkind = "{kind}"\nfrom = "2018-01"\n{keys}\n' for kind, keys in KEYS.items()},
}


def probe() -> str:
    numbers = [math.pow(x / 7, y / 3) for x in range(1, 60) for y in range(-9, 10)]
    numbers += [f(x / 11) for f in (math.exp, math.cos, lambda x: math.log(x + 0.1)) for x in range(200)]
    compiler = ".".join(version("numba").split(".")[:2])
    return f"{compiler}-{hashlib.sha256(np.array(numbers).tobytes()).hexdigest()[:16]}"


def summary(values: np.ndarray, labels: tuple) -> dict:
    deaths = [i for i, (outcome, _) in enumerate(labels) if outcome == "deaths"]
    kg = [i for i, (outcome, _) in enumerate(labels) if outcome == "consumed"]
    return {
        "digest": hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest(),
        "deaths": float(values[:, deaths].sum() / len(values)),
        "consumed": float(values[:, kg].sum() / len(values)),
    }


def compared(name: str, found: dict) -> None:
    pinned = json.loads(PINNED.read_text()) if PINNED.exists() else {"probe": "", "cases": {}}
    if os.environ.get("UPDATE_PINNED"):
        pinned["probe"] = probe()
        pinned["cases"][name] = found
        PINNED.write_text(json.dumps(pinned, indent=1) + "\n")
    expected = pinned["cases"][name]
    assert found["deaths"] == pytest.approx(expected["deaths"], rel=0.02)
    assert found["consumed"] == pytest.approx(expected["consumed"], rel=0.02)
    if pinned["probe"] == probe():
        assert found["digest"] == expected["digest"]


@pytest.mark.parametrize("name", MORE)
def test_a_small_system_gives_the_same_bits_as_when_it_was_pinned(write, name):
    model = Model(read_scenario(write(MORE[name])))
    compared(name, summary(model.batch(3, 0, 40).values, model.labels))


def test_the_shipped_scenario_gives_the_same_bits_as_when_it_was_pinned():
    model = Model(read_scenario("us-fentanyl"))
    compared("us-fentanyl", summary(np.concatenate([b.values for b in model.batches(100, 5)]), model.labels))
