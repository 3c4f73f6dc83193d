"""Counts of several teams together: sums of what each of them may tell, and so nothing that it does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from competence_app.teams.rules.disclosure import DisclosedNeed, DisclosedRow


@dataclass(frozen=True, slots=True)
class Sum:
    """How many have something to do about a competence, of all in the teams that tell both numbers.

    Of other teams it is known that fewer than five have, or that fewer than five have not; these are counted as teams.
    """

    number: int = 0  # people, as are the next
    people: int = 0
    teams: int = 0
    few: int = 0  # teams, as are the next
    most: int = 0
    share: float = -1.0  # of the people in all of them, as far as it is told: to sort by

    def __bool__(self) -> bool:
        """Tell whether any team tells anything."""
        return bool(self.teams or self.few or self.most)


def sum_of(needs: Iterable[DisclosedNeed]) -> Sum:
    """Return what the teams tell together."""
    told = [need for need in needs if need.told is not DisclosedRow.NOTHING]
    if not told:
        return Sum()
    both = [need for need in told if need.told is DisclosedRow.BOTH]
    return Sum(
        number=sum(need.number for need in both),
        people=sum(need.people for need in both),
        teams=len(both),
        few=sum(need.told is DisclosedRow.FEW_NEEDING for need in told),
        most=sum(need.told is DisclosedRow.FEW_MEETING for need in told),
        share=sum(need.share * need.people for need in told) / sum(need.people for need in told),
    )


def quarters(today: date, number: int) -> list[date]:
    """Return the first days of so many quarters, the last of which is under way."""
    last = today.year * 4 + (today.month - 1) // 3
    return [date(quarter // 4, quarter % 4 * 3 + 1, 1) for quarter in range(last - number + 1, last + 1)]


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter."""
    return quarters(day, 1)[0]
