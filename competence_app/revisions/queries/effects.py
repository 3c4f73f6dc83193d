"""What a revision would do to those who have answered, before it is published.

It depends on nothing that anybody answered: who looks again after a colleague has finished would see what they said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count

from competence_app.assessments.models import Assessment, AssessmentQuerySet
from competence_app.assessments.rules import carry
from competence_app.assessments.rules.answers import off_scale_answer
from competence_app.assessments.rules.carry import Rule
from competence_app.assessments.rules.lifecycle import State
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people's answers to one statement are carried, must be confirmed, or must be given anew."""

    carried: int = 0
    confirm: int = 0
    anew: int = 0  # replaced, on another scale, or new: no former answer counts


@dataclass(frozen=True, slots=True)
class Effect:
    """What publishing would do to people with a completed assessment, each counted once, by their latest.

    Somebody may be among those who confirm and those who answer: ``unchanged`` are those who do neither, unless they
    gave an answer that is ``lost``.
    """

    people: int
    unchanged: int  # whose next assessment starts complete
    confirming: int  # who must confirm at least one answer, because words changed
    answering: int  # who must answer at least one statement anew, or one that is new
    drafts: int  # under way now, on whatever version: they stay on it until their owner moves them
    lost: tuple[str, ...]  # the labels of answers off the scale that are offered no more, or mean something else now
    statements: Mapping[str, Tally]  # of the new version, by code


@dataclass(frozen=True, slots=True)
class _Group:
    """The people whose latest completed assessment is on one version, and what the new one does to it."""

    people: int
    steps: Mapping[str, carry.Step]
    lost: tuple[str, ...]

    def codes(self, *rules: Rule) -> list[str]:
        """Return the new statements with one of these rules."""
        return [code for code, step in self.steps.items() if step.rule in rules]

    def tally(self, code: str) -> tuple[int, int, int]:
        """Return how many answers to a statement are carried, to be confirmed, and to be given anew."""
        rule = self.steps[code].rule
        if rule.carries:
            return self.people, 0, 0
        return (0, self.people, 0) if rule is Rule.REWORDED else (0, 0, self.people)


_ANEW = (Rule.REPLACED, Rule.RESCALED, Rule.NEW)


def effect_of(content: Content) -> Effect:
    """Return what publishing ``content`` now would do, in a fixed number of queries."""
    ours = Assessment.objects.filter(framework__code=content.code)
    groups = list(_groups(content, ours.completed().latest_of_each()))
    return Effect(
        people=sum(group.people for group in groups),
        unchanged=sum(group.people for group in groups if not group.codes(Rule.REWORDED, *_ANEW)),
        confirming=sum(group.people for group in groups if group.codes(Rule.REWORDED)),
        answering=sum(group.people for group in groups if group.codes(*_ANEW)),
        drafts=ours.filter(state=State.DRAFT).count(),
        lost=tuple(dict.fromkeys(label for group in groups for label in group.lost)),
        statements={
            statement.code: Tally(*map(sum, zip(*(group.tally(statement.code) for group in groups), strict=True)))
            for statement in content.statements
        },
    )


def _groups(content: Content, latest: AssessmentQuerySet) -> Iterator[_Group]:
    """Yield the people on each version that somebody's latest assessment answers, with what the new one does."""
    people = dict(latest.order_by().values_list("version_id").annotate(people=Count("pk")))
    published = Version.objects.filter(framework__code=content.code).exclude(state=Version.State.DRAFT)
    order = list(published.order_by("published_at", "pk").values_list("pk", flat=True))
    for pk, count in people.items():
        steps = carry.plan([*map(content_of, order[order.index(pk) :]), content])
        yield _Group(count, steps, _lost(content_of(pk), content))


def _lost(old: Content, new: Content) -> tuple[str, ...]:
    return tuple(a.label for a in old.scale.off_scale if off_scale_answer(new.scale, a.code) != a)
