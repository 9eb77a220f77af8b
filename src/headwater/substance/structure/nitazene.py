"""Nitazenes: Chinese conditions 1 to 4, and the UK paragraph as far as its text was read.

The core is a benzimidazole with a two-carbon chain to an amino nitrogen on N-1 and a link to an aromatic group on C-2. Readings
of the words are in ``docs/interpretations.md``.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from headwater.substance.structure import groups
from headwater.substance.structure.groups import Answer, Group, groups_on
from headwater.substance.structure.outcome import OUTSIDE, ClassOutcome
from headwater.substance.structure.rings import is_benzene, monocycle_at, rings_of
from headwater.substance.structure.standard import Molecule, chemistry

_HEAVIEST_GB: Final = 500.0
_LIMB_I_CARBONS: Final = 3


@dataclass(frozen=True, slots=True)
class _Core:
    """A nitazene's core in a molecule, by atom."""

    molecule: Molecule
    rings: tuple[frozenset[int], ...]
    n1: int
    chain: tuple[int, int]
    amino: int
    c2: int
    link: int
    n3: int
    benzo: tuple[int, ...]
    """C-3a, C-4, C-5, C-6, C-7, C-7a."""

    @property
    def benzimidazole(self) -> frozenset[int]:
        return frozenset({self.n1, self.c2, self.n3, *self.benzo})


@cache
def _pattern() -> Any:
    return chemistry().MolFromSmarts("[nX3]1(-[CX4H2;!r]-[CX4H2;!r]-[#7])c(-[#6,#7,#8,#16])nc2cccc(c12)")


def _cores(molecule: Molecule) -> list[_Core]:
    found = []
    rings: tuple[frozenset[int], ...] | None = None
    for match in molecule.GetSubstructMatches(_pattern(), uniquify=False, maxMatches=64):
        n1, first, second, amino, c2, link, n3, c3a, c4, c5, c6, c7, c7a = match
        rings = rings_of(molecule) if rings is None else rings
        benzo = frozenset({c3a, c4, c5, c6, c7, c7a})
        imidazole = frozenset({n1, c2, n3, c3a, c7a})
        # benzimidazole and nothing fused to it
        if benzo in rings and imidazole in rings and sum(1 for ring in rings if ring & (benzo | imidazole)) == 2:
            found.append(_Core(molecule, rings, n1, (first, second), amino, c2, link, n3, (c3a, c4, c5, c6, c7, c7a)))
    return found


def cn_class(molecule: Molecule) -> ClassOutcome:
    """Return whether the Chinese class of nitazenes covers a parent structure."""
    return _best([_cn(core) for core in _cores(molecule)])


def gb_class(molecule: Molecule) -> ClassOutcome:
    """Return whether the UK paragraph on nitazenes covers a parent structure, as far as its text was read."""
    return _best([_gb(core) for core in _cores(molecule)])


def _best(outcomes: list[ClassOutcome]) -> ClassOutcome:
    for wanted in (Answer.YES, Answer.OPEN):
        for outcome in outcomes:
            if outcome.answer is wanted:
                return outcome
    return OUTSIDE


def _cn(core: _Core) -> ClassOutcome:
    clauses: dict[str, frozenset[int]] = {}
    on_benzo = groups_on(core.molecule, core.benzimidazole, core.benzo)
    if not _is_plain_nitro(core, on_benzo):
        clauses["1"] = core.benzimidazole.union(*(group.atoms for group in on_benzo))
    answer = Answer.YES
    linked = _link(core)
    if linked is None or core.molecule.GetAtomWithIdx(core.link).GetAtomicNum() != 6:
        # the conditions know a hydrocarbon as link and nothing else
        return OUTSIDE
    said, link, aromatic = linked
    answer = answer & said
    if len(link) > 1 or groups_on(core.molecule, core.benzimidazole | link | aromatic, link):
        hanging = groups_on(core.molecule, core.benzimidazole | link | aromatic, link)
        clauses["2"] = link.union(*(group.atoms for group in hanging))
    aryl = _with_groups(core, aromatic, link)
    if not _is_ethoxyphenyl(core, aromatic, link):
        clauses["3"] = aryl
    said, amino = _amino(core)
    answer = answer & said
    if amino:
        clauses["4"] = amino
    if answer is Answer.NO or not clauses:
        return OUTSIDE
    reason = "the link or the amino group is not clearly of the kind that the conditions name" if answer is Answer.OPEN else ""
    return ClassOutcome(answer, dict(sorted(clauses.items())), reason)


