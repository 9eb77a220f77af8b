"""Country names as lists write them."""

import unicodedata
from collections.abc import Iterable

from headwater.reference import Tables


class Countries:
    """Looks up ISO 3166-1 alpha-2 codes by the names and codes that lists use."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        pairs = list(names)
        self._codes: dict[str, str | None] = {_key(name): code for name, code in pairs}
        self._codes.update({code.lower(): code for _, code in pairs})
        self._seen: dict[str, str | None] = {}

    def code(self, name: str | None) -> str | None:
        """Return the alpha-2 code of a country written as name or code, or None where it is none that is known."""
        if not name:
            return None
        if name not in self._seen:
            key = _key(name)
            before = key.partition(" (")[0]
            self._seen[name] = next(filter(None, map(self._codes.get, (key, key.removeprefix("the "), before))), None)
        return self._seen[name]


def countries_of(tables: Tables) -> Countries:
    """Return the look-up that the reference table ``list_country_names`` gives."""
    frame = tables["list_country_names"]
    return Countries(zip(frame["name"], frame["country"], strict=True))


def _key(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace("\u2019", "'").strip(" .,;").lower().split())
