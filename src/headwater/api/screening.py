"""``screen``: files in, an evidenced queue out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

import polars as pl

from headwater import __version__, case, flow, party, readers, reference, share, substance
from headwater.api.drifting import drift_since, earlier_rates
from headwater.api.watch import Unwatched, Watch
from headwater.errors import ArgumentError, InputError
from headwater.model import RECORD_KINDS, RecordKind, concat_findings

Source: TypeAlias = str | Path | pl.DataFrame

_DATE: Final[Mapping[RecordKind, str]] = {"shipment": "date", "order": "date", "payment": "datetime", "listing": "date"}
_NO_ROWS: Final = pl.DataFrame(schema={"source": pl.String(), "row": pl.Int64(), "reason": pl.String()})


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """How to screen, beside the files and lists.

    Attributes:
        kind: the kind of every file, where the headers do not tell.
        mapping: header -> canonical column, over what the reader recognises.
        budget: how many rows somebody has time for.
        explore: share of the queue drawn at random among rows that nothing points at.
        seed: seed of that draw.
        on: the day whose law applies; None for each record's own date.
        today: the day that stands for records without a date; only it ties a result to the clock.
        threshold: score from which a name counts as a match; None for the default.
        rules: CSV file of the user's own that replaces the table of rules.
        with_unverified: use reference rows not yet verified against their source as well.
        with_designations: screen parties against the bundled table of published programme designations.
        decided: CSV file of pairs of parties that somebody decided are not the same; they make no finding.
        decisions: CSV file of what people decided about rows before; shown beside them, no points change.
        since_run: folder of an earlier review; which rules went silent or noisy since is told, no points change.
    """

    today: date
    kind: RecordKind | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    budget: case.Budget = case.DEFAULT_BUDGET
    explore: float = case.DEFAULT_EXPLORE
    seed: int = 0
    on: date | None = None
    threshold: float | None = None
    rules: Path | None = None
    with_unverified: bool = False
    with_designations: bool = True
    decided: Path | None = None
    decisions: Path | None = None
    since_run: Path | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    records: dict[RecordKind, pl.DataFrame]
    inputs: tuple[share.InputSummary, ...]
    refused: pl.DataFrame
    warnings: tuple[str, ...]


def screen(
    sources: Source | Sequence[Source],
    *,
    lists: Sequence[str | Path] = (),
    options: ScreenOptions | None = None,
    out: str | Path | None = None,
    watch: Watch | None = None,
    **settings: Any,
) -> share.Review:
    """Return the review of some files or tables of records: findings, and the queue of rows to look at.

    Args:
        sources: paths of files, or polars tables with any headers; one or several, of any kinds.
        lists: paths of party lists to screen against, beside the bundled designations.
        options: how to screen; or give its fields as keyword arguments.
        out: folder to write the review to; None writes nothing.
        watch: told of each stage.
        **settings: fields of ``ScreenOptions``. ``today`` defaults to ``on``, and must be given where records lack a date.

    Raises:
        InputError: a file cannot be read, or no row of any file can be used.
        MappingError: the kind of a file, or a mapping, cannot be told.
        ListError: a party list is unusable.
        OutputError: the folder cannot be written.
    """
    chosen = options or _options(settings)
    seen = watch or Unwatched()
    folder = None if out is None else Path(out)
    if folder is not None:
        share.check_folder(folder)
    given = [sources] if isinstance(sources, str | Path | pl.DataFrame) else list(sources)
    if not given:
        raise ArgumentError("There is nothing to screen; give one file or more.", code="no-files")
    decided = case.no_decisions() if chosen.decisions is None else case.read_decisions(chosen.decisions)
    # Read first: the new review may replace the earlier one.
    earlier = None if chosen.since_run is None else earlier_rates(chosen.since_run)
    seen.stage("reference")
    tables = reference.tables(
        with_unverified=chosen.with_unverified, overrides={} if chosen.rules is None else {"rules": chosen.rules}
    )
    seen.stage("lists")
    index = party.index_lists(_lists(lists, tables, chosen))
    seen.stage("read")
    read = _read(given, chosen, seen)
    different = {} if chosen.decided is None else party.read_decided(chosen.decided)
    records, findings, silenced = _assess(read.records, index, tables, chosen, seen, different)
    seen.stage("queue")
    queue = case.rank(
        records,
        findings,
        budget=chosen.budget,
        explore=chosen.explore,
        seed=chosen.seed,
        families=flow.families(),
    )
    review = share.Review(
        version=__version__,
        arguments=_arguments(chosen),
        inputs=read.inputs,
        refused=read.refused,
        rules=tables["rules"],
        records=records,
        findings=findings,
        queue=queue,
        tables=reference.fingerprint(),
        warnings=(
            *_silenced(silenced, chosen),
            *party.notes(index.lists),
            *read.warnings,
            *_undated(records, chosen),
            *flow.unpriced(records, tables),
        ),
        lists=tuple(_list_line(one) for one in index.lists),
        timings=seen.timings(),
        red_flags=tables["red_flags"],
        decisions=decided,
        obligations=_obligations(records, queue, tables, chosen),
        drift=None if earlier is None else drift_since(earlier, records, findings, tables["rules"]),
    )
    if folder is not None:
        seen.stage("write")
        share.write_review(folder, review)
    return review


def _assess(
    records: dict[RecordKind, pl.DataFrame],
    index: party.PartyIndex,
    tables: reference.Tables,
    chosen: ScreenOptions,
    seen: Watch,
    decided: Mapping[str, str],
) -> tuple[dict[RecordKind, pl.DataFrame], pl.DataFrame, int]:
    # The order of work: what is it, who is it, what is odd about it. Each reads the columns that the ones before added.
    findings = []
    silenced = 0
    for name in ("substance", "party"):
        seen.stage(name)
        for kind, frame in records.items():
            if name == "substance":
                assessed = substance.assess(frame, kind, tables, on=chosen.on, today=chosen.today)
            else:
                assessed = party.assess(frame, kind, index, tables, threshold=chosen.threshold, decided=decided)
            records[kind] = assessed.records
            findings.append(assessed.findings)
            silenced += assessed.silenced
            seen.advance(frame.height)
    seen.stage("flow")
    before = concat_findings(findings)
    return records, concat_findings([before, flow.assess(records, before, tables, today=chosen.today)]), silenced


def _silenced(count: int, chosen: ScreenOptions) -> list[str]:
    if chosen.decided is None:
        return []
    times = "once" if count == 1 else f"{count:,} times"
    return [f"Parties that {chosen.decided.name} says are not the listed ones were met {times} and make no finding."]


def _obligations(
    records: Mapping[RecordKind, pl.DataFrame], queue: case.Queue, tables: reference.Tables, chosen: ScreenOptions
) -> pl.DataFrame:
    # Of queued rows only: nobody reads the others.
    queued = queue.rows.select("kind", "source", "row")
    parts = [
        substance.record_duties(
            frame.join(queued, on=["kind", "source", "row"], how="semi", maintain_order="left"),
            kind,
            tables,
            on=chosen.on,
            today=chosen.today,
        )
        for kind, frame in records.items()
    ]
    return pl.concat(parts) if parts else substance.DUTY_SCHEMA.to_frame()


def _lists(paths: Sequence[str | Path], tables: reference.Tables, chosen: ScreenOptions) -> list[party.PartyList]:
    lists = [party.read_list(Path(path), tables) for path in paths]
    if not chosen.with_designations:
        return lists
    bundled = party.bundled_list(tables)
    # A list of the same publisher holds the designations already, in a version the user chose.
    return lists if any(one.publisher == bundled.publisher for one in lists) else [bundled, *lists]


def _list_line(one: party.PartyList) -> str:
    as_of = f", as of {one.date}" if one.date else ""
    return f"{one.title} ({one.publisher}{as_of}): {len(one):,} parties, {one.source}, SHA-256 {one.sha256}"


def _read(sources: Iterable[Source], chosen: ScreenOptions, seen: Watch) -> _Read:
    parts: dict[RecordKind, list[pl.DataFrame]] = {}
    inputs: list[share.InputSummary] = []
    refused: list[pl.DataFrame] = []
    warnings: list[str] = []
    for number, source in enumerate(sources, start=1):
        if isinstance(source, pl.DataFrame):
            reading = readers.open_frame(source, f"table-{number}", kind=chosen.kind, mapping=chosen.mapping)
        else:
            reading = readers.open_records(source, kind=chosen.kind, mapping=chosen.mapping)
        if any(summary.source == reading.source for summary in inputs):
            raise ArgumentError(f"{reading.source} is given twice; give each file once.", code="file-twice")
        for batch in reading.batches():
            parts.setdefault(reading.kind, []).append(batch)
            seen.advance(batch.height)
        inputs.append(
            share.InputSummary(reading.source, reading.sha256, reading.kind, reading.rows, reading.used, reading.columns)
        )
        refused.append(reading.refused)
        warnings.extend(_warning_line(warning) for warning in reading.warnings.iter_rows(named=True))
    records = {kind: pl.concat(parts[kind], how="diagonal") for kind in RECORD_KINDS if kind in parts}
    if not any(frame.height for frame in records.values()):
        first = next((part for part in refused if part.height), _NO_ROWS)
        why = f" The first reason: {first['reason'][0]}" if first.height else ""
        raise InputError(f"No row of the files given can be used.{why}", code="no-usable-row")
    return _Read(records, tuple(inputs), pl.concat(refused) if refused else _NO_ROWS, tuple(warnings))


def _warning_line(warning: Mapping[str, Any]) -> str:
    column = f", column {warning['column']}" if warning["column"] else ""
    return (
        f"{warning['source']}{column}: {warning['warning']} in {warning['rows']:,} rows, first in row {warning['first_row']}."
    )


def _undated(records: Mapping[RecordKind, pl.DataFrame], chosen: ScreenOptions) -> list[str]:
    if chosen.on is not None:
        return []
    counts = {kind: frame[_DATE[kind]].null_count() for kind, frame in records.items() if kind in _DATE}
    return [
        f"{count:,} {kind} records carry no date and are judged by the law of {chosen.today.isoformat()}."
        for kind, count in counts.items()
        if count
    ]


def _options(settings: Mapping[str, Any]) -> ScreenOptions:
    on = settings.get("on")
    if "today" not in settings and on is None:
        raise ArgumentError(
            "Say which day stands for records without a date: give today=, or on= for all records.", code="today"
        )
    return ScreenOptions(**{"today": on, **settings})


def _named_and_hashed(path: Path) -> str:
    return f"{path.name}, SHA-256 {sha256(path.read_bytes()).hexdigest()}"


def _arguments(chosen: ScreenOptions) -> dict[str, Any]:
    return {
        "kind": chosen.kind,
        "map": dict(chosen.mapping),
        "budget": str(chosen.budget),
        "explore": chosen.explore,
        "seed": chosen.seed,
        "on": None if chosen.on is None else chosen.on.isoformat(),
        "threshold": chosen.threshold,
        "rules": None if chosen.rules is None else chosen.rules.name,
        "unverified": chosen.with_unverified,
        "designations": chosen.with_designations,
        "decided": None if chosen.decided is None else _named_and_hashed(chosen.decided),
        "decisions": None if chosen.decisions is None else _named_and_hashed(chosen.decisions),
        **({} if chosen.since_run is None else {"since_run": _named_and_hashed(chosen.since_run / "run.json")}),
    }
