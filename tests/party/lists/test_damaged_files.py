"""Whatever happens to a list on its way, reading it gives a list or one sentence, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import ListError
from headwater.party.lists import ftm_entities, notes, read_list, statements, summarise
from headwater.reference import tables

SAMPLES = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "samples").iterdir())}
SAMPLES["sdn.csv"] = (
    b'101,"SOLMAR REAGENTS S.A.",-0- ,"SDNTK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 03 May 1961; alt. DOB circa 1962; R.F.C. '
    b'SRE010203AB1 (Mexico); Linked To: TORVALDO; Digital Currency Address - XBT 1BoatSLRHtKNngkdXEeobR76b53LETtpyT."\r\n\x1a'
)
SAMPLES["entities.json"] = (
    b'{"id": "a", "caption": "Solmar", "schema": "Company", "properties": {"name": ["Solmar"], "country": ["mx"], '
    b'"addressEntity": ["b"]}, "datasets": ["x"], "target": true}\n'
    b'{"id": "b", "schema": "Address", "properties": {"full": ["Calle 5"]}}\n'
)
SAMPLES["own.csv"] = (
    b"id,name,aliases,country,birth_date,wallet\n1,Solmar,Sol;Mar,MX,1961-05-03,1BoatSLRHtKNngkdXEeobR76b53LETtpyT\n"
)


def _read_or_refuse(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    try:
        listed = read_list(path, tables())
    except ListError:
        return
    assert len(listed) > 0
    summarise(listed)
    notes([listed])
    assert list(ftm_entities(listed))
    assert statements(listed).height > 0


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_cut_anywhere_gives_a_list_or_a_sentence(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = SAMPLES[name]
    _read_or_refuse(tmp_path, name, content[: data.draw(st.integers(0, len(content) - 1))])


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_altered_bytes_gives_a_list_or_a_sentence(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    _read_or_refuse(tmp_path, name, bytes(content))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sdn.xml", "<Record_Count>2", "<Record_Count>two"),
        ("sdn_advanced.xml", "<Month>1</Month>", "<Month>x</Month>"),
        ("fsf.csv", ";1961;", ";year;"),
        ("fsf.xml", 'year="1961"', 'year="1961" monthOfYear="x"'),
        ("entities.json", '{"name": ["Solmar"]', '{"name": {"x": 5}'),
        ("entities.json", '"properties": {"full": ["Calle 5"]}', '"properties": [1]'),
        ("entities.json", '"country": ["mx"]', '"country": [null, 5, {"id": 7}]'),
        ("entities.json", '"datasets": ["x"]', '"datasets": 5'),
    ],
)
def test_a_value_of_another_kind_gives_a_list_or_a_sentence(tmp_path: Path, name: str, old: str, new: str) -> None:
    content = SAMPLES[name].decode("utf-8")
    assert old in content
    _read_or_refuse(tmp_path, name, content.replace(old, new).encode("utf-8"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_any_bytes_give_a_list_or_a_sentence(tmp_path: Path, content: bytes) -> None:
    _read_or_refuse(tmp_path, "any", content)
