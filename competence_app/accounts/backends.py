"""How the person of a request is read."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from competence_app.people.models import Supervision, Team, User


class RolesBackend(ModelBackend):
    """Django's, reading with a person in one query what the menu of every page depends on."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person with ``is_supervisor`` and ``is_team_lead``; None for a closed or unknown account."""
        supervising = Supervision.objects.current().filter(supervisor=OuterRef("pk"))
        leading = Team.leads.through.objects.filter(user=OuterRef("pk"))
        roles = {"is_supervisor": Exists(supervising), "is_team_lead": Exists(leading)}
        try:
            user = User.objects.annotate(**roles).get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None
