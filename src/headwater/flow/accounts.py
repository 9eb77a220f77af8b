"""What an account says by itself: its number, what is paid from it, and what is never paid from it."""

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.windows import distinct_near
from headwater.flow.wording import folded
from headwater.model import concat_findings


@rule("payment", family="data_quality")
def account_check_digits_wrong(scene: Scene, setting: Setting) -> pl.DataFrame:
    """An account number has the form of its country's IBAN and check digits that do not fit, so that no bank has it."""
    found = []
    for role in ("payer", "payee"):
        compact = pl.col(f"{role}_account").str.to_uppercase().str.replace_all(r"[\s.-]", "")
        frame = scene.payments.with_columns(compact.alias("compact"))
        frame = frame.filter(pl.col("compact").str.contains(r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"))
        wrong = [number for number in frame["compact"].unique(maintain_order=True) if _wrong_digits(number)]
        hits = frame.filter(pl.col("compact").is_in(wrong))
        reason = pl.format('Account "{}" of "{}" fails the check digits of an IBAN.', f"{role}_account", f"{role}_name")
        found.append(setting.find(hits, reason, [f"{role}_account"]))
    return concat_findings(found)


@rule("payment", family="means", retrospective=True)
def money_orders_to_several(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One payer sends money orders to several different parties within weeks."""
    orders = folded(pl.col("method")).str.contains(scene.wording.anywhere("money_order")).fill_null(value=False)
    frame = _dated(scene).filter(orders)
    near = distinct_near(frame, ["payer_party"], "payee_party", int(setting["days"]))
    hits = near.filter(pl.col("near") >= setting["payees"])
    reason = pl.format(
        '"{}" sent money orders to {} different parties within {} days; this one {} {} to "{}".',
        "payer_name",
        pl.col("near").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        "amount",
        pl.col("currency").fill_null(""),
        "payee_name",
    )
    return setting.find(hits, reason, ["method", "payer_name", "payee_name", "amount"])


@rule("payment", family="profile", retrospective=True)
def pays_no_wages_or_taxes(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A firm that pays a trader or a chemical firm over months never pays wages or taxes, which most firms of the file do."""
    frame = _dated(scene)
    upkeep = folded(pl.col("reference")).str.contains(scene.wording.anywhere("wages_taxes", whole=False)).fill_null(value=False)
    firm = pl.col("payer_registered_on").is_not_null()
    firms = (
        frame.filter(firm)
        .group_by("payer_party")
        .agg(
            upkeep.any().alias("upkeep"),
            pl.len().alias("payments"),
            (pl.col("date").max() - pl.col("date").min()).dt.total_days().alias("days"),
        )
    )
    firms = firms.filter((pl.col("payments") >= setting["payments"]) & (pl.col("days") >= setting["days"]))
    # Where few firms of the file pay wages from these accounts, the file holds other accounts.
    if firms.is_empty() or firms["upkeep"].mean() < setting["usual"]:  # type: ignore[operator]
        return setting.find(frame.clear(), pl.lit(""), ["payer_name"])
    goods = pl.col("payee_use").is_in(["maker", "trader"]).fill_null(value=False)
    hits = frame.filter(goods).join(firms.filter(~pl.col("upkeep")), on="payer_party", how="inner", maintain_order="left")
    reason = pl.format(
        '"{}" made {} payments over {} days, none of wages or taxes; most firms of the file make them.',
        "payer_name",
        "payments",
        "days",
    )
    return setting.find(hits, reason, ["payer_name", "payee_name", "reference"])


def _dated(scene: Scene) -> pl.DataFrame:
    frame = scene.payments.with_columns(pl.col("datetime").dt.date().alias("date"))
    return frame.filter(
        pl.col("date").is_not_null() & pl.col("payer_party").is_not_null() & pl.col("payee_party").is_not_null()
    )


def _wrong_digits(number: str) -> bool:
    """Return whether a number is an IBAN but for its check digits; a number of another form is none."""
    from stdnum import iban

    right = iban.calc_check_digits(number)
    return number[2:4] != right and iban.is_valid(number[:2] + right + number[4:], check_country=False)
