"""``manage.py convert_framework IN… OUT``: write framework files in another format, and documents as drafts of them."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competence_app.catalogue.exports.papers import Takeable, asked_by, taken_along
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.exporting.offers import losses_in_words
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.opening import opened
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.registry import YAML, ExportFormat, Format
from competence_app.catalogue.formats.wording import any_of


class Command(BaseCommand):
    """Converts files without a database: one line a file, or every error as ``FILE:PLACE: message``."""

    help = "Write framework files in another format, all of them or (where one has an error) none."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files' names, and where to write: a file, or a folder and a format."""
        parser.add_argument("files", nargs="+", metavar="IN", type=Path)
        parser.add_argument("out", metavar="OUT", type=Path, help="a file by its suffix, or a folder for several")
        parser.add_argument("--format", choices=taken_along(), help="where OUT does not say it: in a folder, yaml")

    def handle(self, *, files: list[Path], out: Path, **options: Any) -> None:
        """Convert the files; exit with status 1 where one has an error."""
        targets = _targets(files, out, options["format"])
        outcomes = [_converted(file, kind) for file, (_, kind) in zip(files, targets, strict=True)]
        problems = [line for outcome in outcomes if isinstance(outcome, list) for line in outcome]
        if problems:
            self.stderr.write("\n".join(problems))
            sys.exit(1)
        done = [outcome for outcome in outcomes if isinstance(outcome, tuple)]
        for file, (target, _), (data, told) in zip(files, targets, done, strict=True):
            _write(target, data)
            self.stderr.write("".join(f"{file}: {line}\n" for line in told), ending="")
            self.stdout.write(f"{file}: written to {target}")


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}.") from None


def _targets(files: list[Path], out: Path, chosen: str | None) -> list[tuple[Path, Takeable]]:
    """Return where each file goes, in which format; raise ``CommandError`` where that is not said."""
    if not out.is_dir():
        if len(files) > 1:
            raise CommandError(f"{out} is no folder: name one that is there, for {len(files)} files.")
        return [(out, taken_along()[chosen] if chosen else _by_suffix(out))]
    kind = taken_along()[chosen or YAML.key]
    targets = [out / (file.stem + kind.suffixes[0]) for file in files]
    if len({*targets, *files}) < len(targets) + len(files):
        raise CommandError(f"A file would be written over another in {out}: take another folder.")
    return [(target, kind) for target in targets]


def _by_suffix(out: Path) -> Takeable:
    """Return the format that a file's name says."""
    if kind := asked_by(out.name):
        return kind
    suffixes = dict.fromkeys(known.suffixes[0] for known in taken_along().values())
    raise CommandError(f"{out} says no format: end it in {any_of(suffixes)}.")


def _converted(file: Path, kind: Takeable) -> tuple[bytes, list[str]] | list[str]:
    """Return what to write, and what is told of it; or the problems."""
    try:
        framework = _framework(file)
        content = framework.content  # also of YAML that is kept: its problems are told
    except UnreadableError as error:
        return [problem.said_of(str(file)) for problem in error.problems]
    data = framework.text.encode() if kind is YAML else kind.write(content)
    lost = losses_in_words(kind.leaves_out(content)) if isinstance(kind, ExportFormat) else ()
    return data, [*_told(framework), *(f"leaves out: {said}" for said in lost)]


def _framework(file: Path) -> FrameworkFile:
    data, kind = opened(file)
    if isinstance(kind, Format):
        return FrameworkFile(data, kind)
    return FrameworkFile.of_document(data, kind, file.name, KnownFrameworks())


def _told(framework: FrameworkFile) -> list[str]:
    origin = framework.origin
    if origin is None:
        return [f"warning: {problem.said_of()}" for problem in framework.left_out]
    kinds = {"read": origin.read, "guessed": origin.guessed, "left out": origin.left_out}
    return [": ".join(filter(None, (kind, *said))) for kind, told in kinds.items() for said in told]
