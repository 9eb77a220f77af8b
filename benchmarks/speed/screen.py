"""End to end: rows a second of ``headwater screen`` on 200,000 shipments with a full OFAC list.

The peer in the same run is what a careful analyst's script does with good libraries: read the file (polars), compare every
distinct party name with every listed name (rapidfuzz, WRatio, all cores), and search every description for the names of the
register. It resolves nothing, explains nothing and writes nothing.
"""

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.data import many_shipments, shared_data

ROWS = 200_000
PEER_SHARE = 50
"""The peer compares one distinct name in this many, and its time for that step is multiplied: all of them take too long."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        file, lists = work / "shipments.csv", _ofac(work)
        many_shipments(ROWS).write_csv(file)
        small = work / "small.csv"
        many_shipments(300).write_csv(small)
        start_up = min(_screen(small, lists, work / f"small-{n}")[0] for n in range(3))
        seconds, timings, peak_mb = _screen(file, lists, work / "review")
        peer = _peer(file, lists)
    print("| what | seconds | rows a second | peak memory |\n|---|---|---|---|")
    print(f"| headwater screen, {ROWS:,} shipments, OFAC list | {seconds:.1f} | {ROWS / seconds:,.0f} | {peak_mb:,.0f} MB |")
    print(f"| peer: polars + rapidfuzz (scaled from 1/{PEER_SHARE}) | {peer:.1f} | {ROWS / peer:,.0f} | |")
    print(f"| headwater screen, 300 shipments, OFAC list (best of 3) | {start_up:.2f} | | |")
    stages = ", ".join(f"{name} {spent:.1f} s" for name, spent in timings.items())
    print(f"\nPeer / headwater: {peer / seconds:.1f}. Stages: {stages}.")


def _ofac(work: Path) -> Path:
    folder = shared_data() / "parties" / "lists" / "ofac" / "trio_2024-05-03"
    for name in ("sdn", "alt", "add"):
        (work / f"{name}.csv").write_bytes(gzip.decompress((folder / f"{name}.csv.gz").read_bytes()))
    return work / "sdn.csv"


def _screen(file: Path, lists: Path, out: Path) -> tuple[float, dict[str, float], float]:
    command = [sys.executable, "-m", "headwater", "screen", str(file), "--list", str(lists), "--out", str(out), "--timings"]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    timings = json.loads((out / "run.json").read_text(encoding="utf-8"))["timings"]
    return seconds, timings, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _peer(file: Path, lists: Path) -> float:
    from rapidfuzz import fuzz, process

    started = time.perf_counter()
    frame = pl.read_csv(file, infer_schema=False)
    listed = pl.read_csv(lists, has_header=False, infer_schema=False, truncate_ragged_lines=True)["column_2"].drop_nulls()
    register = pl.read_csv(shared_data() / "substances" / "substances.csv", infer_schema=False)["name"].to_list()
    frame["description"].str.to_lowercase().str.contains_any(register).sum()
    names = pl.concat([frame["shipper_name"], frame["consignee_name"]]).unique().drop_nulls()
    fixed = time.perf_counter() - started
    started = time.perf_counter()
    process.cdist(names.gather_every(PEER_SHARE).to_list(), listed.to_list(), scorer=fuzz.WRatio, score_cutoff=90, workers=-1)
    return fixed + PEER_SHARE * (time.perf_counter() - started)
