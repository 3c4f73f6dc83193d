"""What home shows: where one stands, what one plans and, to supervisors, what needs them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, PlannedAction, Rating
from competence_app.assessments.queries.answering import RevisionInWords, revision_between
from competence_app.assessments.queries.glance import Glance, PeopleInSight
from competence_app.assessments.queries.progress import sections_of
from competence_app.assessments.queries.supervised import in_sight
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.due import Due, due_on, how_due
from competence_app.assessments.rules.sections import Progress, overall
from competence_app.assessments.wording import stale_in_words
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.retiring import Ending, RetiringTerm
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User

_ENDING = tuple(f"retirement__{name}" for name in RetiringTerm._fields)


@dataclass(frozen=True, slots=True)
class FrameworkStatus:
    """Where somebody stands with one framework: its current text, their latest assessment and its progress.

    ``revision`` says what changed, where the current text is newer than the one that the latest answers; ``due_on`` is
    the last day of the interval since the last agreed one; ``stale`` has by code for how many months those ratings of a
    completed one that is with nobody held that hold no longer; ``ending`` is how the announced retirement of the
    current text stands.
    """

    content: Content
    latest: Assessment | None = None
    progress: Progress | None = None
    revision: RevisionInWords | None = None
    due_on: date | None = None
    published_at: datetime | None = None
    ending: Ending | None = None
    stale: Mapping[str, int] = field(default_factory=dict)

    @property
    def stale_in_words(self) -> str:
        """How many ratings are older than they hold."""
        return stale_in_words(self.stale)

    @property
    def is_closed(self) -> bool:
        """Whether nobody starts on it any more."""
        return self.ending is not None and self.ending.is_closed

    @property
    def is_waiting(self) -> bool:
        """Whether the next one is with a supervisor: it is for them to go on, and nothing is late."""
        return self.latest is not None and self.latest.is_waiting

    @property
    def is_overdue(self) -> bool:
        """Whether the next one should have been agreed by now."""
        return self._how_due is Due.OVERDUE

    @property
    def is_due_soon(self) -> bool:
        """Whether the next one should be agreed within days."""
        return self._how_due is Due.SOON

    @property
    def is_past_review(self) -> bool:
        """Whether the text should have been reviewed by now."""
        return self.content.source.is_past_review(localdate())

    @property
    def _how_due(self) -> Due | None:
        if self.latest is None or self.is_waiting:
            return None
        return how_due(self.due_on, localdate(), self.latest.framework.interval)


def on_home(
    user: User, **lists: QuerySet[Any]
) -> tuple[list[FrameworkStatus], Glance | None, dict[str, Iterable[Any]]]:
    """Return where ``user`` stands with every framework that is in use and, to a supervisor, what needs them.

    In three queries, and one more for supervisors: home shows much, and has few to spare. Of whoever has begun nothing,
    in one. It tells which of the ``lists`` have anything in them, too, and these are returned, still to be asked,
    beside empty ones.
    """
    asked: dict[str, Any] = {"own": _latest_own(user)} | {name: Exists(rows) for name, rows in lists.items()}
    if user.is_supervisor:
        asked["people"] = _number(user.supervisees().filter(is_active=True))
    published = Version.objects.published().newest_last().annotate(**asked)
    rows = published.values("pk", "framework_id", "published_at", *_ENDING, *asked)
    current = {row["framework_id"]: row for row in rows}
    latest = {one.framework_id: one for one in _told([row["own"] for row in current.values() if row["own"]])}
    people = PeopleInSight(user, in_sight(user), current) if user.is_supervisor else None
    ratings = _ratings([*filter(None, map(_wanted, latest.values())), *(people.wanted if people else ())])
    given = _by_assessment(ratings)
    statuses = [_status(content_of(row["pk"]), latest.get(owner), given, row) for owner, row in current.items()]
    told = next(iter(current.values()), dict.fromkeys(lists, True))
    full: dict[str, Iterable[Any]] = {name: rows if told[name] else () for name, rows in lists.items()}
    return statuses, people.glance(ratings, told.get("people", 0)) if people else None, full


def _number(rows: QuerySet[Any]) -> Coalesce:
    """Return how many rows there are, to be asked with others."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _latest_own(user: User) -> Subquery:
    """Return the key of what ``user`` started last of the framework of a version."""
    return Subquery(Assessment.objects.of(user).filter(framework=OuterRef("framework")).newest_first().values("pk")[:1])


def _told(own: list[int]) -> list[Assessment]:
    """Return those with these keys, with what home says of them, in one query."""
    if not own:
        return []
    told = Assessment.objects.filter(pk__in=own).with_newer().with_status("practitioner", "framework")
    return list(told.with_last_agreed())


def _ratings(wanted: list[Q]) -> list[Rating]:
    """Return the ratings that are wanted, in one query."""
    return list(Rating.objects.filter(reduce(or_, wanted)).with_code()) if wanted else []


def _by_assessment(ratings: Iterable[Rating]) -> Mapping[int, Mapping[str, Rating]]:
    """Return what people said of themselves, by assessment and code."""
    given: dict[int, dict[str, Rating]] = defaultdict(dict)
    for one in ratings:
        if one.voice == Voice.SELF:
            given[one.assessment_id][one.code] = one
    return given


def _wanted(one: Assessment) -> Q | None:
    if one.is_draft:
        return Q(assessment=one, voice=Voice.SELF)
    before = one.first_stale if one.is_completed and not one.is_waiting else None
    if before is None or not (one.previous_id or (one.finished_at and one.finished_at < before)):
        return None  # nothing in it is older than itself
    return Q(assessment=one, voice=Voice.SELF, rated_at__lt=before)


def _status(
    content: Content,
    latest: Assessment | None,
    given: Mapping[int, Mapping[str, Rating]],
    row: Mapping[str, Any],
) -> FrameworkStatus:
    ending = _ending(row)
    if latest is None:
        return FrameworkStatus(content, ending=ending)
    agreed, mine = localdate(latest.last_agreed_at) if latest.last_agreed_at else None, given.get(latest.pk, {})
    return FrameworkStatus(
        content,
        latest,
        progress=overall(sections_of(latest, mine)) if latest.is_draft else None,
        revision=_revision(latest),
        due_on=None if ending and ending.is_closed else due_on(agreed, latest.framework.interval),
        published_at=row["published_at"],
        ending=ending,
        stale={} if latest.is_draft else latest.stale({code: rating.rated_at for code, rating in mine.items()}),
    )


def _ending(row: Mapping[str, Any]) -> Ending | None:
    last_start, retires_on = (row[name] for name in _ENDING)
    return RetiringTerm(last_start, retires_on).on(localdate()) if retires_on else None


def _revision(latest: Assessment) -> RevisionInWords | None:
    return revision_between(latest.version_id, latest.newer_id) if latest.newer_id else None


def next_plans(user: User, most: int = 5) -> QuerySet[PlannedAction]:
    """Return what ``user`` plans and has not done, the soonest due first."""
    todo = PlannedAction.objects.visible_to(user).filter(done_on=None)
    return todo.select_related("written_by").order_by(F("due_on").asc(nulls_last=True), "pk")[:most]
