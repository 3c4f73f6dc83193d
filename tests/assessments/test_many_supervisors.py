"""Whoever has more supervisors than a page lists types to whom something goes."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.assessments.forms.sending import MOST_LISTED
from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Voice, fingerprint_of_all
from competence_app.people.models import Notice, Team, User
from tests import factories
from tests.factories import AssessmentFactory, UserFactory, answer, put, supervise, yesterday
from tests.ui.html import read
from tests.words import words

ANSWERS: Any = {"K1": 2, "K2": 3, "D1": "no"}
TYPED, OTHERS, WORKING = "Who do you want to send it to?", 17, "Registered nurse, Willow ward"


@pytest.fixture
def many(nurse) -> dict[str, User]:
    """More supervisors than are listed: these by name, and others."""
    names = ("Priya Nair", "Anita Nair", "Omar Haddad", "Zoë Nair-Reyes")
    team = Team.objects.create(name="Willow ward")
    for number in range(OTHERS):
        supervise(nurse, UserFactory.create(full_name=f"Kim Other {number}"))
    return {name: supervise(nurse, UserFactory.create(full_name=name, team=team)) for name in names}


@pytest.fixture
def finished(nurse) -> Assessment:
    """The nurse's finished assessment."""
    return factories.finished(nurse, ANSWERS)


@pytest.fixture
def agreed(nurse) -> Assessment:
    """An assessment that the nurse agreed with one of few supervisors."""
    return put(factories.finished(nurse, ANSWERS), "agreed", supervise(nurse, UserFactory.create(full_name="Ann Lee")))


def address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.pk])


def seen(assessment: Assessment) -> str:
    return fingerprint_of_all(answers(assessment.ratings.by_code(Voice.SELF)))


def send(client, assessment: Assessment, typed: str = "", **fields: Any):
    return client.post(address("send", assessment), {"to-typed": typed, "seen": seen(assessment)} | fields)


def found(response) -> dict[str, str]:
    """Return whom the page found, each with what describes them."""
    page = read(response.content.decode())
    told = {element.attrs["id"]: element.words() for element in page.all() if "id" in element.attrs}
    labels = {label.attrs["for"]: label.words() for label in page.all("label")}
    radios = [one for one in page.all("input") if one.attrs.get("type") == "radio" and one.attrs["name"] == "to"]
    return {labels[one.attrs["id"]]: told[one.attrs.get("aria-describedby", one.attrs["id"])] for one in radios}


def box(response) -> str | None:
    """Return what stands in the box."""
    boxes = read(response.content.decode()).all("input")
    return next(one.attrs["value"] for one in boxes if one.attrs.get("name") == "to-typed")


def is_sent(assessment: Assessment, to: User) -> bool:
    assessment.refresh_from_db()
    return (assessment.state, assessment.supervisor) == ("submitted", to)


def test_as_many_as_are_listed_have_a_button_each_and_one_more_has_them_typed(client, nurse, finished):
    for _ in range(MOST_LISTED):
        supervise(nurse)
    listed = found(client.get(address("answers", finished)))
    supervise(nurse)

    response = client.get(address("answers", finished))

    assert len(listed) == MOST_LISTED
    assert found(response) == {}
    assert f"{TYPED} You have more than {MOST_LISTED} supervisors: enter a name, or an email address." in words(
        response
    )
    assertContains(response, f'<label class="nhsuk-label nhsuk-label--m" for="id_to">{TYPED}</label>', html=True)
    assertContains(response, 'aria-describedby="id_to_helptext"')


@pytest.mark.parametrize("typed", ["priya NAIR", "address"])
def test_who_is_named_in_full_is_sent_it(client, finished, many, typed):
    priya = many["Priya Nair"]

    response = send(client, finished, priya.email if typed == "address" else typed)

    assertRedirects(response, reverse("home"))
    assert is_sent(finished, priya)


def test_a_draft_is_finished_and_sent_to_who_is_typed(client, nurse, many):
    draft = answer(AssessmentFactory.create(practitioner=nurse), ANSWERS)

    client.post(address("finish", draft), {"then": "send", "to-typed": "Priya Nair", "seen": seen(draft)})

    assert is_sent(draft, many["Priya Nair"])


