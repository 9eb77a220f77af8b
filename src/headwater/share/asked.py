"""What published instruments ask of queued rows, in ``run.json``: each obligation once, and which rows it concerns."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

_OBLIGATION: Final = ("jurisdiction", "side", "requirement", "threshold", "since", "citation", "read_at", "verified", "advice")
_ROUTE: Final = ("kind", "source", "row", "origin", "destination", "day")


def pack_obligations(obligations: pl.DataFrame | None) -> dict[str, Any]:
    """Return a table of ``substance.DUTY_SCHEMA`` as JSON can hold it: ``asked`` by id, and ``rows`` that name the ids."""
    asked: dict[str, dict[str, Any]] = {}
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    if obligations is not None:
        for line in obligations.with_columns(pl.col("day", "since").dt.to_string("iso")).iter_rows(named=True):
            asked.setdefault(line["obligation"], {name: line[name] for name in _OBLIGATION})
            place = tuple(line[name] for name in _ROUTE)
            row = rows.setdefault(place, {**dict(zip(_ROUTE, place, strict=True)), "obligations": []})
            row["obligations"].append(
                {"id": line["obligation"], **{name: line[name] for name in ("substances", "instruments")}}
            )
    return {"asked": asked, "rows": list(rows.values())}


def unpack_obligations(run: Mapping[str, Any], entry: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return what ``run.json`` says that instruments ask of a row of the queue; nothing where an older one does not say."""
    packed = run.get("obligations", {"asked": {}, "rows": []})
    return tuple(
        {**one, **packed["asked"][one["id"]], **{name: row[name] for name in ("origin", "destination", "day")}}
        for row in packed["rows"]
        if all(row[name] == entry[name] for name in ("kind", "source", "row"))
        for one in row["obligations"]
    )
