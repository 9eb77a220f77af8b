"""Hold every structure of the register and of the ordinary chemicals against the coded classes and scopes, and write who is in.

The table lets a name be answered with the class that covers it without loading the chemistry library. A test fails when it is
out of date.

    python scripts/class_members.py
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from headwater.reference import tables
from headwater.substance.register import Register
from headwater.substance.structure.groups import Answer
from headwater.substance.structure.judge import read_structure
from headwater.substance.structures import Structures

OUT = Path(__file__).parent.parent / "src" / "headwater" / "reference" / "data" / "substance" / "class_members.csv"
HEADER = ("substance_id", "name", "basis", "code", "clauses", "open")


Row = tuple[str, str, str, str, str, str]


def members_of_register() -> Iterator[Row]:
    """Yield one row a substance of the register and class or scope that covers it, or may."""
    register = Register(tables())
    known = [(substance.id, substance.name, substance.smiles) for substance in register.substances.values() if substance.smiles]
    yield from _rows(known, register)


def members_of_ordinary() -> Iterator[Row]:
    """Yield the same for ordinary chemicals that are no form of a substance of the register."""
    register = Register(tables())
    ordinary = register.ordinary
    smiles = ordinary.smiles()
    # polymers and mixtures of the table of trade names stand at the end and have no structure
    rows = [row for row in range(len(smiles)) if ordinary.parent[row] is None]
    yield from _rows([(f"chem:{ordinary.cas[row]}", ordinary.name[row], smiles[row]) for row in rows], register)


def _rows(known: list[tuple[str, str, str]], register: Register) -> Iterator[Row]:
    structures = Structures(register)
    for id_, name, smiles in known:
        reading = read_structure(smiles, structures.shelf)
        for code, outcome in sorted(reading.classes.items()):
            yield id_, name, "class", code, "+".join(outcome.clauses), str(outcome.answer is Answer.OPEN).lower()
        for scope in sorted(set(reading.scopes)):
            yield id_, name, "scope", scope, "", "false"


def main() -> None:
    """Write the table."""
    rows = [*members_of_register(), *members_of_ordinary()]
    with OUT.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
