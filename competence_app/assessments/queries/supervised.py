"""What a supervisor may know of their people: what was sent to or shared with them, and when anything was agreed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, Return
from competence_app.assessments.rules.due import Due, due_on, how_due
from competence_app.assessments.rules.lifecycle import SENT, State
from competence_app.catalogue.models import Framework
from competence_app.people.models import User

READ = (
    *("state", "version", "started_at", "submitted_at", "handed_over_at", "finished_at", "revealed_at", "agreed_at"),
    *("supervisor", "framework__code", "framework__interval_months", "job_role__code"),
    *(f"practitioner__{name}" for name in ("full_name", "email", "shares_name", "sort_key", "is_active")),
)


@dataclass(frozen=True)
class Sight:
    """What the one reading may know of one person's assessments of one framework."""

    sent: tuple[Assessment, ...]  # to anybody, the latest first; others' are known by their dates alone
    mine: tuple[Assessment, ...]  # those of them that were sent to, or are shared with, the one reading
    returned: Assessment | None = None  # by the one reading, and not sent again

    @property
    def person(self) -> User:
        """Whose they are."""
        return self._any.practitioner

    @property
    def framework(self) -> Framework:
        """What they are about."""
        return self._any.framework

    @property
    def _any(self) -> Assessment:
        return next(one for one in (*self.sent, self.returned) if one)

    @property
    def latest(self) -> Assessment | None:
        """The latest of one's own."""
        return next(iter(self.mine), None)

    @cached_property
    def shown(self) -> Assessment | None:
        """What one may read: what was agreed last or, where nothing was, what was revealed last."""
        return _agreed_last(self.mine) or next((one for one in self.mine if one.is_revealed), None)

    @cached_property
    def agreed_at(self) -> datetime | None:
        """When one was agreed last, with whomever."""
        last = _agreed_last(self.sent)
        return last.agreed_at if last else None

    def together_at(self, reader: User) -> datetime | None:
        """Return when the two last agreed one."""
        last = _agreed_last(one for one in self.mine if one.supervisor_id == reader.pk)
        return last.agreed_at if last else None

    @cached_property
    def waiting(self) -> Assessment | None:
        """The one that is with a supervisor: others than the one reading are not named."""
        return next((one for one in self.sent if one.is_waiting), None)

    @cached_property
    def due_on(self) -> date | None:
        """The last day on which the next one is in time; none of a closed account, or where none was agreed."""
        agreed = localdate(self.agreed_at) if self.agreed_at and self.person.is_active else None
        return due_on(agreed, self.framework.interval)

    @cached_property
    def how_due(self) -> Due | None:
        """How the next one is due; None of a closed account, or while one after the first is with a supervisor."""
        if not self.person.is_active or (self.waiting and self.agreed_at):
            return None
        return how_due(self.due_on, localdate(), self.framework.interval)


def in_sight(user: User, framework: Framework | None = None) -> list[Sight]:
    """Return what ``user`` may know of whom they supervise now, a person and framework each, by name, in one query.

    With a ``framework``, about that alone. Of what was sent to others and never agreed, nothing is there.
    """
    back = Q(supervisor=user, state__in=(State.DRAFT, State.FINISHED))
    returned = back & Exists(Return.objects.filter(by=user, assessment=OuterRef("pk")))
    known = Assessment.objects.filter(Q(state__in=SENT) | returned, practitioner__in=user.supervisees())
    if framework:
        known = known.filter(framework=framework)
    along = known.select_related("practitioner", "framework", "job_role").only(*READ).with_sharing(user)
    grouped: dict[tuple[str, str, str], list[Assessment]] = defaultdict(list)
    for one in along.newest_first():
        who = one.practitioner
        grouped[who.sort_key, who.email, one.framework.code].append(one)
    sights = (_sight(some, user) for _, some in sorted(grouped.items()))
    return [sight for sight in sights if sight.mine or sight.agreed_at or sight.returned]


def _sight(known: Sequence[Assessment], user: User) -> Sight:
    sent = [one for one in known if one.is_sent]
    mine = tuple(one for one in sent if _is_shown(one, user))
    return Sight(tuple(sent), mine, next((one for one in known if not one.is_sent), None))


def _is_shown(one: Assessment, user: User) -> bool:
    """Tell whether it is with ``user``, or they may read it: as ``sent_to`` and ``shown_to`` have it."""
    return one.supervisor_id == user.pk or (one.is_revealed and one.is_shared)


def _agreed_last(assessments: Iterable[Assessment]) -> Assessment | None:
    agreed = [(one.agreed_at, one) for one in assessments if one.agreed_at]
    return max(agreed, key=lambda pair: pair[0])[1] if agreed else None
