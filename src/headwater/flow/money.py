"""How money moves between parties: circles, collecting and passing on, spreading out, accounts that several share."""

from typing import Final

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene, once
from headwater.flow.windows import distinct_near
from headwater.flow.wording import folded

_BUCKETS: Final = 10
"""Buckets of amounts in each power of ten: a join on them keeps only pairs of like amounts."""


@rule("payment", family="flow_through", retrospective=True)
def passed_on_at_once(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Money received is passed on within days in nearly the same amount to somebody else."""
    pairs = _onward(scene, setting, kept=setting["kept"])
    hits = pairs.filter(pl.col("origin") != pl.col("payee_party")).unique(["source", "row"], keep="first", maintain_order=True)
    reason = pl.format(
        '"{}" received {} USD from "{}" ({}) and sent {} USD on to "{}" within {} days.',
        "payer_name",
        pl.col("usd_in").round(2),
        "origin_name",
        "in_id",
        pl.col("usd").round(2),
        "payee_name",
        pl.lit(int(setting["days"])),
    )
    return setting.find(hits, reason, ["payer_name", "payee_name", "amount", "currency", "datetime"])


@rule("payment", family="circle", retrospective=True)
def money_goes_in_a_circle(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Like amounts go from one party to a second, perhaps a third, and back to the first within weeks."""
    step = _edges(scene, setting)
    first = step.rename({name: f"{name}_1" for name in step.columns if name != "size"})
    second = step.rename({name: f"{name}_2" for name in step.columns if name != "size"})
    days = pl.duration(days=int(setting["days"]))
    pairs = first.join(_widened(second), left_on=["payee_1", "size"], right_on=["payer_2", "size"], how="inner")
    pairs = pairs.filter(
        (pl.col("at_2") >= pl.col("at_1"))
        & (pl.col("at_2") <= pl.col("at_1") + days)
        & _alike("usd_1", "usd_2", setting["kept"])
    )
    back = pairs.filter(pl.col("payee_2") == pl.col("payer_1")).select(
        "id_1", "id_2", pl.lit(None, dtype=pl.UInt32).alias("id_3")
    )
    open_pairs = pairs.filter((pl.col("payee_2") != pl.col("payer_1")) & (pl.col("payee_2") != pl.col("payee_1")))
    third = _widened(step.rename({name: f"{name}_3" for name in step.columns if name != "size"}))
    closing = open_pairs.drop("size").with_columns(_size(pl.col("usd_2")).alias("size"))
    trips = closing.join(
        third, left_on=["payee_2", "payer_1", "size"], right_on=["payer_3", "payee_3", "size"], how="inner"
    ).filter(
        (pl.col("at_3") >= pl.col("at_2"))
        & (pl.col("at_3") <= pl.col("at_1") + days)
        & _alike("usd_2", "usd_3", setting["kept"])
    )
    circles = pl.concat([back, trips.select("id_1", "id_2", "id_3")])
    members = pl.concat([circles.select(pl.col(f"id_{n}").alias("edge")) for n in (1, 2, 3)]).drop_nulls().unique()
    hits = _numbered(scene).join(members, on="edge", how="semi", maintain_order="left")
    reason = pl.format(
        '{} {} from "{}" to "{}" is part of a circle of like amounts within {} days.',
        "amount",
        pl.col("currency").fill_null(""),
        "payer_name",
        "payee_name",
        pl.lit(int(setting["days"])),
    )
    return setting.find(hits, reason, ["payer_name", "payee_name", "amount", "currency", "datetime"])


@rule("payment", family="flow_through", retrospective=True)
def collected_and_passed_on(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What several parties paid in within days goes out in one sum of nearly the same size."""
    frame = _numbered(scene).with_columns(pl.col("date").alias("moment"))
    whole, parts = _parts_of_a_whole(frame, "payer", "payee", setting)
    reason = pl.format(
        '"{}" received {} USD in {} payments within {} days and sent {} USD on to "{}".',
        "payer_name",
        pl.col("parts_usd").round(2),
        pl.col("parts").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        pl.col("whole_usd").round(2),
        "payee_name",
    )
    paid_in = pl.format(
        '"{}" pays "{}", who passes the sum of such payments on within {} days.',
        "payer_name",
        "payee_name",
        pl.lit(int(setting["days"])),
    )
    cells = ["payer_name", "payee_name", "amount", "currency", "datetime"]
    return pl.concat([setting.find(whole, reason, cells), setting.find(parts, paid_in, cells, share=0.6)])


@rule("payment", family="flow_through", retrospective=True)
def split_and_sent_on(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One sum that came in goes out within days to several parties in parts that make up nearly the whole."""
    frame = _numbered(scene).with_columns((pl.date(1970, 1, 1) + (pl.date(2200, 1, 1) - pl.col("date"))).alias("moment"))
    whole, parts = _parts_of_a_whole(frame, "payee", "payer", setting)
    reason = pl.format(
        '"{}" received {} USD from "{}" and sent {} USD on in {} payments within {} days.',
        "payee_name",
        pl.col("whole_usd").round(2),
        "payer_name",
        pl.col("parts_usd").round(2),
        pl.col("parts").cast(pl.Int64),
        pl.lit(int(setting["days"])),
    )
    sent = pl.format(
        '"{}" pays "{}" a part of what it received within the {} days before.',
        "payer_name",
        "payee_name",
        pl.lit(int(setting["days"])),
    )
    cells = ["payer_name", "payee_name", "amount", "currency", "datetime"]
    return pl.concat([setting.find(whole, reason, cells), setting.find(parts, sent, cells, share=0.8)])


def _parts_of_a_whole(
    frame: pl.DataFrame, whole_role: str, part_role: str, setting: Setting
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the payments that are nearly the sum of several others of one party in the days before, and those others.

    Args:
        frame: payments with ``moment``, the day by which "before" is told.
        whole_role: role of the party in the one payment, "payer" or "payee"; ``part_role`` its role in the others.
        part_role: see above.
        setting: gives days, kept, payers and least_usd.
    """
    days = int(setting["days"])
    frame = frame.filter(pl.col("usd").is_not_null() & (pl.col("payer_party") != pl.col("payee_party")))
    wholes = frame.select(pl.col(f"{whole_role}_party").alias("party"), "moment", "usd", "edge")
    other = "payer" if part_role == "payee" else "payee"
    parts = frame.select(
        pl.col(f"{part_role}_party").alias("party"), "moment", "usd", "edge", pl.col(f"{other}_party").alias("other")
    )
    # Only parties on both sides can pass on.
    parts = parts.join(wholes.select(pl.col("party").unique()), on="party", how="semi")
    daily = parts.group_by("party", "moment").agg(
        pl.col("usd").sum().alias("parts_usd"), pl.col("other").n_unique().cast(pl.Float64).alias("parts")
    )
    sums = wholes.group_by("party", "moment").agg(pl.col("usd").sum().alias("whole_usd"))
    moments = pl.concat([daily, sums.select("party", "moment", pl.lit(0.0).alias("parts_usd"), pl.lit(0.0).alias("parts"))])
    moments = moments.group_by("party", "moment").agg(pl.col("parts_usd", "parts").sum()).sort("moment", "party")
    lately = [
        pl.col(name).rolling_sum_by("moment", window_size=f"{days}d", closed="both").over("party").alias(name)
        for name in ("parts_usd", "parts")
    ]
    found = sums.join(moments.with_columns(lately), on=["party", "moment"], how="inner")
    ratio = pl.col("whole_usd") / pl.col("parts_usd")
    found = found.filter(
        (ratio <= 1 / (1 - setting["kept"]))
        & (ratio >= 1 - setting["kept"])
        & (pl.col("parts") >= setting["payers"])
        & (pl.col("whole_usd") >= setting["least_usd"])
    )
    one = frame.join(
        found, left_on=[f"{whole_role}_party", "moment"], right_on=["party", "moment"], how="inner", maintain_order="left"
    )
    near = parts.join(found.select("party", pl.col("moment").alias("passed")), on="party", how="inner")
    near = near.filter((pl.col("moment") <= pl.col("passed")) & (pl.col("moment") >= pl.col("passed") - pl.duration(days=days)))
    return one, frame.join(near.select(pl.col("edge").unique()), on="edge", how="semi", maintain_order="left")


@rule("payment", family="fan_out", retrospective=True)
def one_payer_many_payees(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One payer sends money to many different parties within weeks without a purpose that tells."""
    text = folded(pl.col("reference"))
    empty = pl.col("reference").is_null() | text.str.contains(scene.wording.nothing_else("purpose_empty"))
    frame = _numbered(scene).with_columns(empty.alias("purposeless"))
    some = frame.filter("purposeless")
    some = distinct_near(some, ["payer_party"], "payee_party", int(setting["days"]))
    totals = frame.group_by("payer_party").agg(pl.col("purposeless").mean().alias("empty_share"))
    some = some.join(totals, on="payer_party", how="left", maintain_order="left")
    hits = some.filter((pl.col("near") >= setting["payees"]) & (pl.col("empty_share") >= setting["empty_share"]))
    reason = pl.format(
        '"{}" paid {} different parties within {} days without a telling purpose; this one {} {} to "{}".',
        "payer_name",
        pl.col("near").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        "amount",
        pl.col("currency").fill_null(""),
        "payee_name",
    )
    return setting.find(hits, reason, ["payer_name", "payee_name", "reference", "amount"], share=0.4 + pl.col("near") / 20)


@rule("payment", family="shared_contact", retrospective=True)
def account_of_several_parties(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One account or wallet is used under several names that seem unrelated."""
    found = []
    for role in ("payer", "payee"):
        frame = scene.payments.with_columns(
            pl.col(f"{role}_account").str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]", "").alias("account")
        ).filter((pl.col("account").str.len_chars() >= 6) & pl.col(f"{role}_party").is_not_null())
        shared = frame.group_by("account").agg(
            pl.col(f"{role}_party").n_unique().alias("names"),
            pl.col(f"{role}_party").str.head(4).n_unique().alias("beginnings"),
            pl.col(f"{role}_party").str.tail(4).n_unique().alias("ends"),
        )
        # Names that begin or end alike may be one name misspelt.
        shared = shared.filter((pl.col("beginnings") > 1) & (pl.col("ends") > 1))
        # An account that very many names use is a collecting account of a bank or a platform.
        shared = shared.filter(pl.col("names").is_between(setting["names"], setting["too_many"]))
        hits = frame.join(shared, on="account", how="inner", maintain_order="left")
        reason = pl.format("One account is used by {} names as " + role + '; here "{}".', "names", f"{role}_name")
        found.append(setting.find(hits, reason, [f"{role}_account", f"{role}_name"], share=0.5 + pl.col("names") / 8))
    return pl.concat(found)


@rule("payment", family="shared_contact", retrospective=True)
def payers_share_contact(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Payers with different names share a telephone or e-mail address and pay the same party."""
    found = []
    for form, column in (("tel", "payer_phone"), ("mail", "payer_email")):
        frame = scene.payments.filter(pl.col(f"payer_{form}").is_not_null() & pl.col("payer_party").is_not_null())
        shared = frame.group_by(f"payer_{form}").agg(pl.col("payer_party").n_unique().alias("all_names"))
        shared = shared.filter(pl.col("all_names").is_between(setting["names"], setting["too_many"]))
        same = frame.group_by(f"payer_{form}", "payee_party").agg(pl.col("payer_party").n_unique().alias("names"))
        hits = frame.join(shared, on=f"payer_{form}", how="inner", maintain_order="left").join(
            same, on=[f"payer_{form}", "payee_party"], how="left", maintain_order="left"
        )
        hits = hits.filter(pl.col("names") >= setting["names"])
        reason = pl.format('{} payers share one contact and pay "{}"; here "{}".', "names", "payee_name", "payer_name")
        found.append(setting.find(hits, reason, [column, "payer_name", "payee_name"]))
    return pl.concat(found)


@rule("payment", family="profile", retrospective=True)
def pays_chemicals_and_freight(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A payer without a trade in chemicals pays both a chemical firm and a forwarder within weeks."""
    frame = _numbered(scene).filter(
        ~pl.col("payer_use").is_in(["maker", "lab", "user", "forwarder"]).fill_null(value=False)
        & pl.col("payee_use").is_in(["maker", "forwarder"]).fill_null(value=False)
    )
    near = distinct_near(frame, ["payer_party"], "payee_use", int(setting["days"]))
    hits = near.filter(pl.col("near") > 1)
    reason = pl.format(
        '"{}" pays a chemical firm and a forwarder within {} days; here "{}".',
        "payer_name",
        pl.lit(int(setting["days"])),
        "payee_name",
    )
    share = pl.when(pl.col("payer_use") == "none").then(1.0).otherwise(0.5)
    return setting.find(hits, reason, ["payer_name", "payee_name", "datetime"], share=share)


@rule("payment", family="profile")
def payments_above_normal(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What the payer sent within thirty days is far above what it sent in a month before."""
    frame = _numbered(scene).filter(pl.col("usd").is_not_null()).sort("date", "source", "row")
    frame = frame.with_columns((pl.col("usd") ** 2).alias("usd2"), pl.lit(1.0).alias("one")).with_columns(
        pl.col(name).rolling_sum_by("date", window_size=window, closed="right").over("payer_party").alias(f"{name}_{window}")
        for name in ("usd", "usd2", "one")
        for window in ("30d", "395d")
    )
    months = ((pl.col("date") - pl.col("date").min().over("payer_party")).dt.total_days() - 30.0).clip(0, 365) / 30.0
    frame = frame.with_columns(months.alias("months"))
    normal = (pl.col("usd_395d") - pl.col("usd_30d")) / pl.col("months")
    spread = ((pl.col("usd2_395d") - pl.col("usd2_30d")) / pl.col("months")).sqrt()
    frame = frame.with_columns(normal.alias("normal"), ((pl.col("usd_30d") - normal) / spread).alias("score"))
    enough = (pl.col("months") >= setting["months"]) & (pl.col("one_395d") - pl.col("one_30d") >= setting["earlier"])
    hits = frame.filter(enough & pl.col("score").is_finite() & (pl.col("score") > setting["deviations"]))
    reason = pl.format(
        '"{}" sent {} USD within thirty days; about {} would be normal ({} months of its own history).',
        "payer_name",
        pl.col("usd_30d").round(0).cast(pl.Int64),
        pl.col("normal").round(0).cast(pl.Int64),
        pl.col("months").round(0).cast(pl.Int64),
    )
    chemical = pl.when(pl.col("payee_use").is_in(["maker", "trader"]).fill_null(value=False)).then(1.0).otherwise(0.6)
    rise = 0.5 + (pl.col("score") - setting["deviations"]) / 10
    return setting.find(hits, reason, ["amount", "currency", "payer_name", "datetime"], share=rise.clip(0.5, 1.0) * chemical)


@once
def _numbered(scene: Scene) -> pl.DataFrame:
    frame = scene.payments.with_columns(pl.col("datetime").dt.date().alias("date")).with_row_index("edge")
    return frame.filter(
        pl.col("date").is_not_null() & pl.col("payer_party").is_not_null() & pl.col("payee_party").is_not_null()
    )


def _edges(scene: Scene, setting: Setting) -> pl.DataFrame:
    frame = _numbered(scene).filter((pl.col("usd") >= setting["least_usd"]) & (pl.col("payer_party") != pl.col("payee_party")))
    # Only parties that both pay and receive can be on a path.
    payers, payees = frame["payer_party"].unique().implode(), frame["payee_party"].unique().implode()
    frame = frame.filter(pl.col("payer_party").is_in(payees) & pl.col("payee_party").is_in(payers))
    return frame.select(
        pl.col("payer_party").alias("payer"),
        pl.col("payee_party").alias("payee"),
        "usd",
        pl.col("datetime").alias("at"),
        pl.col("edge").alias("id"),
        _size(pl.col("usd")).alias("size"),
    )


def _onward(scene: Scene, setting: Setting, *, kept: float) -> pl.DataFrame:
    frame = _numbered(scene).filter((pl.col("usd") >= setting["least_usd"]) & (pl.col("payer_party") != pl.col("payee_party")))
    incoming = frame.select(
        pl.col("payee_party").alias("middle"),
        pl.col("payer_party").alias("origin"),
        pl.col("payer_name").alias("origin_name"),
        pl.col("usd").alias("usd_in"),
        pl.col("datetime").alias("in_at"),
        pl.col("payment_id").alias("in_id"),
        _size(pl.col("usd")).alias("size"),
    )
    outgoing = frame.with_columns(pl.col("payer_party").alias("middle"), _size(pl.col("usd")).alias("size"))
    pairs = outgoing.join(_widened(incoming), on=["middle", "size"], how="inner", maintain_order="left")
    span = pl.duration(days=int(setting["days"]))
    near = (pl.col("datetime") >= pl.col("in_at")) & (pl.col("datetime") <= pl.col("in_at") + span)
    return pairs.filter(near & (pl.col("usd") <= pl.col("usd_in") * 1.001) & (pl.col("usd") >= pl.col("usd_in") * (1 - kept)))


def _size(usd: pl.Expr) -> pl.Expr:
    return (usd.log(10) * _BUCKETS).floor().cast(pl.Int64)


def _widened(edges: pl.DataFrame) -> pl.DataFrame:
    """Return the edges three times, so that a join on the bucket also finds the neighbouring buckets."""
    return pl.concat([edges.with_columns(pl.col("size") + shift) for shift in (-1, 0, 1)])


def _alike(one: str, other: str, kept: float) -> pl.Expr:
    ratio = pl.col(other) / pl.col(one)
    return (ratio >= 1 - kept) & (ratio <= 1 / (1 - kept))
