from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from competence_app.assessments.rules.answers import Answer
from competence_app.passports.actions import keeping
from tests.factories import (
    AssessmentFactory,
    JobRoleFactory,
    UserFactory,
    answer,
    finished,
    framework_of,
    plan_action,
    publish,
    small_framework,
)
from tests.passports.issued import key_of, passport
from tests.words import words

PAGE = "/profile/listening/"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPRING = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_profiles_without_an_assessment_help_to_start(client):
    response = client.get(reverse("profile"))

    assert "A profile shows what your ratings say" in words(response)
    assert f'href="{reverse("frameworks")}"' in response.content.decode()


def test_profiles_open_the_only_one_at_once(client, nurse):
    finished(nurse, {"K1": 2})

    assertRedirects(client.get(reverse("profile")), PAGE)


def test_profiles_list_each_framework_once(client, nurse):
    version = publish()
    finished(nurse, {"K1": 2}, version=version)
    finished(nurse, {"K1": 3}, version=version)
    AssessmentFactory.create(practitioner=nurse, version=publish(small_framework(code="talking", title="Talk")))
    finished(UserFactory.create(), {}, version=publish(small_framework(code="hidden", title="Somebody else's")))

    response = client.get(reverse("profile"))

    assert response.content.decode().count("/profile/listening/") == 1
    assert "Talk Not finished, started" in words(response)
    assert "Somebody else" not in words(response)


def test_profile_of_an_unknown_framework_is_not_found(client):
    assert client.get(PAGE).status_code == 404


def test_profile_of_a_framework_not_begun_helps_to_start(client):
    publish()

    response = client.get(PAGE)

    assert "You have not rated yourself against this framework yet" in words(response)
    assert f'href="{reverse("start", args=["listening"])}"' in response.content.decode()


@pytest.mark.time_machine(NOW, tick=False)
def test_profile_puts_what_is_below_target_first_and_the_rest_apart(client, nurse):
    assessment = AssessmentFactory.create(practitioner=nurse, finished=True)
    answer(assessment, {"K1": Answer(3, note="Fine by me")})
    answer(assessment, {"K2": Answer(1, note="<b>Hard</b>")}, rated_at=SPRING)
    answer(assessment, {"D1": Answer(off_scale="na", reason="Nights only")})

    response = client.get(PAGE)

    text = words(response)
    assert "You said Not yet; target: Independently." in text
    assert "Rated 3 March 2026, 8 months ago." in text.replace("\xa0", " ")
    assert "You said Not applicable to my role. Your reason: Nights only" in text
    assert "Finished 22 November 2026, today" in text
    assert "Rated 22 November 2026" not in text
    assert "&lt;b&gt;Hard&lt;/b&gt;" in response.content.decode()
    groups = [group.key for group in response.context["groups"]]
    assert groups == ["below-target", "on-target", "not-applicable"]
    assert "Past its review date" in text
    assert "Only you can see this" in text


def test_profile_keeps_a_development_need_apart(client, nurse):
    finished(nurse, {"K1": "no", "K2": 3, "D1": 4})

    response = client.get(PAGE)

    assert [group.key for group in response.context["groups"]] == ["no-opportunity", "on-target"]
    assert "You said No opportunity yet; target: Independently." in words(response)
    assert "Nothing below the target" in words(response)


def test_profile_without_a_target_says_so(client, nurse):
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3}, version=publish(small_framework(targets={})))

    response = client.get(PAGE)

    assert [group.key for group in response.context["groups"]] == ["rated"]
    assert "You said Not yet." in words(response)
    assert "Nothing below the target" not in words(response)


def test_profile_without_a_job_role_has_the_target_of_everybody(client, nurse):
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3}, job_role=None)

    text = words(client.get(PAGE))
    assert "No job role given" in text
    assert "You said Not yet; target: With support." in text


def test_profile_takes_the_target_of_the_assessments_job_role(client, nurse):
    finished(nurse, {"K1": 2, "K2": 2, "D1": 2}, job_role=JobRoleFactory.create(code="student-nurse"))

    text = words(client.get(PAGE))

    assert "Student nurse" in text
    assert "Target: With support" in text


