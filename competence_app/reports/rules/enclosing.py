"""What goes into a document beside the ratings: only what its owner chooses."""

from collections.abc import Sequence
from enum import StrEnum

from competence_app.assessments.rules.answers import Answer


class Enclosure(StrEnum):
    """One kind of what people wrote."""

    NOTES = "notes"  # the practitioner's, and their reasons
    COMMENTS = "comments"  # the supervisor's, those on what was agreed, and the closing one
    PLANS = "plans"


def remarks(given: Answer, *, besides: Sequence[Answer | None] = ()) -> tuple[str, str]:
    """Return the reason and the note of an answer; no reason that another voice gave in the same words."""
    known = {voice.reason for voice in besides if voice}
    return "" if given.reason in known else given.reason, given.note
