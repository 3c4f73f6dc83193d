"""What is in hand where a supervisor's supervisions end."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Count

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import WAITING, State
from competence_app.people.models import Supervision, User


class EndingSupervision(NamedTuple):
    """One who is or will be supervised, until when, and who else does without an end."""

    supervision: Supervision
    others: tuple[User, ...]

    @property
    def person(self) -> User:
        """Who is supervised."""
        return self.supervision.practitioner

    def then(self, successor: User | None) -> list[User]:
        """Return who supervises them afterwards, the ``successor`` first, where there is one."""
        return [*dict.fromkeys(filter(None, (successor, *self.others)))]


def unended_supervision(supervisor: User) -> Mapping[int, EndingSupervision]:
    """Return by key whose supervision by ``supervisor`` is not over, by name, in two queries."""
    first: dict[int, Supervision] = {}
    for supervision in supervisor.supervises.not_over().with_practitioners():
        first.setdefault(supervision.practitioner_id, supervision)
    others = defaultdict(list)
    lasting = Supervision.objects.not_over().filter(practitioner__in=first, ended_on=None, supervisor__is_active=True)
    for other in lasting.exclude(supervisor=supervisor).select_related("supervisor"):
        others[other.practitioner_id].append(other.supervisor)
    return {pk: EndingSupervision(supervision, tuple(others[pk])) for pk, supervision in first.items()}


class InHand(NamedTuple):
    """How many assessments wait for a supervisor: to be rated, and to be agreed."""

    to_rate: int
    to_agree: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.to_rate + self.to_agree


def in_hand(supervisor: User, practitioners: Collection[int]) -> InHand:
    """Return what waits for ``supervisor`` of the people with these keys: numbers, and nothing of what they say."""
    waiting = Assessment.objects.sent_to(supervisor).filter(state__in=WAITING, practitioner__in=practitioners)
    found = dict(waiting.order_by().values_list("state").annotate(Count("pk")))
    return InHand(found.get(State.SUBMITTED, 0), found.get(State.REVIEWED, 0))
