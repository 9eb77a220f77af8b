"""What a list holds, counted."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from headwater.party.parties import PartyList, PartyName

_WEAK_APART: Final = frozenset({"ofac-csv", "ftm-entities", "ftm-nested"})
"""Formats that keep weak aliases elsewhere than the aliases: in the remarks, or in a property of their own."""

_NOTABLE: Final = frozenset({"thin-list", "partial-list", "no-aliases", "no-end-mark", "record-count", "no-name"})
"""Warnings that say that somebody may be missing."""

_NATIVE_APART: Final = frozenset({"ofac-advanced-xml", "un-xml", "uk-csv", "uk-xml", "ofsi-csv", "ofsi-xml", "plain-csv"})
"""Formats that write a name in another script beside a name or party, and not as an alias of its own."""


def summarise(party_list: PartyList) -> dict[str, Any]:
    """Return what a list holds as ``headwater lists show --json`` prints it.

    ``aliases`` counts the entries that the format itself has for other names, so that it can be checked against the publisher's
    files; weak and native names that the format keeps elsewhere are in ``weak_aliases`` and ``native_names`` alone.
    """
    others = [name for party in party_list for name in party.names if name.kind != "primary"]
    return {
        "format": party_list.format,
        "code": party_list.code,
        "title": party_list.title,
        "publisher": party_list.publisher,
        "licence": party_list.licence,
        "date": party_list.date,
        "source": party_list.source,
        "sha256": party_list.sha256,
        "entities": len(party_list),
        "aliases": sum(_is_alias_entry(name, party_list.format) for name in others),
        "weak_aliases": sum(name.quality == "weak" for name in others),
        "native_names": sum(name.kind == "native" for name in others),
        "addresses": sum(len(party.addresses) for party in party_list),
        "links": sum(len(party.links) for party in party_list),
        "schemas": _counts(party.schema for party in party_list),
        "programs": _counts(program for party in party_list for program in party.programs),
        "identifiers": _counts(found.scheme for party in party_list for found in party.identifiers),
        "refused": [{"file": entry.file, "row": entry.row, "reason": entry.reason} for entry in party_list.refused],
        "warnings": [{"code": warning.code, "text": warning.text} for warning in party_list.warnings],
    }


def notes(lists: Iterable[PartyList]) -> list[str]:
    """Return what somebody who screens against lists must know of them: what a list lacks, and what was refused."""
    found: list[str] = []
    for party_list in lists:
        found.extend(warning.text for warning in party_list.warnings if warning.code in _NOTABLE)
        if party_list.refused:
            first = party_list.refused[0]
            found.append(
                f"{len(party_list.refused):,} entries of {party_list.source} could not be used, the first at {first.row} of "
                f"{first.file}: {first.reason}."
            )
    return found


def _is_alias_entry(name: PartyName, form: str) -> bool:
    if name.quality == "weak" and form in _WEAK_APART:
        return False
    return not (name.kind == "native" and form in _NATIVE_APART)


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
