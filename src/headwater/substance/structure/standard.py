"""Standardise a structure in named steps: read, drop isotopes, take the organic parent, remove charges, drop stereochemistry.

Each step is a function from a molecule to a molecule; ``STEPS`` names them in order. Tautomers are left as drawn: no class or
listing here needs another form.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

Molecule = Any
"""An RDKit molecule; RDKit ships no types."""

MOST_ATOMS: Final = 250
"""Larger molecules are not read: no listed substance comes near, and the time for one input stays bounded."""


@cache
def chemistry() -> Any:
    """Return RDKit's ``Chem`` module, imported when first needed, with its log messages off."""
    from rdkit import Chem, RDLogger

    RDLogger.DisableLog("rdApp.*")  # type: ignore[attr-defined]
    return Chem


CARBON: Final = "[#6]"
AROMATIC: Final = "a"
ISOTOPE: Final = "[!0*]"
CHARGE: Final = "[!+0]"
OPEN_PLACE: Final = "[#0]"


@cache
def _pattern(smarts: str) -> Any:
    return chemistry().MolFromSmarts(smarts)


def has(molecule: Molecule, smarts: str) -> bool:
    """Return whether a molecule has what a pattern of one atom says; quicker than asking each atom."""
    return bool(molecule.HasSubstructMatch(_pattern(smarts)))


def without_isotopes(molecule: Molecule) -> Molecule:
    """Return the molecule with every atom of natural isotopic composition."""
    if not has(molecule, ISOTOPE):
        return molecule
    Chem = chemistry()  # noqa: N806 - the module's own name
    plain = Chem.RWMol(molecule)
    for atom in plain.GetAtoms():
        atom.SetIsotope(0)
    return Chem.RemoveHs(plain.GetMol())


def organic_parent(molecule: Molecule) -> Molecule:
    """Return the largest part that holds carbon, or the largest part: salts, solvents and water fall away."""
    Chem = chemistry()  # noqa: N806
    parts = Chem.GetMolFrags(molecule, asMols=True, sanitizeFrags=False)
    if len(parts) < 2:
        return molecule
    return max(parts, key=lambda part: (_holds_carbon(part), part.GetNumHeavyAtoms(), Chem.MolToSmiles(part)))


def _holds_carbon(molecule: Molecule) -> bool:
    return has(molecule, CARBON)


def uncharged(molecule: Molecule) -> Molecule:
    """Return the molecule with the protons of ammonium and acid groups put back, as far as it has them to give or take."""
    if not has(molecule, CHARGE):
        return molecule
    return _uncharger().uncharge(molecule)


@cache
def _uncharger() -> Any:
    from rdkit.Chem.MolStandardize import rdMolStandardize

    return rdMolStandardize.Uncharger()


def without_stereo(molecule: Molecule) -> Molecule:
    """Return the molecule without stereochemistry."""
    Chem = chemistry()  # noqa: N806
    flat = Chem.Mol(molecule)
    Chem.RemoveStereochemistry(flat)
    return flat


STEPS: Final[tuple[tuple[str, Callable[[Molecule], Molecule]], ...]] = (
    ("isotopes", without_isotopes),
    ("organic-parent", organic_parent),
    ("charges", uncharged),
)
"""The steps before a structure is compared with a list; stereochemistry is dropped only where the list does not need it."""


def parent_of(molecule: Molecule) -> Molecule:
    """Return the organic parent of a molecule: isotopes, salts and charges removed, stereochemistry kept."""
    for _, step in STEPS:
        molecule = step(molecule)
    return molecule
