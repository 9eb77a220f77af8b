"""A hook of mkdocs: pages that a room has not written yet leave the navigation, pages that nobody placed yet enter it.

``mkdocs.yml`` says where a page belongs; this keeps a strict build green while pages come and go, and puts an unplaced page at
the end of the section of its folder instead of leaving it out of the site.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

SECTIONS = {"how-to": "How-to guides", "reference": "Reference", "explanation": "Explanation", "policy": "Policy"}


def on_config(config: Any) -> Any:
    """Return the configuration with a navigation that fits the files there are."""
    docs = Path(config["docs_dir"])
    present = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md")) if "_pages" not in path.parts]
    nav = _kept(config["nav"], set(present))
    placed = set(_pages(nav))
    for page in present:
        if page not in placed:
            folder, *below = page.split("/")
            section = _section(nav, SECTIONS.get(folder, "More"))
            (_section(section, below[0].capitalize()) if len(below) > 1 else section).append(page)
    config["nav"] = nav
    return config


def _kept(nav: list[Any], present: set[str]) -> list[Any]:
    kept: list[Any] = []
    for entry in nav:
        title, value = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(value, list):
            below = _kept(value, present)
            if below:
                kept.append({title: below})
        elif value in present:
            kept.append(entry)
    return kept


def _pages(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        value = next(iter(entry.values())) if isinstance(entry, dict) else entry
        if isinstance(value, list):
            yield from _pages(value)
        else:
            yield value


def _section(nav: list[Any], title: str) -> list[Any]:
    for entry in nav:
        if isinstance(entry, dict) and isinstance(entry.get(title), list):
            return entry[title]
    nav.append({title: []})
    return nav[-1][title]
