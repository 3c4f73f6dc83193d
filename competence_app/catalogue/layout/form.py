"""A form to rate on by hand: every statement that there is to rate, with the answers that the scale offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from competence_app.catalogue.layout import wording
from competence_app.catalogue.layout.answers import ScaleStep, steps
from competence_app.catalogue.layout.asked import WholeStatement, asked
from competence_app.catalogue.layout.version import VersionCover, version_cover
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.passages import Words, words


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The statements under one heading of a domain; its title is empty above the first sub-domain."""

    title: str
    asked: tuple[WholeStatement, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """One domain."""

    title: Words
    groups: tuple[FormGroup, ...]


@dataclass(frozen=True, slots=True)
class FormDocument:
    """A form; each of the ``answers`` is a box to tick, which ``scale`` explains."""

    cover: VersionCover
    version: str
    scale: tuple[ScaleStep, ...]
    answers: tuple[Words, ...]
    sections: tuple[FormSection, ...]


def form_document(content: Content, *, status: str) -> FormDocument:
    """Return the form of a version."""
    scale = tuple(steps(content, to_fill_in=True))
    return FormDocument(
        cover=version_cover(content, wording.FORM_KIND, status=status),
        version=content.version,
        scale=scale,
        answers=tuple(step.label for step in scale),
        sections=tuple(_sections(content)),
    )


def _sections(content: Content) -> Iterator[FormSection]:
    for domain in content.domains:
        groups = groupby(content.statements_in(domain.code), key=lambda statement: statement.heading)
        found = (FormGroup(title, tuple(map(asked, statements))) for title, statements in groups)
        yield FormSection(words(domain.title, content.language), tuple(found))
