"""Money that turns into property, vehicles or holdings, and cheques whose payee says more than their amount.

No place gives points: funds "from abroad" are funds whose payer sits in another country than their payee, whichever it is.
"""

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.windows import rows_near
from headwater.flow.wording import folded

_UNIT = r"((?:unit|apt|apartment|suite|lot|piso|depto|wohnung|street|road|calle)\W*\w*\W*\d+)"
_ABROAD = (pl.col("payer_country") != pl.col("payee_country")).fill_null(value=False)


@rule("payment", family="into_property")
def foreign_funds_into_property(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What came from abroad goes within days to a firm in property or vehicles."""
    return _turned_into(
        scene, setting, _ABROAD, ("real_estate", "vehicle_sale"), "from abroad", "a firm in property or vehicles"
    )


@rule("payment", family="into_property")
def cash_into_property(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What was paid in as cash goes within days to a firm in property."""
    cash = _says(scene, "method", "cash_means")
    return _turned_into(scene, setting, cash, ("real_estate",), "in cash", "a firm in property")


@rule("payment", family="into_property")
def funds_into_holdings(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What came from abroad or in cash goes within days to a holding, a trust or an investment firm."""
    came = _ABROAD | _says(scene, "method", "cash_means")
    return _turned_into(scene, setting, came, ("finance",), "from abroad or in cash", "a holding or investment firm")


@rule("payment", family="into_property")
def study_money_into_property(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Funds marked for tuition or living costs go within days to a firm in property."""
    study = _says(scene, "reference", "study_money")
    return _turned_into(scene, setting, study, ("real_estate",), "for study or living", "a firm in property")


@rule("payment", family="into_property")
def property_money_into_certificates(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Funds said to be for property buy short-term certificates or deposits within days."""
    bought = _says(scene, "reference", "certificates") | _says(scene, "method", "certificates")
    frame = _moved(scene).filter((pl.col("usd") >= setting["least_usd"]) & bought)
    hits = _with_came_in(scene, frame, _says(scene, "reference", "property_purpose"), int(setting["days"]))
    hits = hits.filter(pl.col("came_usd") >= setting["share"] * pl.col("usd"))
    return _found(setting, hits, "for property", "certificates")


@rule("payment", family="into_property")
def mortgage_paid_from_abroad(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A mortgage is paid by somebody in another country than the payee, who names no invoice or order."""
    frame = scene.payments.filter(_says(scene, "reference", "mortgage") & _ABROAD & (pl.col("usd") >= setting["least_usd"]))
    reason = pl.format('"{}" pays "{}" for "{}" from abroad.', "payer_name", "payee_name", "reference")
    return setting.find(frame, reason, ["reference", "payer_name", "payee_name", "amount"])


@rule("payment", family="structuring", retrospective=True)
def instalments_for_one_property(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Several payments below a reporting limit reach a firm in property within weeks, all naming one unit or address."""
    unit = folded(pl.col("reference")).str.extract(_UNIT)
    frame = _moved(scene).with_columns(unit.str.replace_all(r"\W+", " ").alias("unit")).filter(
        (pl.col("payee_code") == "real_estate") & pl.col("unit").is_not_null() & (pl.col("usd") < setting["limit"])
        & (pl.col("usd") >= setting["least_usd"])
    )  # fmt: skip
    hits = rows_near(frame, ["payee_party", "unit"], int(setting["days"])).filter(pl.col("near") >= setting["payments"])
    # A rent is the same sum at the same distance; a sale in parts is not.
    sums = pl.col("usd").round(0).n_unique().over("payee_party", "unit")
    hits = hits.filter(sums > 1)
    reason = pl.format(
        '{} payments below {} USD within {} days to "{}" name "{}"; this one {} {}.',
        pl.col("near").cast(pl.Int64), pl.lit(int(setting["limit"])), pl.lit(int(setting["days"])), "payee_name", "unit",
        "amount",
        pl.col("currency").fill_null(""),
    )  # fmt: skip
    return setting.find(hits, reason, ["reference", "amount", "payee_name", "payer_name"])


@rule("payment", family="means")
def cheque_to_property_firm(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A bank's own cheque is made out to a firm in property by somebody who is no firm in property."""
    cheque = _says(scene, "method", "bank_cheque") & (pl.col("usd") >= setting["least_usd"])
    other = (pl.col("payer_code") != "real_estate").fill_null(value=True)
    hits = scene.payments.filter(cheque & (pl.col("payee_code") == "real_estate") & other)
    reason = pl.format(
        '{} {} by {} to "{}", {}.', "amount", pl.col("currency").fill_null(""), "method", "payee_name", "payee_evidence"
    )
    return setting.find(hits, reason, ["method", "payee_name", "amount"])


@rule("payment", family="means")
def cheque_to_party_of_same_owner(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A bank's own cheque is made out to a company that has an owner or officer in common with the payer."""
    people = pl.concat(
        scene.companies.select("party", pl.col(column).str.to_lowercase().str.split(";").alias("person")).explode("person")
        for column in ("owners", "officers")
    )
    people = people.with_columns(pl.col("person").str.strip_chars()).filter(pl.col("person").str.len_chars() > 4).unique()
    frame = scene.payments.filter(_says(scene, "method", "bank_cheque") & (pl.col("payer_party") != pl.col("payee_party")))
    hits = frame.join(people.rename({"party": "payer_party"}), on="payer_party", how="inner", maintain_order="left")
    hits = hits.join(people.rename({"party": "payee_party"}), on=["payee_party", "person"], how="semi", maintain_order="left")
    hits = hits.unique(["source", "row"], keep="first", maintain_order=True)
    reason = pl.format(
        '"{}" pays "{}" by {}; one person stands behind both in the file of companies.', "payer_name", "payee_name", "method"
    )
    return setting.find(hits, reason, ["method", "payer_name", "payee_name"])


def _moved(scene: Scene) -> pl.DataFrame:
    frame = scene.payments.with_columns(pl.col("datetime").dt.date().alias("date"))
    return frame.filter(pl.col("date").is_not_null() & pl.col("payer_party").is_not_null() & pl.col("usd").is_not_null())


def _says(scene: Scene, column: str, words: str) -> pl.Expr:
    return folded(pl.col(column)).str.contains(scene.wording.anywhere(words)).fill_null(value=False)


def _turned_into(scene: Scene, setting: Setting, came: pl.Expr, codes: tuple[str, ...], how: str, what: str) -> pl.DataFrame:
    frame = _moved(scene).filter((pl.col("usd") >= setting["least_usd"]) & pl.col("payee_code").is_in(codes))
    # Those who deal in property or money all day pass on what they hold for others.
    frame = frame.filter(~pl.col("payer_code").is_in(["real_estate", "finance"]).fill_null(value=False))
    hits = _with_came_in(scene, frame, came, int(setting["days"]))
    enough = (pl.col("came_usd") >= setting["share"] * pl.col("usd")) & (pl.col("came_usd") <= pl.col("usd") / setting["share"])
    return _found(setting, hits.filter(enough), how, what)


def _found(setting: Setting, hits: pl.DataFrame, how: str, what: str) -> pl.DataFrame:
    reason = pl.format(
        '"{}" received about {} USD ' + how + ' within {} days and pays {} {} to "{}", ' + what + ".",
        "payer_name", pl.col("came_usd").round(0), pl.lit(int(setting["days"])), "amount", pl.col("currency").fill_null(""),
        "payee_name",
    )  # fmt: skip
    return setting.find(hits, reason, ["payer_name", "payee_name", "amount", "datetime", "method", "reference"])


def _with_came_in(scene: Scene, frame: pl.DataFrame, came: pl.Expr, days: int) -> pl.DataFrame:
    """Return the payments with ``came_usd``: what their payer received of that kind in so many days before, and that day."""
    into = _moved(scene).filter(came & pl.col("payee_party").is_not_null())
    into = into.group_by(pl.col("payee_party").alias("payer_party"), "date").agg(pl.col("usd").sum().alias("_in")).sort("date")
    so_far = into.with_columns(pl.col("_in").cum_sum().over("payer_party").alias("_so_far")).drop("_in").sort("date")
    asked = frame.with_row_index("_at")
    for name, back in (("_now", 0), ("_then", days + 1)):
        moved = asked.select("_at", "payer_party", (pl.col("date") - pl.duration(days=back)).alias("date")).sort("date")
        known = moved.join_asof(so_far, on="date", by="payer_party", strategy="backward", check_sortedness=False)
        asked = asked.join(known.select("_at", pl.col("_so_far").fill_null(0.0).alias(name)), on="_at", maintain_order="left")
    return asked.with_columns((pl.col("_now") - pl.col("_then")).alias("came_usd")).drop("_at", "_now", "_then")