def test_whom_a_part_of_a_name_may_mean_is_asked_with_their_work(client, finished, many):
    response = send(client, finished, "nair", to_discuss=["K1"])

    finished.refresh_from_db()
    assert finished.state == "finished"
    assert found(response) == dict.fromkeys(("Anita Nair", "Priya Nair", "Zoë Nair-Reyes"), WORKING)
    assertContains(response, '<a href="#id_to">Choose who is meant by “nair”</a>', html=True)
    assertContains(response, 'aria-describedby="id_to_helptext id_to_error"')
    assert box(response) == "nair"
    assert set(response.context["form"]["to_discuss"].value()) == {"K1"}
    assertContains(response, "nhsuk-input--error")


def test_who_was_found_is_chosen_beside_the_text_that_found_them(client, finished, many):
    anita = many["Anita Nair"]

    send(client, finished, "nair", to=anita.pk, **{"to-sought": "nair"})

    assert is_sent(finished, anita)


def test_what_is_typed_anew_comes_before_who_was_chosen_among_those_found(client, finished, many):
    send(client, finished, "Omar Haddad", to=many["Anita Nair"].pk, **{"to-sought": "nair"})

    assert is_sent(finished, many["Omar Haddad"])


def test_who_was_found_is_chosen_where_the_box_was_emptied(client, finished, many):
    anita = many["Anita Nair"]

    send(client, finished, "", to=anita.pk, **{"to-sought": "nair"})

    assert is_sent(finished, anita)


@pytest.mark.parametrize("relation", ["former", "closed", "nobody"])
@pytest.mark.parametrize("by", ["name", "part", "address", "key"])
def test_nothing_tells_whether_there_is_anybody_else(client, nurse, finished, many, relation, by):
    other = UserFactory.create(full_name="Olga Petrov", is_active=relation != "closed")
    if relation != "nobody":
        supervise(nurse, other, **({"ended_on": yesterday()} if relation == "former" else {}))
    typed = {"name": "Olga Petrov", "part": "Petr", "address": other.email, "key": ""}[by]

    response = send(client, finished, typed, to=other.pk if by == "key" else "")

    says = f"None of your supervisors is found by “{typed}”: check the spelling"
    assertContains(response, says if typed else "Choose one of your own supervisors.")
    assert box(response) == typed
    assert found(response) == {}
    finished.refresh_from_db()
    assert finished.state == "finished"
    assert words(response).count("Petr") == (
        2 if by in {"name", "part"} else 0
    )  # in the list of problems and beside it


def test_without_a_name_nothing_is_sent(client, finished, many):
    response = send(client, finished)

    assertContains(response, '<a href="#id_to">Enter the name or email address of a supervisor</a>', html=True)


def test_people_of_one_name_are_told_apart_by_address_and_work(client, nurse, finished, many):
    other = supervise(nurse, UserFactory.create(full_name="Priya Nair", email="p.nair@example.org"))

    response = send(client, finished, "Priya Nair")

    priya = User.objects.get(pk=many["Priya Nair"].pk)
    assert found(response) == {
        f"Priya Nair ({priya.email})": WORKING,
        f"Priya Nair ({other.email})": "Registered nurse",
    }


def test_of_many_found_the_first_ten_are_offered(client, finished, many):
    response = send(client, finished, "Kim")

    assertContains(response, "if they are not among these 10, enter more of the name, or the email address")
    assert len(found(response)) == 10


@pytest.mark.parametrize("typed", ["x" * 255, " ".join("abcdefg" * 100), "'", "<b>", "\0"])
def test_nobody_is_found_by_what_is_no_name(client, finished, many, typed):
    response = send(client, finished, typed)

    assertContains(response, "There is a problem")
    assert found(response) == {}


def test_what_else_is_wrong_keeps_who_was_typed(client, finished, many):
    response = send(client, finished, "Priya Nair", seen="0123456789ab")

    assertContains(response, "Your answers have changed since you opened this page.")
    assert found(response) == {"Priya Nair": WORKING}
    again = send(client, finished, "", to=many["Priya Nair"].pk)
    assertRedirects(again, reverse("home"))


