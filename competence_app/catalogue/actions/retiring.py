"""Taking versions out of use: at once, or announced for a day, which comes by itself."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from competence_app.audit.actions import record
from competence_app.catalogue.actions import storing
from competence_app.catalogue.actions.drafting import OvertakenError, check_editor
from competence_app.catalogue.models import Framework, Retirement, Version, VersionQuerySet
from competence_app.catalogue.rules.retiring import RetiringTerm


class Announced(NamedTuple):
    """What is announced: the two days, why, and which framework takes its place, if one does."""

    term: RetiringTerm
    reason: str
    successor: Framework | None = None


@transaction.atomic
def retire(version: Version, *, by: AbstractBaseUser) -> None:
    """Let nobody start on a published version any more; raise ``OvertakenError``."""
    check_editor(by)
    if not Version.objects.filter(pk=version.pk).retire():
        raise OvertakenError("not-published")
    record("retire", version, by=by)


@transaction.atomic
def announce(versions: Sequence[Version], announced: Announced, *, by: AbstractBaseUser) -> list[Retirement]:
    """Announce that versions of one framework will be retired, in place of what was announced of them before.

    Raise ``OvertakenError`` where one is not published any more, or a day is past.
    """
    check_editor(by)
    if announced.term.last_start < localdate():
        raise OvertakenError("past")
    locked = _locked(versions, "not-published")
    return [_announced(version, announced, by) for version in locked]


@transaction.atomic
def call_off(versions: Sequence[Version], *, by: AbstractBaseUser) -> None:
    """Let versions of one framework stay in use that were to be retired; raise ``OvertakenError`` where one is."""
    check_editor(by)
    for version in _locked(versions, "retired"):
        if version.retirement:
            _end(version.retirement, by)
            Version.objects.filter(pk=version.pk).announce(None)
            record("call off retirement", version, by=by)


def _locked(versions: Sequence[Version], refusal: str) -> VersionQuerySet:
    """Return the versions as they are now, with their framework locked; raise the ``refusal`` unless all are in use."""
    storing.lock({version.framework.code for version in versions})
    found = Version.objects.published().filter(pk__in=[version.pk for version in versions])
    if found.count() < len(versions):
        raise OvertakenError(refusal)
    return found.select_related("framework", "retirement").in_order()


def _announced(version: Version, announced: Announced, by: AbstractBaseUser) -> Retirement:
    if version.retirement:
        _end(version.retirement, by)
    said = {"reason": announced.reason, "successor": announced.successor, **announced.term._asdict()}
    retirement = Retirement.objects.create(version=version, announced_by_id=by.pk, **said)
    Version.objects.filter(pk=version.pk).announce(retirement)
    record("announce retirement", version, by=by)
    return retirement


def _end(retirement: Retirement, by: AbstractBaseUser) -> None:
    retirement.called_off_at, retirement.called_off_by_id = timezone.now(), by.pk
    retirement.save(update_fields=("called_off_at", "called_off_by"))
