"""What holding a structure against a class gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from headwater.substance.structure.groups import Answer


@dataclass(frozen=True, slots=True)
class ClassOutcome:
    """Whether a class covers a structure, by which clauses, and the atoms that meet each.

    Attributes:
        answer: yes, no, or open to opinion.
        clauses: clause -> atoms of the molecule that meet it.
        reason: one sentence where the answer is open.
    """

    answer: Answer
    clauses: Mapping[str, frozenset[int]] = field(default_factory=dict)
    reason: str = ""


OUTSIDE = ClassOutcome(Answer.NO)