def _is_plain_nitro(core: _Core, on_benzo: list[Group]) -> bool:
    c5 = core.benzo[2]
    return len(on_benzo) == 1 and on_benzo[0].anchor == c5 and groups.is_nitro(on_benzo[0]) is Answer.YES


def _link(core: _Core) -> tuple[Answer, frozenset[int], frozenset[int]] | None:
    """Return the link of one or two atoms and the aromatic ring system it ends at, or None."""
    molecule = core.molecule
    first = molecule.GetAtomWithIdx(core.link)
    if first.IsInRing() and first.GetIsAromatic():
        return None
    near = _aromatic_next_to(core, first, exclude={core.c2})
    if near is not None:
        return _link_kind(molecule, (core.link,)), frozenset({core.link}), near
    for second in first.GetNeighbors():
        if second.GetIdx() == core.c2 or second.GetAtomicNum() != 6 or second.GetIsAromatic():
            continue
        far = _aromatic_next_to(core, second, exclude={core.link})
        if far is not None:
            link = (core.link, second.GetIdx())
            return _link_kind(molecule, link), frozenset(link), far
    return None


def _link_kind(molecule: Molecule, link: tuple[int, ...]) -> Answer:
    atoms = [molecule.GetAtomWithIdx(index) for index in link]
    if any(atom.IsInRing() or atom.GetAtomicNum() != 6 for atom in atoms):
        return Answer.OPEN
    # a carbonyl or imino link is a substituted hydrocarbyl only by a wide reading
    for atom in atoms:
        for bond in atom.GetBonds():
            if bond.GetBondTypeAsDouble() == 2.0 and bond.GetOtherAtom(atom).GetAtomicNum() != 6:
                return Answer.OPEN
    return Answer.YES


def _aromatic_next_to(core: _Core, atom: Any, exclude: set[int]) -> frozenset[int] | None:
    for neighbour in atom.GetNeighbors():
        if neighbour.GetIdx() not in exclude and neighbour.GetIsAromatic() and neighbour.GetIdx() not in core.benzimidazole:
            system: set[int] = set()
            for ring in core.rings:
                if neighbour.GetIdx() in ring:
                    system |= ring
            return frozenset(system)
    return None


def _with_groups(core: _Core, aromatic: frozenset[int], link: frozenset[int]) -> frozenset[int]:
    hanging = groups_on(core.molecule, core.benzimidazole | link | aromatic, aromatic)
    return aromatic.union(*(group.atoms for group in hanging))


def _is_ethoxyphenyl(core: _Core, aromatic: frozenset[int], link: frozenset[int]) -> bool:
    molecule = core.molecule
    if not is_benzene(molecule, aromatic):
        return False
    hanging = groups_on(molecule, core.benzimidazole | link | aromatic, aromatic)
    if len(hanging) != 1 or groups.is_alkoxyl(hanging[0]) is not Answer.YES or hanging[0].carbons() != 2:
        return False
    joined = next(index for index in aromatic for n in molecule.GetAtomWithIdx(index).GetNeighbors() if n.GetIdx() in link)
    path = chemistry().GetShortestPath(molecule, joined, hanging[0].anchor)
    return len(path) == 4


def _amino(core: _Core) -> tuple[Answer, frozenset[int]]:
    """Return whether the chain ends at an amino group, and its atoms where it is not diethylamino."""
    atom = core.molecule.GetAtomWithIdx(core.amino)
    if atom.GetIsAromatic() or any(bond.GetBondTypeAsDouble() > 1.0 for bond in atom.GetBonds()):
        return Answer.NO, frozenset()
    inside = core.benzimidazole | set(core.chain) | {core.amino}
    hanging = groups_on(core.molecule, inside, [core.amino])
    atoms = frozenset({core.amino}).union(*(group.atoms for group in hanging))
    if any(group.atoms & {core.link} for group in hanging):
        return Answer.NO, frozenset()
    if atom.GetFormalCharge() or len(hanging) > 2:
        return Answer.OPEN, atoms
    ethyls = [g for g in hanging if groups.is_alkyl(g) is Answer.YES and g.carbons() == 2]
    if len(hanging) == 2 and len(ethyls) == 2 and not any(group.is_ring for group in hanging):
        return Answer.YES, frozenset()
    return Answer.YES, atoms