def test_profile_of_a_draft_is_marked_unfinished(client, nurse):
    draft = AssessmentFactory.create(practitioner=nurse)
    answer(draft, {"K1": 2, "K2": "na"})

    response = client.get(PAGE)

    text = words(response)
    assert "This assessment is not finished." in text
    assert [group.key for group in response.context["groups"]] == ["below-target", "unanswered"]
    assert "You chose Not applicable to my role, which needs your reason." in text
    assert "You have not answered this yet." in text


def test_profile_shows_the_latest_completed_while_a_draft_is_under_way(client, nurse):
    done = finished(nurse, {"K1": 3, "K2": 3, "D1": 3})
    draft = AssessmentFactory.create(practitioner=nurse, version=done.version)

    response = client.get(PAGE)

    assert response.context["assessment"] == done
    assert f'href="{reverse("task-list", args=[draft.pk])}"' in response.content.decode()


def test_profile_of_anothers_assessment_is_not_found(client):
    other = finished(UserFactory.create(), {"K1": 1})

    assert client.get(reverse("assessment-profile", args=[other.pk])).status_code == 404


def test_profile_of_a_framework_shows_nothing_of_others(client):
    finished(UserFactory.create(), {"K1": Answer(1, note="Between us")})

    response = client.get(PAGE)

    assert "You have not rated yourself against this framework yet" in words(response)
    assert "Between us" not in words(response)


@pytest.mark.parametrize(
    ("review_by", "is_past"),
    [("2026", False), ("2025", True), ("2026-11", False), ("2026-10", True), ("2026-11-21", True), ("", False)],
)
@pytest.mark.time_machine(NOW, tick=False)
def test_review_date_is_past_once_it_is_over(client, nurse, review_by, is_past):
    finished(nurse, {"K1": 1}, version=publish(small_framework(source={"review_by": review_by})))

    assert ("Past its review date" in words(client.get(PAGE))) is is_past


@pytest.mark.parametrize(
    ("rated", "is_past"),
    [
        pytest.param("today", False, marks=pytest.mark.time_machine("2026-06-30 22:59:59Z", tick=False)),
        pytest.param("1 day ago", True, marks=pytest.mark.time_machine("2026-06-30 23:00Z", tick=False)),
    ],
)
def test_the_dates_of_a_profile_change_at_midnight_where_the_app_is(client, nurse, rated, is_past):
    assessment = AssessmentFactory.create(
        practitioner=nurse, version=publish(small_framework(source={"review_by": "2026-06"}))
    )
    answer(assessment, {"K1": 1}, rated_at=datetime(2026, 6, 29, 23, tzinfo=UTC))
    plan_action(assessment, "K1", due_on=date(2026, 6, 30))

    told = words(client.get(PAGE))

    assert f"Rated 30 June 2026, {rated}." in told
    assert ("Past its review date" in told, "Date has passed" in told) == (is_past, is_past)


@pytest.mark.parametrize("size", [1, 30])
def test_profile_takes_no_more_queries_for_more(client, nurse, size, django_assert_max_num_queries):
    version = publish(framework_of(size))
    answers = {f"C{n}": Answer(1 + n % 4, note="A note") for n in range(1, size + 1)}
    last = finished(nurse, answers, version=version)
    for _ in range(size):
        last = finished(nurse, answers, version=version, previous=last)
    for n in range(1, size + 1):
        plan_action(last, f"C{n}")
    client.get(PAGE)

    with django_assert_max_num_queries(6):
        client.get(PAGE)
    with django_assert_max_num_queries(6):
        client.get(reverse("assessment-profile", args=[last.pk]))
    with django_assert_max_num_queries(3):
        client.get(reverse("profile"))


def test_records_from_elsewhere_stand_beside_the_latest_and_are_no_ratings(client, nurse, tmp_path, settings):
    first = finished(nurse, {"K1": 1, "K2": 3, "D1": 3})
    settings.PASSPORT_ISSUERS = str(tmp_path)
    for owner in (nurse, UserFactory.create()):
        keeping.keep(passport(key_of()), by=owner)

    page = client.get(PAGE)
    past = client.get(reverse("assessment-profile", args=[first.pk]))

    assert len(page.context["outside"]) == 1
    assert "Records from elsewhere You brought these along." in words(page)
    assert [group.key for group in page.context["groups"]] == ["below-target", "on-target"]
    assert past.context["outside"] == page.context["outside"]  # it is the latest
