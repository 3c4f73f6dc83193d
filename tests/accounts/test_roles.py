"""Who supervises or leads is read with the person, for the menu of every page."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import path, reverse
from django.utils import timezone
from django.views.generic import TemplateView

from competence_app.accounts.backends import RolesBackend, SessionStore
from competence_app.accounts.models import Session
from competence_app.people.models import Supervision, Team
from competence_app.urls import urlpatterns as real
from tests.factories import UserFactory
from tests.words import words

page = TemplateView.as_view(template_name="privacy.html")
urlpatterns = [*real, path("menu/supervision/", page, name="supervision"), path("menu/teams/", page, name="teams")]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["as signed in", "elsewhere"])
def read(request):
    """Both ways to read a person."""
    return person_of_session if request.param == "as signed in" else RolesBackend().get_user


def person_of_session(pk):
    """Sign somebody in, and return whom the next request reads with the session."""
    session = SessionStore()
    session[SESSION_KEY] = str(pk)
    session.save()
    again = SessionStore(session.session_key)
    assert again[SESSION_KEY] == str(pk)
    return again.person


@pytest.mark.parametrize(("start", "end", "holds"), [(-9, None, True), (-9, -1, False), (1, None, False)])
def test_a_supervisor_is_who_supervises_somebody_today(read, start, end, holds):
    nurse, supervisor = UserFactory.create_batch(2)
    today = timezone.localdate()
    Supervision.objects.create(
        practitioner=nurse,
        supervisor=supervisor,
        started_on=today + timedelta(start),
        ended_on=None if end is None else today + timedelta(end),
    )

    assert [read(person.pk).is_supervisor for person in (supervisor, nurse)] == [holds, False]


def test_a_team_lead_is_who_leads_a_team(read):
    lead, member = UserFactory.create_batch(2)
    team = Team.objects.create(name="Willow ward")
    team.leads.add(lead)

    assert [read(person.pk).is_team_lead for person in (lead, member)] == [True, False]


def test_whoever_leads_the_organisation_leads_every_team(read):
    lead = UserFactory.create(is_organisation_lead=True)
    Team.objects.create(name="Willow ward")

    assert read(lead.pk).is_team_lead


def test_the_person_and_roles_are_read_with_the_session_in_one_query(client, django_assert_num_queries):
    client.force_login(UserFactory.create())
    session = SessionStore(client.session.session_key)

    with django_assert_num_queries(1):
        session.load()
        assert session.person
        assert (session.person.is_supervisor, session.person.is_team_lead) == (False, False)


def test_nobody_is_taken_for_whom_another_session_was_read_with(client):
    first, second = UserFactory.create_batch(2)
    client.force_login(first)
    row = Session.objects.get()
    row.person = second
    row.save()

    assert client.get(reverse("account")).context["user"] == first


def test_sessions_go_with_their_person(client):
    nurse = UserFactory.create()
    client.force_login(nurse)
    nurse.delete()

    assert not Session.objects.exists()
    assert client.get(reverse("account")).status_code == HTTPStatus.FOUND


def test_closed_and_unknown_accounts_are_nobody():
    closed = UserFactory.create(is_active=False)

    assert [RolesBackend().get_user(pk) for pk in (closed.pk, closed.pk + 1)] == [None, None]


ALL = ["Supervision", "Team counts"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("supervises", "leads", "shown"), [(0, 0, []), (1, 0, ALL[:1]), (0, 1, ALL[1:]), (1, 1, ALL)])
def test_the_menu_shows_what_ones_roles_open_without_a_query(
    client, django_assert_num_queries, supervises, leads, shown
):
    nurse, other = UserFactory.create_batch(2)
    team = Team.objects.create(name="Willow ward")
    if supervises:
        Supervision.objects.create(practitioner=other, supervisor=nurse)
    if leads:
        team.leads.add(nurse)
    client.force_login(nurse)

    with django_assert_num_queries(1):  # the session with its person
        menu = words(client.get(reverse("accessibility")))

    assert [item for item in ALL if f" {item} " in menu] == shown


def test_the_menu_marks_where_one_is(client):
    client.force_login(UserFactory.create())

    for name, text in {"home": "Home", "profile": "My profile", "supervisors": "My account"}.items():
        page = client.get(reverse(name)).content.decode()
        assert " ".join(page.split("aria-current")[1].split("</a>")[0].split()) == f'="page">{text}'
