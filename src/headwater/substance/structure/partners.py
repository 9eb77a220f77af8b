"""What usually stands beside a substance in a salt or solvate, so that a mixture or a polymer is not taken for one."""

from functools import cache
from typing import Final

from headwater.substance.structure.standard import CARBON, Molecule, chemistry, has, parent_of, without_stereo

_PARTNERS: Final = (
    # acids
    *("OC=O", "CC(=O)O", "CCC(=O)O", "CCCC(=O)O", "CCCCCC(=O)O", "CC(O)C(=O)O", "OC(=O)C(=O)O", "OC(=O)CC(=O)O"),
    *("OC(=O)CCC(=O)O", "OC(=O)CCCCC(=O)O", "OC(=O)C=CC(=O)O", "OC(=O)C(O)C(O)C(=O)O", "OC(=O)CC(O)C(=O)O"),
    *("OC(=O)CC(O)(CC(=O)O)C(=O)O", "OC(=O)C(F)(F)F", "OC(=O)c1ccccc1", "OC(=O)c1ccccc1O", "OC(=O)C(O)c1ccccc1"),
    *("OC(=O)c1cccnc1", "OC(=O)C=Cc1ccccc1", "OCC(O)C(O)C(O)C(O)C(=O)O", "OC(=O)C(O)C(O)C(O)C(O)C(=O)O"),
    *("OCC(O)C(O)C(O)C(O)C(O)C(=O)O", "O=C(O)CO", "CS(=O)(=O)O", "CCS(=O)(=O)O", "OS(=O)(=O)CCS(=O)(=O)O", "OCCS(=O)(=O)O"),
    *("OS(=O)(=O)c1ccccc1", "Cc1ccc(cc1)S(=O)(=O)O", "OS(=O)(=O)c1ccc2ccccc2c1", "OS(=O)(=O)C(F)(F)F", "COS(=O)(=O)O"),
    *("OC(=O)c1cc2ccccc2c(Cc2c(O)c(cc3ccccc23)C(=O)O)c1O", "Oc1c(cc([N+](=O)[O-])cc1[N+](=O)[O-])[N+](=O)[O-]"),
    *("OC(=O)c1cc2ccccc2cc1O", "NC(CCC(=O)O)C(=O)O", "NC(CC(=O)O)C(=O)O", "O=C(O)C1CCC(=O)N1", "OC(=O)CCCCCCCCCCCCCCC"),
    "Cn1c(=O)c2[nH]c(Cl)nc2n(C)c1=O",
    *("CC1(C)C2CCC1(CS(=O)(=O)O)C(=O)C2", "OC(=O)C(OC(=O)c1ccccc1)C(OC(=O)c1ccccc1)C(=O)O", "OC#N", "SC#N", "C#N", "OC(=O)O"),
    # bases
    *("NCCO", "OCCNCCO", "OCCN(CCO)CCO", "NCCN", "C[N+](C)(C)CCO", "CNCC(O)C(O)C(O)C(O)CO", "NC(CO)(CO)CO", "CN", "CNC"),
    *("CCNCC", "CCN(CC)CC", "NCCCCC(N)C(=O)O", "NC(CCCNC(N)=N)C(=O)O"),
    # solvents
    *("CO", "CCO", "CCCO", "CC(C)O", "CC(C)=O", "CC#N", "CCOC(C)=O", "CCOCC", "ClCCl", "ClC(Cl)Cl", "C1CCOC1", "C1COCCO1"),
    *("CN(C)C=O", "CS(C)=O", "Cc1ccccc1", "c1ccccc1", "C1CCCCC1", "CCCCCC", "CCCCCCC", "CC(O)CO"),
)


def is_usual(part: Molecule) -> bool:
    """Return whether a part is inorganic or one of the acids, bases and solvents that salts and solvates are made with."""
    return not has(part, CARBON) or _written(part) in _usual()


def makes_salt_with(part: Molecule, other: Molecule) -> bool:
    """Return whether of two parts one is an aliphatic amine and the other an acid, so that together they are a salt.

    Surfactants and dyes are sold as salts of amines; their acids are too many for a table.
    """
    return any(
        base.HasSubstructMatch(_pattern(_AMINE)) and acid.HasSubstructMatch(_pattern(_ACID))
        for base, acid in ((part, other), (other, part))
    )


def is_carbanion_of_metal(molecule: Molecule) -> bool:
    """Return whether carbon carries the charge opposite a metal: an organometallic compound and not the salt of an acid."""
    return has(molecule, _METAL) and molecule.HasSubstructMatch(_carbanion())


_METAL: Final = (
    "[Li,Na,K,Rb,Cs,Be,Mg,Ca,Sr,Ba,Zn,Cd,Hg,Al,Ga,In,Tl,Sn,Pb,Bi,Ti,Zr,Hf,V,Cr,Mo,W,Mn,Fe,Ru,Co,Rh,Ir,Ni,Pd,Pt,Cu,Ag,Au]"
)


_AMINE: Final = "[$([NX3,NX4+;!$(N~[!#6;!#1]);!$(N-C=[O,S,N]);!$(N-a)])]"
_ACID: Final = (
    "[$([SX4](=O)(=O)[OX2H,OX1-]),$([CX3](=O)[OX2H,OX1-]),$([CX3](=S)[SX2H,SX1-]),$([OX2H,OX1-]c1c([N+](=O)[O-])cccc1)]"
)


@cache
def _pattern(smarts: str) -> Molecule:
    return chemistry().MolFromSmarts(smarts)


@cache
def _carbanion() -> Molecule:
    # cyanides, isocyanides and ylides have their charge for other reasons
    return chemistry().MolFromSmarts("[#6-;!$([#6-]#*);!$([#6-]~[+])]")


@cache
def _usual() -> frozenset[str]:
    return frozenset(_written(chemistry().MolFromSmiles(smiles)) for smiles in _PARTNERS)


def _written(molecule: Molecule) -> str:
    return str(chemistry().MolToSmiles(without_stereo(parent_of(molecule))))
