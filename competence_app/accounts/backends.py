"""How the person of a request is read: with the session, in one query."""

from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from competence_app.accounts.models import Session
from competence_app.people.models import Supervision, Team, User

_read: ContextVar[User | None] = ContextVar("read with the session", default=None)


class SessionStore(db.SessionStore):
    """Django's, reading with a session whose it is."""

    person: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return what the rows are."""
        return Session

    def load(self) -> dict[str, Any]:
        """Return what is in the session, and keep its person, with what the menu of every page depends on."""
        rows = _with_people(localdate()).filter(session_key=self.session_key, expire_date__gt=timezone.now())
        row = next(iter(rows), None)
        if row is None:
            self._session_key = None
            return {}
        self.person = row.person
        if self.person:
            vars(self.person).update({role: vars(row)[role] for role in ("is_supervisor", "is_team_lead")})
        return dict(self.decode(row.session_data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to be saved, with the person who signed in."""
        row = cast("Session", super().create_model_instance(data))
        row.person_id = data.get(SESSION_KEY)
        return row


class RolesBackend(ModelBackend):
    """Django's, taking whom the session was read with."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person; None for a closed or unknown account."""
        user = _read.get()
        if user is None or user.pk != user_id:
            user = User.objects.get_queryset().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class Recognition(AuthenticationMiddleware):
    """Django's, which lets the backend have who was read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its person, who is looked up once somebody asks."""
        super().process_request(request)
        request.user = cast("User | AnonymousUser", SimpleLazyObject(lambda: _person_of(request)))


def _person_of(request: HttpRequest) -> User | AnonymousUser:
    session = cast("SessionStore", request.session)
    session.get(SESSION_KEY)  # has it read
    token = _read.set(session.person)
    try:
        return get_user(request)
    finally:
        _read.reset(token)


@lru_cache(maxsize=1)
def _with_people(_today: date) -> QuerySet[Session]:
    """Return how sessions are read today: the question, not the answers, since to put it costs more than to ask it."""
    supervising = Supervision.objects.current().filter(supervisor=OuterRef("person"))
    leading = Exists(Team.leads.through.objects.filter(user=OuterRef("person"))) | Q(person__is_organisation_lead=True)
    roles = {"is_supervisor": Exists(supervising), "is_team_lead": ExpressionWrapper(leading, BooleanField())}
    return Session.objects.select_related("person").annotate(**roles)
