"""What a listing covers beyond its substance, as rules on the structure: esters, amides, carbamates, halides, acetals.

Salts, isotopes and stereoisomers need no rule here: they have the same parent. Each function answers for one substance and is
tied to rows of the table ``scopes`` by their ids.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from headwater.substance.structure.groups import Group, groups_on
from headwater.substance.structure.standard import AROMATIC, Molecule, chemistry, has, without_stereo

_ESTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "bmk-glycidic-acid": ("CN-precursor:bmk-glycidic-acid:esters", "US-List-I:bmk-glycidic-acid:esters"),
    "pmk-glycidic-acid": ("CN-precursor:pmk-glycidic-acid:esters",),
    "3-oxo-2-phenylbutanoic-acid": ("CN-precursor:3-oxo-2-phenylbutanoic-acid:the-acid",),
    "anthranilic-acid": ("US-List-I:anthranilic-acid:esters",),
    "n-acetylanthranilic-acid": ("US-List-I:n-acetylanthranilic-acid:esters",),
    "phenylacetic-acid": ("US-List-I:phenylacetic-acid:esters",),
}
"""Acid -> the scopes that cover its esters."""

_METHYL_ESTER: Final[Mapping[str, str]] = {"pmk-glycidic-acid": "US-List-I:pmk-glycidic-acid:salts"}
"""Acid -> the scope that covers its methyl ester only."""

ACIDS: Final = tuple(_ESTERS)
"""The acids whose esters a scope covers."""

_HALOGENS: Final = frozenset({9, 17, 35, 53})


@cache
def _patterns() -> Mapping[str, Any]:
    Chem = chemistry()  # noqa: N806 - the module's own name
    written = {
        "ester": "[#6]-[CX3](=O)-[OX2;!r]-[#6;!$(C=O)]",
        "4-ap": "c1ccccc1-[NX3;!r]-[CX4;r6]2-[CX4;r6]-[CX4;r6]-[NX3;r6]-[CX4;r6]-[CX4;r6]2",
        "4-piperidone": "O=[C;r6]1-[CX4;r6]-[CX4;r6]-[NX3;r6]-[CX4;r6]-[CX4;r6]1",
        "4-piperidone-acetal": "[CX4]([OX2]-[#6])([OX2]-[#6])(-[CH2]-[CH2]1)-[CH2]-[CH2]-[NX3]1",
    }
    return {name: Chem.MolFromSmarts(smarts) for name, smarts in written.items()}


def scopes_of(molecule: Molecule, acids: Mapping[str, str]) -> list[str]:
    """Return the ids of the scopes that cover a parent structure.

    Args:
        molecule: the parent structure.
        acids: flat canonical SMILES of the acids above -> substance id.
    """
    esters = _ester_scopes(molecule, acids) if has(molecule, AROMATIC) else []
    return [*esters, *_anilinopiperidine_scopes(molecule), *_piperidone_scopes(molecule)]


def _ester_scopes(molecule: Molecule, acids: Mapping[str, str]) -> list[str]:
    Chem = chemistry()  # noqa: N806
    found: list[str] = []
    for match in molecule.GetSubstructMatches(_patterns()["ester"], maxMatches=16):
        bond = molecule.GetBondBetweenAtoms(match[3], match[4])
        cut = Chem.FragmentOnBonds(molecule, [bond.GetIdx()], addDummies=False)
        parts = Chem.GetMolFrags(cut)
        part = next(each for each in parts if match[1] in each)
        acid = acids.get(Chem.MolToSmiles(without_stereo(Chem.MolFromSmiles(Chem.MolFragmentToSmiles(cut, part)) or cut)))
        rest = [index for index in range(molecule.GetNumAtoms()) if index not in part]
        if acid is None:
            continue
        if acid in _ESTERS:
            found.extend(_ESTERS[acid])
        if acid in _METHYL_ESTER and len(rest) == 1:
            found.append(_METHYL_ESTER[acid])
    return found


def _kind(group: Group) -> str | None:
    """Return what a group on a nitrogen makes of the compound: ``amide``, ``carbamate``, or None for neither."""
    atom = group.start()
    if group.is_ring or atom.GetAtomicNum() != 6 or not group.bond_is_single:
        return None
    if not any(b.GetBondTypeAsDouble() == 2.0 and b.GetOtherAtom(atom).GetAtomicNum() == 8 for b in atom.GetBonds()):
        return None
    beside = [n.GetAtomicNum() for n in atom.GetNeighbors() if n.GetIdx() in group.atoms and n.GetDegree() > 1]
    if beside == [8]:
        return "carbamate"
    return "amide" if beside in ([], [6]) else None


def _anilinopiperidine_scopes(molecule: Molecule) -> list[str]:
    found = []
    for match in molecule.GetSubstructMatches(_patterns()["4-ap"], maxMatches=8):
        core = frozenset(match)
        nitrogens = [match[6], match[10]]
        kinds: set[str | None] = {_kind(group) for group in groups_on(molecule, core, nitrogens)}
        for group in groups_on(molecule, core, core - set(nitrogens)):
            halogen = len(group.atoms) == 1 and group.start().GetAtomicNum() in _HALOGENS
            kinds.add("halide" if halogen else None)
        if not kinds or None in kinds:
            continue
        alone = len(kinds) == 1 and "halide" not in kinds
        found.append("US-List-I:4-ap:amides" if alone else "US-List-I:4-ap:halides")
    return found[:1]


def _piperidone_scopes(molecule: Molecule) -> list[str]:
    for name, nitrogen in (("4-piperidone", 4), ("4-piperidone-acetal", None)):
        for match in molecule.GetSubstructMatches(_patterns()[name], maxMatches=8):
            is_acetal = nitrogen is None
            basic = match[-1] if nitrogen is None else match[nitrogen]
            ring = frozenset(match) - (_acetal_parts(match) if is_acetal else frozenset())
            if any(group for group in groups_on(molecule, frozenset(match), ring - {basic})):
                continue
            kinds = {_kind(group) for group in groups_on(molecule, frozenset(match), [basic])}
            if None not in kinds and (kinds or is_acetal):
                return ["US-List-I:4-piperidone:acetals"]
    return []


def _acetal_parts(match: tuple[int, ...]) -> frozenset[int]:
    return frozenset(match[1:5])
