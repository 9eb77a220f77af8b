"""Systematic names through OPSIN: a name that no table holds becomes a structure, which is then judged like any other.

OPSIN is a Java program; the extra ``headwater[iupac]`` brings it, and Java must be there. Names go to it in batches, after the
tables have had their turn, and a text that does not look like nomenclature never goes. What OPSIN reads is the name as written:
nothing is repaired.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_SECONDS: Final = 60
_LONGEST: Final = 400
_SHORTEST: Final = 8
_LARGE: Final = 30
_PLACED: Final = re.compile(r"(?:o|m|p|n|ortho|meta|para|alpha|beta|gamma|omega)-", re.IGNORECASE)
_OPEN_RING: Final = re.compile(
    r"(?:fluoro|chloro|bromo|iodo|nitro|amino|hydroxy|methoxy|methyl|ethyl)(?:toluene|xylene|pyridine|piperidine|piperidone|aniline|phenol|anisole)",
    re.IGNORECASE,
)
"""A group on a ring with places that differ: "chlorotoluene" is four compounds."""
_LOOKS: Final = re.compile(
    r"[0-9]|(?:yl|ol|one|ine|ane|ene|yne|ide|ate|oic acid|amide|amine|nitrile|oxide|ester|ether)\b", re.IGNORECASE
)
_NOISE: Final = re.compile(
    r"\b(?:cas(?: (?:no|nr|rn))?[.:#]?\s*[0-9-]*|[0-9.,]+\s?(?:kg|g|mg|l|ml|mt|t|lb|lbs|drums?|bags?|%)|purity|min\.?"
    r"|sample(?: of)?|technical|grade|drum|drums|powder|solution|pure|ar|hplc|lot\s?\S+|batch\s?\S+|po\s?\S+)(?![a-z])",
    re.IGNORECASE,
)
_BROKEN: Final = re.compile(
    r"[(\[]-|--|^-|(?<![0-9'a-z]-)(?<![a-z])(?:fluoro|chloro|bromo|iodo|nitro|methoxy|ethoxy|hydroxy|amino|methyl)phenyl"
    r"|(?<![0-9omp'])-(?:fluoro|chloro|bromo|iodo|nitro|methoxy|ethoxy|hydroxy|amino|methyl)phenyl",
    re.IGNORECASE,
)
"""A place where a locant is missing: OPSIN would supply one, which is a guess."""

_PLAIN: Final = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "’": "'", "′": "'", "ß": "beta", "α": "alpha", "β": "beta", "γ": "gamma"}
)


@cache
def _command() -> tuple[str, ...] | None:
    """Return the command that runs OPSIN, or None where the extra or Java is missing."""
    java, spec = shutil.which("java"), find_spec("py2opsin")
    if java is None or spec is None or spec.origin is None:
        return None
    jars = sorted(Path(spec.origin).parent.glob("opsin*.jar"))
    return (java, "-jar", str(jars[-1]), "-osmi", "-s") if jars else None


def is_available() -> bool:
    """Return whether systematic names can be read: the extra is installed and Java is there."""
    return _command() is not None


def candidate(text: str) -> str | None:
    """Return the part of a text that may be a systematic name, or None where nothing looks like one."""
    if len(text) > _LONGEST:
        return None
    name = _NOISE.sub(" ", text.translate(_PLAIN))
    name = re.sub(r"\s+", " ", name).strip(" ,;:.()")
    if _BROKEN.search(name):
        return None
    return name if len(name) >= _SHORTEST and name.isascii() and name.isprintable() and _LOOKS.search(name) else None


def structures_of_names(names: Sequence[str]) -> list[str | None]:
    """Return the SMILES that OPSIN reads each name as, or None for a name it does not read; one run for all.

    Names that cannot be sent, and runs that fail or take too long, give None throughout: a missing answer is no error here.
    """
    command = _command()
    if command is None or not names:
        return [None] * len(names)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the names go in by standard input
            command,
            input="\n".join(names) + "\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return [None] * len(names)
    lines = done.stdout.split("\n")[: len(names)]
    if done.returncode != 0 or len(lines) != len(names):
        return [None] * len(names)
    return [None if _is_guessed(name, line) else line.strip() or None for name, line in zip(names, lines, strict=True)]


def _is_guessed(name: str, smiles: str) -> bool:
    """Return whether a large structure comes from a name without a locant: where its groups sit was then supplied."""
    without = not any(character.isdigit() for character in name) and _PLACED.match(name) is None
    return without and (len(smiles) > _LARGE or _OPEN_RING.search(name) is not None)
