"""Learning from a reviewed queue, end to end: screen, decide, learn, screen again with the refitted table."""

from datetime import date, timedelta

import polars as pl
import pytest

import headwater as hw
from headwater import reference
from headwater.api.learning import additive_model, learn, refitted_rules
from headwater.case import Budget
from headwater.errors import InputError


@pytest.fixture
def reviewed(tmp_path):
    orders = pl.DataFrame(
        [
            {
                "order_id": f"O{n}",
                "date": str(date(2025, 1, 1) + timedelta(days=n)),
                "buyer_name": f"Buyer {n} Ltd",
                "buyer_sector": "Travel agency" if n % 3 == 0 else "Manufacture of paints",
                "product": "toluene",
                "cas": "108-88-3",
                "quantity": 400,
                "unit": "kg",
                "payment_method": "cash" if n % 2 == 0 else "bank transfer",
            }
            for n in range(120)
        ]
    )
    hw.screen(orders, out=tmp_path / "out", today=date(2026, 1, 1), budget=Budget(rows=120))
    queue = pl.read_csv(tmp_path / "out" / "queue.csv", infer_schema=False)
    # Reviewers find that unfit buyers stand and cash alone does not.
    unfit = pl.col("record_id").str.slice(1).cast(pl.Int64) % 3 == 0
    decision = pl.when(unfit).then(pl.lit("true_concern")).otherwise(pl.lit("cleared")).alias("decision")
    queue.select("source", "row", "kind", "record_id", decision, pl.lit("looked at").alias("reason")).write_csv(
        tmp_path / "out" / "decisions.csv"
    )
    return tmp_path / "out"


def test_a_reviewed_queue_moves_points_between_rules(reviewed):
    result = learn(reviewed)
    factor = dict(result.rules.select("rule", "factor").iter_rows())
    assert factor["product_does_not_fit_buyer"] > factor["uncommon_payment"]
    assert result.after.auc >= result.before.auc


def test_the_refitted_table_is_a_table_of_rules_for_the_next_run(reviewed, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(refitted_rules(learn(reviewed)).write_csv())
    shipped = dict(refitted_rules(learn(reviewed)).select("rule", "points").iter_rows())
    again = hw.screen(
        pl.read_parquet(reviewed / "records.parquet").select(
            "order_id", "date", "buyer_name", "buyer_sector", "product", "cas"
        ),
        rules=file,
        today=date(2026, 1, 1),
        kind="order",
    )
    assert again.findings.filter(pl.col("rule") == "bulk_chemical_named")["points"].max() == pytest.approx(
        shipped["bulk_chemical_named"]
    )


def test_a_folder_without_decisions_is_refused(reviewed):
    (reviewed / "decisions.csv").unlink()
    with pytest.raises(InputError, match=r"decisions\.csv cannot be read"):
        learn(reviewed)


def test_the_additive_model_is_written_with_its_figures_and_inputs_are_rules_only(reviewed):
    model = additive_model(learn(reviewed))
    assert {row["rule"] for row in model["rules"]} <= set(reference.tables()["rules"]["rule"])
    assert all(row["below"] >= 0 and row["above"] >= 0 for row in model["rules"])
    assert model["quality"]["auc"] >= model["shipped_points"]["auc"]
    assert sum(row["rows"] for row in model["reliability"]) == model["quality"]["rows"]


def test_held_out_rows_that_repeat_earlier_ones_are_told(tmp_path):
    buyers = [f"Buyer {n % 24} Ltd" for n in range(120)]
    orders = pl.DataFrame(
        {
            "order_id": [f"O{n}" for n in range(120)],
            "date": [str(date(2025, 1, 1) + timedelta(days=n)) for n in range(120)],
            "buyer_name": buyers,
            "buyer_sector": ["Travel agency"] * 120,
            "product": ["toluene"] * 120,
            "quantity": ["400"] * 120,
            "unit": ["kg"] * 120,
        }
    )
    hw.screen(orders, out=tmp_path / "out", today=date(2026, 1, 1), budget=Budget(rows=120), explore=0.0)
    queue = pl.read_csv(tmp_path / "out" / "queue.csv", infer_schema=False)
    stands = pl.col("record_id").str.slice(1).cast(pl.Int64) % 24 < 8
    decision = pl.when(stands).then(pl.lit("true_concern")).otherwise(pl.lit("cleared")).alias("decision")
    queue.select("source", "row", decision, pl.lit("looked at").alias("reason")).write_csv(tmp_path / "out" / "decisions.csv")
    repeats = learn(tmp_path / "out").repeats
    assert "buyer_name" in repeats["columns"].to_list()
