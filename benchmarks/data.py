"""Where the benchmarks find their data, and how they make more of it."""

import os
import random
import sys
from pathlib import Path

import polars as pl


def shared_data() -> Path:
    """Return the folder of public development data, or stop with a sentence that says where it was looked for."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("HEADWATER_SHARED_DATA", default))
    if not folder.is_dir():
        sys.exit(f"benchmarks: no development data at {folder}; set HEADWATER_SHARED_DATA to its folder")
    return folder


def many_shipments(rows: int, *, seed: int = 1) -> pl.DataFrame:
    """Return that many shipments of the development world, resampled so that values stay as varied as in real trade data.

    A row keeps the goods, codes, weights and places of one world row. Parties are drawn again from a pool of about a tenth as
    many firms as rows, whose names recombine the words of the world's names; every third description gets its own number.
    """
    pick = random.Random(seed)
    world = pl.read_csv(shared_data() / "flow" / "world" / "shipment.csv.gz", infer_schema=False)
    frame = world.sample(rows, with_replacement=True, shuffle=True, seed=seed)
    words = sorted({word for name in world["consignee_name"].drop_nulls() for word in name.split()})
    endings = ["Ltd", "S.A. de C.V.", "GmbH", "Co., Ltd", "Inc.", "SAS", "B.V.", ""]
    firms = [
        f"{pick.choice(words)} {pick.choice(words)} {pick.choice(words)} {pick.choice(endings)}".strip()
        for _ in range(max(rows // 10, 10))
    ]
    phones = [f"+{pick.randint(20, 98)} {pick.randint(10**8, 10**9 - 1)}" for _ in firms]
    who = [[pick.randrange(len(firms)) for _ in range(rows)] for _ in range(2)]
    numbers = pl.Series([f" PO {pick.randint(10**5, 10**6 - 1)}" if pick.random() < 1 / 3 else "" for _ in range(rows)])
    return frame.with_columns(
        pl.format("S{}", pl.int_range(rows) + 10**6).alias("shipment_id"),
        pl.Series("shipper_name", [firms[index] for index in who[0]]),
        pl.Series("consignee_name", [firms[index] for index in who[1]]),
        pl.Series("consignee_phone", [phones[index] for index in who[1]]),
        (pl.col("description") + numbers).alias("description"),
    )
