import re
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.assessments.wording import NEEDS
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from tests.assessments.pages import page
from tests.factories import (
    AssessmentFactory,
    JobRoleFactory,
    UserFactory,
    answer,
    publish,
    put,
    small_framework,
    supervise,
)
from tests.words import words

START = reverse("start", args=["listening"])


def test_start_page_says_what_it_is_how_long_and_who_sees_it(client):
    publish()

    response = client.get(START)

    assert "3 competences in 2 domains" in words(response)
    assertContains(response, "about 5 minutes")
    assertContains(response, "nobody sees your answers until you send them")
    assert "Published April 2022" in words(response)
    assertContains(response, "Not yet")


@pytest.mark.parametrize(
    "is_past",
    [
        pytest.param(False, marks=pytest.mark.time_machine("2025-04-30 22:59:59Z", tick=False)),
        pytest.param(True, marks=pytest.mark.time_machine("2025-04-30 23:00Z", tick=False)),
    ],
)
def test_the_review_date_is_past_from_midnight_where_the_app_is(client, is_past):
    publish()

    assert ("Past its review date" in words(client.get(START))) is is_past


def test_start_page_of_an_unknown_framework_is_not_found(client):
    assert client.get(reverse("start", args=["nothing"])).status_code == HTTPStatus.NOT_FOUND


def test_starting_makes_a_private_draft_for_ones_job_role(client, nurse):
    version = publish()

    response = client.post(START, {"job_role": nurse.job_role_id})

    draft = Assessment.objects.get()
    assertRedirects(response, page(draft))
    assert (draft.practitioner, draft.version, draft.job_role, draft.state) == (nurse, version, nurse.job_role, "draft")
    assert Entry.objects.filter(verb="start", by=nurse, about=nurse).count() == 1


def test_home_starts_it_in_one_press_for_whoever_has_a_job_role(client, nurse):
    publish()
    home = client.get("/")
    assert "Nobody sees your answers until you send them." in words(home)
    [form] = re.findall(rf'<form action="{START}" method="post">(.*?)</form>', home.content.decode(), re.DOTALL)
    [job_role] = re.findall(r'name="job_role" value="(\d+)"', form)

    response = client.post(START, {"job_role": job_role})

    assertRedirects(response, page(Assessment.objects.get()))


def test_home_leads_whoever_has_no_job_role_to_the_page_that_asks_for_it(client, nurse):
    publish()
    nurse.job_role = None
    nurse.save()

    response = client.get("/")

    assertContains(response, f'href="{START}"')
    assertNotContains(response, f'action="{START}"')


@pytest.mark.parametrize(("state", "at_once"), [("agreed", True), ("finished", False)])
def test_home_starts_again_at_once_only_where_nothing_waits_to_be_sent(client, nurse, state, at_once):
    put(AssessmentFactory.create(practitioner=nurse), state)

    response = client.get("/")

    assert "Rate yourself again" in words(response)
    assert (f'action="{START}"' in response.content.decode()) is at_once


@pytest.mark.parametrize(("state", "told"), [("finished", 1), ("agreed", 0)])
def test_start_page_says_that_what_was_not_sent_cannot_be_sent_any_more(client, nurse, state, told):
    put(AssessmentFactory.create(practitioner=nurse), state)

    assert words(client.get(START)).count("cannot be sent any more once you start again.") == told


def test_home_says_that_a_framework_is_past_its_review_before_it_is_started(client, nurse):
    publish(small_framework(source={"title": "A book", "review_by": "2020"}))
    publish(small_framework(code="silence", source={"title": "A book", "review_by": "2999"}))

    assert words(client.get("/")).count("Past its review date") == 1


def test_a_second_start_leads_to_the_first_part_that_has_anything_left(client, draft):
    answer(draft, {"K1": 1, "K2": 2})

    assertRedirects(client.post(START, {"job_role": draft.job_role_id}), page(draft, "doing"))


def test_starting_without_a_job_role_asks_for_one(client):
    publish()
    JobRoleFactory.create(code="ward-manager")

    response = client.post(START, {"job_role": ""})

    assertContains(response, "Choose your job role")
    assert not Assessment.objects.exists()


def test_a_second_start_leads_to_the_draft_that_is_there(client, draft):
    response = client.post(START, {"job_role": draft.job_role_id}, follow=True)

    assertRedirects(response, page(draft))
    assert Assessment.objects.get() == draft


def test_a_start_beside_one_that_is_sent_says_what_is_against_it(client, nurse, draft):
    put(answer(draft, {"K1": 3, "K2": 2, "D1": 4}), "submitted", supervise(nurse))

    response = client.post(START, {"job_role": draft.job_role_id}, follow=True)

    assertContains(response, NEEDS[Need.NOTHING_OPEN])
    assert Assessment.objects.get() == draft


