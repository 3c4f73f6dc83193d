"""The people and teams that are on a directory's list: all, but for those that it took off."""

from django.db.models import Prefetch, QuerySet

from competence_app.directory.models import LISTED
from competence_app.people.models import Team, User
from competence_app.people.models.user import UserQuerySet


def people() -> UserQuerySet:
    """Return everybody who is on the list, with what is said of them, the oldest account first."""
    listed = User.objects.get_queryset().filter(LISTED)
    return listed.select_related("job_role", "team", "team__listing", "listing").order_by("pk")


def teams() -> QuerySet[Team]:
    """Return the teams that are on the list, with who works in them, the oldest first."""
    members = User.objects.get_queryset().filter(LISTED).order_by("pk").only("pk", "team")
    listed = Team.objects.filter(LISTED).select_related("listing").order_by("pk")
    return listed.prefetch_related(Prefetch("members", members, to_attr="listed_members"))
