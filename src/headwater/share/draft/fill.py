"""Fill a form from a record: every answer is a cell of the file, or stays empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from headwater.errors import ArgumentError
from headwater.reference import Tables
from headwater.share.stored import QueuedRow
from headwater.share.values import as_text


@dataclass(frozen=True, slots=True)
class DraftField:
    """One field of a draft.

    Attributes:
        part: the part of the form it stands in.
        label: what is asked.
        section: where the instrument asks it.
        answers: the cells that answer it as (column, value), or (rule, sentence) for reasons; empty where the record does
            not say.
        note: what whoever completes the form has to know, or an empty text.
    """

    part: str
    label: str
    section: str
    answers: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form filled as far as the record goes.

    Attributes:
        form: the form's row of the table ``report_forms``.
        record: kind, source, row, record_id, rank and points of the queued row.
        fields: the fields in order.
    """

    form: Mapping[str, str]
    record: Mapping[str, Any]
    fields: tuple[DraftField, ...]


def forms_for(kind: str, tables: Tables) -> list[str]:
    """Return the ids of the forms that ask something a record of this kind holds, in the order of the table."""
    fields = tables["report_form_fields"].filter(pl.col("columns").str.contains(rf"(^|;){kind}\."))
    asked = set(fields["form"])
    return [form for form in tables["report_forms"]["form"] if form in asked]


def draft_report(queued: QueuedRow, form: str, tables: Tables) -> Draft:
    """Return a form filled from a queued row.

    An answer is a cell of the record as it was read, beside its column. What headwater made of the record (the substance, the
    reasons) is named as such. Who reports, what was seen outside the record and what is for a person to judge stays empty.

    Raises:
        ArgumentError: there is no such form, or it asks nothing that a record of this kind holds.
    """
    possible = forms_for(queued.entry["kind"], tables)
    if form not in possible:
        known = tables["report_forms"]["form"].to_list()
        if form not in known:
            raise ArgumentError(f"There is no form {form!r}; choose one of {', '.join(known)}.", code="form")
        choice = f"choose one of {', '.join(possible)}" if possible else "no form takes such a record"
        raise ArgumentError(f"The form {form!r} does not take a {queued.entry['kind']}; {choice}.", code="form")
    description = tables["report_forms"].filter(form=form).row(0, named=True)
    rows = tables["report_form_fields"].filter(form=form).sort("position").iter_rows(named=True)
    return Draft(
        form=description,
        record=queued.entry,
        fields=tuple(
            DraftField(row["part"] or "", row["label"], row["section"], _answers(queued, row), row["note"] or "")
            for row in rows
        ),
    )


def _answers(queued: QueuedRow, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    kind = queued.entry["kind"]
    match row["answer"]:
        case "cell":
            columns = [
                name.removeprefix(f"{kind}.") for name in (row["columns"] or "").split(";") if name.startswith(f"{kind}.")
            ]
            return tuple((name, text) for name in columns if (text := as_text(queued.record.get(name))))
        case "derived":
            return tuple((name, text) for name in _DERIVED if (text := as_text(queued.record.get(name))))
        case "reasons":
            return tuple((finding["rule"], finding["reason"]) for finding in queued.findings)
        case "kind":
            return (("kind", kind),)
        case _:
            return ()


_DERIVED = ("substance_id", "substance_verdict", "substance_certainty", "substance_controls", "substance_text")
