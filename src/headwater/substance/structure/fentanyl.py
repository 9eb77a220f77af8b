"""Fentanyl-related substances: US clauses A to E and Chinese conditions 1 to 4.

Both compare the organic parent with fentanyl. The core is the amide nitrogen with its acyl group, its aromatic ring and
piperidine C-4, and the piperidine ring. Every difference from fentanyl must be one that a clause allows; fentanyl itself is
named in the schedules and is no member. Readings of the words are in ``docs/interpretations.md``.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from headwater.substance.structure import groups
from headwater.substance.structure.groups import Answer, Group, any_of, groups_on
from headwater.substance.structure.outcome import OUTSIDE, ClassOutcome
from headwater.substance.structure.rings import is_aromatic, is_benzene, monocycle_at, rings_of
from headwater.substance.structure.standard import Molecule, chemistry

_CORE: Final = "[#8]=[#6;!r]-[#7X3;!r;+0](-[a])-[#6X4;r6]1-[#6X4;r6]-[#6X4;r6]-[#7X3;r6;+0]-[#6X4;r6]-[#6X4;r6]1"
_PHENETHYL_GROUPS: Final = (
    groups.is_alkyl,
    groups.is_alkenyl,
    groups.is_alkoxyl,
    groups.is_hydroxyl,
    groups.is_halo,
    groups.is_haloalkyl,
    groups.is_amino,
    groups.is_nitro,
)
_PIPERIDINE_GROUPS: Final = (*_PHENETHYL_GROUPS, groups.is_ester, groups.is_ether)


@dataclass(frozen=True, slots=True)
class _Core:
    """Fentanyl's core in a molecule, by atom."""

    molecule: Molecule
    rings: tuple[frozenset[int], ...]
    oxygen: int
    acyl: int
    amide: int
    aryl: int
    piperidine: tuple[int, ...]
    basic: int

    @property
    def atoms(self) -> frozenset[int]:
        return frozenset({self.oxygen, self.acyl, self.amide, *self.piperidine})


@cache
def _pattern() -> Any:
    return chemistry().MolFromSmarts(_CORE)


def us_class(molecule: Molecule) -> ClassOutcome:
    """Return whether the US class of fentanyl-related substances covers a parent structure."""
    return _best(molecule, _us)


def cn_class(molecule: Molecule) -> ClassOutcome:
    """Return whether the Chinese class of fentanyl substances covers a parent structure."""
    return _best(molecule, _cn)


def _best(molecule: Molecule, judge: Any) -> ClassOutcome:
    best = OUTSIDE
    for core in _cores(molecule):
        outcome: ClassOutcome = judge(core)
        if outcome.answer is Answer.YES:
            return outcome
        if outcome.answer is Answer.OPEN:
            best = outcome
    return best


def _cores(molecule: Molecule) -> list[_Core]:
    found = []
    seen = set()
    rings: tuple[frozenset[int], ...] | None = None
    for match in molecule.GetSubstructMatches(_pattern(), uniquify=False, maxMatches=64):
        oxygen, acyl, amide, aryl, c4, c3, c2, basic, c6, c5 = match
        key = (oxygen, amide, aryl, c4, basic)
        if key in seen:
            continue
        seen.add(key)
        rings = rings_of(molecule) if rings is None else rings
        piperidine = (c4, c3, c2, basic, c6, c5)
        # the piperidine is a ring of its own: a fused or bridged one is another ring system
        if monocycle_at(c4, rings) == frozenset(piperidine):
            found.append(_Core(molecule, rings, oxygen, acyl, amide, aryl, piperidine, basic))
    return found


def _us(core: _Core) -> ClassOutcome:
    clauses: dict[str, frozenset[int]] = {}
    answer = _phenethyl(core, clauses)
    if answer is Answer.NO:
        return OUTSIDE
    for clause, part in (("D", _aniline(core)), ("E", _acyl(core)), ("C", _piperidine(core))):
        said, atoms = part
        answer = answer & said
        if atoms:
            clauses[clause] = atoms
    return _outcome(answer, clauses, "a group on the phenethyl or the piperidine is not clearly one of those listed")


def _cn(core: _Core) -> ClassOutcome:
    clauses: dict[str, frozenset[int]] = {}
    on_nitrogen = groups_on(core.molecule, core.atoms, [core.basic])
    if len(on_nitrogen) != 1 or on_nitrogen[0].is_ring:
        return OUTSIDE
    answer = Answer.YES
    if not _is_phenethyl(core, on_nitrogen[0]):
        clauses["4"] = on_nitrogen[0].atoms
    for clause, part in (("2", _aniline(core)), ("1", _acyl(core))):
        said, atoms = part
        answer = answer & said
        if atoms:
            clauses[clause] = atoms
    said, atoms = _piperidine(core)
    if atoms:
        # condition 3 ends with "and such": a group that it does not name is a question of opinion, unless it closes a ring
        answer = answer & (Answer.OPEN if said is not Answer.YES else said)
        clauses["3"] = atoms
    return _outcome(
        answer, clauses, "condition 3 ends with words for “and such”; the group on the piperidine is not named in it"
    )


def _outcome(answer: Answer, clauses: dict[str, frozenset[int]], reason: str) -> ClassOutcome:
    if answer is Answer.NO or not clauses:
        return OUTSIDE
    return ClassOutcome(answer, dict(sorted(clauses.items())), reason if answer is Answer.OPEN else "")


