"""All numbers of a scenario as one vector per run, so that any of them can be uncertain or shocked."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.scenario.scenario import Scenario
from headwater.policy.scenario.schema import TABLES

FIELDS: Final = tuple(
    (table, key)
    for table, spec in TABLES.items()
    for key, what in spec.keys.items()
    if what.kind in ("number", "count", "flag") and not (table == "good" and key in ("stage", "legacy", "counted"))
)
"""(table, key) of every number that the kernel reads from the vector, in the order of the blocks."""

NO_LIMIT: Final = 1.0e30
"""Stands for "no limit": infinite times zero would be no number."""


def field(table: str, key: str) -> int:
    """Return the number of a field; the kernel turns it into a constant."""
    return FIELDS.index((table, key))


class Numbers:
    """Where each number of a scenario lies in the vector."""

    def __init__(self, scenario: Scenario) -> None:
        self.start = np.zeros(len(FIELDS), dtype=np.int64)
        self._at: dict[tuple[str, str, str], int] = {}
        values: list[float] = []
        for index, (table, key) in enumerate(FIELDS):
            self.start[index] = len(values)
            for id_, row in scenario.tables[table].items():
                self._at[table, id_, key] = len(values)
                values.append(min(float(row[key]), NO_LIMIT))
        self.base: NDArray[np.float64] = np.array(values)

    def at(self, table: str, id_: str, key: str) -> int | None:
        """Return the position of a number, or None where the key is fixed for a whole scenario."""
        return self._at.get((table, id_, key))

    def bounds(self, places: Mapping[int, tuple[float, float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the smallest and largest numbers allowed at the given positions."""
        low = np.array([places[at][0] for at in places])
        high = np.array([places[at][1] for at in places])
        return low, high
