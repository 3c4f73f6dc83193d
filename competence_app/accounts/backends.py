"""How the person of a request is read."""

from datetime import date
from functools import lru_cache

from django.contrib.auth.backends import ModelBackend
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.timezone import localdate

from competence_app.people.models import Supervision, Team, User
from competence_app.people.models.user import UserQuerySet


class RolesBackend(ModelBackend):
    """Django's, reading with a person in one query what the menu of every page depends on."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person with ``is_supervisor`` and ``is_team_lead``; None for a closed or unknown account."""
        try:
            user = _with_roles(localdate()).get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


@lru_cache(maxsize=1)
def _with_roles(_today: date) -> UserQuerySet:
    """Return how everybody is read today: the question, not the answers, since to put it costs more than to ask it."""
    supervising = Supervision.objects.current().filter(supervisor=OuterRef("pk"))
    leading = Exists(Team.leads.through.objects.filter(user=OuterRef("pk"))) | Q(is_organisation_lead=True)
    roles = {"is_supervisor": Exists(supervising), "is_team_lead": ExpressionWrapper(leading, BooleanField())}
    return User.objects.get_queryset().annotate(**roles)
