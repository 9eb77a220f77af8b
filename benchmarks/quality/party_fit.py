"""Fit the weights of ``name_weights``: ``python -m benchmarks.quality.party_fit [FILE]`` prints figures and writes the table.

Needs scipy. Learns from aliases of the development half that are left out of the index, from innocent names and from judged
pairs; see docs/explanation/matching.md.
"""

import random
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.quality.party import ofac, rows, without
from headwater.party import index_lists
from headwater.party.matching.alignment import align
from headwater.party.matching.features import FEATURES, features
from headwater.party.matching.names import readings
from headwater.party.matching.party_index import KINDS
from headwater.party.matching.rarity import rarity
from headwater.party.matching.scoring import DEFAULT_THRESHOLD
from headwater.party.matching.similarity import Lexicon, WordArrays
from headwater.party.matching.table import NameTable

LEFT_OUT, ROUNDS, BATCH = 2_000, 2, 500
RATES = {"Person": (0.008, 0.0065), "Organization": (0.015, 0.012)}
"""Share of innocent names that may be hit, and the share the shipped constant is set to, so as to keep some distance."""
FLOORS = {
    "conflict": 1.0,
    "query_left": 0.1,
    "name_left": 0.2,
    "numbers": 4.0,
    "general": 2.0,
    "spelling": 1.0,
    "coverage": 1.0,
}
FOR_BODIES = {"brand", "query_brand", "name_brand", "brand_conflict", "general", "places", "general_conflict"}
SIDES = (
    ("query_coverage", "name_coverage"),
    ("query_left", "name_left"),
    ("query_top_left", "name_top_left"),
    ("query_brand", "name_brand"),
)


def bounds(kind: str, *, pairs: bool) -> list[tuple[float | None, float | None]]:
    """Return the least and the greatest weight of each feature, and of the constant."""
    found: list[tuple[float | None, float | None]] = []
    for name in FEATURES:
        least = 0.0 if pairs else FLOORS.get(name, 0.0) + (1.5 if name == "family" and kind == "Person" else 0)
        if (kind == "Person" and name in FOR_BODIES) or (kind != "Person" and name == "given"):
            found.append((0, 0))
        else:
            most = {"form": 0.5, "initials": 1.5 if pairs else None}.get(name)
            found.append((least, most))
    return [*found, (None, None)]


def logistic(x, y, weight, kind, *, pairs, l2):
    """Return the weights and the constant of a logistic regression within ``bounds``."""
    from scipy.optimize import minimize

    x = np.c_[x, np.ones(len(x))].astype(float)
    y = y.astype(float)

    def loss(w):
        z = x @ w
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + l2 * (w[:-1] ** 2).sum()
        return value, x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) + np.append(2 * l2 * w[:-1], 0)

    return minimize(loss, np.zeros(x.shape[1]), jac=True, bounds=bounds(kind, pairs=pairs), method="L-BFGS-B").x


def collect():
    """Return by kind: features, whether the party is the right one, number of the query; and what each query asks."""
    aliases = rows("dev_aliases.csv")
    random.Random(3).shuffle(aliases)
    schemas = {"individual": "Person", "entity": "Organization"}
    data, asked = defaultdict(lambda: ([], [], [])), []
    for turn in range(ROUNDS):
        sample = aliases[turn * LEFT_OUT : (turn + 1) * LEFT_OUT]
        index = index_lists([without(ofac(), {(row["ent_num"], row["alias"]) for row in sample})])
        numbers = np.array([party.id.rpartition(":")[2] for party in index.parties])
        queries = [(row["alias"], schemas[row["type"]], row["ent_num"]) for row in sample if row["type"] in schemas]
        if not turn:
            innocent = rows("dev_innocents.csv")
            queries += [(row["name"], "Person" if row["schema"] == "Person" else "Organization", "none") for row in innocent]
        for start in range(0, len(queries), BATCH):
            part = queries[start : start + BATCH]
            found = [(place, reading) for place, (name, schema, _) in enumerate(part) for reading in readings(name, schema)]
            lexicon = Lexicon()
            table = NameTable([reading for _, reading in found], lexicon, index.weigh)
            query, name = index.index.candidates(table, lexicon)
            own = np.array([place for place, _ in found])[query]
            kinds = np.array([KINDS[schema] for _, schema, _ in part])[own]
            kept = kinds == index.kind[name]
            query, name, own, kinds = query[kept], name[kept], own[kept], kinds[kept]
            laid = align(table, query, WordArrays(lexicon), index.index.table, name, index.index.arrays)
            values = features(laid, table, query, index.index.table, name)
            right = numbers[index.owner[name]] == np.array([expected for _, _, expected in part])[own]
            for kind in RATES:
                at = kinds == KINDS[kind]
                for column, more in zip(data[kind], (values[at], right[at], own[at] + len(asked)), strict=True):
                    column.append(more)
            asked += [(expected, name, schema) for name, schema, expected in part]
    return {kind: tuple(np.concatenate(parts) for parts in columns) for kind, columns in data.items()}, asked


