"""The rules of this room: a function each, and a row each in ``reference/data/flow/rules.csv``.

A rule is written as a function of the scene and its own setting; its docstring is the sentence users read. Points, thresholds,
citation and clearing question are data, so that a user can override them in a file without touching code.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Final, TypeAlias

import polars as pl

from headwater.errors import ReferenceDataError
from headwater.flow.scene import Scene
from headwater.model import RecordKind, build_findings, no_findings
from headwater.reference import Tables


@dataclass(frozen=True, slots=True)
class Setting:
    """What the table of rules says about one rule.

    Attributes:
        rule: id of the rule.
        flag: id in the red-flag catalogue, or None.
        points: points of a clear case; a rule may give a share of them.
        thresholds: the named numbers that the rule reads.
    """

    rule: str
    flag: str | None
    points: float
    thresholds: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        """Return a threshold by name.

        Raises:
            ReferenceDataError: the table of rules does not give it.
        """
        if name not in self.thresholds:
            raise ReferenceDataError(f"Rule {self.rule} needs the threshold {name}; give it in the column thresholds.")
        return self.thresholds[name]

    def find(
        self,
        hits: pl.DataFrame,
        reason: pl.Expr,
        cells: Sequence[str] | Mapping[str, pl.Expr] | pl.Expr,
        *,
        share: pl.Expr | float = 1.0,
        because: pl.Expr | None = None,
    ) -> pl.DataFrame:
        """Return a finding for each of the rows that were hit.

        Args:
            hits: the rows, one a finding.
            reason: one sentence with the values seen.
            cells: the cells the rule read.
            share: share of the rule's points, 0 to 1, as an expression or number.
            because: ids of the findings this one rests on.
        """
        if hits.is_empty() or self.points <= 0:
            return no_findings()
        part = share if isinstance(share, pl.Expr) else pl.lit(share)
        points = (part.clip(0.0, 1.0) * self.points).round(2)
        return build_findings(hits, rule=self.rule, flag=self.flag, points=points, reason=reason, cells=cells, because=because)


RuleFunction: TypeAlias = Callable[[Scene, Setting], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        name: its id, the name of the function.
        kinds: the kinds of record it points at.
        family: rules of one family see the same circumstance; the strongest counts in full, the others in part.
        retrospective: True where rows are pointed at because of later ones that complete a pattern with them.
        find: the function.
    """

    name: str
    kinds: tuple[RecordKind, ...]
    family: str
    retrospective: bool
    find: RuleFunction

    @property
    def sentence(self) -> str:
        """The sentence users read: the docstring of the function."""
        return cleandoc(self.find.__doc__ or "")


RULES: Final[dict[str, Rule]] = {}
"""Every rule of the room by id, in the order in which they run."""


def rule(*kinds: RecordKind, family: str, retrospective: bool = False) -> Callable[[RuleFunction], RuleFunction]:
    """Enter a function in ``RULES`` under its own name."""

    def enter(function: RuleFunction) -> RuleFunction:
        name = function.__name__
        RULES[name] = Rule(name=name, kinds=kinds, family=family, retrospective=retrospective, find=function)
        return function

    return enter


def found(scene: Scene, name: str) -> pl.DataFrame:
    """Return what a rule finds in the scene, worked out once; nothing where the table of rules leaves it out."""
    key = f"found:{name}"
    if key not in scene.worked:
        setting = settings(scene.tables).get(name)
        scene.worked[key] = no_findings() if setting is None else RULES[name].find(scene, setting)
    return scene.worked[key]


def settings(tables: Tables) -> dict[str, Setting]:
    """Return the setting of every rule of the table, by id.

    Raises:
        ReferenceDataError: a threshold is not of the form ``name=number``.
    """
    frame = tables["rules"]
    columns = frame.select("rule", "flag", "points", "thresholds").iter_rows()
    return {name: Setting(name, flag, points, _thresholds(name, text)) for name, flag, points, text in columns}


def _thresholds(name: str, text: str | None) -> dict[str, float]:
    numbers = {}
    for part in _parts(text):
        key, _, value = part.partition("=")
        try:
            numbers[key.strip()] = float(value)
        except ValueError as error:
            raise ReferenceDataError(f"Rule {name}: threshold {part!r} must read name=number.") from error
    return numbers


def _parts(text: str | None) -> Iterable[str]:
    return (part for part in (text or "").split(";") if part.strip())
