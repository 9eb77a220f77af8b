"""Read a scenario: the file, what it extends, what it sets; refuse in one sentence what cannot be used."""

import math
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from headwater.errors import ScenarioError
from headwater.policy.scenario.checking import check
from headwater.policy.scenario.months import month_number
from headwater.policy.scenario.paths import matches, numeric
from headwater.policy.scenario.scenario import Hypothesis, Parameter, Scenario
from headwater.policy.scenario.schema import MONTHS_HIGH, OUTCOMES, PRIORS, TABLES, Key
from headwater.policy.scenario.values import refuse, typed

_TOP: Final = ("name", "start", "months", "outcomes", "extends", "set", *TABLES, "parameter", "hypothesis")
MAX_BYTES: Final = 5_000_000
"""Largest scenario file: the shipped one has 15,000."""
_SHIPPED: Final = files("headwater.reference") / "data" / "policy"


def shipped() -> tuple[str, ...]:
    """Return the names of the scenarios that come with headwater."""
    return tuple(
        sorted(entry.name[:-5] for entry in _SHIPPED.iterdir() if entry.name.endswith(".toml") and entry.name != "tables.toml")
    )


def read_scenario(
    source: Path | str,
    *,
    changes: Mapping[str, Any] | None = None,
    more: Mapping[str, list[dict[str, Any]]] | None = None,
    outcomes: str | None = None,
) -> Scenario:
    """Return a scenario.

    Args:
        source: a TOML file, or the name of a shipped scenario.
        changes: dotted path -> value, applied after everything the file sets.
        more: table -> entries that are added or merged before ``changes``, as if they stood at the end of the file.
        outcomes: ``all`` to write every outcome whatever the file says.

    Raises:
        ScenarioError: something in it is unusable; the sentence names file, key and value.
    """
    where, raw = _merged(source, ())
    for table, rows in (more or {}).items():
        _merge_table(where, table, rows, raw["tables"][table])
    if outcomes == "all":
        raw["top"].pop("outcomes", None)
    raw["pinned"] |= _apply(where, "set", raw["tables"], changes or {})
    return _build(where, raw)


def _text(source: Path | str, where: str) -> str:
    if isinstance(source, str) and source in shipped():
        return (_SHIPPED / f"{source}.toml").read_text(encoding="utf-8")
    try:
        size = Path(source).stat().st_size
        if size > MAX_BYTES:
            raise ScenarioError(
                f"{where} holds {size:,} bytes, and a scenario has at most {MAX_BYTES:,}; give the scenario, not its data."
            )
        return Path(source).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ScenarioError(
            f"{where} is neither a file nor a shipped scenario; give a TOML file or one of {', '.join(shipped())}."
        ) from error
    except OSError as error:
        raise ScenarioError(f"{where} cannot be read ({error.strerror}); give a scenario as a TOML file.") from error
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{where} is not UTF-8 text; save the scenario as a UTF-8 TOML file.") from error


def _merged(source: Path | str, chain: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """Return where a scenario stands and its raw content with everything it extends merged in and set."""
    where = str(source)
    if isinstance(source, Path) and not source.exists() and str(source) in shipped():
        source = str(source)
    if where in chain:
        raise ScenarioError(f"{where}: extends = {' -> '.join((*chain, where))} runs in a circle; remove one extends.")
    try:
        own = tomllib.loads(_text(source, where))
    except (ValueError, RecursionError) as error:
        # Beside what is no TOML: numbers of thousands of digits, and lists nested thousands deep.
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error).partition(":")[0]
        raise ScenarioError(f"{where} is not TOML ({said}); mend the file.") from error
    for key, value in own.items():
        if key not in _TOP:
            refuse(where, key, value, f"there is no such key; the keys are {', '.join(_TOP)}")
    raw: dict[str, Any] = {"tables": {name: {} for name in (*TABLES, "parameter", "hypothesis")}, "top": {}, "pinned": set()}
    if "extends" in own:
        raw = _extended(source, where, own["extends"], chain)
    raw["top"].update({key: value for key, value in own.items() if key in ("name", "start", "months", "outcomes")})
    for table in (*TABLES, "parameter", "hypothesis"):
        _merge_table(where, table, own.get(table, []), raw["tables"][table])
    if "extends" in own:
        _pin(own, raw)
    if not isinstance(own.get("set", {}), dict):
        refuse(where, "set", own["set"], "give a table of path = value")
    raw["pinned"] |= _apply(where, "set", raw["tables"], own.get("set", {}))
    return where, raw


