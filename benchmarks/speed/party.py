"""Parties: time until a list is ready, screenings and compared pairs a second, and what a longer list costs."""

import csv
import random
import resource
import subprocess
import sys
import time

from benchmarks.data import shared_data
from benchmarks.quality.party import ofac, rows
from headwater.party import index_lists, match
from headwater.party.parties import ListedParty, PartyList, PartyName


def enlarged(party_list: PartyList, times: int) -> PartyList:
    """Return the list with that many times the parties: the others bear its names with their words drawn anew."""
    draw = random.Random(7)
    words = [word for party in party_list.parties for word in party.name.split()]
    parties = list(party_list.parties)
    for number in range(len(parties) * (times - 1)):
        model = party_list.parties[number % len(party_list.parties)]
        name = " ".join(draw.choices(words, k=len(model.name.split())))
        parties.append(ListedParty(f"made:{number}", "made", model.schema, name, (PartyName(name),)))
    return PartyList("ofac-sdn", "", "", "", None, "", "", "0" * 64, tuple(parties))


def main() -> None:
    """Print the tables."""
    start = time.perf_counter()
    party_list = ofac()
    read = time.perf_counter() - start
    queries = [{"name": row["name"], "schema": row["schema"]} for row in rows("dev_queries.csv")] * 5
    print("| parties | names | ready in s | screenings a second, one process | memory MB |\n|---|---|---|---|---|")
    for times in (1, 10, 30):
        listed = party_list if times == 1 else enlarged(party_list, times)
        start = time.perf_counter()
        index = index_lists([listed])
        ready = time.perf_counter() - start + (read if times == 1 else 0)
        match(queries[:500], index)
        start = time.perf_counter()
        match(queries, index)
        rate = len(queries) / (time.perf_counter() - start)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {len(index):,} | {len(index.names):,} | {ready:.2f} | {rate:,.0f} | {memory:,.0f} |")
    pairs(20_000)


def pairs(count: int) -> None:
    """Print the pairs a second of ``headwater compare --json``, with start-up."""
    with (shared_data() / "parties" / "dev_name_pairs.csv").open(encoding="utf-8") as file:
        sample = [{key: row[key] for key in ("schema", "name1", "name2")} for row in csv.DictReader(file)]
    import json

    lines = "\n".join(json.dumps(sample[number % len(sample)]) for number in range(count))
    command = [sys.executable, "-c", "from headwater.cli.main import main; main()", "compare", "--json"]
    start = time.perf_counter()
    subprocess.run(command, input=lines, text=True, check=True, stdout=subprocess.DEVNULL)
    rate = count / (time.perf_counter() - start)
    print(f"\n{count:,} pairs through `headwater compare --json`: {rate:,.0f} a second, start-up included.")


if __name__ == "__main__":
    main()
