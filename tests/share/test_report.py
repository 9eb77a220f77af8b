import base64
import dataclasses
import re
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import polars as pl
import pytest

from headwater.case import DECISION_SCHEMA, Budget, rank
from headwater.share.report import render_report
from headwater.share.report.cards import MOST_CARDS
from headwater.share.values import as_text
from headwater.share.visible import visible

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line"}


class Page(HTMLParser):
    """Collects tags, attributes and text; complains about tags that are not closed in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.text, self.raw = [], [], [], {"style": "", "script": ""}
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]] += data
        else:
            self.text.append(data)

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture(scope="module")
def plain(sample):
    return Page(render_report(sample.sample_review()))


@pytest.fixture(scope="module")
def hostile(sample):
    return Page(render_report(sample.sample_review(hostile=True, budget=Budget(rows=70))))


def test_nothing_is_fetched_from_anywhere(plain, hostile):
    for page in (plain, hostile):
        for tag, attrs in page.tags:
            assert tag not in {"img", "iframe", "object", "embed", "link", "video", "audio", "base", "form", "source"}
            assert not {"src", "srcset", "background", "poster", "action", "formaction", "style", "xlink:href", "ping"} & set(
                attrs
            )
            assert not [name for name in attrs if name.startswith("on")]
        assert "url(" not in page.raw["style"]
        assert "@import" not in page.raw["style"]


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(plain):
    policy = next(attrs["content"] for attrs in plain.all("meta") if attrs.get("http-equiv") == "Content-Security-Policy")
    for element in ("style", "script"):
        digest = base64.b64encode(sha256(plain.raw[element].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_the_first_tags_of_the_head_are_encoding_and_policy(plain):
    assert [tag for tag, _ in plain.tags[:4]] == ["html", "head", "meta", "meta"]
    assert plain.tags[2][1] == {"charset": "utf-8"}


def test_hostile_cells_add_no_element(plain, hostile, sample):
    assert len(hostile.all("script")) == len(plain.all("script")) == 1
    assert len(hostile.all("style")) == 1
    text = "".join(hostile.text)
    assert "<script>document.title='owned'</script>" in text
    assert "{{ 7 * 7 }} {% raw %} ${x}" in text


def test_unseen_characters_are_shown_by_their_code(hostile):
    text = "".join(hostile.text)
    for code in ("U+202E", "U+0007", "U+001B", "U+0000", "U+200B", "U+FEFF", "U+E0041", "U+2028", "U+2066"):
        assert code in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\ufeff]", text)


def test_a_very_long_cell_is_cut_and_its_length_said(hostile):
    text = "".join(hostile.text)
    assert "50,000 characters in the file" in text
    assert "X" * 4001 not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a<b", "a&lt;b"),
        ("\u202e", '<span class="unseen">U+202E</span>'),
        ("a\r\nb", 'a<span class="unseen">\u21b5</span> b'),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("12345", '1234<span class="cut"> \u2026 (cut here; 5 characters in the file)</span>'),
        ("", ""),
    ],
)
def test_visible(text, shown):
    import html

    assert visible(text, html.escape, longest=4 if text == "12345" else 320) == shown


def test_ids_are_unique_and_every_anchor_leads_somewhere(plain, hostile):
    for page in (plain, hostile):
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        anchors = {attrs["href"][1:] for attrs in page.all("a") if attrs.get("href", "").startswith("#")}
        assert anchors <= set(ids)
        for _, attrs in page.tags:
            for name in ("aria-labelledby", "aria-describedby"):
                assert set(attrs.get(name, "").split()) <= set(ids)


def test_links_out_are_only_the_sources_of_rules(plain):
    outside = {attrs["href"] for attrs in plain.all("a") if not attrs["href"].startswith("#")}
    assert outside == {"https://example.org/advisory", "https://example.org/cfr?a=1&b=2", "https://example.org"}


def test_landmarks_language_and_headings_are_there(plain):
    names = [tag for tag, _ in plain.tags]
    assert plain.tags[0] == ("html", {"lang": "en"})
    for landmark in ("main", "header", "footer", "h1"):
        assert landmark in names
    assert names.count("main") == names.count("h1") == 1
    assert all(attrs.get("scope") in {"col", "row"} for attrs in plain.all("th"))
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_charts_have_text_alternatives(plain):
    for attrs in plain.all("svg"):
        assert attrs.get("aria-hidden") == "true" or (attrs["role"] == "img" and attrs["aria-labelledby"])
    text = "".join(plain.text)
    assert "4 to under 5 points: 15 rows, 0 in the queue." in text


def test_controls_that_need_the_script_are_hidden_without_it(plain):
    hidden = {attrs.get("id") for _, attrs in plain.tags if "hidden" in attrs}
    assert hidden == {"theme", "controls"}


def test_each_card_shows_points_that_add_up_cells_rule_question_and_what_clears(sample):
    review = sample.sample_review()
    html = render_report(review)
    first = html[html.index('id="rank-1"') : html.index('id="rank-2"')]
    parts = [float(points) for points in re.findall(r"<b>\+([\d.]+)</b>", first)]
    assert round(sum(parts), 2) == review.queue.rows["points"][0]
    for text in (
        "hs_code",
        "291634",
        "FinCEN FIN-2024-A002, red flag 5",
        "Which heading does the invoice give?",
        "A licence.",
        "Remarks",
    ):
        assert text in first


def test_a_row_drawn_at_random_says_so(plain):
    assert "Nothing pointed at this row. It was drawn at random" in " ".join("".join(plain.text).split())


def test_thousands_of_rows_stay_openable_and_the_page_says_where_the_rest_is(sample):
    html = render_report(sample.sample_review(rows=3000, budget=Budget(rows=2000)))
    assert html.count("<article") == MOST_CARDS
    assert "of 2,000 rows are shown; all of them are in <code>queue.csv</code>" in html
    assert len(html) < 4_000_000


def test_the_output_folder_does_not_change_the_page(sample):
    review = sample.sample_review()
    moved = type(review)(
        **{name: getattr(review, name) for name in review.__slots__ if name != "arguments"},
        arguments={**review.arguments, "out": "elsewhere"},
    )
    assert render_report(review) == render_report(moved)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (5.25, "5.25"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (True, "yes"),
        (["a", None, "b"], "a; b"),
        (7, "7"),
    ],
)
def test_cells_are_shown_as_text(value, text):
    assert as_text(value) == text


def _with(review, **changes):
    return type(review)(**{name: getattr(review, name) for name in review.__slots__} | changes)


def test_what_was_decided_before_is_shown_and_changes_no_rank(sample):
    review = sample.sample_review()
    top = review.queue.rows.row(0, named=True)
    decisions = pl.DataFrame(
        [(top["source"], top["row"], None, None, "cleared", "<b>Licence</b> seen")], schema=DECISION_SCHEMA, orient="row"
    )
    html = render_report(_with(review, decisions=decisions))
    first = html[html.index('id="rank-1"') : html.index('id="rank-2"')]
    assert "Decided: cleared" in first
    assert "&lt;b&gt;Licence&lt;/b&gt; seen" in first
    assert html.count("Decided: ") == 1
    assert top["record_id"] in first


def test_what_would_clear_a_row_says_by_how_much_it_lowers_the_points(sample):
    review = sample.sample_review()
    html = render_report(review)
    first = html[html.index('id="rank-1"') : html.index('id="rank-2"')]
    lowers = [float(points) for points in re.findall(r'class="lowers">−([\d.]+)<', first)]
    assert lowers == sorted(lowers, reverse=True)
    assert round(sum(lowers), 2) == review.queue.rows["points"][0]


def test_rows_that_share_a_contact_under_another_name_are_linked(sample):
    html = render_report(sample.sample_review(budget=Budget(rows=70)))
    links = html[html.index('id="links"') : html.index('id="rules"')]
    assert "Muster Chemie GmbH" in links
    assert "Ejemplo Química SA" in links
    assert "+49 30 5550 100" in links


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours written #rrggbb."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark by system", "dark by choice"])
def test_text_and_background_have_enough_contrast(plain, scheme):
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*)\}", plain.raw["style"])
    assert len(blocks) == 4  # light, dark twice, print
    colours = dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[["light", "dark by system", "dark by choice"].index(scheme)])
    )
    for front, backs in {
        "ink": ("paper", "sheet", "mark"),
        "soft": ("paper", "sheet", "mark"),
        "accent": ("paper", "sheet"),
        "warn": ("warn-bg",),
    }.items():
        for back in backs:
            assert _contrast(colours[front], colours[back]) >= 4.5, (scheme, front, back)


def test_findings_of_a_card_stand_by_what_they_add(sample):
    html = render_report(sample.sample_review(budget=Budget(rows=70)))
    for card in html.split("<article")[1:]:
        adds = [float(points) for points in re.findall(r"<b>\+([\d.]+)</b>", card)]
        assert adds == sorted(adds, reverse=True)


def test_findings_that_are_alike_stand_in_one_order_whatever_their_order_before(sample):
    review = sample.sample_review()
    twins = pl.concat(
        [review.findings]
        + [review.findings.with_columns(pl.col("id") + f":{n}", pl.col("reason") + f" Again {n}.") for n in range(4)]
    )
    pages = set()
    for seed in (1, 2, 3):
        findings = twins.sample(fraction=1, shuffle=True, seed=seed)
        queue = rank(review.records, findings, budget=Budget(rows=20), explore=0.05)
        pages.add(render_report(_with(review, findings=findings, queue=queue)))
    assert len(pages) == 1


def test_the_statement_of_a_flag_is_shown_where_the_catalogue_is_given(sample):
    review = sample.sample_review()
    flags = pl.DataFrame({"id": ["RF-SHP-001"], "statement": ["Goods are described <loosely>"]})
    assert "Goods are described &lt;loosely&gt;" in render_report(_with(review, red_flags=flags))
    assert "The published flag" not in render_report(review)


def test_a_file_is_shown_by_its_name_and_by_its_hash_where_two_share_a_name(sample):
    review = sample.sample_review()
    assert review.file_names == {sample.SHIPMENTS: "shipments.csv", sample.ORDERS: "orders.csv"}
    twin = dataclasses.replace(review.inputs[0], source="shipments.csv#other")
    both = _with(review, inputs=(*review.inputs, twin))
    assert both.file_names[sample.SHIPMENTS] == sample.SHIPMENTS
    assert "row 28 of" in render_report(both)


def test_the_page_says_which_law_and_which_facts_were_used(sample):
    review = sample.sample_review()
    assert "what is not yet verified is left out" in render_report(review)
    unverified = _with(review, arguments={"unverified": True, "on": "2025-06-01", "map": {}, "seed": 0})
    html = render_report(unverified)
    assert "not been verified against their published source" in html
    assert "judged by the law of 2025-06-01" in html
    assert "<dt>map</dt>" not in html
    assert "<dt>seed</dt>" in html


def test_a_card_shows_what_instruments_ask_for_and_others_show_nothing(sample):
    queued = sample.sample_review().queue.rows.filter(pl.col("kind") == "shipment")["row"]
    unqueued = next(row for row in range(1, 61) if row not in set(queued))
    page = render_report(sample.with_duties(queued[0], unqueued))
    assert page.count('<details class="duties">') == 1
    card = next(one for one in page.split("<article")[1:] if 'class="duties"' in one)
    text = re.sub(r"\s+", " ", "".join(Page(f"<article{card.split('</article>')[0]}</article>").text))
    for said in (
        "What the published instruments ask for 1 obligation",
        "For Examplidone, from CN to MX, by the law of 2026-01-02.",
        "CN, import and export: A licence is needed. Applies to: every quantity.",
        "Example act, section 3; because of X-list; first day not known; source: https://example.org/act",
        "Verify with your authority.",
    ):
        assert said in text
    assert "unverified" not in text
    assert "does not say where the goods leave from" not in text


def test_an_unknown_origin_and_an_unread_text_are_said(sample):
    page = render_report(sample.with_duties(28, origin=None, verified=False))
    assert "does not say where the goods leave from" in page
    assert "The text was not read: unverified." in page


def test_a_review_without_duties_has_no_such_section(sample):
    bare = render_report(sample.sample_review())
    assert 'class="duties"' not in bare
    assert render_report(sample.with_duties()) == bare


def test_hostile_text_in_a_duty_is_escaped(sample):
    words = ("requirement", "threshold", "citation", "read_at", "advice", "origin", "destination", "jurisdiction", "side")
    for hostile_text in (*sample.HOSTILE, "javascript:alert(1)"):
        changes = dict.fromkeys(words, hostile_text) | {"substances": [hostile_text], "instruments": [hostile_text]}
        page = Page(render_report(sample.with_duties(28, **changes)))
        assert len(page.all("script")) == len(page.all("style")) == 1
        assert not page.all("img")
        assert not any(link.get("href", "").startswith("javascript") for link in page.all("a"))
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "".join(page.text))
