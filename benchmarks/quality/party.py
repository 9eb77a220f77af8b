"""Parties: left-out official aliases, innocent names, names in other scripts, and pairs that people judged.

Uses the development half of the SDN list only. The shipped weights were fitted on this half, so the
figures here are those of the data learned from; ``party_fit`` prints cross-validated ones.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.data import shared_data
from headwater.party import compare, index_lists, match, read_list
from headwater.party.matching import PartyIndex
from headwater.party.parties import ListedParty, PartyList, PartyName
from headwater.reference import tables

LEFT_OUT = 2_000
SEED = 3


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of development data."""
    with (shared_data() / "parties" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def without(party_list: PartyList, left_out: set[tuple[str, str]]) -> PartyList:
    """Return the list without the names left out, (number of the party, name)."""
    parties = []
    for party in party_list.parties:
        number = party.id.rpartition(":")[2]
        names = tuple(name for name in party.names if (number, name.text) not in left_out)
        parties.append(
            ListedParty(
                party.id,
                party.list,
                party.schema,
                party.name,
                names or party.names[:1],
                party.programs,
                birth_dates=party.birth_dates,
            )
        )
    return PartyList("ofac-sdn", "", "", "ofac-csv", None, "", "sdn.csv", "0" * 64, tuple(parties))


def ofac() -> PartyList:
    """Return the SDN list of 2026-08-20."""
    path: Path = shared_data() / "parties" / "lists" / "ofac" / "trio_2026-08-20" / "sdn.csv.gz"
    return read_list(path, tables())


def aliases() -> None:
    """Print recall of left-out aliases and the share of innocent names hit, at the default threshold."""
    sample = rows("dev_aliases.csv")
    random.Random(SEED).shuffle(sample)
    sample = sample[:LEFT_OUT]
    index = index_lists([without(ofac(), {(row["ent_num"], row["alias"]) for row in sample})])
    kinds = {"individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Vessel"}
    queries = [{"name": row["alias"], "schema": kinds[row["type"]]} for row in sample]
    found: dict[str, list[bool]] = defaultdict(list)
    for row, result in zip(sample, match(queries, index, limit=20), strict=True):
        hit = any(one.match and one.id.endswith(f":{row['ent_num']}") for one in result.candidates)
        for group in ("all", row["type"], *(("narcotics",) if row["narcotics"] == "Y" else ())):
            found[group].append(hit)
    print(f"Left-out official aliases, SDN list of 2026-08-20, {LEFT_OUT:,} left out at once\n")
    print("| aliases | n | found |\n|---|---|---|")
    for group, hits in found.items():
        print(f"| {group} | {len(hits):,} | {sum(hits) / len(hits):.3f} |")
    innocents(index)


def innocents(index: PartyIndex) -> None:
    """Print the share of innocent names that hit anything."""
    hit: dict[str, list[bool]] = defaultdict(list)
    sample = rows("dev_innocents.csv")
    queries = [{"name": row["name"], "schema": row["schema"]} for row in sample]
    for row, result in zip(sample, match(queries, index, limit=1), strict=True):
        hit[row["group"]].append(any(one.match for one in result.candidates))
        if row["schema"] == "Person":
            hit["all persons"].append(hit[row["group"]][-1])
    print("\n| innocent names | n | hit |\n|---|---|---|")
    for group, hits in hit.items():
        print(f"| {group} | {len(hits):,} | {sum(hits) / len(hits):.4f} |")


def scripts() -> None:
    """Print recall and wrong parties for names in their own script against a list of the Latin names of all of them."""
    sample = rows("dev_native_names.csv")
    parties = tuple(
        ListedParty(f"n:{row['id']}", "n", row["schema"], latin[0], tuple(PartyName(name) for name in latin))  # type: ignore[arg-type]
        for row in sample
        for latin in (row["latin"].split("|"),)
    )
    index = index_lists([PartyList("n", "", "", "plain", None, "", "", "0" * 64, parties)])
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in sample:
        bearers[row["native"]].add(f"n:{row['id']}")
    queries = [{"name": row["native"], "schema": row["schema"]} for row in sample]
    for row, result in zip(sample, match(queries, index), strict=True):
        matches = [one.id for one in result.candidates if one.match]
        count = counts[row["script"], row["schema"], row["stratum"]]
        count[0] += 1
        count[1] += any(one in bearers[row["native"]] for one in matches)
        count[2] += bool(matches) and matches[0] not in bearers[row["native"]]
    print("\n| script | schema | stratum | n | found | wrong party first |\n|---|---|---|---|---|---|")
    for key, (size, right, wrong) in sorted(counts.items()):
        print(f"| {' | '.join(key)} | {size} | {right / size:.3f} | {wrong / size:.3f} |")
    wrong, size = sum(count[2] for count in counts.values()), len(sample)
    print(
        f"\nWrong party first: {wrong / size:.2%} of {size:,} queries; shuffled pairs called the same: {shuffled(sample):.2%}."
    )


def shuffled(sample: list[dict[str, str]]) -> float:
    """Return the share of pairs of two different parties of one script and kind that are called the same."""
    draw = random.Random(SEED)
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in sample:
        groups[row["script"], row["schema"]].append(row)

    def pairs() -> Iterator[dict[str, Any]]:
        for row in sample:
            for other in draw.choices(groups[row["script"], row["schema"]], k=4):
                if other["native"] != row["native"]:
                    yield {"schema": row["schema"], "name1": row["native"], "name2": other["latin"].partition("|")[0]}

    results = [result.match for result in compare(pairs())]
    return sum(results) / len(results)


def judged_pairs() -> None:
    """Print precision, recall and F1 on pairs, those whose label is an analyst's apart from official aliases."""
    sample = rows("dev_name_pairs.csv")
    results = list(compare({key: row[key] for key in ("schema", "name1", "name2")} for row in sample))
    for title, kept in (("all", None), ("without official aliases", "official-alias")):
        pairs = [(one.score, row["match"] == "true") for one, row in zip(results, sample, strict=True) if row["class"] != kept]
        pairs.sort(key=lambda pair: -pair[0])
        wanted, right, best, at_recall = sum(label for _, label in pairs), 0, 0.0, 0.0
        for place, (_, label) in enumerate(pairs, start=1):
            right += label
            best = max(best, 2 * right / (place + wanted))
            if not at_recall and right >= 0.99 * wanted:
                at_recall = right / place
        figures = f"best F1 {best:.3f}; precision at recall 0.99 {at_recall:.3f}"
        print(f"\nPairs, {title}: {len(pairs):,}, {wanted:,} the same; {figures}.")


def main() -> None:
    """Print all tables."""
    aliases()
    scripts()
    judged_pairs()


if __name__ == "__main__":
    main()
