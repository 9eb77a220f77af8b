"""Names: what ``identify`` makes of noisy paperwork, of near misses, and of ordinary goods.

Five sets. The names are in the register and the misses were read while the reader was made: these are development figures.

* noise: every third name of the register (by hash, so that a name is in or out for good) under seeded typing errors,
  scanner confusions, letter case, full-width characters, salts and sentences;
* near misses: the same names with one locant changed or one block added; the right answer is anything but that substance;
* paperwork: lines as forms hold them in English, Spanish, Chinese and German (``paperwork.csv``), with the substance that
  each means, or nothing where no listed substance may be named;
* adversarial goods: articles, tests, brands and books named after listed substances in six languages (``goods.csv``);
* ordinary goods: the texts of HS 2022 headings that name no listed substance, and the names of ordinary chemicals.
"""

import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.data import shared_data
from headwater.reference import tables
from headwater.substance import Identification, identify, systematic
from headwater.substance.ordinary import ordinary_chemicals
from headwater.substance.text import key_of

DAY = date(2026, 11, 24)
SEED = 20261124
ANNOUNCED = {"named", "class", "class-known-use", "watched"}
OCR = {"l": "1", "i": "l", "o": "0", "m": "rn", "e": "c", "s": "5", "b": "8", "w": "vv", "a": "á", "n": "ñ"}
SENTENCES = (
    "{} 25 kg fibre drum, purity 99%",
    "PO 4711 / {} / technical grade",
    "1 x 20' FCL STC 80 DRUMS {} NET 16,000 KGS",
    "sample of {}, no commercial value",
    "suministro de {} en tambores de 200 kg",
    "Product: {}; batch 20240117; HS 2933.39",
    "UN1993 FLAMMABLE LIQUID N.O.S. ({})",
    "供应{} 25公斤/桶 含量99%",
)
FORMS = ("{} hydrochloride", "{} HCl", "{} sulfate", "{} citrate", "{} monohydrate", "clorhidrato de {}", "sulfato de {}")


def main() -> None:
    """Print the tables."""
    # the tables alone are measured: with OPSIN a mutated name is read for what it says, which may be another compound
    systematic._command = lambda: None  # type: ignore[assignment]
    names = list(held_out_names())
    print("| set | category | inputs | right | confidently wrong |\n|---|---|---|---|---|")
    for category, make in NOISE.items():
        cases = [(text, id_) for name, id_, pick in names for text in make(name, id_, pick)]
        _print("noise", category, cases, _is)
    cases = [(text, id_) for name, id_, pick in names for text in _near_misses(name, pick)]
    _print("near misses", "locant or block", cases, lambda answer, id_: not (_sure(answer) and _is(answer, id_)))
    written = pl.read_csv(Path(__file__).parent / "paperwork.csv", infer_schema=False)
    for (which,), lines in written.group_by("set", maintain_order=True):
        cases = [(text, id_ or "") for text, id_ in lines.select("text", "substance_id").iter_rows()]
        _print("paperwork", str(which), cases, lambda answer, id_: _is(answer, id_) if id_ else not _names_listed(answer))
    goods = pl.read_csv(Path(__file__).parent / "goods.csv", infer_schema=False)
    for (which,), lines in goods.group_by("set", maintain_order=True):
        cases = [(text, "") for text in lines["text"]]
        _print("adversarial goods", str(which), cases, lambda answer, _: answer.verdict not in ANNOUNCED)
    for category, texts in (("HS headings", _headings()), ("ordinary chemicals", _ordinary_names())):
        wrong = [answer for answer in identify(texts, tables(), on=DAY) if answer.verdict in {"named", "watched"}]
        share = len(wrong) / len(texts)
        print(f"| ordinary goods | {category} | {len(texts)} | {1 - share:.2%} | {share:.2%} |")


def held_out_names() -> Iterator[tuple[str, str, random.Random]]:
    """Yield name, substance and a random stream of its own, for a third of the names that are no abbreviations."""
    seen: dict[str, set[str]] = defaultdict(set)
    rows = tables()["substance_names"].filter(pl.col("form") != "trade").select("name", "substance_id", "language").rows()
    for name, id_, _ in rows:
        seen[key_of(name)].add(id_)
    for name, id_, _ in rows:
        digest = hashlib.sha256(f"{SEED}{name}".encode()).digest()
        if digest[0] % 3 == 0 and len(seen[key_of(name)]) == 1 and not name.isupper():
            yield name, id_, random.Random(digest)


