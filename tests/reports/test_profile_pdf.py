"""A profile as a PDF: at a glance, then what needs somebody, then the rest, on few pages."""

from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from competence_app.assessments.models import Rating
from competence_app.assessments.rules.answers import Answer
from competence_app.catalogue.queries import content_of
from tests.factories import finished, framework_of, long_framework, plan_action, publish, put, small_framework
from tests.languages import framework
from tests.pdfs import bookmarks, is_pdf_ua, page_texts, tagged, text_of, title_of
from tests.reports.voices import spoken


def file_of(client: Client, *enclosed: str, code: str = "listening") -> Any:
    query = urlencode({"enclosed": enclosed}, doseq=True)
    return client.get(f"{reverse('profile-pdf', args=[code])}?{query}")


def pdf_of(client: Client, *enclosed: str, code: str = "listening") -> bytes:
    pdf: bytes = file_of(client, *enclosed, code=code).content
    return pdf


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_a_profile_says_whose_it_is_and_as_of_when(client, nurse):
    finished(nurse, {"K1": 2, "K2": 3, "D1": 4})

    response = file_of(client)

    assert response.headers["Content-Disposition"] == 'attachment; filename="listening-profile-2026-11-28.pdf"'
    assert title_of(response.content) == "Ability to listen: Competence profile"
    assert text_of(response.content).startswith(
        "Competence profile: as of 28 November 2026 Ability to listen Practitioner: Amara Okafor"
    )
    assert is_pdf_ua(response.content)


def test_the_latest_completed_one_is_told(client, nurse):
    finished(nurse, {"K1": 1, "K2": 3, "D1": 3})
    put(finished(nurse, {"K1": 4}), "draft")

    assert "1 Not yet, 1 Independently" in text_of(pdf_of(client))


def test_each_domain_has_a_strip_of_dots_that_says_the_same_in_words(client, nurse):
    finished(nurse, {"K1": 2, "K2": 3, "D1": "no"})

    pdf = pdf_of(client)

    assert tagged(pdf, "/Alt") == [
        "Knowing: 1 With support, 1 Independently. 1 below the target.",
        "Doing: 1 No opportunity yet.",
    ]
    assert "At a glance Knowing 1 With support, 1 Independently. 1 below the target." in text_of(pdf)


def test_what_is_not_answered_has_its_place_in_the_strip(client, nurse):
    put(finished(nurse, {"K1": 2, "D1": "na"}), "draft")

    assert tagged(pdf_of(client), "/Alt") == [
        "Knowing: 1 With support, 1 Not answered yet. 1 below the target.",
        "Doing: 1 Not answered yet.",
    ]


def test_what_needs_somebody_comes_first_and_the_furthest_from_its_target_before_all(client, nurse):
    finished(nurse, {"K1": 2, "K2": 1, "D1": "no"})

    pdf = pdf_of(client)

    assert bookmarks(pdf) == ["At a glance", "Below the target", "No opportunity yet"]
    text = text_of(pdf)
    assert text.index("K2 Knows what gets in the way, such as: • noise • haste Self-rating: Not yet") < text.index(
        "K1 Knows why listening matters Self-rating: With support"
    )


def test_the_rest_stands_in_one_row_each_and_no_statement_is_cut(client, nurse):
    finished(nurse, {"K1": 3, "K2": 4, "D1": Answer(off_scale="na", reason="Mine")})

    pdf = pdf_of(client)

    assert bookmarks(pdf) == ["At a glance", "At or above the target", "Not applicable"]
    text = text_of(pdf)
    assert "Nothing is below the target, waits for an opportunity or is to be looked at again." in text
    assert "K2 Knows what gets in the way, such as: noise; haste Leading others Independently" in text
    assert "Mine" not in text


def test_without_targets_nothing_is_called_below_or_above_them(client, nurse):
    finished(nurse, {"K1": 3, "K2": 1, "D1": 2}, version=publish(small_framework(targets={})))

    assert bookmarks(pdf_of(client)) == ["At a glance", "Rated, with no level expected"]


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_what_is_older_than_it_holds_is_to_be_looked_at_again(client, nurse):
    long_ago = timezone.now() - timedelta(days=1000)
    assessment = finished(nurse, {"K1": 3, "K2": 1, "D1": 3}, finished_at=long_ago)
    Rating.objects.filter(assessment=assessment, competence__code__in=("K1", "K2")).update(rated_at=long_ago)

    pdf = pdf_of(client)

    assert bookmarks(pdf) == ["At a glance", "Below the target", "To look at again", "At or above the target"]
    months = assessment.framework.interval
    assert text_of(pdf).count(f"Older than {months} months: to be looked at again.") == 2


def test_the_next_level_is_told_as_it_looks_here_or_as_it_means_and_what_helps(client, nurse):
    content = small_framework()
    content["scale"]["levels"][2]["means"] = {"knowledge": "Knows it well"}
    [listens] = content["domains"][1]["competences"]
    listens |= {
        "levels": {3: "Hears *all*"},
        "resources": [
            {"title": "A course", "url": "https://example.org/course", "kind": "course"},
            {"title": "A book", "url": "https://example.org/book"},
        ],
    }
    finished(nurse, {"K1": 2, "K2": 1, "D1": 2}, version=publish(content))

    text = text_of(pdf_of(client))

    assert "The next level, “Independently”: Knows it well" in text
    assert "The next level, “Independently”: Hears all" in text
    assert "The next level, “With support”" not in text
    assert "What can help: • A course (course), https://example.org/course • A book, https://example.org/book" in text


