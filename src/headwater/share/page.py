"""What every page that leaves the house has in common: escaping, and a policy that lets nothing in or out."""

import base64
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from headwater.share.visible import LONG, SHORT, visible

if TYPE_CHECKING:
    import jinja2

_HERE: Final = files("headwater.share")


@cache
def environment() -> "jinja2.Environment":
    """Return the template environment: everything is escaped, a missing name is an error, cells are shown with ``shown``."""
    import jinja2
    import markupsafe

    def escape(text: str) -> str:
        return str(markupsafe.escape(text))

    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(packaged_text),
    )
    # The markup is safe because every piece of the text has gone through ``escape``.
    environment.filters["shown"] = lambda value: markupsafe.Markup(visible(_plain(value), escape, longest=SHORT))  # noqa: S704
    environment.filters["shown_long"] = lambda value: markupsafe.Markup(visible(_plain(value), escape, longest=LONG))  # noqa: S704
    # A long rule id may break after an underscore.
    environment.filters["rule_id"] = lambda value: markupsafe.escape(value).replace("_", markupsafe.Markup("_<wbr>"))
    environment.filters["trusted"] = markupsafe.Markup
    environment.filters["points"] = lambda value: f"{value:.2f}".rstrip("0").rstrip(".")
    environment.filters["count"] = lambda value: f"{value:,}"
    environment.tests["web_address"] = _is_web_address
    return environment


def content_policy(style: str, script: str | None) -> str:
    """Return a content security policy under which only these texts act, and nothing is fetched or sent."""
    scripts = f"script-src '{_hash(script)}'; " if script is not None else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; {scripts}"
        "base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'"
    )


@cache
def packaged_text(name: str) -> str:
    """Return a text file that lies in this room, by its path."""
    return _HERE.joinpath(*name.split("/")).read_text(encoding="utf-8")


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and text.isprintable() and " " not in text


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
