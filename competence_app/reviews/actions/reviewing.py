"""What supervisors do with an assessment sent to them: each act is one transaction, checked and written down."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.actions.answering import SaveOutcome, store_answers, write_answers
from competence_app.assessments.actions.counting import count
from competence_app.assessments.actions.moving import make_move, note_reader
from competence_app.assessments.models import Assessment, Remark, Return, answer_in
from competence_app.assessments.queries import pairs_in
from competence_app.assessments.rules.answers import Answer, SentAnswer, Voice
from competence_app.assessments.rules.comparison import AnswerPair
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need, State, check_voice
from competence_app.assessments.wording.scales import review_scale
from competence_app.catalogue.queries import competence_ids
from competence_app.people.actions import tell
from competence_app.people.models import User
from competence_app.reviews.wording import NOTICES


@transaction.atomic
def save_ratings(assessment: Assessment, voice: Voice, sent: Mapping[str, SentAnswer], *, by: User) -> SaveOutcome:
    """Store the supervisor's or the agreed answers, by code, that no other window changed meanwhile.

    Raises ``MoveRefusedError`` and stores nothing where ``by`` is not its supervisor, or the voice is fixed.
    """
    locked = _lock(assessment, by=by)
    check_voice(voice, State(locked.state))
    return store_answers(locked, voice, sent)


@transaction.atomic
def reveal(assessment: Assessment, *, by: User) -> None:
    """Fix the supervisor's ratings, and show both what the other said; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    given, scale = locked.ratings.by_code(Voice.SUPERVISOR), review_scale(locked.content.scale)
    rated = all(answer_in(given, statement.code).is_full(scale) for statement in locked.content.statements)
    make_move(locked, "reveal", by=by, met={Need.ALL_RATED: rated}, reviewed_by=by, revealed_at=timezone.now())
    note_reader(locked, by, move="reveal")
    _tell(locked, "reveal", by=by)


@transaction.atomic
def return_(assessment: Assessment, *, comment: str, remarks: Mapping[str, str], by: User) -> None:
    """Give it back as a draft, with a comment and remarks by competences' codes; raise ``MoveRefusedError``."""
    locked = _lock(assessment, by=by)
    cleared = {"finished_at": None, "submitted_at": None}
    make_move(locked, "return", by=by, met={Need.COMMENT: bool(comment)}, **cleared)
    returned = Return.objects.create(assessment=locked, by=by, comment=comment)
    ids = competence_ids(locked.version_id)
    Remark.objects.bulk_create(
        [Remark(part_of=returned, competence_id=ids[code], text=text) for code, text in remarks.items()]
    )
    _tell(locked, "return", by=by)


class NotAgreedError(MoveRefusedError):
    """What cannot be agreed yet, with the ``pairs`` as they are stored now."""

    def __init__(self, pairs: Sequence[AnswerPair], refusal: MoveRefusedError) -> None:
        super().__init__(*refusal.reasons)
        self.pairs = pairs


@transaction.atomic
def agree(
    assessment: Assessment,
    *,
    declared: bool,
    pairs: Sequence[AnswerPair] | None = None,
    read: Mapping[str, Answer] | None = None,
    by: User,
) -> None:
    """Close it with a level for every competence: what both said, or what was agreed; raise ``NotAgreedError``.

    ``pairs`` is what both say and agree, where the caller knows it as it is stored, under a lock that it still holds.
    ``read`` has by code what was read as agreed on the page, where it was on one.
    """
    locked = _lock(assessment, by=by)
    pairs = pairs_in(locked) if pairs is None else pairs
    met = _met(pairs, read or {}) | {Need.DECLARATION: declared}
    try:
        make_move(locked, "agree", by=by, met=met, agreed_at=timezone.now())
    except MoveRefusedError as refusal:
        raise NotAgreedError(pairs, refusal) from refusal
    same = {pair.statement.code: pair.own for pair in pairs if not pair.needs_agreed}
    write_answers(
        locked, Voice.AGREED, {code: Answer(own.level, own.off_scale, own.reason) for code, own in same.items()}
    )
    count(locked, Voice.AGREED)
    _tell(locked, "agree", by=by)


def _met(pairs: Sequence[AnswerPair], read: Mapping[str, Answer]) -> dict[Need, bool]:
    return {
        Need.DIFFERENCES_AGREED: all(pair.is_settled for pair in pairs),
        Need.CHANGES_READ: not any(pair.is_unread(read) for pair in pairs),
    }


def _lock(assessment: Assessment, *, by: User) -> Assessment:
    # With its key left free: whoever closes a batch that it is in points at it, and agree() waits for them to count.
    locked = Assessment.objects.last_sent_to(by).select_for_update(no_key=True).filter(pk=assessment.pk).first()
    if locked is None or not locked.is_sent:
        raise MoveRefusedError(Need.IN_HAND)
    return locked


def _tell(assessment: Assessment, move: str, *, by: User) -> None:
    words, path = NOTICES[move].filled(by=by), reverse("result", args=[assessment.pk])
    tell(assessment.practitioner, *words, path=path, titled=assessment.content)
