"""How a person is recognised: by a password, or on each request by the session, which is read in the same query."""

from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from competence_app.accounts.models import Session
from competence_app.accounts.models.second_steps import set_up_by
from competence_app.people.models import Restriction, Supervision, Team, User
from competence_app.people.models.user import UserQuerySet
from competence_app.ui import sessions
from competence_app.ui.questions import PreparedQuery

_read: ContextVar[User | None] = ContextVar("read with the session", default=None)


class SessionStore(sessions.SessionStore):
    """Ours, reading with a session whose it is."""

    person: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return what the rows are."""
        return Session

    def load(self) -> dict[str, Any]:
        """Return what is in the session, and keep its person, with what the menu of every page depends on."""
        for person in _person_of_session(localdate())(self.session_key or ""):
            read = vars(person)
            data, ends = read.pop("session_data"), read.pop("session_ends")
            if timezone.now() < ends:
                self.person = person
                return dict(self.decode(data))
        return dict(super().load())  # nobody's, or over

    def _validate_session_key(self, key: str | None) -> bool:
        """Tell whether it can be one: no database is asked for what is none."""
        return bool(super()._validate_session_key(key)) and str(key).isalnum()  # type: ignore[misc]  # its stubs leave it out

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to be saved, with the person who signed in."""
        row = cast("Session", super().create_model_instance(data))
        row.person_id = data.get(SESSION_KEY)
        return row


class RolesBackend(ModelBackend):
    """Django's, taking whom the session was read with, and reading along what signing in asks next."""

    def authenticate(self, _: HttpRequest | None, username: str, password: str) -> User | None:  # type: ignore[override]  # takes no others
        """Return whose address and password these are, with ``has_second_step``; None where the account is closed."""
        people = User.objects.get_queryset().annotate(has_second_step=Exists(set_up_by(OuterRef("pk"))))
        user = people.filter(email=username).first()
        if user is None:
            User().set_password(password)  # takes as long as looking at somebody's
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None

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
def _person_of_session(_today: date) -> PreparedQuery[UserQuerySet]:
    """Return how the person of a session is read today, with what is in it."""
    supervising = Supervision.objects.current().filter(supervisor=OuterRef("pk"))
    leading = Exists(Team.leads.through.objects.filter(user=OuterRef("pk"))) | Q(is_organisation_lead=True)
    read = {"is_supervisor": Exists(supervising), "is_team_lead": ExpressionWrapper(leading, BooleanField())}
    in_force = Restriction.objects.in_force()
    read["is_restricted"] = in_force.about("pk")
    read["supervises_restricted"] = Exists(supervising.filter(in_force.about("practitioner")))
    session = {"session_data": F("sessions__session_data"), "session_ends": F("sessions__expire_date")}
    people = User.objects.get_queryset().order_by()
    return PreparedQuery(lambda key: people.filter(sessions__session_key=key).annotate(**session, **read), str)
