"""Derivatives and analogues in Canadian items: never decided by a rule, but shown with the nearest listed structure.

A structure is put forward only where it has the skeleton of the listed substance and is close to it by Morgan fingerprint
(radius 2, 2048 bits, Tanimoto). The similarity is evidence for a person, not a test that the law knows.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from headwater.substance.structure.standard import Molecule, chemistry

_CLOSE: Final = 0.45
_SKELETONS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    (
        "CA-CDSA-I:16",
        "c1ccccc1-[NX3;!r]-[CX4;r6]2-[CX4;r6]-[CX4;r6]-[NX3;r6](-[#6])-[CX4;r6]-[CX4;r6]2",
        ("fentanyl", "acetylfentanyl", "carfentanil", "anpp", "3-methylfentanyl", "remifentanil", "sufentanil", "alfentanil"),
    ),
    (
        "CA-CDSA-I:13",
        "[nX3]1(-[CX4]-[CX4]-[#7])c(-[#6])nc2ccccc12",
        ("etonitazene", "clonitazene", "isotonitazene", "metonitazene"),
    ),
    ("CA-CDSA-VI-A:4-ap:derivatives", "c1ccccc1-[NX3;!r]-[CX4;r6]2-[CX4;r6]-[CX4;r6]-[NX3;r6]-[CX4;r6]-[CX4;r6]2", ("4-ap",)),
    (
        "CA-CDSA-VI-A:norfentanyl:derivatives",
        "c1ccccc1-[NX3;!r](-C=O)-[CX4;r6]2-[CX4;r6]-[CX4;r6]-[NX3H;r6]-[CX4;r6]-[CX4;r6]2",
        ("norfentanyl",),
    ),
    (
        "CA-CDSA-VI-A:benzylfentanyl:salts",
        "c1ccccc1-[NX3;!r](-C=O)-[CX4;r6]2-[CX4;r6]-[CX4;r6]-[NX3;r6](-Cc3ccccc3)-[CX4;r6]-[CX4;r6]2",
        ("benzylfentanyl",),
    ),
    (
        "CA-CDSA-VI-A:4-piperidone:derivatives",
        "O=[C;r6]1-[CX4;r6]-[CX4;r6]-[NX3;r6]-[CX4;r6]-[CX4;r6]1",
        ("4-piperidone", "npp", "1-benzyl-4-piperidone"),
    ),
    ("CA-CDSA-VI-A:phenyl-2-propanone:derivatives", "[CH3]-C(=O)-[CX4;!r]-c1ccccc1", ("phenyl-2-propanone",)),
    ("CA-CDSA-VI-A:3-4-mdp-2-p:derivatives", "[CH3]-C(=O)-[CX4;!r]-c1ccc2OCOc2c1", ("3-4-mdp-2-p",)),
    (
        "CA-CDSA-I:ap-237:salts",
        "C=C-C-[NX3;r6]1-[CX4;r6]-[CX4;r6]-[NX3;r6](-C=O)-[CX4;r6]-[CX4;r6]1",
        ("ap-237", "ap-238", "2-methyl-ap-237"),
    ),
)
"""Item or scope -> skeleton, and the listed substances to measure against."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """A listed substance that a structure comes near: the item, the substance, the Tanimoto similarity."""

    item: str
    substance_id: str
    similarity: float


class Neighbours:
    """The listed structures that opinions are measured against."""

    def __init__(self, smiles: dict[str, str | None]) -> None:
        """Prepare the fingerprints of the listed structures, by substance id."""
        self._prints = {id_: _print_of(chemistry().MolFromSmiles(text)) for id_, text in smiles.items() if text}

    def nearest(self, molecule: Molecule) -> list[Nearness]:
        """Return, for every item whose skeleton the structure has, the nearest listed substance, if it is close."""
        from rdkit import DataStructs

        found = []
        mine: Any = None
        for item, pattern, ids in _skeletons():
            if not molecule.HasSubstructMatch(pattern):
                continue
            mine = _print_of(molecule) if mine is None else mine
            known = [id_ for id_ in ids if id_ in self._prints]
            scores = DataStructs.BulkTanimotoSimilarity(mine, [self._prints[id_] for id_ in known])
            best = max(range(len(known)), key=scores.__getitem__)
            if scores[best] >= _CLOSE:
                found.append(Nearness(item, known[best], round(scores[best], 2)))
        return found


@cache
def listed_ids() -> frozenset[str]:
    """Return the substances that opinions are measured against."""
    return frozenset(id_ for _, _, ids in _SKELETONS for id_ in ids)


@cache
def _skeletons() -> tuple[tuple[str, Any, tuple[str, ...]], ...]:
    return tuple((item, chemistry().MolFromSmarts(smarts), ids) for item, smarts, ids in _SKELETONS)


@cache
def _generator() -> Any:
    from rdkit.Chem import rdFingerprintGenerator

    return rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)


def _print_of(molecule: Molecule) -> Any:
    return _generator().GetFingerprint(molecule)
