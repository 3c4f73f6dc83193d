"""Assessments: who answers what, where it stands, and who may see it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from competence_app.assessments.models.ageing import Ageing
from competence_app.assessments.models.stage import Stage
from competence_app.assessments.rules import lifecycle
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue import queries
from competence_app.catalogue.models import Competence, Framework, Version
from competence_app.catalogue.rules.retiring import Ending, RetiringTerm
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import JobRole, Restriction, Supervision, User
from competence_app.people.models.user import UserQuerySet

COMMENT_MAX_LENGTH = 2000


def _in(states: Iterable[lifecycle.State]) -> Q:
    # As plain strings, since migrations repeat them: they must not import what may move.
    return Q(state__in=[state.value for state in states])


def _exactly(field: str, states: Collection[lifecycle.State], name: str) -> models.CheckConstraint:
    """Return the constraint that the field is set in these states, and in no other."""
    is_set, in_state = Q(**{f"{field}__isnull": False}), _in(states)
    return models.CheckConstraint(condition=in_state & is_set | ~in_state & ~is_set, name=name)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Questions about many assessments."""

    def of(self, user: User) -> Self:
        """Keep the user's own."""
        return self.filter(practitioner=user)

    def in_use(self) -> Self:
        """Keep those of people whose answers may be used: see ``UserQuerySet.unrestricted``."""
        return self.exclude(practitioner__in=Restriction.objects.in_force().people())

    def last_sent_to(self, user: User) -> Self:
        """Keep what people whom ``user`` supervises now sent to ``user`` last, also where it was taken back since."""
        return self.filter(supervisor=user, practitioner__in=user.supervisees())

    def sent_to(self, user: User) -> Self:
        """Keep what is in the hands of ``user`` as its supervisor; its self-ratings may still be hidden from them."""
        return self.last_sent_to(user).filter(state__in=lifecycle.SENT)

    def shown_to(self, user: User) -> Self:
        """Keep other people's whose self-ratings ``user`` may read: revealed to or shared with them, as above."""
        mine = Q(supervisor=user) | Q(pk__in=user.shared_assessments.values("pk"))
        return self.filter(mine, state__in=lifecycle.REVEALED, practitioner__in=user.supervisees())

    def waiting_for(self, user: User) -> Self:
        """Keep what ``user`` has to review or to agree, the longest waiting first, with who sent it."""
        waiting = self.sent_to(user).filter(state__in=lifecycle.WAITING)
        return waiting.select_related("practitioner").longest_waiting_first()

    def longest_waiting_first(self) -> Self:
        """Order by the day since which each is with its supervisor."""
        return self.order_by(Coalesce("handed_over_at", "submitted_at"), "pk")

    def under_way(self) -> Self:
        """Keep those during which their owner starts no other of the framework."""
        return self.filter(state__in=lifecycle.OPEN)

    def completed(self) -> Self:
        """Keep those with an answer to every competence."""
        return self.filter(state__in=lifecycle.COMPLETED)

    def latest_of_each(self) -> Self:
        """Keep the one that each practitioner started last in each framework."""
        order = [models.F("started_at").desc(), models.F("pk").desc()]
        ranks = models.Window(RowNumber(), partition_by=["practitioner", "framework"], order_by=order)
        return self.filter(pk__in=self.annotate(rank=ranks).filter(rank=1).values("pk"))

    def with_past(self) -> Self:
        """Fetch along what its pages name: the one before it, the job role, and when its version is retired."""
        return self.select_related("previous", "job_role").with_ending()

    def to_answer(self) -> Self:
        """Read of each, and of the one before it, just what answering needs, since that is what nurses do most."""
        needed = ("state", "practitioner", "framework", "version", "supervisor", "previous")
        before = (f"previous__{name}" for name in needed)
        return self.select_related("previous").only(*needed, *before)

    def with_newer(self) -> Self:
        """Read along the key of the current version, as ``newer_id``, where it is newer than the one answered."""
        current = Version.objects.current().filter(framework=OuterRef("framework"))
        newer = current.after(OuterRef("version__published_at"), OuterRef("version"))
        return self.annotate(newer_id=Subquery(newer.values("pk")[:1]))

    def with_status(self, *along: str) -> Self:
        """Read along what says where each stands and which moves that leaves its practitioner; and these fields."""
        same = {name: OuterRef(name) for name in ("practitioner", "framework")}
        newer = self.model.objects.filter(**same, started_at__gte=OuterRef("started_at"))
        supervising = Supervision.objects.current().filter(
            practitioner=OuterRef("practitioner"), supervisor=OuterRef("supervisor")
        )
        return self.select_related("supervisor", "reviewed_by", *along).annotate(
            returned_at=Max("returns__at"),
            has_newer=Exists(newer.exclude(pk=OuterRef("pk"))),
            is_supervised=Exists(supervising.filter(supervisor__is_active=True)),
            is_restricted=Restriction.objects.in_force().about("practitioner"),
        )

    def with_looked_at(self) -> Self:
        """Read along how many answers of each its practitioner gave or looked at in its round, as ``looked_at``."""
        mine = Q(ratings__voice=Voice.SELF.value, ratings__is_looked_at=True)
        return self.annotate(looked_at=Count("ratings", filter=mine, distinct=True))

    def with_sharing(self, user: User) -> Self:
        """Read along whether each is shared with ``user``, as ``is_shared``."""
        shared = self.model.shared_with.through.objects.filter(user=user, assessment=OuterRef("pk"))
        return self.annotate(is_shared=Exists(shared))

    def with_last_agreed(self) -> Self:
        """Read along when its practitioner last agreed one of the framework, as ``last_agreed_at``."""
        same = {name: OuterRef(name) for name in ("practitioner", "framework")}
        agreed = self.model.objects.filter(**same, agreed_at__isnull=False).order_by("-agreed_at")
        return self.annotate(last_agreed_at=Subquery(agreed.values("agreed_at")[:1]))

    def with_ending(self) -> Self:
        """Read along until when somebody starts on the version of each, and when it is retired, where that is said."""
        days = {name: models.F(f"version__retirement__{name}") for name in RetiringTerm._fields}
        return self.annotate(**days)

    def to_renew(self) -> Self:
        """Keep each person's last agreed one of a framework to start on, but where the next is with a supervisor."""
        same = {name: OuterRef(name) for name in ("practitioner", "framework")}
        waiting = self.model.objects.filter(**same, state__in=lifecycle.WAITING)
        started_on = Version.objects.current().open().values("framework")
        agreed = self.with_last_agreed().filter(agreed_at=models.F("last_agreed_at"), framework__in=started_on)
        return agreed.exclude(Exists(waiting)).select_related("practitioner", "framework")

    def newest_first(self) -> Self:
        """Order by start, the latest first."""
        return self.order_by("-started_at", "-pk")


