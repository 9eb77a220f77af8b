"""The order desk, ten kinds of injected diversion: what is caught in the thirty days under review.

The background is the real, hashed order stream of the shared data; buyers, sizes and days of the cases are drawn. The weights
of ``flow.departures`` were chosen on the first four of the six windows, with other draws of the same kinds; the last two were
only measured. ``python -m benchmarks desk`` prints the table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import polars as pl

import headwater as hw
from benchmarks.data import shared_data
from headwater.case import Budget

_TODAY = date(2026, 1, 1)
_WINDOW = 30
_SEEN = 4
"""The first so many windows were looked at while weights were chosen."""
_SEEDS = (1, 2)


@dataclass
class _Desk:
    """One window: orders before and during the review, and the cases put into it."""

    orders: pl.DataFrame
    onset: date
    pick: np.random.Generator
    rows: list[pl.DataFrame] = field(default_factory=list)
    told: list[tuple[str, list[str]]] = field(default_factory=list)
    regular: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Draw the order in which regular buyers are taken."""
        recent = str(self.onset - timedelta(days=60))
        counts = self.history.group_by("buyer_id").agg(pl.len(), pl.col("date").max().alias("last")).sort("buyer_id")
        names = counts.filter((pl.col("len") >= 8) & (pl.col("last") >= recent))["buyer_id"].to_list()
        self.regular = [names[int(n)] for n in self.pick.permutation(len(names))]

    @property
    def history(self) -> pl.DataFrame:
        """Return the orders before the review."""
        return self.orders.filter(pl.col("date") < str(self.onset))

    def of(self, buyer: str) -> tuple[pl.DataFrame, float, float]:
        """Return a buyer's orders of its main product, their median and how many it places a month."""
        own = self.history.filter(pl.col("buyer_id") == buyer)
        main = own["product"].value_counts(sort=True)["product"][0]
        own = own.filter(pl.col("product") == main)
        days = [date.fromisoformat(day) for day in (own["date"].min(), own["date"].max())]
        months = max((days[1] - days[0]).days, 30) / 30
        return own, float(own["quantity"].cast(pl.Float64).median() or 1.0), max(own.height / months, 1.0)

    def put(self, kind: str, buyers: list[str], base: pl.DataFrame, days: np.ndarray, sizes: np.ndarray | None = None) -> None:
        """Add orders on some days of the review; the buyers' own orders of these products in the review go."""
        when = [str(self.onset + timedelta(days=int(day))) for day in days]
        base = base.head(len(when)).with_columns(pl.Series("date", when[: base.height]))
        if sizes is not None:
            base = base.with_columns(pl.Series("quantity", [str(max(1, round(float(size)))) for size in sizes[: base.height]]))
        gone = pl.col("buyer_id").is_in(buyers) & pl.col("product").is_in(base["product"].unique().to_list())
        if kind not in ("many-to-one", "small buyers to one place"):
            self.orders = self.orders.filter(~(gone & (pl.col("date") >= str(self.onset))))
        self.rows.append(base)
        self.told.append((kind, buyers))

    def days(self, count: int, *, until: int = _WINDOW - 1) -> np.ndarray:
        """Return so many different days of the review, in order."""
        return np.sort(self.pick.choice(until, min(count, until), replace=False))


def _repeat(order: pl.DataFrame, count: int) -> pl.DataFrame:
    return pl.concat([order] * count)


