"""What helps to get further, as documents show it."""

from dataclasses import dataclass

from competence_app.catalogue.rules.resources import Resource
from competence_app.ui.passages import Words, words


@dataclass(frozen=True, slots=True)
class Help:
    """Something that helps to get further."""

    title: Words
    kind: Words
    url: str


def help_of(resource: Resource, language: str) -> Help:
    """Return a resource of a framework in this language."""
    return Help(words(resource.title, language), words(resource.kind, language), resource.url)
