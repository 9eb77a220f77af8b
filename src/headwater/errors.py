"""What can go wrong, as one tree: one class per way a caller can act.

::

    HeadwaterError
    ├── ArgumentError        change the arguments
    ├── InputError           mend or replace the file of records
    ├── MappingError         say which column is which (--kind, --map)
    ├── ListError            get the party list again
    ├── OutputError          choose another place for the results
    ├── ReferenceDataError   the shipped or overriding tables are not sound
    ├── ScenarioError        mend the policy scenario, data folder or game
    └── MissingExtraError    install the named extra

Every message says where, what, and what to do, in one sentence without personal data. ``code`` is stable and is an
anchor in ``docs/reference/errors.md``.
"""

from typing import ClassVar


class HeadwaterError(Exception):
    """Base of all errors that a caller can act on; its text is one sentence for the user."""

    default_code: ClassVar[str] = "headwater"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code or self.default_code


class ArgumentError(HeadwaterError):
    """An argument is unusable as given."""

    default_code = "argument"


class InputError(HeadwaterError):
    """A file of records cannot be read, or holds no usable record."""

    default_code = "input"


class MappingError(HeadwaterError):
    """The kind of a file or the meaning of its columns cannot be told."""

    default_code = "mapping"


class ListError(HeadwaterError):
    """A party list cannot be read, or is too incomplete to screen against."""

    default_code = "list"


class OutputError(HeadwaterError):
    """The results cannot be written where they were asked for."""

    default_code = "output"


class ReferenceDataError(HeadwaterError):
    """A reference table breaks its schema or lacks a source."""

    default_code = "reference"


class ScenarioError(HeadwaterError):
    """A policy scenario, data folder, event file or game is not sound."""

    default_code = "scenario"


class MissingExtraError(HeadwaterError):
    """A library of an optional extra is needed and not installed."""

    default_code = "missing-extra"
