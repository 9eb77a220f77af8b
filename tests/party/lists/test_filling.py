"""A list that lacks what it usually holds is refused or said to be thin."""

from pathlib import Path

import pytest

from headwater.errors import ListError
from headwater.party.lists import notes, read_list
from headwater.reference import tables


def consolidated(folder: Path, program: str = "SSI-EO13662", addresses: int = 400) -> Path:
    """Write a consolidated list of 400 parties, of which some have addresses and all have an alias."""
    rows = [f'{n},"FIRM {n} NUMBER","-0-","{program}",{",".join(["-0- "] * 8)}' for n in range(1, 401)]
    (folder / "cons_prim.csv").write_text("\r\n".join(rows) + "\r\n\x1a", encoding="utf-8")
    aliases = [f'{n},{n},"aka","FIRMA {n} NUMERO",-0- ' for n in range(1, 401)]
    (folder / "cons_alt.csv").write_text("\r\n".join(aliases) + "\r\n\x1a", encoding="utf-8")
    places = [f'{n},{n},"Street {n}","Town {n}","Mexico",-0- ' for n in range(1, addresses + 1)]
    (folder / "cons_add.csv").write_text("\r\n".join(places) + "\r\n\x1a", encoding="utf-8")
    return folder / "cons_prim.csv"


def thin(path: Path) -> str:
    return " ".join(note for note in notes([read_list(path, tables())]) if "finds nobody by what it lacks" in note)


def test_a_list_that_gives_no_programmes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="gives no programme for 400 of 400 parties"):
        read_list(consolidated(tmp_path, program="-0- "), tables())


@pytest.mark.parametrize(("addresses", "said"), [(400, False), (150, False), (100, True), (1, True)])
def test_a_list_whose_addresses_were_lost_is_said_to_be_thin(tmp_path: Path, addresses: int, said: bool) -> None:
    assert ("addresses for" in thin(consolidated(tmp_path, addresses=addresses))) is said


def test_what_is_there_is_not_called_thin(tmp_path: Path) -> None:
    said = thin(consolidated(tmp_path))
    assert "aliases" not in said
    assert "identifiers for 0% of the parties (usual: 78%)" in said