def _pin(own: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
    """Let the later word count: what an extending file writes is not drawn by a prior of what it extends."""
    for table in TABLES:
        for row in own.get(table, []):
            id_ = ".".join(row[key] for key in TABLES[table].identity)
            raw["pinned"].update((table, id_, key) for key in row if key not in TABLES[table].identity)
    for row in own.get("parameter", []):
        raw["pinned"].difference_update(matches(raw["tables"], row["path"]))


def _extended(source: Path | str, where: str, name: Any, chain: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(name, str) or not name:
        refuse(where, "extends", name, "give the name of a file or of a shipped scenario")
    folder = Path(source).parent if Path(source).exists() else Path()
    for candidate in (folder / name, folder / f"{name}.toml"):
        if candidate.is_file():
            return _merged(candidate, (*chain, where))[1]
    if name not in shipped():
        refuse(where, "extends", name, f"there is no such file beside it, and the shipped scenarios are {', '.join(shipped())}")
    return _merged(name, (*chain, where))[1]


def _identity(table: str) -> tuple[str, ...]:
    return {"parameter": ("path",), "hypothesis": ("id",)}.get(table) or TABLES[table].identity


def _merge_table(where: str, table: str, rows: Any, into: dict[str, dict[str, Any]]) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        refuse(where, table, rows, f"write every entry under [[{table}]]")
    seen = set()
    for number, row in enumerate(rows, start=1):
        parts = []
        for key in _identity(table):
            if not isinstance(row.get(key), str) or not row[key].strip():
                refuse(where, f"{table}[{number}].{key}", row.get(key), "every entry needs it, as a text")
            parts.append(row[key])
        id_ = ".".join(parts)
        if id_ in seen:
            refuse(where, f"{table}.{id_}", id_, "it stands there twice; merge the two entries")
        seen.add(id_)
        into.setdefault(id_, {}).update(row)


def _apply(where: str, what: str, tables: dict[str, dict[str, Any]], changes: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """Set values by path and return what was set."""
    pinned = set()
    for path, value in _flat(changes):
        found = matches(tables, path)
        if not found:
            refuse(where, f"{what}.{path}", value, "the path names nothing in this scenario; write table.id.key")
        for table, id_, key in found:
            tables[table][id_][key] = value
            pinned.add((table, id_, key))
    return pinned


def _flat(changes: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Return path and value; paths may be quoted whole, or nested as TOML nests dotted keys."""
    flat: list[tuple[str, Any]] = []
    for key, value in changes.items():
        if isinstance(value, dict) and not (prefix + key).endswith(".change"):
            flat.extend(_flat(value, f"{prefix}{key}."))
        else:
            flat.append((prefix + key, value))
    return flat


def _build(where: str, raw: Mapping[str, Any]) -> Scenario:
    top = raw["top"]
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for name, table in TABLES.items():
        tables[name] = {}
        for id_, row in raw["tables"][name].items():
            for key in row:
                if key not in table.keys:
                    refuse(
                        where, f"{name}.{id_}.{key}", row[key], f"there is no such key; the keys are {', '.join(table.keys)}"
                    )
            tables[name][id_] = {key: _value(where, f"{name}.{id_}.{key}", spec, row) for key, spec in table.keys.items()}
    start = month_number(top["start"]) if isinstance(top.get("start"), str) else None
    if start is None:
        refuse(where, "start", top.get("start"), "give the first month as YYYY-MM")
    assert start is not None
    months = top.get("months", 60)
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= MONTHS_HIGH:
        refuse(where, "months", months, f"give a whole number from 1 to {MONTHS_HIGH}")
    wanted = top.get("outcomes", list(OUTCOMES))
    name = top.get("name", Path(where).stem)
    if not isinstance(name, str) or not name.strip():
        refuse(where, "name", name, "give a text")
    if not isinstance(wanted, list) or not wanted:
        refuse(where, "outcomes", wanted, "give a list of outcome names")
    for outcome in wanted:
        if outcome not in OUTCOMES:
            refuse(where, "outcomes", outcome, f"there is no such outcome; the outcomes are {', '.join(OUTCOMES)}")
    scenario = Scenario(
        name=name,
        start=start,
        months=months,
        outcomes=tuple(outcome for outcome in OUTCOMES if outcome in wanted),
        tables=tables,
        parameters=tuple(_parameter(where, tables, path, row) for path, row in raw["tables"]["parameter"].items()),
        hypotheses=tuple(_hypothesis(where, tables, id_, row) for id_, row in raw["tables"]["hypothesis"].items()),
        pinned=frozenset(raw["pinned"]),
        source=where,
    )
    check(scenario)
    return scenario


def _value(where: str, path: str, spec: Key, row: Mapping[str, Any]) -> Any:
    key = path.rpartition(".")[2]
    if key not in row:
        if spec.default is ...:
            refuse(where, path, None, "it is missing; " + spec.meaning)
        return spec.default
    return typed(where, path, spec, row[key])


def _parameter(where: str, tables: Any, path: str, row: Mapping[str, Any]) -> Parameter:
    at = f"parameter.{path}"
    prior = row.get("prior")
    if prior not in PRIORS:
        refuse(where, f"{at}.prior", prior, f"give one of {', '.join(PRIORS)}")
    assert isinstance(prior, str)
    known = ("path", "prior", "source", *PRIORS[prior])
    for key in row:
        if key not in known:
            refuse(where, f"{at}.{key}", row[key], f"a {prior} prior has the keys {', '.join(known)}")
    numbers = []
    for key in PRIORS[prior]:
        value = row.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            refuse(where, f"{at}.{key}", value, "give a number")
        numbers.append(float(value))
    first, second = numbers
    if prior in ("uniform", "loguniform") and first > second:
        refuse(where, f"{at}.high", second, f"it must not be below low = {first:g}")
    if prior in ("loguniform", "lognormal") and first <= 0.0:
        refuse(where, f"{at}.{PRIORS[prior][0]}", first, f"a {prior} prior needs a number above 0")
    if prior in ("normal", "lognormal") and second < 0.0:
        refuse(where, f"{at}.sd", second, "a standard deviation is not negative")
    found = matches(tables, path)
    if not found:
        refuse(where, f"{at}.path", path, "the path names nothing in this scenario; write table.id.key")
    for table, _, key in found:
        spec = TABLES[table].keys[key]
        if not numeric(table, key):
            refuse(where, f"{at}.path", path, f"{key} is not a number")
        for bound, value in zip(PRIORS[prior], numbers, strict=True):
            if prior in ("uniform", "loguniform") and not spec.low <= value <= spec.high:
                refuse(where, f"{at}.{bound}", value, f"{path} lies from {spec.low:g} to {spec.high:g}")
    return Parameter(path, prior, first, second, str(row.get("source", "")))


def _hypothesis(where: str, tables: Any, id_: str, row: Mapping[str, Any]) -> Hypothesis:
    at = f"hypothesis.{id_}"
    for key in row:
        if key not in ("id", "weight", "set", "source"):
            refuse(where, f"{at}.{key}", row[key], "there is no such key; the keys are id, weight, set, source")
    weight = row.get("weight", 1.0)
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight) or weight < 0:
        refuse(where, f"{at}.weight", weight, "give a number of 0 or more")
    changes = row.get("set", {})
    if not isinstance(changes, dict):
        refuse(where, f"{at}.set", changes, "give a table of path = value")
    numbers: dict[str, float] = {}
    for path, value in _flat(changes):
        found = matches(tables, path)
        if not found:
            refuse(where, f"{at}.set.{path}", value, "the path names nothing in this scenario; write table.id.key")
        for table, one, key in found:
            if not numeric(table, key):
                refuse(where, f"{at}.set.{path}", value, f"{key} is not a number")
            numbers[f"{table}.{one}.{key}"] = float(typed(where, f"{at}.set.{path}", TABLES[table].keys[key], value))
    return Hypothesis(id_, float(weight), numbers)
