"""Read one SMILES and hold it against the lists, the scopes and the classes.

Every input gets a reading: what cannot be read says why. Nothing here knows dates or jurisdictions' other lists; the caller
joins the law of the day.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from headwater.substance.identification import Caution
from headwater.substance.structure import fentanyl, nitazene, orphine
from headwater.substance.structure.ester import alcohol_of
from headwater.substance.structure.groups import Answer
from headwater.substance.structure.lists import Listed, StructureList
from headwater.substance.structure.opinion import Nearness, Neighbours
from headwater.substance.structure.outcome import ClassOutcome
from headwater.substance.structure.partners import is_carbanion_of_metal, is_usual, makes_salt_with
from headwater.substance.structure.scope import scopes_of
from headwater.substance.structure.standard import CARBON, ISOTOPE, MOST_ATOMS, OPEN_PLACE, Molecule, chemistry, has, parent_of

CLASSES: Final[Mapping[str, Callable[[Molecule], ClassOutcome]]] = {
    "US-class-fentanyl": fentanyl.us_class,
    "CN-class-fentanyl": fentanyl.cn_class,
    "CN-class-nitazene": nitazene.cn_class,
    "CN-class-orphine": orphine.cn_class,
    "GB-class-nitazene": nitazene.gb_class,
}
"""The classes that are coded. Others exist and are not claimed either way; see ``docs/interpretations.md``."""

_LONGEST: Final = 4_000
_MOST_PARTS: Final = 12
_SMALLEST_MEMBER: Final = 15
_SMALLEST_COVERED: Final = 8
"""No class member and nothing a scope covers has fewer heavy atoms; smaller structures are only looked up."""
_REACTION: Final = re.compile(r">[^>]*>")
_SOURCE: Final = "source-atom"


@dataclass(slots=True)
class StructureReading:
    """What one SMILES is.

    Attributes:
        listed: what the register's list says of it, or None.
        ordinary: index in the table of ordinary chemicals, or None.
        smiles: canonical SMILES of the parent judged, or None where nothing could be read.
        classes: instrument -> outcome, for classes that cover it or are open.
        scopes: ids of scopes that cover it.
        near: listed substances it comes near, where an item covers derivatives or analogues.
        form: what was taken away to get the parent, or empty.
        cautions: what to mind.
        atoms: for each atom of the parent its index in the input.
    """

    listed: Listed | None = None
    ordinary: int | None = None
    smiles: str | None = None
    classes: dict[str, ClassOutcome] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=list)
    near: list[Nearness] = field(default_factory=list)
    form: str = ""
    cautions: list[Caution] = field(default_factory=list)
    atoms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The structures to compare with: the register's list, its acids with scopes, listed neighbours, ordinary chemicals.

    ``with_esters`` are ids whose derivatives an item covers, so that their esters are read as forms of them.
    """

    register: StructureList
    acids: Mapping[str, str]
    neighbours: Neighbours
    ordinary: Mapping[str, int]
    with_esters: frozenset[str] = frozenset()


def read_structure(text: str, shelf: Shelf) -> StructureReading:
    """Return what a SMILES is; never raises for what the text holds."""
    reading = StructureReading()
    smiles = text.strip()
    fault = _unreadable(smiles)
    if fault is not None:
        reading.cautions.append(fault)
        return reading
    molecule = chemistry().MolFromSmiles(smiles)
    if molecule is None:
        reading.cautions.append(
            Caution("structure-invalid", "This is no valid SMILES: syntax, ring closure or valence is wrong.")
        )
        return reading
    if not 0 < molecule.GetNumAtoms() <= MOST_ATOMS:
        reading.cautions.append(_size(molecule.GetNumAtoms()))
        return reading
    if "*" in smiles or has(molecule, OPEN_PLACE):
        reading.cautions.append(
            Caution("structure-open", "The structure has open places (*), as polymers and formulae have; it is not judged.")
        )
        return reading
    if "[" in smiles and any(atom.GetNumRadicalElectrons() for atom in molecule.GetAtoms()):
        reading.cautions.append(
            Caution("structure-radical", "The structure has an unpaired electron as written; check its hydrogens.")
        )
    return _judge_parts(molecule, "." in smiles, reading, shelf)


