"""What a revision would do to those who have answered, before it is published."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count

from competence_app.assessments import carry
from competence_app.assessments.answers import Voice, off_scale_answer
from competence_app.assessments.carry import Rule
from competence_app.assessments.lifecycle import State
from competence_app.assessments.models import Assessment, AssessmentQuerySet, Rating
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.schema import Framework


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people's answers to one statement are carried, must be confirmed, or must be given anew."""

    carried: int = 0
    confirm: int = 0
    anew: int = 0  # replaced, on another scale, or new: no former answer counts


@dataclass(frozen=True, slots=True)
class Effect:
    """What publishing would do to people with a completed assessment, each counted once, by their latest.

    Somebody may be among those who confirm and those who answer: ``unchanged`` are those who do neither.
    """

    people: int
    unchanged: int  # whose next assessment starts complete
    confirming: int  # who must confirm at least one answer, because words changed
    answering: int  # who must answer at least one statement anew, or one that is new
    drafts: int  # under way now, on whatever version: they stay on it until their owner moves them
    statements: Mapping[str, Tally]  # of the new version, by code


@dataclass(frozen=True, slots=True)
class _Group:
    """The people whose latest completed assessment is on one version, and what the new one does to it."""

    people: int
    steps: Mapping[str, carry.Step]
    # Answers off the scale that would be carried, but are offered no more or mean something else now.
    lost: Mapping[str, int]  # how many, by the new code
    losers: int  # how many people have any

    def codes(self, *rules: Rule) -> list[str]:
        """Return the new statements with one of these rules."""
        return [code for code, step in self.steps.items() if step.rule in rules]

    @property
    def answering(self) -> int:
        """How many must answer at least one statement anew."""
        return self.people if self.codes(*_ANEW) else self.losers

    @property
    def unchanged(self) -> int:
        """How many need to do nothing."""
        return 0 if self.codes(Rule.REWORDED, *_ANEW) else self.people - self.losers

    def tally(self, code: str) -> tuple[int, int, int]:
        """Return how many answers to a statement are carried, to be confirmed, and to be given anew."""
        rule, lost = self.steps[code].rule, self.lost.get(code, 0)
        if rule.carries:
            return self.people - lost, 0, lost
        return (0, self.people, 0) if rule is Rule.REWORDED else (0, 0, self.people)


_ANEW = (Rule.REPLACED, Rule.RESCALED, Rule.NEW)


def effect_of(content: Framework) -> Effect:
    """Return what publishing ``content`` now would do, in a fixed number of queries."""
    ours = Assessment.objects.filter(framework__code=content.code)
    groups = list(_groups(content, ours.completed().latest_of_each()))
    return Effect(
        people=sum(group.people for group in groups),
        unchanged=sum(group.unchanged for group in groups),
        confirming=sum(group.people for group in groups if group.codes(Rule.REWORDED)),
        answering=sum(group.answering for group in groups),
        drafts=ours.filter(state=State.DRAFT).count(),
        statements={
            statement.code: Tally(*map(sum, zip(*(group.tally(statement.code) for group in groups), strict=True)))
            for statement in content.statements
        },
    )


def _groups(content: Framework, latest: AssessmentQuerySet) -> Iterator[_Group]:
    """Yield the people on each version that somebody's latest assessment answers, with what the new one does."""
    people = dict(latest.order_by().values_list("version_id").annotate(people=Count("pk")))
    published = Version.objects.filter(framework__code=content.code).exclude(state=Version.State.DRAFT)
    order = list(published.order_by("published_at", "pk").values_list("pk", flat=True))
    steps = {pk: carry.plan([*map(content_of, order[order.index(pk) :]), content]) for pk in people}
    lost = _lost(content, latest, steps)
    for pk, count in people.items():
        yield _Group(count, steps[pk], Counter(code for _, code in lost[pk]), len({who for who, _ in lost[pk]}))


def _lost(
    content: Framework, latest: AssessmentQuerySet, steps: Mapping[int, Mapping[str, carry.Step]]
) -> Mapping[int, Collection[tuple[int, str]]]:
    """Return by version the answers off the scale that are in the way of what they meant: assessment and new code."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    others = {pk: _others_now(content_of(pk), content) for pk in steps}
    carried = {pk: _carried(each) for pk, each in steps.items()}
    if not any(others.values()):
        return found
    rows = Rating.objects.voiced(Voice.SELF).filter(assessment__in=latest, off_scale__in=set().union(*others.values()))
    for pk, who, code, off_scale in rows.values_list(
        "assessment__version_id", "assessment_id", "competence__code", "off_scale"
    ):
        if off_scale in others[pk] and code in carried[pk]:
            found[pk].append((who, carried[pk][code]))
    return found


def _others_now(old: Framework, new: Framework) -> frozenset[str]:
    """Return the codes of the answers off the scale that are not what they were."""
    return frozenset(a.code for a in old.scale.off_scale if off_scale_answer(new.scale, a.code) != a)


def _carried(steps: Mapping[str, carry.Step]) -> dict[str, str]:
    """Return the new code by the old one, of what is carried."""
    return {step.sources[0].code: code for code, step in steps.items() if step.rule.carries}
