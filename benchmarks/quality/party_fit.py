"""Fit the weights of ``name_weights``: ``python -m benchmarks.quality.party_fit [FILE]`` prints figures and writes the table.

Needs scipy. Learns from all aliases of the development half, left out of the index 2,000 at a time, from innocent names and
from judged pairs. The figures it prints are those of parties and innocent names that were not learned from: the aliases of a
party are all in one fold, and half of the innocent names choose the threshold while the other half are counted; pairs that
share a name or a party are in one fold. See docs/explanation/matching.md.
"""

import random
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.quality.party import ofac, rows, without
from headwater.party import index_lists
from headwater.party.matching.alignment import align
from headwater.party.matching.evidence import IN_PAIRS, deductions
from headwater.party.matching.features import FEATURES, features
from headwater.party.matching.names import eastern_readings, readings
from headwater.party.matching.party_index import KINDS
from headwater.party.matching.rarity import rarity
from headwater.party.matching.scoring import DEFAULT_THRESHOLD
from headwater.party.matching.similarity import Lexicon, WordArrays
from headwater.party.matching.syllables import syllables_between
from headwater.party.matching.table import NameTable

LEFT_OUT, BATCH, FOLDS, PAIR_FOLDS, INNER_FOLDS = 2_000, 1_000, 3, 10, 4
PAIR_L2 = (0.05, 0.15, 0.5, 1.5)
"""Strengths of regularisation among which those of pairs are chosen, each time within the pairs learned from."""
RATES = {"Person": 0.0062, "Organization": 0.012}
"""Share of innocent names that the threshold lets through; the limits are 0.8 % of persons and 1.5 % of Chinese firms."""
FLOORS = {
    "conflict": 1.0,
    "query_left": 0.1,
    "name_left": 0.2,
    "numbers": 4.0,
    "general": 2.0,
    "spelling": 1.0,
    "coverage": 1.0,
    "syllables": 9.5,
}
FOR_BODIES = {
    "brand",
    "query_brand",
    "name_brand",
    "brand_conflict",
    "general",
    "places",
    "general_conflict",
    "coined",
    "syllables",
}
PAIR_FLOORS = {"numbers": 4.0, "syllables": 7.0}
FOR_PERSONS = {"given", "pooled", "other_given", "paternal", "other_family"}
FOR_LISTS = {"given", "rare", "other_given", "paternal", "other_family"}
"""What two parties that somebody put beside each other are not told by."""
SIDES = (
    ("query_coverage", "name_coverage"),
    ("query_left", "name_left"),
    ("query_top_left", "name_top_left"),
    ("query_brand", "name_brand"),
)
SCHEMAS = {"individual": "Person", "entity": "Organization"}
ALIAS, MADE, JUDGED = 0.2, 1.0, 3.0
"""What an official alias, a changed name and a pair that somebody judged count for when the weights of pairs are learned."""


def bounds(kind: str, *, pairs: bool) -> list[tuple[float | None, float | None]]:
    """Return the least and the greatest weight of each feature, and of the constant."""
    found: list[tuple[float | None, float | None]] = []
    for name in FEATURES:
        least = FLOORS.get(name, 0.0) + (1.5 if name == "family" and kind == "Person" else 0)
        if pairs:
            least = PAIR_FLOORS.get(name, 0.0)
        if (pairs and name in FOR_LISTS) or name in (FOR_BODIES if kind == "Person" else set() if pairs else FOR_PERSONS):
            found.append((0, 0))
        else:
            most = {"form": 0.5, "initials": 1.5 if pairs else None}.get(name)
            found.append((least, most))
    return [*found, (None, None)]


