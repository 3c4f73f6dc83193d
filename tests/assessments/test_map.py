"""The start page draws the framework's map: where each competence is asked, shown or read, and how it stands."""

import re

import pytest
from django.urls import reverse

from competence_app.assessments.rules.answers import Voice
from tests.factories import (
    AssessmentFactory,
    answer,
    finished,
    long_framework,
    publish,
    put,
    small_framework,
    supervise,
)
from tests.words import words

START = reverse("start", args=["listening"])
ENTRY = re.compile(r'app-map__entry(?:--(\w+))?">\s*<a\s+class="nhsuk-link"\s+href="([^"]*)"')


def entries(client):
    """Return of each competence on the map how it stands, and where it leads."""
    return ENTRY.findall(client.get(START).content.decode().replace("app-map__entry app-map", "app-map"))


def test_whoever_has_answered_nothing_reads_the_framework(client, nurse):
    version = publish()
    address = reverse("version", args=["listening", version.pk])

    assert entries(client) == [("", f"{address}#c-{code}") for code in ("K1", "K2", "D1")]


def test_a_draft_is_gone_on_with(client, nurse):
    draft = answer(AssessmentFactory.create(practitioner=nurse), {"K1": 1, "D1": 4})
    knowing, doing = (reverse("rate", args=[draft.pk, domain]) for domain in ("knowing", "doing"))

    assert entries(client) == [("below", f"{knowing}#K1"), ("open", f"{knowing}#K2"), ("done", f"{doing}#D1")]
    assert "Knows why listening matters Below target Knows what gets in the way, such as: Not answered" in words(
        client.get(START)
    )


def test_what_is_finished_is_shown_on_the_profile(client, nurse, time_machine):
    time_machine.move_to("2025-01-01 12:00Z")
    content = small_framework()
    content["domains"][1]["valid_for"] = "forever"
    finished(nurse, {"K1": 1, "K2": "na", "D1": 1}, version=publish(content))
    time_machine.move_to("2026-06-01 12:00Z")
    client.force_login(nurse)
    profile = reverse("framework-profile", args=["listening"])

    assert entries(client) == [("stale", f"{profile}#c-K1"), ("open", f"{profile}#c-K2"), ("below", f"{profile}#c-D1")]


def test_what_both_agreed_counts(client, nurse):
    assessment = finished(nurse, {"K1": 1, "K2": 4, "D1": 2})
    answer(assessment, {"K1": 3, "K2": 1, "D1": "not observed"}, voice=Voice.AGREED)
    put(assessment, "agreed", supervise(nurse))

    assert [status for status, _ in entries(client)] == ["done", "below", "below"]


def test_of_an_older_version_what_is_carried_counts(client, nurse):
    finished(nurse, {"K1": 3, "K2": 3, "D1": 3})
    content = small_framework(version="2026", changes="K1 is reworded")
    content["domains"][0]["competences"][0]["text"] = "Knows why one listens"
    publish(content)

    assert [status for status, _ in entries(client)] == ["open", "done", "done"]


def test_a_long_map_is_folded_and_leads_to_the_right_page(client, nurse):
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(long_framework(40)))

    page = words(client.get(START))

    assert "All 40 competences, 40 to answer" in page
    assert "Doing 1 competence, 1 to answer" in page
    assert entries(client)[15][1] == reverse("rate", args=[draft.pk, "all"]) + "?page=2#C16"


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, nurse, django_assert_num_queries, size):
    version = publish(long_framework(size))
    put(finished(nurse, {f"C{n}": 3 for n in range(1, size + 1)}, version=version), "agreed", supervise(nurse))
    client.get(START)

    with django_assert_num_queries(7):
        client.get(START)
