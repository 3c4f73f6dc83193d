"""What a revision would do to those who have answered, before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass

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


def effect_of(content: Framework) -> Effect:
    """Return what publishing ``content`` now would do, in a fixed number of queries."""
    raise NotImplementedError
