"""What a row says that offers a former answer: that it is still true, that it changed, or nothing yet."""

from dataclasses import dataclass

from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer, StillTrue

YES, NO = "yes", "no"  # still true, and changed
CARRIED = "carried"  # how something is said that was not looked at again, beside the values of ``StillTrue``


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row as a page sends it; ``former`` is the choice that it offers as still true, empty where it offers none."""

    answer: str = ""
    reason: str = ""
    note: str = ""
    base: str = ""
    former: str = ""
    still_true: str = ""

    @property
    def is_untouched(self) -> bool:
        """Whether it offers a former answer, and nothing was said of that."""
        return bool(self.former) and not self.answer and not self.still_true

    @property
    def lacks_choice(self) -> bool:
        """Whether the former answer is said to have changed, and not into which."""
        return bool(self.former) and self.still_true == NO and not self.answer


def sent_answer(row: TypedRow, *, reworded: Answer | None = None, section: bool = False) -> SentAnswer:
    """Return what the row says.

    ``reworded`` is the former answer to other words, which is not stored until its author says that it is still true;
    any other ``former`` is what is stored. ``section``: all that is untouched was said to be still true at once, but
    for what was reworded, which is read one by one.
    """
    base, way = row.base or BLANK.fingerprint, _way(row, section=section and reworded is None)
    if way and reworded:
        reason, note = row.reason or reworded.reason, row.note or reworded.note
        answer = Answer.of(row.former, reason=reason, note=note)
        return SentAnswer(answer, base, confirmed=True, still_true=way, former=reworded)
    choice = row.former if way or not (row.answer or reworded) else row.answer
    answer = Answer.of(choice, reason=row.reason, note=row.note)
    return SentAnswer(answer, base, confirmed=bool(way or (row.former and row.answer)), still_true=way)


def _way(row: TypedRow, *, section: bool) -> StillTrue | None:
    if row.former and row.still_true == YES:
        return StillTrue.ONE
    return StillTrue.SECTION if section and row.is_untouched else None