def logistic(x, y, weight, lost, kind, *, pairs, l2):
    """Return the weights and the constant of a logistic regression within ``bounds``, given what each row loses besides."""
    from scipy.optimize import minimize

    x = np.c_[x, np.ones(len(x))].astype(float)
    y = y.astype(float)

    def loss(w):
        z = x @ w - lost
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + l2 * (w[:-1] ** 2).sum()
        return value, x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) + np.append(2 * l2 * w[:-1], 0)

    start = np.zeros(x.shape[1])
    return minimize(loss, start, jac=True, bounds=bounds(kind, pairs=pairs), method="L-BFGS-B", options={"maxiter": 200}).x


def rounds() -> Iterator[tuple[object, list[tuple[str, str, str, str]]]]:
    """Yield an index without some aliases, and (name, schema, party or none, group) of what is asked of it."""
    aliases = rows("dev_aliases.csv")
    random.Random(3).shuffle(aliases)
    party_list = ofac()
    for start in range(0, len(aliases), LEFT_OUT):
        sample = aliases[start : start + LEFT_OUT]
        asked = [
            (row["alias"], SCHEMAS[row["type"]], row["ent_num"], "narcotics" if row["narcotics"] == "Y" else "others")
            for row in sample
            if row["type"] in SCHEMAS
        ]
        if not start:
            for row in rows("dev_innocents.csv"):
                asked.append((row["name"], "Person" if row["schema"] == "Person" else "Organization", "none", row["group"]))
        yield index_lists([without(party_list, {(row["ent_num"], row["alias"]) for row in sample})]), asked


def collect():
    """Return the features of all candidates as columns, and what was asked as rows of text."""
    columns: dict[str, list] = {key: [] for key in ("values", "right", "query", "lost", "person")}
    asked: list[tuple[str, str, str, str]] = []
    for index, questions in rounds():
        numbers = np.array([party.id.rpartition(":")[2] for party in index.parties])
        for start in range(0, len(questions), BATCH):
            part = questions[start : start + BATCH]
            found = []
            for place, (name, schema, _, _) in enumerate(part):
                usual = readings(name, schema)
                found += [(place, one) for one in (*usual, *(eastern_readings(usual) if schema == "Person" else ()))]
            lexicon = Lexicon()
            said = [reading for _, reading in found]
            table = NameTable(said, lexicon, index.weigh)
            query, name, syllables = index.candidates(said, table, lexicon)
            own = np.array([place for place, _ in found])[query]
            kinds = np.array([KINDS[schema] for _, schema, _, _ in part])[own]
            kept = kinds == index.kind[name]
            query, name, own, syllables = query[kept], name[kept], own[kept], syllables[kept]
            person = kinds[kept] == KINDS["Person"]
            laid = align(table, query, WordArrays(lexicon), index.index.table, name, index.index.arrays)
            lost = deductions(laid, table, query, index.index.table, name, person, np.zeros(person.size, np.bool_)).sum(axis=1)
            bearers = index.owner[name]
            columns["values"].append(features(laid, table, query, index.index.table, name, bearers, syllables))
            columns["right"].append(numbers[bearers] == np.array([expected for _, _, expected, _ in part])[own])
            columns["query"].append(own + len(asked))
            columns["lost"].append(lost + table.penalty[query] + index.index.table.penalty[name] + index.weak[name])
            columns["person"].append(person)
            asked += part
    return {key: np.concatenate(parts) for key, parts in columns.items()}, np.array(asked)


def hardest(values, right, query, lost, innocent, kind):
    """Return the weights learned from the best right and the two hardest wrong candidates of each query."""
    score = values[:, 1] - lost
    for _ in range(3):
        order = np.lexsort((-score, query))

        def first(mask, most):
            at = order[mask[order]]  # noqa: B023
            place = np.arange(at.size) - np.searchsorted(query[at], query[at], "left")
            return at[place < most]

        at = np.concatenate([first(~right, 2), first(right, 1)])
        weight = np.where(~right[at] & innocent[at], 8.0, 1.0)
        w = logistic(values[at], right[at], weight, lost[at], kind, pairs=False, l2=0.5)
        score = values @ w[:-1] + w[-1] - lost
    return w


