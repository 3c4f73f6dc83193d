"""Where a framework says more of a competence, its profile says it where it helps: beside what is below target."""

from copy import deepcopy
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.factories import finished, framework_of, publish, put, small_framework
from tests.reports.voices import spoken
from tests.ui.html import read
from tests.words import words

COURSE = {"title": "A course", "url": "https://learn.example.org/a?b=1&c", "kind": "course", "for": {"to": 2}}
BOOK = {"title": "A book", "url": "https://example.org/book", "for": {"from": 3}}
PROFILE = reverse("framework-profile", args=["listening"])


def saying(**more: Any) -> dict[str, Any]:
    """Return the small framework, saying more of K1."""
    content = small_framework()
    content["domains"][0]["competences"][0] |= more
    return content


def ahead(response) -> list[str]:
    """Return what each card says comes next; of an element its own words first."""
    page = read(response.content.decode())
    return [box.words() for box in page.all("div") if box.attrs.get("class") == "app-ahead"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (1, ["What “With support” looks like I ask What can help (course, on learn.example.org) A course"]),
        (2, ["What can help (course, on learn.example.org) A course"]),  # of the next level nothing is said
        (3, []),
        ("no", ["What can help (course, on learn.example.org) A course (on example.org) A book"]),
        (None, []),
    ],
)
def test_below_the_target_stands_what_the_next_level_looks_like_and_what_helps(client, nurse, answer, told):
    content = saying(levels={2: "I *ask*", 4: "I teach"}, resources=[COURSE, BOOK])
    finished(nurse, {"K1": answer} if answer else {}, version=publish(content))

    response = client.get(PROFILE)

    assert ahead(response) == told


def test_a_link_to_another_site_names_it_and_tells_it_nothing(client, nurse):
    finished(nurse, {"K1": 1}, version=publish(saying(resources=[COURSE])))

    assertContains(
        client.get(PROFILE), 'href="https://learn.example.org/a?b=1&amp;c" rel="external noreferrer" lang="en-GB"'
    )


def test_the_supervisor_and_the_meeting_sheet_say_the_same(supervisors_client, nurse, supervisor):
    version = publish(saying(levels={2: "I ask"}, resources=[COURSE]))
    assessment = spoken(nurse, "reviewed", supervisor, {"K1": 1, "K2": 3, "D1": 3}, {"K1": 1}, version=version)
    told = ["What “With support” looks like I ask What can help (course, on learn.example.org) A course"]

    assert ahead(supervisors_client.get(reverse("staff-assessment", args=[assessment.pk]))) == told
    assert ahead(supervisors_client.get(reverse("meeting-sheet", args=[assessment.pk]))) == told


def test_each_competence_is_set_against_its_own_target(client, nurse):
    content = saying(targets={"default": 4})
    content["domains"][1]["targets"] = {"roles": {"registered-nurse": 2}}
    finished(nurse, {"K1": 3, "K2": 3, "D1": 3}, version=publish(content))

    page = words(client.get(PROFILE))

    assert "Target: With support to Leading others, depending on the competence" in page
    assert "You said Independently; target: Leading others." in page
    assert "You said Independently; target: Independently." in page
    assert "You said Independently; target: With support." in page


def test_a_short_title_stands_for_the_statement_where_there_is_little_room(client, nurse):
    finished(nurse, {"K1": 3}, version=publish(saying(title="Why")))

    page = words(client.get(PROFILE))

    assert page.count("Knows why listening matters") == 1  # on its card
    assert page.count("K1 Why") == 3  # in the picture, in its line, and on its card


def test_who_reviews_reads_what_is_expected(client, nurse, supervisor):
    content = saying(targets={"default": 4})
    sent = put(finished(nurse, {"K1": 1}, version=publish(content)), "submitted", supervisor)
    client.force_login(supervisor)

    page = words(client.get(reverse("review", args=[sent.pk])))

    assert "Target for this role: Independently to Leading others, depending on the competence" in page


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, nurse, django_assert_num_queries, size):
    content = framework_of(size)
    for domain in content["domains"]:
        domain["competences"][0] |= {"levels": {2: "I ask"}, "resources": [deepcopy(COURSE)], "targets": {"default": 4}}
    finished(nurse, {f"C{n}": 1 for n in range(1, size + 1)}, version=publish(content))
    client.get(PROFILE)

    with django_assert_num_queries(4):
        response = client.get(PROFILE)

    assertContains(response, 'class="app-ahead"', count=size)
