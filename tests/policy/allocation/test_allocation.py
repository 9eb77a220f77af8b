"""The allocation solver against a plain oracle that reads the formats page word by word."""

import itertools
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import ScenarioError
from headwater.policy import allocate, read_game, write_allocation
from headwater.policy.allocation import Adversary, Edge, Game
from headwater.policy.allocation.bound import Floor
from headwater.policy.allocation.response import Response
from headwater.policy.allocation.solve import _branch, _Choices, _search


def plain_delivered(game: Game, units: dict[str, int]) -> float:
    found = {e.id: 1 - (1 - e.detection) * (1 - e.effect) ** units.get(e.id, 0) for e in game.edges}

    def paths(node, sink, seen):
        if node == sink:
            yield []
            return
        for e in game.edges:
            if e.start == node and e.end not in seen:
                for rest in paths(e.end, sink, seen | {e.end}):
                    yield [e, *rest]

    total = 0.0
    for who in game.adversaries:
        ways = list(paths(who.source, who.sink, {who.source}))
        share = [math.prod(1 - found[e.id] for e in way) for way in ways]
        gain = [who.value * s - who.loss * (1 - s) - sum(e.cost for e in way) for s, way in zip(share, ways, strict=True)]
        weight = [math.exp(who.rationality * u) for u in gain]
        for s, way, w in zip(share, ways, weight, strict=True):
            q = w / (1 + sum(weight))
            total += who.harm * min(who.volume * q, min(e.capacity for e in way)) * s
    return total


def plain_best(game: Game) -> float:
    best = math.inf
    for row in itertools.product(*(range(e.max_units + 1) for e in game.edges)):
        if sum(n * e.unit_cost for n, e in zip(row, game.edges, strict=True)) <= game.budget + 1e-9:
            best = min(best, plain_delivered(game, {e.id: n for n, e in zip(row, game.edges, strict=True)}))
    return best


share = st.floats(0, 1)


@st.composite
def games(draw):
    pairs = [("s", "a"), ("s", "b"), ("a", "b"), ("b", "a"), ("a", "m"), ("b", "m"), ("s", "m")]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=2, max_size=6))
    edges = tuple(
        Edge(
            f"e{i}",
            a,
            b,
            draw(st.floats(0, 2)),
            draw(share),
            draw(share),
            draw(st.integers(0, 2)),
            draw(st.sampled_from([0.5, 1.0, 2.0])),
            draw(st.sampled_from([math.inf, 1.0, 4.0])),
        )
        for i, (a, b) in enumerate(chosen)
    )
    adversaries = tuple(
        Adversary(
            f"x{i}",
            "s",
            "m",
            draw(st.floats(0, 10)),
            draw(st.floats(0, 8)),
            draw(st.floats(0, 5)),
            draw(st.floats(0, 4)),
            draw(st.floats(0, 2)),
        )
        for i in range(draw(st.integers(1, 2)))
    )
    return Game(("s", "a", "b", "m"), draw(st.floats(0, 5)), edges, adversaries)


@settings(max_examples=80, deadline=None)
@given(games())
def test_small_games_are_solved_exactly_and_within_the_budget(game):
    answer = allocate(game)
    assert answer.method == "exact"
    assert answer.delivered == pytest.approx(plain_best(game), rel=1e-9, abs=1e-9)
    assert answer.delivered == pytest.approx(plain_delivered(game, answer.units), rel=1e-9, abs=1e-9)
    cost = {e.id: e.unit_cost for e in game.edges}
    assert sum(n * cost[i] for i, n in answer.units.items()) <= game.budget + 1e-6


@settings(max_examples=60, deadline=None)
@given(games())
def test_the_floor_never_lies_above_the_best_allocation(game):
    response = Response(game)
    choices = _Choices(game, response)
    free = choices.most > 0
    assert Floor(response).at(choices.most * 0, free, choices.budget) <= plain_best(game) + 1e-7


@settings(max_examples=40, deadline=None)
@given(games())
def test_search_and_branch_alone_reach_the_best_allocation(game):
    response = Response(game)
    choices = _Choices(game, response)
    units, value = _search(choices, response)
    _, value, bound = _branch(choices, response, units, value)
    best = plain_best(game)
    assert value == pytest.approx(best, rel=0.02, abs=1e-7)
    assert bound <= best + 1e-7


def test_a_game_beyond_enumeration_states_its_gap():
    layers = [["s"], *[[f"n{i}{j}" for j in range(3)] for i in range(3)], ["m"]]
    edges = tuple(
        Edge(f"{a}-{b}", a, b, 0.1 * (i + 1), 0.05, 0.3, 4, 1.0, math.inf)
        for i, (one, two) in enumerate(itertools.pairwise(layers))
        for a in one
        for b in two
    )
    game = Game(tuple(itertools.chain(*layers)), 12.0, edges, (Adversary("x", "s", "m", 10, 6, 2, 1.5, 1),))
    answer = allocate(game)
    assert answer.bound <= answer.delivered
    assert 0 <= answer.gap < 1
    assert answer.delivered == pytest.approx(plain_delivered(game, answer.units))
    assert allocate(game) == answer


GOOD = {
    "nodes": ["s", "m"],
    "budget": 2,
    "edges": [
        {"id": "e", "from": "s", "to": "m", "cost": 0.4, "detection": 0.1, "effect": 0.3, "max_units": 2, "unit_cost": 1}
    ],
    "adversaries": [{"id": "x", "source": "s", "sink": "m", "volume": 10, "value": 6, "loss": 2, "rationality": 1.5}],
}

BAD = [
    (("budget",), -1, "budget = -1"),
    (("edges", 0, "from"), "q", 'edges.e.from = "q"'),
    (("edges", 0, "detection"), 1.2, "edges.e.detection = 1.2"),
    (("edges", 0, "effect"), "much", 'edges.e.effect = "much"'),
    (("edges", 0, "max_units"), 1.5, "edges.e.max_units = 1.5"),
    (("edges", 0, "capacity"), -2, "edges.e.capacity = -2"),
    (("edges", 0, "colour"), "red", 'edges.e.colour = "red"'),
    (("adversaries", 0, "volume"), -3, "adversaries.x.volume = -3"),
    (("adversaries", 0, "sink"), "s", 'adversaries.x.sink = "s"'),
    (("adversaries",), [], "adversaries = []"),
    (("nodes",), ["s", "m", "s"], 'nodes = "s"'),
]


@pytest.mark.parametrize(("path", "value", "said"), BAD)
def test_a_bad_game_is_refused_with_file_key_and_value(tmp_path, path, value, said):
    game = json.loads(json.dumps(GOOD))
    at = game
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    file = tmp_path / "game.json"
    file.write_text(json.dumps(game))
    with pytest.raises(ScenarioError) as caught:
        read_game(file)
    assert str(file) in str(caught.value)
    assert said in str(caught.value)


def test_the_answer_is_written_whole(tmp_path):
    file = tmp_path / "game.json"
    file.write_text(json.dumps(GOOD))
    write_allocation(allocate(read_game(file)), tmp_path / "out.json")
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer["units"] == {"e": 2}
    assert answer["gap"] == 0
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []
