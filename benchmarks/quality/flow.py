"""What the queue puts on top: the development world, schemes it lacks, and the order desk.

All labels are simulated schemes and injected cases, not convictions. ``python -m benchmarks flow`` prints the tables.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from time import perf_counter

import numpy as np
import polars as pl

import headwater as hw
from benchmarks.data import shared_data
from headwater import flow
from headwater.case import Budget
from headwater.model import RECORD_KINDS, RecordKind
from headwater.reference import tables

TODAY = date(2026, 1, 1)
_DATES = {"shipment": "date", "order": "date", "payment": "datetime", "listing": "date"}
_PLACES = r"(^|_)(country|countries)$|^port_of_|^ships_(from|to)$"
_WINDOW = 30


def main() -> None:
    """Print every table."""
    print_world()
    print_missing_kinds()
    print_taken_cells()
    print_time()
    print_desk()


@cache
def _world() -> Mapping[RecordKind, pl.DataFrame]:
    folder = shared_data() / "flow" / "world"
    return {kind: pl.read_csv(folder / f"{kind}.csv.gz", infer_schema=False) for kind in RECORD_KINDS}


def _screen(world: Mapping[RecordKind, pl.DataFrame]) -> pl.DataFrame:
    """Return every row with its points and rank, best first, over all kinds together."""
    review = hw.screen(
        [world[kind] for kind in RECORD_KINDS],
        lists=[shared_data() / "flow" / "lists" / "ofac_sdn_2024-05-03.csv.gz"],
        today=TODAY,
        budget=Budget(share=1.0),
        explore=0.0,
    )
    base = pl.concat([frame.select("kind", "source", "row", "record_id") for frame in review.records.values()])
    scores = review.queue.scores.select("source", "row", "points", "places_only")
    ranked = base.join(scores, on=["source", "row"], how="left").with_columns(pl.col("points").fill_null(0.0))
    ranked = ranked.sort("points", "kind", "row", descending=[True, False, False]).with_row_index("rank", offset=1)
    _screen.findings = review.findings  # type: ignore[attr-defined]
    return ranked


@cache
def _ranked() -> tuple[pl.DataFrame, pl.DataFrame]:
    return _screen(_world()), _screen.findings  # type: ignore[attr-defined]


def _labels(name: str) -> pl.DataFrame:
    return pl.read_csv(shared_data() / "flow" / "world" / f"{name}.csv")


def print_world() -> None:
    """Print recall, precision, rules beside it and fairness on the development world."""
    ranked, findings = _ranked()
    labels = _labels("labels")
    core, context = labels.filter(pl.col("role") == "core"), labels.filter(pl.col("role") == "context")
    found = core.join(ranked, on=["kind", "record_id"])
    few, more = ranked.height // 100, ranked.height // 20
    print(f"### Development world: {ranked.height:,} rows, {core.height} planted in {core['scheme'].n_unique()} schemes\n")
    print("| ranked by | recall at 1 % | at 5 % | precision at 1 % |\n|---|---|---|---|")

    def line(words: str, order: pl.DataFrame) -> None:
        hit = core.join(order, on=["kind", "record_id"])
        low, high = (hit["rank"] <= few).sum(), (hit["rank"] <= more).sum()
        print(f"| {words} | {low / core.height:.1%} | {high / core.height:.1%} | {low / few:.1%} |")

    line("headwater's points", ranked)
    line(
        "number of findings", _order(ranked, findings.group_by("source", "row").agg(pl.len().cast(pl.Float64).alias("points")))
    )
    alone = {
        rule: _order(ranked, part.group_by("source", "row").agg(pl.col("points").sum()))
        for (rule,), part in findings.group_by(["rule"], maintain_order=True)
    }
    best = max(alone, key=lambda rule: _caught(core, alone[rule], more))
    line(f"the best single rule (`{best}`)", alone[best])
    print("\n| kind of scheme | planted | within 1 % | within 5 % |\n|---|---|---|---|")
    kinds = found.group_by("typology").agg(
        pl.len(), (pl.col("rank") <= few).sum().alias("low"), (pl.col("rank") <= more).sum().alias("high")
    )
    for row in kinds.sort("typology").iter_rows():
        print(f"| {row[0]} | {row[1]} | {row[2]} | {row[3]} |")
    odd = pl.col("scheme").str.slice(1).cast(pl.Int64) % 2 == 1
    shares = [(part["rank"] <= few).mean() for part in (found.filter(odd), found.filter(~odd))]
    print(f"\nSchemes looked at while rules were written: {shares[0]:.1%} at 1 %; schemes only measured: {shares[1]:.1%}.")
    innocent = ranked.join(core, on=["kind", "record_id"], how="anti").join(context, on=["kind", "record_id"], how="anti")
    labs = innocent.join(_labels("small_labs"), on=["kind", "record_id"], how="semi")
    ratios = [(labs["rank"] <= n).mean() / max((innocent["rank"] <= n).mean(), 1e-9) for n in (few, more)]
    print(f"False alerts on small laboratories against everybody: {ratios[0]:.2f} at 1 %, {ratios[1]:.2f} at 5 %.")
    print(
        f"Rows within 5 % whose cited cells are places only: {ranked.filter((pl.col('rank') <= more) & pl.col('places_only')).height}.\n"  # noqa: E501
    )


def _order(ranked: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    other = ranked.drop("points", "rank").join(points, on=["source", "row"], how="left")
    other = other.with_columns(pl.col("points").fill_null(0.0)).sort("points", "kind", "row", descending=[True, False, False])
    return other.with_row_index("rank", offset=1)


def _caught(core: pl.DataFrame, order: pl.DataFrame, rows: int) -> int:
    hits = core.join(order, on=["kind", "record_id"])
    return int(((hits["rank"] <= rows) & (hits["points"] > 0)).sum())


def print_missing_kinds() -> None:
    """Print recall on kinds of scheme that the world lacks, written by us from catalogue statements."""
    world, planted = plant(_world(), seed=7)
    ranked = _screen(world)
    found = planted.join(ranked, on=["kind", "record_id"])
    few, more = ranked.height // 100, ranked.height // 20
    print("### Kinds of scheme that the world lacks, planted by us from the catalogue\n")
    print("They show that a rule is heard above the world's noise, not that it generalises: rule and scheme are by one hand.\n")
    print("| kind of scheme | flag | rows | within 1 % | within 5 % |\n|---|---|---|---|---|")
    for (kind, flag), part in found.group_by(["typology", "flag"], maintain_order=True):
        print(f"| {kind} | {flag} | {part.height} | {(part['rank'] <= few).sum()} | {(part['rank'] <= more).sum()} |")
    print()


def plant(world: Mapping[RecordKind, pl.DataFrame], seed: int) -> tuple[dict[RecordKind, pl.DataFrame], pl.DataFrame]:
    """Return the world with some more schemes, and their rows as kind, record_id, typology and flag."""
    pick = np.random.default_rng(seed)
    made: dict[RecordKind, list[dict[str, str]]] = {"payment": [], "shipment": [], "order": []}
    marks: list[tuple[str, str, str, str]] = []

    def add(kind: RecordKind, typology: str, flag: str, cells: dict[str, str]) -> None:
        number = f"X{kind[0].upper()}{len(made[kind]):05d}"
        made[kind].append({f"{kind}_id": number, **cells})
        marks.append((kind, number, typology, flag))

    def day(n: float) -> str:
        return str(date(2025, 8, 1) + timedelta(days=int(n)))

    firm = [
        f"{a}{b} {c}"
        for a, b, c in zip(pick.permutation(_HEADS), pick.permutation(_TAILS), pick.permutation(_TRADES), strict=False)
    ]
    for ring in range(3):
        names = firm[3 * ring : 3 * ring + 3]
        amount = float(pick.integers(8_000, 60_000))
        for step in range(3):
            cells = _payment(
                names[step], names[(step + 1) % 3], amount * (1 - 0.02 * step), day(20 * ring + 4 * step), "contract"
            )
            add("payment", "circle", "RFM-C3-018", cells)
    for hub in range(2):
        middle = firm[10 + hub]
        parts = pick.integers(900, 4_000, 6).astype(float)
        for n, part in enumerate(parts):
            add(
                "payment",
                "collected and passed on",
                "RFM-25-006",
                _payment(f"Person {chr(65 + n)}{hub} Ode", middle, part, day(30 + n), "payment"),
            )
        add(
            "payment",
            "collected and passed on",
            "RFM-25-006",
            _payment(middle, firm[14], float(parts.sum()) * 0.96, day(37), "transfer"),
        )
    sender = "Ostvik Supply"
    for n in range(10):
        place = f"{n + 3} Birch Row, Apartment {n + 11}, Town {n}"
        goods = ("samples", "powder additive", "accessories")[n % 3]
        cells = _shipment(
            sender, f"Person {chr(75 + n)} Ferro", place, goods, "", str(round(float(pick.uniform(0.2, 2.0)), 2)), day(40 + n)
        )
        add("shipment", "scattered parcels", "RF-SHP-014", cells)
    for n in range(3):
        goods = ("rotary tablet press", "capsule filling machine", "punch and die set")[n]
        cells = _shipment(
            "Havel Maschinen GmbH",
            f"Person {chr(65 + n)} Quist",
            f"{n} Elm Row, Apartment {n + 4}",
            goods,
            "847989",
            "140",
            day(50 + n),
        )
        add("shipment", "press to a home", "RF-ORD-035", cells)
    for n, product in enumerate(("4-piperidone", "propionyl chloride", "acetic anhydride")):
        cells = {
            "date": day(60 + 5 * n), "buyer_name": "Norrel Import Export", "buyer_country": "ES", "buyer_sector": "Import and export of goods",  # noqa: E501
            "product": product, "quantity": "40", "unit": "kg", "unit_price": "60", "currency": "USD", "payment_method": "bank transfer",  # noqa: E501
            "delivery_method": "carrier",
        }  # fmt: skip
        add("order", "strange basket", "RF-ORD-027", cells)
    for n in range(4):
        add(
            "payment",
            "one account, several names",
            "RF-PTY-025",
            {**_payment(firm[20 + n], firm[24 + n], 3_000.0 + n, day(70 + n), "inv 40311"), "payee_account": "ZX0099887766"},
        )
    planted = pl.DataFrame(marks, schema=["kind", "record_id", "typology", "flag"], orient="row")
    grown = {
        kind: pl.concat([frame, pl.DataFrame(made[kind])], how="diagonal") if made.get(kind) else frame
        for kind, frame in world.items()
    }
    return grown, planted


_HEADS = ["Ka", "Ori", "Bel", "Tus", "Vint", "Dro", "Hal", "Mir", "Sor", "Ulm", "Jas", "Pel", "Rov", "Gan", "Lis", "Wex"] * 2
_TAILS = ["dan", "vik", "mor", "tas", "rel", "bo", "nia", "kus", "lor", "pen", "zek", "dry", "fos", "hem", "gar", "tol"] * 2
_TRADES = ["Trading", "Foods", "Export", "Holding", "Commerce", "Textiles", "Supplies", "Services"] * 4


def _payment(payer: str, payee: str, amount: float, day: str, reference: str) -> dict[str, str]:
    return {
        "datetime": f"{day}T10:00:00", "payer_name": payer, "payer_country": "ES", "payee_name": payee, "payee_country": "MX",
        "amount": f"{amount:.2f}", "currency": "USD", "method": "transfer", "bank_country": "MX", "reference": reference,
    }  # fmt: skip


def _shipment(shipper: str, consignee: str, address: str, goods: str, code: str, mass: str, day: str) -> dict[str, str | None]:
    return {
        "date": day, "mode": "express", "carrier": "QuickCourier", "origin_country": "DE", "destination_country": "ES", "port_of_loading": "FRA",  # noqa: E501
        "port_of_discharge": "MAD", "shipper_name": shipper, "shipper_country": "DE", "consignee_name": consignee, "consignee_address": address,  # noqa: E501
        "consignee_country": "ES", "description": goods, "hs_code": code or None, "gross_kg": mass, "packages": "1", "package_type": "PARCEL",  # noqa: E501
    }  # fmt: skip


def print_taken_cells() -> None:
    """Print how many alerts lose points when the cells they cite are emptied."""
    ranked, findings = _ranked()
    drawn = ranked.filter((pl.col("rank") <= ranked.height // 20) & (pl.col("points") > 0)).sample(400, seed=3)
    cited = findings.join(drawn.select("source", "row"), on=["source", "row"], how="semi").explode("cells").unnest("cells")
    sources = {frame["kind"][0]: frame["source"][0] for frame in ranked.partition_by("kind")}
    emptied: dict[RecordKind, pl.DataFrame] = {}
    for kind, frame in _world().items():
        here = cited.filter(pl.col("source") == sources[kind])
        numbered = frame.with_row_index("_row", offset=1)
        for (column,), part in here.group_by(["column"], maintain_order=True):
            if column in frame.columns:
                gone = pl.col("_row").is_in(part["row"].unique().to_list())
                numbered = numbered.with_columns(pl.when(gone).then(None).otherwise(pl.col(column)).alias(column))
        emptied[kind] = numbered.drop("_row")
    after = _screen(emptied).select("kind", "record_id", pl.col("points").alias("after"))
    both = drawn.join(after, on=["kind", "record_id"], how="left").with_columns(pl.col("after").fill_null(0.0))
    flows = findings.filter(pl.col("rule").is_in(list(flow.RULES))).select("source", "row").unique()
    ours = both.join(flows, on=["source", "row"], how="semi")
    print("### Emptying the cited cells\n")
    for words, part in (("all alerts", both), ("alerts with a finding of this room", ours)):
        print(f"{words}: {(part['after'] < part['points']).mean():.1%} of {part.height} lose points.")
    print()


def print_time() -> None:
    """Print whether later rows change earlier ones, and how fast the room works."""
    ranked, findings = _ranked()
    del ranked
    cut = "2025-07-01"
    early = {kind: frame.filter(pl.col(_DATES[kind]) < cut) if kind in _DATES else frame for kind, frame in _world().items()}
    _screen(early)
    as_of = [name for name, rule in flow.RULES.items() if not rule.retrospective]
    known = pl.concat([frame.select(pl.col(f"{kind}_id").alias("record_id")) for kind, frame in early.items()])
    whole, part = (
        one.filter(pl.col("rule").is_in(as_of))
        .join(known, on="record_id", how="semi")
        .select("record_id", "rule", "reason")
        .unique()
        for one in (findings, _screen.findings)  # type: ignore[attr-defined]
    )
    same = whole.join(part, on=["record_id", "rule", "reason"], how="semi").height
    total = max(whole.height, part.height)
    print(
        f"### Time\n\nFindings on the first half year that the second half leaves as they are: {same / total:.2%} of {total:,}."
    )
    review = hw.screen([_world()[kind] for kind in RECORD_KINDS], today=TODAY)
    start = perf_counter()
    flow.assess(review.records, review.findings.filter(~pl.col("rule").is_in(list(flow.RULES))), tables(), today=TODAY)
    seconds = perf_counter() - start
    rows = sum(frame.height for frame in review.records.values())
    print(f"The flow stage on {rows:,} rows: {rows / seconds:,.0f} rows a second.\n")


def print_desk() -> None:
    """Print the cases caught within thirty days at 1 % review, shipped and injected by us, beside the order-size rules."""
    folder = shared_data() / "flow" / "desk"
    cases = pl.read_csv(folder / "cases.csv")
    print("### Order desk: caught within thirty days of onset at 1 % review\n")
    print(
        "| cases | pattern | cases | caught, 1 % of the rows under review | caught, 1 % of all rows | by order-size rules |\n|---|---|---|---|---|---|"  # noqa: E501
    )
    results: dict[tuple[str, str], list[tuple[bool, bool, bool]]] = {}
    for name in cases["file"].unique(maintain_order=True):
        frame = pl.read_csv(folder / name, infer_schema=False)
        given = cases.filter(pl.col("file") == name)
        onset = date.fromisoformat(given["review_from"][0])
        told = [(row["pattern"], row["buyer_ids"].split(";")) for row in given.iter_rows(named=True)]
        runs = [("shipped", frame, told)]
        runs += [("injected by us", *inject(frame, told, onset, seed=seed)) for seed in (1, 2, 3)]
        for words, orders, wanted in runs:
            scores = _desk_points(orders)
            for pattern, buyers in wanted:
                results.setdefault((words, pattern), []).append(_desk_caught(scores, buyers, onset))
    for (words, pattern), caught in sorted(results.items(), reverse=True):
        sums = [sum(one[n] for one in caught) for n in range(3)]
        print(f"| {words} | {pattern} | {len(caught)} | {sums[0]} | {sums[1]} | {sums[2]} |")
    total = [one for caught in results.values() for one in caught]
    print(
        f"\nIn all: {sum(one[0] for one in total)} and {sum(one[1] for one in total)} of {len(total)}; order-size rules {sum(one[2] for one in total)}.\n"  # noqa: E501
    )


def _desk_points(orders: pl.DataFrame) -> pl.DataFrame:
    review = hw.screen(orders, today=TODAY, kind="order", with_designations=False, budget=Budget(share=1.0), explore=0.0)
    sizes = review.findings.filter(pl.col("rule").is_in(["month_above_largest_of_six", "month_above_twice_average"]))
    sizes = sizes.group_by("source", "row").agg(pl.col("points").sum().alias("by_size"))
    records = review.records["order"].select("source", "row", "date", "buyer_id")
    scored = records.join(review.queue.scores.select("source", "row", "points"), on=["source", "row"], how="left")
    return scored.join(sizes, on=["source", "row"], how="left").with_columns(pl.col("points", "by_size").fill_null(0.0))


def _desk_caught(scores: pl.DataFrame, buyers: list[str], onset: date) -> tuple[bool, bool, bool]:
    window = scores.filter((pl.col("date") >= onset) & (pl.col("date") < onset + timedelta(days=_WINDOW)))
    last = window["date"].max()

    def top(frame: pl.DataFrame, by: str) -> bool:
        rows = max(1, round(frame.height * 0.01))
        best = frame.filter(pl.col(by) > 0).sort(by, "row", descending=[True, False]).head(rows)
        return best.filter(pl.col("buyer_id").is_in(buyers) & (pl.col("date") >= onset) & (pl.col("date") <= last)).height > 0

    return top(window, "points"), top(scores, "points"), top(window, "by_size")


def inject(
    frame: pl.DataFrame, told: list[tuple[str, list[str]]], onset: date, *, seed: int
) -> tuple[pl.DataFrame, list[tuple[str, list[str]]]]:
    """Return a desk file without its own cases and with two others, and these: pattern and buyers.

    The shipped cases are taken out of the window; other buyers, sizes and days are drawn.
    """
    pick = np.random.default_rng(seed * 1000 + onset.toordinal() % 1000)
    known = {buyer for _, buyers in told for buyer in buyers}
    frame = frame.filter(~(pl.col("buyer_id").is_in(list(known)) & (pl.col("date") >= str(onset))))
    history = frame.filter(pl.col("date") < str(onset))
    regular = (
        history.group_by("buyer_id")
        .len()
        .filter((pl.col("len") >= 8) & ~pl.col("buyer_id").is_in(list(known)))
        .sort("buyer_id")
    )
    chosen = [regular["buyer_id"][int(n)] for n in pick.permutation(regular.height)]
    rows: list[pl.DataFrame] = []
    wanted: list[tuple[str, list[str]]] = []
    for pattern, _ in told:
        buyer = chosen.pop()
        own = history.filter(pl.col("buyer_id") == buyer)
        usual = float(own["quantity"].cast(pl.Float64).median() or 100.0)
        days = sorted(int(n) for n in pick.integers(1, _WINDOW - 2, 6))
        if pattern == "growth":
            times = float(pick.uniform(2.0, 3.5))
            base = own.tail(4)
            rows.append(_moved(base, onset, days, [usual * times] * base.height))
        elif pattern == "frequency":
            base = pl.concat([own.tail(1)] * 12)
            days = sorted(int(n) for n in pick.choice(_WINDOW - 1, 12, replace=False))
            rows.append(_moved(base, onset, days, [usual] * 12))
        elif pattern == "beyond-peers":
            peers = history.filter(pl.col("buyer_sector") == own["buyer_sector"][0])["quantity"].cast(pl.Float64)
            high = float(peers.quantile(0.95) or usual)
            new = f"B{9000 + seed}"
            base = pl.concat([own.tail(1)] * 5).with_columns(
                pl.lit(new).alias("buyer_id"), pl.lit(f"Pharmacy {new}").alias("buyer_name")
            )
            base = base.with_columns(
                pl.lit(f"{seed} New Street").alias("buyer_address"), pl.lit(f"{seed} New Street").alias("ship_to_address")
            )
            rows.append(
                _moved(base.with_columns(pl.lit(f"Pharmacy {new}").alias("ship_to_name")), onset, days[:5], [high * 1.3] * 5)
            )
            buyer = new
        else:
            group = [buyer, *(chosen.pop() for _ in range(4))]
            base = (
                history.filter(pl.col("buyer_id").is_in(group))
                .group_by("buyer_id", maintain_order=True)
                .tail(2)
                .select(frame.columns)
            )
            base = base.with_columns(
                pl.lit("Side Door Receiving").alias("ship_to_name"),
                pl.lit(f"{seed}7 Canal Street, Unit 9").alias("ship_to_address"),
            )
            rows.append(_moved(base, onset, [int(n) for n in pick.integers(1, _WINDOW - 2, base.height)], None))
            wanted.append((pattern, group))
            continue
        wanted.append((pattern, [buyer]))
    grown = pl.concat([frame, *rows], how="diagonal").sort("date", maintain_order=True)
    return grown.with_columns(pl.format("OD{}", pl.int_range(pl.len())).alias("order_id")), wanted


def _moved(base: pl.DataFrame, onset: date, days: list[int], quantities: list[float] | None) -> pl.DataFrame:
    when = [str(onset + timedelta(days=day)) for day in days[: base.height]]
    base = base.head(len(when)).with_columns(pl.Series("date", when))
    if quantities is None:
        return base
    return base.with_columns(pl.Series("quantity", [str(int(round(q, -2)) or 100) for q in quantities[: base.height]]))


if __name__ == "__main__":
    main()