def _gb(core: _Core) -> ClassOutcome:
    from rdkit.Chem.rdMolDescriptors import _CalcMolWt

    molecule = core.molecule
    said, limb_i = _limb_i(core)
    linked = _link(core)
    if said is Answer.NO or linked is None or _CalcMolWt(molecule) > _HEAVIEST_GB:
        return OUTSIDE
    _, link, aromatic = linked
    clauses: dict[str, frozenset[int]] = {}
    if limb_i:
        clauses["i"] = limb_i
    open_to = []
    on_benzo = groups_on(molecule, core.benzimidazole, core.benzo)
    if on_benzo and not _is_nitro_at_5_or_6(core, on_benzo):
        open_to.append("a group on the benzimidazole")
    hanging = groups_on(molecule, core.benzimidazole | link | aromatic, link)
    if len(link) != 1 or hanging or _link_kind(molecule, tuple(link)) is not Answer.YES:
        open_to.append("the link between benzimidazole and phenyl")
    on_ring = groups_on(molecule, core.benzimidazole | link | aromatic, aromatic)
    if not is_benzene(molecule, aromatic) or monocycle_at(next(iter(aromatic)), core.rings) != aromatic:
        open_to.append("the ring in place of phenyl")
    elif any(not _limb_ii(group) for group in on_ring):
        open_to.append("a group on the phenyl")
    if on_ring:
        clauses["ii"] = frozenset().union(*(group.atoms for group in on_ring))
    if open_to:
        reason = f"the paragraph was read in part; whether it covers {' and '.join(open_to)} was not read"
        return ClassOutcome(Answer.OPEN, clauses or {"*": core.benzimidazole}, reason)
    return ClassOutcome(Answer.YES, dict(sorted(clauses.items())) or {"*": core.benzimidazole})


def _is_nitro_at_5_or_6(core: _Core, on_benzo: list[Group]) -> bool:
    return len(on_benzo) == 1 and on_benzo[0].anchor in core.benzo[2:4] and groups.is_nitro(on_benzo[0]) is Answer.YES


def _limb_i(core: _Core) -> tuple[Answer, frozenset[int]]:
    """Return whether the ethanamine nitrogen carries only what limb (i) names, and those atoms."""
    atom = core.molecule.GetAtomWithIdx(core.amino)
    if atom.GetIsAromatic() or atom.GetFormalCharge() or any(bond.GetBondTypeAsDouble() > 1.0 for bond in atom.GetBonds()):
        return Answer.NO, frozenset()
    inside = core.benzimidazole | set(core.chain) | {core.amino}
    hanging = groups_on(core.molecule, inside, [core.amino])
    atoms = frozenset().union(*(group.atoms for group in hanging))
    if any(core.link in group.atoms for group in hanging):
        return Answer.NO, frozenset()
    if atom.IsInRing():
        return Answer.YES, atoms
    for group in hanging:
        named = groups.is_alkyl(group) is not Answer.NO or groups.is_alkenyl(group) is Answer.YES
        if not named or group.carbons() > _LIMB_I_CARBONS:
            return Answer.NO, frozenset()
    return Answer.YES, atoms


def _limb_ii(group: Group) -> bool:
    """Return whether a group on the phenyl is one that limb (ii) names, as far as it was read."""
    numbers = group.numbers()
    carbons = numbers.count(6)
    halogens = [n for n in numbers if n in {9, 17, 35, 53}]
    rest = [n for n in numbers if n not in {6, 9, 17, 35, 53}]
    first = group.start().GetAtomicNum()
    if group.is_ring:
        return False
    if len(numbers) == 1 and (halogens or first == 8):
        return True
    if first == 6 and not rest:
        return carbons <= 6 and (groups.is_alkyl(group) is Answer.YES or groups.is_haloalkyl(group) is Answer.YES)
    if first == 6 and rest == [7] and carbons == 1 and len(numbers) == 2:
        return True
    if first == 8 and rest == [8]:
        return carbons <= 5 and groups.is_saturated_chain(group)
    if first == 8 and rest == [8, 8]:
        return carbons == 2 and groups.is_ester(group) is Answer.YES
    if first == 16 and rest == [16]:
        return carbons <= 5 and not halogens and groups.is_saturated_chain(group)
    if first == 16 and sorted(rest) == [8, 8, 16]:
        return not halogens
    return False
