"""Structures as they arrive: each gets an answer or a warning, and exact lists come before classes."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.reference import tables
from headwater.substance import Identification, identify
from headwater.substance.identify import structures_of
from headwater.substance.register import register_of
from headwater.substance.structure.judge import read_structure

Ask = Callable[..., Identification]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "structure-empty"),
        ("   ", "structure-empty"),
        ("not a smiles", "structure-invalid"),
        ("C1CC", "structure-invalid"),
        ("CN(C)(C)(C)C", "structure-invalid"),
        ("c1cccc1", "structure-invalid"),
        ("CC(=O)O.OCC>>CC(=O)OCC", "structure-reaction"),
        ("C>O>N", "structure-reaction"),
        ("*CC*", "structure-open"),
        ("C" * 5_000, "structure-too-large"),
        ("C" * 300, "structure-too-large"),
        ("丙酮", "structure-invalid"),
        ("\u202eCCO", "structure-invalid"),
        ("C\x00C", "structure-invalid"),
    ],
)
def test_what_cannot_be_judged_says_why(ask: Ask, text: str, code: str) -> None:
    answer = ask(text, form="smiles")
    assert answer.substance is None
    assert answer.verdict == "not-found"
    assert answer.warnings[0].code == code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="CNOScnos()[]=#123+-.@/\\HFClBr%*>", max_size=60))
def test_no_structure_breaks_the_reader(text: str) -> None:
    import datetime

    (answer,) = identify([text], tables(), on=datetime.date(2026, 1, 1), form="smiles")
    assert answer.input == text


@pytest.mark.parametrize(
    ("smiles", "substance"),
    [
        ("O=C1CCN(CCc2ccccc2)CC1", "npp"),
        ("Cl.O=C1CCNCC1", "4-piperidone"),
        ("C1CC(=O)CCN1.Cl.O", "4-piperidone"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1.OC(=O)CC(O)(CC(O)=O)C(O)=O", "fentanyl"),
        ("CN[C@@H](C)[C@H](O)c1ccccc1", "ephedrine"),
        ("CN[C@H](C)[C@@H](O)c1ccccc1", "ephedrine"),
        ("CN[C@@H](C)[C@@H](O)c1ccccc1", "pseudoephedrine"),
        ("Cl", "hydrochloric-acid"),
        ("OS(=O)(=O)O", "sulphuric-acid"),
    ],
)
def test_a_listed_structure_resolves_to_its_substance(ask: Ask, smiles: str, substance: str) -> None:
    answer = ask(smiles, form="smiles")
    assert answer.substance is not None
    assert answer.substance.id == substance
    assert answer.how == "structure"


def test_a_structure_without_stereo_leaves_open_which_of_two_it_is(ask: Ask) -> None:
    answer = ask("CNC(C)C(O)c1ccccc1", form="smiles")
    assert answer.certainty == "ambiguous"
    assert {"ephedrine", "pseudoephedrine"} <= {alternative.id for alternative in answer.alternatives}


@pytest.mark.parametrize("smiles", ["[Na+].[Cl-]", "[Mg+2].[O-]S(=O)(=O)[O-]", "[K+].[I-]", "O", "CCO", "CC(=O)Nc1ccccc1"])
def test_an_ordinary_chemical_is_not_announced_as_controlled(ask: Ask, smiles: str) -> None:
    answer = ask(smiles, form="smiles")
    assert answer.controls == ()
    assert answer.verdict == "not-found"


def test_a_stereoisomer_that_a_schedule_leaves_out_is_not_the_listed_one(ask: Ask) -> None:
    dextromethorphan = "COc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3"
    answer = ask(dextromethorphan, form="smiles")
    assert answer.controls == ()
    assert "expressly-excluded" in {warning.code for warning in answer.warnings}
    assert ask("dextromethorphan hydrobromide").controls == ()


@pytest.mark.parametrize(
    ("smiles", "substance"),
    [
        ("OC[C@@H](O)[C@@H](O)[C@H](O)[C@H](O)CO", "mannitol"),
        ("OC[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO", "chem:50-70-4"),  # sorbitol, which differs in one centre
        ("[CH2-]c1ccccc1.[Mg+2].[Cl-]", "chem:6921-34-2"),  # a Grignard reagent is no salt of toluene
        ("[Na+].[C-]#N", "chem:143-33-9"),  # sodium cyanide has a number of its own
        ("CN[C@H](C)Cc1ccccc1.Cl", "methamphetamine"),  # either optical isomer
    ],
)
def test_another_substance_is_not_taken_for_the_listed_one_it_is_like(ask: Ask, smiles: str, substance: str) -> None:
    answer = ask(smiles, form="smiles")
    assert answer.substance is not None
    assert answer.substance.id == substance


def test_a_diastereomer_with_a_number_of_its_own_says_whose_isomer_it_is(ask: Ask) -> None:
    sorbitol = ask("OC[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO", form="smiles")
    assert "stereoisomer-of-listed" in {warning.code for warning in sorbitol.warnings}
    assert sorbitol.controls == ()


@pytest.mark.parametrize(
    ("smiles", "is_mixture"),
    [
        ("CNC(C)Cc1ccccc1.OC(=O)C(O)C(O)C(O)=O", False),
        ("CNC(C)Cc1ccccc1.Cc1ccc(cc1)S(=O)(=O)O.O", False),
        ("O=C1CCN(CCc2ccccc2)CC1.CCO", False),
        ("CN.CC(=O)O", False),
        ("CC(=O)CC.CC(=O)OC(C)=O", True),
        ("CC(C)=O.CN", True),
        ("CC(C)=O.Cc1ccccc1", True),
        ("C=CC#N.OCCCCO.OC(=O)CCCCC(O)=O", True),
    ],
)
def test_a_mixture_is_told_from_a_salt_or_solvate(ask: Ask, smiles: str, is_mixture: bool) -> None:
    answer = ask(smiles, form="smiles")
    assert answer.verdict == "named"
    assert ("structure-mixture" in {warning.code for warning in answer.warnings}) == is_mixture
    assert answer.form == ("part of a mixture" if is_mixture else "salt or solvate")


def test_a_mixture_of_listed_substances_names_them_all(ask: Ask) -> None:
    answer = ask("CC(=O)CC.CC(=O)OC(C)=O", form="smiles")
    (caution,) = (warning for warning in answer.warnings if warning.code == "structure-mixture")
    assert answer.substance is not None
    assert {"acetic-anhydride", "methyl-ethyl-ketone"} == {answer.substance.id, caution.text.rstrip(".").rsplit(" ", 1)[-1]}


def test_every_structure_of_the_register_finds_itself() -> None:
    register = register_of(tables())
    shelf = structures_of(register).shelf
    missed = []
    for substance in register.substances.values():
        if substance.smiles:
            listed = read_structure(substance.smiles, shelf).listed
            if listed is None or substance.id not in listed.ids:
                missed.append((substance.id, listed))
    assert [id_ for id_, _ in missed if not id_.endswith("dihydrochloride")] == []


def test_the_table_of_class_members_is_what_the_structures_make_of_it() -> None:
    """The register's part is held here in full; scripts/class_members.py makes the whole table."""
    sys.path.insert(0, str(Path(__file__).parents[3] / "scripts"))
    try:
        from class_members import members_of_register
    finally:
        sys.path.pop(0)
    shipped = {
        (row["substance_id"], row["basis"], row["code"], row["clauses"] or "", row["open"])
        for row in tables()["class_members"].iter_rows(named=True)
        if not row["substance_id"].startswith("chem:")
    }
    assert {
        (id_, basis, code, clauses, is_open == "true") for id_, _, basis, code, clauses, is_open in members_of_register()
    } == shipped
