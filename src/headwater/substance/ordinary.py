"""Ordinary chemicals: tens of thousands of substances outside the register, so that acetanilide is known and innocent.

Their names in Spanish, Chinese and German, and the polymers and mixtures that have a number and no structure, are a reference
table (``trade_names``). The rest are two tables made by ``scripts/chemicals_table.py`` from the identifier files of the
``chemicals`` package (MIT; PubChem data). Its names are used as they stand; its fuzzy resolver is not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from headwater.substance.text import key_of

PREFIX: Final = "chem:"
"""Ids of ordinary chemicals are this and their CAS number."""

SHARED: Final = 2**32 - 1
"""In place of a row: a name that several ordinary chemicals go by, so that it is known and means none of them alone."""

_DATA: Final = files("headwater.substance") / "data"


@dataclass(frozen=True)
class Ordinary:
    """The table of ordinary chemicals.

    Attributes:
        cas: CAS number by row.
        name: usual name by row.
        inchikey: InChIKey by row.
        parent: by row the substance of the register that it is a salt, solvate or stereoisomer of, several parted by ``;``
            where the stereochemistry leaves open which, or None.
        row_of: row by CAS number.
        row_named: row by key of a name, or ``SHARED``.
        in_trade: keys of names that mean the chemical wherever they stand.
    """

    cas: list[str]
    name: list[str]
    inchikey: list[str | None]
    parent: list[str | None]
    row_of: dict[str, int]
    row_named: dict[str, int]
    in_trade: frozenset[str] = frozenset()

    def with_trade_names(self, names: Iterable[tuple[str, str, str]]) -> "Ordinary":
        """Return the table with further names, as (name, CAS number, usual name); a number that is new becomes a row."""
        cas, usual = list(self.cas), list(self.name)
        row_of, row_named, keys = dict(self.row_of), dict(self.row_named), set()
        for name, number, called in names:
            row = _row_for(number, called, row_of, cas, usual)
            usual[row] = called
            key = key_of(name)
            row_named[key] = row
            keys.add(key)
        more = [None] * (len(cas) - len(self.cas))
        return replace(
            self,
            cas=cas,
            name=usual,
            inchikey=[*self.inchikey, *more],
            parent=[*self.parent, *more],
            row_of=row_of,
            row_named=row_named,
            in_trade=frozenset(keys),
        )

    def with_forms(self, forms: Iterable[tuple[str, str, str]]) -> "Ordinary":
        """Return the table with salts and hydrates, as (CAS number, substance of the register, name); a new number is a row."""
        cas, usual, row_of = list(self.cas), list(self.name), dict(self.row_of)
        parents = {_row_for(number, name, row_of, cas, usual): substance_id for number, substance_id, name in forms}
        more = [None] * (len(cas) - len(self.cas))
        parent = [*self.parent, *more]
        for row, substance_id in parents.items():
            parent[row] = substance_id
        return replace(self, cas=cas, name=usual, inchikey=[*self.inchikey, *more], parent=parent, row_of=row_of)

    def smiles(self) -> list[str]:
        """Return the canonical SMILES by row, read when first needed."""
        return _smiles()

    def by_structure(self) -> dict[str, int]:
        """Return row by canonical SMILES."""
        return _by_structure()

    def prefixes(self, length: int) -> Iterator[str]:
        """Yield what the names start with."""
        keys = pl.Series(list(self.row_named), dtype=pl.String)
        yield from keys.str.slice(0, length).unique().to_list()


def _row_for(number: str, name: str, row_of: dict[str, int], cas: list[str], usual: list[str]) -> int:
    """Return the row of a CAS number; one that is new becomes the next row, under a name."""
    row = row_of.get(number)
    if row is None:
        row = row_of[number] = len(cas)
        cas.append(number)
        usual.append(name)
    return row


@cache
def ordinary_chemicals() -> Ordinary:
    """Return the table of ordinary chemicals, read once."""
    table = _read("chemicals.parquet", ["cas", "name", "inchikey", "parent"])
    names = _read("chemical_names.parquet", None)
    cas = table["cas"].to_list()
    return Ordinary(
        cas=cas,
        name=table["name"].to_list(),
        inchikey=table["inchikey"].to_list(),
        parent=table["parent"].to_list(),
        row_of={number: row for row, number in enumerate(cas)},
        row_named=dict(zip(names["key"].to_list(), names["row"].to_list(), strict=True)),
    )


@cache
def _smiles() -> list[str]:
    return _read("chemicals.parquet", ["smiles"])["smiles"].to_list()


@cache
def _by_structure() -> dict[str, int]:
    return {smiles: row for row, smiles in enumerate(_smiles())}


def _read(name: str, columns: list[str] | None) -> pl.DataFrame:
    return pl.read_parquet((_DATA / name).read_bytes(), columns=columns)
