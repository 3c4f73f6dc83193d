"""What two people have to talk about when they meet."""

from collections.abc import Collection
from enum import Enum, auto

from competence_app.assessments.rules.answers import BLANK
from competence_app.assessments.rules.comparison import Comparison, compare_answers
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.scale import Scale
from competence_app.reports.rules.profile import ProfileLine


class Occasion(Enum):
    """Why to talk about a competence, what matters most first."""

    CHOSEN = auto()  # the practitioner wants to
    DIFFERENCE = auto()
    BELOW_TARGET = auto()
    STALE = auto()  # neither low nor wrong: to be looked at again


def occasion_of(
    line: ProfileLine, scale: Scale, chosen: Collection[str], stale: Collection[str] = ()
) -> Occasion | None:
    """Return the first that fits.

    ``chosen`` holds the codes that the practitioner wants to talk about, ``stale`` those of what was said too long ago.
    """
    if line.statement.code in chosen:
        return Occasion.CHOSEN
    if compare_answers(scale, line.answer, line.supervisor or BLANK) is not Comparison.SAME:
        return Occasion.DIFFERENCE
    if line.standing is Standing.BELOW:
        return Occasion.BELOW_TARGET
    return Occasion.STALE if line.statement.code in stale else None