def lists() -> dict[str, np.ndarray]:
    """Return the weights for ``match`` by kind, and print what they find of parties and names that were not learned from."""
    data, asked = collect()
    _, schema, expected, group = asked.T
    innocent = expected == "none"
    hashes = np.array([sha256((name if who == "none" else who).encode()).digest()[0] for name, _, who, _ in asked])
    fold, counted = np.where(innocent, -1, hashes % FOLDS), innocent & (hashes % 2 == 1)
    out, found, hit = {}, np.zeros(len(asked), np.bool_), np.zeros((FOLDS, len(asked)), np.bool_)
    for kind, rate in RATES.items():
        at = data["person"] == (kind == "Person")
        values, right, query, lost = (data[key][at].astype(float) for key in ("values", "right", "query", "lost"))
        right, query = right.astype(bool), query.astype(int)
        own = schema == kind
        for number in (*range(FOLDS), None):
            learned = np.ones(query.size, np.bool_) if number is None else (fold[query] != number) & ~counted[query]
            w = hardest(values[learned], right[learned], query[learned], lost[learned], innocent[query[learned]], kind)
            score = values @ w[:-1] + w[-1] - lost
            best, good = best_by(score, query, len(asked)), best_by(np.where(right, score, -99.0), query, len(asked))
            choosing = own & innocent & (~counted if number is not None else True)
            limit = np.sort(best[choosing])[::-1][int(rate * choosing.sum())]
            if number is None:
                w[-1] -= limit + 1e-3
                out[kind] = w
                continue
            tested = own & (fold == number)
            found[tested] = good[tested] > limit
            hit[number] |= own & innocent & (best > limit)
    for title, mask in (
        ("all", ~innocent),
        ("persons", ~innocent & (schema == "Person")),
        ("bodies", ~innocent & (schema != "Person")),
        ("narcotics programmes", group == "narcotics"),
    ):
        print(f"Left-out aliases of held-out parties, {title}: {found[mask].mean():.3f} of {mask.sum():,}")
    for title, mask in (("persons", schema == "Person"), ("Chinese firms", group == "cn-company")):
        print(f"Held-out innocent {title} hit: {hit[:, counted & mask].mean():.4f} of {(counted & mask).sum():,}")
    return out


def best_by(score, query, size) -> np.ndarray:
    """Return the best score of each query."""
    best = np.full(size, -99.0)
    np.maximum.at(best, query, score)
    return best


def pairs():
    """Return the features of all readings of the judged pairs, what each loses, the pair it is of, and the pairs."""
    sample = rows("dev_name_pairs.csv")
    sides, at, own = ([], []), ([], []), []
    for number, row in enumerate(sample):
        both = []
        for key in ("name1", "name2"):
            usual = readings(row[key], row["schema"])
            both.append([*usual, *(eastern_readings(usual) if row["schema"] == "Person" else ())])
        for one in range(len(both[0])):
            for two in range(len(both[1])):
                at[0].append(len(sides[0]) + one)
                at[1].append(len(sides[1]) + two)
                own.append(number)
        sides[0].extend(both[0])
        sides[1].extend(both[1])
    lexicon = Lexicon()
    left, right = (NameTable(side, lexicon, rarity) for side in sides)
    words, one, two, own = WordArrays(lexicon), np.array(at[0]), np.array(at[1]), np.array(own)
    laid = align(left, one, words, right, two, words)
    made = [syllables_between(sides[0][i], sides[1][j]) for i, j in zip(one, two, strict=True)]
    values = features(laid, left, one, right, two, syllables=np.array(made, np.float32)).astype(float)
    person = np.array([row["schema"] == "Person" for row in sample])[own]
    craft = np.array([row["schema"] == "Vessel" for row in sample])[own]
    lost = (deductions(laid, left, one, right, two, person, craft) * IN_PAIRS).sum(axis=1)
    lost += left.penalty[one] + right.penalty[two]
    for side in SIDES:
        both = [FEATURES.index(name) for name in side]
        values[:, both] = values[:, both].mean(axis=1, keepdims=True)
    return values, lost.astype(float), own, person, sample


