"""A supervisor rates what was sent to them."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.people.models import Supervision
from tests.assessments.pages import meanings, open_page, save, sent_by
from tests.factories import (
    AssessmentFactory,
    finished,
    framework_of,
    long_framework,
    publish,
    put,
    small_framework,
    supervise,
    yesterday,
)
from tests.reviews.pages import address, deeds, rated, rating_page, revealed, said
from tests.words import words

GONE = "This assessment is no longer with you: it was withdrawn or returned."


def test_the_review_says_whose_it_is_for_which_role_and_when_it_came(client, sent):
    page = words(client.get(address("review", sent)))

    assert "Ability to listen, version 2022 Amara Okafor: your ratings" in page
    assert "Target for this role: Independently" in page
    assert "0 of 3 competences rated by you" in page


def test_a_long_domain_is_rated_page_by_page(client, nurse, supervisor):
    version = publish(long_framework(16))
    sent = put(
        finished(nurse, {f"C{n}": 2 for n in range(1, 17)} | {"D1": 2}, version=version), "submitted", supervisor
    )
    address = rating_page(sent, "all")

    first = save(client, address, open_page(client, address), **{f"C{n}_answer": "3" for n in range(1, 9)})
    second = save(client, first.url, open_page(client, first.url), C9_answer="3", then="later")
    again = client.get(second.url)

    assert first.url == f"{address}?page=2"
    assert "domain 1 of 2, page 2 of 2, 9 of 17 rated" in words(client.get(first.url))
    assertContains(again, f'href="{address}?page=2"')


def test_without_a_job_role_or_target_nothing_is_said_of_them(client, nurse, supervisor):
    nurse.job_role = None
    nurse.save()
    version = publish(small_framework(targets={}))
    sent = put(finished(nurse, {}, version=version, job_role=None), "submitted", supervisor)

    page = words(client.get(address("review", sent)))

    assert "target" not in page
    assert ", as " not in page


def test_the_review_names_each_domains_progress(client, sent):
    rated(sent, {"K1": 2, "D1": "not observed"})

    page = words(client.get(address("review", sent)))

    assert "Knowing 1 of 2 rated In progress Doing 1 of 1 rated Completed" in page
    assertNotContains(client.get(address("review", sent)), "Reveal both ratings")


def test_all_rated_the_reveal_is_offered_and_explained(client, sent):
    rated(sent)

    response = client.get(address("review", sent))

    assertContains(response, "Reveal both ratings")
    assert "your ratings are fixed, and you and Amara Okafor both see what the other said" in words(response)


def test_a_new_page_has_nothing_selected_and_offers_not_observed(client, sent):
    response = client.get(rating_page(sent))

    assertNotContains(response, "checked")
    assertContains(response, 'value="not observed"', count=2)
    assert meanings(response)["K1"]["Not observed"].startswith("Not enough seen to say.")


def test_the_page_counts_the_supervisors_own_ratings(client, sent):
    rated(sent, {"K1": 2})

    assert "domain 1 of 2, 1 of 3 rated" in words(client.get(rating_page(sent)))


def test_the_levels_are_quoted_as_they_are_for_the_kind_of_the_statement(client, nurse, supervisor):
    content = small_framework()
    content["scale"]["levels"][0]["means"] = {"knowledge": "I can explain it", "capability": "I can do it"}
    sub_domain = {"code": "using", "title": "Using it", "kind": "capability"}
    content["domains"][0]["domains"] = [sub_domain | {"competences": [{"code": "K3", "text": "Uses it"}]}]
    sent = put(finished(nurse, {}, version=publish(content)), "submitted", supervisor)

    both, one = meanings(client.get(rating_page(sent))), meanings(client.get(rating_page(sent, "doing")))

    label = content["scale"]["levels"][0]["label"]
    assert {code: row[label] for code, row in (both | one).items()} == {
        "K1": "“I can explain it”",
        "K2": "“I can explain it”",
        "K3": "“I can do it”",
        "D1": "“I can do it”",
    }


def test_ratings_are_stored_in_the_supervisors_voice_alone(client, sent):
    before = said(sent, Voice.SELF)

    fields = open_page(client, rating_page(sent))
    response = save(client, rating_page(sent), fields, K1_answer="not observed", K2_answer="2", K2_note="Seen twice")

    assertRedirects(response, rating_page(sent, "doing"))
    assert said(sent, Voice.SUPERVISOR) == {"K1": Answer(off_scale="not observed"), "K2": Answer(2, note="Seen twice")}
    assert said(sent, Voice.SELF) == before


def test_after_the_last_domain_comes_the_review(client, sent):
    page = rating_page(sent, "doing")

    assertRedirects(save(client, page, open_page(client, page), D1_answer="1"), address("review", sent))


def test_coming_back_later_keeps_an_answer_that_lacks_its_reason_and_says_who_sees_it(client, sent):
    response = save(client, rating_page(sent), open_page(client, rating_page(sent)), then="later", K1_answer="na")

    assertRedirects(response, address("review", sent), fetch_redirect_response=False)
    assertContains(client.get(response.url), "Your ratings are saved. Amara Okafor cannot see them.")
    assert said(sent, Voice.SUPERVISOR) == {"K1": Answer(off_scale="na")}


def test_a_missing_reason_is_asked_for(client, sent):
    fields = open_page(client, rating_page(sent))

    response = save(client, rating_page(sent), fields, K1_answer="na", K2_note="Typed")

    assert "K1: say why you answered “Not applicable to their role”" in words(response)
    assert sent_by(response.content.decode())["K2-note"] == "Typed"
    assert said(sent, Voice.SUPERVISOR) == {"K2": Answer(note="Typed")}


def test_two_tabs_that_rate_the_same_differently_are_both_shown(client, sent):
    one, other = open_page(client, rating_page(sent)), open_page(client, rating_page(sent))

    save(client, rating_page(sent), one, K1_answer="3", K2_answer="4")
    response = save(client, rating_page(sent), other, K1_answer="2", K1_note="From the phone")

    assertContains(response, "K1: also answered in another window. Choose the answer to keep")
    shown = sent_by(response.content.decode())
    assert (shown["K1-answer"], shown["K1-note"], shown["K2-answer"]) == ("2", "From the phone", "4")
    assert said(sent, Voice.SUPERVISOR) == {"K1": Answer(3), "K2": Answer(4)}

    assertRedirects(save(client, rating_page(sent), shown), rating_page(sent, "doing"))
    assert said(sent, Voice.SUPERVISOR) == {"K1": Answer(2, note="From the phone"), "K2": Answer(4)}


def test_withdrawn_meanwhile_the_page_comes_back_with_what_was_typed(client, nurse, sent):
    rated(sent, {"K2": 1})
    fields = open_page(client, rating_page(sent))
    sending.withdraw(sent, by=nurse)

    response = save(client, rating_page(sent), fields, K1_answer="4", K1_note="Typed on the bus")

    assertContains(response, f"What you typed on this page is not saved. {GONE}")
    assertNotContains(response, "Save and continue")
    assertContains(response, f'href="{reverse("supervision")}">Supervision')
    shown = sent_by(response.content.decode())
    assert (shown["K1-answer"], shown["K1-note"]) == ("4", "Typed on the bus")
    assert said(sent, Voice.SUPERVISOR) == {"K2": Answer(1)}


def test_revealed_in_another_tab_the_ratings_no_longer_change(client, sent):
    rated(sent)
    fields = open_page(client, rating_page(sent))
    client.post(address("reveal", sent))

    response = save(client, rating_page(sent), fields, K1_answer="1")

    assertContains(response, "Your ratings are revealed: they no longer change.")
    assert said(sent, Voice.SUPERVISOR)["K1"] == Answer(3)


def test_once_revealed_the_rating_page_leads_to_the_review(client, sent):
    revealed(sent)

    assertRedirects(client.get(rating_page(sent)), address("review", sent))


@pytest.mark.parametrize("method", ["get", "post"])
def test_when_supervision_ends_so_does_sight_and_that_is_written_down(client, nurse, supervisor, sent, method):
    fields = open_page(client, rating_page(sent))
    Supervision.objects.update(ended_on=yesterday())

    response = getattr(client, method)(rating_page(sent), fields | {"K1-answer": "4"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert deeds(supervisor, nurse)[0] == "be refused"
    assert said(sent, Voice.SUPERVISOR) == {}


def test_looking_is_written_down_once_a_day(client, nurse, supervisor, sent):
    for page in (address("review", sent), rating_page(sent), address("return", sent)):
        client.get(page)

        assert deeds(supervisor, nurse) == ["open review"]


@pytest.mark.parametrize("name", ["review", "review-rate", "return", "agree"])
def test_what_is_not_sent_to_me_is_not_there(client, nurse, supervisor, name):
    version = publish()
    theirs = put(AssessmentFactory.create(practitioner=nurse, version=version), "submitted", supervise(nurse))
    arguments = [theirs.pk, "knowing"] if name == "review-rate" else [theirs.pk]

    assert client.get(reverse(name, args=arguments)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(reverse(name, args=arguments)).status_code in {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
    }
    assert deeds(supervisor, nurse) == []


def test_a_domain_that_the_version_lacks_is_not_found(client, sent):
    assert client.get(rating_page(sent, "nothing")).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_competences(client, nurse, supervisor, count, django_assert_num_queries):
    content = framework_of(1)
    content["domains"][0]["competences"] = [{"code": f"C{n}", "text": "Does it"} for n in range(1, count + 1)]
    codes = {f"C{n}": 2 for n in range(1, count + 1)}
    sent = rated(put(finished(nurse, codes, version=publish(content)), "submitted", supervisor), codes)
    page = rating_page(sent, "domain-1")
    fields = open_page(client, page)

    with django_assert_num_queries(4):  # who asks, assessment, ratings, the audit record
        client.get(address("review", sent))
    with django_assert_num_queries(4):  # the same
        client.get(page)
    with django_assert_num_queries(3):  # the same without the ratings
        client.get(address("return", sent))
    changed = {name: "3" if name.endswith("answer") else value for name, value in fields.items()}
    with django_assert_num_queries(7):  # who asks, assessment, the lock, ratings, the write, the savepoint's two
        client.post(page, changed | {"then": "continue"})