def _typo(name: str, pick: random.Random) -> str:
    places = [index for index, c in enumerate(name) if c.isascii() and c.isalpha()]
    index = pick.choice(places)
    kind = pick.randrange(4)
    if kind == 0:
        return name[:index] + name[index] + name[index:]
    if kind == 1:
        return name[:index] + name[index + 1 :]
    if kind == 2 and index + 1 in places:
        return name[:index] + name[index + 1] + name[index] + name[index + 2 :]
    return name[:index] + pick.choice("abcdefghijklmnopqrstuvwxyz") + name[index + 1 :]


def _typos(name: str, _: str, pick: random.Random) -> list[str]:
    letters = sum(c.isascii() and c.isalpha() for c in name)
    return [_typo(name, pick)] if letters >= 8 and name.isascii() else []


def _scans(name: str, _: str, pick: random.Random) -> list[str]:
    places = [index for index, c in enumerate(name.lower()) if c in OCR]
    if len(places) < 4 or not name.isascii():
        return []
    index = pick.choice(places)
    return [name[:index] + OCR[name[index].lower()] + name[index + 1 :]]


def _cases(name: str, _: str, pick: random.Random) -> list[str]:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    dashed = name.replace("-", pick.choice("‐‑–—−"))
    return [name.upper(), name.title(), wide, dashed, name.replace("-", " - ")]


def _in_sentences(name: str, _: str, pick: random.Random) -> list[str]:
    return [pick.choice(SENTENCES).format(name)]


def _salts(name: str, id_: str, pick: random.Random) -> list[str]:
    basic = _kinds().get(id_) == "drug" and re.search(r"(?:ine|yl|ina|one|an|am|azene|anil)$", name)
    return [pick.choice(FORMS).format(name)] if basic and re.fullmatch(r"[a-z]+", name) else []


def _kinds() -> dict[str, str]:
    return dict(tables()["substances"].select("substance_id", "kind").iter_rows())


NOISE: dict[str, Callable[[str, str, random.Random], list[str]]] = {
    "one typing error": _typos,
    "one scanner confusion": _scans,
    "case, width, dashes": _cases,
    "in a sentence": _in_sentences,
    "salts": _salts,
}


def _near_misses(name: str, pick: random.Random) -> list[str]:
    made = []
    digits = [match.start() for match in re.finditer(r"(?<![0-9])[2-6](?![0-9])", name)]
    if digits and len(name) < 60:
        index = pick.choice(digits)
        made.append(name[:index] + pick.choice([d for d in "23456" if d != name[index]]) + name[index + 1 :])
    if re.match(r"[a-z]", name) and name.isascii():
        made.append(pick.choice(("3-ethyl-", "2-chloro-", "5,7-dimethyl-", "bis-")) + name)
        made.append(name + pick.choice((" oxime", " cyanohydrin", "-3-carboxylic acid", " azine")))
    known = {key_of(each) for each in tables()["substance_names"]["name"]}
    return [text for text in made if key_of(text) not in known]


def _headings() -> list[str]:
    table = pl.read_csv(shared_data() / "flow" / "reference" / "hs2022.csv", infer_schema=False)
    named = pl.read_csv(shared_data() / "flow" / "reference" / "hs_named_substances.csv", infer_schema=False)
    words = "|".join(re.escape(name.lower()) for name in tables()["substance_names"].filter(pl.col("language") == "en")["name"])
    code = next(column for column in table.columns if column.startswith("hs"))
    listed = set(named[named.columns[0]].drop_nulls())
    rows = table.filter(~pl.col("description").str.to_lowercase().str.contains(rf"\b(?:{words})\b"))
    return [row["description"] for row in rows.iter_rows(named=True) if row[code] not in listed]


def _ordinary_names() -> list[str]:
    ordinary = ordinary_chemicals()
    own = [name for name, parent in zip(ordinary.name, ordinary.parent, strict=True) if parent is None]
    return random.Random(SEED).sample(own, 10_000)


def _is(answer: Identification, id_: str) -> bool:
    return answer.substance is not None and answer.substance.id == id_


def _names_listed(answer: Identification) -> bool:
    return _sure(answer) and answer.substance is not None and not answer.substance.id.startswith("chem:")


def _sure(answer: Identification) -> bool:
    return answer.substance is not None and answer.certainty in {"exact", "likely"}


def _print(name: str, category: str, cases: list[tuple[str, str]], right: Callable[[Identification, str], bool]) -> None:
    answers = identify([text for text, _ in cases], tables(), on=DAY)
    counts: Counter[str] = Counter()
    for answer, (_, id_) in zip(answers, cases, strict=True):
        counts["right"] += right(answer, id_)
        listed = answer.substance is not None and not answer.substance.id.startswith("chem:")
        counts["wrong"] += _sure(answer) and listed and not right(answer, id_)
    total = len(cases)
    print(f"| {name} | {category} | {total} | {counts['right'] / total:.2%} | {counts['wrong'] / total:.2%} |")


if __name__ == "__main__":
    main()