def _unreadable(smiles: str) -> Caution | None:
    if not smiles:
        return Caution("structure-empty", "There is no structure.")
    if len(smiles) > _LONGEST:
        return Caution("structure-too-large", f"A SMILES of more than {_LONGEST:,} characters is not read.")
    if _REACTION.search(smiles):
        return Caution("structure-reaction", "This is a reaction, not a substance; give one structure a line.")
    if any(character.isspace() for character in smiles):
        return Caution("structure-invalid", "A SMILES has no blanks; give one structure a line.")
    if not smiles.isascii() or not smiles.isprintable():
        return Caution("structure-invalid", "A SMILES has only plain characters.")
    return None


def _size(atoms: int) -> Caution:
    if atoms == 0:
        return Caution("structure-empty", "There is no structure.")
    return Caution("structure-too-large", f"A structure of {atoms} atoms is not judged; the limit is {MOST_ATOMS}.")


def _judge_parts(molecule: Molecule, is_mixed: bool, reading: StructureReading, shelf: Shelf) -> StructureReading:
    if not is_mixed:
        return _judge(molecule, reading, shelf)
    Chem = chemistry()  # noqa: N806 - the module's own name
    if Chem.MolToSmiles(molecule) in shelf.register.exact or is_carbanion_of_metal(molecule):
        return _judge_whole(molecule, reading, shelf)
    for atom in molecule.GetAtoms():
        atom.SetIntProp(_SOURCE, atom.GetIdx())
    parts = {Chem.MolToSmiles(part): part for part in Chem.GetMolFrags(molecule, asMols=True, sanitizeFrags=True)}
    organic = [part for part in parts.values() if has(part, CARBON)]
    if not organic:
        return _judge_whole(molecule, reading, shelf)
    organic.sort(key=lambda part: (-part.GetNumHeavyAtoms(), Chem.MolToSmiles(part)))
    if len(organic) > _MOST_PARTS:
        text = f"A mixture of {len(organic)} organic parts; only the {_MOST_PARTS} largest are judged."
        reading.cautions.append(Caution("structure-mixture", text))
    readings = [_judge(part, StructureReading(), shelf) for part in organic[:_MOST_PARTS]]
    best = max(range(len(readings)), key=lambda index: (_weight(readings[index]), -index))
    chosen = readings[best]
    whole = shelf.ordinary.get(Chem.MolToSmiles(molecule))
    if whole is not None and _weight(chosen) == 0:
        # a salt that nothing covers and that has a number of its own is itself
        return _judge_whole(molecule, reading, shelf)
    # two listed solvents, or a solvent and a base, beside one another are no salt of either
    is_loose = is_usual(organic[best])
    others = [
        index
        for index, part in enumerate(organic)
        if index != best and (not is_usual(part) or (is_loose and index < len(readings) and _listed_ids(readings[index])))
    ]
    if (
        len(others) == 1
        and others[0] < len(readings)
        and not _weight(readings[others[0]])
        and makes_salt_with(organic[best], organic[others[0]])
    ):
        others = []
    if others:
        listed = sorted({id_ for index in others if index < len(readings) for id_ in _listed_ids(readings[index])})
        text = (
            "Several organic parts that are no usual salt or solvate, as in a mixture or polymer: the answer is for one of them"
        )
        beside = f"; it also holds {', '.join(listed)}." if listed else "."
        chosen.cautions.append(Caution("structure-mixture", text + beside))
        chosen.form = chosen.form or "part of a mixture"
    chosen.form = chosen.form or "salt or solvate"
    chosen.cautions = [*reading.cautions, *chosen.cautions]
    return chosen


