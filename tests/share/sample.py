"""A synthetic review: invented firms, a few rules, and cells that try to do harm."""

import dataclasses
from datetime import date

import polars as pl

from headwater.case import Budget, rank
from headwater.model import FINDING_SCHEMA, record_schema
from headwater.share import InputSummary, Review
from headwater.substance import DUTY_SCHEMA

SHIPMENTS = "shipments.csv#5e1f00aa"
ORDERS = "orders.csv#77c0ffee"

HOSTILE = [
    "<script>document.title='owned'</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "invoice\u202egpj.exe",
    "bell\x07 escape\x1b[31m nul\x00 tab\t end",
    "zero\u200bwidth\ufeff and tag\U000e0041",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "X" * 50_000,
    "line one\r\nline two\u2028line three",
    "</style></script><style>*{display:none}</style>",
    "Z\u0335\u0336" * 200,
    "شركة المثال \u2066للكيماويات",
    "-->&lt;!--",
]

RULES = pl.DataFrame(
    {
        "rule": ["heading-mismatch", "shared-phone", "new-firm", "watched-name", "lane"],
        "kinds": ["shipment", "shipment;order", "order", "shipment;order", "shipment"],
        "flag": ["RF-SHP-001", "RF-PTY-004", None, "RF-SHP-009", "RF-SHP-020"],
        "points": [4.0, 3.0, 2.0, 6.0, 1.0],
        "thresholds": ["", "", "days=90", "", ""],
        "citation": [
            "FinCEN FIN-2024-A002, red flag 5",
            "FINTRAC operational alert, January 2025",
            "21 CFR 1310.05(a)",
            "21 CFR 1310.02",
            "A published lane",
        ],
        "clears": [
            "A corrected heading with the invoice.",
            "Proof that the firms are one group.",
            "A site visit.",
            "A licence.",
            "n/a",
        ],
        "question": [
            "Which heading does the invoice give?",
            "Who answers this number?",
            "Since when?",
            "What is the use?",
            "Why?",
        ],
        "source": [
            "https://example.org/advisory",
            "a printed report",
            "https://example.org/cfr?a=1&b=2",
            "https://example.org",
            "none",
        ],
    }
)


def _records(kind: str, source: str, columns: dict[str, list]) -> pl.DataFrame:
    rows = len(next(iter(columns.values())))
    schema = record_schema(kind)
    frame = pl.DataFrame(columns, strict=False).with_columns(
        pl.lit(kind).alias("kind"), pl.lit(source).alias("source"), pl.int_range(1, rows + 1, dtype=pl.Int64).alias("row")
    )
    known = frame.select(name for name in frame.columns if name in schema).cast(
        {name: schema[name] for name in frame.columns if name in schema}
    )
    whole = pl.concat([schema.to_frame(), known], how="diagonal").with_columns(pl.col(next(iter(columns))).alias("record_id"))
    extra = [name for name in frame.columns if name not in schema]
    return pl.concat([whole, frame.select(extra)], how="horizontal") if extra else whole


def finding(kind, source, row, record_id, rule, points, cells, reason):
    return {
        "kind": kind,
        "source": source,
        "row": row,
        "record_id": record_id,
        "rule": rule,
        "flag": RULES.filter(pl.col("rule") == rule)["flag"][0],
        "points": points,
        "cells": [{"column": column, "value": value} for column, value in cells.items()],
        "reason": reason,
        "because": [],
        "id": f"{source}:{row}:{rule}:1",
    }


