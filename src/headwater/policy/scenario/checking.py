"""What one table of a scenario says about another: names that must exist, levers that can act, supply that can reach demand."""

from typing import Any

from headwater.policy.scenario.months import month_text
from headwater.policy.scenario.paths import matches, numeric
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.scenario.schema import TABLES
from headwater.policy.scenario.values import refuse


def check(scenario: Scenario) -> None:
    """Refuse, in one sentence, a scenario whose tables contradict each other.

    Raises:
        ScenarioError: the sentence names file, key and value.
    """
    _names(scenario)
    _goods(scenario)
    for id_, row in scenario.tables["leg"].items():
        if row["from"] == row["to"]:
            refuse(scenario.source, f"leg.{id_}.to", row["to"], "a leg leads to another place")
        for stage in row["stages"]:
            if not stage.isdigit():
                refuse(scenario.source, f"leg.{id_}.stages", stage, "stages are whole numbers, 0 is finished")
    for id_, row in scenario.tables["controller"].items():
        known = {leg["mode"] for leg in scenario.tables["leg"].values() if leg["to"] == row["place"]}
        for mode in row["modes"]:
            if mode not in known:
                refuse(scenario.source, f"controller.{id_}.modes", mode, f"no leg of that mode leads to {row['place']}")
    for id_, row in scenario.tables["market"].items():
        if row["pool"] and row["pool"] < row["users"]:
            refuse(scenario.source, f"market.{id_}.pool", row["pool"], f"it holds the users, and users = {row['users']:g}")
    _levers(scenario)
    _alive(scenario)
    if scenario.hypotheses and not sum(h.weight for h in scenario.hypotheses) > 0:
        refuse(scenario.source, "hypothesis.*.weight", 0, "at least one weight must be above 0")


def _names(scenario: Scenario) -> None:
    for table, spec in TABLES.items():
        for id_, row in scenario.tables[table].items():
            for key, value in row.items():
                of = spec.keys[key].of
                for name in (value if isinstance(value, tuple) else (value,)) if of else ():
                    if name not in scenario.tables[of]:
                        known = ", ".join(scenario.tables[of]) or "none"
                        refuse(scenario.source, f"{table}.{id_}.{key}", name, f"there is no such {of}; known are {known}")


def _goods(scenario: Scenario) -> None:
    goods = scenario.tables["good"]
    for id_, row in goods.items():
        if row["makes"] and row["stage"] == 0:
            refuse(scenario.source, f"good.{id_}.makes", list(row["makes"]), "a finished good (stage 0) makes nothing")
        for made in row["makes"]:
            if goods[made]["stage"] != 0:
                refuse(scenario.source, f"good.{id_}.makes", made, "only finished goods (stage 0) are made")


def _levers(scenario: Scenario) -> None:
    rows = scenario.tables["lever"]
    for id_, row in rows.items():
        at = f"lever.{id_}"
        if row["from"] < scenario.start:
            mend = f"the scenario starts in {month_text(scenario.start)}, before that no lever can act"
            refuse(scenario.source, f"{at}.from", month_text(row["from"]), mend)
        if row["until"] is not None and row["until"] < row["from"]:
            mend = f"it ends before it begins in {month_text(row['from'])}"
            refuse(scenario.source, f"{at}.until", month_text(row["until"]), mend)
        if row["kind"] == "shock":
            if not row["change"]:
                refuse(scenario.source, f"{at}.change", row["change"], "a shock says what it multiplies, as path = factor")
            for path in row["change"]:
                found = matches(scenario.tables, path)
                if not found or not all(numeric(table, key) for table, _, key in found):
                    refuse(scenario.source, f"{at}.change", path, "the path names no number in this scenario")
                if any(key in ("count", "strength", "lag", "stage") or table == "lever" for table, _, key in found):
                    refuse(scenario.source, f"{at}.change", path, "a shock cannot change it while the world runs")
        elif row["change"]:
            refuse(scenario.source, f"{at}.change", row["change"], f"a {row['kind']} lever has none; only a shock has")
        for target in row["targets"]:
            if not lever_meaning(scenario, row, target):
                refuse(scenario.source, f"{at}.targets", target, f"a {row['kind']} lever can mean nothing by that name")
    _contradictions(scenario)


def _contradictions(scenario: Scenario) -> None:
    rows = scenario.tables["lever"]
    seen: dict[tuple[Any, ...], list[str]] = {}
    for id_, row in rows.items():
        if row["kind"] == "shock" or not row["strength"]:
            continue
        same = (row["kind"], frozenset(row["place"]), frozenset(row["to"]), frozenset(row["targets"]))
        for other in seen.get(same, ()):
            one = rows[other]
            both_end = row["until"] is not None and one["until"] is not None
            if row["from"] == one["from"] or (both_end and row["from"] <= one["until"] and one["from"] <= row["until"]):
                mend = f"it overlaps lever.{other}, which does the same to the same targets; merge them or move one"
                refuse(scenario.source, f"lever.{id_}.from", month_text(row["from"]), mend)
        seen.setdefault(same, []).append(id_)


def lever_meaning(scenario: Scenario, row: Any, target: str) -> list[str]:
    """Return the ids of goods, modes, controllers, actors or markets that a target of a lever names; empty where none."""
    tables = scenario.tables
    match row["kind"]:
        case "schedule" | "licence":
            return [id_ for id_, good in tables["good"].items() if target == id_ or target in good["class"]]
        case "mode_rule":
            return [target] if any(leg["mode"] == target for leg in tables["leg"].values()) else []
        case "capacity" | "sharing":
            return [
                id_
                for id_, one in tables["controller"].items()
                if target == id_ or target in one["modes"] or (not one["modes"] and _mode_into(scenario, target, one["place"]))
            ]
        case "organisation" | "finance":
            return [id_ for id_, actor in tables["actor"].items() if target in (id_, actor["role"])]
        case "demand":
            return [id_ for id_ in tables["market"] if target == id_]
        case _:
            return []


def _mode_into(scenario: Scenario, mode: str, place: str) -> bool:
    return any(leg["mode"] == mode and leg["to"] == place for leg in scenario.tables["leg"].values())


def _alive(scenario: Scenario) -> None:
    tables = scenario.tables
    if not tables["market"]:
        refuse(scenario.source, "market", [], "there is no demand; describe at least one [[market]]")
    if not any(row["users"] > 0 and row["use_kg"] > 0 for row in tables["market"].values()):
        refuse(scenario.source, "market.*.users", 0, "there is no demand; give a market users and a use_kg above 0")
    if not tables["offer"]:
        refuse(scenario.source, "offer", [], "there is no supply; describe at least one [[offer]]")
    if all(row["capacity"] == 0 for row in tables["offer"].values()):
        refuse(
            scenario.source, "offer.*.capacity", 0, "there is no supply; give an offer a capacity above 0, or none for no limit"
        )
