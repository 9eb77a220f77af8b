"""How a payment stands among the others: whether its reference says anything, and what comes in a burst.

Nothing here reads a list of words. A reference says something where it names a document, and nothing where the file uses the
same words towards many unrelated payees.
"""

from typing import Final

import polars as pl

from headwater.flow.scene import Scene, once
from headwater.flow.wording import folded

_CAS: Final = r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]"
_COMMON_PAYEES: Final = 6
"""Words used towards so many payees name no deal in particular."""
_LONG: Final = 3
"""How many times the window a file has to span before a burst in it can be told from the file's own length."""


def names_document(reference: pl.Expr) -> pl.Expr:
    """Return whether a reference holds the number of a document: four digits or more that are not of a CAS number."""
    return reference.str.replace_all(_CAS, " ").str.contains(r"[0-9]{4,}").fill_null(value=False)


def beside_the_number(reference: pl.Expr) -> pl.Expr:
    """Return whether a reference says more than the word for a document and its number, such as whose debt is paid."""
    rest = folded(reference).str.replace(r"^[^0-9]*", "").str.replace_all(r"[^\p{L}]+", " ").str.strip_chars()
    return (rest.str.len_chars() >= 4).fill_null(value=False)


@once
def common_words(scene: Scene) -> pl.DataFrame:
    """Return the references without a number that the file uses towards many payees, as ``words``."""
    text = folded(pl.col("reference")).alias("words")
    frame = scene.payments.select(text, "payee_party").filter(~pl.col("words").str.contains(r"[0-9]"))
    payees = frame.drop_nulls().group_by("words").agg(pl.col("payee_party").n_unique().alias("payees"))
    return payees.filter(pl.col("payees") >= _COMMON_PAYEES).select("words")


def with_burst(frame: pl.DataFrame, party: str, others: str, days: int) -> pl.DataFrame:
    """Return the payments with ``burst``: how much of all that the party deals lies within the days round each payment, 0 to 1.

    A shop is paid all year round; somebody who collects once is paid in a few weeks and never again. Where the file itself is
    hardly longer than the window the figure is a half: a burst cannot be told there.

    Args:
        frame: payments with a ``date``.
        party: column of the party, ``others`` of those it deals with.
        others: see above.
        days: length of the window.
    """
    span = frame["date"].max(), frame["date"].min()
    if span[0] is None or (span[0] - span[1]).days < _LONG * days:  # type: ignore[operator, union-attr]
        return frame.with_columns(pl.lit(0.5).alias("burst"))
    once_each = frame.group_by(party, others).agg(pl.col("date").min().alias("_first"))
    firsts = once_each.select(party, pl.col("_first").alias("date")).drop_nulls().sort("date")
    counts = firsts.group_by(party, "date").agg(pl.len().cast(pl.Float64).alias("_n")).sort("date")
    window = f"{2 * days}d"
    # Twice the window, so that a payment at either end of a burst sees the whole of it.
    reach = counts.with_columns(
        pl.col("_n").rolling_sum_by("date", window_size=window, closed="both").over(party).alias("_near"),
        pl.col("_n").sum().over(party).alias("_all"),
    )
    most = reach.group_by(party).agg((pl.col("_near").max() / pl.col("_all").first()).alias("burst"))
    return frame.join(most, on=party, how="left", maintain_order="left").with_columns(pl.col("burst").fill_null(0.5))
