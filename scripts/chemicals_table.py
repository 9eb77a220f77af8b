"""Make the table of ordinary chemicals from the identifier files of the ``chemicals`` package (MIT; PubChem data).

Run by a maintainer when that package or the register changes; the result is shipped. It holds one row a CAS number with a name,
a structure and the names found on paper; a row whose organic parent is a substance of the register says which. Names that mean
several rows, codes of catalogues, and names that the register claims are left out.

    python scripts/chemicals_table.py
"""

import re
import sys
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import polars as pl
from rdkit import Chem, RDLogger

from headwater.reference import tables
from headwater.substance.ordinary import SHARED
from headwater.substance.register import register_of
from headwater.substance.structure.judge import Shelf, read_structure
from headwater.substance.structures import Structures
from headwater.substance.text import key_of

OUT = Path(__file__).parent.parent / "src" / "headwater" / "substance" / "data"
SOURCES = (
    "chemical identifiers pubchem small.tsv",
    "chemical identifiers example user db.tsv",
    "Inorganic db.tsv",
    "chemical identifiers pubchem large.tsv",
)
POLYMERS = ("poly", "homopolymer", "copolymer")
MOST_NAMES = 40
SURE_NAMES = 12
TAGS = re.compile(
    r"\s*[\[(](?:[0-9]?ci|inn|ban|usan|jan|usp|dcf|nf|tn|mi|who-dd|vandf|mart\.|hsdb|iso|french|german|italian|spanish|czech|dutch"
    r"|inn[-:a-z]*|ban[:a-z]*|usan[:a-z]*|jan[/a-z]*|[0-9]ci,[0-9]ci|8ci,9ci|van|acgih[:a-z]*|[a-z]{3,4}:[a-z:]*)[\])]\s*$"
)
CODE = re.compile(
    r"(?:[a-z]{1,8}[-_ ]?[0-9]{3,}[a-z0-9-]*|[a-z0-9]*[0-9][a-z][0-9][a-z0-9]*"
    r"|(?:agn-pc|unii|mfcd|zinc|nsc|chembl|chebi|einecs|ccris|hsdb|ai3|brn|wln|un|nci|caswell|epa|usaf|rcra|fema|ins|e|ci|c\.i\."
    r"|sbb|ac1|tl|akos|ncgc|spectrum|prestwick|sr|tyl|bb)[-: ]?[a-z]?[0-9].*|[0-9 .-]+|.*[;@#|].*|.*:[0-9]+.*)"
)
FOREIGN = re.compile(r"kyselin|saeure|säure|aethyl|methoxyd|chlorid\b|siarc|kwas|acide\b|acido\b|etylu|\bde\b|zuur")


def names_of(fields: list[str]) -> list[str]:
    """Return the names worth keeping, the usual name first."""
    kept: dict[str, str] = {}
    for field in fields:
        name = field.strip()
        for _ in range(3):
            name = TAGS.sub("", name)
        if not 3 <= len(name) <= 110 or CODE.fullmatch(name) or FOREIGN.search(name) or "oxidanyl" in name or "azanyl" in name:
            continue
        if re.search(r",\s?[^,]*-\s*$", name) or re.search(r"\b[0-9]{2,7}-[0-9]{2}-[0-9]\b", name) or " (" in name[-14:]:
            continue
        key = key_of(name)
        if len(key) >= 3 and sum(c.isalpha() for c in key) >= 3 and key not in kept:
            kept[key] = name
    return list(kept.values())


def form_of(smiles: str, shelf: Shelf, drugs: set[str]) -> str | None:
    """Return the substance of the register that a structure is a salt, solvate or stereoisomer of, or None.

    Where the structure leaves open which of several stereoisomers it is, they are all given, parted by ``;``.

    The reader of structures decides, so that a CAS number and its structure have one answer: a diastereomer with a number of
    its own and an organometallic compound are no forms. What holds a drug beside something else is a preparation of the drug;
    a polymer or a product of a precursor is not the precursor.
    """
    reading = read_structure(smiles, shelf)
    if reading.listed is None or not reading.listed.ids:
        return None
    if reading.form == "part of a mixture" and not drugs.issuperset(reading.listed.ids):
        return None
    return ";".join(reading.listed.ids)


