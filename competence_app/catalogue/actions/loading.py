"""From framework files to published versions, and nothing at all where one of them is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from competence_app.audit.actions import record
from competence_app.catalogue.actions import storing
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import Problem, UnreadableError
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import doubts_of, others_of
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode
from competence_app.catalogue.rules.schema import Content


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """One file that is now published, or a draft; ``created`` is false where it was published before."""

    version: Version
    content: Content
    created: bool
    doubts: tuple[Problem, ...] = ()
    """What is right but hardly meant, or stands in another framework, too, of a file that was not published before."""


@transaction.atomic
def load(
    files: Sequence[FrameworkFile],
    *,
    by: AbstractBaseUser | None = None,
    keep: bool = True,
    as_drafts: bool = False,
) -> list[LoadOutcome | UnreadableError]:
    """Publish the files in their order, all or (where one is wrong, or without ``keep``) none of them.

    ``as_drafts`` they wait for an editor to read them instead. Return what became of each, in the same order.
    """
    read = [_read(file) for file in files]
    storing.lock(content.code for content in read if not isinstance(content, UnreadableError))
    outcomes = [
        content if isinstance(content, UnreadableError) else _load(file, by, as_draft=as_drafts)
        for file, content in zip(files, read, strict=True)
    ]
    if not keep or any(isinstance(outcome, UnreadableError) for outcome in outcomes):
        transaction.set_rollback(True)
    return outcomes


def _read(file: FrameworkFile) -> Content | UnreadableError:
    try:
        return file.content
    except UnreadableError as error:
        return error


def _load(file: FrameworkFile, by: AbstractBaseUser | None, *, as_draft: bool) -> LoadOutcome | UnreadableError:
    content = file.content
    stored = Version.objects.filter(framework__code=content.code, label=content.version).first()
    if stored and stored.state != Version.State.DRAFT and stored.digest == storing.digest(content):
        return LoadOutcome(stored, content, created=False)
    try:
        file.refuse(_misfits(content, stored, to_publish=not as_draft))
    except UnreadableError as error:
        return error
    doubts = (*doubts_of(file), *file.likenesses([other for _, other in others_of(content)]))
    version = _drafted(file, by) if as_draft else storing.store_published(file, by=by)
    return LoadOutcome(version, content, created=True, doubts=doubts)


def _drafted(file: FrameworkFile, by: AbstractBaseUser | None) -> Version:
    draft = storing.store_draft(file, by=by)
    record("upload", draft, by=by)
    return draft


def _misfits(content: Content, stored: Version | None, *, to_publish: bool) -> Iterator[Misfit]:
    if stored and stored.state == Version.State.DRAFT:
        yield Misfit(("version",), MisfitCode.DRAFT_ALREADY, {"version": stored.label})
    else:
        yield from storing.misfits(content, stored, to_publish=to_publish)
