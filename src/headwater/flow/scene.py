"""The scene: the records of all kinds side by side, with what rules need to compare them.

Everything is worked out once per distinct value and joined back. Names of added columns:

- ``{role}_party``: key under which the same party is found in other rows and kinds,
- ``{role}_use``: how its trade uses chemicals (maker, lab, user, small, trader, forwarder, none), null where unknown,
- ``{role}_trade``: the words that said so, ``{role}_tel``, ``{role}_mail``, ``{role}_place``: contacts made comparable,
- ``{role}_fits``: True where its trade is known to use goods of this kind,
- ``{role}_home``: True where the address reads like a dwelling,
- ``goods``: key of the goods, ``chemical``, ``listed``, ``strict``: what they are, ``kg`` and ``usd``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Final

import polars as pl

from headwater.flow.goods import add_goods
from headwater.flow.parties import Parties, add_parties, know_parties
from headwater.flow.uses import add_fit
from headwater.flow.wording import Wording, load_wording
from headwater.model import RECORD_KINDS, RecordKind, record_schema
from headwater.reference import Tables

SUBSTANCE_COLUMNS: Final[dict[str, pl.DataType]] = {
    "substance_id": pl.String(),
    "substance_ids": pl.List(pl.String()),
    "substance_verdict": pl.String(),
    "substance_controls": pl.List(pl.String()),
    "party_ids": pl.List(pl.String()),
}
"""Columns of the rooms before this one that rules read; absent ones are taken as empty."""


@dataclass(frozen=True)
class Scene:
    """The records of every kind, made comparable.

    Attributes:
        shipments: the shipments, empty where there are none; likewise the other four.
        orders: the orders.
        payments: the payments.
        listings: the listings.
        companies: the companies.
        parties: what the records say of each party.
        findings: the findings of the rooms before this one.
        wording: the words of the reference tables.
        tables: the reference tables.
        worked: what several rules need, by the name of the function that worked it out.
    """

    shipments: pl.DataFrame
    orders: pl.DataFrame
    payments: pl.DataFrame
    listings: pl.DataFrame
    companies: pl.DataFrame
    parties: Parties
    findings: pl.DataFrame
    wording: Wording
    tables: Tables
    worked: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)


def once(function: Callable[[Scene], pl.DataFrame]) -> Callable[[Scene], pl.DataFrame]:
    """Return the function so that each scene is worked out once, for all the rules that ask."""

    @wraps(function)
    def ask(scene: Scene) -> pl.DataFrame:
        key = f"{function.__module__}.{function.__qualname__}"
        if key not in scene.worked:
            scene.worked[key] = function(scene)
        return scene.worked[key]

    return ask


def set_scene(records: Mapping[RecordKind, pl.DataFrame], findings: pl.DataFrame, tables: Tables) -> Scene:
    """Return the scene for the records of all kinds given."""
    wording = load_wording(tables)
    frames = {kind: _complete(records.get(kind), kind) for kind in RECORD_KINDS}
    frames = {kind: add_goods(frame, kind, wording, tables) for kind, frame in frames.items()}
    parties = know_parties(frames, wording)
    frames = {kind: add_parties(frame, kind, parties, wording) for kind, frame in frames.items()}
    frames = {kind: add_fit(frame, kind, tables) for kind, frame in frames.items()}
    return Scene(
        shipments=frames["shipment"],
        orders=frames["order"],
        payments=frames["payment"],
        listings=frames["listing"],
        companies=frames["company"],
        parties=parties,
        findings=findings,
        wording=wording,
        tables=tables,
    )


def _complete(frame: pl.DataFrame | None, kind: RecordKind) -> pl.DataFrame:
    schema = {**record_schema(kind), **SUBSTANCE_COLUMNS}
    if frame is None:
        return pl.Schema(schema).to_frame()
    missing = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
    kept = [pl.col(name).cast(dtype) for name, dtype in schema.items() if name in frame.columns]
    # a number that is none or infinite says nothing: no rule is to compare with it
    bounded = [
        pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name, dtype in schema.items() if dtype.is_float()
    ]
    return frame.select(*kept, *missing).select(list(schema)).with_columns(bounded)
