import polars as pl
import pytest

from headwater.case import shared_contacts

ORDER = ("buyer_name", "buyer_phone", "buyer_email", "buyer_address", "buyer_id", "ship_to_name", "ship_to_phone")


def orders(*rows):
    records = [
        {"kind": "order", "source": "o", "row": number, "record_id": f"O{number}", **dict.fromkeys(ORDER), **row}
        for number, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame(records, infer_schema_length=None)


def queue(*rows, kind="order", source="o"):
    return pl.DataFrame(
        {"rank": range(1, len(rows) + 1), "kind": [kind] * len(rows), "source": [source] * len(rows), "row": list(rows)},
        schema_overrides={"row": pl.Int64, "rank": pl.Int64},
    )


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("buyer_phone", "+49 (30) 5550-100", "0049 30 5550100"),
        ("buyer_email", "Sales@Firm.example", "sales@firm.example "),
        ("buyer_address", "12, Example Rd., Sampleton", "12 EXAMPLE RD SAMPLETON"),
        ("buyer_id", "DE-123 456", "de123456"),
    ],
)
def test_one_contact_in_two_spellings_links_two_rows(column, one, other):
    frame = orders({"buyer_name": "A", column: one}, {"buyer_name": "B", column: other}, {"buyer_name": "C"})
    (link,) = shared_contacts({"order": frame}, queue(2, 1, 3))
    assert link.ranks == (1, 2)
    assert link.value == other
    assert link.names == ("B", "A")
    assert link.cells == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("buyer_phone", "0000000000"),
        ("buyer_phone", "12345"),
        ("buyer_email", "-"),
        ("buyer_address", "n/a"),
        ("buyer_id", "00000"),
        ("buyer_phone", ""),
    ],
)
def test_placeholders_link_nothing(column, value):
    frame = orders({"buyer_name": "A", column: value}, {"buyer_name": "B", column: value})
    assert shared_contacts({"order": frame}, queue(1, 2)) == []


def test_a_telephone_is_no_number_of_a_party():
    frame = orders({"buyer_name": "A", "buyer_phone": "4930555123"}, {"buyer_name": "B", "buyer_id": "4930555123"})
    assert shared_contacts({"order": frame}, queue(1, 2)) == []


def test_rows_outside_the_queue_are_counted_and_not_linked():
    frame = orders(*({"buyer_name": f"N{n}", "buyer_phone": "030 5550 1234"} for n in range(5)))
    assert shared_contacts({"order": frame}, queue(1)) == []
    (link,) = shared_contacts({"order": frame}, queue(1, 2))
    assert (link.ranks, link.cells) == ((1, 2), 5)


def test_two_roles_of_one_row_are_one_row():
    phone = {"buyer_phone": "030 5550 1234", "ship_to_phone": "030 5550 1234"}
    assert shared_contacts({"order": orders({"buyer_name": "A", "ship_to_name": "B", **phone})}, queue(1)) == []


def test_spellings_of_one_name_are_one_party():
    frame = orders(
        {"buyer_name": "ACME Ltd", "buyer_phone": "030 5550 1234"}, {"buyer_name": "Acme, Ltd.", "buyer_phone": "030 5550 1234"}
    )
    (link,) = shared_contacts({"order": frame}, queue(1, 2))
    assert link.names == ("ACME Ltd",)


def test_links_go_across_kinds_and_those_of_most_names_come_first():
    frame = orders(
        {"buyer_name": "A", "buyer_phone": "030 5550 1234", "buyer_email": "a@firm.example"},
        {"buyer_name": "A", "buyer_email": "a@firm.example"},
    )
    company = pl.DataFrame(
        {
            "kind": ["company"],
            "source": ["c"],
            "row": [1],
            "record_id": ["C"],
            "name": ["Z"],
            "phone": ["0305550 1234"],
            "email": [None],
        },
        schema_overrides={"email": pl.String},
    )
    both = pl.concat([queue(1, 2), queue(1, kind="company", source="c").with_columns(rank=pl.lit(3, dtype=pl.Int64))])
    links = shared_contacts({"order": frame, "company": company}, both)
    assert [(link.contact, link.ranks) for link in links] == [("phone", (1, 3)), ("email", (1, 2))]


def test_no_records_or_no_queue_give_no_links():
    assert shared_contacts({}, queue(1)) == []
    assert shared_contacts({"order": orders({"buyer_name": "A"})}, queue()) == []
