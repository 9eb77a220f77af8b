"""Texts as paperwork holds them, and what they mean."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import ArgumentError
from headwater.reference import tables
from headwater.substance import Identification, identify
from headwater.substance.register import register_of
from headwater.substance.text import key_of

Ask = Callable[..., Identification]


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("4-ANPP", "anpp"),
        ("4–anilino–N–phenethylpiperidine, 25 kg drum, purity 99 %", "anpp"),
        ("１－ＢＯＣ－４－ＰＩＰＥＲＩＤＯＮＥ", "1-boc-4-piperidone"),
        ("TERT-BUTYL 4-OXOPIPERIDINE-1-CARBOXYLATE", "1-boc-4-piperidone"),
        ("γ-butyrolactone", "gamma-butyrolactone"),
        ("g-butyrolactone", "gamma-butyrolactone"),
        ("anhidrido acetico 200 L", "acetic-anhydride"),
        ("Anhídrido acético", "acetic-anhydride"),
        ("4-苯胺基哌啶 99%", "4-ap"),
        ("鹽酸麻黃鹼", "ephedrine"),
        ("供应丙酮25公斤", "acetone"),
        ("clorhidrato de pseudoefedrina", "pseudoephedrine"),
        ("xylazine HCl", "xylazine"),
        ("methyl ethy1 ketone", "methyl-ethyl-ketone"),
        ("potassium permanganat", "potassium-permanganate"),
        ("1,4-butanediol", "1-4-butanediol"),
    ],
)
def test_a_name_resolves_however_it_is_written(ask: Ask, text: str, substance: str) -> None:
    answer = ask(text)
    assert answer.substance is not None
    assert answer.substance.id == substance
    assert answer.certainty in {"exact", "likely"}


@pytest.mark.parametrize(
    "text",
    [
        "3-piperidone hydrochloride",
        "1-phenethyl-3-piperidone",
        "1,3-butanediol",
        "acetone oxime",
        "allyl acetone",
        "chloroacetone",
        "氯丙酮",
        "硫酸铜",
        "copper sulphate",
        "toluene-2,4-diisocyanate",
        "toluene diisocyanate",
        "iodine value 120",
        "fentanyl test strips",
        "acetone-free nail polish remover",
        "free of acetone",
        "benzyl alcohol",
        "piperonyl butoxide",
        "mapa de carreteras",
        "ladies leather bags",
        "organic intermediate, white powder",
        "ANPPX-200 pump",
        "",
        "2",
    ],
)
def test_what_is_another_thing_resolves_to_nothing_controlled(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.substance is None or answer.verdict == "not-found"
    assert not answer.controls


@pytest.mark.parametrize("text", ["NPP", "PMK", "BMK technical", "4-AP", "PCP", "piperidone", "P2P"])
def test_a_short_name_alone_is_ambiguous(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.certainty == "ambiguous"
    assert answer.substance is None
    assert len(answer.alternatives) >= 2


def test_a_short_name_resolves_when_the_line_says_more(ask: Ask) -> None:
    assert ask("NPP (N-phenethyl piperidone)").alternatives == ()
    answer = ask("NPP, CAS 39742-60-4")
    assert answer.substance is not None
    assert answer.substance.id == "npp"
    assert ask("PCP wood preservative").substance is None


def test_a_wrong_check_digit_is_reported_and_not_repaired(ask: Ask) -> None:
    answer = ask("CAS 79099-07-4")
    assert answer.substance is None
    assert next(warning.code for warning in answer.warnings) == "cas-check-digit"


def test_a_name_beside_a_wrong_number_still_resolves(ask: Ask) -> None:
    answer = ask("CAS 23056-29-9 4-anilinopiperidine")
    assert answer.substance is not None
    assert answer.substance.id == "4-ap"
    assert "cas-check-digit" in {warning.code for warning in answer.warnings}


def test_a_number_and_a_name_that_disagree_are_both_shown_and_none_is_chosen(ask: Ask) -> None:
    answer = ask("3612-20-2 4-piperidone")
    assert answer.certainty == "ambiguous"
    assert {alternative.id for alternative in answer.alternatives} == {"1-benzyl-4-piperidone", "4-piperidone"}
    assert "cas-name-contradiction" in {warning.code for warning in answer.warnings}


def test_several_substances_in_a_line_are_all_told(ask: Ask) -> None:
    answer = ask("acetone 200 L; toluene 200 L")
    assert answer.substance is not None
    assert {answer.substance.id, *(other.id for other in answer.also)} == {"acetone", "toluene"}


def test_the_salt_is_stated_beside_the_parent(ask: Ask) -> None:
    answer = ask("ephedrine hydrochloride")
    assert answer.substance is not None
    assert (answer.substance.id, answer.form) == ("ephedrine", "hydrochloride")


def test_a_salt_with_an_entry_of_its_own_is_also_under_the_lists_of_its_parent(ask: Ask) -> None:
    answer = ask("4-anilinopiperidine dihydrochloride")
    assert answer.substance is not None
    assert answer.substance.id == "4-anilinopiperidine-dihydrochloride"
    basis = {control.instrument: control.basis for control in answer.controls}
    assert basis["MX-LFCPQ-I"] == "named"
    assert basis["US-List-I"] == "scope"


def test_not_found_says_that_it_does_not_mean_legal(ask: Ask) -> None:
    assert any("does not mean" in warning.text for warning in ask("ladies leather bags").warnings)


DATED = [
    pytest.param(row["substance_id"], row["instrument"], row["since"], row["until"], id=row["listing_id"])
    for row in tables()["listings"].iter_rows(named=True)
    if row["since_status"] == "read" and row["since_precision"] == "day"
]


@pytest.mark.parametrize(("substance", "instrument", "since", "until"), DATED)
def test_a_dated_listing_begins_and_ends_on_its_day(
    ask: Ask, substance: str, instrument: str, since: date, until: date | None
) -> None:
    name = next(row["name"] for row in tables()["substances"].iter_rows(named=True) if row["substance_id"] == substance)

    def days_shown(on: date) -> list[date | None]:
        answer = ask(name, on)
        assert answer.substance is not None
        assert answer.substance.id == substance
        return [control.since for control in answer.controls if control.instrument == instrument]

    assert since not in days_shown(since - timedelta(days=1))
    assert since in days_shown(since)
    assert since in days_shown(since + timedelta(days=1))
    if until is not None:
        assert since in days_shown(until)
        assert since not in days_shown(until + timedelta(days=1))


def test_a_proposal_or_watch_entry_is_no_control(ask: Ask) -> None:
    for row in tables()["notices"].iter_rows(named=True):
        answer = ask(
            next(r["name"] for r in tables()["substances"].iter_rows(named=True) if r["substance_id"] == row["substance_id"])
        )
        assert row["instrument"] not in {control.instrument for control in answer.controls} or row["status"] == "proposed"


def test_an_unverified_listing_is_kept_apart_from_the_law(ask: Ask) -> None:
    answer = ask("oripavine")
    assert answer.controls == ()
    assert answer.unverified_controls
    assert "listing-not-read" in {warning.code for warning in answer.warnings}


def test_the_answer_has_the_fields_of_the_interface(ask: Ask) -> None:
    entry = ask("norfentanyl").to_dict()
    assert {"input", "substance", "how", "certainty", "alternatives", "verdict", "controls", "warnings"} <= entry.keys()
    assert set(entry["substance"]) == {"id", "name", "cas", "inchikey"}
    assert {"instrument", "jurisdiction", "since", "until", "basis", "clauses", "source"} <= entry["controls"][0].keys()


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ArgumentError, match="form"):
        identify(["x"], tables(), on=date(2026, 1, 1), form="inchi")  # type: ignore[arg-type]


def test_every_input_gets_one_answer_in_order() -> None:
    texts = ["acetone", "", "\x00\x01\x02", "‮acetone", "a" * 1_000_000, "丙" * 50_000, "acetone"]
    answers = identify(texts, tables(), on=date(2026, 1, 1))
    assert [answer.input for answer in answers] == texts
    assert "text-too-long" in {warning.code for warning in answers[4].warnings}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    (answer,) = identify([text], tables(), on=date(2026, 1, 1))
    if answer.span is not None:
        start, end = answer.span
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "substance_id"),
    [
        ("Essigsäureanhydrid, 200 l Fass", "acetic-anhydride"),
        ("ESSIGSAEUREANHYDRID", "acetic-anhydride"),
        ("N-Phenethyl-4-piperidon", "npp"),
        ("Kaliumpermanganat techn. 25 kg", "potassium-permanganate"),
        ("Ephedrinhydrochlorid", "ephedrine"),
        ("ketaminehcl 1kg", "ketamine"),
        ("chlorhydrate d'éphédrine", "ephedrine"),
        ("cloridrato de pseudoefedrina", "pseudoephedrine"),
        ("anidrido acético", "acetic-anhydride"),
        ("acide phénylacétique", "phenylacetic-acid"),
        ("黄樟油 200公斤", "safrole"),
        ("4-苯胺基哌啶盐酸盐", "4-ap"),
        ("xileno 20 tambores", "chem:1330-20-7"),
        ("mixed xylenes", "chem:1330-20-7"),
        ("o-xylene", "chem:95-47-6"),
        ("sosa cáustica en escamas", "chem:1310-73-2"),
        ("供应硫酸镁25公斤袋装", "chem:7487-88-9"),
        ("甲苯二异氰酸酯", "chem:26471-62-5"),
        ("polyethylene granules", "chem:9002-88-4"),
    ],
)
def test_names_of_other_languages_and_of_ordinary_trade_are_known(ask: Ask, text: str, substance_id: str) -> None:
    answer = ask(text)
    assert answer.substance is not None
    assert answer.substance.id == substance_id


@pytest.mark.parametrize(
    ("text", "substance_id"),
    [
        ("1-N-Boc-4-(phenylamino)piperidine", "1-boc-4-ap"),
        ("Methylamin-Lösung 40 %", "methylamine"),
        ("Fentanyl-Pflaster 25 µg/h", "fentanyl"),
        ("iodine resublimed beads", "iodine"),
        ("piperazine anhydrous", "chem:110-85-0"),
        ("procaine penicillin", None),
        ("acetona cianohidrina", None),
        ("peróxido de metil etil cetona", None),
        ("oxime of acetone", None),
        ("guantes resistentes a acetona", None),
    ],
)
def test_form_and_head_of_a_name_are_told_apart(ask: Ask, text: str, substance_id: str | None) -> None:
    substance = ask(text).substance
    assert (substance.id if substance is not None else None) == substance_id


@pytest.mark.parametrize("text", ["Aceton-frei", "ohne Aceton", "acetonfrei", "sans acétone", "Aceton beständige Handschuhe"])
def test_what_is_said_to_be_absent_is_not_found_in_other_languages(ask: Ask, text: str) -> None:
    assert ask(text).substance is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("4-AP", "opinion-needed"), ("acetone CAS 79099-07-3", "opinion-needed"), ("chloroephedrine", "named")],
)
def test_what_is_left_open_is_never_called_not_found(ask: Ask, text: str, verdict: str) -> None:
    answer = ask(text)
    assert answer.certainty == "ambiguous"
    assert answer.verdict == verdict


def test_no_trade_name_is_a_name_of_a_listed_substance() -> None:
    register = register_of(tables())
    trade = tables()["trade_names"].select("name", "cas").iter_rows()
    places = [(name, register.at_number(cas)) for name, cas in trade]
    assert [name for name, place in places if key_of(name) in register.lexicon.names] == []
    assert [name for name, place in places if place is None or place.form or register.is_listed(place.substance_id)] == []


@pytest.mark.parametrize(
    ("number", "substance"),
    [
        ("670-40-6", "pseudoephedrine"),  # the hydrochloride of the other optical isomer
        ("33817-09-3", "methamphetamine"),  # levmetamfetamine
        ("53-21-4", "cocaine"),  # the hydrochloride
        ("6921-34-2", "chem:6921-34-2"),  # benzylmagnesium chloride is no form of toluene
        ("572-59-8", "chem:572-59-8"),  # epiquinidine differs from quinine in one centre
    ],
)
def test_a_number_and_its_structure_have_one_answer(ask: Ask, number: str, substance: str) -> None:
    by_number = ask(f"CAS {number}")
    assert by_number.substance is not None
    assert by_number.substance.id == substance
    ordinary = register_of(tables()).ordinary
    by_structure = ask(ordinary.smiles()[ordinary.row_of[number]], form="smiles")
    assert by_structure.substance is not None
    assert (by_structure.substance.id, by_structure.verdict) == (substance, by_number.verdict)


@pytest.mark.parametrize("text", ["CAS 53214-57-6", "CAS 134-71-4"])
def test_a_number_that_leaves_the_stereoisomer_open_shows_what_all_share(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.certainty == "ambiguous"
    assert {one.id for one in answer.alternatives} == {"ephedrine", "pseudoephedrine"}
    assert answer.verdict == "named"
    assert {"UN-1988-I", "US-List-I"} <= {control.instrument for control in answer.controls}


@pytest.mark.parametrize(
    ("cas", "parent"),
    [("7177-45-9", "ephedrine"), ("35465-66-8", "ethylamine"), ("63123-38-6", "piperidine"), ("523-87-5", "diphenhydramine")],
)
def test_the_number_of_a_salt_with_an_unusual_acid_means_its_parent(ask: Ask, cas: str, parent: str) -> None:
    answer = ask(f"CAS {cas}")
    assert answer.substance is not None
    assert answer.substance.id == parent


@pytest.mark.parametrize("cas", ["25805-16-7", "63451-37-6", "12125-77-8", "68608-75-3"])
def test_the_number_of_a_polymer_or_addition_compound_does_not(ask: Ask, cas: str) -> None:
    assert ask(f"CAS {cas}").verdict == "not-found"


def test_of_a_list_and_its_category_the_category_is_shown(ask: Ask) -> None:
    answers = [ask(name) for name in ("pmk ethyl glycidate", "bmk glycidic acid", "ephedrine", "anpp")]
    for answer in answers:
        codes = {control.instrument for control in answer.controls if control.instrument.startswith("CN-precursor")}
        assert len(codes) == 1, answer.input


def test_the_end_of_a_listing_is_not_told_as_the_end_of_control(ask: Ask) -> None:
    answer = ask("spirochlorphine", date(2099, 1, 1))
    assert answer.controls
    assert any("No listing by name" in warning.text for warning in answer.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "tetraethylene glycol diethyl ether",
        "isobutylidene acetone",
        "sulfuric acid magnesium salt",
        "sulphuric acid, potassium salt",
        "heptane, iodo-",
        "4-piperidone,1-benzyl",
        "10,11-dihydro-n,n-dimethyl-5h-dibenzo",
        "hydrochloric acid doxycycline",
    ],
)
def test_a_listed_name_inside_a_longer_one_is_not_meant(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.substance is None or answer.substance.id.startswith("chem:")
    assert answer.verdict == "not-found"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("hydrochloric acid pseudoephedrine", {"pseudoephedrine"}),
        ("hydrochloric acid acetone toluene", {"hydrochloric-acid", "acetone", "toluene"}),
        ("sulfuric acid hydrochloric acid", {"sulphuric-acid", "hydrochloric-acid"}),
        ("yodo metálico", {"iodine"}),
        ("propylene glycol acetone", {"chem:57-55-6", "acetone"}),
        ("sulfuric acid 98% and table salt", {"sulphuric-acid"}),
    ],
)
def test_names_beside_one_another_without_a_comma_all_count(ask: Ask, text: str, ids: set[str]) -> None:
    answer = ask(text)
    assert answer.substance is not None
    assert {answer.substance.id, *(other.id for other in answer.also)} == ids


def test_a_systematic_name_without_its_stereochemistry_leaves_open_which_isomer_it_is(ask: Ask) -> None:
    answer = ask("2-methylamino-1-phenyl-1-propanol hydrochloride")
    assert {one.id for one in answer.alternatives} == {"ephedrine", "pseudoephedrine"}
    assert answer.verdict == "named"
