"""Who supervises or leads is read with the person, for the menu of every page."""

from datetime import timedelta

import pytest
from django.urls import path, reverse
from django.utils import timezone
from django.views.generic import TemplateView

from competence_app.accounts.backends import RolesBackend
from competence_app.people.models import Supervision, Team, User
from competence_app.urls import urlpatterns as real
from tests.factories import UserFactory
from tests.words import words

page = TemplateView.as_view(template_name="privacy.html")
urlpatterns = [*real, path("menu/supervision/", page, name="supervision"), path("menu/teams/", page, name="teams")]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["as signed in", "elsewhere"])
def read(request):
    """Both ways to read a person."""
    return RolesBackend().get_user if request.param == "as signed in" else lambda pk: User.objects.get(pk=pk)


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


def test_roles_are_read_with_the_person_in_one_query(django_assert_num_queries):
    pk = UserFactory.create().pk

    with django_assert_num_queries(1):
        user = RolesBackend().get_user(pk)
        assert user
        assert (user.is_supervisor, user.is_team_lead) == (False, False)


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

    with django_assert_num_queries(2):  # the session and the person
        menu = words(client.get(reverse("accessibility")))

    assert [item for item in ALL if f" {item} " in menu] == shown


def test_the_menu_marks_where_one_is(client):
    client.force_login(UserFactory.create())

    for name, text in {"home": "Home", "profile": "My profile", "supervisors": "My account"}.items():
        page = client.get(reverse(name)).content.decode()
        assert " ".join(page.split("aria-current")[1].split("</a>")[0].split()) == f'="page" >{text}'
