"""Render the page: the template, its own style and script, and a policy that allows nothing else."""

import base64
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from headwater.case import shared_contacts
from headwater.share.report.cards import MOST_CARDS, build_cards
from headwater.share.report.overview import (
    CHART_HEIGHT,
    CHART_WIDTH,
    MOST_LINKS,
    MOST_REFUSED,
    charted,
    draw_bars,
    files_read,
    points_bins,
    rule_uses,
)
from headwater.share.report.visible import LONG, SHORT, visible
from headwater.share.review import Review

if TYPE_CHECKING:
    import jinja2

_PARTS: Final = files("headwater.share.report")

_NOT_SHOWN: Final = frozenset({"out", "timings", "json"})
"""Arguments that change no result; the page does not depend on them."""

_DECISION_WORDS: Final = {"true_concern": "Decided: a true concern", "cleared": "Decided: cleared", "unsure": "Decided: unsure"}
_CONTACT_WORDS: Final = {
    "phone": "telephone",
    "email": "e-mail",
    "address": "street address",
    "account": "account or wallet",
    "id": "number of the party",
}


def render_report(review: Review) -> str:
    """Return the report as one HTML page: no request to another host, readable without scripts, printable."""
    style, script = _text("report.css"), _text("report.js")
    uses = rule_uses(review)
    links = shared_contacts(review.records, review.queue.rows.head(MOST_CARDS))
    cards = build_cards(review, links)
    top, more = charted(uses)
    return _template().render(
        style=style,
        script=script,
        policy=_policy(style, script),
        review=review,
        counts=review.counts,
        cards=cards,
        decision_words=_DECISION_WORDS,
        contact_words=_CONTACT_WORDS,
        links=links[:MOST_LINKS],
        more_links=max(0, len(links) - MOST_LINKS),
        decided=sum(card.decision is not None for card in cards),
        kinds=sorted({card.kind for card in cards}),
        uses=uses,
        use={one.rule: one for one in uses},
        card_rules=sorted({part.rule for card in cards for part in card.parts}),
        chart_rules=top,
        more_rules=more,
        most_flagged=max((one.flagged for one in uses), default=0),
        bars=draw_bars(points_bins(review)),
        chart_width=CHART_WIDTH,
        chart_height=CHART_HEIGHT,
        files=files_read(review),
        refused=review.refused.head(MOST_REFUSED).to_dicts(),
        arguments={name: value for name, value in review.arguments.items() if name not in _NOT_SHOWN},
    )


@cache
def _template() -> "jinja2.Template":
    import jinja2
    import markupsafe

    def escape(text: str) -> str:
        return str(markupsafe.escape(text))

    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(_text),
    )
    # The markup is safe because every piece of the text has gone through ``escape``.
    environment.filters["shown"] = lambda value: markupsafe.Markup(visible(_plain(value), escape, longest=SHORT))  # noqa: S704
    environment.filters["shown_long"] = lambda value: markupsafe.Markup(visible(_plain(value), escape, longest=LONG))  # noqa: S704
    environment.filters["trusted"] = markupsafe.Markup
    environment.filters["points"] = lambda value: f"{value:.2f}".rstrip("0").rstrip(".")
    environment.filters["count"] = lambda value: f"{value:,}"
    environment.tests["web_address"] = _is_web_address
    return environment.get_template("report.html.jinja")


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and text.isprintable() and " " not in text


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which only these two texts act, and nothing is fetched or sent."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")
