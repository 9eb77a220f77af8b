"""Draw the results of a run: fan charts, shares of supply over time, and which uncertain numbers go with an outcome."""

import html
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from headwater.errors import MissingExtraError, ScenarioError

_FANS: Final = ("deaths", "consumed", "price", "purity", "users")
_SHARES: Final = ("origin", "maker", "mode", "tier", "good")
_BANDS: Final = ((0.05, 0.95, 0.2), (0.25, 0.75, 0.35))


def draw_figures(folder: Path, out: Path) -> tuple[str, ...]:
    """Write figures of a run's folder as PNG files and one self-contained HTML page; return the names of the files.

    Raises:
        ScenarioError: the folder holds no results of ``headwater policy run``.
        MissingExtraError: matplotlib is not installed.
    """
    if not (folder / "outcomes.parquet").is_file():
        raise ScenarioError(f"{folder} holds no outcomes.parquet; give the folder of a finished headwater policy run.")
    figure_class = _figure_class()
    frame = pl.read_parquet(folder / "outcomes.parquet")
    out.mkdir(parents=True, exist_ok=True)
    pages: list[tuple[str, str]] = []
    for outcome in _FANS:
        for key in frame.filter(pl.col("outcome") == outcome)["key"].unique().sort().to_list():
            pages.append(_saved(_fan(figure_class, frame, outcome, key), out, f"fan-{outcome}-{key}"))
    for dimension in _SHARES:
        part = frame.filter(pl.col("outcome") == f"supply_by_{dimension}")
        if part.height:
            pages.append(_saved(_shares(figure_class, part, dimension), out, f"shares-by-{dimension}"))
    if (folder / "draws.csv").is_file():
        draws = pl.read_csv(folder / "draws.csv")
        if draws.height:
            pages.append(_saved(_tornado(figure_class, frame, draws), out, "tornado-deaths"))
    body = "\n".join(f"<figure>{svg}<figcaption>{html.escape(name)}</figcaption></figure>" for name, svg in pages)
    note = "Simulated worlds of a scenario; shares by one dimension only. Bands hold 50 and 90 % of the worlds."
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title><p>{note}</p>{body}</html>\n'
    (out / "figures.html").write_text(page, encoding="utf-8")
    return (*(f"{name}.png" for name, _ in pages), "figures.html")


def _figure_class() -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("Figures need matplotlib; install it with: pip install 'headwater[policy]'.") from error
    return Figure


def _saved(figure: Any, out: Path, name: str) -> tuple[str, str]:
    png, svg = BytesIO(), StringIO()
    figure.savefig(png, format="png", dpi=110, bbox_inches="tight")
    figure.savefig(svg, format="svg", bbox_inches="tight", metadata={"Date": None})
    (out / f"{name}.png").write_bytes(png.getvalue())
    text = svg.getvalue()
    return name, text[text.index("<svg") :]


def _fan(figure_class: Any, frame: pl.DataFrame, outcome: str, key: str) -> Any:
    part = frame.filter((pl.col("outcome") == outcome) & (pl.col("key") == key))
    wide = part.pivot(on="run", index="month", values="value").sort("month")
    values = wide.drop("month").to_numpy()
    figure = figure_class(figsize=(8, 3.2))
    axes = figure.subplots()
    months = np.arange(len(wide))
    for low, high, shade in _BANDS:
        bottom, top = np.quantile(values, [low, high], axis=1)
        axes.fill_between(months, bottom, top, alpha=shade, color="tab:blue", linewidth=0)
    axes.plot(months, np.median(values, axis=1), color="tab:blue")
    _years(axes, wide["month"].to_list())
    axes.set_title(f"{outcome}, {key}")
    axes.set_ylim(bottom=0)
    return figure


def _shares(figure_class: Any, part: pl.DataFrame, dimension: str) -> Any:
    wide = (
        part.group_by("month", "key").agg(pl.col("value").mean()).pivot(on="key", index="month", values="value").sort("month")
    )
    keys = [name for name in wide.columns if name != "month"]
    values = wide.select(keys).fill_null(0.0).to_numpy()
    total = np.maximum(values.sum(axis=1, keepdims=True), 1e-12)
    figure = figure_class(figsize=(8, 3.2))
    axes = figure.subplots()
    axes.stackplot(np.arange(len(wide)), (values / total).T, labels=keys)
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize="small")
    _years(axes, wide["month"].to_list())
    axes.set_title(f"share of supply by {dimension}, mean of the worlds")
    axes.set_ylim(0, 1)
    return figure


def _tornado(figure_class: Any, frame: pl.DataFrame, draws: pl.DataFrame) -> Any:
    deaths = frame.filter(pl.col("outcome") == "deaths").group_by("run").agg(pl.col("value").sum()).sort("run")
    wide = draws.pivot(on="parameter", index="run", values="value").sort("run")
    bars = []
    for name in wide.columns[1:]:
        if wide[name].n_unique() > 1 and deaths["value"].n_unique() > 1:
            ranks = np.corrcoef(wide[name].rank().to_numpy(), deaths["value"].rank().to_numpy())[0, 1]
            bars.append((float(ranks), name))
    bars.sort(key=lambda bar: abs(bar[0]))
    figure = figure_class(figsize=(8, 0.4 * max(3, len(bars))))
    axes = figure.subplots()
    axes.barh([name for _, name in bars], [value for value, _ in bars], color="tab:blue")
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_title("rank correlation of uncertain numbers with all deaths")
    return figure


def _years(axes: Any, months: list[str]) -> None:
    ticks = [i for i, month in enumerate(months) if month.endswith("-01")]
    axes.set_xticks(ticks, [months[i][:4] for i in ticks], fontsize="small")
