"""The shortest framework, and ways to spoil and to load it."""

from competence_app.catalogue.actions import loading
from competence_app.catalogue.formats.files import FrameworkFile

SMALLEST = """\
code: f
version: "1"
title: T
scale:
  levels:
    - {value: 1, label: Low}
    - {value: 2, label: High}
domains:
  - code: A
    title: Domain A
    competences:
      - {code: K1, text: One}
"""


def edited(*edits: tuple[str, str]) -> str:
    """Return the shortest framework with each old text, which must be there, replaced by a new one."""
    text = SMALLEST
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def files(*texts: str) -> list[FrameworkFile]:
    """Return the YAML files that hold these texts."""
    return [FrameworkFile.of_text(text) for text in texts]


def load(text: str) -> loading.LoadOutcome:
    """Publish a text that has nothing wrong with it."""
    [outcome] = loading.load(files(text))
    assert isinstance(outcome, loading.LoadOutcome)
    return outcome