def planned(nurse):
    assessment = finished(nurse, {"K1": Answer(2, note="A note of mine"), "K2": 3, "D1": 3})
    plan_action(assessment, "K1", text="Read #panic()", due_on=date(2027, 1, 13))
    plan_action(assessment, "K2", text="Do the rest")


def test_plans_stand_by_what_needs_them_and_the_others_at_the_end(client, nurse):
    planned(nurse)

    text = text_of(pdf_of(client, "plans"))

    assert "Planned: • Read #panic() (By 13 January 2027)" in text
    assert "Other planned actions K2 Knows what gets in the way, such as: • Do the rest" in text
    assert "A note of mine" not in text
    assert "Left out of this copy, if there are any: notes and reasons; comments." in text


def test_nothing_that_was_written_goes_in_unless_it_is_chosen(client, nurse):
    planned(nurse)

    text = text_of(pdf_of(client))

    assert "A note of mine" not in text
    assert "#panic()" not in text
    assert "Do the rest" not in text
    assert "comments; planned actions." in text


def test_notes_go_in_with_what_needs_somebody_and_with_the_rest(client, nurse):
    finished(nurse, {"K1": Answer(2, note="On what is missing"), "K2": Answer(3, note="On what is there"), "D1": 3})

    text = text_of(pdf_of(client, "notes"))

    assert "Note by Amara Okafor: On what is missing" in text
    assert "Note by Amara Okafor: On what is there" in text


def test_each_voice_is_told_and_what_was_agreed_counts(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor, {"K1": 1, "K2": 3, "D1": 4}, {"K1": 2, "K2": 3, "D1": 3})

    text = text_of(pdf_of(client))

    assert "2 Independently." in text  # K1, agreed at 3
    assert "K1 Knows why listening matters Independently Independently" in text


def test_the_shipped_framework_takes_at_most_four_pages_none_of_them_nearly_empty(client, nurse):
    content = yaml.safe_load(Path(settings.BASE_DIR, "frameworks/therapeutic-relationship.yaml").read_text())
    version = publish(content)
    statements = content_of(version.pk).statements
    assessment = finished(nurse, {one.code: Answer(1 + n % 2) for n, one in enumerate(statements)}, version=version)
    for one in statements:
        plan_action(assessment, one.code)

    pdf = pdf_of(client, "notes", "comments", "plans", code="therapeutic-relationship")

    pages = page_texts(pdf)
    assert 1 < len(pages) <= 4
    assert all(len(page) > 600 for page in pages)
    text = text_of(pdf)
    for one in statements:
        assert "".join(one.text.split()) in "".join(text.split())


def test_many_competences_take_a_row_each_under_a_head_on_every_page(client, nurse):
    own = dict.fromkeys((*(f"C{n}" for n in range(1, 165)), "D1"), 3)
    finished(nurse, own, version=publish(long_framework(164)))

    pages = page_texts(pdf_of(client))

    assert all("Code Competence Rating Target" in page for page in pages)
    assert sum(page.count("Does thing") for page in pages) == 164


def test_long_codes_leave_room_for_what_they_stand_for(client, nurse):
    codes = [f"understanding-and-synthesising-relevant-information-{n}" for n in range(1, 31)]
    content = long_framework(30)
    for asked, code in zip(content["domains"][0]["competences"], codes, strict=True):
        asked |= {"code": code, "text": f"{'Does many things well and ' * 10}thing {code[-2:]}"}
    finished(nurse, dict.fromkeys((*codes, "D1"), 3), version=publish(content))

    pdf = pdf_of(client)

    assert len(page_texts(pdf)) == 3
    assert "Competence Rating Target" in text_of(pdf)
    assert f"{codes[0]} Does many things well" in text_of(pdf)
    assert is_pdf_ua(pdf)


def test_the_words_of_a_framework_are_in_its_language(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor, {"K1": 1}, version=publish(framework("de")))

    assert set(tagged(pdf_of(client), "/Lang")) == {"de"}


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_the_same_profile_gives_the_same_bytes_on_one_day(client, nurse):
    finished(nurse, {"K1": 2, "K2": 3, "D1": 4})

    assert pdf_of(client) == pdf_of(client)


def test_the_profile_is_what_the_page_gives_unless_another_is_chosen(client, nurse):
    finished(nurse, {"K1": Answer(2, note="A note of mine"), "K2": 3, "D1": 4})

    query = urlencode({"of": "profile", "enclosed": ["notes"]}, doseq=True)
    response = client.get(f"{reverse('take-along-pdf', args=['listening'])}?{query}", follow=True)

    assert "Competence profile" in text_of(response.content)
    assert "A note of mine" in text_of(response.content)


def test_who_has_nothing_of_a_framework_is_told_how_to_begin(client, nurse):
    publish()

    response = client.get(reverse("profile-pdf", args=["listening"]))

    assert response.status_code == HTTPStatus.FOUND
    assert response.url == reverse("framework-profile", args=["listening"])


@pytest.mark.parametrize("size", [1, 30])
def test_a_profile_takes_no_more_queries_for_more(client, nurse, supervisor, size, django_assert_num_queries):
    own = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    for _ in range(1 + size // 10):
        assessment = spoken(nurse, "agreed", supervisor, own, own, version=publish(framework_of(size)))
    for code in own:
        plan_action(assessment, code)
    pdf_of(client, "plans")

    with django_assert_num_queries(6):  # who asks, assessments, plans, ratings, who rated it, what is on record
        pdf_of(client, "plans")
