"""What becomes of former answers in a newer version of the framework."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from competence_app.assessments.answers import Answer, off_scale_answer
from competence_app.catalogue.schema import Framework, Scale, Statement


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
class Step:
    """The way of one statement from the older version: the rule, and the statements it comes from."""

    rule: Rule
    sources: tuple[Statement, ...] = ()


def plan(chain: Sequence[Framework]) -> dict[str, Step]:
    """Return for each statement of the last version, by code, how it comes from the first.

    ``chain`` is every version from the first to the last in order of publication: what one revision calls
    editorial says nothing of the revision before it.
    """
    first = {statement.code: statement for statement in chain[0].statements}
    steps = {code: Step(Rule.SAME, (statement,)) for code, statement in first.items()}
    for before, after in pairwise(chain):
        steps = {new.code: _compose(_link(before, after, new), steps) for new in after.statements}
    same = _unchanged(chain[0], chain[-1])
    return {code: Step(Rule.SAME, (first[code],)) if code in same else step for code, step in steps.items()}


def back(new: Framework, old: Framework) -> dict[str, Step]:
    """Return how each statement of an older version comes from a newer one, now retired: no rewording is editorial."""
    return {
        code: replace(step, rule=Rule.REWORDED) if step.rule is Rule.EDITORIAL else step
        for code, step in plan([new, old]).items()
    }


def gone(old: Framework, steps: Mapping[str, Step]) -> tuple[Statement, ...]:
    """Return the old statements that no new one comes from."""
    kept = {source.code for step in steps.values() for source in step.sources}
    return tuple(statement for statement in old.statements if statement.code not in kept)


def carried(steps: Mapping[str, Step], old: Framework, new: Framework, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return for each new statement whose answer is carried, by code, the old code that it is carried from."""
    sources = {code: step.sources[0].code for code, step in steps.items() if step.rule.carries}
    return {
        code: source
        for code, source in sources.items()
        if source in answers and _means_the_same(answers[source], old.scale, new.scale)
    }


def _means_the_same(answer: Answer, old: Scale, new: Scale) -> bool:
    return answer.level is not None or off_scale_answer(old, answer.off_scale) == off_scale_answer(
        new, answer.off_scale
    )


def _words(statement: Statement) -> tuple[str, str, tuple[str, ...]]:
    return statement.stem, statement.text, statement.prompts


def _unchanged(old: Framework, new: Framework) -> frozenset[str]:
    if old.scale.levels != new.scale.levels:
        return frozenset()
    former = {statement.code: (_words(statement), statement.kind) for statement in old.statements}
    return frozenset(s.code for s in new.statements if not s.replaces and former.get(s.code) == (_words(s), s.kind))


def _link(before: Framework, after: Framework, new: Statement) -> tuple[Rule, tuple[str, ...]]:
    """Return the rule from one version to the next, and the codes that the statement comes from."""
    former = next((old for old in before.statements if old.code == new.code), None)
    if former and not new.replaces:
        return _reworded(former, new, rescaled=before.scale.levels != after.scale.levels), (new.code,)
    sources = tuple(old.code for old in before.statements if _stands_for(new, old))
    return (Rule.REPLACED if sources else Rule.NEW), sources


def _stands_for(new: Statement, old: Statement) -> bool:
    """Tell whether ``new`` takes the place of ``old``, as a whole of its parts or a part of its whole too."""
    return bool({old.code, old.competence} & {new.code, *new.replaces}) or old.code == new.competence


def _reworded(old: Statement, new: Statement, *, rescaled: bool) -> Rule:
    if rescaled or old.kind != new.kind:
        return Rule.RESCALED
    if _words(old) == _words(new):
        return Rule.SAME
    return Rule.EDITORIAL if new.change == "editorial" else Rule.REWORDED


def _compose(link: tuple[Rule, Iterable[str]], steps: Mapping[str, Step]) -> Step:
    rule, codes = link
    former = [steps[code] for code in codes if code in steps]
    sources = tuple(dict.fromkeys(source for step in former for source in step.sources))
    if not sources:
        return Step(Rule.NEW)
    return Step(max([rule, *(step.rule for step in former if step.sources)]), sources)
