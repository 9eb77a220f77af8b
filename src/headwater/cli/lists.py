"""``headwater lists``: show a list, what changed, screen again against the changes, fetch, convert."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from headwater import api
from headwater.cli.lines import Lines, Refused, printed, show_refused
from headwater.party import DEFAULT_THRESHOLD, query_of
from headwater.reference import tables

_FILE = click.Path(path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.group()
def lists() -> None:
    """Show and compare party lists, screen again against changes, fetch, convert.

    Example: headwater lists show sdn.csv
    """


@lists.command()
@click.argument("file", type=_FILE, required=False)
@_JSON
def show(file: Path | None, as_json: bool) -> None:
    """Show what a list holds; the bundled designations without FILE.

    Example: headwater lists show sdn.csv --json
    """
    found = api.show_list(file)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{printed(found['title'])} ({found['code']}), {found['format']}, of {found['date'] or 'an unknown day'}")
    click.echo(f"{printed(found['publisher'])}; {printed(found['licence'])}; sha256 {found['sha256']}")
    for name in ("entities", "aliases", "weak_aliases", "native_names", "addresses", "links"):
        click.echo(f"{name.replace('_', ' '):<14}{found[name]:>10,}")
    for name in ("schemas", "programs", "identifiers"):
        _print_counts(name, found[name])
    for warning in found["warnings"]:
        click.echo(f"note: {printed(warning['text'])}", err=True)
    for entry in found["refused"]:
        click.echo(f"refused: {printed(entry['file'])}, row {entry['row']}: {printed(entry['reason'])}", err=True)


def _print_counts(name: str, counts: dict[str, int], most: int = 12) -> None:
    shown = [f"{printed(key)} {count:,}" for key, count in list(counts.items())[:most]]
    rest = f", and {len(counts) - most} more" if len(counts) > most else ""
    click.echo(f"{name + ':':<14}{', '.join(shown) or 'none'}{rest}")


@lists.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_JSON
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Show the parties that a newer version of a list adds, removes and changes, field by field.

    Example: headwater lists diff sdn_2026-08-20.csv sdn_2026-11-24.csv --json
    """
    counts = {"added": 0, "removed": 0, "changed": 0}
    for change in api.diff_lists(old, new):
        counts[change.change] += 1
        if as_json:
            click.echo(json.dumps(change.to_dict(), ensure_ascii=False))
            continue
        click.echo(f"{change.change:<8} {printed(change.name)} [{change.id}]")
        for field, (before, after) in change.fields.items() if change.change == "changed" else ():
            click.echo(f"         {field}: {_difference(before, after)}")
    click.echo(f"{counts['added']:,} added, {counts['removed']:,} removed, {counts['changed']:,} changed", err=True)


def _difference(before: Any, after: Any) -> str:
    """Return what two values of a field differ in, in one line."""
    if isinstance(before, list) and isinstance(after, list):
        gone = [f"-{printed(value)}" for value in before if value not in after]
        come = [f"+{printed(value)}" for value in after if value not in before]
        return "; ".join([*gone, *come])
    return f"{printed(str(before))} -> {printed(str(after))}"


@lists.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--threshold", type=float, default=DEFAULT_THRESHOLD, show_default=True, help="Score from which it is a match.")
@click.option("--limit", type=int, default=5, show_default=True, help="Candidates per customer at most.")
@_JSON
def rescreen(old: Path, new: Path, threshold: float, limit: int, as_json: bool) -> None:
    """Match known customers, one a line on stdin, against what NEW adds to OLD or changes in it.

    A line is a plain name, or a JSON object as `headwater match` takes it. Customers without a candidate are left out, unless
    with --json, where every customer has its line.

    Example: headwater lists rescreen sdn_2026-08-20.csv sdn_2026-11-24.csv < customers.txt
    """
    lines = Lines(sys.stdin, "name", query_of)
    results = api.rescreen(lines, old, new, threshold=threshold, limit=limit)
    for result in lines.in_order(results):
        if isinstance(result, Refused):
            show_refused(result)
            continue
        if as_json:
            click.echo(json.dumps(result.to_dict(), ensure_ascii=False))
            continue
        for candidate in result.candidates:
            mark = "match" if candidate.match else "     "
            asked = printed(str(result.query.get("name", "(identifiers)")))
            click.echo(f"{candidate.score:.2f} {mark} {asked}: {printed(candidate.name)} [{candidate.id}]")
    found = sum(any(candidate.match for candidate in result.candidates) for result in results)
    click.echo(f"{len(results):,} customers, {found:,} with a match among the changes", err=True)


@lists.command()
@click.argument("name", required=False)
@click.option("--to", "folder", type=_FILE, default=Path("lists"), show_default=True, help="Folder to put the files in.")
@click.option("--sha256", help="SHA-256 that the main file must have.")
@_JSON
def fetch(name: str | None, folder: Path, sha256: str | None, as_json: bool) -> None:
    """Fetch a published list over the network and check that it is whole; without NAME, print what can be fetched.

    Example: headwater lists fetch ofac-sdn --to lists
    """
    if name is None:
        for row in tables()["party_list_files"].iter_rows(named=True):
            click.echo(json.dumps(row, ensure_ascii=False) if as_json else f"{row['code']:<20} {row['file']:<24} {row['url']}")
        return
    fetched = api.fetch_list(name, folder, sha256=sha256)
    for file in fetched.files:
        entry = {"path": str(file.path), "url": file.url, "sha256": file.sha256, "bytes": file.size}
        click.echo(json.dumps(entry) if as_json else f"{printed(str(file.path))}  {file.size:,} bytes  sha256 {file.sha256}")
    click.echo(f"{len(fetched.party_list):,} parties, {fetched.party_list.date or 'no day in the file'}", err=True)


@lists.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--as", "form", type=click.Choice(["ftm", "statements"]), default="ftm", show_default=True, help="What to write.")
def convert(file: Path | None, form: str) -> None:
    """Write a list as FollowTheMoney entities or as statements, one JSON object a line.

    Example: headwater lists convert sdn.csv --as ftm > sdn.ftm.json
    """
    if form == "ftm":
        for entity in api.list_entities(file):
            click.echo(json.dumps(entity, ensure_ascii=False))
        return
    click.echo(api.list_statements(file).write_ndjson(), nl=False)
