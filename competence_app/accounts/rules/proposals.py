"""Who may answer what two administrators do together, and for how long."""

from datetime import timedelta
from enum import StrEnum

HOLDS = timedelta(days=14)


class ProposalRefusal(StrEnum):
    """Why somebody cannot confirm or refuse what was asked for."""

    PAST = "past"  # it was answered or withdrawn, or has lapsed
    OWN = "own"  # they asked for it themselves
    CONCERNED = "concerned"  # it is about them
    ALONE = "alone"  # whoever asked for it administers people no more


def refusal_to_answer(
    *, by: int, asked_by: int, person: int, is_waiting: bool, are_there: bool
) -> ProposalRefusal | None:
    """Return what is against an answer of the person with the key ``by``.

    ``are_there`` says whether all whom it takes administer people at this moment.
    """
    against = {
        ProposalRefusal.PAST: not is_waiting,
        ProposalRefusal.OWN: by == asked_by,
        ProposalRefusal.CONCERNED: by == person,
        ProposalRefusal.ALONE: not are_there,
    }
    return next((refusal for refusal, holds in against.items() if holds), None)
