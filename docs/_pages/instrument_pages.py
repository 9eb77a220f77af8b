"""One page an instrument: what is in it, since when, where that was read, and what is not verified."""

import polars as pl

from headwater.reference import tables

_FOLDER = "reference/instruments"
_STATUS = {
    "read": "",
    "computed": " (computed)",
    "publication": " (day of publication; effect may be later)",
    "background": " (not read)",
    "unknown": "",
}


def instrument_pages() -> dict[str, str]:
    """Return the text of every instrument page by its name under ``docs/``, and of their index."""
    every = tables(with_unverified=True)
    names = dict(every["substances"].select("substance_id", "name").iter_rows())
    pages = {}
    index = [
        "# Instruments\n",
        "Lists, schedules and classes of the register; one page each, made from the reference tables.\n",
    ]
    index += [
        "| Instrument | Jurisdiction | Title | Entries read | Not read | Complete | Missing |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in every["instruments"].iter_rows(named=True):
        code = row["instrument"]
        listings = every["listings"].filter(pl.col("instrument") == code)
        read = listings.filter("verified").height
        index.append(
            f"| [`{code}`]({code}.md) | {row['jurisdiction']} | {_cell(row['title'])} | {read} | {listings.height - read} "
            f"| {row['complete']} | {_missing_count(row)} |"
        )
        pages[f"{_FOLDER}/{code}.md"] = _page(row, listings, every, names)
    return {f"{_FOLDER}/index.md": "\n".join(index) + "\n", **pages}


def _missing_count(row: dict[str, object]) -> str:
    if row["complete"] == "no":
        return "not counted" if row["items_missing"] is None else str(row["items_missing"])
    return "0" if row["complete"] == "yes" else ""


def _completeness(row: dict[str, object]) -> str:
    """Return whether the register holds the whole instrument; what is not found here may still be listed."""
    if row["complete"] == "not applicable":
        return "No list of a law: nothing to be complete against."
    where = f" Counted in: {row['counted_in']}." if row["counted_in"] else ""
    words = f" {str(row['missing'])[0].upper()}{str(row['missing'])[1:]}." if row["missing"] else ""
    if row["complete"] == "yes":
        return f"**Complete here.** Every item that the text names has a row.{words}{where}"
    if row["complete"] == "no":
        count = "how many was not counted" if row["items_missing"] is None else f"{row['items_missing']} items"
        return f"**Not complete here** ({count}). Missing:{words.rstrip('.')}. What is not found here may be listed.{where}"
    return "**Not known to be complete here.** The whole text was not counted. What is not found here may be listed."


def _page(row: dict[str, str], listings: pl.DataFrame, every: object, names: dict[str, str]) -> str:
    code = row["instrument"]
    get = every.__getitem__  # type: ignore[attr-defined]
    parts = [f"# {code}\n", f"{row['title']}. Jurisdiction: {row['jurisdiction']}; kind: {row['kind']}.\n"]
    if row["salts_and_forms"]:
        parts.append(f"Salts and forms: {row['salts_and_forms']}.\n")
    if row["note"]:
        parts.append(f"{row['note'][0].upper()}{row['note'][1:]}.\n")
    parts.append(f"{_completeness(row)}\n")
    clauses = get("classes").filter(pl.col("instrument") == code)
    if clauses.height:
        parts.append("## Clauses\n\n| Clause | Text, in our words | First day | How we read it |\n|---|---|---|---|")
        parts += [
            f"| `{c['clause']}` | {_cell(c['text'])} | {_day(c['since'], 'day', c['since_status'])} "
            f"| {_cell(c['interpretation'])} |"
            for c in clauses.iter_rows(named=True)
        ]
        parts.append("\nRead in: " + "; ".join(sorted(set(clauses["source"].drop_nulls()))) + ".\n")
    uses = get("known_uses").filter(pl.col("instrument") == code)
    if uses.height:
        parts.append("## Medicines that the words cover\n\n| Name | CAS | Use | Why it fits |\n|---|---|---|---|")
        parts += [f"| {u['name']} | {u['cas']} | {u['use']} | {u['why_it_fits']} |" for u in uses.iter_rows(named=True)]
        parts.append("")
    for title, verified in (("In it", True), ("Known, and not read in the source", False)):
        rows = listings.filter(pl.col("verified") == verified).sort("substance_id")
        if rows.height:
            parts.append(f"## {title}\n\n| Substance | First day | Last day | Remark | Source |\n|---|---|---|---|---|")
            parts += [_entry(entry, names) for entry in rows.iter_rows(named=True)]
            parts.append("")
    scopes = get("scopes").filter(pl.col("instrument") == code)
    if scopes.height:
        parts.append(
            "## What entries cover beyond the substance\n\n| Substance | Covers | First day | Source |\n|---|---|---|---|"
        )
        parts += [
            f"| {_cell(names[s['substance_id']])} | {_cell(s['covers'])}{'' if s['verified'] else ' (not verified)'} "
            f"| {_day(s['since'], 'day', s['since_status'])} | {_cell(s['source'])} |"
            for s in scopes.iter_rows(named=True)
        ]
        parts.append("")
    excluded = get("exclusions").filter(pl.col("instrument") == code)
    if excluded.height:
        parts.append("## Expressly left out\n\n| Item | Substance |\n|---|---|")
        parts += [f"| {e['item']} | {_cell(e['name'])} |" for e in excluded.iter_rows(named=True)]
        parts.append("")
    notices = get("notices").filter(pl.col("instrument") == code)
    if notices.height:
        parts.append("## Proposals and watch entries (no control)\n\n| Substance | Status | Source |\n|---|---|---|")
        parts += [
            f"| {_cell(names[n['substance_id']])} | {n['status']} | {_cell(n['source'])} |"
            for n in notices.iter_rows(named=True)
        ]
        parts.append("")
    if not listings.height and not clauses.height and not notices.height:
        parts.append("The register holds no entry of this instrument.\n")
    return "\n".join(parts).rstrip() + "\n"


def _entry(entry: dict[str, object], names: dict[str, str]) -> str:
    remark = str(entry["scope"] or "")
    if entry["since"] is None and entry["on_list_by"] is not None:
        remark = f"on the list by {entry['on_list_by']}" + (f"; {remark}" if remark else "")
    first = _day(entry["since"], entry["since_precision"], entry["since_status"])
    name = _cell(names[str(entry["substance_id"])])
    return f"| {name} | {first} | {entry['until'] or ''} | {_cell(remark)} | {_cell(entry['source'])} |"


def _day(since: object, precision: object, status: object) -> str:
    if since is None:
        return "not known"
    text = str(since)
    shown = {"day": text, "month": text[:7], "year": text[:4]}.get(str(precision), text)
    return shown + _STATUS.get(str(status), f" ({status})")


def _cell(text: object) -> str:
    return str(text or "").replace("|", "\\|").replace("\n", " ")
