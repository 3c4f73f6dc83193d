"""What framework editors do with versions: each act is one transaction, checked and written to the audit record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from competence_app.audit.actions import record
from competence_app.catalogue.actions import storing
from competence_app.catalogue.formats.files import FrameworkFile, Origin
from competence_app.catalogue.formats.yaml import marking
from competence_app.catalogue.formats.yaml.writing import dump
from competence_app.catalogue.models import Version, VersionQuerySet
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, refuse_misfits
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.wording import OVERTAKEN


class OvertakenError(Exception):
    """Somebody else was quicker, and nothing was done: in words for the person who asked, by a code."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(OVERTAKEN[code].format(**values))


class OthersDraftError(Exception):
    """A draft of somebody else's stands where this one would, and ``by`` has not said that it may go."""

    def __init__(self, draft: Version) -> None:
        self.draft = draft
        super().__init__(draft)


@transaction.atomic
def upload(file: FrameworkFile, *, replaces: str = "", by: AbstractBaseUser) -> Version:
    """Store what the file says as a draft, in place of one with the same label; raise ``UnreadableError``.

    Raise ``OthersDraftError`` where that one is somebody else's, unless its digest is ``replaces``: ``by`` has seen it.
    """
    check_editor(by)
    content = file.content
    storing.lock([content.code])
    versions = Version.objects.select_related("framework", "created_by")
    stored = versions.filter(framework__code=content.code, label=content.version).first()
    file.refuse(storing.misfits(content, stored))
    if stored and stored.created_by_id != by.pk and stored.digest not in (replaces, storing.digest(content)):
        raise OthersDraftError(stored)
    draft = storing.store_draft(file, into=stored, by=by)
    record("upload", draft, by=by)
    return draft


@transaction.atomic
def amend(
    draft: Version, code: str, *, change: str | None = None, replaces: Sequence[str] | None = None, by: AbstractBaseUser
) -> Version:
    """Mark one competence in the draft's YAML, which stays otherwise as it is; None leaves a mark, empty removes it.

    Raise ``OvertakenError``, ``UnreadableError`` where a code to replace is unknown, else as ``marking.mark``.
    """
    check_editor(by)
    locked = _locked(draft)
    marked = marking.mark(locked.text, code, change=change, replaces=replaces)
    return upload(_edited(locked, marked), replaces=locked.digest, by=by)


@transaction.atomic
def announce(draft: Version, changes: str, *, by: AbstractBaseUser) -> Version:
    """Write what is new in it into the draft's YAML, which stays otherwise as it is.

    Raise ``OvertakenError``, or ``UnreadableError`` where that cannot be written.
    """
    check_editor(by)
    locked = _locked(draft)
    return upload(_edited(locked, marking.announced(locked.text, changes)), replaces=locked.digest, by=by)


@transaction.atomic
def begin(content: Content, *, by: AbstractBaseUser) -> Version:
    """Store a draft that nobody wrote a file of; raise ``MisfitError`` where it cannot follow what is there.

    Raise ``UnreadableError`` where it cannot be written.
    """
    check_editor(by)
    file = FrameworkFile.of_text(dump(content))
    storing.lock([file.content.code])
    versions = Version.objects.filter(framework__code=content.code)
    refuse_misfits(_misfits_beside(versions, file.content))
    draft = storing.store_draft(file, by=by)
    record("begin", draft, by=by)
    return draft


@transaction.atomic
def edit(draft: Version, edit_content: Callable[[Content], Content], *, by: AbstractBaseUser) -> Version:
    """Store what an edit makes of the draft as it is now; its YAML is written anew.

    Raise ``OvertakenError``, ``MisfitError`` where that cannot follow what is there, ``UnreadableError`` where it
    cannot be written, or what the edit raises.
    """
    check_editor(by)
    locked = _locked(draft)
    content = edit_content(content_of(locked.pk))
    if storing.digest(content) == locked.digest:
        return locked
    file = _edited(locked, dump(content))
    others = Version.objects.filter(framework=locked.framework_id).exclude(pk=locked.pk)
    refuse_misfits(_misfits_beside(others, file.content))
    edited = storing.store_draft(file, into=locked, by=by, is_edit=True)
    record("edit", edited, by=by)
    return edited


@transaction.atomic
def discard(draft: Version, *, by: AbstractBaseUser) -> None:
    """Delete the draft for good; raise ``OvertakenError``."""
    check_editor(by)
    locked = _locked(draft)
    record("discard", locked, by=by)
    locked.delete()


@transaction.atomic
def publish(draft: Version, *, expected: int | None, by: AbstractBaseUser) -> Version:
    """Make of the draft what practitioners start on, if all is still as ``by`` saw it; raise ``OvertakenError``.

    ``draft`` is the row as it was shown (its digest says what it held), ``expected`` the key of the current version
    that it was compared with, None where there was none.
    """
    check_editor(by)
    locked = _locked(draft)
    if locked.digest != draft.digest:
        raise OvertakenError("changed")
    current = Version.objects.current().filter(framework=locked.framework_id).first()
    if (current and current.pk) != expected:
        raise OvertakenError("another-current", label=current.label) if current else OvertakenError("none-current")
    file = FrameworkFile.of_text(locked.text)
    file.refuse(storing.misfits(file.content, locked, to_publish=True))
    return storing.store_published(file, draft=locked, by=by)


def check_editor(by: AbstractBaseUser) -> None:
    """Raise ``PermissionDenied`` unless it is a framework editor."""
    if not getattr(by, "is_framework_editor", False):
        raise PermissionDenied


def _misfits_beside(others: VersionQuerySet, content: Content) -> Iterator[Misfit]:
    """Yield what keeps the content from being a draft beside other versions: also that one has its label."""
    other = others.filter(label=content.version).first()
    if other and other.state == Version.State.DRAFT:
        yield Misfit(("version",), MisfitCode.DRAFT_ALREADY, {"version": other.label})
    else:
        yield from storing.misfits(content, other)


def _edited(draft: Version, text: str) -> FrameworkFile:
    """Return the draft's text with a mark more: it still came out of the same document."""
    return replace(FrameworkFile.of_text(text), origin=Origin(**draft.origin) if draft.origin else None)


def _locked(draft: Version) -> Version:
    """Return the draft as it is now, with its framework locked: whoever else changes or publishes waits."""
    storing.lock([draft.framework.code])
    stored = Version.objects.filter(pk=draft.pk, state=Version.State.DRAFT).first()
    if stored is None:
        raise OvertakenError("ended")
    return stored