def groups(sample) -> np.ndarray:
    """Return for each pair the number of its group: pairs that share a name or a listed party are in one."""
    parent = list(range(len(sample)))

    def root(number):
        while parent[number] != number:
            number = parent[number]
        return number

    seen: dict[str, int] = {}
    for number, row in enumerate(sample):
        keys = [row["name1"].lower(), row["name2"].lower(), *([row["origin"]] if row["origin"].startswith("OFAC") else [])]
        for key in keys:
            parent[root(number)] = root(seen.setdefault(key, number))
    return np.array([root(number) for number in range(len(sample))])


def fold_of(group, salt, size) -> np.ndarray:
    """Return the fold of each pair, the same for all of a group."""
    return np.array([sha256(f"{salt}|{number}".encode()).digest()[0] % size for number in group])


def learn_pairs(values, lost, own, same, weight, alias, kind, score, learned, l2):
    """Return the weights for ``compare``, learned from the reading that fits best and not from aliases out of reach."""
    for _ in range(3):
        order = np.lexsort((-score, own))
        first = np.zeros(own.size, np.bool_)
        first[order[np.concatenate([[True], own[order][1:] != own[order][:-1]])]] = True
        at = first & learned & ~(alias[own] & (score < -1.5))
        w = logistic(values[at], same[own[at]], weight[own[at]], lost[at], kind, pairs=True, l2=l2)
        score = values @ w[:-1] + w[-1] - lost
    return w, score


def judged(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the weights for ``compare`` by kind, and print what they say of pairs that were not learned from."""
    values, lost, own, person, sample = pairs()
    same = np.array([row["match"] == "true" for row in sample])
    classes = np.array([row["class"] for row in sample])
    alias, group = classes == "official-alias", groups(sample)
    weight = np.where(alias, ALIAS, np.where(np.char.startswith(classes, "made"), MADE, JUDGED))
    start = np.where(person, *(values @ weights[kind][:-1] + weights[kind][-1] for kind in RATES)) - lost
    fold, inner = (fold_of(group, salt, size)[own] for salt, size in (("0", PAIR_FOLDS), ("in0", INNER_FOLDS)))
    tested, out = np.full(len(sample), -99.0), {}
    for kind, mask in (("Person", person), ("Organization", ~person)):

        def learn(learned, l2, kind=kind):
            return learn_pairs(values, lost, own, same, weight, alias, kind, start, learned, l2)

        def strength(learned, learn=learn):
            losses = []
            for l2 in PAIR_L2:
                told = np.full(len(sample), -99.0)
                for number in range(INNER_FOLDS):
                    at = learned & (inner == number)
                    np.maximum.at(told, own[at], learn(learned & (inner != number), l2)[1][at])
                at = ~alias & (told > -99)
                z = np.clip(told[at], -30, 30)
                losses.append((weight[at] * (np.logaddexp(0, z) - same[at] * z)).sum())
            return PAIR_L2[int(np.argmin(losses))]

        for number in range(PAIR_FOLDS):
            learned, at = mask & (fold != number), mask & (fold == number)
            np.maximum.at(tested, own[at], learn(learned, strength(learned))[1][at])
        l2 = strength(mask)
        print(f"Pairs, {kind}: regularisation {l2}")
        out[kind] = learn(mask, l2)[0]
        out[kind][-1] -= np.log(DEFAULT_THRESHOLD / (1 - DEFAULT_THRESHOLD))
    order = np.argsort(-tested[~alias], kind="stable")
    right = np.cumsum(same[~alias][order])
    place = np.arange(1, right.size + 1)
    reached = int(np.searchsorted(right, np.ceil(0.99 * right[-1])))
    print(
        f"Pairs of held-out names, without official aliases: best F1 {(2 * right / (place + right[-1])).max():.4f}; "
        f"precision at recall 0.99 {right[reached] / place[reached]:.4f}"
    )
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
