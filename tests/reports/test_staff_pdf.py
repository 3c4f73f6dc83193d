"""What a supervisor takes along of somebody: what they may read, and on record."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.models import Rating
from competence_app.assessments.rules.answers import Answer
from competence_app.people.models import Supervision
from tests.factories import UserFactory, finished, framework_of, plan_action, publish, put, share_with, yesterday
from tests.pdfs import bookmarks, is_pdf_ua, text_of
from tests.reports.voices import looks, spoken

ALL = "?enclosed=notes&enclosed=comments&enclosed=plans"
OWN: dict[str, Any] = {"K1": Answer(1, note="A note of mine"), "K2": 3, "D1": 4}


def address(assessment):
    return reverse("staff-pdf", args=[assessment.pk])


def noted(nurse, supervisor):
    assessment = spoken(nurse, "agreed", supervisor, OWN, {"K1": Answer(2, note="A note of hers"), "K2": 3, "D1": 3})
    plan_action(assessment, "K1", text="Ask a colleague")
    return assessment


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_a_supervisor_takes_the_ratings_along(supervisors_client, nurse, supervisor):
    response = supervisors_client.get(address(noted(nurse, supervisor)))

    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-profile-2026-11-28.pdf"'
    assert is_pdf_ua(response.content)
    text = text_of(response.content)
    assert text.startswith("Competence profile: as of 28 November 2026 Ability to listen Practitioner: Amara Okafor")
    for written in ("A note of mine", "A note of hers", "Ask a colleague"):
        assert written not in text


def test_what_was_written_goes_in_where_it_is_asked_for(supervisors_client, nurse, supervisor):
    assessment = spoken(nurse, "reviewed", supervisor, OWN, {"K1": Answer(2, note="A note of hers"), "K2": 3, "D1": 3})
    plan_action(assessment, "K1", text="Ask a colleague")
    plan_action(assessment, "K1", text="Over", done_on=yesterday())

    text = text_of(supervisors_client.get(address(assessment) + ALL).content)

    assert "Note by Amara Okafor: A note of mine" in text
    assert "Note by Priya Nair: A note of hers" in text
    assert "Planned: • Ask a colleague" in text
    assert "Over" not in text


def test_the_record_says_what_was_taken_along(client, supervisors_client, nurse, supervisor):
    assessment = noted(nurse, supervisor)

    supervisors_client.get(address(assessment))
    supervisors_client.get(address(assessment) + ALL)

    taken = f"assessments.assessment {assessment.pk}"
    assert looks(supervisor, nurse) == [("take profile and notes along", taken), ("take profile along", taken)]
    record = client.get(reverse("record")).content.decode()
    assert "Took your profile along, as a PDF, with what was written" in record
    assert record.count("Took your profile along, as a PDF") == 2


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_what_was_carried_is_not_dated(supervisors_client, nurse, supervisor):
    long_ago = timezone.now() - timedelta(days=1000)
    first = finished(nurse, {"K1": 3}, finished_at=long_ago, started_at=long_ago)
    second = finished(nurse, {"K2": 3, "D1": 2})
    Rating.objects.filter(assessment=first).update(rated_at=long_ago)
    Rating.objects.get(assessment=first).carried_into(second).save()
    Rating.objects.filter(assessment=second, competence__code="K2").update(rated_at=long_ago)
    put(second, "reviewed", supervisor)

    pdf = supervisors_client.get(address(second)).content

    assert bookmarks(pdf) == ["At a glance", "Below the target", "To look at again", "At or above the target"]
    again = text_of(pdf).partition("To look at again")[2].partition("At or above")[0]
    assert "K2" in again
    assert "K1" not in again


def test_nobody_takes_along_what_they_were_never_shown(client, supervisors_client, nurse, supervisor):
    sent = spoken(nurse, "submitted", supervisor)
    with_another = spoken(UserFactory.create(), "agreed", UserFactory.create(), version=sent.version)

    for browser, assessment in ((supervisors_client, sent), (supervisors_client, with_another), (client, sent)):
        assert browser.get(address(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == []


def test_what_is_shared_can_be_taken_along(supervisors_client, nurse, supervisor):
    theirs = spoken(nurse, "agreed", UserFactory.create())
    share_with(theirs, supervisor)

    assert supervisors_client.get(address(theirs)).status_code == HTTPStatus.OK


def test_a_former_supervisor_is_refused(supervisors_client, nurse, supervisor):
    assessment = noted(nurse, supervisor)
    Supervision.objects.update(ended_on=yesterday())

    assert supervisors_client.get(address(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert looks(supervisor, nurse) == [("be refused", f"assessments.assessment {assessment.pk}")]


def test_the_page_of_what_can_be_taken_along_leads_to_the_pdf(supervisors_client, nurse, supervisor):
    assessment = noted(nurse, supervisor)

    page = supervisors_client.get(reverse("staff-take-along", args=[nurse.pk, "listening"])).content.decode()

    assert f'href="{address(assessment)}"' in page
    assert f'href="{address(assessment)}{ALL.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize("size", [1, 30])
def test_taking_along_takes_no_more_queries_for_more(
    supervisors_client, nurse, supervisor, size, django_assert_num_queries
):
    own = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    assessment = spoken(nurse, "agreed", supervisor, own, own, version=publish(framework_of(size)))
    for code in own:
        plan_action(assessment, code)
    supervisors_client.get(address(assessment))

    with django_assert_num_queries(5):  # who asks, assessment, the entry, plans, ratings
        supervisors_client.get(address(assessment) + ALL)
