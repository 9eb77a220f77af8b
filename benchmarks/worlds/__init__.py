"""Invented worlds of trade with planted schemes, to measure what the queue puts on top.

``make("held", seed=1, listed=names)`` returns the same world every time. The vocabularies share no coined name, trade
wording, street, phrase, substance of a scheme or listed party; only ``tune`` lacks some kinds of scheme.
``third`` is by a second hand, who had not read the rules: other words, chemicals, proportions, and schemes planted otherwise.
Everything planted follows a published red flag in the aggregate; parties are invented, listed names excepted.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from benchmarks.worlds.firms import Registrar
from benchmarks.worlds.schemes import KEPT, KNOWN, MORE, Stage
from benchmarks.worlds.second import NEWER, SECOND
from benchmarks.worlds.trade import Ledger, live, settle
from benchmarks.worlds.words import HELD, TUNE
from benchmarks.worlds.words_far import FAR
from benchmarks.worlds.words_third import THIRD
from headwater.model import RECORD_KINDS, RecordKind
from headwater.reference import tables

VOCABULARIES = {words.name: words for words in (TUNE, HELD, FAR, THIRD)}
__all__ = ["KEPT", "KNOWN", "MORE", "NEWER", "World", "listed_entities", "make"]


@dataclass(frozen=True, slots=True)
class World:
    """Records by kind, and what the rows stand for.

    ``labels``: kind, record_id, scheme, typology, role (core or context), signs. ``oddities``: kind, record_id, look_alike.
    ``small_labs``: kind, record_id.
    """

    records: dict[RecordKind, pl.DataFrame]
    labels: pl.DataFrame
    oddities: pl.DataFrame
    small_labs: pl.DataFrame


def make(vocabulary: str, seed: int, listed: Sequence[str], *, rows: int = 24_000) -> World:
    """Return the world of a vocabulary and a seed, of about that many rows, a half per cent of them planted.

    Args:
        vocabulary: ``tune``, ``held``, ``far`` or ``third``.
        seed: another seed gives other parties, goods, dates and proportions.
        listed: names of listed entities, of which schemes take some.
        rows: about how many honest rows.
    """
    pick = random.Random(f"{vocabulary} {seed}")
    words = VOCABULARIES[vocabulary]
    maker, book = Registrar(words, pick), Ledger(words, pick)
    society = settle(book, maker, rows // 30)
    live(book, maker, society, rows)
    reference = tables()
    names: dict[str, list[tuple[str, str]]] = {}
    for row in reference["substance_names"].iter_rows(named=True):
        names.setdefault(row["substance_id"], []).append((row["name"], row["language"]))
    cas = {row["substance_id"]: row["cas"] for row in reference["substances"].iter_rows(named=True) if row["cas"]}
    stage = Stage(book, maker, society, names, cas, listed, pick)
    kinds = [*KNOWN.items(), *MORE.items(), *(KEPT.items() if vocabulary != "tune" else ())]
    if vocabulary == "third":
        kinds = [*SECOND.items(), *NEWER.items()]
    pick.shuffle(kinds)
    for typology, (scheme, signs) in kinds:
        stage.count, stage.typology, stage.signs, stage.faint = stage.count + 1, typology, signs, pick.random() < 0.4
        scheme(stage)
    return _written(book)


def listed_entities(designations: pl.DataFrame, vocabulary: str) -> list[str]:
    """Return names of entities for a vocabulary from rows of SDN.CSV: those with an odd number, or an even one."""
    entity = pl.col("column_2").str.strip_chars().is_in(["individual", "vessel", "aircraft"]).not_()
    drugs = pl.col("column_3").str.contains("SDNTK|SDNT|ILLICIT-DRUGS")
    odd = pl.col("column_0").cast(pl.Int64, strict=False) % 2 == (0 if vocabulary == "tune" else 1)
    return designations.filter(entity & drugs & odd)["column_1"].to_list()


def _written(book: Ledger) -> World:
    """Return the world with rows in the order of their dates, as files have them."""
    records: dict[RecordKind, pl.DataFrame] = {}
    for kind in RECORD_KINDS:
        frame = pl.DataFrame(book.rows[kind], infer_schema_length=None)
        day = {"payment": "datetime", "company": "name"}.get(kind, "date")
        records[kind] = frame.sort(day, f"{kind}_id")
    labels = pl.DataFrame(book.marks, schema=["kind", "record_id", "scheme", "typology", "role", "signs"], orient="row")
    odd = pl.DataFrame(book.oddities, schema=["kind", "record_id", "look_alike"], orient="row")
    labs = pl.DataFrame(book.labs, schema=["kind", "record_id"], orient="row").unique(maintain_order=True)
    return World(records, labels, odd, labs)
