"""What practitioners do with assessments: each act is one transaction, checked and written to the audit record."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from competence_app.assessments.actions.answering import SaveOutcome, store_answers
from competence_app.assessments.actions.moving import make_move
from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries import inheritance, newer_version, own_sections
from competence_app.assessments.rules import lifecycle
from competence_app.assessments.rules.answers import SentAnswer, Voice
from competence_app.assessments.rules.lifecycle import Need, Party, State
from competence_app.assessments.rules.sections import overall
from competence_app.audit.actions import record
from competence_app.catalogue.models import Framework, Version
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import JobRole, User


@transaction.atomic
def start(*, version: Version, job_role: JobRole | None, by: User) -> Assessment:
    """Start a draft with the former answers that the carry rules allow; raise ``MoveRefusedError``."""
    Framework.objects.select_for_update().get(pk=version.framework_id)  # two starts at once queue here
    mine = Assessment.objects.filter(practitioner=by, framework=version.framework_id)
    is_open = Version.objects.open().filter(pk=version.pk).exists()
    met = {Need.PUBLISHED: is_open, Need.NOTHING_OPEN: not mine.under_way().exists()}
    lifecycle.check_move("start", state=None, by=Party.PRACTITIONER, met=met)
    return _begin(mine.completed().newest_first().first(), version, job_role, by=by)


def _begin(previous: Assessment | None, version: Version, job_role: JobRole | None, *, by: User) -> Assessment:
    assessment = Assessment.objects.create(
        practitioner=by, framework_id=version.framework_id, version=version, job_role=job_role, previous=previous
    )
    _carry_answers(assessment)
    record("start", assessment, by=by, about=by)
    return assessment


@transaction.atomic
def move_to_current(assessment: Assessment, *, to: Version, by: User) -> Assessment:
    """Go on with a draft on the current version ``to``: a new draft with its answers, by the carry rules.

    The old one stays readable with all its answers, which no longer change. Raise ``MoveRefusedError`` where ``to`` is
    not, or no longer, the current version, or not newer than the draft's.
    """
    Framework.objects.select_for_update().get(pk=assessment.framework_id)  # a version published meanwhile waits
    old = Assessment.objects.of(by).select_for_update().get(pk=assessment.pk)
    make_move(old, "move", by=by, met={Need.NEWER_VERSION: newer_version(old) == to})
    return _begin(old, to, old.job_role, by=by)


def _carry_answers(assessment: Assessment) -> None:
    ids = competence_ids(assessment.version_id)
    Rating.objects.bulk_create(
        [old.carried_into(assessment, competence_id=ids[code]) for code, old in inheritance(assessment).items()]
    )


@transaction.atomic
def save_answers(assessment: Assessment, sent: Mapping[str, SentAnswer], *, by: User) -> SaveOutcome:
    """Store the self-ratings, by code, that nobody changed meanwhile.

    Raises ``MoveRefusedError`` and stores nothing unless ``by`` is the owner and it is a draft.
    """
    locked = Assessment.objects.of(by).select_for_update().only("state", "version").get(pk=assessment.pk)
    return save_locked(locked, sent, by=by)


def save_locked(assessment: Assessment, sent: Mapping[str, SentAnswer], *, by: User) -> SaveOutcome:
    """Do the same for a caller who has locked it."""
    lifecycle.check_voice(Voice.SELF, State(assessment.state))
    outcome = store_answers(assessment, Voice.SELF, sent)
    if outcome.at_once:
        record("confirm section", assessment, by=by, about=by)
    return outcome


@transaction.atomic
def finish(assessment: Assessment, *, knowing: int = 0, by: User) -> None:
    """Freeze the self-ratings, still seen by nobody else; raise ``MoveRefusedError``.

    ``knowing``: how many former answers ``by`` was told of that they have not looked at again.
    """
    finish_locked(Assessment.objects.of(by).select_for_update().get(pk=assessment.pk), knowing=knowing, by=by)


def finish_locked(locked: Assessment, *, knowing: int = 0, by: User) -> None:
    """Do so within a transaction that has locked the assessment."""
    progress = overall(own_sections(locked))
    met = {Need.COMPLETE: not progress.to_answer, Need.LOOKED_AT: progress.carried <= knowing}
    make_move(locked, "finish", by=by, met=met, finished_at=timezone.now())


@transaction.atomic
def reopen(assessment: Assessment, *, by: User) -> None:
    """Turn a finished assessment back into a draft; raise ``MoveRefusedError``."""
    Framework.objects.select_for_update().get(pk=assessment.framework_id)  # a start at once with this waits
    locked = Assessment.objects.of(by).select_for_update().get(pk=assessment.pk)
    make_move(locked, "reopen", by=by, met={Need.NOTHING_NEWER: not locked.newer().exists()}, finished_at=None)
