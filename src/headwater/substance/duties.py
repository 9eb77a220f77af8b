"""What published instruments ask of the shipments and orders in a table, by the substance, route and day of each record."""

from datetime import date
from typing import Any, Final

import polars as pl

from headwater.model import RecordKind
from headwater.reference import Tables
from headwater.substance.assess import law_day
from headwater.substance.deciding import known_law
from headwater.substance.obligations import ADVICE, Obligation, obligations_for
from headwater.substance.register import Register, register_of

DUTY_SCHEMA: Final = pl.Schema(
    {
        "kind": pl.String(),
        "source": pl.String(),
        "row": pl.Int64(),
        "origin": pl.String(),
        "destination": pl.String(),
        "day": pl.Date(),
        "obligation": pl.String(),
        "substances": pl.List(pl.String()),
        "jurisdiction": pl.String(),
        "side": pl.String(),
        "instruments": pl.List(pl.String()),
        "requirement": pl.String(),
        "threshold": pl.String(),
        "since": pl.Date(),
        "citation": pl.String(),
        "read_at": pl.String(),
        "verified": pl.Boolean(),
        "advice": pl.String(),
    }
)
"""One line a record and duty: where the record stands, its route and day, the names of the substances that bring the duty
about, and the duty. ``source`` is the record's file; where the duty was read is ``read_at``."""

_ADDRESS: Final = ("kind", "source", "row")
_ROUTE: Final = ("_ids", "origin", "destination", "day")


def record_duties(records: pl.DataFrame, kind: RecordKind, tables: Tables, *, on: date | None, today: date) -> pl.DataFrame:
    """Return what instruments ask of each record, as of the record's own day.

    A shipment goes from ``origin_country`` to ``destination_country``. An order goes to ``ship_to_country``, or to
    ``buyer_country`` where that is empty, and does not say where it leaves from. Records of other kinds have no route. A record
    whose number and name contradict one another names no substance, and has no duties.

    Args:
        records: records of one kind with the columns that ``assess`` adds.
        kind: their kind.
        tables: the reference tables, with every day in them.
        on: the day whose law applies to all records, or None for each record's own.
        today: the day for records without a date.

    Returns:
        A table of ``DUTY_SCHEMA``, in the order of the records and of the table of obligations.
    """
    route = _route(records, kind, tables)
    if route is None or "substance_id" not in records.columns:
        return DUTY_SCHEMA.to_frame()
    # Where there is a substance_id, every one of substance_ids was found; where not, they are only what it could be.
    named = records.filter(pl.col("substance_id").is_not_null()).select(
        *_ADDRESS,
        pl.col("substance_ids").list.join(" ").alias("_ids"),
        route[0].alias("origin"),
        route[1].alias("destination"),
        law_day(records, on, today).alias("day"),
    )
    named = named.filter(pl.any_horizontal(pl.col("origin", "destination").is_not_null()))
    if named.is_empty():
        return DUTY_SCHEMA.to_frame()
    register = register_of(tables)
    routes = named.select(_ROUTE).unique(maintain_order=True)
    duties = [
        {"_ids": ids, "origin": origin, "destination": destination, "day": day, **duty}
        for ids, origin, destination, day in routes.iter_rows()
        for duty in _duties(ids.split(" "), register, tables, origin, destination, day)
    ]
    schema = {"_ids": pl.String(), **{name: dtype for name, dtype in DUTY_SCHEMA.items() if name not in _ADDRESS}}
    worked = pl.DataFrame(duties, schema=schema, orient="row")
    return named.join(worked, on=_ROUTE, how="inner", nulls_equal=True, maintain_order="left_right").select(DUTY_SCHEMA.names())


def _route(records: pl.DataFrame, kind: RecordKind, tables: Tables) -> tuple[pl.Expr, pl.Expr] | None:
    def code(*names: str) -> pl.Expr:
        # What the reader could not read as a country is no country here.
        cells = [pl.col(name) for name in names if name in records.columns]
        codes = tables["countries"]["alpha2"].drop_nulls().to_list()
        told = [pl.when(cell.str.to_uppercase().is_in(codes)).then(cell.str.to_uppercase()) for cell in cells]
        return pl.coalesce(*told, pl.lit(None, dtype=pl.String()))

    if kind == "shipment":
        return code("origin_country"), code("destination_country")
    if kind == "order":
        return code(), code("ship_to_country", "buyer_country")
    return None


def _duties(
    ids: list[str], register: Register, tables: Tables, origin: str | None, destination: str | None, day: date
) -> list[dict[str, Any]]:
    """Return the duties that any of some substances brings about, each once, with the names of those that do."""
    found: dict[str, tuple[Obligation, list[str], set[str]]] = {}
    for id_ in ids:
        said = known_law(id_, register, day)
        controls = (*said.controls, *(said.unverified if tables.with_unverified else ()))
        for duty in obligations_for(controls, tables, origin=origin, destination=destination, on=day):
            _, names, instruments = found.setdefault(duty.id, (duty, [], set()))
            names.append(register.substance(id_).name)
            instruments.update(duty.instruments)
    order = {id_: place for place, id_ in enumerate(tables["obligations"]["obligation_id"])}
    return [
        {
            "obligation": duty.id,
            "substances": names,
            "jurisdiction": duty.jurisdiction,
            "side": duty.side,
            "instruments": sorted(instruments),
            "requirement": " ".join(filter(None, (duty.requirement, duty.caveat))),
            "threshold": duty.threshold,
            "since": duty.since,
            "citation": duty.citation,
            "read_at": duty.source,
            "verified": duty.verified,
            "advice": ADVICE,
        }
        for duty, names, instruments in sorted(found.values(), key=lambda one: order[one[0].id])
    ]
