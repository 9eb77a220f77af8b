"""Names and identifiers find their listed party, and innocent names do not."""

import pytest

from headwater.errors import ArgumentError
from headwater.party import Query, index_lists, match
from headwater.party.matching import PartyIndex
from headwater.party.parties import Identifier, ListedParty, PartyList, PartyName


def listed(number: int, schema: str, name: str, *aliases: str, weak: tuple[str, ...] = (), **rest: object) -> ListedParty:
    names = (
        PartyName(name),
        *(PartyName(alias, "alias") for alias in aliases),
        *(PartyName(alias, "alias", "weak") for alias in weak),
    )
    return ListedParty(f"test:{number}", "test", schema, name, names, programs=("SDNTK",), **rest)  # type: ignore[arg-type]


PARTIES = (
    listed(
        1, "Person", "QUINTANILLA BARRETO, Evaristo Neftali", weak=("EL TEJON",), birth_dates=("1971-05-02",), countries=("MX",)
    ),
    listed(
        2, "Organization", "COMERCIALIZADORA VALLE DORADINO, S.A. DE C.V.", identifiers=(Identifier("rfc", "CVD010203AB1"),)
    ),
    listed(3, "Organization", "HUBEI SHUOKANGDA BIOTECHNOLOGY CO., LTD.", "SHUOKANGDA", countries=("CN",)),
    listed(4, "Person", "SHCHERBATENKOV, Yuriy Vyacheslavovich"),
    listed(5, "Vessel", "NORTHERN KESTREL 3", identifiers=(Identifier("imo", "9074729"),)),
    listed(6, "Organization", "REDCLAYMONT SPV 3 LIMITED"),
    listed(7, "Person", "AL-ZARNUJI, Abd al-Rahman Khalid"),
)


@pytest.fixture(scope="module")
def index() -> PartyIndex:
    made = PartyList("test", "nobody", "Invented", "plain", "2026-01-01", "none", "test.csv", "0" * 64, PARTIES)
    return index_lists([made])


HITS = [
    ("Evaristo Neftalí Quintanilla Barreto", "Person", 1),
    ("QUINTANILLA, Evaristo Neftali", "Person", 1),
    ("Evaristo Neftaly Quintanila Barreto", "Person", 1),
    ("Comercializadora Valle Doradino", "Company", 2),
    ("COMERCIALIZADORA VALLE DORADINO SOCIEDAD ANONIMA DE CAPITAL VARIABLE", "Company", 2),
    ("Hubei Shuo Kangda Biotechnology", "Company", 3),
    ("Yuri Shcherbatenkov", "Person", 4),
    ("SCHTSCHERBATENKOW, Jurij", "Person", 4),
    ("M/V Northern Kestrel III", "Vessel", 5),
    ("Redclaymont SPV 3", "Company", 6),
    ("Abdulrahman Khaled Zarnouji", "Person", 7),
]


@pytest.mark.parametrize(("name", "schema", "number"), HITS)
def test_a_name_finds_its_party(index: PartyIndex, name: str, schema: str, number: int) -> None:
    (result,) = match([{"name": name, "schema": schema}], index)
    assert [candidate.id for candidate in result.candidates if candidate.match] == [f"test:{number}"]


MISSES = [
    ("Evaristo Quintero Barreto", "Person"),
    ("Evaristo Quintero", "Person"),
    ("Neftali", "Person"),
    ("Comercializadora Valle Plateado, S.A. de C.V.", "Company"),
    ("Comercializadora, S.A. de C.V.", "Company"),
    ("Redclaymont SPV 6 Limited", "Company"),
    ("Northern Kestrel 4", "Vessel"),
    ("Khalid Rahman", "Person"),
    ("Hubei Biotechnology Co., Ltd.", "Company"),
    ("S.A. de C.V.", "Company"),
    ("X", "Person"),
    ("", "Person"),
    ("\u202e\u200b", "Person"),
]


@pytest.mark.parametrize(("name", "schema"), MISSES)
def test_another_name_finds_nothing(index: PartyIndex, name: str, schema: str) -> None:
    (result,) = match([Query((name,), schema)], index)
    assert not [candidate for candidate in result.candidates if candidate.match]


def test_a_name_alone_is_only_possible_and_an_attribute_makes_it_likely(index: PartyIndex) -> None:
    name = {"name": "Evaristo Neftali Quintanilla Barreto", "schema": "Person"}
    results = match([name, {**name, "birth_date": "1971-05-02"}, {**name, "birth_date": "1988-01-01"}], index)
    assert [result.candidates[0].certainty for result in results] == ["possible", "likely", "possible"]
    assert results[0].candidates[0].score > results[2].candidates[0].score


@pytest.mark.parametrize(("scheme", "value", "number"), [("rfc", "cvd-010203-ab1", 2), ("imo", "IMO 9074729", 5)])
def test_an_identifier_is_exact_whatever_the_name(index: PartyIndex, scheme: str, value: str, number: int) -> None:
    (result,) = match([{"name": "Somebody Else", "identifiers": {scheme: value}}], index)
    assert (result.candidates[0].id, result.candidates[0].certainty) == (f"test:{number}", "exact")


def test_a_weak_alias_says_so(index: PartyIndex) -> None:
    (result,) = match([{"name": "El Tejon", "schema": "Person"}], index)
    assert any(feature.name == "weak alias" for candidate in result.candidates for feature in candidate.features)


def test_a_candidate_says_what_matched_and_its_features_add_up(index: PartyIndex) -> None:
    from math import log

    (result,) = match([{"name": "Shuo Kangda Biotech (Hubei)", "schema": "Company"}], index)
    best = result.candidates[0]
    assert best.id == "test:3"
    assert best.matched_name in ("HUBEI SHUOKANGDA BIOTECHNOLOGY CO., LTD.", "SHUOKANGDA")
    assert best.list_date == "2026-01-01"
    total = sum(feature.weight for feature in best.features)
    assert total + log(0.7 / 0.3) == pytest.approx(log(best.score / (1 - best.score)), abs=0.01)


def test_results_come_in_the_order_of_the_queries(index: PartyIndex) -> None:
    names = [name for name, _, _ in HITS] * 100
    assert [result.query["name"] for result in match(names, index)] == names


@pytest.mark.parametrize(
    ("query", "said"),
    [({"schema": "Person"}, "neither"), ({"name": "A", "schema": "Robot"}, "Robot"), ({"name": {"a": 1}}, "text"), (7, "int")],
)
def test_an_unusable_query_is_refused_with_a_sentence(index: PartyIndex, query: object, said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        match([query], index)  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["A" * 10_000, "Иvаnоv " * 3_000, "محمد" * 4_000, "張" * 10_000, "( " * 9_000])
def test_a_name_of_any_length_gets_a_bounded_answer(index: PartyIndex, name: str) -> None:
    (result,) = match([{"name": name}], index)
    assert "name-cut" in {warning.code for warning in result.warnings}
