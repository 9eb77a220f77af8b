"""Ring questions that the class texts ask: is this ring a monocycle, is it aromatic, is it plain phenyl."""

from headwater.substance.structure.standard import Molecule


def rings_of(molecule: Molecule) -> tuple[frozenset[int], ...]:
    """Return the rings of a molecule as sets of atoms."""
    return tuple(frozenset(ring) for ring in molecule.GetRingInfo().AtomRings())


def monocycle_at(atom: int, rings: tuple[frozenset[int], ...]) -> frozenset[int] | None:
    """Return the ring that an atom is in, if it is in one only and that ring shares no atom with another; else None."""
    mine = [ring for ring in rings if atom in ring]
    if len(mine) != 1:
        return None
    (ring,) = mine
    return None if any(other is not ring and ring & other for other in rings) else ring


def is_aromatic(molecule: Molecule, ring: frozenset[int]) -> bool:
    """Return whether every atom of a ring is aromatic."""
    return all(molecule.GetAtomWithIdx(index).GetIsAromatic() for index in ring)


def is_benzene(molecule: Molecule, ring: frozenset[int]) -> bool:
    """Return whether a ring is an aromatic ring of six carbon atoms."""
    return len(ring) == 6 and is_aromatic(molecule, ring) and all(molecule.GetAtomWithIdx(i).GetAtomicNum() == 6 for i in ring)