@pytest.mark.parametrize("supervisors", [MOST_LISTED + 1, 60])
@pytest.mark.parametrize("typed", ["", "Nurse", "Omar Haddad"])
def test_queries_do_not_grow_with_the_supervisors(
    client, nurse, finished, supervisors, typed, django_assert_num_queries
):
    for _ in range(supervisors - 1):
        supervise(nurse)
    supervise(nurse, UserFactory.create(full_name="Omar Haddad"))
    client.get(address("answers", finished))  # reads the version once for the process

    with django_assert_num_queries(5):  # as of few: who asks, assessment, ratings, supervisors, requests
        client.get(address("answers", finished))
    sent = {"to-typed": typed, "seen": "0123456789ab"}
    number = {"": 5, "Nurse": 9, "Omar Haddad": 15}[typed]  # of who is meant, two to check it and two to show it
    with django_assert_num_queries(number):
        client.post(address("send", finished), sent)


@pytest.mark.parametrize("supervisors", [1, 60])
def test_no_more_rows_are_read_than_tell_how_to_ask(client, nurse, finished, supervisors):
    for _ in range(supervisors):
        supervise(nurse)

    form = client.get(address("answers", finished)).context["form"]

    assert len(form.people) == min(supervisors, MOST_LISTED + 1)


def test_what_was_agreed_is_shared_with_who_is_typed(client, agreed, many):
    response = client.post(address("share", agreed), {"to-typed": "Omar Haddad"}, follow=True)

    assertRedirects(response, address("share", agreed))
    assert "Omar Haddad can read this assessment while they supervise you." in words(response)
    assert list(agreed.shared_with.all()) == [many["Omar Haddad"]]


def test_sharing_with_who_is_typed_pressed_twice_leads_on_and_tells_once(client, agreed, many):
    for _ in range(2):
        response = client.post(address("share", agreed), {"to-typed": "Omar Haddad"})

        assertRedirects(response, address("share", agreed))
    assert Notice.objects.filter(person=many["Omar Haddad"]).count() <= 1
    assert list(agreed.shared_with.all()) == [many["Omar Haddad"]]


def test_a_name_of_two_means_neither_alone_though_one_can_read_it(client, nurse, agreed, many):
    supervise(nurse, UserFactory.create(full_name="Omar Haddad"))
    agreed.shared_with.add(many["Omar Haddad"])
    supervise(nurse)

    response = client.post(address("share", agreed), {"to-typed": "Omar Haddad"})

    assertContains(response, "Choose who is meant by “Omar Haddad”")
    assert list(agreed.shared_with.all()) == [many["Omar Haddad"]]


def test_it_is_not_shared_with_whom_it_was_agreed_with(client, agreed, many):
    response = client.post(address("share", agreed), {"to-typed": "Ann Lee"})

    assertContains(response, "None of your supervisors is found by “Ann Lee”")
    assert not agreed.shared_with.exists()


def test_it_is_handed_over_to_who_is_typed_once_and_twice(client, nurse, agreed, many):
    put(agreed, "reviewed", agreed.supervisor)
    nurse.supervised_by.filter(supervisor=agreed.supervisor).update(ended_on=yesterday())

    for _ in range(2):
        response = client.post(address("share", agreed), {"to-typed": "Omar Haddad"})

        assertRedirects(response, reverse("result", args=[agreed.pk]))
    agreed.refresh_from_db()
    assert agreed.supervisor == many["Omar Haddad"]


@pytest.mark.parametrize("readers", [1, 30])
def test_queries_do_not_grow_with_readers_and_supervisors(
    client, nurse, agreed, many, readers, django_assert_num_queries
):
    for _ in range(readers):
        agreed.shared_with.add(supervise(nurse))
    client.get(address("share", agreed))  # reads the version once for the process

    with django_assert_num_queries(4):  # who asks, assessment, supervisors, readers
        client.get(address("share", agreed))
