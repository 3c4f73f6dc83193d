"""What the documents say of the project is true."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
TRUST = sorted(ROOT.glob("docs/trust/*.md"))
CODE = re.compile(r"`([^`]+)`")


def test_the_readmes_commands_are_targets_of_make():
    makefile = (ROOT / "Makefile").read_text()
    commands = re.findall(r"^make (\w+)", README, re.MULTILINE)

    assert commands == ["run", "test"]
    assert all(re.search(rf"^{command}:", makefile, re.MULTILINE) for command in commands)


def test_ci_runs_exactly_the_readmes_test_command():
    script = (ROOT / ".ci/run").read_text()

    assert re.findall(r"\bmake .*", script) == ["make test"]
    assert "make test" in re.findall(r"^make test", README, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document):
    links = LINK.findall(document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", TRUST, ids=lambda path: path.name)
def test_every_test_that_a_promise_names_is_there(document):
    named = TEST.findall(document.read_text())

    assert named
    assert [(file, test) for file, test in named if f"\ndef {test}(" not in (ROOT / file).read_text()] == []
    assert document.read_text().count("::") == len(named)


def test_every_document_of_trust_is_in_its_list():
    listed = LINK.findall((ROOT / "docs/trust/README.md").read_text())

    assert {path.name for path in TRUST} - {"README.md"} <= set(listed)


def test_the_architecture_names_every_app_with_its_rooms():
    rows = re.findall(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|$", ARCHITECTURE, re.MULTILINE)
    apps = [path.parent for path in sorted(ROOT.glob("competence_app/*/apps.py"))]

    assert {app: set(CODE.findall(rooms)) for app, rooms in rows} == {app.name: _rooms(app) for app in apps}


def test_the_architecture_says_what_every_room_holds():
    section = ARCHITECTURE.partition("## The rooms")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    layers = {room for layer in _layers(1) for room in re.findall(r"\w+", layer)}

    assert set(rows) == layers


def test_the_architecture_has_the_layers_of_the_import_contracts():
    section = ARCHITECTURE.partition("## Who may import whom")[2].partition("\n## ")[0]
    chains = [paragraph for paragraph in section.split("\n\n") if paragraph.startswith("`")]

    assert [CODE.findall(chain) for chain in chains] == [_layers(0), _layers(1)]


@pytest.mark.parametrize(
    "document", [ROOT / "CONTRIBUTING.md", ROOT / "docs/architecture.md"], ids=lambda path: path.name
)
def test_every_file_that_a_document_names_is_there(document):
    named = re.findall(r"`((?:\w+/)+\w+(?:\.\w+)?)/?`", document.read_text())

    roots = (ROOT, ROOT / "competence_app")
    assert [name for name in named if not any((root / name).exists() for root in roots)] == []


def _rooms(app: Path) -> set[str]:
    modules = {path.stem for path in app.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    return modules - {"__init__", "apps", "migrations", "urls"}


def _layers(contract: int) -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [re.sub(r"[()]", "", layer) for layer in contracts[contract]["layers"]]
