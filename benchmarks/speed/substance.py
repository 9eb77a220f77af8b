"""Speed of ``identify``: distinct lines a second, structures a second, start-up, beside named peers in the same run.

Peer for text: rapidfuzz ``process.extractOne`` (WRatio, cut-off 90) of each line against the names of the register, on a sample
of the lines; it knows neither locants nor context. Peer for structures: RDKit's SMILES parser and InChIKey, which an exact list
by InChIKey needs for every input; it judges no class.
"""

import random
import subprocess
import sys
import time
from datetime import date

import polars as pl
from rapidfuzz import fuzz, process
from rdkit import Chem
from rdkit.Chem import inchi

from benchmarks.data import shared_data
from headwater.reference import tables
from headwater.substance import identify, systematic
from headwater.substance.ordinary import ordinary_chemicals

DAY = date(2026, 11, 24)
LINES = 20_000
STRUCTURES = 10_000
PEER_LINES = 200


def main() -> None:
    """Print the table."""
    systematic._command = lambda: None  # type: ignore[assignment]  # OPSIN is off the hot path and not measured
    start_up = min(_start_up() for _ in range(3))
    lines = _lines()
    identify(["acetone"], tables(), on=DAY)
    seconds, used = _timed(lambda: identify(lines, tables(), on=DAY))
    names = tables()["substance_names"]["name"].to_list()
    peer, _ = _timed(
        lambda: [process.extractOne(line, names, scorer=fuzz.WRatio, score_cutoff=90) for line in lines[:PEER_LINES]]
    )
    peer *= len(lines) / PEER_LINES
    print("| what | a second (wall) | a second (processor) | peer a second | ratio |\n|---|---|---|---|---|")
    _row(f"{len(lines):,} distinct lines", len(lines), seconds, used, peer)
    smiles = random.Random(1).sample(ordinary_chemicals().smiles(), STRUCTURES)
    identify(["CCO"], tables(), on=DAY, form="smiles")
    seconds, used = _timed(lambda: identify(smiles, tables(), on=DAY, form="smiles"))
    readable = [text for text in smiles if Chem.MolFromSmiles(text) is not None]
    peer, _ = _timed(lambda: [inchi.MolToInchiKey(Chem.MolFromSmiles(text)) for text in readable])
    _row(f"{len(smiles):,} structures, all classes", len(smiles), seconds, used, peer)
    print(f"\nStart-up of `headwater identify acetone` (best of 3): {start_up:.2f} s. One process.")


def _row(what: str, count: int, seconds: float, used: float, peer: float) -> None:
    print(f"| {what} | {count / seconds:,.0f} | {count / used:,.0f} | {count / peer:,.0f} | {peer / seconds:.1f} |")


def _timed(work: object) -> tuple[float, float]:
    wall, used = time.perf_counter(), time.process_time()
    work()  # type: ignore[operator]
    return time.perf_counter() - wall, time.process_time() - used


def _start_up() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "headwater", "identify", "acetone"], check=True, capture_output=True)
    return time.perf_counter() - started


def _lines() -> list[str]:
    """Return distinct goods descriptions of the development world, made distinct by lot numbers, and HS headings."""
    world = shared_data() / "flow" / "world"
    texts = pl.concat(
        [
            pl.read_csv(world / "shipment.csv.gz", infer_schema=False)["description"],
            pl.read_csv(world / "order.csv.gz", infer_schema=False)["product"],
            pl.read_csv(shared_data() / "flow" / "reference" / "hs2022.csv", infer_schema=False)["description"],
        ]
    )
    distinct = texts.drop_nulls().unique(maintain_order=True).to_list()
    pick = random.Random(1)
    pick.shuffle(distinct)
    more = [f"{text}, lot {pick.randint(10**5, 10**6)}" for text in distinct]
    return [*distinct, *more][:LINES]


if __name__ == "__main__":
    main()
