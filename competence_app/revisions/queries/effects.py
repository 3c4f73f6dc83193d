"""What a revision would do to those who have answered, before it is published.

It depends on nothing that anybody answered: who looks again after a colleague has finished would see what they said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from competence_app.assessments.rules import carry
from competence_app.assessments.rules.answers import off_scale_answer
from competence_app.assessments.rules.carry import Rule
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from competence_app.people.rules.headcounts import Headcount, headcount
from competence_app.people.wording import headcount_in_words


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people; the most there can be, where some of them may have given an answer that is lost."""

    count: Headcount
    is_most: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self.count)

    @property
    def in_words(self) -> str:
        """The number as it may be told, to stand before "people"."""
        return headcount_in_words(self.count, at_most=self.is_most)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people's answers to one statement are carried, must be confirmed, or must be given anew."""

    carried: Figure
    confirm: Figure
    anew: Figure  # replaced, on another scale, or new: no former answer counts


class LostAnswer(NamedTuple):
    """An answer off the scale, as a version called it, that is offered no more, or means something else now."""

    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What publishing would do to people with a completed assessment, each counted once, by their latest.

    Somebody may be among those who confirm and those who answer: ``unchanged`` are those who do neither, unless they
    gave an answer that is ``lost``.
    """

    people: Figure
    unchanged: Figure  # whose next assessment starts complete
    confirming: Figure  # who must confirm at least one answer, because words changed
    answering: Figure  # who must answer at least one statement anew, or one that is new
    lost: tuple[LostAnswer, ...]
    statements: Mapping[str, Tally]  # of the new version, by code


@dataclass(frozen=True, slots=True)
class _Group:
    """The people whose latest completed assessment is on one version, and what the new one does to it."""

    people: int
    steps: Mapping[str, carry.Step]
    lost: tuple[LostAnswer, ...]

    def has(self, *rules: Rule) -> bool:
        """Tell whether any new statement has one of these rules."""
        return any(step.rule in rules for step in self.steps.values())


_ANEW = (Rule.REPLACED, Rule.RESCALED, Rule.NEW)


def effect_of(content: Content) -> Effect:
    """Return what publishing ``content`` now would do, in two queries.

    Whoever is on one version is counted with all others on it or not at all, so that numbers differ by whole groups.
    """
    groups = list(_groups(content))
    tally = cache(partial(_tally, groups))  # thousands of statements go one of a few ways
    return Effect(
        people=_figure(groups),
        unchanged=_carried(group for group in groups if not group.has(Rule.REWORDED, *_ANEW)),
        confirming=_figure(group for group in groups if group.has(Rule.REWORDED)),
        answering=_figure(group for group in groups if group.has(*_ANEW)),
        lost=tuple(dict.fromkeys(answer for group in groups for answer in group.lost)),
        statements={
            statement.code: tally(*(group.steps[statement.code].rule for group in groups))
            for statement in content.statements
        },
    )


def _tally(groups: Iterable[_Group], *rules: Rule) -> Tally:
    """Return what becomes of the answers to a statement that has these rules, one for each group."""
    ways = list(zip(rules, groups, strict=True))
    return Tally(
        carried=_carried(group for rule, group in ways if rule.carries),
        confirm=_figure(group for rule, group in ways if rule is Rule.REWORDED),
        anew=_figure(group for rule, group in ways if rule in _ANEW),
    )


def _figure(groups: Iterable[_Group]) -> Figure:
    return Figure(headcount(group.people for group in groups))


def _carried(groups: Iterable[_Group]) -> Figure:
    found = list(groups)
    return Figure(headcount(group.people for group in found), is_most=any(group.lost for group in found))


def _groups(content: Content) -> Iterator[_Group]:
    """Yield the people on each version that somebody's latest assessment answers, with what the new one does."""
    published = Version.objects.filter(framework__code=content.code).exclude(state=Version.State.DRAFT)
    versions = published.in_order().only("framework").with_people()
    for place, version in enumerate(versions):
        if version.people:
            chain = [content_of(one.pk) for one in versions[place:]]
            yield _Group(version.people, carry.plan([*chain, content]), _lost(chain[0], content))


def _lost(old: Content, new: Content) -> tuple[LostAnswer, ...]:
    lost = (answer for answer in old.scale.off_scale if off_scale_answer(new.scale, answer.code) != answer)
    return tuple(LostAnswer(answer.label, old.language) for answer in lost)
