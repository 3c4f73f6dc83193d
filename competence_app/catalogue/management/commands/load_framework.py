"""``manage.py load_framework FILE… [--check]``: publish framework files, all of them or none."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from competence_app.catalogue.loader import Loaded, load
from competence_app.catalogue.yaml_tree import MAX_BYTES, Problem, UnreadableError

_UNOPENED = {
    FileNotFoundError: "there is no such file: check its name",
    IsADirectoryError: "this is a folder: name a file in it",
    PermissionError: "this file may not be read: ask its owner for permission",
}


class Command(BaseCommand):
    """Loads framework files: one line a file, or every error as ``FILE:LINE:COLUMN: message``."""

    help = "Publish framework files, all of them or (where one has an error) none."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files' names, and whether to check only."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="say what would be done, and write nothing")

    def handle(self, *, files: list[Path], check: bool, **_options: Any) -> None:
        """Load the files; exit with status 1 where one has an error."""
        opened = {file: _open(file) for file in files}
        unopened = {file: error for file, error in opened.items() if isinstance(error, UnreadableError)}
        texts = {file: text for file, text in opened.items() if isinstance(text, bytes)}
        outcomes = dict(zip(texts, load(list(texts.values()), keep=not check and not unopened), strict=True))
        everything = {file: unopened.get(file) or outcomes[file] for file in files}
        errors = {file: error for file, error in everything.items() if isinstance(error, UnreadableError)}
        for file, error in errors.items():
            for line, column, message in error.problems:
                self.stderr.write(f"{file}:{line}:{column}: {message}", self.style.ERROR)
        if errors:
            sys.exit(1)
        for loaded in everything.values():
            self.stdout.write(_summary(loaded))


def _open(file: Path) -> bytes | UnreadableError:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        message = _UNOPENED.get(type(error), f"this file cannot be read: {error}")
        return UnreadableError([Problem(1, 1, message)])


def _summary(loaded: Loaded) -> str:
    content = loaded.content
    holders = [holder for domain in content.domains for holder in (domain, *domain.domains)]
    competences = [competence for holder in holders for competence in holder.competences]
    counts = (
        _count(len(content.domains), "domain"),
        _count(len(competences), "competence"),
        _count(sum(len(competence.parts) for competence in competences), "part"),
    )
    return f"{content.code} {content.version}: {', '.join(counts)}: {'created' if loaded.created else 'unchanged'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
