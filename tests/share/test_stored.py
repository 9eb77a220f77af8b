import json

import pytest

from headwater.errors import ArgumentError, InputError
from headwater.reference import tables
from headwater.share import open_review, write_review
from headwater.share.draft import RENDERERS, draft_report, forms_for


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reviews") / "plain"
    write_review(folder, sample.sample_review(budget=sample.Budget(rows=70)))
    return folder


@pytest.fixture(scope="module")
def hostile(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reviews") / "hostile"
    write_review(folder, sample.sample_review(hostile=True))
    return folder


def rank_of(folder, kind):
    return next(entry["rank"] for entry in open_review(folder).run["queue"] if entry["kind"] == kind and not entry["explore"])


def test_a_row_comes_back_with_record_findings_and_rules(folder):
    queued = open_review(folder).row(1)
    assert queued.entry["record_id"] == "S0028"
    assert queued.record["hs_code"] == "291634"
    assert [finding["rule"] for finding in queued.findings] == ["watched-name", "heading-mismatch", "shared-phone"]
    assert sum(finding["counted"] for finding in queued.findings) == queued.entry["points"]
    assert queued.rules["heading-mismatch"]["question"] == "Which heading does the invoice give?"


@pytest.mark.parametrize("rank", [0, -1, 71])
def test_a_rank_that_is_not_in_the_queue_is_refused(folder, rank):
    with pytest.raises(ArgumentError, match="none of them"):
        open_review(folder).row(rank)


def test_a_folder_that_is_no_review_is_refused(tmp_path):
    with pytest.raises(InputError, match="holds no review"):
        open_review(tmp_path)


def test_a_review_whose_file_is_gone_is_refused(sample, tmp_path):
    write_review(tmp_path / "out", sample.sample_review())
    (tmp_path / "out" / "records.parquet").write_bytes(b"not parquet")
    with pytest.raises(InputError, match=r"records\.parquet"):
        open_review(tmp_path / "out").row(1)


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("order", ["us-1310", "ca-86", "gb-csar", "eu-111"]),
        ("shipment", ["us-1310", "ca-86", "gb-csar", "eu-111"]),
        ("payment", ["gb-csar"]),
        ("listing", []),
    ],
)
def test_a_form_is_offered_to_kinds_that_answer_it(kind, forms):
    assert forms_for(kind, tables()) == forms


@pytest.mark.parametrize("form", ["us-1310", "ca-86", "gb-csar", "eu-111"])
@pytest.mark.parametrize("kind", ["order", "shipment"])
def test_a_draft_holds_cells_of_the_record_and_leaves_the_rest_empty(folder, form, kind):
    queued = open_review(folder).row(rank_of(folder, kind))
    draft = draft_report(queued, form, tables())
    answers = {name: value for field in draft.fields for name, value in field.answers}
    columns = {name for name in answers if name in queued.record}
    assert {"date", "product" if kind == "order" else "description"} <= columns
    for field in draft.fields:
        if any(word in field.part for word in ("reporting", "making", "notifying")):
            assert field.answers == ()
    reasons = next(field for field in draft.fields if field.part in ("Basis", "Reasons", "Circumstances"))
    assert [rule for rule, _ in reasons.answers] == [finding["rule"] for finding in queued.findings]


def test_an_unknown_form_and_a_form_for_another_kind_are_refused(folder):
    queued = open_review(folder).row(1)
    with pytest.raises(ArgumentError, match="choose one of us-1310, ca-86, gb-csar, eu-111"):
        draft_report(queued, "us-9999", tables())
    payment = type(queued)(entry={**queued.entry, "kind": "payment"}, record={}, findings=(), rules={})
    with pytest.raises(ArgumentError, match="does not take a payment; choose one of gb-csar"):
        draft_report(payment, "us-1310", tables())


@pytest.mark.parametrize("format_of", list(RENDERERS))
@pytest.mark.parametrize("rank", [1, 3, 5, 8])
def test_every_rendering_says_that_it_is_a_draft_and_is_harmless(hostile, format_of, rank):
    text = RENDERERS[format_of](draft_report(open_review(hostile).row(rank), "us-1310", tables()))
    assert "DRAFT, NOT SENT" in text
    assert "[not in the record]" in text or format_of == "json"
    if format_of == "html":
        assert "<script" not in text
        assert "<img" not in text
        assert "default-src &#39;none&#39;" in text
    if format_of == "text":
        assert all(c.isprintable() or c == "\n" for c in text)
    if format_of == "json":
        assert json.loads(text)["sent"] is False


def test_every_field_of_a_form_names_its_section_and_only_canonical_columns():
    from headwater.model import columns_of

    fields = tables()["report_form_fields"]
    assert set(fields["form"]) == set(tables()["report_forms"]["form"])
    assert set(fields["answer"]) == {"reporter", "cell", "derived", "reasons", "kind"}
    for answer, columns in fields.select("answer", "columns").iter_rows():
        assert (answer == "cell") == bool(columns)
        for name in (columns or "").split(";"):
            if name:
                kind, _, column = name.partition(".")
                assert column in columns_of(kind)


def test_what_instruments_ask_of_a_row_comes_back_with_it_and_with_no_other(sample, tmp_path):
    review = sample.with_duties(28)
    write_review(tmp_path / "out", review)
    stored = open_review(tmp_path / "out")
    (one,) = stored.row(1).obligations
    (line,) = review.obligations.to_dicts()
    assert one.pop("id") == line.pop("obligation")
    for name in ("kind", "source", "row"):
        assert line.pop(name) == stored.row(1).entry[name]
    assert one == {**line, "day": "2026-01-02"}
    assert stored.row(2).obligations == ()


def test_a_review_of_a_version_that_did_not_know_obligations_is_still_read(folder):
    stored = open_review(folder)
    del stored.run["obligations"]
    assert stored.row(1).obligations == ()