def _fits(key: str, parent: object, claimed_by: dict[str, set[str]]) -> bool:
    """Return whether a name may stand: the form of a listed substance keeps only names that hold a name of that substance.

    Its other synonyms in the source include slang ("crystal") that would turn ordinary words into findings.
    """
    return parent is None or any(
        len(name) >= 6 and name in key for id_ in str(parent).split(";") for name in claimed_by.get(id_, ())
    )


def main() -> None:
    """Read, resolve and write."""
    RDLogger.DisableLog("rdApp.*")
    folder = Path(str(files("chemicals"))) / "Identifiers"
    register = tables()["substances"]
    drugs = set(register.filter(pl.col("kind") == "drug")["substance_id"])
    by_cas = dict(register.drop_nulls("cas").select("cas", "substance_id").iter_rows())
    claimed = {key_of(name) for name in tables()["substance_names"]["name"]} | {
        key_of(n) for n in tables()["ambiguous_names"]["name"]
    }
    claimed_by: dict[str, set[str]] = {}
    for name, id_ in tables()["substance_names"].select("name", "substance_id").iter_rows():
        claimed_by.setdefault(id_, set()).add(key_of(name))
    rows: dict[str, dict[str, object]] = {}
    synonyms: dict[str, list[str]] = {}
    core = 0
    for source in SOURCES:
        core = len(rows) if source == SOURCES[1] else core
        for line in (folder / source).read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            cas, smiles, inchikey, iupac, common = fields[1], fields[4], fields[6], fields[7], fields[8]
            if cas in rows or not smiles:
                continue
            molecule = Chem.MolFromSmiles(smiles)
            canonical = Chem.MolToSmiles(molecule) if molecule is not None else smiles
            rows[cas] = {"cas": cas, "name": common or iupac, "inchikey": inchikey, "smiles": canonical, "parent": None}
            synonyms[cas] = [common, iupac, *fields[9:]]
    by_structure = {str(row["smiles"]): number for number, row in enumerate(rows.values())}
    shelf = replace(Structures(register_of(tables())).shelf, ordinary=by_structure)
    for cas, row in rows.items():
        row["parent"] = by_cas[cas] if cas in by_cas else form_of(str(row["smiles"]), shelf, drugs)
    uses: Counter[str] = Counter()
    chosen: dict[str, list[str]] = {}
    for cas in rows:
        keys = [key_of(name) for name in names_of(synonyms[cas])]
        chosen[cas] = [key for key in keys if key not in claimed and _fits(key, rows[cas]["parent"], claimed_by)]
        uses.update(set(chosen[cas]))
    table = pl.DataFrame(list(rows.values())).with_row_index("row")
    uses_core = Counter(key for cas in list(rows)[:core] for key in set(chosen[cas]))

    def row_for(key: str, number: int, place: int) -> tuple[int, int]:
        """Return the row that a name stands for, and how good a claim that is: smaller is better.

        Names far down the list of synonyms are often those of products and mixtures: known, and the name of no one row. So are
        the names of polymers that the source gives to their monomers.
        """
        if key.startswith(POLYMERS) and not key_of(str(list_of_names[number])).startswith(POLYMERS):
            return SHARED, 3
        if key == key_of(str(list_of_names[number])):
            return number, 0
        if place >= SURE_NAMES:
            return SHARED, 3
        if uses[key] == 1:
            return number, 1
        return (number, 2) if number < core and uses_core[key] == 1 else (SHARED, 3)

    list_of_names = [row["name"] for row in rows.values()]
    named = [
        (key, *row_for(key, number, place))
        for number, cas in enumerate(rows)
        for place, key in enumerate(chosen[cas][:MOST_NAMES])
    ]
    # a name that several rows go by is that of the row which has it as its usual name, else of the one common chemical
    named.sort(key=lambda entry: (entry[0], entry[2], entry[1]))
    schema = {"key": pl.String, "row": pl.UInt32, "claim": pl.UInt8}
    keys = pl.DataFrame(named, schema=schema, orient="row").unique("key", keep="first", maintain_order=True).drop("claim")
    OUT.mkdir(exist_ok=True)
    table.drop("row").write_parquet(OUT / "chemicals.parquet", compression="zstd", compression_level=19)
    keys.sort("key").write_parquet(OUT / "chemical_names.parquet", compression="zstd", compression_level=19)
    sys.stderr.write(f"{table.height} chemicals, {keys.height} names, {table['parent'].count()} forms of listed substances\n")


if __name__ == "__main__":
    main()
