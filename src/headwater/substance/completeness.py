"""Which lists the tables hold in part only, so that "not found" is read as it must be."""

from headwater.reference import Tables


def incomplete_lists(tables: Tables) -> str:
    """Return one sentence on the lists that the tables do not hold whole, or nothing where all are.

    Args:
        tables: the reference tables.
    """
    lacking, unknown = [], []
    for code, complete, count in tables["instruments"].select("instrument", "complete", "items_missing").iter_rows():
        if complete == "no":
            lacking.append(code if count is None else f"{code} ({count})")
        elif complete == "not known":
            unknown.append(code)
    parts = [
        f"known to lack entries here: {', '.join(lacking)}" if lacking else "",
        f"not known to be complete here: {', '.join(unknown)}" if unknown else "",
    ]
    return "; ".join(part for part in parts if part)