def _growth(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, usual, rate = desk.of(buyer)
    count = min(25, max(2, round(rate)))
    desk.put(
        "growth", [buyer], _repeat(own.tail(1), count), desk.days(count), np.full(count, usual * desk.pick.uniform(2, 3.5))
    )


def _frequency(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, _, rate = desk.of(buyer)
    count = min(25, max(6, round(rate * desk.pick.uniform(2.5, 4))))
    sizes = own["quantity"].cast(pl.Float64).sample(count, with_replacement=True, seed=int(desk.pick.integers(1e6)))
    desk.put("frequency", [buyer], _repeat(own.tail(1), count), desk.days(count), sizes.to_numpy())


def _escalation(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, usual, rate = desk.of(buyer)
    count = min(20, max(5, round(1.2 * rate)))
    days = desk.days(count)
    desk.put("escalation", [buyer], _repeat(own.tail(1), count), days, usual * (1 + desk.pick.uniform(2.5, 4) * days / 29))


def _jump(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, usual, _ = desk.of(buyer)
    desk.put("jump", [buyer], own.tail(1), desk.days(1), np.array([usual * desk.pick.uniform(5, 9)]))


def _split(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, usual, _ = desk.of(buyer)
    high = float(own["quantity"].cast(pl.Float64).quantile(0.9) or usual)
    limit = 10 ** np.ceil(np.log10(usual)) if desk.pick.random() < 0.5 else 1.5 * high
    count = int(desk.pick.integers(5, 9))
    days = np.sort(desk.pick.integers(0, 18) + desk.pick.integers(0, 10, count))
    desk.put("split", [buyer], _repeat(own.tail(1), count), days, limit * desk.pick.uniform(0.9, 0.98, count))


def _dormant(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, usual, _ = desk.of(buyer)
    silent = str(desk.onset - timedelta(days=int(desk.pick.integers(130, 200))))
    desk.orders = desk.orders.filter(~((pl.col("buyer_id") == buyer) & (pl.col("date") >= silent)))
    count = int(desk.pick.integers(4, 7))
    desk.put(
        "dormant", [buyer], _repeat(own.tail(1), count), desk.days(count, until=20), usual * desk.pick.uniform(1.2, 2.5, count)
    )


def _new_product(desk: _Desk) -> None:
    buyer = desk.regular.pop()
    own, _, _ = desk.of(buyer)
    mine = desk.history.filter(pl.col("buyer_id") == buyer)["product"].unique().to_list()
    others = desk.history.filter(~pl.col("product").is_in(mine))
    others = others if others.height else desk.history
    product = others["product"].value_counts(sort=True)["product"][0]
    high = float(others.filter(pl.col("product") == product)["quantity"].cast(pl.Float64).quantile(0.85) or 1.0)
    base = _repeat(own.tail(1), 4).with_columns(pl.lit(product).alias("product"))
    desk.put("new product", [buyer], base, desk.days(4), high * desk.pick.uniform(1, 2, 4))


def _new_buyer(desk: _Desk) -> None:
    own, _, _ = desk.of(desk.regular.pop())
    peers = desk.history.filter(pl.col("product") == own["product"][0])["quantity"].cast(pl.Float64)
    name, place = f"B9{int(desk.pick.integers(1000)):03d}", f"{int(desk.pick.integers(1, 90))} New Street"
    cells = {"buyer_id": name, "buyer_name": f"Newco {name}", "ship_to_name": f"Newco {name}"}
    cells |= {"buyer_address": place, "ship_to_address": place}
    base = _repeat(own.tail(1), 5).with_columns(pl.lit(text).alias(column) for column, text in cells.items())
    sizes = float(peers.quantile(0.95) or 1.0) * desk.pick.uniform(1.1, 1.8, 5)
    desk.put("new buyer beyond peers", [name], base, desk.days(5), sizes)


def _to_one_place(desk: _Desk, kind: str, buyers: list[str]) -> None:
    base = desk.history.filter(pl.col("buyer_id").is_in(buyers)).group_by("buyer_id", maintain_order=True).tail(2)
    place = f"{int(desk.pick.integers(1, 70))}7 Canal Street, Unit 9"
    base = base.select(desk.orders.columns).with_columns(
        pl.lit("Side Receiving").alias("ship_to_name"), pl.lit(place).alias("ship_to_address")
    )
    desk.put(kind, buyers, base, desk.pick.integers(1, _WINDOW - 2, base.height))


def _many_to_one(desk: _Desk) -> None:
    _to_one_place(desk, "many-to-one", [desk.regular.pop() for _ in range(5)])


def _small_to_one(desk: _Desk) -> None:
    counts = desk.history.group_by("buyer_id").len().sort("buyer_id")
    small = counts.filter(pl.col("len").is_between(2, 10))["buyer_id"].to_list()
    _to_one_place(desk, "small buyers to one place", [small[int(n)] for n in desk.pick.permutation(len(small))[:6]])


_KINDS: tuple[Callable[[_Desk], None], ...] = (
    _growth, _frequency, _escalation, _jump, _split, _dormant, _new_product, _new_buyer, _many_to_one, _small_to_one,
)  # fmt: skip


def main() -> None:
    """Print the cases caught by kind, on the windows looked at and on the others."""
    print("### Order desk, ten kinds of injected diversion, two a window of thirty days\n")
    print("Caught: a row of the case is among the best 1 % of the rows under review (about three), or of the whole file.\n")
    results: list[tuple[bool, str, bool, bool, bool]] = []
    for number, (orders, onset) in enumerate(_windows()):
        for seed in _SEEDS:
            pick = np.random.default_rng(100 * seed + number)
            kinds = [_KINDS[int(n)] for n in pick.permutation(len(_KINDS))]
            for one, other in zip(kinds[::2], kinds[1::2], strict=True):
                desk = _Desk(orders, onset, pick)
                one(desk)
                other(desk)
                for kind, caught in _caught(desk):
                    results.append((number < _SEEN, kind, *caught))
    table = pl.DataFrame(results, schema=["seen", "kind", "window", "file", "sizes"], orient="row")
    print("| kind | cases | 1 % under review | 1 % of the file | order-size rules, 1 % under review |\n|---|---|---|---|---|")
    for part in (*table.sort("kind").partition_by("kind"), table.filter("seen"), table.filter(~pl.col("seen")), table):
        words = part["kind"][0]
        if part["kind"].n_unique() > 1:
            words = "all" if part.height == table.height else f"windows {'looked at' if part['seen'][0] else 'not looked at'}"
        shares = " | ".join(f"{part[name].mean():.0%}" for name in ("window", "file", "sizes"))
        print(f"| {words} | {part.height} | {shares} |")
    print()


def _windows() -> Iterator[tuple[pl.DataFrame, date]]:
    folder = shared_data() / "flow" / "desk"
    cases = pl.read_csv(folder / "cases.csv")
    for name in cases["file"].unique(maintain_order=True):
        given = cases.filter(pl.col("file") == name)
        onset = date.fromisoformat(given["review_from"][0])
        known = [buyer for buyers in given["buyer_ids"] for buyer in buyers.split(";")]
        orders = pl.read_csv(folder / name, infer_schema=False)
        yield orders.filter(~(pl.col("buyer_id").is_in(known) & (pl.col("date") >= str(onset)))), onset


def _caught(desk: _Desk) -> list[tuple[str, tuple[bool, bool, bool]]]:
    grown = pl.concat([desk.orders, *(rows.select(desk.orders.columns) for rows in desk.rows)]).sort(
        "date", maintain_order=True
    )
    grown = grown.with_columns(pl.format("OD{}", pl.int_range(pl.len())).alias("order_id"))
    review = hw.screen(grown, today=_TODAY, kind="order", with_designations=False, budget=Budget(share=1.0), explore=0.0)
    sizes = review.findings.filter(pl.col("rule").is_in(["month_above_largest_of_six", "month_above_twice_average"]))
    sizes = sizes.group_by("source", "row").agg(pl.col("points").sum().alias("sizes"))
    scored = review.records["order"].select("source", "row", "date", "buyer_id")
    scored = scored.join(review.queue.scores.select("source", "row", "points"), on=["source", "row"], how="left")
    scored = scored.join(sizes, on=["source", "row"], how="left").with_columns(pl.col("points", "sizes").fill_null(0.0))
    window = scored.filter((pl.col("date") >= desk.onset) & (pl.col("date") < desk.onset + timedelta(days=_WINDOW)))

    def top(frame: pl.DataFrame, by: str, buyers: list[str]) -> bool:
        best = frame.filter(pl.col(by) > 0).sort(by, "row", descending=[True, False]).head(max(1, round(frame.height * 0.01)))
        return best.filter(pl.col("buyer_id").is_in(buyers) & (pl.col("date") >= desk.onset)).height > 0

    return [
        (kind, (top(window, "points", buyers), top(scored, "points", buyers), top(window, "sizes", buyers)))
        for kind, buyers in desk.told
    ]


if __name__ == "__main__":
    main()
