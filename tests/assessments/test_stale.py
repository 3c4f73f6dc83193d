"""A rating that is older than it holds is stale: told apart from low, at home and on the profile, and rated again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.catalogue.models import Framework
from tests.assessments.pages import open_page
from tests.factories import answer, finished, publish, put, small_framework, supervise
from tests.words import words

PROFILE = reverse("framework-profile", args=["listening"])
SAID: dict[str, Any] = {"K1": 2, "K2": "no", "D1": 4}
HOME = "{} older than 12 months"
MARK = "Older than 12 months"


@pytest.fixture
def at(client, nurse, time_machine):
    """Call it to go on to another moment, with the nurse signed in there."""

    def go_on(moment: str) -> None:
        time_machine.move_to(moment, tick=False)
        client.force_login(nurse)

    return go_on


def marks(client) -> int:
    """Return how many cards the profile marks; the line above them names as many, and home."""
    home, profile = words(client.get("/")), words(client.get(PROFILE))
    count = profile.count(MARK)
    told = f"{count} rating is" if count == 1 else f"{count} ratings are"
    for page in (home, profile):
        assert (HOME.format(told) in page) is bool(count), page
        assert ("older than" in page) is bool(count)
    return count


@pytest.mark.parametrize(
    ("given", "last", "first"),
    [
        ("2025-12-31 23:30Z", "2026-12-31 23:30Z", "2027-01-01 00:30Z"),  # the last minutes of a year
        ("2026-01-01 00:30Z", "2027-01-01 23:30Z", "2027-01-02 00:30Z"),
        ("2026-06-30 23:30Z", "2027-07-01 22:30Z", "2027-07-01 23:30Z"),  # summer time: given on 1 July
        ("2024-02-29 12:00Z", "2025-02-28 12:00Z", "2025-03-01 12:00Z"),
    ],
)
def test_a_rating_holds_its_months_to_the_day(client, nurse, at, given, last, first):
    at(given)
    finished(nurse, SAID)

    at(last)
    assert marks(client) == 0
    at(first)
    assert marks(client) == 3


def test_home_leads_to_the_line_and_that_to_each_card_with_the_way_to_rate_it(client, nurse, at):
    at("2025-01-01 12:00Z")
    finished(nurse, SAID)
    at("2026-11-22 12:00Z")

    home, profile = (client.get(address).content.decode() for address in ("/", PROFILE))

    assert f'href="{PROFILE}?show=stale#competences"' in home
    assert 'href="?show=stale#competences"' in profile
    alone = client.get(PROFILE, {"show": "stale"})
    assert [card.statement.code for group in alone.context["groups"] for card in group.cards] == [*SAID]
    for code in SAID:
        assert reverse("again", args=["listening", code]) in alone.content.decode()


def test_one_that_is_rated_again_is_stale_no_longer(client, nurse, at):
    at("2025-01-01 12:00Z")
    finished(nurse, SAID)
    at("2026-11-22 12:00Z")

    for left, code in ((2, "K1"), (1, "K2"), (0, "D1")):
        address = reverse("again", args=["listening", code])
        client.post(address, open_page(client, address) | {f"{code}-still-true": "yes"})
        assert marks(client) == left


def test_what_is_carried_over_two_and_three_versions_keeps_its_age(client, nurse, at):
    at("2024-12-31 12:00Z")
    finished(nurse, SAID)
    for year in ("2025", "2026"):
        at(f"{year}-06-30 12:00Z")
        content = small_framework(version=year)
        content["domains"][1]["competences"][0].update(text=f"Listens until {year}", change="editorial")
        draft = assessing.start(version=publish(content), job_role=nurse.job_role, by=nurse)
        if year == "2025":
            sent = open_page(client, reverse("rate", args=[draft.pk, "doing"]))
            client.post(reverse("rate", args=[draft.pk, "doing"]), sent | {"D1-still-true": "yes"})
        assessing.finish(draft, knowing=3, by=nurse)

    assert marks(client) == 2  # D1 was looked at a year ago to the day
    at("2026-07-01 12:00Z")
    assert marks(client) == 3


def test_what_both_agreed_holds_from_that_day(client, nurse, at):
    at("2025-01-01 12:00Z")
    done = finished(nurse, SAID)
    at("2026-01-01 12:00Z")
    put(answer(done, SAID, voice="agreed"), "agreed", supervise(nurse))

    at("2027-01-01 12:00Z")
    assert marks(client) == 0
    at("2027-01-02 12:00Z")
    assert marks(client) == 3


@pytest.mark.parametrize("months", [1, 24])
def test_how_long_is_the_frameworks_own(client, nurse, at, months):
    at("2025-01-01 12:00Z")
    finished(nurse, SAID)
    Framework.objects.update(interval_months=months)
    at({1: "2025-02-02 12:00Z", 24: "2027-01-02 12:00Z"}[months])

    for address in ("/", PROFILE):
        assert f"3 ratings are older than {months} month{'s' * (months > 1)}" in words(client.get(address))


@pytest.mark.parametrize("state", ["draft", "submitted", "reviewed"])
def test_home_tells_nothing_of_it_while_an_assessment_is_under_way(client, nurse, at, state):
    at("2024-01-01 12:00Z")
    done = finished(nurse, SAID)
    at("2026-11-22 12:00Z")
    if state == "draft":
        assessing.start(version=done.version, job_role=None, by=nurse)
    else:
        put(done, state, supervise(nurse))

    assert "older than" not in words(client.get("/"))
    assert words(client.get(PROFILE)).count(MARK) == 3


def test_a_draft_and_a_completed_one_are_read_in_one_query(client, nurse, at, django_assert_num_queries):
    at("2024-01-01 12:00Z")
    finished(nurse, SAID)
    other = finished(nurse, SAID, version=publish(small_framework(code="speaking")))
    at("2026-11-22 12:00Z")
    client.get("/")
    with django_assert_num_queries(4) as both_done:  # who asks, frameworks, where one stands, ratings
        client.get("/")
    assessing.start(version=other.version, job_role=None, by=nurse)

    with django_assert_num_queries(len(both_done)):
        response = client.get("/")
    assert (HOME.format("3 ratings are") in words(response), "0 of 3 looked at again" in words(response)) == (
        True,
        True,
    )


def test_what_is_recent_is_not_asked_for(client, nurse, at, django_assert_num_queries):
    at("2026-11-01 12:00Z")
    finished(nurse, SAID)
    client.get("/")

    with django_assert_num_queries(3):
        client.get("/")


def test_an_assessment_of_the_past_is_shown_as_it_was(client, nurse, at):
    at("2024-01-01 12:00Z")
    old = finished(nurse, SAID)
    at("2026-11-22 12:00Z")
    finished(nurse, SAID)

    assert "older than" not in words(client.get(reverse("assessment-profile", args=[old.pk]))).lower()


def test_a_supervisor_is_told_no_age_of_what_was_carried(client, nurse, at):
    at("2024-01-01 12:00Z")
    old = finished(nurse, SAID)
    at("2026-11-22 12:00Z")
    again = assessing.start(version=old.version, job_role=None, by=nurse)
    assessing.finish(again, knowing=3, by=nurse)
    priya = supervise(nurse)
    put(again, "reviewed", priya)
    client.force_login(priya)

    assert "older than" not in words(client.get(reverse("staff-assessment", args=[again.pk]))).lower()


def test_stale_before_is_the_first_moment_of_the_first_day_in_time(nurse, at):
    at("2026-07-15 12:00Z")

    assert Assessment().stale_before(12) == datetime(2025, 7, 14, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "stale"),
    [
        ("2025-06-30 12:00Z", []),
        ("2025-07-01 13:00Z", []),
        ("2025-07-02 12:00Z", ["D1"]),
        ("2026-01-02 12:00Z", ["K2", "D1"]),
        ("2036-01-01 12:00Z", ["K2", "D1"]),
    ],
)
def test_a_framework_says_for_how_long_ratings_of_a_competence_hold(client, nurse, at, moment, stale):
    content = small_framework()
    content["domains"][0]["competences"][0]["valid_for"] = "forever"
    content["domains"][1]["valid_for"] = 6
    at("2025-01-01 12:00Z")
    finished(nurse, SAID, version=publish(content))

    at(moment)
    home, profile = words(client.get("/")), words(client.get(PROFILE))

    told = {0: "", 1: "1 rating is older than 6 months", 2: "2 ratings are older than they hold"}[len(stale)]
    assert ("older than" in home) is bool(stale)
    assert told in home
    assert told in profile if stale else "lder than" not in profile
    assert profile.count("Older than 6 months") == ("D1" in stale)
    assert profile.count("Older than 12 months") == ("K2" in stale)


def test_nothing_is_stale_where_all_holds_forever(client, nurse, at):
    content = small_framework()
    for domain in content["domains"]:
        domain["valid_for"] = "forever"
    at("2025-01-01 12:00Z")
    finished(nurse, SAID, version=publish(content))

    at("2035-01-01 12:00Z")

    assert "older than" not in words(client.get("/"))
