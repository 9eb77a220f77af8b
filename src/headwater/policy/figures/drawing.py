"""Draw everything that a folder of results can show, save it, and put it on one page."""

import html
from collections.abc import Callable
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

from headwater.errors import MissingExtraError, OutputError
from headwater.policy.figures.charts import DIMENSIONS, FANS, correlations, fan, shares, tornado
from headwater.policy.figures.displacement import displaced, displacement_map
from headwater.policy.figures.results import Results, read_results
from headwater.policy.simulation.results import LIMITS, write_text

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "figure{margin:2.5rem 0}svg{width:100%;height:auto}figcaption{color:#555;font-size:.9rem}"
)
_FAN: Final = "The line is the median of the simulated worlds, the bands hold 50 and 90 % of them."
_MAP: Final = (
    "Rings are shares before, discs shares after. An arrow is share of supply that one place, tier or class of modes lost and "
    "another gained; it is no route, and no flow between places. Arrows are drawn from a point and a half on."
)


def draw_figures(folder: Path, out: Path) -> tuple[str, ...]:
    """Write figures of a run's or a comparison's folder as PNG files and ``figures.html``; return the names of the files.

    Raises:
        ScenarioError: the folder holds no results.
        MissingExtraError: matplotlib is not installed.
        OutputError: ``out`` cannot be written.
    """
    figure_class = _figure_class()
    results = read_results(folder)
    made = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, size, draw, caption in _figures(results):
            figure = figure_class(figsize=size)
            draw(figure)
            made.append((name, _saved(figure, out / f"{name}.png"), caption))
        write_text(out / "figures.html", _page(made))
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}); choose another --out.") from error
    return (*(f"{name}.png" for name, _, _ in made), "figures.html")


def _figures(results: Results) -> list[tuple[str, tuple[float, float], Callable[[Any], None], str]]:
    """Return (name, size in inches, how it is drawn, caption) of each figure."""
    found: list[tuple[str, tuple[float, float], Callable[[Any], None], str]] = []
    moved = displaced(results)
    if moved:
        most = max(len(before) for before, _ in moved.values())
        size = (3.3 * len(moved), 1.2 + 0.85 * max(3, most))
        found.append(("displacement", size, partial(displacement_map, results=results), _MAP))
    for outcome in FANS:
        for key in results.keys(outcome):
            draw = partial(fan, results=results, outcome=outcome, key=key)
            found.append((f"fan-{outcome}-{key}", (9.0, 3.4), draw, _FAN))
    for dimension, meaning in DIMENSIONS.items():
        if results.keys(f"supply_by_{dimension}"):
            draw = partial(shares, results=results, dimension=dimension)
            width = 9.0 if len(results.sides) == 1 else 11.0
            found.append((f"shares-by-{dimension}", (width, 3.4), draw, f"Supply by {meaning}, mean of the worlds."))
    bars = len(correlations(results)[-12:])
    if bars:
        caption = (
            "How the rank of each uncertain number goes with the rank of deaths over the worlds; at most twelve are shown."
        )
        found.append(("tornado-deaths", (9.0, 1.4 + 0.3 * bars), partial(tornado, results=results), caption))
    return found


def _figure_class() -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("Figures need matplotlib; install it with: pip install 'headwater[policy]'.") from error
    return Figure


def _saved(figure: Any, path: Path) -> str:
    """Save a figure as PNG and return it as SVG whose words are text."""
    from matplotlib import rc_context

    png, svg = BytesIO(), StringIO()
    figure.savefig(png, format="png", dpi=130, bbox_inches="tight", facecolor="white")
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": path.stem}):
        figure.savefig(svg, format="svg", bbox_inches="tight", metadata={"Date": None})
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(png.getvalue())
    unfinished.replace(path)
    text = svg.getvalue()
    return text[text.index("<svg") :]


def _page(made: list[tuple[str, str, str]]) -> str:
    body = "\n".join(
        f'<figure id="{html.escape(name)}">{svg}<figcaption>{html.escape(caption)}</figcaption></figure>'
        for name, svg, caption in made
    )
    limits = "".join(f"<li>{html.escape(limit)}</li>" for limit in LIMITS)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Figures</title><style>{_STYLE}</style></head>'
        f"<body><h1>Simulated worlds</h1>\n{body}\n<h2>What these figures cannot say</h2><ul>{limits}</ul></body></html>\n"
    )
