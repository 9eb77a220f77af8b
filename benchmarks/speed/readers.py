"""How fast files are read into canonical columns, and in how much memory, beside polars reading the same bytes as text."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.data import many_shipments

ROWS = 300_000

_PEAK = """
import re, pathlib
peak = int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text()).group(1)) / 1024
"""
_OURS = """
import sys, time
from headwater.readers import open_records
start = time.process_time()
rows = sum(batch.height for batch in open_records(sys.argv[1]).batches())
rate = rows / (time.process_time() - start)
"""
_PEER = """
import sys, time
import polars as pl
start = time.process_time()
rows = pl.read_csv(sys.argv[1], infer_schema=False).height
rate = rows / (time.process_time() - start)
"""


def measure(code: str, path: Path) -> tuple[float, float]:
    """Return rows a second of processor time and peak memory in MiB of a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", code + _PEAK + "print(rate, peak)", str(path)], capture_output=True, text=True, check=True
    )
    rate, memory = done.stdout.split()
    return float(rate), float(memory)


def main() -> None:
    """Print one row a file."""
    frame = many_shipments(ROWS)
    print("| file | rows | MiB | rows per CPU second | peak MiB | polars, all as text | peak MiB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, quoted in (("CSV", "necessary"), ("CSV, every cell quoted", "always")):
            path = Path(folder) / "shipments.csv"
            frame.write_csv(path, quote_style=quoted)  # type: ignore[arg-type]
            ours, peer = measure(_OURS, path), measure(_PEER, path)
            size = path.stat().st_size / 2**20
            print(f"| {name} | {ROWS:,} | {size:.0f} | {ours[0]:,.0f} | {ours[1]:.0f} | {peer[0]:,.0f} | {peer[1]:.0f} |")
        path = Path(folder) / "shipments.parquet"
        frame.write_parquet(path)
        ours = measure(_OURS, path)
        print(f"| Parquet | {ROWS:,} | {path.stat().st_size / 2**20:.0f} | {ours[0]:,.0f} | {ours[1]:.0f} | | |")
    print(f"\n{frame.width} columns; 'peak' is the largest resident size of the process, which starts at about 100 MiB.")
