"""How many columns of file layouts are recognised, with and without cells to look at."""

import csv
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.data import shared_data
from headwater.errors import MappingError
from headwater.readers import open_records

FIRST = {
    "A": "666 of 726",
    "B": "641 of 676",
    "C": "524 of 580",
    "D": "401 of 413",
    "E": "538 of 681",
    "F": "295 of 327",
    "G": "279 of 305",
    "feeds": "535 of 544",
}
"""What was right when a set was read for the first time, headings only, before anything was learnt from it."""


def layouts() -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """Yield set, layout, kind and (heading, canonical) pairs of every layout."""
    sources = [Path(__file__).with_name("layouts.csv"), shared_data() / "flow" / "headers.csv"]
    for path in sources:
        with path.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        for key in dict.fromkeys((row.get("set", "feeds"), row["layout"], row["kind"]) for row in rows):
            mine = [row for row in rows if (row.get("set", "feeds"), row["layout"], row["kind"]) == key]
            yield (*key, [(row.get("heading") or row["header"], row["canonical"]) for row in mine])


def write(path: Path, kind: str, pairs: list[tuple[str, str]], *, cells: bool) -> None:
    """Write a file with these headings: one row of ``x``, or 120 rows of cells of the development world."""
    pick = random.Random(5)
    world = pl.read_csv(shared_data() / "flow" / "world" / f"{kind}.csv.gz", infer_schema=False).sample(120, seed=3)
    columns = []
    for _, canonical in pairs:
        name = canonical.split("|")[0]
        if not cells:
            columns.append(["x"])
        elif name in world.columns:
            columns.append([text or "" for text in world[name]])
        else:
            columns.append([pick.choice(["", "7", "A1", "IM4", "Lagos", "CIF", "Y", "12.75"]) for _ in range(world.height)])
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([heading for heading, _ in pairs])
        writer.writerows(zip(*columns, strict=True))


def main() -> None:
    """Print one row a set: layouts, kinds right, columns right without and with cells, and what was right at first sight."""
    counts: dict[tuple[str, bool], list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layout.csv"
        for name, _, kind, pairs in layouts():
            for cells in (False, True):
                tally = counts.setdefault((name, cells), [0, 0, 0, 0])
                write(path, kind, pairs, cells=cells)
                tally[0] += 1
                try:
                    reading = open_records(path)
                    tally[1] += reading.kind == kind
                except MappingError:
                    reading = open_records(path, kind=kind)  # type: ignore[arg-type]
                for (_, wanted), found in zip(pairs, reading.columns.values(), strict=True):
                    if wanted:
                        tally[2] += 1
                        tally[3] += found is None if wanted == "-" else found in wanted.split("|")
    print("| set | layouts | kind right | columns | headings only | with cells | headings only, at first sight |")
    print("|---|---|---|---|---|---|---|")
    for name in dict.fromkeys(name for name, _ in counts):
        (seen, kinds, columns, bare), with_cells = counts[name, False], counts[name, True][3]
        shares = f"{bare / columns:.1%} | {with_cells / columns:.1%}"
        print(f"| {name} | {seen} | {kinds} | {columns} | {shares} | {FIRST.get(name, '')} |")
    print(
        "\nSets A to G are layouts of our own, written without looking at the word table and read once before it was mended "
        "(E to G are full of shortened words); "
        "feeds are the labelled layouts of the development data (28 of them were held out at first). Columns without a clear "
        "meaning are not counted."
    )
