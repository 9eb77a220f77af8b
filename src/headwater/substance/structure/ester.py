"""Esters of steroids: which alcohol remains when the acid is taken off.

An item that names anabolic steroids "and their derivatives" covers their esters, which are sold under their own names. Nothing
else is hydrolysed: salts and esters of other substances are read as the lists have them.
"""

from functools import cache
from typing import Final

from headwater.substance.structure.standard import Molecule, chemistry

_NITROGEN: Final = 7
_STEROID: Final = "C1CCC2C(C1)CCC1C2CCC2CCCC12"
_ESTER: Final = "[CX4:1][OX2:2][CX3](=O)[#6]"
_SMALLEST: Final = 22


def alcohol_of(molecule: Molecule) -> Molecule | None:
    """Return a steroid with the acids of its esters taken off, or None where it is no ester of a steroid."""
    if molecule.GetNumHeavyAtoms() < _SMALLEST or any(atom.GetAtomicNum() == _NITROGEN for atom in molecule.GetAtoms()):
        return None
    esters = molecule.GetSubstructMatches(_pattern(_ESTER))
    if not esters or not molecule.HasSubstructMatch(_skeleton()):
        return None
    Chem = chemistry()  # noqa: N806 - the module's own name
    bonds = [molecule.GetBondBetweenAtoms(match[1], match[2]).GetIdx() for match in esters]
    parts = Chem.GetMolFrags(Chem.FragmentOnBonds(molecule, bonds, addDummies=False), asMols=True, sanitizeFrags=True)
    return next((part for part in parts if part.HasSubstructMatch(_skeleton())), None)


@cache
def _pattern(smarts: str) -> Molecule:
    return chemistry().MolFromSmarts(smarts)


@cache
def _skeleton() -> Molecule:
    """Return the four rings with bonds of any order."""
    Chem = chemistry()  # noqa: N806
    options = Chem.AdjustQueryParameters.NoAdjustments()
    options.makeBondsGeneric = True
    return Chem.AdjustQueryProperties(Chem.MolFromSmiles(_STEROID), options)
