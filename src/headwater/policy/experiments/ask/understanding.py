"""Read a question about a control: place, kind, target, date and strength, or one sentence that says what is missing.

Words are those of ``words.csv``, the names of countries, and the ids of the scenario. Nothing is guessed: what looks like a
name and is none of these refuses the question.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from typing import Any, Final, NoReturn

from headwater import reference
from headwater.errors import ArgumentError
from headwater.policy.scenario.months import month_text
from headwater.policy.scenario.scenario import Scenario

QUESTION: Final = "question"
"""Id of the lever that a question becomes."""
TEMPLATES: Final[Mapping[str, str]] = {
    "schedule": "PLACE schedules GOOD or CLASS in YEAR",
    "licence": "PLACE licenses exports of GOOD [to PLACE] in YEAR",
    "customers": "PLACE requires customer checks in YEAR",
    "mode_rule": "advance data on MODE into PLACE in YEAR",
    "capacity": "PLACE doubles inspection [of MODE] in YEAR",
    "sharing": "PLACE shares information in YEAR",
    "organisation": "PLACE dismantles ACTORS in YEAR",
    "finance": "sanctions on ACTORS cut N % in YEAR",
    "demand": "PLACE expands treatment or naloxone in YEAR",
}
"""Kind of question -> how it may be put; YEAR may be a month, and ``N %`` sets the strength of any of them."""
_STRENGTH: Final[Mapping[str, float]] = {
    "schedule": 0.8,
    "licence": 0.5,
    "mode_rule": 0.3,
    "capacity": 0.5,
    "sharing": 0.7,
    "organisation": 0.3,
    "finance": 0.2,
    "demand": 0.2,
}
"""Strength assumed where a question names none; the answer says so."""
_CHECKS: Final = 0.3
"""Strength assumed of checks that sellers make of their customers."""
_LAG: Final = 6
_ROLES: Final = ("producer", "broker", "wholesaler")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood: the lever that answers it."""

    text: str
    lever: Mapping[str, Any]
    assumed: tuple[str, ...]


def understand(text: str, scenario: Scenario) -> Question:
    """Return the lever that a question describes.

    Raises:
        ArgumentError: it names no control, no date, a place or a name that the scenario does not hold, or a date outside the
            scenario. The sentence says which, and which questions are understood.
    """
    found, left = _found(text, scenario)
    kind = _kind(text, found)
    _known_places(text, found["place"], left, scenario)
    start, assumed = _date(text, scenario)
    customers, kind = kind == "customers", "licence" if kind == "customers" else kind
    lever: dict[str, Any] = {"id": QUESTION, "kind": kind, "from": month_text(start)}
    targets = _targets(kind, found["target"], scenario)
    if kind in ("schedule", "licence") and not targets:
        if not customers:
            _refuse(text, "does not say what is controlled; name a good or a class of the scenario", scenario)
        targets = [id_ for id_, good in scenario.tables["good"].items() if good["stage"] > 0]
        assumed.append("sellers of all precursors check their customers")
    places = _places(text, kind, found["place"], targets, scenario)
    idle = [place for place in found["place"] if place not in places and kind != "finance"]
    if idle:
        assumed.append(f"{', '.join(idle)} left out: the scenario has nothing there for such a control to act on")
    if kind == "licence" and len(places) > 1:
        lever["to"] = places[1:]
        places = places[:1]
    if places:
        lever["place"] = places
    if targets:
        lever["targets"] = targets
    lever["strength"], said = _strength(text, kind)
    if not said:
        lever["strength"] = _CHECKS if customers else lever["strength"]
        assumed.append(f"strength {lever['strength']:g} of {'customer checks' if customers else kind.replace('_', ' ')}")
    lever["lag"] = _LAG
    assumed.append("six months until full strength")
    return Question(text, lever, tuple(assumed))


def _refuse(text: str, why: str, scenario: Scenario) -> NoReturn:
    """Refuse a question in one sentence that ends with what can be asked."""
    raise ArgumentError(
        f"The question {text!r} {why}; questions that are understood: {'; '.join(TEMPLATES.values())} "
        f"(places: {', '.join(scenario.tables['place'])})."
    )


def _found(text: str, scenario: Scenario) -> tuple[dict[str, list[str]], str]:
    """Return what -> values in the order of the text, and the text with everything that was recognised blanked out."""
    left = text
    placed: list[tuple[int, str, str]] = []
    for word, what, value in sorted(_words(scenario), key=lambda row: -len(row[0])):
        # Ids of places are written as they are ("IN" is a country, "in" is not one); words may be written in any way.
        flags = re.NOFLAG if what == "place" and word == value else re.IGNORECASE
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?:s|'s|’s)?(?![\w-])", left, flags):
            placed.append((match.start(), what, value))
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    found: dict[str, list[str]] = {"kind": [], "weak kind": [], "place": [], "target": []}
    for _, what, value in sorted(placed):
        if value not in found[what]:
            found[what].append(value)
    return found, left


