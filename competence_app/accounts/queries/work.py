"""Teams and job roles with how many people have them."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from competence_app.people.models import JobRole, Team, User


def _size(column: str) -> Coalesce:
    """Return how many people have the row in this column, counted for the rows of one page alone."""
    people = User.objects.get_queryset().order_by().filter(**{column: OuterRef("pk")})
    return Coalesce(Subquery(people.values(column).annotate(size=Count("pk")).values("size")), 0)


def teams_like(name: str) -> QuerySet[Team]:
    """Return the teams with ``name`` in their names, with who leads them and their ``size``."""
    return Team.objects.like(name).prefetch_related("leads").annotate(size=_size("team")).order_by("name")


def job_roles() -> QuerySet[JobRole]:
    """Return all job roles, with their ``size``."""
    return JobRole.objects.annotate(size=_size("job_role")).order_by("title", "pk")
