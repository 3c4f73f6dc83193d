"""What many people would be given at once, and to whom of them it is new."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from competence_app.people.models import JobRole, Supervision, Team, User


class PersonalChange(NamedTuple):
    """What is new to one person of what all of them are given."""

    person: User
    team: Team | None = None
    job_role: JobRole | None = None
    supervisor: User | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything is new to them."""
        return any(self[1:])

    @property
    def columns(self) -> dict[str, Any]:
        """What of it stands in the person's row, by column."""
        new = {"team": self.team, "job_role": self.job_role}
        return {column: value for column, value in new.items() if value}


def changes_of(
    people: Iterable[User], *, team: Team | None = None, job_role: JobRole | None = None, supervisor: User | None = None
) -> list[PersonalChange]:
    """Return what is new to each of these people; to whose account is closed nothing is."""
    lasting = Supervision.objects.not_over().filter(supervisor=supervisor)
    supervised = set(lasting.values_list("practitioner", flat=True)) if supervisor else set()
    return [
        PersonalChange(
            person,
            None if person.team_id == (team and team.pk) else team,
            None if person.job_role_id == (job_role and job_role.pk) else job_role,
            None if person.pk in supervised else supervisor,
        )
        if person.is_active
        else PersonalChange(person)
        for person in people
    ]