def _words(scenario: Scenario) -> list[tuple[str, str, str]]:
    """Return (word, what, value): those shipped, the names of countries, and the ids of the scenario."""
    rows = [row for row in _shipped_words() if row[1] != "filler"]
    tables = scenario.tables
    places = set(tables["place"])
    countries = reference.tables()["countries"].select("name_en", "alpha2").rows()
    rows += [(name, "place", code) for name, code in countries if name.lower() not in {word for word, _, _ in rows}]
    rows += [(id_, "place", id_) for id_ in places]
    names = [*tables["good"], *(name for good in tables["good"].values() for name in good["class"]), *tables["controller"]]
    names += [leg["mode"] for leg in tables["leg"].values()] + list(tables["actor"])
    return rows + [(name, "target", name) for name in dict.fromkeys(names) if name not in places]


def _shipped_words() -> list[tuple[str, str, str]]:
    text = (files("headwater.reference") / "data" / "policy" / "words.csv").read_text(encoding="utf-8")
    return [(row["word"], row["what"], row["value"]) for row in csv.DictReader(StringIO(text))]


def _kind(text: str, found: Mapping[str, list[str]]) -> str:
    kinds = found["kind"] or found["weak kind"]
    if not kinds:
        raise ArgumentError(
            f"The question {text!r} names no control that is known; questions that are understood: "
            f"{'; '.join(TEMPLATES.values())}."
        )
    return kinds[0]


def _known_places(text: str, places: list[str], left: str, scenario: Scenario) -> None:
    """Refuse places outside the scenario, and names that are neither a place nor anything else of it."""
    known = ", ".join(scenario.tables["place"])
    for place in places:
        if place not in scenario.tables["place"]:
            _refuse(text, f"names {place}, which is no place of the scenario {scenario.name} (it has {known})", scenario)
    fillers = {word for word, what, _ in _shipped_words() if what == "filler"}
    for word in re.findall(r"[^\W\d_][\w'’-]*", left):
        name = re.sub(r"['’]s$", "", word)
        if name[:1].isupper() and name.lower() not in fillers and name.lower()[:3] not in _MONTHS:
            _refuse(text, f"names {name}, which is nothing in the scenario {scenario.name}", scenario)


def _places(text: str, kind: str, named: list[str], targets: list[str], scenario: Scenario) -> list[str]:
    """Return the places where a control of a kind can act; a named place where it cannot refuses the question."""
    tables = scenario.tables
    able: dict[str, set[str]] = {
        "mode_rule": {leg["to"] for leg in tables["leg"].values() if not targets or leg["mode"] in targets},
        "capacity": {one["place"] for one in tables["controller"].values()},
        "sharing": {one["place"] for one in tables["controller"].values()},
        "organisation": {actor["place"] for actor in tables["actor"].values()},
        "demand": set(tables["market"]),
        "schedule": {offer["place"] for offer in tables["offer"].values()},
    }
    kept = [place for place in named if place in able.get(kind, set(named))]
    if kind == "finance":
        return []  # money is blocked wherever it is
    if named and not kept:
        where = ", ".join(sorted(able[kind])) or "nowhere"
        _refuse(text, f"names {named[0]}, where the scenario has nothing for such a control to act on ({where} have)", scenario)
    return kept


def _targets(kind: str, named: list[str], scenario: Scenario) -> list[str]:
    tables = scenario.tables
    goods = {*tables["good"], *(name for good in tables["good"].values() for name in good["class"])}
    modes = {leg["mode"] for leg in tables["leg"].values()}
    of: dict[str, set[str]] = {
        "schedule": goods,
        "licence": goods,
        "mode_rule": modes,
        "capacity": {*tables["controller"], *modes},
        "sharing": set(tables["controller"]),
        "organisation": {*tables["actor"], *_ROLES},
        "finance": {*tables["actor"], *_ROLES},
    }
    roles = {actor["role"] for actor in tables["actor"].values()}
    return [name for name in named if name in of.get(kind, set()) and (name not in _ROLES or name in roles)]


def _strength(text: str, kind: str) -> tuple[float, bool]:
    """Return the strength that a question gives, and whether it gives one."""
    share = re.search(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)", text.lower())
    if share:
        if not 0 < float(share[1]) <= 100:
            raise ArgumentError(f"{share[0]} in the question {text!r} is not usable; give a share above 0 and up to 100 %.")
        return float(share[1]) / 100.0, True
    if re.search(r"\b(?:doubl|twice)", text.lower()):
        return 1.0, True
    if re.search(r"\b(?:hal[fv])", text.lower()):
        return 0.5, True
    return _STRENGTH[kind], False


def _date(text: str, scenario: Scenario) -> tuple[int, list[str]]:
    last = scenario.start + scenario.months - 1
    match = re.search(r"(?<![\d.])(?:(?P<before>\d{1,2})/)?(?P<year>\d{4})(?:[-/](?P<after>\d{1,2}))?(?![\d-])", text)
    if match is None:
        _refuse(text, "names no date; give a year or YYYY-MM", scenario)
    spelt = re.search(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?,?\s+{match['year']}", text.lower())
    number = int(match["after"] or match["before"] or (_MONTHS.index(spelt[1]) + 1 if spelt else 0))
    if number > 12 or (number == 0 and (match["after"] or match["before"])):
        _refuse(text, f"names no date that exists ({match[0]}); give a year or YYYY-MM", scenario)
    month = 12 * int(match["year"]) + max(number, 1) - 1
    if not scenario.start <= month < last:
        span = f"{month_text(scenario.start)} to {month_text(last)}"
        _refuse(
            text, f"gives the date {match[0]}, which lies outside the scenario ({span}), so that no lever can act", scenario
        )
    return month, [] if number else [f"the control comes in {month_text(month)}"]
