"""What its owner reads of where an assessment stands, wherever it is shown."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.people.models import User
from tests import factories
from tests.factories import AssessmentFactory, UserFactory, answer, publish, put, supervise, yesterday
from tests.words import words

FULL: dict[str, int | str | Answer] = {"K1": 1, "K2": 2, "D1": 3}
SAYS = {
    "draft": "Draft.",
    "finished": "Finished on 1 March 2026, seen by nobody.",
    "submitted": "With Priya Nair since 3 March 2026.",
    "reviewed": "Rated by Priya Nair on 5 March 2026.",
    "agreed": "Agreed with Priya Nair on 7 March 2026.",
    "superseded": "Moved to a newer version.",
}
MEANS = {
    "finished": "Only you can see these answers until you send them to a supervisor.",
    "submitted": "They rate you without seeing your answers.",
    "reviewed": "Meet Priya Nair to agree where you differ. You can both read what the other said.",
    "agreed": "Priya Nair can read it while they supervise you, and so can those you share it with.",
}
BUTTONS = {
    "draft": set(),
    "finished": {"send"},
    "submitted": {"withdraw"},
    "reviewed": {"result"},
    "agreed": {"result", "share"},
    "superseded": set(),
}
WITH_NOBODY = {
    "submitted": "Send it to another supervisor, or withdraw it.",
    "reviewed": "Hand it over to another supervisor, who can agree it with you.",
    "agreed": (
        "Only you can see it, and those you share it with: share it with whoever supervises you now, so that they know "
        "where you stand."
    ),
}
DAYS = {"started": 28, "finished": 1, "submitted": 3, "revealed": 5, "agreed": 7}

Stand = Callable[[str], Assessment]


def day(number: int) -> datetime:
    return datetime(2026, 2 if number > 20 else 3, number, 12, tzinfo=UTC)


@pytest.fixture
def stand(nurse, priya) -> Stand:
    """`stand(state)` gives the nurse's assessment, which is or was with Priya Nair, each thing on a day of its own."""

    def stand(state: str) -> Assessment:
        assessment = put(factories.finished(nurse, FULL), state, priya)
        for name, number in DAYS.items():
            if getattr(assessment, f"{name}_at"):
                setattr(assessment, f"{name}_at", day(number))
        assessment.save()
        return assessment

    return stand


def buttons(response) -> set[str]:
    html = response.content.decode()
    pk = Assessment.objects.get().pk
    places = {name: reverse(name, args=[pk]) for name in ("withdraw", "share", "result")}
    places["send"] = f"{reverse('answers', args=[pk])}#send"
    return {name for name, place in places.items() if f'"{place}"' in html}


@pytest.mark.parametrize("state", SAYS)
def test_history_says_it_in_a_sentence_with_the_moves_there_are(client, stand, state):
    stand(state)

    response = client.get(reverse("assessments"))

    assert SAYS[state] in words(response)
    assert buttons(response) == BUTTONS[state]


@pytest.mark.parametrize("state", MEANS)
def test_home_and_the_answers_say_who_can_see_it_and_what_comes_next(client, stand, state):
    assessment = stand(state)

    for address in ("/", reverse("answers", args=[assessment.pk])):
        response = client.get(address)

        assert f"{SAYS[state]} {MEANS[state]}" in words(response)
        assert buttons(response) == BUTTONS[state]


@pytest.mark.parametrize("state", WITH_NOBODY)
@pytest.mark.parametrize("why", ["ended", "closed"])
def test_it_is_said_when_its_supervisor_is_there_no_more(client, nurse, priya, stand, state, why):
    assessment = stand(state)
    if why == "ended":
        nurse.supervised_by.update(ended_on=yesterday())
    else:
        User.objects.get_queryset().filter(pk=priya.pk).update(is_active=False)

    for address in ("/", reverse("answers", args=[assessment.pk])):
        told = words(client.get(address))

        assert f"Priya Nair no longer supervises you, so cannot see it. {WITH_NOBODY[state]}" in told


@pytest.mark.parametrize(
    ("state", "says", "ways"),
    [
        ("submitted", "Send to another supervisor", {"withdraw", "share"}),
        ("reviewed", "Hand over", {"result", "share"}),
    ],
)
def test_what_is_with_nobody_can_be_given_to_another_supervisor(client, nurse, stand, state, says, ways):
    stand(state)
    nurse.supervised_by.update(ended_on=yesterday())

    response = client.get(reverse("assessments"))

    assert says in words(response)
    assert buttons(response) == ways


