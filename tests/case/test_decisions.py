import polars as pl
import pytest

from headwater.case import DECISION_SCHEMA, read_decisions, recall
from headwater.errors import InputError


def written(tmp_path, text, *, encoding="utf-8"):
    path = tmp_path / "decisions.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_decisions_are_read_with_their_address(tmp_path):
    header = "source,row,record_id,kind,decision,reason\n"
    text = header + 'a.csv#01,7,S7,shipment,cleared,"Licence seen, valid"\na.csv#01,9,,,True concern,\n'
    table = read_decisions(written(tmp_path, text))
    assert table.schema == DECISION_SCHEMA
    assert table.rows() == [
        ("a.csv#01", 7, "shipment", "S7", "cleared", "Licence seen, valid"),
        ("a.csv#01", 9, None, None, "true_concern", None),
    ]


def test_undecided_rows_are_left_out_and_other_columns_ignored(tmp_path):
    text = "\ufeffrank;source;row;decision;reason;colour\n1;a;1;;;red\n2;'=a;2; UNSURE ;'+1 call;blue\n"
    table = read_decisions(written(tmp_path, text))
    assert table.select("source", "row", "decision", "reason").rows() == [("=a", 2, "unsure", "+1 call")]


def test_the_same_decision_twice_is_one(tmp_path):
    table = read_decisions(written(tmp_path, "source,row,decision,reason\na,1,cleared,first\na,1,cleared,second\n"))
    assert table["reason"].to_list() == ["second"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("source,row,reason\na,1,x\n", "column 'decision' is missing"),
        ("source,row,decision,reason\na,1,guilty,x\n", "line 2: the decision must be one of"),
        ("source,row,decision,reason\na,one,cleared,x\n", "line 2: source and row"),
        ("source,row,decision,reason\na,1,cleared,x\na,1,true_concern,y\n", "line 2: this record is decided twice"),
        ("", "not a CSV file"),
        ("source,row,decision,reason\na,1,cleared,x,more,and more\n", "not a CSV file"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(tmp_path, text, sentence):
    with pytest.raises(InputError, match=sentence):
        read_decisions(written(tmp_path, text))


def test_another_encoding_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="UTF-8"):
        read_decisions(written(tmp_path, "source,row,decision,reason\na,1,cleared,geprüft\n", encoding="utf-16"))
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(tmp_path / "none.csv")


def test_a_decision_is_recalled_by_address_and_else_by_the_number_of_the_record():
    decisions = pl.DataFrame(
        [
            ("a.csv#01", 1, "order", "O1", "cleared", "same file"),
            ("a.csv#00", 5, "order", "O2", "unsure", "the file has changed since"),
            ("a.csv#00", 6, "order", "", "unsure", "no number"),
            ("a.csv#01", 4, None, None, "true_concern", None),
        ],
        schema=DECISION_SCHEMA,
        orient="row",
    )
    queue = pl.DataFrame(
        {
            "rank": [1, 2, 3, 4, 5],
            "kind": ["order", "order", "payment", "order", "order"],
            "source": ["a.csv#01"] * 5,
            "row": [1, 2, 3, 4, 9],
            "record_id": ["O1", "O2", "O2", "O9", ""],
        }
    )
    assert recall(decisions, queue).rows() == [
        (1, "cleared", "same file", True),
        (2, "unsure", "the file has changed since", False),
        (4, "true_concern", None, True),
    ]
