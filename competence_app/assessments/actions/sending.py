"""What practitioners do with an assessment after they finished it: who gets to see it, and when no longer."""

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.actions.assessing import finish_locked
from competence_app.assessments.actions.counting import count
from competence_app.assessments.actions.moving import make_move, note_reader
from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Voice, fingerprint_of_all
from competence_app.assessments.rules.lifecycle import Need, State
from competence_app.assessments.wording import NOTICES
from competence_app.audit.actions import record
from competence_app.catalogue.models import Framework
from competence_app.catalogue.queries import competence_ids
from competence_app.people.actions import tell
from competence_app.people.models import User


@transaction.atomic
def finish_and_submit(
    assessment: Assessment,
    *,
    to: User,
    to_discuss: Collection[str] = (),
    seen: str | None = None,
    knowing: int = 0,
    by: User,
) -> None:
    """Do both with a draft, or neither; where it was finished meanwhile, send it. See ``finish`` and ``submit``."""
    locked = _lock_with_framework(assessment, by=by)
    if locked.state != State.FINISHED:
        finish_locked(locked, knowing=knowing, by=by)
    _submit(locked, to, to_discuss, seen, by)


@transaction.atomic
def submit(
    assessment: Assessment, *, to: User, to_discuss: Collection[str] = (), seen: str | None = None, by: User
) -> None:
    """Send a finished assessment to a supervisor, with the codes of what to discuss; raise ``MoveRefusedError``.

    ``seen`` is the fingerprint of the answers that a page showed, where one did.
    """
    _submit(_lock_with_framework(assessment, by=by), to, to_discuss, seen, by)


def _submit(locked: Assessment, to: User, to_discuss: Collection[str], seen: str | None, by: User) -> None:
    former = locked.supervisor_id
    met = {
        Need.NOTHING_NEWER: not locked.newer().exists(),
        Need.ANSWERS_READ: seen is None or seen == fingerprint_of_all(answers(locked.ratings.by_code(Voice.SELF))),
        **_may_show(to, by),
    }
    make_move(locked, "submit", by=by, met=met, supervisor=to, submitted_at=timezone.now())
    if former != to.pk:  # what another supervisor began to rate was seen by nobody, and is not this one's
        locked.ratings.voiced(Voice.SUPERVISOR).delete()
    ids = competence_ids(locked.version_id)
    locked.to_discuss.set([ids[code] for code in to_discuss])
    count(locked, Voice.SELF)
    _tell(to, "submit", locked, by=by, on_home=False)


@transaction.atomic
def withdraw(assessment: Assessment, *, by: User) -> None:
    """Take an assessment back before its supervisor has revealed it; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    make_move(locked, "withdraw", by=by, submitted_at=None)
    if supervisor := _still_supervising(locked):
        tell(supervisor, *NOTICES["withdraw"].filled(by=by), path=reverse("supervision"))


@transaction.atomic
def hand_over(assessment: Assessment, *, to: User, by: User) -> None:
    """Let another supervisor agree what one who supervises no longer has revealed; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    make_move(locked, "hand over", by=by, met=_met(locked, to, by), supervisor=to, handed_over_at=timezone.now())
    note_reader(locked, to, move="hand over")
    _tell(to, "hand over", locked, by=by, on_home=False)


@transaction.atomic
def send_on(assessment: Assessment, *, to: User, by: User) -> None:
    """Send to another supervisor what one who supervises no longer did not reveal; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    make_move(locked, "send on", by=by, met=_met(locked, to, by), supervisor=to, submitted_at=timezone.now())
    locked.ratings.voiced(Voice.SUPERVISOR).delete()  # seen by nobody, and not this one's
    _tell(to, "submit", locked, by=by, on_home=False)


@transaction.atomic
def share(assessment: Assessment, *, to: User, by: User) -> None:
    """Let another of one's supervisors read an agreed assessment; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    if locked.shared_with.contains(to):  # a button pressed twice
        return
    make_move(locked, "share", by=by, met=_may_show(to, by))
    locked.shared_with.add(to)
    note_reader(locked, to, move="share")
    _tell(to, "share", locked, by=by)


@transaction.atomic
def unshare(assessment: Assessment, *, to: User, by: User) -> None:
    """Take back what was shared."""
    locked = _lock(assessment, by=by)
    if locked.shared_with.contains(to):
        locked.shared_with.remove(to)
        record("stop sharing", locked, by=by, about=by)


@transaction.atomic
def comment_on(assessment: Assessment, *, comment: str, by: User) -> None:
    """Add the practitioner's closing comment, once, to what was agreed; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    met = {Need.UNRESTRICTED: not by.is_restricted, Need.UNCOMMENTED: not locked.closing_comment}
    make_move(locked, "comment on", by=by, met=met, closing_comment=comment)
    if supervisor := _still_supervising(locked):
        _tell(supervisor, "comment on", locked, by=by)


def _lock_with_framework(assessment: Assessment, *, by: User) -> Assessment:
    Framework.objects.select_for_update().get(pk=assessment.framework_id)  # a start at once with this waits
    return _lock(assessment, by=by)


def _lock(assessment: Assessment, *, by: User) -> Assessment:
    return Assessment.objects.of(by).select_for_update().get(pk=assessment.pk)


def _met(assessment: Assessment, to: User, by: User) -> dict[Need, bool]:
    """Return what it takes to give it to another supervisor than the one it is with."""
    over = not _supervises(assessment.supervisor_id or 0, by)
    return _may_show(to, by) | {Need.SUPERVISION_OVER: over}


def _may_show(to: User, by: User) -> dict[Need, bool]:
    """Return what it takes to show a supervisor anything."""
    return {Need.UNRESTRICTED: not by.is_restricted, Need.SUPERVISOR_CHOSEN: _supervises(to.pk, by)}


def _supervises(supervisor_id: int, practitioner: User) -> bool:
    return practitioner.supervisors().filter(pk=supervisor_id, is_active=True).exists()


def _still_supervising(assessment: Assessment) -> User | None:
    """Return whom it was last sent to, while they supervise its practitioner: afterwards they learn nothing more."""
    supervisor = assessment.supervisor
    return supervisor if supervisor and _supervises(supervisor.pk, assessment.practitioner) else None


def _tell(supervisor: User, move: str, assessment: Assessment, *, by: User, on_home: bool = True) -> None:
    """Tell the supervisor of the move; what waits for them is on their home page by itself."""
    words, path = NOTICES[move].filled(by=by), reverse("review", args=[assessment.pk])
    tell(supervisor, *words, path=path, titled=assessment.content, on_home=on_home)
