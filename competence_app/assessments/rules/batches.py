"""What is counted together of a team, and when: see ``models.Batch``."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.due import months_after
from competence_app.assessments.rules.lifecycle import SENT, State
from competence_app.people.rules.headcounts import SMALLEST

SMALLEST_BATCH = 15  # people: of ten, few rows divide into numbers of five or more; of fifteen, most do
SMALLEST_AFTER_WAITING = 10  # people: two numbers of five
LONGEST_WAIT = 6  # months
# While what each voice says may be counted.
COUNTED = {Voice.SELF: SENT, Voice.AGREED: (State.AGREED,)}


def is_to_close(waiting_since: Collection[date], today: date) -> bool:
    """Tell whether so many assessments are counted ``today``, each of which waits since a day of its own.

    Fewer are enough once the first has waited for long; never so few that a row could not be divided.
    """
    if len(waiting_since) < SMALLEST_AFTER_WAITING:
        return False
    return len(waiting_since) >= SMALLEST_BATCH or months_after(min(waiting_since), LONGEST_WAIT) <= today


def counted_together(versions: Iterable[int]) -> frozenset[int]:
    """Return the versions that enough people answer, of the keys of what each of them answers.

    What an older version asks otherwise is counted without all whom it asked: so two rows differ by as many or more.
    """
    return frozenset(version for version, people in Counter(versions).items() if people >= SMALLEST)
