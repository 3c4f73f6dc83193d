"""Questions about many assessments: who may see which, and what is read along with them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import RowNumber

from competence_app.assessments.rules import lifecycle
from competence_app.catalogue.models import Version
from competence_app.people.models import Supervision, User

if TYPE_CHECKING:
    from competence_app.assessments.models.assessment import Assessment  # noqa: F401 - named in a text below


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Questions about many assessments."""

    def of(self, user: User) -> Self:
        """Keep the user's own."""
        return self.filter(practitioner=user)

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
        return waiting.select_related("practitioner").order_by("submitted_at", "pk")

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
        """Fetch along what its pages name: the assessment before it and the job role."""
        return self.select_related("previous", "job_role")

    def with_newer(self) -> Self:
        """Read along the key of the current version, as ``newer_id``, where it is newer than the one answered."""
        newer = Version.objects.current().filter(
            framework=OuterRef("framework"), published_at__gt=OuterRef("version__published_at")
        )
        return self.annotate(newer_id=Subquery(newer.values("pk")[:1]))

    def with_standing(self, *along: str) -> Self:
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
        )

    def with_last_agreed(self) -> Self:
        """Read along when its practitioner last agreed one of the framework, as ``last_agreed_at``."""
        same = {name: OuterRef(name) for name in ("practitioner", "framework")}
        agreed = self.model.objects.filter(**same, agreed_at__isnull=False).order_by("-agreed_at")
        return self.annotate(last_agreed_at=Subquery(agreed.values("agreed_at")[:1]))

    def newest_first(self) -> Self:
        """Order by start, the latest first."""
        return self.order_by("-started_at", "-pk")
