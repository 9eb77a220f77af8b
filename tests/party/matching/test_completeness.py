"""The index misses no listed name that scoring every pair would call a match: candidates against the plain way."""

import random

import numpy as np
import pytest

from headwater.party import PartyIndex, index_lists
from headwater.party.matching.alignment import align
from headwater.party.matching.evidence import deductions
from headwater.party.matching.features import features
from headwater.party.matching.names import readings
from headwater.party.matching.party_index import BODY, PERSON
from headwater.party.matching.scoring import log_odds
from headwater.party.matching.similarity import Lexicon
from headwater.party.matching.syllables import syllables_between
from headwater.party.matching.table import NameTable
from headwater.party.parties import ListedParty, PartyList, PartyName, PartySchema

SURNAMES = [
    "Quintanilla", "Barreto", "Doradino", "Shcherbatenkov", "Redkin", "Zarnuji", "Hargreft", "Olmedo",
    "Vasquezlo", "Tecolote", "Amberlin", "Kestrov",
]  # fmt: skip
GIVEN = [
    "Evaristo", "Neftali", "Yuriy", "Khalid", "Tobin", "Ramona", "Idris", "Xiaoming", "Zhiqiang", "Leonid",
    "Samira", "Anatoly",
]  # fmt: skip
BRANDS = [
    "Redclaymont", "Shuokangda", "Amberly", "Valdoradino", "Norvia", "Brightwater", "Castelmar", "Lumora",
    "Moonbridge", "Verdanza", "Hongda", "Tianrui",
]  # fmt: skip
TRADES = [
    "Trading", "Chemical", "Logistics", "Engineering", "Import", "Export", "Shipping", "Pharma", "Technology",
    "Holdings", "Metals", "Foods",
]  # fmt: skip
FORMS = ("Ltd", "S.A. de C.V.", "OOO", "GmbH", "Co., Ltd.", "")


def slip(draw: random.Random, text: str) -> str:
    """Return the text with one letter left out, doubled, or changed places with the next."""
    at = draw.randrange(1, len(text) - 1)
    return draw.choice(
        (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    )


def made(draw: random.Random, schema: PartySchema) -> str:
    """Return an invented name."""
    if schema == "Person":
        return f"{' '.join(draw.sample(SURNAMES, draw.choice((1, 2))))}, {' '.join(draw.sample(GIVEN, draw.choice((1, 2))))}"
    return " ".join((draw.choice(BRANDS), *draw.sample(TRADES, draw.choice((0, 1, 2))), draw.choice(FORMS))).strip()


def listing(schema: PartySchema, seed: int) -> tuple[PartyIndex, list[str]]:
    """Return an index over 120 invented parties, and names made of theirs by slips, other orders and words left out."""
    draw = random.Random(seed)
    names = sorted({made(draw, schema) for _ in range(120)})
    parties = tuple(ListedParty(f"t:{place}", "t", schema, name, (PartyName(name),)) for place, name in enumerate(names))
    asked = []
    for name in draw.sample(names, 60):
        words = name.replace(",", "").split()
        asked += [
            name.title(),
            slip(draw, name),
            " ".join(draw.sample(words, len(words))),
            " ".join(words[: max(2, len(words) - 1)]),
        ]
    return index_lists([PartyList("t", "", "", "", None, "", "", "0" * 64, parties)]), asked


@pytest.mark.parametrize("schema", ["Person", "Company"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_pair_over_the_threshold_is_left_out_of_the_candidates(schema: PartySchema, seed: int) -> None:
    index, asked = listing(schema, seed)
    said = [reading for name in asked for reading in readings(name, schema)]
    lexicon = Lexicon()
    table = NameTable(said, lexicon, index.weigh)
    rows, names, _ = index.candidates(said, table, lexicon)
    found = set(zip(rows.tolist(), names.tolist(), strict=True))

    every = np.indices((len(said), index.owner.size)).reshape(2, -1)
    query, name = every[0], every[1]
    listed = index.index.table
    syllables = np.array([syllables_between(said[q], listed.readings[n]) for q, n in zip(query, name, strict=True)], np.float32)
    laid = align(table, query, lexicon.arrays(), listed, name, index.index.arrays)
    person = np.full(query.size, schema == "Person")
    lost = deductions(laid, table, query, listed, name, person, np.zeros(query.size, np.bool_)).sum(axis=1)
    values = features(laid, table, query, listed, name, syllables=syllables)
    odds = log_odds(values, person) - lost - table.penalty[query] - listed.penalty[name]

    over = {(int(q), int(n)) for q, n in zip(query[odds >= 0], name[odds >= 0], strict=True)}
    assert len(over) > len(said) // 3
    assert {PERSON, BODY} >= set(index.kind.tolist())
    crowded = {row for row in range(len(said)) if sum(1 for q, _ in over if q == row) > 40}
    missed = {(q, n) for q, n in over - found if q not in crowded}
    assert not [(asked, index.names[n].text) for q, n in missed for asked in [" ".join(said[q].words)]]
