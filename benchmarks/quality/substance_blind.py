"""Names, structures and days labelled by hand, by someone who had not read the tables: what ``identify`` makes of them.

Set A was run first and its failures were told as categories; set B was written after that and run once. ``blind/README.md``
says who wrote what when, which labels were corrected, and what came out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl

from headwater.api import identify

DAY: Final = date(2026, 11, 25)
CLASS_DAY: Final = date(2026, 11, 1)
FOLDER: Final = Path(__file__).parent / "blind"
CLASSES: Final = {
    "US-class-fentanyl": "US-CSA",
    "CN-class-fentanyl": "CN-",
    "CN-class-nitazene": "CN-",
    "CN-class-orphine": "CN-",
    "GB-class-nitazene": "GB-MDA",
}
"""The classes, and how the codes of named listings of the same jurisdiction begin."""

_OUTSIDE: Final = ("chem:", "structure:")
_ANNOUNCED: Final = frozenset({"named", "class", "class-known-use", "watched"})
_SAME: Final = {"4-anilinopiperidine-dihydrochloride": "4-ap"}
_OUTCOMES: Final = ("right", "wrong", "missed", "ambiguous", "partial", "opinion")


def main() -> None:
    """Print the tables."""
    for name in ("a", "b", "c"):
        _print_names(name)
    for name in ("a", "b", "c"):
        _print_classes(name)
    for name in ("dates", "dates_c"):
        _print_dates(name)


def _read(name: str) -> list[dict[str, str]]:
    frame = pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False, comment_prefix="#")
    return list(frame.fill_null("").iter_rows(named=True))


def _print_names(name: str) -> None:
    rows = _read(f"names_{name}")
    answers = [answer.to_dict() for answer in identify([row["input"] for row in rows], on=DAY)]
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for row, answer in zip(rows, answers, strict=True):
        outcome = outcome_of(row, answer)
        for line in (row["category"], "**all**"):
            table[line][outcome] += 1
    print(f"\n| set {name.upper()} | inputs | {' | '.join(_OUTCOMES)} | share right |\n|---|---|{'---|' * len(_OUTCOMES)}---|")
    for line in sorted(table, key=lambda each: (each == "**all**", each)):
        counts = table[line]
        cells = " | ".join(str(counts[outcome]) for outcome in _OUTCOMES)
        print(f"| {line} | {counts.total()} | {cells} | {counts['right'] / counts.total():.1%} |")


def outcome_of(row: dict[str, str], answer: dict[str, Any]) -> str:
    """Return right, wrong (confidently), missed, ambiguous, partial or opinion for one answer.

    A listed substance must be the only listed one in the answer. Saying with confidence that the text names an ordinary
    chemical where a listed one is meant is wrong, not missed. A wrong check digit must be reported and the name read.
    """
    expected = set(filter(None, row["substance_ids"].split(";")))
    sure = answer["substance"] is not None and answer["certainty"] in {"exact", "likely"}
    found = [answer["substance"], *answer["also"]] if sure else []
    listed = {_SAME.get(each["id"], each["id"]) for each in found if not each["id"].startswith(_OUTSIDE)}
    codes = {warning["code"] for warning in answer["warnings"]}
    possible = {each["id"] for each in answer["alternatives"]}
    match row["expect"]:
        case "listed":
            if listed == expected:
                return "right"
            if listed - expected or (sure and not listed):
                return "wrong"
            if listed:
                return "partial"
            return "ambiguous" if answer["certainty"] == "ambiguous" else "missed"
        case "innocent":
            if listed or answer["verdict"] in _ANNOUNCED:
                return "wrong"
            if answer["certainty"] == "ambiguous" and any(not each.startswith("chem:") for each in possible):
                return "ambiguous"
            return "opinion" if answer["verdict"] == "opinion-needed" else "right"
        case "known-use":
            return "right" if answer["verdict"] == "class-known-use" else "missed"
        case "scope":
            return "right" if answer["verdict"] in {"named", "class"} else "wrong" if sure else "missed"
        case "not-found":
            return "right" if answer["certainty"] == "none" else "wrong" if sure else "ambiguous"
        case "ambiguous":
            if sure:
                return "wrong"
            return "right" if answer["certainty"] == "ambiguous" and expected & possible else "missed"
        case "bad-cas":
            if listed - expected:
                return "wrong"
            return "right" if "cas-check-digit" in codes and listed == expected else "missed"
        case "contradiction":
            if sure:
                return "wrong"
            return "right" if codes & {"cas-name-contradiction", "name-contradiction"} else "missed"
    raise ValueError(row["expect"])


def _print_classes(name: str) -> None:
    rows = _read(f"classes_{name}")
    answers = [answer.to_dict() for answer in identify([row["smiles"] for row in rows], on=CLASS_DAY, form="smiles")]
    print(f"\n| set {name.upper()}, {len(rows)} structures | right | clauses differ | wrong |\n|---|---|---|---|")
    for code in CLASSES:
        counts = Counter(class_outcome(code, row[code], answer) for row, answer in zip(rows, answers, strict=True))
        print(f"| {code} | {counts['right']} | {counts['clauses']} | {counts['wrong']} |")


def class_outcome(code: str, expected: str, answer: dict[str, Any]) -> str:
    """Return right, clauses (a member, by other clauses) or wrong for one class; a named listing is as good as membership."""
    controls = answer["controls"] + answer["unverified_controls"]
    inside = [control for control in controls if control["instrument"] == code]
    named = any(each["instrument"].startswith(CLASSES[code]) and each["basis"] == "named" for each in controls)
    if expected == "out":
        return "wrong" if inside else "right"
    if expected == "open":
        asked = any(warning["code"] == "opinion-needed" for warning in answer["warnings"])
        return "right" if not inside and asked else "wrong"
    if not inside:
        return "right" if named else "wrong"
    return "right" if expected in {"in", "named", "+".join(inside[0]["clauses"])} else "clauses"


def _print_dates(name: str) -> None:
    asked: dict[date, list[tuple[str, str, bool]]] = defaultdict(list)
    for row in _read(name):
        for day, expected in _days(row):
            asked[day].append((row["text"], row["instrument"], expected))
    right = total = 0
    for day, questions in sorted(asked.items()):
        answers = identify([text for text, _, _ in questions], on=day)
        for (_, instrument, expected), answer in zip(questions, answers, strict=True):
            right += expected == any(control.instrument == instrument for control in answer.controls)
            total += 1
    print(f"\n| {name}: days around a first or last day | right |\n|---|---|\n| {total} | {right} |")


def _days(row: dict[str, str]) -> Iterator[tuple[date, bool]]:
    day = timedelta(days=1)
    since = date.fromisoformat(row["since"])
    yield from ((since - day, False), (since, True), (since + day, True))
    if row["until"]:
        until = date.fromisoformat(row["until"])
        yield from ((until, True), (until + day, False))


if __name__ == "__main__":
    main()
