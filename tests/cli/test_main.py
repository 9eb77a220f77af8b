"""The command line says what it can do, and turns every error into one sentence and a status."""

import subprocess
import sys

import click
import pytest

import headwater.cli.main as command_line
from headwater.errors import InputError


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["headwater", *arguments])
    with pytest.raises(SystemExit) as stop:
        command_line.main()
    return int(stop.value.code or 0)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> object:
    def install(error: BaseException) -> None:
        @click.command()
        def broken() -> None:
            raise error

        monkeypatch.setattr(command_line, "import_module", lambda _: type("M", (), {"broken": broken}))
        monkeypatch.setitem(command_line._COMMANDS, "broken", ("m:broken", "Fails."))

    return install


def test_an_unusable_input_is_one_sentence_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: object
) -> None:
    failing(InputError("orders.csv is empty; give a file with a header and rows."))
    assert run(monkeypatch, "broken") == 2
    assert capsys.readouterr().err == "headwater: orders.csv is empty; give a file with a header and rows.\n"


def test_a_failure_of_ours_is_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: object
) -> None:
    monkeypatch.delenv("HEADWATER_TRACEBACK", raising=False)
    failing(RuntimeError("oops"))
    assert run(monkeypatch, "broken") == 1
    assert "headwater failed (RuntimeError: oops)" in capsys.readouterr().err


def test_an_unknown_option_is_status_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "reference", "show", "rules", "--nonsense") == 2
    said = capsys.readouterr().err
    assert "--nonsense" in said
    assert said.endswith("See headwater reference show --help.\n")
    assert said.count("\n") == 1


def test_control_characters_in_messages_are_made_visible(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: object
) -> None:
    failing(InputError("\x1b[31mred\u202e.csv cannot be read."))
    run(monkeypatch, "broken")
    assert capsys.readouterr().err == "headwater: \\u001b[31mred\\u202e.csv cannot be read.\n"


def test_help_loads_no_heavy_library() -> None:
    code = "import sys; from headwater.cli.main import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "heavy = {'polars', 'numpy', 'rich', 'jinja2', 'rdkit', 'phonenumbers'} & set(sys.modules); assert not heavy, heavy"
    subprocess.run([sys.executable, "-c", code, "--help"], check=True, capture_output=True)


def test_importing_headwater_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import headwater; assert 'polars' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
