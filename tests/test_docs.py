"""What the documents say of the project is true."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


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


def test_the_architecture_names_every_app():
    text = (ROOT / "docs/architecture.md").read_text()
    apps = [path.parent.name for path in ROOT.glob("competence_app/*/apps.py")]

    assert [app for app in apps if f"`{app}/`" not in text] == []
