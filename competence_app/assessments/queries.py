"""Reading what stands behind an assessment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F, QuerySet

from competence_app.assessments import carry
from competence_app.assessments.answers import Answer
from competence_app.assessments.models import Action, Assessment, Rating
from competence_app.assessments.questions import Question, Said, questions
from competence_app.assessments.sheet import Progress, overall, sections
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.schema import Framework, Statement
from competence_app.people.models import User


@lru_cache(maxsize=256)
def steps_between(old_id: int, new_id: int) -> Mapping[str, carry.Step]:
    """Return how each statement of one published version comes from another: see ``carry.plan``."""
    if old_id == new_id:
        return carry.plan([content_of(old_id)])
    ends = Version.objects.in_bulk([old_id, new_id])
    chain = Version.objects.filter(
        framework=ends[old_id].framework_id,
        published_at__gte=ends[old_id].published_at,
        published_at__lte=ends[new_id].published_at,
    ).order_by("published_at", "pk")
    return carry.plan([content_of(pk) for pk in chain.values_list("pk", flat=True)])


@dataclass(frozen=True, slots=True)
class Outset:
    """What somebody has when they come to a version's start page, the latest first."""

    under_way: Assessment | None
    previous: Assessment | None
    carry: Mapping[str, int]


def outset(user: User, version: Version) -> Outset:
    """Return what ``user`` has of the version's framework, and what of it a new assessment would get."""
    mine = list(Assessment.objects.visible_to(user).filter(framework=version.framework_id).newest_first())
    previous = next((old for old in mine if not old.is_draft), None)
    return Outset(
        under_way=next((one for one in mine if one.is_under_way), None),
        previous=previous,
        carry=_carry_counts(previous.version_id, version.pk) if previous else {},
    )


def _carry_counts(old_id: int, new_id: int) -> dict[str, int]:
    rules = [step.rule for step in steps_between(old_id, new_id).values()]
    carried = sum(rule.carries for rule in rules)
    confirm, new = rules.count(carry.Rule.REWORDED), rules.count(carry.Rule.NEW)
    return {"carried": carried, "confirm": confirm, "anew": len(rules) - carried - confirm - new, "new": new}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands with one framework: its current text, their latest assessment and its progress."""

    content: Framework
    latest: Assessment | None
    progress: Progress | None


def standings(user: User) -> list[Standing]:
    """Return where ``user`` stands with every framework that has a published version, in three queries."""
    newest: dict[int, Assessment] = {}
    for assessment in Assessment.objects.visible_to(user).newest_first():
        newest.setdefault(assessment.framework_id, assessment)
    drafts = [assessment for assessment in newest.values() if assessment.is_draft]
    given: dict[int, dict[str, Answer]] = {draft.pk: {} for draft in drafts}
    for rating in Rating.objects.filter(assessment__in=given).voiced(Rating.Voice.SELF).with_code():
        given[rating.assessment_id][rating.code] = rating.answer
    progress = {d.framework_id: overall(sections(d.content, given[d.pk])) for d in drafts}
    current = Version.objects.current().values_list("pk", "framework_id")
    return [Standing(content_of(pk), newest.get(owner), progress.get(owner)) for pk, owner in current]


def newer_version(assessment: Assessment) -> Version | None:
    """Return the current version of its framework, where that was published after the one it answers."""
    current = Version.objects.current().filter(framework=assessment.framework_id).defer("text")
    return current.filter(
        published_at__gt=Version.objects.filter(pk=assessment.version_id).values("published_at")
    ).first()


def open_actions(user: User, most: int = 5) -> QuerySet[Action]:
    """Return what ``user`` plans and has not done, the soonest due first."""
    todo = Action.objects.visible_to(user).filter(done_on=None).select_related("competence__version__framework")
    return todo.order_by(F("due_on").asc(nulls_last=True), "pk")[:most]


def questions_of(assessment: Assessment, statements: Sequence[Statement]) -> Sequence[Question]:
    """Return the statements as questions; the past costs a query only where a version lies between."""
    previous = assessment.previous
    if previous is None or previous.version_id == assessment.version_id:
        return questions(statements, {}, {})
    steps = steps_between(previous.version_id, assessment.version_id)
    return questions(statements, steps, said_in(previous))


def said_in(assessment: Assessment) -> dict[str, Said]:
    """Return the self-ratings of an assessment with the scale they were given on, by code."""
    content = assessment.content
    return {
        code: Said(rating.answer, content.scale, rating.rated_at, content.version)
        for code, rating in assessment.self_ratings().items()
    }
