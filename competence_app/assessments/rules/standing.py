"""Where an answer stands against what is expected: of one person, and of many."""

from collections.abc import Iterable
from enum import Enum, auto

from competence_app.assessments.rules.answers import Answer, off_scale_answer
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.scale import Scale


class Standing(Enum):
    """Where one answer stands."""

    BELOW = auto()
    AT = auto()
    ABOVE = auto()
    NO_TARGET = auto()  # a level, and nothing expected of this job role
    NEED = auto()  # a development need: no opportunity yet
    EXCLUDED = auto()  # not applicable: leaves the denominators
    UNANSWERED = auto()


LACKING = frozenset({Standing.BELOW, Standing.NEED})


def counted_answer(own: Answer, agreed: Answer | None) -> Answer:
    """Return what says where somebody stands: what was agreed, or what they said where nothing was."""
    return own if agreed is None or agreed.choice == NOT_OBSERVED else agreed


def standing_of(answer: Answer, target: int | None, scale: Scale) -> Standing:
    """Return where an answer stands against the level expected."""
    if not answer.is_full(scale):
        return Standing.UNANSWERED
    if answer.level is None:
        return _off_scale_standing(answer, scale)
    if target is None:
        return Standing.NO_TARGET
    if answer.level == target:
        return Standing.AT
    return Standing.BELOW if answer.level < target else Standing.ABOVE


def is_needing(answer: Answer, target: int | None, scale: Scale) -> bool:
    """Tell whether a complete answer leaves something to be done: it is below the level expected, or a need itself."""
    if answer.level is None:
        return _off_scale_standing(answer, scale) is Standing.NEED
    return target is not None and answer.level < target


def _off_scale_standing(answer: Answer, scale: Scale) -> Standing:
    meaning = off_scale_answer(scale, answer.off_scale)
    return Standing.NEED if meaning and meaning.counts == "development-need" else Standing.EXCLUDED


def helping(resources: Iterable[Resource], standing: Standing, level: int | None) -> tuple[Resource, ...]:
    """Return what helps to get further from where an answer stands; nothing where nothing is missing."""
    if standing not in LACKING:
        return ()
    return tuple(resource for resource in resources if level is None or level in resource.reach)


def steps_below(scale: Scale, level: int | None, target: int | None) -> int:
    """Return how many steps the level is below the target; none where either is missing."""
    if level is None or target is None:
        return 0
    return sum(level < step.value <= target for step in scale.levels)