class Assessment(Stage, Ageing):
    """One practitioner's answers to one version of a framework, from start to agreement."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="assessments")
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="whom it was last sent to"
    )
    submitted_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True, help_text="to the supervisor, where another one revealed it")
    to_discuss: "models.ManyToManyField[Competence, Any]" = models.ManyToManyField(Competence, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revealed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    closing_comment = models.TextField(max_length=COMMENT_MAX_LENGTH, blank=True)
    shared_with: "models.ManyToManyField[User, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="shared_assessments"
    )

    objects = AssessmentQuerySet.as_manager()

    newer_id: int | None  # where with_newer() read it
    looked_at: int  # where with_looked_at() read it
    last_agreed_at: datetime | None  # where with_last_agreed() read it
    is_shared: bool  # where with_sharing() read it
    last_start: date | None = None  # where with_ending() read them
    retires_on: date | None = None
    # Where with_status() read them: when it was last returned, whether anything newer was started, whether its
    # supervisor still supervises its practitioner, and whether nothing of it may be used.
    returned_at: datetime | None
    has_newer: bool
    is_supervised: bool
    is_restricted: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practitioner", "framework"),
                condition=_in(lifecycle.OPEN),
                name="one_assessment_under_way_per_framework",
            ),
            _exactly("finished_at", lifecycle.COMPLETED, "finished_at_set_exactly_when_completed"),
            models.CheckConstraint(condition=_in(lifecycle.State), name="assessment_state_is_known"),
            _exactly("submitted_at", lifecycle.SENT, "submitted_at_set_exactly_when_sent"),
            _exactly("revealed_at", lifecycle.REVEALED, "revealed_at_set_exactly_when_revealed"),
            _exactly("reviewed_by", lifecycle.REVEALED, "reviewed_by_set_exactly_when_revealed"),
            _exactly("agreed_at", (lifecycle.State.AGREED,), "agreed_at_set_exactly_when_agreed"),
            models.CheckConstraint(
                condition=Q(handed_over_at=None) | _in(lifecycle.REVEALED), name="handed_over_when_revealed"
            ),
            models.CheckConstraint(
                condition=~_in(lifecycle.SENT) | Q(supervisor__isnull=False), name="sent_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(closing_comment="") | Q(state=lifecycle.State.AGREED.value),
                name="closing_comment_when_agreed",
            ),
        )
        indexes = (
            models.Index(fields=["practitioner", "-started_at"], name="assessment_history"),
            models.Index(fields=["supervisor", "state", "submitted_at"], name="assessment_waiting"),
            models.Index(  # for Version.objects.with_people()
                fields=["framework", "practitioner", "-started_at", "-id"],
                include=["version"],
                condition=Q(finished_at__isnull=False),
                name="assessment_latest_completed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version} by {self.practitioner}, started {self.started_at:%d %B %Y}"

    @property
    def content(self) -> Content:
        """The text that is being answered."""
        return queries.content_of(self.version_id)

    @property
    def with_supervisor_since(self) -> datetime | None:
        """When it was sent or, where that came later, handed over to its supervisor."""
        return self.handed_over_at or self.submitted_at

    @property
    def days_waiting(self) -> int:
        """How many days ago it came to its supervisor, where it did."""
        return (timezone.localdate() - timezone.localdate(self.with_supervisor_since)).days

    @property
    def ending(self) -> Ending | None:
        """How the announced retirement of its version stands today, where with_ending() read it."""
        if not (self.last_start and self.retires_on):
            return None
        return RetiringTerm(self.last_start, self.retires_on).on(timezone.localdate())

    def newer(self) -> AssessmentQuerySet:
        """Return what its practitioner has started of the framework since."""
        theirs = Assessment.objects.filter(practitioner=self.practitioner_id, framework=self.framework_id)
        return theirs.filter(started_at__gte=self.started_at).exclude(pk=self.pk)

    def past(self, theirs: Mapping[int, "Assessment"]) -> list["Assessment"]:
        """Return what it goes on from, the latest first: the drafts moved to it, then the completed one before them.

        ``theirs`` has its practitioner's assessments by primary key.
        """
        found: list[Assessment] = []
        last = theirs.get(self.previous_id or 0)
        while last:
            found.append(last)
            last = theirs.get(last.previous_id or 0) if last.is_superseded else None
        return found

    def moved_to(self) -> "Assessment | None":
        """Return the assessment that it went on in, where its owner moved it to a newer version."""
        return Assessment.objects.filter(previous=self).first() if self.is_superseded else None

    def readers(self) -> UserQuerySet:
        """Return whom it is shared with, each with ``is_supervising``: whether they supervise its practitioner now."""
        supervising = Supervision.objects.current().filter(
            practitioner=self.practitioner_id, supervisor=OuterRef("pk"), supervisor__is_active=True
        )
        mine = User.objects.get_queryset().filter(shared_assessments=self)
        return mine.annotate(is_supervising=Exists(supervising))

    def can_reopen(self) -> bool:
        """Tell whether its practitioner can turn it back into a draft."""
        return self.may("reopen") and not self.newer().exists()

    @property
    def moves(self) -> frozenset[str]:
        """The names of the moves that its practitioner has, where with_status() read what they need."""
        met = {
            lifecycle.Need.NOTHING_NEWER: not self.has_newer,
            lifecycle.Need.UNRESTRICTED: not self.is_restricted,
            lifecycle.Need.SUPERVISION_OVER: not self.is_supervised,
            lifecycle.Need.UNCOMMENTED: not self.closing_comment,
        }
        unmet = [need for need, is_met in met.items() if not is_met]
        return lifecycle.moves_from(lifecycle.State(self.state), lifecycle.Party.PRACTITIONER, unmet=unmet)

    def codes_to_discuss(self) -> set[str]:
        """Return the codes of what its practitioner chose to discuss."""
        return set(self.to_discuss.values_list("code", flat=True))

    def party_of(self, user: User) -> lifecycle.Party:
        """Return whose side ``user`` is on: whoever did not write it reviews it."""
        return lifecycle.Party.PRACTITIONER if user.pk == self.practitioner_id else lifecycle.Party.SUPERVISOR
