"""From one SMILES to one answer: the lists and classes it falls under, and the law of the day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from headwater.substance.identification import Caution, Identification, Substance
from headwater.substance.law import Cover, law_of
from headwater.substance.ordinary import PREFIX
from headwater.substance.register import Register
from headwater.substance.structure.groups import Answer
from headwater.substance.structure.judge import Shelf, StructureReading, read_structure
from headwater.substance.structure.lists import StructureList
from headwater.substance.structure.opinion import Neighbours, listed_ids
from headwater.substance.structure.scope import ACIDS
from headwater.substance.structure.standard import chemistry, parent_of, without_stereo

NOT_COVERED: Final = (
    "No entry of these tables and none of the coded classes covers it. They do not hold every entry of every list; "
    "this does not mean that it is legal."
)

UNNAMED = "structure:"
"""Id of a structure that neither the register nor the ordinary chemicals hold: this and its canonical SMILES."""


class Structures:
    """The structures of a register, ready to compare with."""

    def __init__(self, register: Register) -> None:
        """Prepare for a register; the chemistry library loads when the first structure is read."""
        self._register = register

    @cached_property
    def shelf(self) -> Shelf:
        """The structures to compare with."""
        register = self._register
        substances = register.substances.values()
        excluded = [smiles for smiles in register.tables["exclusions"]["smiles"].drop_nulls().to_list() if "@" in smiles]
        acids = {}
        for id_ in ACIDS:
            smiles = register.substances[id_].smiles if id_ in register.substances else None
            if smiles is not None:
                acids[_flat(smiles)] = id_
        return Shelf(
            register=StructureList(((substance.id, substance.smiles) for substance in substances), excluded),
            acids=acids,
            neighbours=Neighbours({id_: register.substances[id_].smiles for id_ in listed_ids() if id_ in register.substances}),
            ordinary=register.ordinary.by_structure(),
            with_esters=register.with_esters,
        )

    def identify(self, text: str, on: date) -> Identification:
        """Return the answer for one SMILES, with the law of a day."""
        reading = read_structure(text, self.shelf)
        if reading.smiles is None:
            return Identification(text, warnings=tuple(reading.cautions))
        ids = self._ids(reading)
        if len(ids) > 1:
            return self._several(text, ids, reading, on)
        substance = self._substance(ids[0] if ids else None, reading)
        said = law_of(substance.id, self._register, on, covers_of(reading))
        cautions = [*reading.cautions, *said.cautions]
        if said.verdict == "not-found":
            cautions.append(Caution("not-found-is-not-legal", NOT_COVERED))
        if substance.kind == "structure" and said.verdict != "not-found":
            # the InChIKey costs more than all the rest; a structure that nothing covers does without
            substance = replace(substance, inchikey=_inchikey(substance.smiles or ""))
        return Identification(
            text,
            substance,
            "structure",
            "exact",
            verdict=said.verdict,
            controls=said.controls,
            unverified_controls=said.unverified,
            warnings=tuple(cautions),
            form=reading.form or None,
        )

    def _ids(self, reading: StructureReading) -> tuple[str, ...]:
        if reading.listed is not None and reading.listed.ids:
            return reading.listed.ids
        if reading.ordinary is not None:
            return (PREFIX + self._register.ordinary.cas[reading.ordinary],)
        return ()

    def _substance(self, id_: str | None, reading: StructureReading) -> Substance:
        if id_ is not None:
            return self._register.substance(id_)
        smiles = reading.smiles or ""
        return Substance(UNNAMED + smiles, smiles, None, None, "structure", smiles)

    def _several(self, text: str, ids: tuple[str, ...], reading: StructureReading, on: date) -> Identification:
        """Answer where the structure leaves open which of several stereoisomers it is; the law that all share is shown."""
        substances = tuple(self._register.substance(id_) for id_ in ids)
        laws = [law_of(id_, self._register, on, covers_of(reading)) for id_ in ids]
        shared = [control for control in laws[0].controls if all(_on_list(control.instrument, said.controls) for said in laws)]
        names = " or ".join(substance.name for substance in substances)
        caution = Caution(
            "stereo-open", f"The structure leaves open whether it is {names}; the controls shown are on all of them."
        )
        return Identification(
            text,
            None,
            "structure",
            "ambiguous",
            alternatives=substances,
            verdict="named" if shared else laws[0].verdict,
            controls=tuple(shared),
            warnings=(*reading.cautions, caution),
            form=reading.form or None,
        )


def covers_of(reading: StructureReading) -> list[Cover]:
    """Return the classes, scopes and questions of opinion of a structure, classes first."""
    covers = []
    for instrument, outcome in reading.classes.items():
        atoms = tuple((clause, _source(members, reading)) for clause, members in outcome.clauses.items())
        is_open = outcome.answer is Answer.OPEN
        covers.append(Cover(instrument, "class", tuple(outcome.clauses), is_open, outcome.reason, atoms))
    covers += [Cover(scope, "scope", ()) for scope in reading.scopes]
    for near in reading.near:
        reason = (
            f"it may be a derivative or analogue of {near.substance_id}, the nearest listed (Tanimoto {near.similarity:.2f})"
        )
        covers.append(Cover(near.item, "class", (), True, reason))
    return covers


def _source(members: Iterable[int], reading: StructureReading) -> tuple[int, ...]:
    return tuple(sorted(reading.atoms[index] for index in members if index < len(reading.atoms) and reading.atoms[index] >= 0))


def _on_list(instrument: str, controls: Iterable[object]) -> bool:
    return any(getattr(control, "instrument", None) == instrument for control in controls)


def _flat(smiles: str) -> str:
    Chem = chemistry()  # noqa: N806 - the module's own name
    return str(Chem.MolToSmiles(without_stereo(parent_of(Chem.MolFromSmiles(smiles)))))


def _inchikey(smiles: str) -> str | None:
    """Return the InChIKey of a structure that no table holds, or None."""
    from rdkit.Chem import inchi

    molecule = chemistry().MolFromSmiles(smiles)
    key: str = inchi.MolToInchiKey(molecule) if molecule is not None else ""  # type: ignore[no-untyped-call]
    return key or None
