"""A statement as documents show it."""

from dataclasses import dataclass

from competence_app.catalogue.rules.domains import Statement
from competence_app.ui.languages import language_parts


@dataclass(frozen=True, slots=True)
class WholeStatement:
    """A statement, whole, in its language."""

    code: str
    title: str
    stem: str
    text: str
    parts: tuple[str, ...]
    lang: str
    region: str


def asked(statement: Statement) -> WholeStatement:
    """Return a statement as documents show it."""
    parts = language_parts(statement.language)
    return WholeStatement(statement.code, statement.title, statement.stem, statement.text, statement.prompts, *parts)
