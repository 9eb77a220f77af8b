"""One value of a file: its kind and bounds, and the sentence when it is not usable."""

import json
import math
from typing import Any, Final, NoReturn

from headwater.errors import ScenarioError
from headwater.policy.scenario.months import month_number
from headwater.policy.scenario.schema import Key

LARGEST: Final = 10**30
"""Beyond this no number of a scenario means anything."""


def refuse(where: str, key: str, value: Any, mend: str) -> NoReturn:
    """Raise the one sentence for an unusable value: file, key, value, and what to do."""
    shown = "(nothing)" if value is None else json.dumps(value, default=str, ensure_ascii=False)
    if len(shown) > 120:
        shown = shown[:117] + "..."
    raise ScenarioError(f"{where}: {key} = {shown} is not usable; {mend}.")


def typed(where: str, path: str, spec: Key, value: Any) -> Any:
    """Return a value in the type of its key.

    Raises:
        ScenarioError: it is of another kind, or out of bounds.
    """
    match spec.kind:
        case "number" | "count":
            return _number(where, path, spec, value)
        case "flag":
            if not isinstance(value, bool):
                refuse(where, path, value, "give true or false")
            return value
        case "text":
            if not isinstance(value, str) or not value:
                refuse(where, path, value, "give a text")
            if spec.choices and value not in spec.choices:
                refuse(where, path, value, f"give one of {', '.join(spec.choices)}")
            return value
        case "texts":
            items = [value] if isinstance(value, str | int) and not isinstance(value, bool) else value
            if not isinstance(items, list) or not all(isinstance(item, str | int) for item in items):
                refuse(where, path, value, "give a list of texts")
            if path.endswith(".stages") and not items:
                refuse(where, path, value, "a leg that carries nothing is no leg; leave stages out for all")
            return tuple(str(item) for item in items)
        case "month":
            number = month_number(value) if isinstance(value, str) else None
            if number is None:
                refuse(where, path, value, "give a month as YYYY-MM")
            return number
        case _:
            return _factors(where, path, value)


def _number(where: str, path: str, spec: Key, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or (isinstance(value, float) and math.isnan(value)):
        refuse(where, path, value, "give a number")
    if isinstance(value, int) and abs(value) > LARGEST:
        refuse(where, path, value, f"give a number up to {LARGEST:g}")
    if spec.kind == "count" and value != int(value):
        refuse(where, path, value, "give a whole number")
    if math.isinf(value) or not spec.low <= value <= spec.high:
        if math.isinf(spec.high):
            bounds = f"at least {spec.low:g}"
        elif math.isinf(spec.low):
            bounds = f"at most {spec.high:g}"
        else:
            bounds = f"from {spec.low:g} to {spec.high:g}"
        refuse(where, path, value, f"give a number {bounds}")
    return float(value)


def _factors(where: str, path: str, value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        refuse(where, path, value, "give a table of path = factor")
    factors: dict[str, float] = {}
    for key, factor in value.items():
        if isinstance(factor, dict):
            for inner, number in _factors(where, f"{path}.{key}", factor).items():
                factors[f"{key}.{inner}"] = number
            continue
        if isinstance(factor, bool) or not isinstance(factor, int | float) or not 0 <= factor < math.inf:
            refuse(where, f"{path}.{key}", factor, "give a factor of 0 or more")
        factors[key] = float(factor)
    return factors
