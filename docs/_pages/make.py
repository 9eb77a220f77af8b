"""Write the pages of the documentation that are made from the code and the reference tables.

Run ``python docs/_pages/make.py`` (or ``make pages``) after a change to the columns, the command line or a reference table. A
test compares what this makes with what is committed.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import click
import polars as pl
from demo_page import files, others, summary, told, top, varied
from instrument_pages import instrument_pages
from python_page import public_functions
from rules_page import rule_sections

from headwater.cli.main import cli
from headwater.model import COLUMNS, Column
from headwater.reference import describe, tables

ROOT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = ROOT / "docs"
_NOTE: Final = "<!-- Made by docs/_pages/make.py; edit that, or what it reads, and run `make pages`. -->\n\n"


def main() -> None:
    """Write every generated page."""
    for name, make in PAGES.items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(make(), encoding="utf-8")


def columns_page() -> str:
    """Return the page of canonical columns, from ``headwater.model.COLUMNS``."""
    parts = []
    for kind, columns in COLUMNS.items():
        rows = [(f"`{c.name}`", _type(c), c.meaning, c.unit or "", c.un or "") for c in columns]
        parts += [f"## {kind} {{#{kind}}}\n", _table(("Column", "Type", "Meaning", "Unit or code", "UN"), rows)]
    return _filled("columns", columns="\n".join(parts))


def _type(column: Column) -> str:
    names: dict[type[pl.DataType], str] = {
        pl.String: "text",
        pl.Float64: "number",
        pl.Date: "date",
        pl.Datetime: "date and time",
    }
    return names[type(column.dtype)] + (" (list)" if column.many else "")


def commands_page() -> str:
    """Return the page of the command line: every command, argument and option, from the commands themselves."""
    parts = []
    for path, command in walk_commands(cli, ("headwater",)):
        if command is cli:
            continue
        parts.append(f"## {' '.join(path[1:])} {{#{'-'.join(path[1:])}}}\n")
        text, _, example = inspect.cleandoc(command.help or "").partition("Example:")
        parts.append(_paragraphs(text))
        if example.strip():
            parts.append("```\n" + "\n".join(line.strip() for line in example.strip().splitlines()) + "\n```\n")
        context = click.Context(command, info_name=" ".join(path))
        parts.append("`" + " ".join(command.get_usage(context).split()).removeprefix("Usage: ") + "`\n")
        rows = [_parameter_row(parameter, context) for parameter in command.params if not getattr(parameter, "hidden", False)]
        if rows:
            parts.append(_table(("Parameter", "Meaning"), rows))
    return _filled("command-line", commands="\n".join(parts))


def walk_commands(command: click.Command, path: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], click.Command]]:
    """Yield the command and all its subcommands with their full names, in the order of the help."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from walk_commands(below, (*path, name))


def _parameter_row(parameter: click.Parameter, context: click.Context) -> tuple[str, str]:
    if isinstance(parameter, click.Option):
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        value = "" if parameter.is_flag or parameter.count else f" `{parameter.make_metavar(context)}`"
        record = parameter.get_help_record(context)
        return names + value, " ".join(record[1].split()) if record else ""
    return f"`{parameter.make_metavar(context)}`", "argument"


def sources_page() -> str:
    """Return the page of sources, from the descriptors of the reference tables and their ``source`` columns."""
    shipped = tables(with_unverified=True)
    parts = []
    for description in describe().values():
        frame = shipped[description.name]
        law = ""
        if description.law and frame.height:
            law = f" {frame['verified'].sum():,} of them are verified against their source."
        parts.append(f"## {description.name} {{#{description.name.replace('_', '-')}}}\n")
        parts.append(f"{description.title}. {frame.height:,} rows.{law} Licence: {description.licence}.\n")
        if description.source:
            parts.append(f"Source: {_escape(description.source)}\n")
        elif frame.height:
            named = frame.group_by("source").len().sort("len", "source", descending=[True, False])
            parts.append(_table(("Source", "Rows"), [(_escape(source), f"{rows:,}") for source, rows in named.iter_rows()]))
    return _filled("sources", tables="\n".join(parts))


def demo_page() -> str:
    """Return the walk-through of the demonstration, from its scenes and a screening of its files."""
    return _filled(
        "demo",
        files=_table(("File", "Record kind", "Rows", "Refused"), files()),
        summary=summary(),
        top=_table(("Rank", "Points", "Record", "First reason"), top(12)),
        signs=told("sign"),
        innocents=told("innocent"),
        others=_table(("Strongest rule", "Rows", "One of the reasons"), others()),
    )


def readme() -> str:
    """Return the README with the excerpt of the queue between its two marks renewed."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, begin, rest = text.partition("<!-- queue -->\n")
    _, end, after = rest.partition("<!-- end of queue -->\n")
    if not end:
        raise ValueError("README.md lacks the marks <!-- queue --> and <!-- end of queue -->")
    return before + begin + _table(("Rank", "Points", "Record", "First reason"), varied(6)) + end + after


def python_page() -> str:
    """Return the page of the package, from the docstrings of its public functions."""
    return _filled("python", functions=public_functions())


def rules_page() -> str:
    """Return the page of rules, from the table of rules and the docstrings of their functions."""
    return _filled("rules", rules=rule_sections())


def human_page() -> str:
    """Return the page of red flags without a rule of their own, from ``beyond_rules`` and the catalogue."""
    flags = tables()["beyond_rules"].join(
        tables()["red_flags"].select("id", "statement", "source_document"), left_on="flag", right_on="id", maintain_order="left"
    )
    seen = flags.filter(pl.col("seen_by").is_not_null())
    asked = flags.filter(pl.col("seen_by").is_null())
    parts = [
        "## Seen by rules for a kindred flag\n",
        _table(
            ("Flag", "What it says", "Rules"),
            [
                (
                    row["flag"],
                    _escape(row["statement"]),
                    ", ".join(f"[`{r}`](rules.md#{r.replace('_', '-')})" for r in row["seen_by"].split(";")),
                )
                for row in seen.iter_rows(named=True)
            ],
        ),
        "## For a person to judge\n",
        _table(
            ("Flag", "What it says", "Ask"),
            [(row["flag"], _escape(row["statement"]), _escape(row["question"])) for row in asked.iter_rows(named=True)],
        ),
    ]
    return _filled("needs-a-human", flags="\n".join(parts))


def _filled(name: str, **made: str) -> str:
    """Return the written page of that name with each ``<!-- key -->`` line replaced by what was made for it."""
    text = (DOCS / "_pages" / f"{name}.md").read_text(encoding="utf-8")
    for key, value in made.items():
        mark = f"<!-- {key} -->\n"
        if mark not in text:
            raise ValueError(f"docs/_pages/{name}.md lacks the line {mark.strip()}")
        text = text.replace(mark, value)
    return _NOTE + text


def _paragraphs(text: str) -> str:
    return (
        "\n\n".join(_escape(" ".join(part.split())) for part in re.split(r"\n\s*\n", text.replace("\b", "")) if part.strip())
        + "\n"
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


PAGES: Final[dict[str, Callable[[], str]]] = {
    "../README.md": readme,
    "reference/columns.md": columns_page,
    "reference/command-line.md": commands_page,
    "reference/python.md": python_page,
    "reference/rules.md": rules_page,
    "reference/needs-a-human.md": human_page,
    "sources.md": sources_page,
    "demo.md": demo_page,
    **{name: (lambda text=text: _NOTE + text) for name, text in instrument_pages().items()},
}

if __name__ == "__main__":
    main()