def _acyl(core: _Core) -> tuple[Answer, frozenset[int]]:
    """Return whether the acyl group is one, and its atoms where it is not propionyl."""
    inner = groups_on(core.molecule, core.atoms, [core.acyl])
    if any(group.is_ring for group in inner):
        return Answer.NO, frozenset()
    if len(inner) == 1 and inner[0].carbons() == 2 and len(inner[0].atoms) == 2 and groups.is_alkyl(inner[0]) is Answer.YES:
        return Answer.YES, frozenset()
    atoms = frozenset({core.acyl, core.oxygen}).union(*(group.atoms for group in inner))
    first = inner[0].start() if inner else None
    if first is not None and first.GetAtomicNum() not in {6, 8}:
        # carbamoyl, thiocarbonyl and the like: whether the text means them by "acyl" is open
        return Answer.OPEN, atoms
    return Answer.YES, atoms


def _aniline(core: _Core) -> tuple[Answer, frozenset[int]]:
    """Return whether an aromatic monocycle stands on the amide nitrogen, and its atoms where it is not plain phenyl."""
    ring = monocycle_at(core.aryl, core.rings)
    if ring is None or not is_aromatic(core.molecule, ring):
        return Answer.NO, frozenset()
    hanging = groups_on(core.molecule, ring | core.atoms, ring)
    if any(group.is_ring for group in hanging):
        return Answer.NO, frozenset()
    if is_benzene(core.molecule, ring) and not hanging:
        return Answer.YES, frozenset()
    return Answer.YES, ring.union(*(group.atoms for group in hanging))


def _piperidine(core: _Core) -> tuple[Answer, frozenset[int]]:
    """Return whether every group on the piperidine carbons is listed, and the atoms of those groups."""
    core_and_rings = core.atoms | {core.aryl}
    carbons = [index for index in core.piperidine if index != core.basic]
    hanging = groups_on(core.molecule, core_and_rings, carbons)
    answer = Answer.YES
    for group in hanging:
        answer = answer & (Answer.NO if not group.bond_is_single else any_of(group, _PIPERIDINE_GROUPS))
    return answer, frozenset().union(*(group.atoms for group in hanging))


def _phenethyl(core: _Core, clauses: dict[str, frozenset[int]]) -> Answer:
    """Judge the group on the piperidine nitrogen by clauses A and B; NO where the two-carbon chain or the ring is not there."""
    on_nitrogen = groups_on(core.molecule, core.atoms, [core.basic])
    if len(on_nitrogen) != 1 or on_nitrogen[0].is_ring:
        return Answer.NO
    best = Answer.NO
    for alpha, beta, ring in _chains(core, on_nitrogen[0]):
        answer, found = _judge_phenethyl(core, alpha, beta, ring)
        if answer is Answer.YES or (answer is Answer.OPEN and best is Answer.NO):
            best = answer
            clauses.pop("A", None)
            clauses.pop("B", None)
            clauses.update(found)
        if best is Answer.YES:
            break
    return best


def _chains(core: _Core, group: Group) -> list[tuple[int, int, frozenset[int]]]:
    alpha = group.start()
    if alpha.GetAtomicNum() != 6 or alpha.IsInRing() or alpha.GetHybridization().name != "SP3":
        return []
    chains = []
    for beta in alpha.GetNeighbors():
        if beta.GetIdx() == core.basic or beta.GetAtomicNum() != 6 or beta.IsInRing() or beta.GetHybridization().name != "SP3":
            continue
        for far in beta.GetNeighbors():
            if far.GetIdx() == alpha.GetIdx() or not far.IsInRing():
                continue
            ring = monocycle_at(far.GetIdx(), core.rings)
            if ring is not None:
                chains.append((alpha.GetIdx(), beta.GetIdx(), ring))
    return chains


def _judge_phenethyl(core: _Core, alpha: int, beta: int, ring: frozenset[int]) -> tuple[Answer, dict[str, frozenset[int]]]:
    molecule = core.molecule
    inside = core.atoms | {alpha, beta} | ring
    on_chain = groups_on(molecule, inside, [alpha, beta])
    on_ring = groups_on(molecule, inside, ring)
    if any(group.is_ring for group in (*on_chain, *on_ring)):
        return Answer.NO, {}
    found: dict[str, frozenset[int]] = {}
    answer = Answer.YES
    for group in on_chain:
        answer = answer & (Answer.NO if not group.bond_is_single else any_of(group, _PHENETHYL_GROUPS))
    b_atoms = frozenset().union(*(group.atoms for group in on_chain))
    listed = [any_of(group, _PHENETHYL_GROUPS) for group in on_ring]
    ring_atoms = ring.union(*(group.atoms for group in on_ring))
    if not is_benzene(molecule, ring) or any(said is not Answer.YES for said in listed):
        found["A"] = ring_atoms
    elif on_ring:
        b_atoms = b_atoms.union(*(group.atoms for group in on_ring))
    if b_atoms:
        found["B"] = b_atoms
    return answer, found


def _is_phenethyl(core: _Core, group: Group) -> bool:
    return len(group.atoms) == 8 and any(
        is_benzene(core.molecule, ring) and frozenset({alpha, beta}) | ring == group.atoms
        for alpha, beta, ring in _chains(core, group)
    )
