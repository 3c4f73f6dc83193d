"""What becomes of former answers in a newer version of the framework."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from itertools import pairwise
from typing import Any, NamedTuple

from competence_app.assessments.rules.answers import BLANK, Answer, off_scale_answer
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import is_said_alike


class Rule(IntEnum):
    """What the next assessment gets for a statement; over several versions the greatest holds."""

    SAME = 0  # same code, words, parts and scale: the answer is carried
    EDITORIAL = 1  # reworded without a change of meaning: the same
    REWORDED = 2  # shown beside old and new words, to be confirmed or changed
    REPLACED = 3  # stands for older codes: their answers are shown, to be answered anew
    RESCALED = 4  # the old answer is shown with its old level's name, to be answered anew
    NEW = 5  # blank

    @property
    def carries(self) -> bool:
        """Whether the former answer becomes the answer."""
        return self <= Rule.EDITORIAL


@dataclass(frozen=True, slots=True)
class CarryStep:
    """The way of one statement from the older version: the rule, and the statements it comes from.

    ``redescribed`` are the levels that look otherwise now, by their values: whoever chose one of them confirms it.
    """

    rule: Rule
    sources: tuple[Statement, ...] = ()
    redescribed: frozenset[int] = frozenset()

    def rule_for(self, answer: Answer) -> Rule:
        """Return the rule for somebody who gave this answer."""
        return max(self.rule, Rule.REWORDED) if answer.level in self.redescribed else self.rule

    @property
    def may_ask(self) -> bool:
        """Whether an answer is carried, or is to be confirmed, by what it was."""
        return self.rule.carries and bool(self.redescribed)


def plan(chain: Sequence[Content]) -> dict[str, CarryStep]:
    """Return for each statement of the last version, by code, how it comes from the first.

    ``chain`` is every version from the first to the last in order of publication: what one revision calls
    editorial says nothing of the revision before it.
    """
    return _plan(chain, trusts_marks=True)


def back(new: Content, old: Content) -> dict[str, CarryStep]:
    """Return how each statement of an older version comes from a newer one, now retired: nothing is editorial."""
    return _plan([new, old], trusts_marks=False)


def _plan(chain: Sequence[Content], *, trusts_marks: bool) -> dict[str, CarryStep]:
    first = {statement.code: statement for statement in chain[0].statements}
    steps = {code: CarryStep(Rule.SAME, (statement,)) for code, statement in first.items()}
    for before, after in pairwise(chain):
        links = _Links(before, after, trusts_marks=trusts_marks)
        steps = {new.code: _compose(links.to(new), steps) for new in after.statements}
    same, kept = _unchanged(chain[0], chain[-1]), _kept(chain)
    ends = {new.code: (first[new.code], new) for new in chain[-1].statements if new.code in first}
    return {
        code: _settled(step, *ends[code], is_same=code in same, is_kept=code in kept) if code in ends else step
        for code, step in steps.items()
    }


def _kept(chain: Sequence[Content]) -> frozenset[str]:
    """Return the codes that all versions have, never in place of another."""
    asked = [{statement.code for statement in after.statements if not statement.replaces} for after in chain[1:]]
    return frozenset(statement.code for statement in chain[0].statements).intersection(*asked)


def _settled(step: CarryStep, first: Statement, last: Statement, *, is_same: bool, is_kept: bool) -> CarryStep:
    """Return the step as its two ends have it: what is again as it was asks nobody.

    Where the way between them was lost, because the statement was gone for a while or stood for others, no mark speaks
    for what differs.
    """
    levels = _redescribed(first, last)
    if not is_same:
        return replace(step, redescribed=levels & step.redescribed)
    return CarryStep(Rule.SAME, (first,), levels & step.redescribed if is_kept else levels)


def gone(old: Content, steps: Mapping[str, CarryStep]) -> tuple[Statement, ...]:
    """Return the old statements that no new one comes from."""
    kept = {source.code for step in steps.values() for source in step.sources}
    return tuple(statement for statement in old.statements if statement.code not in kept)


def carried(
    steps: Mapping[str, CarryStep], old: Content, new: Content, answers: Mapping[str, Answer]
) -> dict[str, str]:
    """Return for each new statement whose answer is carried, by code, the old code that it is carried from."""
    sources = {code: step.sources[0].code for code, step in steps.items() if step.rule.carries}
    return {
        code: source
        for code, source in sources.items()
        if source in answers
        and steps[code].rule_for(answers[source]).carries
        and means_the_same(answers[source], old.scale, new.scale)
    }


def asked_alike(steps: Mapping[str, CarryStep], old: Content, new: Content) -> frozenset[str]:
    """Return the codes of what both versions ask, and offer to answer, alike: it is carried whatever was answered."""
    if not is_said_alike(old.scale.off_scale, new.scale.off_scale):
        return frozenset()
    return frozenset(code for code, step in steps.items() if step.rule.carries and not step.may_ask)


@dataclass(frozen=True, slots=True)
class FormerAssessment:
    """One former assessment as a newer version sees it: what was answered, when, and the way of each statement."""

    content: Content
    steps: Mapping[str, CarryStep]
    answers: Mapping[str, Answer]  # by its own version's codes, as is ``at``; nothing blank
    at: Mapping[str, datetime]


def inherited(pasts: Sequence[FormerAssessment], new: Content) -> list[dict[str, str]]:
    """Return what is carried from each past, the latest first: the old code by the new one.

    Of what a later one says anything, nothing is carried from those before it.
    """
    said: set[str] = set()
    found = []
    for past in pasts:
        sources = carried(past.steps, past.content, new, past.answers)
        found.append({code: old for code, old in sources.items() if code not in said})
        said |= {code for code, step in past.steps.items() if any(old.code in past.answers for old in step.sources)}
    return found


def worth_keeping(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return those that say anything, be it a note alone."""
    return {code: answer for code, answer in answers.items() if answer != BLANK}


