"""The assignment of headings to columns that is best as a whole."""

from collections.abc import Mapping
from typing import Final

_FAR: Final = 1e18


def best_assignment(weights: Mapping[tuple[int, str], float]) -> dict[int, str]:
    """Return which column each heading gets, so that the sum of the weights is greatest and no column is given twice.

    Args:
        weights: positive weights of the pairs that may be; a pair that is not there may not be.

    Headings and columns may stay without a partner. This is the Hungarian method on the small matrix of the pairs.
    """
    rows = sorted({row for row, _ in weights})
    columns = sorted({column for _, column in weights})
    if not rows:
        return {}
    # One spare column a row, worth nothing, lets a row go without.
    cost = [
        [-weights.get((row, column), 0.0) if (row, column) in weights else 1.0 for column in columns] + [0.0] * len(rows)
        for row in rows
    ]
    found = _hungarian(cost)
    return {rows[i]: columns[j] for i, j in enumerate(found) if j < len(columns) and (rows[i], columns[j]) in weights}


def _hungarian(cost: list[list[float]]) -> list[int]:
    """Return the column of each row in the assignment of least cost; there are at least as many columns as rows."""
    height, width = len(cost), len(cost[0])
    row_potential = [0.0] * (height + 1)
    column_potential = [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for start in range(1, height + 1):
        row_of[0] = start
        at = 0
        least = [_FAR] * (width + 1)
        before = [0] * (width + 1)
        used = [False] * (width + 1)
        while row_of[at]:
            used[at] = True
            row = row_of[at]
            delta, nearest = _FAR, 0
            for column in range(1, width + 1):
                if used[column]:
                    continue
                reduced = cost[row - 1][column - 1] - row_potential[row] - column_potential[column]
                if reduced < least[column]:
                    least[column], before[column] = reduced, at
                if least[column] < delta:
                    delta, nearest = least[column], column
            for column in range(width + 1):
                if used[column]:
                    row_potential[row_of[column]] += delta
                    column_potential[column] -= delta
                else:
                    least[column] -= delta
            at = nearest
        while at:
            row_of[at] = row_of[before[at]]
            at = before[at]
    found = [0] * height
    for column in range(1, width + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found
