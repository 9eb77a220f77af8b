"""The room on the development world, where it is at hand."""

from pathlib import Path

import polars as pl
from frames import TODAY

from headwater import flow
from headwater.model import RECORD_KINDS, id_column, no_findings, record_schema
from headwater.reference import tables


def _read(folder: Path, kind: str) -> pl.DataFrame:
    raw = pl.read_csv(folder / f"{kind}.csv.gz", infer_schema=False).with_row_index("row", offset=1)
    raw = raw.with_columns(
        pl.lit(kind).alias("kind"),
        pl.lit(kind).alias("source"),
        pl.col(id_column(kind)).alias("record_id"),  # type: ignore[arg-type]
    )
    schema = record_schema(kind)  # type: ignore[arg-type]
    columns = []
    for name, dtype in schema.items():
        if name not in raw.columns:
            columns.append(pl.lit(None, dtype=dtype).alias(name))
        elif isinstance(dtype, pl.Datetime):
            columns.append(pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us").dt.replace_time_zone("UTC"))
        elif isinstance(dtype, pl.Date):
            columns.append(pl.col(name).str.to_date())
        else:
            columns.append(pl.col(name).cast(dtype))
    return raw.select(columns)


def test_planted_rows_outrank_the_others_without_substances_and_lists(shared_data: Path) -> None:
    folder = shared_data / "flow" / "world"
    records = {kind: _read(folder, kind) for kind in RECORD_KINDS}
    found = flow.assess(records, no_findings(), tables(), today=TODAY)
    points = found.group_by("kind", "record_id").agg(pl.col("points").sum()).sort("points", descending=True)
    labels = pl.read_csv(folder / "labels.csv").filter(pl.col("role") == "core")
    reviewed = points.head(sum(frame.height for frame in records.values()) // 20)
    caught = labels.join(reviewed, on=["kind", "record_id"], how="semi").height
    # Half of the schemes turn on a listed substance or party, which the rooms before this one would have told.
    assert caught / labels.height > 0.5