def means_the_same(answer: Answer, old: Scale, new: Scale) -> bool:
    """Tell whether an answer on the old scale says the same on the new one, of which the levels are the same."""
    return answer.level is not None or is_said_alike(
        off_scale_answer(old, answer.off_scale), off_scale_answer(new, answer.off_scale)
    )


def _is_asked_alike(old: Statement, new: Statement) -> bool:
    return old.kind == new.kind and is_said_alike(_words(old), _words(new))


def _words(statement: Statement) -> Any:
    return statement.stem, statement.text, statement.prompts


def _redescribed(old: Statement, new: Statement) -> frozenset[int]:
    """Return the levels that do not look as they did, be it that only one of the two says how, by their values."""
    if old.levels == new.levels:
        return frozenset()
    before, after = dict(old.levels), dict(new.levels)
    values = before.keys() | after.keys()
    return frozenset(value for value in values if not is_said_alike(before.get(value), after.get(value)))


def _have_the_same_levels(old: Content, new: Content) -> bool:
    """Tell whether answers on one scale say the same on the other; a level's description only explains it."""
    before, after = (tuple((level.value, level.label, level.means) for level in one.scale.levels) for one in (old, new))
    return is_said_alike(before, after)


def _unchanged(old: Content, new: Content) -> frozenset[str]:
    if not _have_the_same_levels(old, new):
        return frozenset()
    former = {statement.code: statement for statement in old.statements}
    kept = (statement for statement in new.statements if statement.code in former and not statement.replaces)
    return frozenset(asked.code for asked in kept if _is_asked_alike(former[asked.code], asked))


class _CarryLink(NamedTuple):
    """The way of one statement from the version just before."""

    rule: Rule
    codes: tuple[str, ...]  # that it comes from
    redescribed: frozenset[int] = frozenset()


class _Links:
    """The way from one version to the next."""

    def __init__(self, before: Content, after: Content, *, trusts_marks: bool) -> None:
        self._rescaled = not _have_the_same_levels(before, after)
        self._trusts_marks = trusts_marks
        self._former = {old.code: old for old in before.statements}
        self._order = {code: index for index, code in enumerate(self._former)}
        self._parts: dict[str, list[str]] = defaultdict(list)  # what is rated of a competence, by its code
        for old in before.statements:
            self._parts[old.competence].append(old.code)

    def to(self, new: Statement) -> _CarryLink:
        """Return how the statement comes about."""
        former = self._former.get(new.code)
        levels = _redescribed(former, new) if former and not self._is_editorial(new) else frozenset()
        if former and not new.replaces:
            return _CarryLink(self._reworded(former, new), (new.code,), levels)
        sources = self._taken_over(new)
        return _CarryLink(Rule.REPLACED if sources else Rule.NEW, sources, levels)

    def _reworded(self, old: Statement, new: Statement) -> Rule:
        if self._rescaled or old.kind != new.kind:
            return Rule.RESCALED
        if _is_asked_alike(old, new):
            return Rule.SAME
        return Rule.EDITORIAL if self._is_editorial(new) else Rule.REWORDED

    def _is_editorial(self, new: Statement) -> bool:
        return self._trusts_marks and new.change == "editorial"

    def _taken_over(self, new: Statement) -> tuple[str, ...]:
        """Return what it takes the place of, as a whole of its parts or a part of its whole too."""
        named = (new.code, *new.replaces)
        parts = (part for code in named for part in self._parts.get(code, ()))
        found = {*named, *parts, new.competence} & self._order.keys()
        return tuple(sorted(found, key=self._order.__getitem__))


def _compose(link: _CarryLink, steps: Mapping[str, CarryStep]) -> CarryStep:
    former = [steps[code] for code in link.codes if code in steps]
    sources = tuple({source.code: source for step in former for source in step.sources}.values())
    if not sources:
        return CarryStep(Rule.NEW)
    rule = max([link.rule, *(step.rule for step in former if step.sources)])
    return CarryStep(rule, sources, link.redescribed.union(*(step.redescribed for step in former)))
