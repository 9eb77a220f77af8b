"""Exact lists: find a parent structure among listed structures, by canonical SMILES.

A structure that agrees in every atom and bond but not in stereochemistry is the listed one when only one listed substance has
that skeleton, or when it is the mirror image of one. Where several share it (ephedrine and pseudoephedrine) and the input does
not say which, all are returned. One that is fully drawn, and differs in some centres and agrees in others, is told apart as
a diastereomer. A stereoisomer that a schedule expressly leaves out is none of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from headwater.substance.structure.standard import Molecule, chemistry, parent_of, without_stereo

_CARBON: Final = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """What an exact list says: the ids that fit, and how the stereochemistry agrees."""

    ids: tuple[str, ...]
    stereo: Literal["same", "other", "diastereomer", "left-out"]


class StructureList:
    """Structures by canonical SMILES, with and without stereochemistry."""

    def __init__(self, entries: Iterable[tuple[str, str | None]], left_out: Iterable[str] = ()) -> None:
        """Index (id, SMILES) pairs; ``left_out`` are SMILES of stereoisomers that a schedule leaves out."""
        self.exact: dict[str, str] = {}
        self.flat: dict[str, list[str]] = defaultdict(list)
        self._written: dict[str, str] = {}
        for id_, smiles in entries:
            molecule = chemistry().MolFromSmiles(smiles) if smiles else None
            if molecule is None:
                continue
            whole = chemistry().MolToSmiles(molecule)
            if "." in whole:
                # a salt with an entry of its own, beside that of its parent
                self.exact.setdefault(whole, id_)
                continue
            parent = parent_of(molecule)
            self._written[id_] = chemistry().MolToSmiles(parent)
            self.exact.setdefault(self._written[id_], id_)
            flat = chemistry().MolToSmiles(without_stereo(parent))
            if id_ not in self.flat[flat]:
                self.flat[flat].append(id_)
        self._left_out = {chemistry().MolToSmiles(parent_of(chemistry().MolFromSmiles(smiles))) for smiles in left_out}

    def find(self, parent: Molecule) -> Listed | None:
        """Return what the list says of a parent structure, or None."""
        Chem = chemistry()  # noqa: N806 - the module's own name
        written = Chem.MolToSmiles(parent)
        if written in self._left_out:
            return Listed((), "left-out")
        if written in self.exact:
            return Listed((self.exact[written],), "same")
        has_stereo = any(mark in written for mark in "@/\\")
        flat = Chem.MolToSmiles(without_stereo(parent)) if has_stereo else written
        ids = self.flat.get(flat)
        if not ids:
            return None
        if len(ids) == 1:
            return Listed((ids[0],), "diastereomer" if self._is_diastereomer(parent, ids[0]) else "other")
        mirrored = self.exact.get(Chem.MolToSmiles(_mirror(parent))) if has_stereo else None
        if mirrored is not None:
            return Listed((mirrored,), "other")
        plain = self.exact.get(flat)
        return Listed((plain,), "other") if plain is not None else Listed(tuple(ids), "other")

    def _is_diastereomer(self, parent: Molecule, id_: str) -> bool:
        """Return whether a structure and the listed one are fully drawn and neither the same nor mirror images."""
        Chem = chemistry()  # noqa: N806
        drawn = Chem.MolFromSmiles(self._written[id_])
        if not (_is_fully_drawn(parent) and _is_fully_drawn(drawn)):
            return False
        return str(Chem.MolToSmiles(_mirror(parent))) != self._written[id_]


def _is_fully_drawn(molecule: Molecule) -> bool:
    centres = chemistry().FindMolChiralCenters(molecule, includeUnassigned=True, useLegacyImplementation=True)
    # the nitrogen of a cage is a centre that the others settle, and is seldom drawn
    marks = [mark for index, mark in centres if molecule.GetAtomWithIdx(index).GetAtomicNum() == _CARBON]
    return len(marks) > 1 and "?" not in marks


def _mirror(molecule: Molecule) -> Molecule:
    turned = chemistry().Mol(molecule)
    for atom in turned.GetAtoms():
        atom.InvertChirality()
    return turned