def _judge_whole(molecule: Molecule, reading: StructureReading, shelf: Shelf) -> StructureReading:
    """Judge a structure as it stands: one with an entry of its own, or an inorganic one, whose salts are other substances."""
    reading.smiles = chemistry().MolToSmiles(molecule)
    reading.listed = shelf.register.find(molecule)
    reading.ordinary = shelf.ordinary.get(reading.smiles)
    return reading


def _listed_ids(reading: StructureReading) -> tuple[str, ...]:
    return reading.listed.ids if reading.listed is not None else ()


def _weight(reading: StructureReading) -> int:
    if reading.listed is not None and reading.listed.ids:
        return 4
    if any(outcome.answer is Answer.YES for outcome in reading.classes.values()) or reading.scopes:
        return 3
    return 2 if reading.classes or reading.near else 0


def _judge(molecule: Molecule, reading: StructureReading, shelf: Shelf) -> StructureReading:
    Chem = chemistry()  # noqa: N806
    if not has(molecule, CARBON):
        return _judge_whole(molecule, reading, shelf)
    isotopic = has(molecule, ISOTOPE)
    parent = parent_of(molecule)
    reading.smiles = Chem.MolToSmiles(parent)
    reading.listed = shelf.register.find(parent)
    if reading.listed is not None and reading.listed.stereo == "left-out":
        text = "A schedule expressly leaves this stereoisomer out."
        reading.cautions.append(Caution("expressly-excluded", text))
    elif (
        reading.listed is not None
        and reading.listed.stereo in {"other", "diastereomer"}
        and any(mark in reading.smiles for mark in "@/\\")
    ):
        reading.form = "stereoisomer"
    if isotopic:
        reading.form = "isotopologue"
    reading.ordinary = shelf.ordinary.get(reading.smiles)
    if reading.listed is None:
        _read_ester(parent, reading, shelf)
    if reading.listed is not None and reading.listed.stereo == "diastereomer":
        _tell_apart(reading, reading.listed)
    size = parent.GetNumHeavyAtoms()
    if size >= _SMALLEST_MEMBER:
        for instrument, covers in CLASSES.items():
            outcome = covers(parent)
            if outcome.answer is not Answer.NO:
                reading.classes[instrument] = outcome
        if reading.classes:
            reading.atoms = _origins(molecule)
    if size >= _SMALLEST_COVERED:
        reading.scopes = scopes_of(parent, shelf.acids)
        if reading.listed is None:
            reading.near = shelf.neighbours.nearest(parent)
    return reading


def _read_ester(parent: Molecule, reading: StructureReading, shelf: Shelf) -> None:
    """Take an ester of a steroid for the steroid where its derivatives are covered, and say so."""
    alcohol = alcohol_of(parent) if shelf.with_esters else None
    listed = shelf.register.find(alcohol) if alcohol is not None else None
    if listed is None or not shelf.with_esters.issuperset(listed.ids) or listed.stereo in {"diastereomer", "left-out"}:
        return
    reading.listed, reading.form = listed, "ester"
    text = "This is an ester of {0}, which is listed; an item that covers derivatives is shown, others must be read."
    reading.cautions.append(Caution("ester-of-listed", text.format(listed.ids[0])))


def _tell_apart(reading: StructureReading, listed: Listed) -> None:
    """Take a diastereomer that is a chemical of its own for that chemical, and say whose stereoisomer it is."""
    if reading.ordinary is None:
        return
    text = (
        f"A stereoisomer of {listed.ids[0]}, which has an entry here; whether an item covers stereoisomers is to be read there."
    )
    reading.cautions.append(Caution("stereoisomer-of-listed", text))
    reading.listed, reading.form = None, ""


def _origins(molecule: Molecule) -> tuple[int, ...]:
    """Return for each atom of the parent its index in the input; only members of classes pay for it."""
    if not molecule.GetAtomWithIdx(0).HasProp(_SOURCE):
        for atom in molecule.GetAtoms():
            atom.SetIntProp(_SOURCE, atom.GetIdx())
    return tuple(atom.GetIntProp(_SOURCE) if atom.HasProp(_SOURCE) else -1 for atom in parent_of(molecule).GetAtoms())
