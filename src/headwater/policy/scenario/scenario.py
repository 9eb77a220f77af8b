"""A scenario after reading and checking."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headwater.policy.scenario.months import month_text


@dataclass(frozen=True, slots=True)
class Parameter:
    """An uncertain number, drawn once a run.

    Attributes:
        path: dotted path of the key; ``*`` stands for every id.
        prior: uniform, loguniform, normal or lognormal.
        first: low, or mean.
        second: high, or standard deviation.
        source: where the range comes from.
    """

    path: str
    prior: str
    first: float
    second: float
    source: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One rival explanation: with its weight and the numbers it sets; one is drawn a run."""

    id: str
    weight: float
    changes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A supply system, its controls and its uncertain numbers.

    Attributes:
        name: its name.
        start: number of the first month (``months.month_number``).
        months: how many months are simulated.
        outcomes: names of the outcomes to write, in the order of ``schema.OUTCOMES``.
        tables: table -> id -> key -> value, with every default filled in.
        parameters: uncertain numbers.
        hypotheses: rival explanations; empty where there is one world only.
        pinned: (table, id, key) of numbers that were set, so that no parameter or hypothesis draws them.
        source: the file it was read from, for messages.
    """

    name: str
    start: int
    months: int
    outcomes: tuple[str, ...]
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]]
    parameters: tuple[Parameter, ...]
    hypotheses: tuple[Hypothesis, ...]
    pinned: frozenset[tuple[str, str, str]]
    source: str

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of a table in the order of the file."""
        return tuple(self.tables[table])

    def month(self, index: int) -> str:
        """Return ``YYYY-MM`` of the month with this index (0 is the first)."""
        return month_text(self.start + index)