def hardest(values, right, query, innocent, kind):
    """Return the weights learned from the best right and the two hardest wrong candidates of each query."""
    score = values[:, 1]
    for _ in range(4):
        order = np.lexsort((-score, query))

        def first(mask, most):
            at = order[mask[order]]  # noqa: B023
            place = np.arange(at.size) - np.searchsorted(query[at], query[at], "left")
            return at[place < most]

        at = np.concatenate([first(~right, 2), first(right, 1)])
        weight = np.where(~right[at] & innocent[at], 8.0, 1.0)
        w = logistic(values[at], right[at], weight, kind, pairs=False, l2=0.5)
        score = values @ w[:-1] + w[-1]
    return w


def lists() -> dict[str, np.ndarray]:
    """Return the weights for ``match`` by kind, and print the cross-validated recall."""
    data, asked = collect()
    half = np.array(
        [sha256((name if expected == "none" else expected).encode()).digest()[0] % 2 for expected, name, _ in asked]
    )
    out, hits = {}, []
    for kind, (values, right, query) in data.items():
        innocent = np.array([asked[number][0] == "none" for number in query])
        for fold in (0, 1):
            learned, tested = half[query] == fold, half[query] != fold
            w = hardest(values[learned], right[learned], query[learned], innocent[learned], kind)
            best, good = (best_by(values[at] @ w[:-1] + w[-1], query[at]) for at in (tested, tested & right))
            own = [number for number, (_, _, schema) in enumerate(asked) if schema == kind and half[number] != fold]
            limit = quantile([best.get(number, -99.0) for number in own if asked[number][0] == "none"], RATES[kind][0])
            hits += [good.get(number, -99.0) > limit for number in own if asked[number][0] != "none"]
        w = hardest(values, right, query, innocent, kind)
        best = best_by(values @ w[:-1] + w[-1], query)
        own = [number for number, (expected, _, schema) in enumerate(asked) if schema == kind and expected == "none"]
        w[-1] -= quantile([best.get(number, -99.0) for number in own], RATES[kind][1])
        out[kind] = w
    print(f"Left-out aliases of persons and bodies, cross-validated: {np.mean(hits):.3f} of {len(hits):,}")
    return out


def best_by(score, query) -> dict[int, float]:
    """Return the best score of each query."""
    best: dict[int, float] = {}
    for number, value in zip(query.tolist(), score.tolist(), strict=True):
        best[number] = max(best.get(number, -99.0), value)
    return best


def quantile(values: list[float], rate: float) -> float:
    """Return the score that a share of ``rate`` of the values exceeds."""
    return sorted(values, reverse=True)[int(rate * len(values))]


def judged(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the weights for ``compare`` by kind; aliases that a name cannot reach are left out."""
    sample = rows("dev_name_pairs.csv")
    lexicon = Lexicon()
    left, right = (
        NameTable([readings(row[key], row["schema"])[0] for row in sample], lexicon, rarity) for key in ("name1", "name2")
    )
    at, words = np.arange(len(sample)), WordArrays(lexicon)
    values = features(align(left, at, words, right, at, words), left, at, right, at).astype(float)
    person = np.array([row["schema"] == "Person" for row in sample])
    same = np.array([row["match"] == "true" for row in sample])
    classes = np.array([row["class"] for row in sample])
    odds = np.where(person, *(values @ weights[kind][:-1] + weights[kind][-1] for kind in ("Person", "Organization")))
    eastern = np.isin(classes, ("chinese-latin", "korean-latin")) & same & (odds < -1)
    reached = ~((classes == "official-alias") & (odds < -1.5)) & ~eastern
    weight = np.where(classes == "official-alias", 0.2, np.where(np.char.startswith(classes, "made"), 1.0, 3.0))
    for one, two in SIDES:
        both = [FEATURES.index(one), FEATURES.index(two)]
        values[:, both] = values[:, both].mean(axis=1, keepdims=True)
    out = {}
    for kind, mask in (("Person", person & reached), ("Organization", ~person & reached)):
        out[kind] = logistic(values[mask], same[mask], weight[mask], kind, pairs=True, l2=0.3)
        out[kind][-1] -= np.log(DEFAULT_THRESHOLD / (1 - DEFAULT_THRESHOLD))
    return out


def fit(path: Path | None) -> None:
    """Fit all weights, and write them to ``path`` if one is given."""
    one = lists()
    two = judged(one)
    columns = [one["Person"], one["Organization"], two["Person"], two["Organization"]]
    lines = ["feature,person,organisation,person_pair,organisation_pair"]
    for number, name in enumerate((*FEATURES, "threshold")):
        lines.append(",".join([name, *(f"{column[number]:.3f}" for column in columns)]))
    text = "\n".join(lines) + "\n"
    if path is None:
        print(text)
    else:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    fit(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
