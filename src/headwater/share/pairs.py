"""The sheet of pairs that are not the same party: ``decided.csv`` in the folder of a review."""

import csv
from pathlib import Path
from typing import Final

from headwater.errors import ArgumentError, OutputError
from headwater.share.stored import StoredReview
from headwater.share.unseen import spreadsheet_safe

PAIRS: Final = "decided.csv"
_COLUMNS: Final = ("state", "because", "party_id", "source", "row")


def keep_apart(review: StoredReview, rank: int, party_id: str, because: str) -> Path:
    """Return the sheet of pairs after adding that a party of a row is not the listed party it is like.

    ``headwater screen --decided`` and ``headwater match --decided`` read it. The pair is silent until either side changes.

    Args:
        review: the review.
        rank: rank of the row.
        party_id: id of the listed party, such as ``ofac-sdn:12345``.
        because: why they are not the same.

    Raises:
        ArgumentError: no reason is given, or no party of the row is like that listed party.
        OutputError: the sheet cannot be written.
    """
    if not because.strip():
        raise ArgumentError("Say with --reason why they are not the same.", code="decision")
    row = review.row(rank)
    pairs = [str(pair).rpartition("=") for pair in row.record.get("party_pairs") or ()]
    states = [state for party, _, state in pairs if party == party_id]
    if not states:
        known = ", ".join(dict.fromkeys(party for party, _, _ in pairs)) or "none"
        raise ArgumentError(
            f"No party of the row of rank {rank} is like {party_id!r}; listed parties there: {known}.", code="decision"
        )
    path = review.folder / PAIRS
    reason = spreadsheet_safe(" ".join(because.split()))
    try:
        new = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            if new:
                writer.writerow(_COLUMNS)
            writer.writerows((state, reason, party_id, row.entry["source"], row.entry["row"]) for state in states)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); close it elsewhere or make room.", code="output"
        ) from error
    return path
