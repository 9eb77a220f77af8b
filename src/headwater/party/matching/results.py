"""What is answered: candidates with the strings that matched and the features behind the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Certainty: TypeAlias = Literal["exact", "likely", "possible"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against a candidate.

    Attributes:
        name: what was compared.
        score: how well it agrees, 0 to 1.
        weight: what it adds to, or takes from, the logarithm of the odds.
        detail: the two values in words.
    """

    name: str
    score: float
    weight: float
    detail: str

    def to_dict(self) -> dict[str, Any]:
        """Return the feature as ``headwater match --json`` writes it."""
        return {"name": self.name, "score": round(self.score, 4), "weight": round(self.weight, 3), "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed party that a query may stand for.

    Attributes:
        id: id of the party, ending with the publisher's own number.
        name: its primary name.
        query_name: the name of the query that matched, or empty where an identifier did.
        matched_name: the listed name or identifier that matched.
        score: 0 to 1; it ranks and is no probability.
        match: True where the score reaches the threshold.
        certainty: exact (an identifier agrees), likely (the name and something else) or possible (the name alone).
        list: code of the list.
        list_date: day of this version of the list, or None.
        programs: programmes the party is listed under.
        schema: what kind of party it is.
        row: where it stands in the list file.
        features: the reasons, the weightiest first.
        state: what a saved decision on this pair is known by; another one once either side changes.
    """

    id: str
    name: str
    query_name: str
    matched_name: str
    score: float
    match: bool
    certainty: Certainty
    list: str
    list_date: str | None
    programs: tuple[str, ...]
    schema: str
    row: int | str
    features: tuple[Feature, ...]
    state: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the candidate as ``headwater match --json`` writes it."""
        return {
            "id": self.id,
            "name": self.name,
            "matched_name": self.matched_name,
            "score": round(self.score, 4),
            "match": self.match,
            "certainty": self.certainty,
            "schema": self.schema,
            "list": self.list,
            "list_date": self.list_date,
            "programs": list(self.programs),
            "row": self.row,
            "features": [feature.to_dict() for feature in self.features],
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class MatchWarning:
    """Something about a query that its asker should know.

    Attributes:
        code: stable, such as ``no-name`` or ``check-digit``.
        text: one sentence.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The answer to one query: its candidates, best first, and warnings."""

    query: Mapping[str, Any]
    candidates: tuple[Candidate, ...]
    warnings: tuple[MatchWarning, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the result as ``headwater match --json`` writes it."""
        result: dict[str, Any] = {
            "query": dict(self.query),
            "candidates": [candidate.to_dict() for candidate in self.candidates],
        }
        if self.warnings:
            result["warnings"] = [{"code": warning.code, "text": warning.text} for warning in self.warnings]
        return result


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two parties compare: score, whether it reaches the threshold, and the features behind it."""

    score: float
    match: bool
    certainty: Certainty
    features: tuple[Feature, ...]
    warnings: tuple[MatchWarning, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as ``headwater compare --json`` writes it."""
        result: dict[str, Any] = {
            "score": round(self.score, 4),
            "match": self.match,
            "certainty": self.certainty,
            "features": [feature.to_dict() for feature in self.features],
        }
        if self.warnings:
            result["warnings"] = [{"code": warning.code, "text": warning.text} for warning in self.warnings]
        return result
