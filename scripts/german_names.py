"""Make the German names of the register from its English ones.

Run by a maintainer when English names are added; the rows are appended to ``names.csv`` and reviewed there. German writes
endings such as -ine, -one, -ole, -ide without their last letter, and most building blocks as English does. A name that the
register or an ordinary chemical has already is left out.

    python scripts/german_names.py
"""

import csv
import re
from pathlib import Path

from headwater.reference import tables
from headwater.substance.register import register_of
from headwater.substance.text import key_of

NAMES = Path(__file__).parent.parent / "src" / "headwater" / "reference" / "data" / "substance" / "names.csv"
ENDING = re.compile(
    r"(ine|one|ane|ene|yne|ole|ide|ate|ite|ase|ose|ile|ime|ame|amine|anil|azine|oline|idine)(?=$|[\s\-,()\[\]/0-9])"
)
BLOCKS = (
    ("fluoro", "fluor"),
    ("chloro", "chlor"),
    ("bromo", "brom"),
    ("iodo", "iod"),
    ("methylenedioxy", "methylendioxy"),
    ("ethylenedioxy", "ethylendioxy"),
)
NOT_SYSTEMATIC = re.compile(r"\bacid\b|\banhydride\b|\bester\b|\bether\b|\boil\b|\bsalt\b|\s")
SOURCE = "IUPAC nomenclature in German, from the English name"


def german(name: str) -> str | None:
    """Return a one-word English name in German, or None where it does not change or does not follow from the English one."""
    low = name.lower()
    if not name.isascii() or NOT_SYSTEMATIC.search(low) or len(low) < 6:
        return None
    for block, other in BLOCKS:
        low = low.replace(block, other)
    low = ENDING.sub(lambda match: match.group(1)[:-1] if match.group(1).endswith("e") else match.group(1), low)
    return None if low == name.lower() else low


def main() -> None:
    """Append the names that are new."""
    register = register_of(tables())
    taken = {*register.lexicon.names, *register.lexicon.ambiguous, *register.ordinary.row_named}
    rows = []
    known = tables()["substance_names"].filter(language="en").select("name", "substance_id", "form").iter_rows()
    for name, id_, form in known:
        made = german(name)
        if made is not None and form != "trade" and key_of(made) not in taken:
            taken.add(key_of(made))
            rows.append((made, id_, "de", "systematic" if form == "systematic" else "name", SOURCE))
    with NAMES.open("a", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
