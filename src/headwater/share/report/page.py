"""Render the page: the template, its own style and script, and a policy that allows nothing else."""

from typing import Final

from headwater.case import shared_contacts
from headwater.share.page import content_policy, environment, packaged_text
from headwater.share.report.cards import MOST_CARDS, build_cards
from headwater.share.report.overview import (
    CHART_HEIGHT,
    CHART_WIDTH,
    MOST_LINKS,
    MOST_REFUSED,
    charted,
    draw_bars,
    files_read,
    flag_statements,
    linked_rows,
    points_bins,
    rule_uses,
)
from headwater.share.review import Review
from headwater.share.values import as_text

_NOT_SHOWN: Final = frozenset({"out", "timings", "json"})
"""Arguments that change no result; the page does not depend on them."""

_DECISION_WORDS: Final = {"true_concern": "Decided: a true concern", "cleared": "Decided: cleared", "unsure": "Decided: unsure"}
_CONTACT_WORDS: Final = {
    "phone": "telephone",
    "email": "e-mail",
    "address": "postal address",
    "account": "account or wallet",
    "id": "number of the party",
}


def render_report(review: Review) -> str:
    """Return the report as one HTML page: no request to another host, readable without scripts, printable."""
    style, script = packaged_text("report/report.css"), packaged_text("report/report.js")
    uses = rule_uses(review)
    links = shared_contacts(review.records, review.queue.rows.head(MOST_CARDS))
    cards = build_cards(review, links)
    groups = linked_rows(links)
    top, more = charted(uses)
    return (
        environment()
        .get_template("report/report.html.jinja")
        .render(
            style=style,
            script=script,
            policy=content_policy(style, script),
            review=review,
            counts=review.counts,
            names=review.file_names,
            cards=cards,
            decision_words=_DECISION_WORDS,
            contact_words=_CONTACT_WORDS,
            links=groups[:MOST_LINKS],
            more_links=max(0, len(groups) - MOST_LINKS),
            decided=sum(card.decision is not None for card in cards),
            kinds=sorted({card.kind for card in cards}),
            uses=uses,
            statements=flag_statements(review),
            use={one.rule: one for one in uses},
            card_rules=sorted({part.rule for card in cards for part in card.parts}),
            chart_rules=top,
            more_rules=more,
            most_queued=max(1, *(one.queued for one in uses)) if uses else 1,
            bars=draw_bars(points_bins(review)),
            chart_width=CHART_WIDTH,
            chart_height=CHART_HEIGHT,
            files=files_read(review),
            changed=[] if review.drift is None else review.drift.filter(review.drift["verdict"] != "steady").to_dicts(),
            refused=review.refused.head(MOST_REFUSED).to_dicts(),
            arguments={
                name: text for name, value in review.arguments.items() if name not in _NOT_SHOWN and (text := as_text(value))
            },
        )
    )
