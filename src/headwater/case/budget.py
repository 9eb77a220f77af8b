"""How many rows somebody has the time to look at."""

import math
import re
from dataclasses import dataclass
from typing import Final, Self

from headwater.errors import ArgumentError

_SPELLING: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<per_cent>%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Budget:
    """The length of the queue: a number of rows, or a share of the rows read within bounds.

    Attributes:
        rows: so many rows; None where the budget is a share.
        share: part of all rows read, 0 to 1, rounded up; None where the budget is a number of rows.
        at_least: a share never asks for fewer rows than this.
        at_most: a share never asks for more rows than this; None for no bound.
    """

    rows: int | None = None
    share: float | None = None
    at_least: int = 1
    at_most: int | None = None

    def __post_init__(self) -> None:
        if (self.rows is None) == (self.share is None):
            raise ArgumentError("A budget is either a number of rows or a share of them; give one of the two.", code="budget")
        if self.rows is not None and self.rows < 1:
            raise ArgumentError("A budget of rows is 1 or more; give a larger --budget.", code="budget")
        if self.share is not None and not 0 < self.share <= 1:
            raise ArgumentError("A budget in per cent is above 0 and at most 100; change --budget.", code="budget")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the budget written as ``50`` (rows) or ``1%`` (of all rows read).

        Raises:
            ArgumentError: the text is neither.
        """
        match = _SPELLING.fullmatch(text.strip())
        if match is None or (not match["per_cent"] and "." in match["number"]):
            raise ArgumentError(f"--budget {text!r} is not a number of rows such as 50 or a share such as 1%.", code="budget")
        if match["per_cent"]:
            return cls(share=float(match["number"]) / 100)
        return cls(rows=int(match["number"]))

    def limit(self, total: int) -> int:
        """Return the number of rows this budget allows among ``total`` rows read."""
        if self.rows is not None:
            return min(self.rows, total)
        assert self.share is not None
        # The rounding before the ceiling keeps 1 % of 1,000 at 10: 0.01 * 1000 is 10.000000000000002 on some shares.
        wanted = max(self.at_least, math.ceil(round(self.share * total, 6)))
        return min(wanted, total, wanted if self.at_most is None else self.at_most)

    def __str__(self) -> str:
        if self.rows is not None:
            return f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        assert self.share is not None
        bounds = [
            f"at least {self.at_least:,}" if self.at_least > 1 else "",
            f"at most {self.at_most:,}" if self.at_most else "",
        ]
        return ", ".join([f"{100 * self.share:g} % of the rows", *filter(None, bounds)])


DEFAULT_BUDGET: Final = Budget(share=0.05, at_least=20, at_most=200)
"""What one person can look at in a few sittings: 5 % of the rows, at least 20 and at most 200."""
