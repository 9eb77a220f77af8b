"""Pairs of names that another project publishes with its matcher: ``python -m benchmarks.quality.published_pairs cases.csv``.

Reads the layout of ``contrib/name_bench/cases.csv`` in opensanctions/nomenklatura (MIT): ``case_group``, ``schema``, ``name1``,
``name2``, ``is_match``, ``quality``. The file is not part of this repository; give a copy of your own. Nothing was learned from
it, and the threshold is that of ``headwater compare``. Where nomenklatura is installed its ``logic-v2`` is measured on the same
rows at its own threshold of 0.7.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from headwater.party import DEFAULT_COMPARE_THRESHOLD, compare

PEER_THRESHOLD = 0.7
Pairs = list[dict[str, str]]


def read(path: Path) -> Pairs:
    """Return the rows of a file, or stop with a sentence that says what it lacks."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = {"case_group", "schema", "name1", "name2", "is_match"}
    if not rows or not wanted <= rows[0].keys():
        sys.exit(f"{path}: a file of pairs has the columns {', '.join(sorted(wanted))}")
    return rows


def ours(rows: Pairs) -> list[bool]:
    """Return what ``compare`` says of each pair at its default threshold."""
    pairs = ({key: row[key] for key in ("schema", "name1", "name2")} for row in rows)
    return [one.score >= DEFAULT_COMPARE_THRESHOLD for one in compare(pairs)]


def theirs(rows: Pairs) -> list[bool] | None:
    """Return what the peer says of each pair, or None where it is not installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2
    except ImportError:
        return None

    def entity(row: dict[str, str], key: str):
        made = model.make_entity(row["schema"])
        made.id = key
        made.add("name", row[key])
        return made

    config = LogicV2.default_config()
    return [LogicV2.compare(entity(row, "name1"), entity(row, "name2"), config).score >= PEER_THRESHOLD for row in rows]


def figures(said: Sequence[bool], wanted: Sequence[bool]) -> str:
    """Return precision, recall and F1 as a row of a table."""
    right = sum(one and two for one, two in zip(said, wanted, strict=True))
    precision, recall = right / max(sum(said), 1), right / max(sum(wanted), 1)
    return f"{precision:.3f} | {recall:.3f} | {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def main(path: Path) -> None:
    """Print the figures for all rows and for each group."""
    rows = read(path)
    wanted = [row["is_match"].strip().lower() == "true" for row in rows]
    print("| matcher | rows | n | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name, said in (("headwater compare", ours(rows)), ("nomenklatura logic-v2", theirs(rows))):
        if said is None:
            continue
        for group in ("all", *sorted({row["case_group"] for row in rows})):
            at = [number for number, row in enumerate(rows) if group in ("all", row["case_group"])]
            print(f"| {name} | {group} | {len(at)} | {figures([said[i] for i in at], [wanted[i] for i in at])} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("give the file of pairs: python -m benchmarks.quality.published_pairs cases.csv")
    main(Path(sys.argv[1]))
