"""What an account number says by itself."""

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
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


def _wrong_digits(number: str) -> bool:
    """Return whether a number is an IBAN but for its check digits; a number of another form is none."""
    from stdnum import iban

    right = iban.calc_check_digits(number)
    return number[2:4] != right and iban.is_valid(number[:2] + right + number[4:], check_country=False)
