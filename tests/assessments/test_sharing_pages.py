"""Who can read what was agreed, and who agrees what is with nobody."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer
from competence_app.audit.models import Entry
from competence_app.people.models import Notice, User
from tests import factories
from tests.factories import UserFactory, put, supervise, yesterday
from tests.meanwhile import meanwhile
from tests.words import words

FULL: dict[str, int | str | Answer] = {"K1": 1, "K2": 2, "D1": 3}
NOBODY_ELSE = "You have no other supervisor to choose."


@pytest.fixture
def agreed(nurse, priya) -> Assessment:
    """An assessment that the nurse has agreed with Priya."""
    return put(factories.finished(nurse, FULL), "agreed", priya)


def address(assessment: Assessment) -> str:
    return reverse("share", args=[assessment.pk])


def unshare(assessment: Assessment, person: User) -> str:
    return reverse("unshare", args=[assessment.pk, person.pk])


def leave(nurse: User, supervisor: User) -> int:
    return nurse.supervised_by.filter(supervisor=supervisor).update(ended_on=yesterday())


def test_the_page_says_who_can_read_what_was_agreed(client, agreed, omar):
    agreed.shared_with.add(omar)

    told = words(client.get(address(agreed)))

    assert "Priya Nair Agreed it with you. They can read it while they supervise you." in told
    assert "Omar Haddad You shared it with them. They can read it while they supervise you." in told
    assert NOBODY_ELSE in told


def test_the_page_says_who_no_longer_can(client, nurse, agreed, priya, omar):
    agreed.shared_with.add(omar)
    leave(nurse, priya)
    leave(nurse, omar)

    told = words(client.get(address(agreed)))

    assert "Agreed it with you. They no longer supervise you, so they cannot read it." in told
    assert "You shared it with them. They do not supervise you now, so they cannot read it." in told


def test_looking_at_the_page_changes_nothing(client, nurse, agreed, omar):
    client.get(address(agreed))

    assert not agreed.shared_with.exists()
    assert (Notice.objects.count(), Entry.objects.filter(by=nurse).count()) == (0, 0)


def test_what_was_agreed_can_be_shared_with_another_supervisor(client, agreed, omar):
    response = client.post(address(agreed), {"to": omar.pk}, follow=True)

    assertRedirects(response, address(agreed))
    assert "Omar Haddad can read this assessment while they supervise you." in words(response)
    assert list(agreed.shared_with.all()) == [omar]


def test_who_can_read_it_already_is_not_offered(client, nurse, agreed, priya, omar):
    agreed.shared_with.add(omar)
    third = supervise(nurse)

    form = client.get(address(agreed)).context["form"]

    assert list(form.people.values()) == [third]


@pytest.mark.parametrize("relation", ["nobody", "former", "unnamed"])
def test_it_is_shared_with_ones_own_supervisors_alone(client, nurse, agreed, omar, relation):
    other = UserFactory.create()
    if relation == "former":
        supervise(nurse, other, ended_on=yesterday())

    response = client.post(address(agreed), {} if relation == "unnamed" else {"to": other.pk})

    assertContains(response, "Choose a supervisor" if relation == "unnamed" else "Choose one of your own supervisors.")
    assert not agreed.shared_with.exists()


def test_a_supervision_that_ends_meanwhile_is_said(client, nurse, agreed, omar):
    with meanwhile(lambda: leave(nurse, omar)):
        response = client.post(address(agreed), {"to": omar.pk})

    assertContains(response, "Choose one of your own supervisors.")
    assert not agreed.shared_with.exists()


def test_sharing_is_stopped_on_a_button(client, nurse, agreed, omar):
    agreed.shared_with.add(omar)
    assertContains(client.get(address(agreed)), unshare(agreed, omar))

    response = client.post(unshare(agreed, omar), follow=True)

    assertRedirects(response, address(agreed))
    assert "Omar Haddad can no longer read this assessment." in words(response)
    assert not agreed.shared_with.exists()


def test_stopping_twice_does_it_once(client, nurse, agreed, omar):
    agreed.shared_with.add(omar)
    client.post(unshare(agreed, omar))

    response = client.post(unshare(agreed, omar))

    assertRedirects(response, address(agreed))
    assert Entry.objects.filter(verb="stop sharing", by=nurse).count() == 1


def test_sharing_that_is_pressed_twice_at_once_tells_once(nurse, agreed, omar):
    for _ in range(2):
        sending.share(agreed, to=omar, by=nurse)

    assert Notice.objects.filter(person=omar).count() == 1
    assert Entry.objects.filter(verb="share").count() == 1


def test_stopping_that_is_pressed_twice_at_once_is_written_down_once(nurse, agreed, omar):
    agreed.shared_with.add(omar)

    for _ in range(2):
        sending.unshare(agreed, to=omar, by=nurse)

    assert Entry.objects.filter(verb="stop sharing").count() == 1


def test_sharing_is_stopped_by_post_only(client, agreed, omar):
    agreed.shared_with.add(omar)

    assert client.get(unshare(agreed, omar)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("who", ["priya", "omar"])
def test_who_can_read_it_decides_nothing_about_it(client, agreed, priya, omar, who):
    agreed.shared_with.add(omar)
    client.force_login({"priya": priya, "omar": omar}[who])

    assert client.post(unshare(agreed, omar)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(address(agreed), {"to": omar.pk}).status_code == HTTPStatus.NOT_FOUND
    assert list(agreed.shared_with.all()) == [omar]


def test_what_a_former_supervisor_rated_can_be_handed_over(client, nurse, agreed, priya, omar):
    put(agreed, "reviewed", priya)
    leave(nurse, priya)
    assert "Another of your supervisors can. They will see what you and Priya Nair said." in words(
        client.get(address(agreed))
    )

    response = client.post(address(agreed), {"to": omar.pk})

    agreed.refresh_from_db()
    assertRedirects(response, reverse("result", args=[agreed.pk]))
    assert (agreed.supervisor, agreed.reviewed_by) == (omar, priya)


def test_what_a_former_supervisor_has_not_rated_can_be_sent_on(client, nurse, agreed, priya, omar):
    put(agreed, "submitted", priya)
    leave(nurse, priya)
    assert "Priya Nair no longer supervises you and has not seen your answers." in words(client.get(address(agreed)))

    response = client.post(address(agreed), {"to": omar.pk}, follow=True)
    again = client.post(address(agreed), {"to": omar.pk}, follow=True)

    agreed.refresh_from_db()
    assertRedirects(response, reverse("answers", args=[agreed.pk]))
    assert (agreed.supervisor, agreed.state) == (omar, "submitted")
    for told in (response, again):
        assertContains(told, "Sent to Omar Haddad. We tell you when they have rated you.")
    assert [notice.person for notice in Notice.objects.all()] == [omar]


@pytest.mark.parametrize("state", ["submitted", "reviewed"])
def test_whoever_takes_over_is_chosen_already(client, nurse, agreed, priya, omar, state):
    put(agreed, state, priya)
    ruth = supervise(nurse)
    nurse.supervised_by.filter(supervisor=priya).update(ended_on=yesterday(), successor=ruth)

    response = client.get(address(agreed))

    assert response.context["form"]["to"].value() == ruth.pk


def test_handing_over_needs_another_supervisor(client, nurse, agreed, priya):
    put(agreed, "reviewed", priya)
    leave(nurse, priya)

    assertContains(client.get(address(agreed)), NOBODY_ELSE)


def test_what_is_with_a_supervisor_is_not_handed_over(client, agreed, priya, omar):
    put(agreed, "reviewed", priya)

    response = client.post(address(agreed), {"to": omar.pk})

    agreed.refresh_from_db()
    assert "You and Priya Nair, who still supervises you." in words(response)
    assertNotContains(response, 'name="to"')
    assert agreed.supervisor == priya


@pytest.mark.parametrize("state", ["draft", "finished", "submitted", "superseded"])
def test_nothing_is_shared_before_it_is_agreed(client, agreed, priya, omar, state):
    put(agreed, state, priya)

    response = client.post(address(agreed), {"to": omar.pk})

    assert "Only you can read your answers now." in words(response)
    assertNotContains(response, 'name="to"')
    assert not agreed.shared_with.exists()


@pytest.mark.parametrize("count", [1, 15])
def test_queries_do_not_grow_with_the_readers(client, nurse, agreed, count, django_assert_num_queries):
    for _ in range(count):
        supervise(nurse)
        agreed.shared_with.add(supervise(nurse))
    client.get(address(agreed))  # reads the version once for the process

    with django_assert_num_queries(4):  # who asks, assessment, supervisors, readers
        client.get(address(agreed))
