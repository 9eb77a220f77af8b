"""Orphines: Chinese conditions 1 to 3 on brorphine's parent and 4 to 6 on spirobrorphine's parent.

Brorphine's parent is 1-(piperidin-4-yl)-1,3-dihydrobenzimidazol-2-one, spirobrorphine's a
1-aryl-1,3,8-triazaspiro[4.5]decan-4-one. The piperidine nitrogen carries something other than hydrogen. Readings of the words
are in ``docs/interpretations.md``.
"""

from functools import cache
from typing import Any, Final

from headwater.substance.structure.groups import Answer, Group, groups_on
from headwater.substance.structure.outcome import OUTSIDE, ClassOutcome
from headwater.substance.structure.rings import is_benzene, monocycle_at, rings_of
from headwater.substance.structure.standard import Molecule, chemistry

_BENZIMIDAZOLONE: Final = (
    "O=c1[nX3]c2cccc(c2[nX3]1-[#6X4;r6]3-[#6X4;r6]-[#6X4;r6]-[#7X3;r6;+0]-[#6X4;r6]-[#6X4;r6]3)",
    "O=C1[NX3]c2ccccc2[NX3]1-[#6X4;r6]3-[#6X4;r6]-[#6X4;r6]-[#7X3;r6;+0]-[#6X4;r6]-[#6X4;r6]3",
    "[OX2H1]c1nc2cccc(c2n1-[#6X4;r6]3-[#6X4;r6]-[#6X4;r6]-[#7X3;r6;+0]-[#6X4;r6]-[#6X4;r6]3)",
)
"""The parent as RDKit's aromatic form, as drawn without aromaticity, and as its hydroxy tautomer."""
_SPIRO: Final = "O=[#6]1-[#7X3]-[#6X4]-[#7X3](-[a])-[#6X4]12-[#6X4;r6]-[#6X4;r6]-[#7X3;r6;+0]-[#6X4;r6]-[#6X4;r6]2"
_MOST_CARBONS: Final = 5


@cache
def _patterns() -> tuple[tuple[Any, ...], Any]:
    Chem = chemistry()  # noqa: N806 - the module's own name
    return tuple(Chem.MolFromSmarts(each) for each in _BENZIMIDAZOLONE), Chem.MolFromSmarts(_SPIRO)


def cn_class(molecule: Molecule) -> ClassOutcome:
    """Return whether the Chinese class of orphines covers a parent structure."""
    outcomes = []
    brorphines, spiro = _patterns()
    for pattern in brorphines:
        for match in molecule.GetSubstructMatches(pattern, uniquify=False, maxMatches=16):
            outcomes.append(_brorphine(molecule, match))
    for match in molecule.GetSubstructMatches(spiro, uniquify=False, maxMatches=16):
        outcomes.append(_spirobrorphine(molecule, match))
    for wanted in (Answer.YES, Answer.OPEN):
        for outcome in outcomes:
            if outcome.answer is wanted:
                return outcome
    return OUTSIDE


def _brorphine(molecule: Molecule, match: tuple[int, ...]) -> ClassOutcome:
    basic = match[-3]
    piperidine = frozenset(match[-6:])
    head = frozenset(match[:-6])
    rings = rings_of(molecule)
    if _is_fused(head, rings, allowed=2) or _is_fused(piperidine, rings, allowed=1):
        return OUTSIDE
    inside = head | piperidine
    clauses: dict[str, frozenset[int]] = {}
    answer = _small(groups_on(molecule, inside, head), "1", clauses)
    on_nitrogen = groups_on(molecule, inside, [basic])
    if len(on_nitrogen) != 1:
        return OUTSIDE
    if not _is_bromophenylethyl(molecule, on_nitrogen[0]):
        clauses["2"] = on_nitrogen[0].atoms
    answer = answer & _small(groups_on(molecule, inside, piperidine - {basic}), "3", clauses)
    if on_nitrogen[0].is_ring:
        answer = answer & Answer.OPEN
    return _outcome(answer, clauses, inside)


def _spirobrorphine(molecule: Molecule, match: tuple[int, ...]) -> ClassOutcome:
    basic = match[-3]
    aryl = match[5]
    inside = frozenset(match) - {aryl}
    rings = rings_of(molecule)
    if _is_fused(inside, rings, allowed=2):
        return OUTSIDE
    clauses: dict[str, frozenset[int]] = {}
    system = frozenset().union(*(ring for ring in rings if aryl in ring))
    hanging = groups_on(molecule, inside | system, system)
    if any(group.is_ring for group in hanging):
        return OUTSIDE
    plain = monocycle_at(aryl, rings)
    if hanging or plain is None or not is_benzene(molecule, plain):
        clauses["4"] = system.union(*(group.atoms for group in hanging))
    on_nitrogen = groups_on(molecule, inside | system, [basic])
    if len(on_nitrogen) != 1:
        return OUTSIDE
    if not _is_bromophenylethyl(molecule, on_nitrogen[0]):
        clauses["5"] = on_nitrogen[0].atoms
    answer = _small(groups_on(molecule, inside | system, inside - {basic}), "6", clauses)
    if on_nitrogen[0].is_ring:
        answer = answer & Answer.OPEN
    return _outcome(answer, clauses, inside)


def _small(hanging: list[Group], clause: str, clauses: dict[str, frozenset[int]]) -> Answer:
    """Judge the groups in place of hydrogen by their number of carbon atoms; one that closes a ring is open."""
    if not hanging:
        return Answer.YES
    clauses[clause] = frozenset().union(*(group.atoms for group in hanging))
    if any(group.carbons() > _MOST_CARBONS for group in hanging):
        return Answer.NO
    return Answer.OPEN if any(group.is_ring or not group.bond_is_single for group in hanging) else Answer.YES


def _is_fused(atoms: frozenset[int], rings: tuple[frozenset[int], ...], *, allowed: int) -> bool:
    """Return whether more rings than allowed share two or more atoms with these."""
    return sum(1 for ring in rings if len(ring & atoms) > 1) > allowed


def _is_bromophenylethyl(molecule: Molecule, group: Group) -> bool:
    pattern = _bromophenylethyl()
    return len(group.atoms) == 9 and any(
        frozenset(match) == group.atoms and match[0] == group.first
        for match in molecule.GetSubstructMatches(pattern, uniquify=False, maxMatches=64)
    )


@cache
def _bromophenylethyl() -> Any:
    return chemistry().MolFromSmarts("[CX4H1](-[CH3])-c1ccc(Br)cc1")


def _outcome(answer: Answer, clauses: dict[str, frozenset[int]], core: frozenset[int]) -> ClassOutcome:
    if answer is Answer.NO:
        return OUTSIDE
    reason = "a group closes a further ring on the parent" if answer is Answer.OPEN else ""
    return ClassOutcome(answer, dict(sorted(clauses.items())) or {"*": core}, reason)
