"""Tables in, tables out: what a record's goods text names, under the law of its own day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from headwater.model import FINDING_SCHEMA, RecordKind
from headwater.reference import tables
from headwater.substance import assess, columns
from headwater.substance.reading import TextReading, read_text
from headwater.substance.register import Register, register_of
from headwater.substance.rules import RULES

Build = Callable[..., pl.DataFrame]
TODAY = date(2026, 11, 24)


def rules_fired(build: Build, kind: RecordKind, row: dict[str, Any]) -> set[str]:
    return set(assess(build(kind, row), kind, tables(), today=TODAY).findings["rule"])


FIRES: list[tuple[str, RecordKind, dict[str, Any]]] = [
    ("drug_named", "listing", {"title": "isotonitazene"}),
    ("precursor_named", "shipment", {"description": "N-phenethyl-4-piperidone 25 kg"}),
    ("bulk_chemical_named", "order", {"product": "acetone"}),
    ("class_named", "order", {"product": "1-cbz-4-piperidone"}),
    ("watched_named", "order", {"product": "xylazine hydrochloride"}),
    ("watched_named", "order", {"product": "oripavine"}),
    ("misspelt_controlled_name", "shipment", {"description": "4-pipperidone"}),
    ("cas_contradicts_name", "shipment", {"description": "acetone", "cas": "79099-07-3"}),
    ("cas_check_digit_wrong", "shipment", {"description": "acetone", "cas": "67-64-2"}),
    ("cas_number_alone", "payment", {"reference": "CAS 79099-07-3 second half"}),
    ("short_name_unclear", "order", {"product": "PMK"}),
]
NEAR_MISSES: list[tuple[str, RecordKind, dict[str, Any]]] = [
    ("drug_named", "listing", {"title": "fentanyl test strips"}),
    ("precursor_named", "shipment", {"description": "N-phenethyl-3-piperidone"}),
    ("precursor_named", "shipment", {"description": "1-boc-4-AP", "date": date(2001, 1, 1)}),
    ("bulk_chemical_named", "order", {"product": "acetone oxime"}),
    ("class_named", "order", {"product": "1-benzyl-4-piperidone"}),
    ("class_named", "order", {"product": "pimozide"}),
    ("class_named", "order", {"product": "methyl anthranilate"}),
    ("watched_named", "order", {"product": "acetone"}),
    ("misspelt_controlled_name", "shipment", {"description": "4-piperidone"}),
    ("misspelt_controlled_name", "shipment", {"description": "3-piperidone"}),
    ("cas_contradicts_name", "shipment", {"description": "propanone", "cas": "67-64-1"}),
    ("cas_check_digit_wrong", "shipment", {"description": "acetone", "cas": "67-64-1"}),
    ("cas_check_digit_wrong", "payment", {"reference": "order 4711-22-3"}),
    ("cas_number_alone", "payment", {"reference": "1-boc-4-piperidone CAS 79099-07-3"}),
    ("cas_number_alone", "shipment", {"description": "chemicals", "cas": "79099-07-3"}),
    ("short_name_unclear", "order", {"product": "PCPX cleaner"}),
]


@pytest.mark.parametrize(("rule", "kind", "row"), FIRES)
def test_a_rule_fires(records_of: Build, rule: str, kind: RecordKind, row: dict[str, Any]) -> None:
    assert rule in rules_fired(records_of, kind, row)


@pytest.mark.parametrize(("rule", "kind", "row"), NEAR_MISSES)
def test_a_rule_leaves_a_near_miss_alone(records_of: Build, rule: str, kind: RecordKind, row: dict[str, Any]) -> None:
    assert rule not in rules_fired(records_of, kind, row)


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_has_docstring_citation_firing_case_and_near_miss(name: str) -> None:
    (row,) = tables()["rules"].filter(pl.col("rule") == name).iter_rows(named=True)
    assert RULES[name].__doc__
    assert row["citation"]
    assert name in {rule for rule, _, _ in FIRES}
    assert name in {rule for rule, _, _ in NEAR_MISSES}


def test_every_described_rule_of_this_room_has_a_function() -> None:
    from importlib.resources import files

    path = files("headwater.reference") / "data" / "substance" / "rules.csv"
    assert set(pl.read_csv(path.read_bytes())["rule"]) == set(RULES)


def test_rows_and_their_cells_stay_as_they_were(records_of: Build) -> None:
    records = records_of("shipment", {"description": "acetone"}, {"description": None}, {"description": "chairs"})
    assessed = assess(records, "shipment", tables(), today=TODAY).records
    assert_frame_equal(assessed.select(records.columns), records)
    assert assessed["substance_id"].to_list() == ["acetone", None, None]


def test_the_span_points_at_the_words(records_of: Build) -> None:
    records = records_of("shipment", {"description": "25 kg drum of Aceton\u00e9, 99 %"}, {"cas": "67-64-1"})
    for row in assess(records, "shipment", tables(), today=TODAY).records.iter_rows(named=True):
        assert row[row["substance_column"]][row["substance_start"] : row["substance_end"]] == row["substance_text"]


def test_each_record_is_judged_by_the_law_of_its_own_day(records_of: Build) -> None:
    records = records_of(
        "shipment",
        {"description": "4-piperidone", "date": date(2023, 5, 11)},
        {"description": "4-piperidone", "date": date(2023, 5, 12)},
        {"description": "4-piperidone"},
    )
    controls = assess(records, "shipment", tables(), today=TODAY).records["substance_controls"].to_list()
    assert "US-List-I" not in controls[0]
    assert "US-List-I" in controls[1]
    assert "US-List-I" in controls[2]
    fixed = assess(records, "shipment", tables(), on=date(2023, 5, 11), today=TODAY).records["substance_controls"].to_list()
    assert not any("US-List-I" in row for row in fixed)


def test_nothing_found_gives_empty_columns_and_no_findings(records_of: Build) -> None:
    done = assess(records_of("company", {"activity": "retail"}), "company", tables(), today=TODAY)
    assert done.findings.is_empty()
    assert done.findings.schema == FINDING_SCHEMA
    assert done.records["substance_id"].to_list() == [None]


def test_a_finding_cites_the_cell_it_rests_on(records_of: Build) -> None:
    done = assess(
        records_of("shipment", {"description": "4-piperidone", "cas": "3612-20-2"}), "shipment", tables(), today=TODAY
    )
    (clash,) = done.findings.filter(pl.col("rule") == "cas_contradicts_name").iter_rows(named=True)
    assert {cell["column"] for cell in clash["cells"]} == {"description", "cas"}


def remark(records: pl.DataFrame, **cells: list[str | None]) -> pl.DataFrame:
    return records.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in cells.items())


@pytest.mark.parametrize("kind", ["shipment", "order", "payment", "listing", "company"])
@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("Observaciones", "4-AP 25 kg", "short_name_unclear"),
        ("notes_internal", "see N-phenethyl-4-piperidone, 25 kg", "precursor_named"),
        ("extra 3", "79099-07-3", "cas_number_alone"),
        ("备注", "丙酮 160公斤", "bulk_chemical_named"),
        ("Bemerkung", "CAS 67-64-2", "cas_check_digit_wrong"),
    ],
)
def test_a_remark_in_a_column_of_the_file_is_read(
    records_of: Build, kind: RecordKind, column: str, text: str, rule: str
) -> None:
    done = assess(remark(records_of(kind, {}), **{column: [text]}), kind, tables(), today=TODAY)
    (finding,) = done.findings.filter(pl.col("rule") == rule).iter_rows(named=True)
    assert {"column": column, "value": text} in finding["cells"]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("terminal", ["PCP", "MDA", "PAA"]),
        ("serial", ["4711-22-3", "12345-67-8", "2024-01-05"]),
        ("e-mail of the agent", ["acetone@example.com", "toluene@example.com", "x@example.com"]),
        ("link", ["https://example.com/acetone", "www.example.com/bmk", "https://example.com/PMK"]),
    ],
)
def test_codes_numbers_and_addresses_are_no_remarks(records_of: Build, column: str, cells: list[str | None]) -> None:
    done = assess(remark(records_of("order", {}, {}, {}), **{column: cells}), "order", tables(), today=TODAY)
    assert done.findings.is_empty()


def test_the_goods_text_goes_before_a_remark(records_of: Build) -> None:
    records = remark(
        records_of("shipment", {"description": "acetone"}, {}), note=["4-piperidone, 25 kg", "4-piperidone, 25 kg"]
    )
    done = assess(records, "shipment", tables(), today=TODAY)
    assert done.records["substance_id"].to_list() == ["acetone", "4-piperidone"]
    assert done.records["substance_column"].to_list() == ["description", "note"]
    assert done.records["substance_ids"].to_list() == [["acetone", "4-piperidone"], ["4-piperidone"]]
    assert done.findings.filter(rule="precursor_named")["row"].to_list() == [1, 2]
    assert all("characters 1 to 12" in reason for reason in done.findings.filter(rule="precursor_named")["reason"])


def test_a_remark_never_stands_against_the_goods_text(records_of: Build) -> None:
    records = remark(
        records_of("shipment", {"description": "acetone", "cas": "67-64-1"}), note=["replaces 4-piperidone 3612-20-2"]
    )
    done = assess(records, "shipment", tables(), today=TODAY)
    assert "cas_contradicts_name" not in set(done.findings["rule"])
    assert done.records["substance_id"].to_list() == ["acetone"]


def test_one_finding_a_rule_names_all_that_the_record_mentions(records_of: Build) -> None:
    records = records_of("order", {"product": "toluene, acetone and piperidine", "stated_use": "with NPP phenethyl"})
    findings = assess(records, "order", tables(), today=TODAY).findings
    assert sorted(findings["rule"]) == ["bulk_chemical_named", "precursor_named"]
    (bulk,) = findings.filter(rule="bulk_chemical_named")["reason"].to_list()
    assert all(name in bulk for name in ("toluene", "acetone"))


def test_a_bare_number_is_not_called_a_name(records_of: Build) -> None:
    records = records_of("order", {"product": "solvent K7, 67-64-1"}, {"product": "acetone 67-64-1"}, {"cas": "67-64-1"})
    reasons = assess(records, "order", tables(), today=TODAY).findings.filter(rule="bulk_chemical_named")["reason"].to_list()
    assert [reason.split(" acetone")[0] for reason in reasons] == [
        "Gives the CAS number of",
        "Names",
        "Gives the CAS number of",
    ]


def test_no_rows_give_no_rows(records_of: Build) -> None:
    empty = records_of("order", {"product": "acetone"}).clear()
    assert assess(empty, "order", tables(), today=TODAY).records.height == 0


def test_a_sentence_names_the_day_asked(records_of: Build) -> None:
    records = records_of("shipment", {"description": "1-boc-4-piperidone", "date": date(2016, 5, 1)})
    asked = assess(records, "shipment", tables(), on=date(2025, 3, 4), today=TODAY).findings["reason"].to_list()
    assert any("under control on 2025-03-04" in reason for reason in asked)
    assert not any("that day" in reason for reason in asked)


@pytest.mark.parametrize("cas", ["79099-07-4", "67-63-0"])
def test_a_number_that_says_something_else_does_not_support_a_name(records_of: Build, cas: str) -> None:
    records = records_of("shipment", {"description": "N-phenethyl-4-piperidone and isopropanol", "cas": cas})
    findings = assess(records, "shipment", tables(), today=TODAY).findings.filter(rule="precursor_named")
    assert [cell["column"] for cell in findings["cells"][0]] == ["description"]


def test_a_number_that_agrees_is_cited_beside_the_name(records_of: Build) -> None:
    records = records_of("shipment", {"description": "N-phenethyl-4-piperidone", "cas": "0039742-60-4"})
    findings = assess(records, "shipment", tables(), today=TODAY).findings.filter(rule="precursor_named")
    assert {cell["column"] for cell in findings["cells"][0]} == {"description", "cas"}


@pytest.mark.parametrize("product", ["pimozide", "domperidone 10 mg tablets"])
def test_a_medicine_inside_a_class_has_one_verdict_in_records_and_by_itself(records_of: Build, ask: Any, product: str) -> None:
    done = assess(records_of("order", {"product": product}), "order", tables(), today=TODAY)
    assert done.records["substance_verdict"].to_list() == [ask(product).verdict] == ["class-known-use"]
    assert done.findings.is_empty()


def test_lines_that_differ_in_numbers_only_are_read_once_and_keep_their_own_places(
    records_of: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(text: str, register: Register) -> TextReading:
        read.append(text)
        return read_text(text, register)

    monkeypatch.setattr(columns, "read_text", counted)
    lines = [f"{count} drums N-phenethyl-4-piperidone, lot {lot}" for count, lot in ((12, 40417), (13, 99321), (99, 10010))]
    told = assess(records_of("shipment", *({"description": line} for line in lines)), "shipment", tables(), today=TODAY).records
    assert len([text for text in read if "piperidone" in text]) == 1
    assert told["substance_text"].to_list() == ["N-phenethyl-4-piperidone"] * 3
    assert told["substance_start"].to_list() == [9] * 3
    assert told["description"].to_list() == lines


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4-piperidone", "3-piperidone"),
        ("CAS 40064-34-4", "CAS 40064-34-5"),
        ("AH-7921", "AH-7922"),
        ("order 79099-07-3", "order 79099-07-4"),
    ],
)
def test_numbers_that_tell_a_substance_are_never_taken_for_the_same(records_of: Build, one: str, other: str) -> None:
    told = assess(records_of("shipment", {"description": one}, {"description": other}), "shipment", tables(), today=TODAY)
    rows = told.records.select("substance_ids", "substance_verdict").rows()
    assert rows[0] != rows[1]


def test_a_period_of_law_holds_no_day_on_which_the_law_changes() -> None:
    register = register_of(tables())
    for rows in register.listings.values():
        for row in rows:
            if row.since is not None:
                before, first = register.law_periods(pl.Series([row.since - timedelta(days=1), row.since]))
                assert before < first == row.since
            if row.until is not None:
                last, after = register.law_periods(pl.Series([row.until, row.until + timedelta(days=1)]))
                assert last < after
