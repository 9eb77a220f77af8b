"""The public functions of the package, from their signatures and docstrings."""

import inspect
import re
from typing import Any

import headwater
from headwater.api.screening import ScreenOptions

_SECTION = re.compile(r"^(Args|Returns|Raises|Yields|Source|Attributes):$")


def public_functions() -> str:
    """Return a section for each public name: what it is called with, and its docstring."""
    parts = []
    for name in sorted(set(headwater.__all__) - {"__version__", "HeadwaterError"}):
        thing = getattr(headwater, name)
        parts += [f"## {name} {{#{name}}}\n", f"```python\n{name}({_arguments(thing)})\n```\n", _docstring(thing)]
    parts += ["## Settings of screen {#settings}\n", _docstring(ScreenOptions)]
    return "\n".join(parts)


def _arguments(thing: Any) -> str:
    """Return the names of the arguments with their defaults; types stand in the docstring, in words."""
    shown, starred = [], False
    for argument in inspect.signature(thing).parameters.values():
        if argument.kind is argument.KEYWORD_ONLY and not starred:
            shown.append("*")
            starred = True
        mark = {argument.VAR_POSITIONAL: "*", argument.VAR_KEYWORD: "**"}.get(argument.kind, "")
        starred = starred or argument.kind is argument.VAR_POSITIONAL
        default = "" if argument.default is argument.empty else f"={argument.default!r}"
        shown.append(f"{mark}{argument.name}{default}")
    return ", ".join(shown)


def _docstring(thing: Any) -> str:
    """Return the docstring as Markdown: sections of the Google form become lists."""
    lines: list[str] = []
    within = False
    for line in (inspect.getdoc(thing) or "").splitlines():
        section = _SECTION.match(line)
        if section:
            lines += [f"**{section.group(1)}**", ""]
            within = True
        elif within and re.match(r"^ {4}\S", line):
            name, colon, text = line.strip().partition(": ")
            lines.append(f"- `{name}`: {_code(text)}" if colon and " " not in name.lstrip("*") else f"- {_code(line.strip())}")
        elif within and line.startswith("     "):
            lines.append(f"  {_code(line.strip())}")
        else:
            within = within and not line
            lines.append(_code(line))
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return text.replace("``", "`")
