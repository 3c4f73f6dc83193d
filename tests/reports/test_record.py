"""The record that a practitioner reads."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from competence_app.assessments.rules.lifecycle import MOVES
from competence_app.audit.actions import record
from competence_app.catalogue.models import Version
from competence_app.people.models import Supervision, SupervisionRequest, Team
from competence_app.reports.views.record import PER_PAGE
from competence_app.reports.wording import DEEDS
from tests.factories import UserFactory, finished, plan_action, publish, supervise
from tests.reports.voices import spoken
from tests.words import words

PAGE = reverse("record")


class Directory:
    """A program."""

    bare_name = "HR systems"


def lines(client, **query: str):
    return [(deed.who, deed.words, deed.thing) for deed in client.get(PAGE, query).context["deeds"]]


@pytest.mark.time_machine(datetime(2026, 7, 21, 23, 30, tzinfo=UTC), tick=False)
def test_a_look_is_told_with_who_what_and_when(client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)
    record("see profile", assessment, by=supervisor, about=nurse)

    response = client.get(PAGE)

    line = "22 July 2026, 00:30 Who Priya Nair What Looked at your profile Of what Agreed 22 July 2026, version 2022"
    assert line in words(response)
    assert f'href="{reverse("assessment-profile", args=[assessment.pk])}"' in response.content.decode()


@pytest.mark.time_machine("2027-10-31 00:59Z", tick=False)
def test_in_the_hour_that_comes_twice_the_latest_stays_first(client, nurse, supervisor, time_machine):
    record("see profile", nurse, by=supervisor, about=nurse)
    time_machine.shift(timedelta(minutes=2))
    record("see review", nurse, by=supervisor, about=nurse)

    told = words(client.get(PAGE))

    later = "31 October 2027, 01:01 Who Priya Nair What Looked at what you both said"
    earlier = "31 October 2027, 01:59 Who Priya Nair What Looked at your profile"
    assert later in told
    assert earlier in told.partition(later)[2]


def test_every_move_of_an_assessment_has_words():
    assert set(MOVES) <= set(DEEDS)


def test_what_one_did_oneself_is_shown_where_one_asks(client, nurse, supervisor):
    assessment = finished(nurse, {"K1": 1})
    record("finish", assessment, by=nurse, about=nurse)
    record("be refused", nurse, by=supervisor, about=nurse)
    refused = "Tried to look, and was refused"

    assert [line[:2] for line in lines(client)] == [("Priya Nair", refused)]
    assert [line[:2] for line in lines(client, by="others")] == [("Priya Nair", refused)]
    assert [line[:2] for line in lines(client, by="you")] == [("You", "Finished it")]
    assert [line[:2] for line in lines(client, by="everybody")] == [("Priya Nair", refused), ("You", "Finished it")]
    assert [line[:2] for line in lines(client, by="nonsense")] == [("Priya Nair", refused)]


def test_nothing_about_others_is_shown(client, nurse, supervisor):
    other = UserFactory.create()
    record("see profile", finished(other, {"K1": 1}), by=supervisor, about=other)
    record("publish", Version.objects.get(), by=None)

    response = client.get(PAGE, {"by": "everybody"})

    assert "There is nothing to show." in words(response)


def test_what_is_not_hers_or_gone_is_not_named(client, nurse, supervisor):
    theirs = finished(UserFactory.create(), {"K1": 1})
    gone = plan_action(theirs, "K1")
    supervision = Supervision.objects.create(practitioner=theirs.practitioner, supervisor=supervisor)
    for thing in (theirs, gone, supervision):
        record("see profile", thing, by=supervisor, about=nurse)
    gone.delete()

    assert [thing for _, _, thing in lines(client)] == [None, None, None]


def test_what_the_command_line_did_was_the_service(client, nurse):
    record("change", nurse, by=None, about=nurse)

    assert lines(client) == [("The service", "Changed your account", None)]


def test_the_record_names_the_program_that_did_something(client, nurse):
    record("change", nurse, by=Directory(), about=nurse)

    assert lines(client) == [("HR systems", "Changed your account", None)]


def test_supervision_is_named_with_its_term(client, nurse):
    sam = UserFactory.create(full_name="Sam Carter", is_people_administrator=True)
    supervise(nurse, UserFactory.create(full_name="Priya Nair"), started_on=date(2026, 1, 2))
    supervise(nurse, sam, started_on=date(2026, 1, 3), ended_on=date(2026, 2, 4))
    first, second = Supervision.objects.order_by("started_on")
    record("add", first, by=sam, about=nurse)
    record("change", second, by=sam, about=nurse)

    (_, changed, over), (_, added, lasting) = lines(client)

    assert (added, changed) == ("Gave you a supervisor", "Changed who supervises you")
    assert lasting[:2] == ("Supervision by Priya Nair", "from 2 January 2026")
    assert over[:2] == ("Supervision by Sam Carter", "from 3 January 2026 to 4 February 2026")


@pytest.mark.parametrize(
    ("verb", "told"),
    [("accept", "Accepted a request to supervise you"), ("print", "Print"), ("ask", "Asked to be supervised")],
)
def test_a_verb_is_told_in_words_and_an_unknown_one_as_it_is(client, nurse, supervisor, verb, told):
    asked = SupervisionRequest.objects.create(practitioner=nurse, email=supervisor.email)
    record(verb, asked, by=supervisor, about=nurse)

    assert [line[1] for line in lines(client)] == [told]


def test_a_name_is_shown_as_it_was_written(client, nurse):
    record("see profile", nurse, by=UserFactory.create(full_name="<b>Bold</b>"), about=nurse)

    assert "&lt;b&gt;Bold" in client.get(PAGE).content.decode()


def test_the_record_is_paged_and_keeps_what_was_asked(client, nurse, supervisor):
    for _ in range(PER_PAGE + 1):
        record("plan", nurse, by=nurse, about=nurse)

    response = client.get(PAGE, {"by": "you", "page": 2})

    assert len(response.context["deeds"]) == 1
    assert 'href="?by=you&amp;page=1"' in response.content.decode()


@pytest.mark.parametrize("size", [1, PER_PAGE])
def test_the_record_takes_no_more_queries_for_more(client, nurse, size, django_assert_num_queries):
    version = publish()
    for _ in range(size):
        by = supervise(nurse)
        record("see profile", finished(nurse, {"K1": 1}, version=version), by=by, about=nurse)
        record("add", Supervision.objects.get(supervisor=by), by=by, about=nurse)
    record("change", Team.objects.create(name="Willow ward"), by=None, about=nurse)
    client.get(PAGE)

    with django_assert_num_queries(6):  # who asks, how many, entries, assessments, supervisions, names
        client.get(PAGE)
