"""The documentation says what the code does: generated pages do not drift, and nothing users meet is left undocumented."""

import ast
import importlib.util
import logging
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import click
import pytest

import headwater
from headwater import errors
from headwater.cli.main import cli
from headwater.reference import tables

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_pages" not in path.parts)
TEXTS = [*PAGES, ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
WRITTEN = [path for path in TEXTS if not path.read_text(encoding="utf-8").startswith("<!-- Made by")]
"""Pages whose words are ours; generated ones repeat those of a table or a citation."""


def _load(name: str) -> ModuleType:
    sys.path.insert(0, str(DOCS / "_pages"))
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / "_pages" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(DOCS / "_pages"))
    return module


make = _load("make")


@pytest.mark.parametrize("name", sorted(make.PAGES))
def test_generated_page_is_what_the_code_makes_of_it(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == make.PAGES[name](), f"docs/{name} is out of date: run make pages"


def test_every_command_and_option_is_on_the_command_line_page() -> None:
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    for path, command in make.walk_commands(cli, ("headwater",)):
        if command is cli:
            continue
        assert f"## {' '.join(path[1:])} " in page
        assert command.help, f"{' '.join(path)} has no help"
        assert isinstance(command, click.Group) or "Example:" in command.help, f"{' '.join(path)} has no example"
        section = page.split(f"## {' '.join(path[1:])} ", 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert all(f"`{name}`" in section for name in parameter.opts)
                assert parameter.help, f"{' '.join(path)} {parameter.opts[0]} has no help"


def _codes_of_the_source() -> set[str]:
    """The default codes of the error classes, and every code that the source gives to one of them."""
    classes = {
        name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.HeadwaterError)
    }
    codes = {kind.default_code for kind in classes.values()}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in classes:
                given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                codes |= {value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)}
    return codes


def test_every_error_code_has_an_anchor() -> None:
    anchors = set(re.findall(r"\{#([\w-]+)\}", (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")))
    assert _codes_of_the_source() - anchors == set()


def test_every_rule_is_on_the_page_of_rules() -> None:
    rules = tables()["rules"]["rule"].to_list()
    page = DOCS / "reference" / "rules.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    assert [rule for rule in rules if f"`{rule}`" not in text] == []


def test_every_extra_is_on_the_install_page() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    page = (DOCS / "install.md").read_text(encoding="utf-8")
    assert [name for name in extras if f"| `{name}` |" not in page] == []


def test_changelog_has_an_entry_for_this_version() -> None:
    assert f"\n## {headwater.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_changelog_names_every_command() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    names = cli.list_commands(click.Context(cli))
    assert [name for name in names if not re.search(rf"`(?:headwater )?{name}\b", text)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_holds_no_absolute_path_and_no_registry_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"(?<![\w./-])/(?:work|home|root|tmp|opt|usr|srv)/", text)
    assert not re.findall(r"(?i)\b(?:pypi\.org|pythonhosted\.org|conda\.anaconda\.org|registry\.npmjs\.org|index-url)", text)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_praises_nothing(path: Path) -> None:
    """Documentation states; a reader judges."""
    words = (
        "simply",
        "powerful",
        "blazing",
        "seamless",
        "cutting-edge",
        "state-of-the-art",
        "world-class",
        "effortless",
        "easily",
    )
    text = path.read_text(encoding="utf-8").lower()
    assert [word for word in words if re.search(rf"\b{word}", text)] == []


def _glossary() -> list[tuple[str, str]]:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([^|]*)\|$", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    return [(word.strip(), avoided.strip()) for word, avoided in rows if word.strip() not in ("Word", "---")]


def test_every_word_of_the_glossary_is_used() -> None:
    elsewhere = [path for path in TEXTS if path.name != "glossary.md"] + sorted((ROOT / "src").rglob("*.py"))
    text = " ".join(path.read_text(encoding="utf-8").lower() for path in elsewhere)
    words = _glossary()
    assert len(words) > 20
    assert [word for word, _ in words if not re.search(rf"\b{re.escape(word)}", text)] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_keeps_to_the_words_of_the_glossary(path: Path) -> None:
    if path.name == "glossary.md":
        return
    text = path.read_text(encoding="utf-8").lower()
    assert [avoided for _, avoided in _glossary() if avoided and re.search(rf"\b{re.escape(avoided)}\b", text)] == []


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda path: path.name
)
def test_links_of_the_root_pages_resolve(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert "://" in target or (ROOT / target).exists(), target


@pytest.mark.filterwarnings("ignore")
def test_the_site_builds_strictly(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links and anchors between pages resolve; a warning of mkdocs fails."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build(config)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert (tmp_path / "site" / "index.html").exists()
