"""Write the results of runs: one Parquet file in batches, draws and what they rest on; never a half file, and resumable."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from headwater.errors import ArgumentError, MissingExtraError, OutputError
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.parts import Arrays, Parts
from headwater.policy.simulation.run import BATCH, Model, check_counts

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK: Final = 4 * BATCH
"""Runs that are kept as one part while a long run is under way, and that form one row group of the result."""

LIMITS: Final = (
    "Simulated worlds, not predictions of single events: intervals cover what the scenario calls uncertain and nothing else.",
    "Shares are by one dimension only; figures per route, port, firm or way of detection do not exist in these results.",
    "A strength of a control is an assumption of the scenario; read effects together with it.",
    "What no simulated actor can think of, no interval contains.",
)
"""What every answer carries."""


def fingerprint(scenario: Scenario, seed: int) -> str:
    """Return a short hash of everything that results depend on, but the number of runs."""
    from headwater import __version__

    content = repr((__version__, seed, scenario.name, scenario.start, scenario.months, scenario.outcomes, scenario.tables,
                    scenario.parameters, scenario.hypotheses, sorted(scenario.pinned)))  # fmt: skip
    return sha256(content.encode("utf-8")).hexdigest()[:16]


def write_run(model: Model, runs: int, seed: int, folder: Path, *, workers: int = 1) -> None:
    """Simulate and write ``outcomes.parquet``, ``draws.csv`` and ``meta.json`` into a folder.

    An interrupted run leaves its finished parts in a hidden folder, and the same call later goes on from them; the result files
    appear whole at the end.

    Raises:
        OutputError: the folder cannot be written.
        ArgumentError: the number of runs, workers or the seed is absurd.
        MissingExtraError: pyarrow is not installed.
    """
    check_counts(runs, seed, workers)
    arrow()
    check_space(folder, runs, 8 * len(model.labels) * model.scenario.months)
    parts = Parts(folder, fingerprint(model.scenario, seed))

    def chunk(first: int) -> Arrays:
        batches = list(model.batches(min(first + CHUNK, runs), seed, workers=workers, start=first))
        return {
            "values": np.concatenate([batch.values for batch in batches]),
            "draws": np.concatenate([batch.draws.values for batch in batches]),
        }

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for first in range(0, runs, CHUNK):
            parts.part(_name(first, runs), partial(chunk, first))
        rows = []
        with whole(folder / "outcomes.parquet", ("value",)) as writer:
            for first in range(0, runs, CHUNK):
                kept = parts.part(_name(first, runs), partial(chunk, first))
                writer.write_table(table(model, first, {"value": kept["values"]}), row_group_size=2**24)
                rows.append(kept["draws"])
            names = model.batch(seed, 0, 1).draws.names
            write_text(folder / "draws.csv", draws_csv(names, np.concatenate(rows)))
            write_text(folder / "meta.json", json.dumps(meta(model.scenario, runs, seed, "outcomes.parquet"), indent=1) + "\n")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror}); choose another --out.") from error
    parts.clear()


def check_space(folder: Path, runs: int, bytes_a_run: int) -> None:
    """Refuse more runs than the disk has room for, parts and results together.

    Raises:
        ArgumentError: the sentence says how many would fit.
    """
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if 2 * runs * bytes_a_run > free:
        raise ArgumentError(
            f"--runs {runs} is not usable; it needs about {2 * runs * bytes_a_run / 1e9:,.1f} GB, and {there} has "
            f"{free / 1e9:,.1f} GB free: room for {free // (2 * bytes_a_run):,} runs."
        )


def _name(first: int, runs: int) -> str:
    return f"{first:08d}-{min(CHUNK, runs - first)}"


@contextmanager
def whole(target: Path, values: tuple[str, ...]) -> Iterator[Any]:
    """Open a Parquet file for long rows that takes its name when everything is written, and leaves nothing otherwise."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with arrow()[1].ParquetWriter(unfinished, _schema(values), compression="zstd") as writer:
            yield writer
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def draws_csv(names: tuple[str, ...], values: Any) -> str:
    """Return ``run,parameter,value`` lines for (runs, names)."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("run", "parameter", "value"))
    for run, row in enumerate(values):
        writer.writerows((run, name, repr(float(value))) for name, value in zip(names, row, strict=True))
    return text.getvalue()


def meta(scenario: Scenario, runs: int, seed: int, *files: str) -> dict[str, Any]:
    """Return what a result rests on: scenario, seed, hashes, levers, and its limits."""
    from headwater import __version__

    levers = scenario.tables["lever"]
    return {
        "headwater": __version__,
        "scenario": scenario.name,
        "source": Path(scenario.source).name,
        "fingerprint": fingerprint(scenario, seed),
        "runs": runs,
        "seed": seed,
        "start": scenario.month(0),
        "months": scenario.months,
        "outcomes": list(scenario.outcomes),
        "parameters": [parameter.path for parameter in scenario.parameters],
        "hypotheses": {hypothesis.id: hypothesis.weight for hypothesis in scenario.hypotheses},
        "levers": {id_: row["strength"] for id_, row in levers.items()},
        "files": list(files),
        "limits": list(LIMITS),
    }


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)


def arrow() -> tuple[Any, Any]:
    """Return pyarrow and its Parquet module.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("Writing results needs pyarrow; install it with: pip install 'headwater[policy]'.") from error
    return pa, pq


def _schema(values: tuple[str, ...]) -> "pa.Schema":
    pa = arrow()[0]
    fields = [("run", pa.int64()), ("month", pa.string()), ("outcome", pa.string()), ("key", pa.string())]
    return pa.schema([*fields, *((name, pa.float64()) for name in values)])


def table(model: Model, first: int, values: Mapping[str, Any], labels: tuple[tuple[str, str], ...] | None = None) -> "pa.Table":
    """Return long rows (run, month, outcome, key, values...) for arrays (runs, labels, months)."""
    pa = arrow()[0]
    labels = model.labels if labels is None else labels
    runs, width, months = next(iter(values.values())).shape
    run = np.repeat(np.arange(first, first + runs), months * width)
    month = np.tile(np.repeat(np.arange(months, dtype=np.int32), width), runs)
    label = np.tile(np.arange(width, dtype=np.int32), runs * months)
    columns = [
        pa.array(run),
        _texts([model.scenario.month(t) for t in range(months)], month),
        _texts([outcome for outcome, _ in labels], label),
        _texts([key for _, key in labels], label),
        *(pa.array(np.ascontiguousarray(array.transpose(0, 2, 1)).reshape(-1)) for array in values.values()),
    ]
    return pa.Table.from_arrays(columns, schema=_schema(tuple(values)))


def _texts(names: list[str], index: Any) -> Any:
    pa = arrow()[0]
    return pa.DictionaryArray.from_arrays(pa.array(index), pa.array(names, type=pa.string())).cast(pa.string())
