"""Write the results of runs: one Parquet file in batches, draws and what they rest on; never a half file, and resumable."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from headwater.errors import MissingExtraError, OutputError
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.run import BATCH, Batch, Model, check_counts

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
    mark = fingerprint(model.scenario, seed)
    parts = folder / f".unfinished-{mark}"
    try:
        parts.mkdir(parents=True, exist_ok=True)
        for first, batches in chunks(model, runs, seed, workers, parts):
            joined = np.concatenate([batch.values for batch in batches])
            values = np.concatenate([batch.draws.values for batch in batches])
            _save(parts / _part(first, len(joined)), joined, values)
        _finish(model, runs, seed, folder, parts)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror}); choose another --out.") from error
    shutil.rmtree(parts, ignore_errors=True)


def chunks(model: Model, runs: int, seed: int, workers: int, parts: Path) -> Iterator[tuple[int, list[Batch]]]:
    """Yield the batches of every chunk of runs that is not kept as a part already."""
    for first in range(0, runs, CHUNK):
        last = min(first + CHUNK, runs)
        if not (parts / _part(first, last - first)).exists():
            yield first, list(model.batches(last, seed, workers=workers, start=first))


def _part(first: int, runs: int) -> str:
    return f"{first:08d}-{runs}.npz"


def _save(path: Path, values: Any, draws: Any) -> None:
    unfinished = path.with_suffix(".tmp")
    with unfinished.open("wb") as file:
        np.savez(file, values=values, draws=draws)
    unfinished.replace(path)


def _finish(model: Model, runs: int, seed: int, folder: Path, parts: Path) -> None:
    pq = arrow()[1]
    target = folder / "outcomes.parquet"
    unfinished = folder / ".outcomes.parquet.part"
    names = None
    rows = []
    with pq.ParquetWriter(unfinished, _schema(("value",)), compression="zstd") as writer:
        for first in range(0, runs, CHUNK):
            kept = np.load(parts / _part(first, min(CHUNK, runs - first)))
            writer.write_table(table(model, first, {"value": kept["values"]}), row_group_size=2**24)
            rows.append(kept["draws"])
    names = model.batch(seed, 0, 1).draws.names
    whole = np.concatenate(rows)
    write_text(folder / "draws.csv", draws_csv(names, whole))
    write_text(folder / "meta.json", json.dumps(meta(model.scenario, runs, seed, target.name), indent=1) + "\n")
    unfinished.replace(target)


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
