"""Joiners, movers and leavers, as a directory of staff says them."""

from http import HTTPStatus

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, User
from competence_app.people.rules.roles import ROLES
from tests.directory.calls import group, operation, refused, user
from tests.factories import PASSWORD, AssessmentFactory, JobRoleFactory, UserFactory, answer, supervise
from tests.post import delivered

CLOSE, OPEN = operation("replace", "active", value=False), operation("replace", "active", value=True)


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org", full_name="Amara Okafor")


def at(person: User) -> str:
    return f"/Users/{person.pk}"


def deeds(person: User) -> list[tuple[str, str]]:
    """Return what was done to somebody, and by whom, the oldest first."""
    return list(Entry.objects.about(person).order_by("pk").values_list("verb", "by_name"))


def test_a_joiner_gets_an_account_and_a_link_to_choose_a_password(directory):
    JobRoleFactory.create(code="ward-manager")

    response = directory.post("/Users", user("New@Example.org", " New Nurse ", externalId="7", title="Ward manager"))

    joined = User.objects.get(email="new@example.org")
    assert (response.status_code, response["Location"]) == (HTTPStatus.CREATED, response.json()["meta"]["location"])
    assert (joined.full_name, str(joined.job_role), joined.is_active) == ("New Nurse", "Ward manager", True)
    assert not joined.has_usable_password()
    [mail] = delivered()
    assert mail.to == ["new@example.org"]
    assert "HR systems of your organisation made an account" in mail.body
    assert deeds(joined) == [("add", "HR systems"), ("invite", "HR systems")]
    assert directory.get(at(joined)) == response.json()


def test_what_is_read_of_a_person_is_what_a_directory_may_know(directory, amara):
    directory.post("/Groups", group("Willow ward", amara))
    User.objects.filter(pk=amara.pk).update(is_people_administrator=True)

    read = directory.get(at(amara))

    location = read["meta"].pop("location")
    assert location == f"http://localhost:8000/scim/v2/Users/{amara.pk}"
    assert read["groups"][0].pop("$ref").startswith("http://localhost:8000/scim/v2/Groups/")
    assert read["groups"][0].pop("value")
    assert read == {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": str(amara.pk),
        "meta": {"resourceType": "User", "created": amara.date_joined.isoformat().replace("+00:00", "Z")},
        "userName": "amara@example.org",
        "displayName": "Amara Okafor",
        "title": "Registered nurse",
        "active": True,
        "groups": [{"display": "Willow ward", "type": "direct"}],
    }


def test_nothing_that_a_directory_reads_depends_on_an_answer(directory, amara):
    before = directory.ask("GET", "/Users").content

    answer(AssessmentFactory.create(practitioner=amara), {"K1": 2})

    assert directory.ask("GET", "/Users").content == before


@pytest.mark.parametrize("sent", [{"roles": [{"value": column}]} for column in ROLES] + [dict.fromkeys(ROLES, True)])
def test_no_role_is_given(directory, amara, sent):
    directory.ask("PUT", at(amara), user("amara@example.org", **sent))
    directory.patch(at(amara), operation("add", value=sent))

    amara.refresh_from_db()
    assert not any(getattr(amara, column) for column in ROLES)


def test_who_is_brought_closed_or_where_no_password_is_needed_is_sent_nothing(directory, settings):
    directory.post("/Users", user("later@example.org", active=False))
    settings.DIRECTORY_INVITES = False
    directory.post("/Users", user("single@example.org"))

    assert delivered() == []
    assert list(User.objects.order_by("pk").values_list("is_active", flat=True)) == [False, True]


def test_who_has_an_account_is_not_brought_again(directory, amara):
    assert refused(directory.post("/Users", user("AMARA@example.org"))) == (409, "uniqueness")


def test_a_mover_gets_another_name_and_job_role_and_is_told(directory, amara):
    JobRoleFactory.create(code="ward-manager")

    said = {"displayName": "Amara Obi", "title": "ward-manager"}
    response = directory.patch(at(amara), operation("Replace", value=said))

    amara.refresh_from_db()
    assert (amara.full_name, str(amara.job_role)) == ("Amara Obi", "Ward manager")
    assert response.json()["title"] == "Ward manager"
    assert deeds(amara) == [("rename", "HR systems"), ("give", "HR systems")]
    [notice] = Notice.objects.all()
    assert notice.text.startswith("HR systems recorded that your job role is Ward manager")


def test_a_job_role_that_is_not_there_says_nothing_and_one_that_is_removed_goes(directory, amara):
    directory.patch(at(amara), operation("replace", "title", "Chaplain"))
    amara.refresh_from_db()
    assert str(amara.job_role) == "Registered nurse"

    response = directory.patch(at(amara), operation("remove", "title"))

    amara.refresh_from_db()
    assert (amara.job_role, "title" in response.json()) == (None, False)


def test_what_is_left_out_in_a_replacement_stays(directory, amara):
    directory.patch(at(amara), operation("add", "externalId", "7"), CLOSE)

    response = directory.ask("PUT", at(amara), user("Amara@Example.org", "Amara Obi"))

    read = response.json()
    assert (read["displayName"], read["title"], read["active"]) == ("Amara Obi", "Registered nurse", False)
    assert read["externalId"] == "7"