def sample_review(
    *,
    rows: int = 60,
    budget: Budget | None = None,
    hostile: bool = False,
    timings: dict | None = None,
    shuffle: int | None = None,
) -> Review:
    """A review of ``rows`` shipments and ten orders; ``shuffle`` changes the order of the findings and nothing else."""
    goods = [HOSTILE[n % len(HOSTILE)] if hostile else f"phenylacetic ester, lot {n}" for n in range(rows)]
    shipments = _records(
        "shipment",
        SHIPMENTS,
        {
            "shipment_id": [f"=S{n}" if hostile and n == 2 else f"S{n:04d}" for n in range(1, rows + 1)],
            "date": [date(2025, 1 + n % 12, 1 + n % 28) for n in range(rows)],
            "shipper_name": [
                HOSTILE[(n + 3) % len(HOSTILE)] if hostile else f"Example Trading {n % 7} Ltd" for n in range(rows)
            ],
            "consignee_name": ["Muster Chemie GmbH"] * rows,
            "consignee_phone": ["+49 30 5550 100" if n % 3 == 0 else None for n in range(rows)],
            "origin_country": ["XX"] * rows,
            "description": goods,
            "hs_code": ["291634"] * rows,
            "gross_kg": [float(n) + 0.5 for n in range(rows)],
            "Remarks": ["kept as it is"] * rows,
            "amount": ["a text column with the name of a number"] * rows,
        },
    )
    orders = _records(
        "order",
        ORDERS,
        {
            "order_id": [f"O{n}" for n in range(10)],
            "date": [date(2025, 2, 1)] * 10,
            "buyer_name": ["Ejemplo Química SA"] * 10,
            "buyer_phone": ["+49 30 5550 100"] * 10,
            "product": ["acetone, technical"] * 10,
            "quantity": [200.0] * 10,
            "unit": ["kg"] * 10,
        },
    )
    findings = []
    for row, record in enumerate(shipments.iter_rows(named=True), start=1):
        at = ("shipment", SHIPMENTS, row, record["record_id"])
        if row % 2 == 0:
            text = record["description"]
            findings.append(
                finding(
                    *at,
                    "heading-mismatch",
                    4.0,
                    {"description": text, "hs_code": "291634"},
                    f"The heading does not fit {text}.",
                )
            )
        if row % 3 == 1:
            findings.append(
                finding(
                    *at, "shared-phone", 3.0, {"consignee_phone": "+49 30 5550 100"}, "Three unrelated firms share this number."
                )
            )
        if row % 7 == 0:
            findings.append(
                finding(*at, "watched-name", 6.25, {"description": record["description"]}, "The name of a listed substance.")
            )
        if row % 5 == 0:
            findings.append(finding(*at, "lane", 1.0, {"origin_country": "XX"}, "The lane is published."))
    for row in (2, 4):
        findings.append(
            finding(
                "order", ORDERS, row, f"O{row - 1}", "new-firm", 2.0, {"buyer_name": "Ejemplo Química SA"}, "The firm is new."
            )
        )
    table = pl.DataFrame(findings, schema=FINDING_SCHEMA)
    if shuffle is not None:
        table = table.sample(fraction=1, shuffle=True, seed=shuffle)
    records = {"shipment": shipments, "order": orders}
    return Review(
        version="0.1.0",
        arguments={"files": ["shipments.csv", "orders.csv"], "budget": "5%", "seed": 0, "out": "somewhere"},
        inputs=(
            InputSummary(
                SHIPMENTS,
                "5e1f00aa" + "0" * 56,
                "shipment",
                rows + 3,
                rows,
                {"Shipment No": "shipment_id", "Remarks": None, "amount": None},
            ),
            InputSummary(ORDERS, "77c0ffee" + "0" * 56, "order", 10, 10, {"Order": "order_id"}),
        ),
        refused=pl.DataFrame(
            {
                "source": [SHIPMENTS] * 3,
                "row": [rows + 1, rows + 2, rows + 3],
                "reason": ["No shipment number.", HOSTILE[0] if hostile else "No date.", "Too few cells."],
            },
            schema={"source": pl.String, "row": pl.Int64, "reason": pl.String},
        ),
        rules=RULES,
        records=records,
        findings=table,
        queue=rank(records, table, budget=budget or Budget(rows=20), explore=0.05, seed=0),
        tables="f" * 64,
        warnings=("The list is older than a year." if not hostile else HOSTILE[1],),
        timings=timings,
    )


def with_duties(*rows, **changes):
    """The sample review with one invented duty for each of these rows of its shipments."""
    duty = {
        "kind": "shipment",
        "source": SHIPMENTS,
        "origin": "CN",
        "destination": "MX",
        "day": date(2026, 1, 2),
        "obligation": "X-licence",
        "substances": ["Examplidone"],
        "jurisdiction": "CN",
        "side": "both",
        "instruments": ["X-list"],
        "requirement": "A licence is needed.",
        "threshold": "every quantity",
        "since": None,
        "citation": "Example act, section 3",
        "read_at": "https://example.org/act",
        "verified": True,
        "advice": "Verify with your authority.",
    }
    table = pl.DataFrame([{**duty, "row": row, **changes} for row in rows], schema=DUTY_SCHEMA)
    return dataclasses.replace(sample_review(), obligations=table)
