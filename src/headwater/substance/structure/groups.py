"""Name the groups that a molecule carries on a core: alkyl, halo, ester and so on, as class texts list them.

A group is what hangs on a core atom by one bond. What is tied to the core at two places is not a group but another ring.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from headwater.substance.structure.standard import Molecule

_HALOGENS: Final = frozenset({9, 17, 35, 53, 85})
_CARBON, _NITROGEN, _OXYGEN = 6, 7, 8


class Answer(Enum):
    """Whether a text covers something: yes, no, or open to opinion."""

    YES = "yes"
    NO = "no"
    OPEN = "open"

    def __and__(self, other: "Answer") -> "Answer":
        """Return NO if either is no, else OPEN if either is open, else YES."""
        if Answer.NO in (self, other):
            return Answer.NO
        return Answer.OPEN if Answer.OPEN in (self, other) else Answer.YES


@dataclass(frozen=True, slots=True)
class Group:
    """A group on a core.

    Attributes:
        molecule: the molecule it is part of.
        anchor: the core atom it hangs on.
        first: its own atom next to the anchor.
        atoms: all its atoms.
        is_ring: True where it is tied to the core at more than one place.
        bond_is_single: True where it hangs by a single bond.
    """

    molecule: Molecule
    anchor: int
    first: int
    atoms: frozenset[int]
    is_ring: bool
    bond_is_single: bool

    def numbers(self) -> list[int]:
        """Return the atomic numbers of its atoms."""
        return [self.molecule.GetAtomWithIdx(index).GetAtomicNum() for index in self.atoms]

    def carbons(self) -> int:
        """Return how many carbon atoms it has."""
        return self.numbers().count(_CARBON)

    def heavy(self) -> Iterator[Any]:
        """Yield its atoms."""
        for index in self.atoms:
            yield self.molecule.GetAtomWithIdx(index)

    def start(self) -> Any:
        """Return its atom next to the core."""
        return self.molecule.GetAtomWithIdx(self.first)


def groups_on(molecule: Molecule, core: Collection[int], anchors: Collection[int]) -> list[Group]:
    """Return the groups that hang on some atoms of a core, hydrogen left out."""
    inside = frozenset(core)
    found = []
    for anchor in anchors:
        for neighbour in molecule.GetAtomWithIdx(anchor).GetNeighbors():
            first = neighbour.GetIdx()
            if first in inside or neighbour.GetAtomicNum() == 1:
                continue
            atoms, ties = _spread(molecule, first, inside)
            single = molecule.GetBondBetweenAtoms(anchor, first).GetBondTypeAsDouble() == 1.0
            found.append(Group(molecule, anchor, first, atoms, ties > 1, single))
    return found


def _spread(molecule: Molecule, first: int, inside: frozenset[int]) -> tuple[frozenset[int], int]:
    seen, stack, ties = {first}, [first], 0
    while stack:
        for neighbour in molecule.GetAtomWithIdx(stack.pop()).GetNeighbors():
            index = neighbour.GetIdx()
            if index in inside:
                ties += 1
            elif index not in seen:
                seen.add(index)
                stack.append(index)
    return frozenset(seen), ties


def is_alkyl(group: Group) -> Answer:
    """Return whether a group is alkyl: acyclic saturated carbon. Cycloalkyl is open."""
    if set(group.numbers()) != {_CARBON} or not group.bond_is_single or not _is_saturated(group):
        return Answer.NO
    return Answer.OPEN if _has_ring(group) else Answer.YES


def is_alkenyl(group: Group) -> Answer:
    """Return whether a group is alkenyl: acyclic carbon with double bonds and no triple bond."""
    if set(group.numbers()) != {_CARBON} or not group.bond_is_single or _has_ring(group):
        return Answer.NO
    orders = _bond_orders(group)
    return Answer.YES if 2.0 in orders and 3.0 not in orders else Answer.NO


def is_halo(group: Group) -> Answer:
    """Return whether a group is a halogen atom."""
    return Answer.YES if len(group.atoms) == 1 and group.start().GetAtomicNum() in _HALOGENS else Answer.NO


def is_haloalkyl(group: Group) -> Answer:
    """Return whether a group is an acyclic alkyl group that carries halogen and nothing else."""
    numbers = set(group.numbers())
    if group.start().GetAtomicNum() != _CARBON or not numbers - {_CARBON} or numbers - {_CARBON} - _HALOGENS:
        return Answer.NO
    return Answer.NO if _has_ring(group) or not _is_saturated(group) else Answer.YES


def is_hydroxyl(group: Group) -> Answer:
    """Return whether a group is hydroxyl."""
    atom = group.start()
    return Answer.YES if len(group.atoms) == 1 and atom.GetAtomicNum() == _OXYGEN and group.bond_is_single else Answer.NO


def is_alkoxyl(group: Group) -> Answer:
    """Return whether a group is an oxygen atom that carries an alkyl group."""
    if group.start().GetAtomicNum() != _OXYGEN or not group.bond_is_single or group.numbers().count(_OXYGEN) != 1:
        return Answer.NO
    (inner,) = groups_on(group.molecule, _without(group, group.first), [group.first]) or (None,)
    return Answer.NO if inner is None else is_alkyl(inner)


def is_amino(group: Group) -> Answer:
    """Return whether a group is amino. An amino group that carries alkyl is open."""
    atom = group.start()
    if atom.GetAtomicNum() != _NITROGEN or atom.GetFormalCharge() or not group.bond_is_single or atom.GetIsAromatic():
        return Answer.NO
    if len(group.atoms) == 1:
        return Answer.YES
    inner = groups_on(group.molecule, _without(group, group.first), [group.first])
    return Answer.OPEN if all(is_alkyl(each) is not Answer.NO for each in inner) else Answer.NO


def is_nitro(group: Group) -> Answer:
    """Return whether a group is nitro."""
    atom = group.start()
    numbers = sorted(group.numbers())
    return Answer.YES if atom.GetAtomicNum() == _NITROGEN and numbers == [_NITROGEN, _OXYGEN, _OXYGEN] else Answer.NO


def is_ester(group: Group) -> Answer:
    """Return whether a group is an ester of the core: alkoxycarbonyl or acyloxy."""
    atom = group.start()
    if atom.GetAtomicNum() == _CARBON and _carbonyl_oxygen(atom) is not None:
        single = [
            n for n in atom.GetNeighbors() if n.GetAtomicNum() == _OXYGEN and n.GetDegree() == 2 and n.GetIdx() in group.atoms
        ]
        others = [n for n in atom.GetNeighbors() if n.GetIdx() in group.atoms and n.GetAtomicNum() != _OXYGEN]
        return Answer.YES if len(single) == 1 and not others else Answer.NO
    if atom.GetAtomicNum() == _OXYGEN and atom.GetDegree() == 2:
        inner = next(n for n in atom.GetNeighbors() if n.GetIdx() in group.atoms)
        return Answer.YES if inner.GetAtomicNum() == _CARBON and _carbonyl_oxygen(inner) is not None else Answer.NO
    return Answer.NO


def is_ether(group: Group) -> Answer:
    """Return whether a group is an ether: alkoxyl, aryloxyl or alkoxyalkyl, acyclic carbon chain with ether oxygen."""
    numbers = group.numbers()
    if set(numbers) != {_CARBON, _OXYGEN} or numbers.count(_OXYGEN) != 1 or not group.bond_is_single:
        return Answer.NO
    oxygen = next(atom for atom in group.heavy() if atom.GetAtomicNum() == _OXYGEN)
    if oxygen.GetDegree() != 2 or not _is_saturated(group):
        return Answer.NO
    return Answer.OPEN if _has_ring(group) else Answer.YES


def is_saturated_chain(group: Group) -> bool:
    """Return whether a group has neither rings nor double bonds inside."""
    return _is_saturated(group) and not _has_ring(group)


def any_of(group: Group, kinds: Collection[Any]) -> Answer:
    """Return the best answer that any of these kinds gives for a group; a group tied twice to the core is none of them."""
    if group.is_ring:
        return Answer.NO
    answers = [kind(group) for kind in kinds]
    if Answer.YES in answers:
        return Answer.YES
    return Answer.OPEN if Answer.OPEN in answers else Answer.NO


def _without(group: Group, keep: int) -> frozenset[int]:
    """Return every atom of the molecule that is no part of the group, and ``keep``: the core for what hangs on ``keep``."""
    everything = range(group.molecule.GetNumAtoms())
    return frozenset(index for index in everything if index not in group.atoms or index == keep)


def _carbonyl_oxygen(atom: Any) -> int | None:
    for bond in atom.GetBonds():
        other = bond.GetOtherAtom(atom)
        if other.GetAtomicNum() == _OXYGEN and bond.GetBondTypeAsDouble() == 2.0:
            return int(other.GetIdx())
    return None


def _bond_orders(group: Group) -> set[float]:
    orders = set()
    for atom in group.heavy():
        for bond in atom.GetBonds():
            if bond.GetOtherAtomIdx(atom.GetIdx()) in group.atoms:
                orders.add(bond.GetBondTypeAsDouble())
    return orders


def _is_saturated(group: Group) -> bool:
    return not _bond_orders(group) - {1.0}


def _has_ring(group: Group) -> bool:
    # bonds inside an acyclic group are one fewer than its atoms
    inner = sum(1 for atom in group.heavy() for bond in atom.GetBonds() if bond.GetOtherAtomIdx(atom.GetIdx()) in group.atoms)
    return inner // 2 >= len(group.atoms)
