"""The practitioner's own profile once somebody else has spoken too."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from competence_app.assessments.rules.answers import Answer
from competence_app.people.models import Supervision
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    finished,
    framework_of,
    publish,
    put,
    supervise,
    yesterday,
)
from tests.reports.voices import columns, spoken
from tests.words import words

PAGE = "/profile/listening/"


@pytest.mark.parametrize("state", ["finished", "submitted", "draft"])
def test_before_the_reveal_a_profile_holds_nothing_of_the_other_voices(client, nurse, supervisor, state):
    said = {"K1": Answer(2, note="Seen twice"), "K2": 4, "D1": "not observed"}
    spoken(nurse, state, supervisor, theirs=said)

    response = client.get(PAGE)

    for hidden in ("Seen twice", "Not observed", "Supervisor", "Agreed", "app-dots__supervisor", "app-dots__agreed"):
        assert hidden not in response.content.decode()


def test_after_the_reveal_both_voices_stand_beside_each_other(client, nurse, supervisor):
    said = {"K1": Answer(2, note="<b>Seen</b> twice"), "K2": 3, "D1": "not observed"}
    spoken(nurse, "reviewed", supervisor, theirs=said)

    response = client.get(PAGE)

    html, text = response.content.decode(), words(response)
    assert "You said Not yet; target: Independently." in text
    assert "Priya Nair said With support. Priya Nair's note: <b>Seen</b> twice" in text
    assert "&lt;b&gt;Seen" in html
    assert "Priya Nair said Not observed." in text
    assert "<title>You said: Not yet. Supervisor: With support. Target: Independently</title>" in html
    assert columns(response) == ["You said", "Supervisor", "Target"]
    assert "Supervisor: Priya Nair" in text
    assert "No levels are agreed yet: until then your own answers are set against the target." in text


def test_levels_on_the_way_to_agreement_stay_off_the_profile(client, nurse, supervisor):
    spoken(nurse, "reviewed", supervisor)

    response = client.get(PAGE)

    assert "Agreed:" not in words(response)
    assert "app-dots__agreed" not in response.content.decode()


def test_what_was_agreed_is_set_against_the_target(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)

    response = client.get(PAGE)

    groups = {group.key: [card.statement.code for card in group.cards] for group in response.context["groups"]}
    assert groups == {"on-target": ["K1", "K2", "D1"]}
    card = response.context["groups"][0].cards[0]
    assert [strip_tags(said.words) for said in card.said] == [
        "Agreed: Independently; target: Independently.",
        "You said Not yet.",
        "Priya Nair said With support.",
    ]
    assert "What was agreed is set against the target" in words(response)
    assert columns(response) == ["You said", "Supervisor", "Agreed", "Target"]


def test_own_answer_counts_where_no_level_could_be_agreed(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)

    card = client.get(PAGE).context["groups"][0].cards[2]

    assert [strip_tags(said.words) for said in card.said] == [
        "You said Leading others; target: Independently.",
        "Priya Nair said Not observed.",
        "Agreed: Not observed.",
    ]


def test_a_reason_is_said_once(client, nurse, supervisor):
    own = {"K1": Answer(off_scale="na", reason="Nights only")}
    other = {"K1": Answer(off_scale="na", reason="Not on this ward")}
    assessment = put(answer(finished(nurse, own), other, voice="supervisor"), "agreed", supervisor)
    answer(assessment, own, voice="agreed")

    card = client.get(PAGE).context["groups"][-1].cards[0]

    assert [list(said.written) for said in card.said] == [
        [],
        [("Your reason", "Nights only")],
        [("Priya Nair's reason", "Not on this ward")],
    ]


def test_a_profile_says_who_can_see_it(client, nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor)
    assessment.shared_with.add(supervise(nurse, UserFactory.create(full_name="Sam Carter")), UserFactory.create())
    supervise(nurse)

    response = client.get(PAGE)

    assert "Priya Nair and Sam Carter can see this while they supervise you." in words(response)
    assert f'href="{reverse("record")}"' in response.content.decode()


def test_a_sent_profile_says_that_its_answers_are_still_hidden(client, nurse, supervisor):
    spoken(nurse, "submitted", supervisor)

    text = words(client.get(PAGE))

    assert "You sent this to Priya Nair, who sees your answers only once they have rated every competence" in text
    assert "Only you can see this" not in text


@pytest.mark.parametrize("state", ["submitted", "agreed"])
def test_when_supervision_ends_only_the_nurse_sees_it(client, nurse, supervisor, state):
    spoken(nurse, state, supervisor)
    Supervision.objects.update(ended_on=yesterday())

    assert "Only you can see this now: nobody it was sent to supervises you any more." in words(client.get(PAGE))


def test_history_says_how_far_each_has_come(client, nurse, supervisor):
    version = publish()
    spoken(nurse, "agreed", supervisor, version=version)
    finished(nurse, {"K1": 1}, version=version)
    moved = AssessmentFactory.create(practitioner=nurse, version=version, state="superseded")
    AssessmentFactory.create(practitioner=nurse, version=version, previous=moved)

    history = client.get(f"{PAGE}over-time/").context["history"]

    past = [words.partition(" ")[0] for _, words in history]

    assert past == ["Not", "Moved", "Finished", "Agreed"]


@pytest.mark.parametrize("size", [1, 30])
def test_more_voices_take_no_more_queries(client, nurse, supervisor, size, django_assert_num_queries):
    version = publish(framework_of(size))
    answers = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    last = None
    for _ in range(size):
        last = spoken(nurse, "agreed", supervisor, answers, answers, version=version, previous=last)
    client.get(PAGE)

    with django_assert_num_queries(5):  # who asks, assessments, actions, ratings, who can see it
        client.get(PAGE)
