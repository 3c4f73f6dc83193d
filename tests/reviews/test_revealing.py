"""Revealing, and what both sides then read."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import Supervision
from tests.factories import UserFactory, answer, finished, framework_of, publish, put, share_with, supervise, yesterday
from tests.reviews.pages import ALIKE, address, deeds, rated, revealed
from tests.words import words

APART = {"K1": Answer(1, note="Said little"), "K2": 3, "D1": "not observed"}


def test_revealing_fixes_the_ratings_and_shows_both_sides(client, nurse, supervisor, sent):
    rated(sent, APART)

    response = client.post(address("reveal", sent))

    assertRedirects(response, address("review", sent), fetch_redirect_response=False)
    assertContains(client.get(response.url), "You and Amara Okafor can now both see what the other said.")
    sent.refresh_from_db()
    assert (sent.state, sent.reviewed_by) == ("reviewed", supervisor)
    assert deeds(supervisor, nurse) == ["see review", "reveal"]


def test_a_reveal_with_something_unrated_is_refused(client, sent):
    rated(sent, {"K1": 2, "K2": "na", "D1": 4})

    response = client.post(address("reveal", sent), follow=True)

    assertRedirects(response, reverse("supervision"))
    assertContains(response, "Rate every competence yourself first")
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_a_reveal_of_what_was_withdrawn_says_so(client, nurse, sent):
    rated(sent)
    sending.withdraw(sent, by=nurse)

    response = client.post(address("reveal", sent), follow=True)

    assertRedirects(response, reverse("supervision"))
    assertContains(response, "This assessment is no longer with you")


def test_a_reveal_by_a_link_is_no_reveal(client, sent):
    rated(sent)

    assert client.get(address("reveal", sent)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_both_sides_stand_in_groups_with_the_furthest_apart_first(client, sent):
    revealed(sent, APART)

    page = words(client.get(address("review", sent)))

    assert "2+ 1 two or more levels apart 1 1 one level apart ? 1 not observed" in page
    assert "K1 Knows why listening matters Amara Okafor Independently You Not yet Note: Said little" in page
    assert "haste Amara Okafor With support You Independently Add an action about K2 ? Not observed by" in page
    assert "D1 Listens to the end Amara Okafor Leading others You Not observed" in page
    assert page.index("Two or more levels apart") < page.index("One level apart") < page.index("Not observed by the")


def test_what_is_the_same_is_folded_away_and_counted(client, sent):
    revealed(sent, ALIKE | {"K1": 2})

    response = client.get(address("review", sent))

    assert "= 2 the same 1 1 one level apart" in words(response)
    assert "2 competences on which you both said the same" in words(response)
    assertNotContains(response, '<details class="nhsuk-details" open>')


def test_where_nothing_differs_the_same_is_open(client, sent):
    revealed(sent)

    assertContains(client.get(address("review", sent)), '<details class="nhsuk-details" open>')


def test_an_off_scale_answer_beside_a_level_is_answered_differently(client, nurse, supervisor):
    own: dict[str, Any] = {"K1": Answer(off_scale="na", reason="Only nights"), "K2": 2, "D1": "no"}
    sent = put(finished(nurse, own), "submitted", supervisor)
    revealed(sent, {"K1": 3, "K2": Answer(off_scale="na", reason="No ward work"), "D1": "no"})

    page = words(client.get(address("review", sent)))

    assert "≠ 2 answered differently" in page
    assert "Not applicable to my role Reason: Only nights You Independently" in page
    assert "You Not applicable to their role Reason: No ward work" in page


def test_words_beside_the_same_answer_are_there_for_both(client, nurse, supervisor):
    own: dict[str, Any] = {"K1": Answer(3, note="Mine"), "K2": Answer(off_scale="na", reason="Only nights"), "D1": 4}
    sent = put(finished(nurse, own), "submitted", supervisor)
    theirs = {"K1": Answer(3, note="Hers"), "K2": Answer(off_scale="na", reason="No ward work"), "D1": 4}
    revealed(sent, theirs)

    page = words(client.get(address("review", sent)))

    assert "Note, Amara Okafor: Mine Note, You: Hers" in page
    assert "Reason, Amara Okafor: Only nights Reason, You: No ward work" in page


def test_what_she_wants_to_discuss_is_marked_for_both(client, nurses_client, sent):
    revealed(sent, ALIKE | {"K1": 2})
    ids = competence_ids(sent.version_id)
    sent.to_discuss.set([ids["D1"], ids["K1"]])

    hers, mine = client.get(address("review", sent)), nurses_client.get(address("result", sent))

    assert "Amara Okafor wants to discuss: K1, D1" in words(hers)
    assert words(hers).count("Amara Okafor wants to discuss this") == 2
    assertContains(hers, '<details class="nhsuk-details" open>')
    assert words(mine).count("You want to discuss this") == 2


def test_what_people_write_is_shown_as_text(client, sent):
    revealed(sent, {"K1": Answer(1, note="<script>alert(1)</script>"), "K2": 2, "D1": 4})

    for name in ("review", "agree"):
        assertContains(client.get(address(name, sent)), "&lt;script&gt;alert(1)&lt;/script&gt;")
        assertNotContains(client.get(address(name, sent)), "<script>alert")


def test_an_agreed_assessment_says_what_was_agreed_and_why(client, sent):
    revealed(sent, {"K1": 1, "K2": 3, "D1": 4})
    answer(
        sent,
        {"K1": Answer(2, note="We looked back"), "K2": Answer(off_scale="na", reason="Nights"), "D1": 4},
        voice=Voice.AGREED,
    )
    put(sent, "agreed")
    Assessment.objects.update(closing_comment="That was good.")

    response = client.get(address("review", sent))

    page = words(response)
    assert "Amara Okafor: what was agreed" in page
    assert "You Not yet Agreed With support We looked back" in page
    assert "Agreed Not applicable to their role Reason: Nights" in page
    assert "Agreed as you both said 1 competence on which" in page
    assert "Amara Okafor's closing comment That was good." in page
    assertNotContains(response, "Agree levels")
    assertContains(response, address("staff-assessment", sent))
    assertContains(response, address("meeting-sheet", sent))


def test_what_is_only_being_agreed_is_not_shown_as_agreed(client, sent):
    revealed(sent, {"K1": 1, "K2": 2, "D1": 4})
    answer(sent, {"K1": Answer(2, note="Not decided yet")}, voice=Voice.AGREED)

    assertNotContains(client.get(address("review", sent)), "Not decided yet")


def test_what_is_shared_is_read_only(client, nurse, supervisor):
    other = supervise(nurse, UserFactory.create(full_name="Ruth Adeyemi"))
    theirs = put(finished(nurse, ALIKE), "reviewed", other)
    rated(theirs)
    share_with(theirs, supervisor)

    response = client.get(address("review", theirs))

    assert "Amara Okafor shares this with you; you can read it." in words(response)
    assert "Note, Ruth" not in words(response)
    assertNotContains(response, address("agree", theirs))
    assert client.get(address("agree", theirs)).status_code == HTTPStatus.NOT_FOUND
    assert deeds(supervisor, nurse) == ["see review"]


@pytest.mark.parametrize("ended", ["supervision", "sharing"])
def test_what_was_shared_is_gone_when_supervision_or_sharing_ends(client, nurse, supervisor, ended):
    theirs = put(finished(nurse, ALIKE), "agreed", supervise(nurse))
    share_with(theirs, supervisor)
    if ended == "supervision":
        Supervision.objects.filter(supervisor=supervisor).update(ended_on=yesterday())
    else:
        theirs.shared_with.clear()

    assert client.get(address("review", theirs)).status_code == HTTPStatus.NOT_FOUND
    assert deeds(supervisor, nurse) == ["be refused"]


def test_what_was_handed_over_says_who_rated_it(client, nurse, supervisor):
    former = UserFactory.create(full_name="Ruth Adeyemi")
    theirs = put(finished(nurse, ALIKE), "reviewed", former)
    rated(theirs, ALIKE | {"K1": 1})
    supervise(nurse, former, started_on=yesterday(), ended_on=yesterday())
    sending.hand_over(theirs, to=supervisor, by=nurse)

    response = client.get(address("review", theirs))

    assert "Amara Okafor Independently Ruth Adeyemi Not yet" in words(response)
    assertContains(response, address("agree", theirs))
    client.force_login(former)
    assert client.get(address("review", theirs)).status_code == HTTPStatus.NOT_FOUND
    assert deeds(former, nurse) == ["be refused"]


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("state", ["reviewed", "agreed"])
def test_queries_do_not_grow_with_competences(client, nurse, supervisor, state, count, django_assert_num_queries):
    codes = {f"C{n}": 2 for n in range(1, count + 1)}
    sent = put(finished(nurse, codes, version=publish(framework_of(count))), state, supervisor)
    rated(sent, dict.fromkeys(codes, 3))
    answer(sent, codes, voice=Voice.AGREED)
    sent.to_discuss.set(competence_ids(sent.version_id).values())
    client.get(address("review", sent))

    with django_assert_num_queries(6):  # who asks, assessment, ratings, what to discuss, plans, the audit record
        client.get(address("review", sent))
