"""What stands beside a level that is to be agreed: the one expected, and the one that was agreed last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries import steps_between
from competence_app.assessments.rules import carry
from competence_app.assessments.rules.answers import BLANK, Answer, Voice, choices
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.assessments.rules.lifecycle import State
from competence_app.assessments.wording.scales import reviewers_scale
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class BothLabels:
    """The labels of both for one statement; empty where there is none."""

    target: str
    last: str
    last_at: datetime | None


def beside(assessment: Assessment, *, reader: User) -> Mapping[str, BothLabels]:
    """Return them by code, in one query: of what was agreed, only what ``reader`` may read."""
    content, role = assessment.content, assessment.job_role
    labels, expected = choices(reviewers_scale(content.scale)), content.expected(role.code if role else None)
    last, agreed = _last_agreed(assessment, reader)
    last_at = last.agreed_at if last else None
    return {
        code: BothLabels(labels.get(str(level), ""), labels.get(agreed.get(code, BLANK).choice, ""), last_at)
        for code, level in expected.items()
    }


def _last_agreed(assessment: Assessment, reader: User) -> tuple[Assessment | None, Mapping[str, Answer]]:
    """Return what was agreed last before, and by code what of it means the same in this one's version."""
    theirs = Assessment.objects.shown_to(reader).of(assessment.practitioner)
    before = theirs.filter(framework=assessment.framework_id, state=State.AGREED).exclude(pk=assessment.pk)
    newest = before.order_by("-agreed_at", "-pk").values("pk")[:1]
    said_in = Rating.objects.filter(assessment__in=newest).voiced(Voice.AGREED)
    ratings = list(said_in.with_code().select_related("assessment"))
    if not ratings:
        return None, {}
    said = {one.code: one.answer for one in ratings if one.answer.choice != NOT_OBSERVED}
    last = ratings[0].assessment
    steps = steps_between(last.version_id, assessment.version_id)
    return last, {new: said[old] for new, old in carry.carried(steps, last.content, assessment.content, said).items()}
