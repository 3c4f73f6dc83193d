"""``manage.py load_framework FILE… [--check] [--draft]``: publish framework files, or store them as drafts."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from competence_app.catalogue.actions.loading import LoadOutcome, load
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.opening import opened
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import Format
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import known_beside, role_codes


class Command(BaseCommand):
    """Loads framework files: one line a file, or every error as ``FILE:PLACE: message``; warnings likewise."""

    help = "Publish framework files or store them as drafts, all of them or (where one has an error) none."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files' names, and whether to check only."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="say what would be done, and write nothing")

        parser.add_argument("--draft", action="store_true", help="store them as drafts; documents can be no more")

    def handle(self, *, files: list[Path], check: bool, draft: bool, **_options: Any) -> None:
        """Load the files; exit with status 1 where one has an error."""
        roles = role_codes()
        opened = [_open(file, roles, as_draft=draft) for file in files]
        found = [file for file in opened if isinstance(file, FrameworkFile)]
        loaded = iter(load(found, keep=not check and len(found) == len(files), as_drafts=draft))
        outcomes = [next(loaded) if isinstance(file, FrameworkFile) else file for file in opened]
        problems = [line for file, outcome in zip(files, outcomes, strict=True) for line in _problems(file, outcome)]
        if problems:
            self.stderr.write("\n".join(problems))
            sys.exit(1)
        if doubts := [line for file, outcome in zip(files, outcomes, strict=True) for line in _doubts(file, outcome)]:
            self.stderr.write("\n".join(doubts))
        self.stderr.write("".join(_guesses(file, found) for file, found in zip(files, opened, strict=True)), ending="")
        done = [_summary(outcome, check=check) for outcome in outcomes if isinstance(outcome, LoadOutcome)]
        self.stdout.write("\n".join(done))


def _problems(file: Path, outcome: LoadOutcome | UnreadableError) -> list[str]:
    problems = outcome.problems if isinstance(outcome, UnreadableError) else ()
    return [problem.said_of(str(file)) for problem in problems]


def _doubts(file: Path, outcome: LoadOutcome | UnreadableError) -> list[str]:
    doubts = outcome.doubts if isinstance(outcome, LoadOutcome) else ()
    return [doubt._replace(message=f"warning: {doubt.message}").said_of(str(file)) for doubt in doubts]


def _open(file: Path, roles: tuple[str, ...], *, as_draft: bool) -> FrameworkFile | UnreadableError:
    try:
        data, kind = opened(file)
        if isinstance(kind, Format):
            return FrameworkFile(data, kind, roles)
        if as_draft:
            return FrameworkFile.of_document(data, kind, file.name, known_beside(None))
    except UnreadableError as error:
        return error
    return UnreadableError.whole(document_words("is-document"))


def _guesses(file: Path, framework: FrameworkFile | UnreadableError) -> str:
    """Return what was guessed and left out of a document, a line each; its draft's preview has it too."""
    origin = framework.origin if isinstance(framework, FrameworkFile) else None
    kinds = {"guessed": origin.guessed, "left out": origin.left_out} if origin else {}
    lines = [(kind, *said) for kind, told in kinds.items() for said in told]
    return "".join(f"{file}: {': '.join(filter(None, line))}\n" for line in lines)


def _summary(loaded: LoadOutcome, *, check: bool) -> str:
    content = loaded.content
    counts = (
        _count(len(content.domains), "domain"),
        _count(len(content.competences), "competence"),
        _count(sum(len(competence.parts) for competence in content.competences), "part"),
    )
    became = "unchanged" if not loaded.created else "would create" if check else "created"
    became += {Version.State.DRAFT: " as a draft", Version.State.RETIRED: ", retired"}.get(loaded.version.stands, "")
    return f"{content.code} {content.version}: {', '.join(counts)}: {became}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
