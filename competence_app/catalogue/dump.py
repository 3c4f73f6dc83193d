"""From a framework's content back to YAML as an author would write it."""

from collections.abc import Sequence

from competence_app.catalogue.schema import Framework


def dump(content: Framework) -> str:
    """Return YAML that reads back as the same content; what is as by default is left out."""
    raise NotImplementedError


def template() -> str:
    """Return YAML to begin a new framework with: it can be read as it is, and comments say what to write."""
    raise NotImplementedError


def amend(text: str, code: str, *, change: str | None = None, replaces: Sequence[str] | None = None) -> str:
    """Return the YAML with these marks on one competence (``None``: as they are; empty: none), all else as it was.

    Raise ``UnreadableError`` where the text is no framework, ``KeyError`` where it has no such competence and
    ``ValueError`` where the marks are not allowed.
    """
    raise NotImplementedError
