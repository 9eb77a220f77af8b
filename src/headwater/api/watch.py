"""How a long run tells its caller where it is, without knowing the clock or the terminal."""

from collections.abc import Mapping
from typing import Protocol


class Watch(Protocol):
    """Told of each stage as it begins, and of the rows done in it."""

    def stage(self, name: str) -> None:
        """Note that the stage of this name begins, and that the one before has ended."""

    def advance(self, rows: int) -> None:
        """Note that so many more rows of this stage are done."""

    def timings(self) -> Mapping[str, float] | None:
        """Return the seconds spent in each stage so far, or None where they are not to be kept with the result."""


class Unwatched:
    """A watch that nobody looks at."""

    def stage(self, name: str) -> None:
        """Do nothing."""

    def advance(self, rows: int) -> None:
        """Do nothing."""

    def timings(self) -> None:
        """Return None: nobody looked."""
