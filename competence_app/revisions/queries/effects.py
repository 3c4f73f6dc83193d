"""What a revision would do to those who have answered, before it is published.

It depends on nothing that anybody answered: who looks again after a colleague has finished would see what they said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple, Self

from competence_app.assessments.rules import carry
from competence_app.assessments.rules.answers import off_scale_answer
from competence_app.assessments.rules.carry import Rule
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import is_said_alike
from competence_app.people.rules.headcounts import Headcount, headcount
from competence_app.people.wording import headcount_in_words


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people; the most there can be, where it depends on what they answered, which nobody counts."""

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
    gave an answer that is ``lost`` or chose a level that looks otherwise.
    """

    people: Figure
    unchanged: Figure  # whose next assessment starts complete
    confirming: Figure  # who must confirm at least one answer, because words changed, be they those of a level
    answering: Figure  # who must answer at least one statement anew, or one that is new
    lost: tuple[LostAnswer, ...]
    is_by_level: bool  # some confirm by the level that they chose
    statements: Mapping[str, Tally]  # of the new version, by code


class _Share(NamedTuple):
    """The people of a group whom something concerns: all of them, or no more than that."""

    people: int
    is_most: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """The people whose latest completed assessment is on one version, and what the new one does to it."""

    people: int
    steps: Mapping[str, carry.CarryStep]
    lost: tuple[LostAnswer, ...]

    def has(self, *rules: Rule) -> bool:
        """Tell whether any new statement has one of these rules."""
        return any(step.rule in rules for step in self.steps.values())

    @property
    def may_confirm(self) -> bool:
        """Whether any new statement is to be confirmed by those who chose one of some levels."""
        return any(step.may_ask for step in self.steps.values())

    @property
    def all(self) -> _Share:
        """Everybody."""
        return _Share(self.people, is_most=False)

    def share(self, *, depends: bool) -> _Share:
        """Return everybody, as the most there can be where it ``depends`` on answers or where some are lost."""
        return _Share(self.people, is_most=depends or bool(self.lost))


_ANEW = (Rule.REPLACED, Rule.RESCALED, Rule.NEW)


def effect_of(content: Content) -> Effect:
    """Return what publishing ``content`` now would do, in two queries.

    Whoever is on one version is counted with all others on it or not at all, so that numbers differ by whole groups.
    """
    groups = list(_groups(content))
    tally = cache(partial(_tally, groups))  # thousands of statements go one of a few ways
    return Effect(
        people=_figure(group.all for group in groups),
        unchanged=_figure(
            group.share(depends=group.may_confirm) for group in groups if not group.has(Rule.REWORDED, *_ANEW)
        ),
        confirming=_figure(
            group.share(depends=not group.has(Rule.REWORDED))
            for group in groups
            if group.may_confirm or group.has(Rule.REWORDED)
        ),
        answering=_figure(group.all for group in groups if group.has(*_ANEW)),
        lost=tuple(dict.fromkeys(answer for group in groups for answer in group.lost)),
        is_by_level=any(group.may_confirm for group in groups),
        statements={
            statement.code: tally(*(_Way.of(group.steps[statement.code]) for group in groups))
            for statement in content.statements
        },
    )


class _Way(NamedTuple):
    """What becomes of a group's answers to a statement; with ``may_ask``, of some of them, is not counted."""

    rule: Rule
    may_ask: bool

    @classmethod
    def of(cls, step: carry.CarryStep) -> Self:
        return cls(step.rule, step.may_ask)


def _tally(groups: Iterable[_Group], *ways: _Way) -> Tally:
    """Return what becomes of the answers to a statement that goes these ways, one for each group."""
    found = list(zip(groups, ways, strict=True))
    return Tally(
        carried=_figure(group.share(depends=way.may_ask) for group, way in found if way.rule.carries),
        confirm=_figure(
            group.share(depends=way.may_ask) for group, way in found if way.may_ask or way.rule is Rule.REWORDED
        ),
        anew=_figure(group.all for group, way in found if way.rule in _ANEW),
    )


def _figure(shares: Iterable[_Share]) -> Figure:
    found = list(shares)
    return Figure(headcount(share.people for share in found), is_most=any(share.is_most for share in found))


def _groups(content: Content) -> Iterator[_Group]:
    """Yield the people on each version that somebody's latest assessment answers, with what the new one does."""
    published = Version.objects.filter(framework__code=content.code).exclude(state=Version.State.DRAFT)
    versions = published.in_order().only("framework").with_people()
    for place, version in enumerate(versions):
        if version.people:
            chain = [content_of(one.pk) for one in versions[place:]]
            yield _Group(version.people, carry.plan([*chain, content]), _lost(chain[0], content))


def _lost(old: Content, new: Content) -> tuple[LostAnswer, ...]:
    lost = (a for a in old.scale.off_scale if not is_said_alike(off_scale_answer(new.scale, a.code), a))
    return tuple(LostAnswer(answer.label, old.language) for answer in lost)
