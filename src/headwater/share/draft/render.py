"""Write a draft as plain text, as a page, or as JSON. Each says that it is a draft and was sent to nobody."""

import json
import textwrap
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Final

from headwater.share.draft.fill import Draft
from headwater.share.page import content_policy, environment, packaged_text
from headwater.share.unseen import with_codes

NOTICE: Final = (
    "DRAFT, NOT SENT. Made by headwater from one row of a file. It reports nothing and accuses nobody. A person who has read "
    "the record completes it, checks every answer, decides whether there are grounds to report, and sends it in the way the "
    "authority asks for."
)

_WIDTH: Final = 100
_EMPTY: Final = "[not in the record]"


def as_plain(draft: Draft) -> str:
    """Return the draft as plain text, safe to print on a terminal."""
    form = draft.form
    lines = [*textwrap.wrap(NOTICE, _WIDTH), "", form["title"].upper()]
    for label, value in (
        ("Under", form["instrument"]),
        ("To", form["authority"]),
        ("When", form["duty"]),
        ("Read for this draft", form["read_status"]),
        ("Source", form["source"]),
        (
            "Record",
            f"{draft.record['kind']} {draft.record['record_id']}, row {draft.record['row']} of {draft.record['source']}",
        ),
    ):
        lines += _wrapped(f"{label}: {value}", 0)
    for part, fields in groupby(draft.fields, key=lambda field: field.part):
        lines += ["", part, "-" * len(part)]
        for field in fields:
            lines += _wrapped(f"{field.label} [{field.section}]", 0)
            lines += [line for name, value in field.answers for line in _wrapped(f"{value}  ({name})", 4)] or [f"    {_EMPTY}"]
            if field.note:
                lines += _wrapped(f"Note: {field.note}", 4)
    return "\n".join([*lines, "", *textwrap.wrap(NOTICE, _WIDTH), ""])


def as_json(draft: Draft) -> str:
    """Return the draft as one JSON object."""
    return json.dumps(
        {
            "status": "draft",
            "sent": False,
            "notice": NOTICE,
            "form": dict(draft.form),
            "record": dict(draft.record),
            "fields": [
                {
                    "part": field.part,
                    "label": field.label,
                    "section": field.section,
                    "answers": [{"from": name, "value": value} for name, value in field.answers],
                    "note": field.note,
                }
                for field in draft.fields
            ],
        },
        ensure_ascii=False,
    )


def as_page(draft: Draft) -> str:
    """Return the draft as one page of HTML that asks nothing of any host and prints."""
    style = packaged_text("draft/draft.css")
    parts = [(part, list(fields)) for part, fields in groupby(draft.fields, key=lambda field: field.part)]
    template = environment().get_template("draft/draft.html.jinja")
    return template.render(
        draft=draft, parts=parts, notice=NOTICE, empty=_EMPTY, style=style, policy=content_policy(style, None)
    )


def _wrapped(text: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(with_codes(text), _WIDTH, initial_indent=space, subsequent_indent=space + "  ") or [space]


RENDERERS: Final[Mapping[str, Callable[[Draft], str]]] = {"text": as_plain, "html": as_page, "json": as_json}
"""Format -> function from draft to text."""