def test_what_was_sent_is_with_nobody_once_supervision_is_over(client, nurse, stand):
    stand("submitted")
    assert "With Priya Nair since" in words(client.get("/"))
    nurse.supervised_by.update(ended_on=yesterday())

    told = words(client.get("/"))

    assert "Sent to Priya Nair on" in told
    assert "With Priya Nair" not in told


def test_what_was_handed_over_names_who_rated_and_who_agrees(client, nurse, stand):
    assessment = stand("reviewed")
    assessment.supervisor = supervise(nurse, UserFactory.create(full_name="Omar Haddad"))
    assessment.save()

    told = words(client.get(reverse("answers", args=[assessment.pk])))

    assert "Rated by Priya Nair on 5 March 2026. Meet Omar Haddad to agree where you differ." in told
    assert "Sent to Priya Nair 3 March 2026" in told


def test_the_answers_say_what_happened_when(client, stand):
    assessment = stand("agreed")
    returned = assessment.returns.create(by=assessment.supervisor, comment="Once more, please", at=day(27))

    told = words(client.get(reverse("answers", args=[assessment.pk])))

    assert (
        "Started 28 February 2026 Returned to you 27 February 2026 Finished 1 March 2026"
        " Sent to Priya Nair 3 March 2026 Rated by Priya Nair 5 March 2026 Agreed with Priya Nair 7 March 2026"
    ) in told
    assert returned.comment not in told


def test_an_older_assessment_is_not_offered_to_be_sent(client, stand):
    assessment = stand("finished")
    AssessmentFactory.create(practitioner=assessment.practitioner, version=assessment.version)

    for address in (reverse("answers", args=[assessment.pk]), reverse("assessments")):
        assertNotContains(client.get(address), reverse("send", args=[assessment.pk]))
    assert "seen by nobody. Only you can see these answers." in words(
        client.get(reverse("answers", args=[assessment.pk]))
    )


def test_the_confirmation_of_finishing_offers_to_send(client, stand):
    assessment = stand("finished")

    response = client.get(reverse("finished", args=[assessment.pk]))

    assert f"{SAYS['finished']} {MEANS['finished']}" in words(response)
    assertContains(response, f"{reverse('answers', args=[assessment.pk])}#send")


@pytest.mark.parametrize("state", ["submitted", "reviewed"])
def test_the_start_page_says_where_the_one_under_way_stands(client, stand, state):
    stand(state)

    response = client.get(reverse("start", args=["listening"]))

    assert SAYS[state] in words(response)
    assert "You can start again once this is agreed, or withdrawn." in words(response)
    assert "have not finished" not in words(response)


def test_the_answers_mark_what_is_to_be_discussed_once_it_is_sent(client, stand):
    assessment = stand("submitted")
    assessment.to_discuss.set(assessment.version.competences.filter(code="K2"))

    told = words(client.get(reverse("answers", args=[assessment.pk])))

    assert "With support To discuss K2 Knows what gets in the way" in told
    assert told.count("To discuss") == 1


def test_home_offers_no_new_assessment_while_one_is_with_a_supervisor(client, stand):
    stand("submitted")

    assert "Rate yourself again" not in words(client.get("/"))


@pytest.mark.parametrize("state", ["draft", "finished", "submitted"])
def test_what_a_supervisor_has_not_revealed_is_on_no_page(client, nurse, stand, state):
    assessment = stand(state)
    hidden = {"K1": Answer(4, note="Hidden note"), "K2": Answer(off_scale="na", reason="Hidden reason")}
    answer(assessment, hidden, voice=Voice.SUPERVISOR)
    keyed = ("answers", "task-list", "finished", "sent", "send", "share", "result", "assessment-profile")
    addresses = [reverse(name, args=[assessment.pk]) for name in keyed]
    addresses += [reverse("home"), reverse("assessments"), reverse("framework-profile", args=["listening"])]

    shown = [shown_at(client, address) for address in addresses]

    assert "Hidden" not in "".join(shown)
    assessment.ratings.voiced(Voice.SUPERVISOR).delete()
    assert shown == [shown_at(client, address) for address in addresses]  # it makes no difference that they rated


def shown_at(client, address: str) -> str:
    html = client.get(address, follow=True).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@pytest.mark.parametrize("count", [1, 19])
def test_queries_of_history_do_not_grow_with_what_was_sent(client, nurse, priya, count, django_assert_num_queries):
    version = publish()
    for past in AssessmentFactory.create_batch(count, practitioner=nurse, version=version, finished=True):
        put(past, "agreed", supervise(nurse)).returns.create(by=priya, comment="Once more, please")
    client.get(reverse("assessments"))  # reads the version once for the process

    with django_assert_num_queries(3):  # who asks, count, assessments
        assert words(client.get(reverse("assessments"))).count("Agreed with") == count
