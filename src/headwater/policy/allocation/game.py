"""Read an allocation game and refuse, in one sentence, what cannot be one."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from headwater.errors import ScenarioError

_EDGE_KEYS: Final = ("id", "from", "to", "cost", "detection", "effect", "max_units", "unit_cost", "capacity")
_ADVERSARY_KEYS: Final = ("id", "source", "sink", "volume", "value", "loss", "rationality", "harm")


@dataclass(frozen=True, slots=True)
class Edge:
    """One directed leg of a game.

    Attributes:
        id: its name.
        start: the node it leaves.
        end: the node it reaches.
        cost: what passing it costs an adversary, in the unit of ``Adversary.value``.
        detection: share found without any units.
        effect: share of the rest that each unit finds.
        max_units: most units that can stand on it.
        unit_cost: budget that one unit takes.
        capacity: most volume of an adversary that a path over it carries; infinite where there is no limit.
    """

    id: str
    start: str
    end: str
    cost: float
    detection: float
    effect: float
    max_units: int
    unit_cost: float
    capacity: float


@dataclass(frozen=True, slots=True)
class Adversary:
    """One adversary of a game, who sees the units and answers by quantal response.

    Attributes:
        id: its name.
        source: the node it starts from.
        sink: the node it wants to reach.
        volume: what it would send if it never stayed at home.
        value: what a delivered unit of volume earns.
        loss: what a found unit of volume costs.
        rationality: precision of the logit choice; 0 chooses at random.
        harm: weight of what it delivers.
    """

    id: str
    source: str
    sink: str
    volume: float
    value: float
    loss: float
    rationality: float
    harm: float


@dataclass(frozen=True, slots=True)
class Game:
    """A defender's budget against adversaries on a directed network."""

    nodes: tuple[str, ...]
    budget: float
    edges: tuple[Edge, ...]
    adversaries: tuple[Adversary, ...]


def read_game(path: Path) -> Game:
    """Return the game of a JSON file.

    Raises:
        ScenarioError: the file is not readable, or a value in it is unusable; the sentence names file, key and value.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        raise ScenarioError(f"{path} cannot be read ({error.strerror}); give a game as a JSON file.") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise ScenarioError(f"{path} is not JSON ({error}); mend the file.") from error
    return _Reader(str(path)).game(raw)


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is not a number a game can hold")


class _Reader:
    """Checks one file; every refusal starts with the file and the key."""

    def __init__(self, where: str) -> None:
        self.where = where

    def game(self, raw: Any) -> Game:
        if not isinstance(raw, Mapping):
            raise ScenarioError(f"{self.where} must hold one JSON object with nodes, budget, edges and adversaries.")
        self._known("the game", raw, ("nodes", "budget", "edges", "adversaries"))
        nodes = self._list("nodes", raw)
        for node in nodes:
            if not isinstance(node, str) or not node:
                self._refuse("nodes", node, "name every node with a text")
        self._once("nodes", nodes)
        edges = tuple(self._edge(index, item, set(nodes)) for index, item in enumerate(self._list("edges", raw)))
        self._once("edges.id", [edge.id for edge in edges])
        adversaries = tuple(self._adversary(i, item, set(nodes)) for i, item in enumerate(self._list("adversaries", raw)))
        if not adversaries:
            self._refuse("adversaries", [], "name at least one adversary")
        self._once("adversaries.id", [adversary.id for adversary in adversaries])
        return Game(tuple(nodes), self._number("budget", raw, "budget", low=0.0), edges, adversaries)

    def _edge(self, index: int, item: Any, nodes: set[str]) -> Edge:
        key = self._entry("edges", index, item, _EDGE_KEYS)
        for end in ("from", "to"):
            if item.get(end) not in nodes:
                self._refuse(f"{key}.{end}", item.get(end), "use one of the nodes")
        if item["from"] == item["to"]:
            self._refuse(f"{key}.to", item["to"], "an edge leads to another node")
        units = item.get("max_units", 0)
        if isinstance(units, bool) or not isinstance(units, int | float) or units < 0 or units != int(units):
            self._refuse(f"{key}.max_units", units, "give a whole number of 0 or more")
        capacity = math.inf
        if item.get("capacity") is not None:
            capacity = self._number(f"{key}.capacity", item, "capacity", low=0.0)
        return Edge(
            id=str(item["id"]),
            start=item["from"],
            end=item["to"],
            cost=self._number(f"{key}.cost", item, "cost", default=0.0),
            detection=self._number(f"{key}.detection", item, "detection", low=0.0, high=1.0, default=0.0),
            effect=self._number(f"{key}.effect", item, "effect", low=0.0, high=1.0, default=0.0),
            max_units=int(units),
            unit_cost=self._number(f"{key}.unit_cost", item, "unit_cost", low=0.0, default=1.0),
            capacity=capacity,
        )

    def _adversary(self, index: int, item: Any, nodes: set[str]) -> Adversary:
        key = self._entry("adversaries", index, item, _ADVERSARY_KEYS)
        for end in ("source", "sink"):
            if item.get(end) not in nodes:
                self._refuse(f"{key}.{end}", item.get(end), "use one of the nodes")
        if item["source"] == item["sink"]:
            self._refuse(f"{key}.sink", item["sink"], "an adversary's sink is another node than its source")
        return Adversary(
            id=str(item["id"]),
            source=item["source"],
            sink=item["sink"],
            volume=self._number(f"{key}.volume", item, "volume", low=0.0),
            value=self._number(f"{key}.value", item, "value"),
            loss=self._number(f"{key}.loss", item, "loss", low=0.0, default=0.0),
            rationality=self._number(f"{key}.rationality", item, "rationality", low=0.0),
            harm=self._number(f"{key}.harm", item, "harm", low=0.0, default=1.0),
        )

    def _entry(self, table: str, index: int, item: Any, keys: Sequence[str]) -> str:
        if not isinstance(item, Mapping):
            self._refuse(f"{table}[{index}]", item, "give an object")
        if not isinstance(item.get("id"), str | int) or item["id"] == "":
            self._refuse(f"{table}[{index}].id", item.get("id"), "give every entry an id")
        self._known(f"{table}.{item['id']}", item, keys)
        return f"{table}.{item['id']}"

    def _list(self, key: str, raw: Mapping[str, Any]) -> list[Any]:
        value = raw.get(key)
        if not isinstance(value, list):
            self._refuse(key, value, "give a list")
        assert isinstance(value, list)
        return value

    def _number(
        self,
        key: str,
        item: Mapping[str, Any],
        name: str,
        *,
        low: float = -math.inf,
        high: float = math.inf,
        default: float | None = None,
    ) -> float:
        value = item.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self._refuse(key, value, "give a number")
        assert isinstance(value, int | float)
        if not low <= value <= high:
            bounds = f"at least {low:g}" if math.isinf(high) else f"from {low:g} to {high:g}"
            self._refuse(key, value, f"give a number {bounds}")
        return float(value)

    def _known(self, what: str, item: Mapping[str, Any], keys: Sequence[str]) -> None:
        for key in item:
            if key not in keys:
                self._refuse(f"{what}.{key}", item[key], f"there is no such key; the keys are {', '.join(keys)}")

    def _once(self, key: str, values: Sequence[Any]) -> None:
        seen = set()
        for value in values:
            if value in seen:
                self._refuse(key, value, "it stands there twice")
            seen.add(value)

    def _refuse(self, key: str, value: Any, mend: str) -> None:
        raise ScenarioError(f"{self.where}: {key} = {json.dumps(value, default=str)} is not usable; {mend}.")
