"""How money moves between parties: circles, collecting and passing on, spreading out, accounts that several share."""

from typing import Final

import polars as pl

from headwater.flow.dealings import names_document
from headwater.flow.paths import like_amounts
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene, once
from headwater.flow.windows import distinct_near
from headwater.flow.wording import folded

_BESIDE: Final = 0.03
"""How much less each further payment of a party makes of a sum that agrees."""
_ROUNDING: Final = 1.001
"""How much more than what came in may go on: rounding and rates."""


@rule("payment", family="flow_through", retrospective=True)
def passed_on_at_once(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Money received is passed on within days in nearly the same amount to somebody else."""
    steps = _steps(scene, setting)
    pairs = like_amounts(steps, steps, days=int(setting["days"]), kept=setting["kept"], crowd=setting["crowd"])
    payer_of = steps.select(pl.col("edge").alias("first_edge"), pl.col("by").alias("origin"))
    pairs = pairs.join(payer_of, on="first_edge", how="left", maintain_order="left")
    # What comes out is not more than what came in, and does not go back.
    onward = pairs.filter((pl.col("usd") <= pl.col("first_usd") * _ROUNDING) & (pl.col("origin") != pl.col("to")))
    onward = onward.unique("edge", keep="first", maintain_order=True).select("edge", "first_edge", "telling")
    numbered = _numbered(scene)
    came_from = numbered.select(
        pl.col("edge").alias("first_edge"),
        pl.col("usd").alias("usd_in"),
        pl.col("payer_name").alias("origin_name"),
        pl.col("payment_id").alias("in_id"),
    )
    hits = numbered.join(onward, on="edge", maintain_order="left").join(came_from, on="first_edge", maintain_order="left")
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
    return setting.find(hits, reason, ["payer_name", "payee_name", "amount", "currency", "datetime"], share=pl.col("telling"))


@rule("payment", family="circle", retrospective=True)
def money_goes_in_a_circle(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Like amounts go from one party over up to three others and back to the first within weeks."""
    days, kept, crowd = int(setting["days"]), setting["kept"], setting["crowd"]
    steps = _steps(scene, setting)
    # Only parties that both pay and receive can be on a circle.
    both = pl.col("by").is_in(steps["to"].unique().implode()) & pl.col("to").is_in(steps["by"].unique().implode())
    steps = steps.filter(both)
    begun = steps.select(pl.col("edge").alias("first_edge"), pl.col("by").alias("origin"))
    pairs = like_amounts(steps, steps, days=days, kept=kept, crowd=crowd).join(begun, on="first_edge")
    back = pairs.filter(pl.col("to") == pl.col("origin")).select(pl.concat_list("first_edge", "edge").alias("edges"))
    on = pairs.filter((pl.col("to") != pl.col("origin")) & (pl.col("to") != pl.col("by")))
    # The third payment goes from the payee of the second to the payer of the first: the two are its key.
    way = pl.struct(pl.col("to"), pl.col("origin")).alias("to")
    closing = like_amounts(
        on.select(way, pl.int_range(pl.len()).alias("edge"), "at", "usd"),
        steps.select(pl.struct(pl.col("by").alias("to"), pl.col("to").alias("origin")).alias("by"), "edge", "at", "usd"),
        days=days,
        kept=kept,
        crowd=crowd,
    )
    chain = on.select(
        pl.int_range(pl.len()).alias("first_edge"),
        pl.col("first_edge").alias("start"),
        "first_at",
        pl.col("edge").alias("middle"),
    )
    closing = closing.drop("first_at").join(chain, on="first_edge")
    closing = closing.filter(pl.col("at") <= pl.col("first_at") + pl.duration(days=days))
    trips = closing.select(pl.concat_list("start", "middle", "edge").alias("edges"))
    # Two payments to somebody and two back from there: pairs that meet at both ends.
    numbered = on.with_row_index("pair").with_columns(pl.col("pair").cast(pl.Int64))
    meeting = like_amounts(
        numbered.select(pl.struct(pl.col("to"), pl.col("origin")).alias("to"), pl.col("pair").alias("edge"), "at", "usd"),
        numbered.select(
            pl.struct(pl.col("origin").alias("to"), pl.col("to").alias("origin")).alias("by"),
            pl.col("pair").alias("edge"), pl.col("first_at").alias("at"), pl.col("first_usd").alias("usd"),
        ),
        days=days,
        kept=kept,
        crowd=crowd,
    ).select("first_edge", "edge")  # fmt: skip
    halves = numbered.select("pair", pl.col("by").alias("between"), "first_edge", "edge", "first_at", "at")
    there = halves.rename({name: f"{name}_1" for name in halves.columns})
    back_again = halves.rename({name: f"{name}_2" for name in halves.columns})
    rounds = meeting.join(there, left_on="first_edge", right_on="pair_1").join(back_again, left_on="edge", right_on="pair_2")
    rounds = rounds.filter(
        (pl.col("between_1") != pl.col("between_2")) & (pl.col("at_2") <= pl.col("first_at_1") + pl.duration(days=days))
    ).select(pl.concat_list("first_edge_1", "edge_1", "first_edge_2", "edge_2").alias("edges"))
    members = pl.concat([back, trips, rounds]).explode("edges").select(pl.col("edges").alias("edge")).unique()
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
    told = pl.col("telling")
    return pl.concat([setting.find(whole, reason, cells, share=told), setting.find(parts, paid_in, cells, share=0.9 * told)])


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
    told = pl.col("telling")
    return pl.concat([setting.find(whole, reason, cells, share=told), setting.find(parts, sent, cells, share=0.8 * told)])


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
    found = _with_telling(found, parts)
    one = frame.join(
        found, left_on=[f"{whole_role}_party", "moment"], right_on=["party", "moment"], how="inner", maintain_order="left"
    )
    passed = found.group_by("party", pl.col("moment").alias("passed")).agg(pl.col("telling").max()).sort("passed")
    near = parts.sort("moment").join_asof(
        passed,
        left_on="moment",
        right_on="passed",
        by="party",
        strategy="forward",
        tolerance=f"{days}d",
        check_sortedness=False,
    )
    near = near.filter(pl.col("passed").is_not_null()).group_by("edge").agg(pl.col("telling").max())
    return one, frame.join(near, on="edge", how="inner", maintain_order="left")


def _with_telling(found: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Return the sums that agree with ``telling``, 0 to 1: how little a busy party or the wages it pays explain it.

    Among many payments of one party some add up to another by chance, and who deals with it month after month is its staff or
    its supplier rather than a stranger.
    """
    deals = parts.group_by("party", "other").agg(pl.len().alias("times"))
    about = deals.group_by("party").agg(
        (pl.col("times") == 1).mean().alias("strangers"), pl.col("times").sum().alias("payments")
    )
    found = found.join(about, on="party", how="left")
    beside = (pl.col("payments") - pl.col("parts")).clip(0)
    telling = (0.3 + 0.7 * pl.col("strangers")) / (1 + _BESIDE * beside)
    return found.with_columns(telling.alias("telling"))


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
        # Clients of one agent pay many suppliers, each for its own invoice.
        share = pl.when(names_document(pl.col("reference"))).then(0.4).otherwise(1.0)
        found.append(setting.find(hits, reason, [column, "payer_name", "payee_name", "reference"], share=share))
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


def _steps(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Return the payments between two parties, of some size: ``edge``, ``by``, ``to`` (numbers of parties), ``at``, ``usd``."""
    frame = _numbered(scene).filter((pl.col("usd") >= setting["least_usd"]) & (pl.col("payer_party") != pl.col("payee_party")))
    parties = pl.concat([frame["payer_party"], frame["payee_party"]]).unique().sort()
    numbers = pl.DataFrame({"party": parties}).with_row_index("number")
    frame = frame.select("edge", pl.col("datetime").alias("at"), "usd", "payer_party", "payee_party")
    for role, name in (("payer", "by"), ("payee", "to")):
        frame = frame.join(numbers.rename({"number": name}), left_on=f"{role}_party", right_on="party", maintain_order="left")
    return frame.select("edge", "by", "to", "at", "usd")