def test_start_is_refused_on_a_retired_version(nurse):
    version = publish()
    Version.objects.filter(pk=version.pk).retire()

    with pytest.raises(MoveRefusedError) as refusal:
        assessing.start(version=version, job_role=None, by=nurse)

    assert refusal.value.reasons == (Need.PUBLISHED,)


def test_a_nurse_may_start_while_another_is_under_way_for_somebody_else(client, nurse):
    theirs = AssessmentFactory.create()

    client.post(START, {"job_role": nurse.job_role_id})

    assert Assessment.objects.exclude(pk=theirs.pk).get().practitioner == nurse


def test_starting_again_carries_the_former_answers_with_their_dates(client, nurse):
    former = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(former, {"K1": 2, "K2": "no", "D1": 4})
    old = former.ratings.by_code(Voice.SELF)

    response = client.post(START, {"job_role": nurse.job_role_id})

    draft = Assessment.objects.get(state="draft")
    assertRedirects(response, page(draft))
    new = draft.ratings.by_code(Voice.SELF)
    assert draft.previous == former
    assert {code: r.answer for code, r in new.items()} == {code: r.answer for code, r in old.items()}
    assert {code: r.carried_from for code, r in new.items()} == old
    assert {code: r.rated_at for code, r in new.items()} == {code: r.rated_at for code, r in old.items()}


def test_start_page_says_what_will_be_carried_into_a_revised_version(client, nurse):
    former = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(former, {"K1": 2, "K2": 3, "D1": 4})
    revised = small_framework(version="2025")
    revised["domains"][0]["competences"][0]["text"] = "Knows when listening matters"
    revised["domains"][1]["competences"] = [
        {"code": "D2", "text": "Listens and asks", "replaces": ["D1"]},
        {"code": "D3", "text": "Keeps silent"},
    ]
    publish(revised)

    response = client.get(START)

    assert "there are 1 answer carried over, for you to look at again 1 to confirm" in words(response)
    assert "because the words changed 1 to answer anew 1 new" in words(response)


def test_start_page_counts_no_answer_whose_meaning_changed_as_carried(client, nurse):
    former = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(former, {"K1": 2, "K2": "no", "D1": 4})
    revised = small_framework(version="2025")
    revised["scale"]["off_scale"][1]["label"] = "Not seen yet"
    publish(revised)

    response = client.get(START)

    assert "2 answers carried over, for you to look at again 1 to answer anew" in words(response)


def test_starting_on_a_revised_version_carries_only_what_the_rules_allow(client, nurse):
    former = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(former, {"K1": 2, "K2": 3, "D1": 4})
    revised = small_framework(version="2025")
    revised["domains"][0]["competences"][0]["text"] = "Knows when listening matters"
    publish(revised)

    response = client.post(START, {"job_role": nurse.job_role_id})

    draft = Assessment.objects.get(state="draft")
    assertRedirects(response, reverse("queue", args=[draft.pk]))
    assert {code: r.level for code, r in draft.ratings.by_code(Voice.SELF).items()} == {"K2": 3, "D1": 4}
    assert {code: r.level for code, r in former.ratings.by_code(Voice.SELF).items()} == {"K1": 2, "K2": 3, "D1": 4}


def test_a_newer_version_that_was_retired_leads_back_to_the_older_one(client, nurse):
    publish()
    revised = small_framework(version="2025")
    revised["domains"][0]["competences"][0]["text"] = "Knows when listening matters"
    newer = publish(revised)
    answer(AssessmentFactory.create(practitioner=nurse, version=newer, finished=True), {"K1": 2, "K2": 3, "D1": 4})
    Version.objects.filter(pk=newer.pk).retire()

    client.get(START)
    client.post(START, {"job_role": nurse.job_role_id})

    draft = Assessment.objects.get(state="draft")
    assert (draft.version.label, set(draft.ratings.by_code(Voice.SELF))) == ("2022", {"K2", "D1"})


def test_start_page_never_speaks_of_somebody_elses_assessment(client):
    theirs = AssessmentFactory.create(practitioner=UserFactory.create(), finished=True)

    response = client.get(START)

    assertNotContains(response, "You finished an assessment")
    assert theirs.pk is not None


def test_nobody_starts_for_another_job_role_than_they_have(client, nurse):
    publish()
    other = JobRoleFactory.create(code="ward-manager")

    shown = client.get(START)
    client.post(START, {"job_role": other.pk})

    assertNotContains(shown, "Ward manager")
    assert not Assessment.objects.exists()
    type(nurse).objects.update(job_role=None)
    assertContains(client.get(START), "Ward manager")
    client.post(START, {"job_role": other.pk})
    assert Assessment.objects.get().job_role == other