def test_nothing_new_is_no_change(directory, amara):
    directory.patch(at(amara), operation("replace", "displayName", "Amara Okafor"), OPEN)

    assert (deeds(amara), Notice.objects.count()) == ([], 0)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_no_directory_changes_an_address(directory, amara, method):
    """Whoever could would have a link to choose a password sent there, and read what was sent to nobody."""
    other = user("thief@example.org")
    response = (
        directory.ask("PUT", at(amara), other)
        if method == "PUT"
        else directory.patch(at(amara), operation("replace", "userName", "thief@example.org"))
    )

    assert refused(response) == (400, "mutability")
    assert "changed by its owner alone" in response.json()["detail"]
    amara.refresh_from_db()
    assert amara.email == "amara@example.org"


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_leaver_who_is_renamed_on_the_way_out_leaves_all_the_same(directory, amara, method):
    """As directories do to have the address again: it must keep no account open."""
    renamed = "0a21f0f2amara@example.org"
    if method == "PUT":
        directory.ask("PUT", at(amara), user(renamed, active=False))
    else:
        directory.patch(at(amara), operation("replace", "userName", renamed), CLOSE)

    amara.refresh_from_db()
    assert (amara.is_active, amara.email) == (False, "amara@example.org")


def test_a_leavers_account_closes_and_every_session_ends_at_once(directory, amara):
    device = Client()
    device.force_login(amara)
    assessment = answer(AssessmentFactory.create(practitioner=amara), {"K1": 2})
    supervisor = supervise(amara)

    response = directory.patch(at(amara), operation("Replace", "active", "False"))

    assert response.json()["active"] is False
    assert device.get(reverse("home")).status_code == HTTPStatus.FOUND
    signing_in = Client().post(reverse("sign-in"), {"username": amara.email, "password": PASSWORD})
    assert SESSION_KEY not in signing_in.wsgi_request.session
    assert assessment.ratings.count() == 1
    assert not supervisor.supervisees().filter(supervised_by__ended_on=None).exists()
    directory.patch(at(amara), OPEN)
    assert device.get(reverse("home")).status_code == HTTPStatus.FOUND
    amara.refresh_from_db()
    assert (amara.is_active, amara.has_usable_password(), delivered()[1:]) == (True, True, [])


def test_who_comes_back_without_a_password_is_invited(directory):
    directory.post("/Users", user("new@example.org", active=False))
    joined = User.objects.get()

    directory.patch(at(joined), OPEN)

    assert [mail.to for mail in delivered()] == [["new@example.org"]]


def test_administrators_are_told_whom_a_leaver_supervised(directory, amara):
    ruth = UserFactory.create(is_people_administrator=True)
    UserFactory.create(is_people_administrator=True, is_active=False)
    for _ in range(2):
        supervise(UserFactory.create(), amara)

    directory.patch(at(amara), CLOSE)

    [notice] = Notice.objects.filter(person=ruth)
    assert Notice.objects.count() == 1
    assert notice.subject == "Amara Okafor left, and supervises 2 people"
    assert notice.path == reverse("end-supervision", args=[amara.pk])


def test_deleting_closes_and_takes_off_the_list_and_destroys_nothing(directory, amara):
    assessment = answer(AssessmentFactory.create(practitioner=amara), {"K1": 2})

    response = directory.ask("DELETE", at(amara))

    assert (response.status_code, response.content) == (HTTPStatus.NO_CONTENT, b"")
    amara.refresh_from_db()
    assert (amara.is_active, assessment.ratings.count()) == (False, 1)
    assert deeds(amara) == [("take off the list", "HR systems"), ("close", "HR systems")]
    for method, body in (("GET", None), ("DELETE", None), ("PUT", user("amara@example.org"))):
        assert refused(directory.ask(method, at(amara), body)) == (404, None)
    assert directory.found("/Users") == []


def test_who_was_taken_off_the_list_is_brought_back_with_all_that_was_theirs(directory, amara):
    assessment = answer(AssessmentFactory.create(practitioner=amara), {"K1": 2})
    directory.ask("DELETE", at(amara))

    response = directory.post("/Users", user("amara@example.org", externalId="8"))

    assert (response.status_code, response.json()["id"]) == (HTTPStatus.CREATED, str(amara.pk))
    amara.refresh_from_db()
    assert (amara.is_active, str(amara.job_role)) == (True, "Registered nurse")
    assert amara.assessments.get() == assessment


def test_whoever_is_closed_already_is_taken_off_the_list_alone(directory, amara):
    directory.patch(at(amara), CLOSE)

    directory.ask("DELETE", at(amara))

    assert [verb for verb, _ in deeds(amara)] == ["close", "take off the list"]


def test_a_directory_keeps_what_it_calls_somebody_and_forgets_it(directory, amara):
    for sent in (operation("add", "externalId", "7"), operation("replace", "externalId", "7")):
        assert directory.patch(at(amara), sent).json()["externalId"] == str(amara.listing) == "7"

    response = directory.patch(at(amara), operation("remove", "externalId"))

    assert "externalId" not in response.json()
