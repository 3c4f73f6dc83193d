"""What is to be said of where a competence stands, and in which order a profile tells it."""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from competence_app.assessments.rules.comparison import Comparison, compare_answers
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.scale import Scale
from competence_app.reports.rules.profile import ProfileLine, Trend


class Trait(StrEnum):
    """What is true of a competence; the values stand in addresses, and what needs a person most comes first."""

    BELOW_TARGET = "below-target"
    NO_OPPORTUNITY = "no-opportunity"
    DIFFERS = "differs"  # what its practitioner said from what the supervisor said
    TO_DISCUSS = "to-discuss"  # its practitioner wants to
    STALE = "stale"
    CHANGED = "changed"  # since last time
    UNANSWERED = "unanswered"
    ON_TARGET = "on-target"
    RATED = "rated"  # with no target
    NOT_APPLICABLE = "not-applicable"


NEEDING = frozenset(
    {Trait.BELOW_TARGET, Trait.NO_OPPORTUNITY, Trait.DIFFERS, Trait.TO_DISCUSS, Trait.STALE}
)  # somebody to do something
PLACELESS = frozenset({Trait.CHANGED})
DONE_WITH = PLACELESS | {Trait.DIFFERS, Trait.TO_DISCUSS}
STANDINGS = {
    Standing.BELOW: Trait.BELOW_TARGET,
    Standing.NEED: Trait.NO_OPPORTUNITY,
    Standing.UNANSWERED: Trait.UNANSWERED,
    Standing.AT: Trait.ON_TARGET,
    Standing.ABOVE: Trait.ON_TARGET,
    Standing.NO_TARGET: Trait.RATED,
    Standing.EXCLUDED: Trait.NOT_APPLICABLE,
}
ALIKE = frozenset({Comparison.SAME, Comparison.NOT_OBSERVED})
UNCHANGED = frozenset({Trend.SAME, Trend.OPEN})


class AssessmentFacts(NamedTuple):
    """What is known of an assessment besides its answers."""

    chosen: Collection[str]  # codes of what is to be discussed
    stale: Collection[str]  # codes of what holds no longer
    is_compared: bool  # with a last time


def traits_of(line: ProfileLine, scale: Scale, known: AssessmentFacts) -> tuple[Trait, ...]:
    """Return what is true of a competence, in the order of ``Trait``."""
    code = line.statement.code
    true = {
        STANDINGS[line.standing]: True,
        Trait.DIFFERS: line.supervisor is not None
        and compare_answers(scale, line.answer, line.supervisor) not in ALIKE,
        Trait.TO_DISCUSS: code in known.chosen,
        Trait.STALE: code in known.stale,
        Trait.CHANGED: known.is_compared and line.trend not in UNCHANGED,
    }
    return tuple(trait for trait in Trait if true.get(trait))


def place_of(traits: Collection[Trait], *, is_agreed: bool) -> Trait:
    """Return under which of its traits a profile shows a competence: once, under the first that has a place.

    A change has none, and what was to be talked about has none once that is done.
    """
    return next(trait for trait in traits if trait not in (DONE_WITH if is_agreed else PLACELESS))
