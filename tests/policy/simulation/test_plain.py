"""The compiled model against the same model written as plain Mesa agents: given the same random numbers, the same results."""

import math
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from headwater.policy import Model, read_scenario
from headwater.policy.simulation.streams import run_keys

pytest.importorskip("mesa")
SPEC = spec_from_file_location("plain", Path(__file__).parents[3] / "benchmarks" / "speed" / "plain.py")
plain_model = module_from_spec(SPEC)
SPEC.loader.exec_module(plain_model)

MASK = (1 << 64) - 1
GOLDEN, M1, M2, OTHER = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0x5851F42D4C957F2D


def uniform(run: int, who: int, month: int, purpose: int) -> float:
    x = run ^ ((who + GOLDEN * (month * 16 + purpose + 1)) & MASK)
    x = ((x ^ (x >> 30)) * M1) & MASK
    x = ((x ^ (x >> 27)) * M2) & MASK
    x ^= x >> 31
    return ((x >> 11) + 0.5) * 2.0**-53


class Keyed(plain_model.PlainModel):
    """The plain model with the random numbers of the compiled one."""

    def __init__(self, model: Model, seed: int, run: int) -> None:
        self.run = int(run_keys(seed, run, 1)[0])
        super().__init__(model, model.batch(seed, run, 1).draws.numbers[0])
        world = model.world
        for a, group in enumerate(self.groups):
            for agent in group.members:
                agent.key = (int(world.actor_key[a]) + agent.number * M1) & MASK
        for m, market in enumerate(self.markets):
            market.key = int(world.market_key[m])
        for g, good in enumerate(self.goods):
            good.key = ((g + 1) * M2) & MASK

    def chance(self, who, purpose):
        return uniform(self.run, who.key, self.t, purpose)

    def normal(self, who, purpose):
        u, v = uniform(self.run, who.key, self.t, purpose), uniform(self.run, who.key ^ OTHER, self.t, purpose)
        return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)

    def closing(self, agent, v, lever):
        return uniform(self.run, agent.key ^ int(self.source.world.lever_key[v]), lever.start, plain_model.CLOSE)


def differences(model: Model, months: int, seed: int = 4, run: int = 0) -> dict[str, float]:
    """Return outcome/key -> largest difference, relative to its largest value."""
    plain = Keyed(model, seed, run)
    for _ in range(months):
        plain.step()
    fast = model.batch(seed, run, 1).values[0]
    found = {}
    for i, (outcome, key) in enumerate(model.labels):
        slow = np.array([month.get(key, 0.0) for month in plain.datacollector.model_vars[outcome]])
        found[f"{outcome}/{key}"] = float(np.abs(slow - fast[i, :months]).max() / max(1e-12, np.abs(fast[i, :months]).max()))
    return found


LEVERS = {
    "plain": "",
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


@pytest.mark.parametrize("kind", LEVERS)
def test_plain_agents_give_what_the_compiled_model_gives(write, kind):
    more = "" if kind == "plain" else f'\n[[lever]]\nid = "l"\nkind = "{kind}"\nfrom = "2018-01"\n{LEVERS[kind]}\n'
    apart = differences(Model(read_scenario(write(more))), 48)
    assert max(apart.values()) < 1e-9, max(apart, key=apart.get)


def test_plain_agents_that_never_adapt_do_too(write):
    fixed = (
        '\n[set]\n"actor.*.adaptive" = false\n"actor.*.choice" = 0\n[[lever]]\nid = "l"\nkind = "schedule"\nfrom = "2018-01"\n'
    )
    apart = differences(Model(read_scenario(write(fixed))), 48)
    assert max(apart.values()) < 1e-9, max(apart, key=apart.get)


def test_plain_agents_give_the_shipped_scenario():
    apart = differences(Model(read_scenario("us-fentanyl")), 156)
    assert max(apart.values()) < 1e-9, max(apart, key=apart.get)
