"""What a supervisor's people need to learn, and the sheet of it that leaves the ward."""

import re
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.audit.models import Entry
from competence_app.people.models import Team
from competence_app.people.rules.headcounts import SMALLEST
from tests.factories import framework_of, publish, small_framework
from tests.pdfs import is_pdf_ua, text_of
from tests.reports.taken import csv_of, rows_of, workbook_of
from tests.teams.people import nurse_of, rows, shown

PAGE, SHEET, PDF = (reverse(name) for name in ("training-needs", "training-needs-file", "training-needs-pdf"))
ALL_WELL: dict[str, Any] = {"K1": 3, "K2": 3, "D1": 3}


@pytest.fixture
def version(db):
    return publish()


def cards(response) -> dict[str, str]:
    """Return each competence's card by its code, in order."""
    found = re.findall(r'(<section class="app-need" id="([^"]+)".*?</section>)', response.content.decode(), re.DOTALL)
    return {code: card for card, code in found}


def numbers(card: str) -> dict[str, list[str]]:
    """Return who stands behind each number, by its words."""
    folded = re.findall(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", card, re.DOTALL)
    nobody = re.findall(r'<span class="app-need__nobody">(.*?)</span>\s*</li>', card, re.DOTALL)
    named = {plain(words): [plain(one) for one in people.split("</li>")[:-1]] for words, people in folded}
    return named | {plain(words): [] for words in nobody}


def plain(html: str) -> str:
    """Return the text alone."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_each_number_has_its_people_behind_it(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)
    shown(nurse_of(lee, "Ben"), lee, version, {"K1": 2, "K2": 3, "D1": 4})
    nurse_of(lee, "Cleo")

    card = cards(lees.get(PAGE))["K1"]

    assert numbers(card) == {
        "2 below the target": ["Amara 1 →3", "Ben 2 →3"],
        "Nobody without an opportunity yet": [],
        "Nobody with a rating older than it holds": [],
        "1 at “With support” or above": ["Ben 2 →3"],
        "Nobody at “Leading others”, who could lead others": [],
    }
    assert "Known of 2 of 3 people" in plain(card)


def test_who_lacks_an_opportunity_and_who_could_lead_is_named(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)

    found = cards(lees.get(PAGE))

    assert numbers(found["K2"])["1 without an opportunity yet"] == ["Amara no opp."]
    assert numbers(found["D1"])["1 at “Leading others”, who could lead others"] == ["Amara 4"]


def test_what_was_answered_in_other_words_is_counted_apart(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)
    content = small_framework(version="2026")
    content["domains"][0]["competences"][0]["text"] = "Knows it by heart"
    publish(content)

    card = cards(lees.get(PAGE))["K1"]

    assert numbers(card)["1 who answered it in other words than today's"] == ["Amara ≠"]
    assert "Known of 0 of 1 people" in plain(card)
    assert "Cover at risk" not in plain(card)


def test_cover_is_at_risk_where_one_or_nobody_can_be_relied_on(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version, {"K1": 2, "K2": 1, "D1": 2})
    shown(nurse_of(lee, "Ben"), lee, version, {"K1": 1, "K2": 1, "D1": 3})

    response = lees.get(PAGE)
    at_risk = plain(response.content.decode().partition("or nobody, could be relied on for:")[2].partition("</ul>")[0])

    assert at_risk == (
        "K2 Knows what gets in the way, such as:: nobody at “With support” or above "
        "K1 Knows why listening matters: one at “With support” or above"
    )
    assert ["Cover at risk" in plain(card) for card in cards(response).values()] == [True, True, False]


def test_where_cover_is_safe_the_page_says_so(lees, lee, version):
    for name in ("Amara", "Ben"):
        shown(nurse_of(lee, name), lee, version, ALL_WELL)

    assert "two people or more who could be relied on" in lees.get(PAGE).content.decode()


def test_where_only_the_highest_level_covers_it_is_one_number(lees, lee):
    version = publish(small_framework(targets={"default": 4}))
    shown(nurse_of(lee, "Amara"), lee, version)

    assert [words for words in numbers(cards(lees.get(PAGE))["D1"]) if "Leading" in words] == [
        "1 at “Leading others” or above"
    ]


def test_the_greatest_need_comes_first_or_the_order_of_the_text(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version, {"K1": 3, "K2": "no", "D1": 1})

    assert [*cards(lees.get(PAGE))] == ["D1", "K2", "K1"]
    assert [*cards(lees.get(PAGE, {"order": "text"}))] == ["K1", "K2", "D1"]


def test_what_can_help_is_there_for_whom_it_would_help(lees, lee):
    content = small_framework()
    course = {"title": "A course", "url": "https://example.org/course"}
    for place in (0, 1):
        content["domains"][0]["competences"][place]["resources"] = [dict(course, **{"for": {"to": 1}})]
    version = publish(content)
    shown(nurse_of(lee, "Amara"), lee, version, {"K1": 1, "K2": 2, "D1": 1})

    found = {code: "A course" in plain(card) for code, card in cards(lees.get(PAGE)).items()}

    assert found == {"K1": True, "K2": False, "D1": False}


def test_filters_keep_a_team(lees, lee, version):
    shown(nurse_of(lee, "Amara", team=Team.objects.create(name="Ash ward")), lee, version)
    other = nurse_of(lee, "Ben", team=Team.objects.create(name="Elm ward"))
    shown(other, lee, version)

    html = lees.get(PAGE, {"team": "Ash ward"}).content.decode()

    assert ("Amara" in html, "Ben" in html) == (True, False)
    assert not Entry.objects.about(other).filter(verb="see matrix").exists()


def test_the_page_and_the_matrix_are_one_look_a_day(lees, lee, version):
    nurse = nurse_of(lee, "Amara")
    shown(nurse, lee, version)

    for address in (PAGE, reverse("matrix"), PAGE):
        lees.get(address)

    assert Entry.objects.about(nurse).filter(verb="see matrix", by=lee).count() == 1


def test_home_and_supervision_lead_to_what_people_need(lees, lee, version):
    nurse_of(lee)

    assert f'href="{PAGE}"' in lees.get(reverse("home")).content.decode()
    supervision = lees.get(reverse("supervision")).content.decode()
    assert f'href="{PAGE}?framework=listening"' in supervision
    assert f'href="{reverse("matrix")}?framework=listening"' in supervision


def test_without_people_or_a_framework_the_page_says_so(lees, lee):
    nurse_of(lee, team=Team.objects.create(name="Ash ward"))
    nurse_of(lee, team=Team.objects.create(name="Elm ward"), job_role=None)

    assert "No framework is published yet." in lees.get(PAGE).content.decode()
    assert [lees.get(address).status_code for address in (SHEET, PDF)] == [HTTPStatus.NOT_FOUND] * 2

    publish()
    nobody = {"team": "Elm ward", "role": "Registered nurse"}
    assert "Known of 0 of 1 people" in lees.get(PAGE, {"team": "Elm ward"}).content.decode()
    assert "Known of" in lees.get(PAGE, nobody).content.decode()  # there is one job role: no field asks for it


@pytest.mark.parametrize(("people", "size"), [(1, 1), (12, 30)])
def test_the_page_takes_no_more_queries_for_more(lees, lee, django_assert_num_queries, people, size):
    version = publish(framework_of(size))
    for _ in range(people):
        shown(nurse_of(lee), lee, version, {f"C{n}": 2 for n in range(1, size + 1)})
    lees.get(PAGE)

    with django_assert_num_queries(6):  # who asks, versions, people, assessments, ratings, looks of today
        lees.get(PAGE)


def needs(response) -> dict[str, str]:
    """Return what the sheet tells of each competence, by its code."""
    return {
        row["Code"]: row["Below target, or no opportunity yet"]
        for row in rows_of(workbook_of(response)["Training needs"])
    }


def test_the_sheet_tells_no_number_of_fewer_than_five(lees, lee, version):
    for _ in range(SMALLEST):
        shown(nurse_of(lee), lee, version, {"K1": 1, "K2": 1, "D1": 3})
    for _ in range(SMALLEST - 1):
        shown(nurse_of(lee), lee, version, ALL_WELL | {"K2": 1})

    assert needs(lees.get(SHEET)) == dict.fromkeys(("K1", "K2", "D1"), "Not shown")

    shown(nurse_of(lee), lee, version, ALL_WELL | {"K2": "no"})

    assert needs(lees.get(SHEET)) == {
        "K2": "all but fewer than 5 of 10 to 14",
        "K1": "5 to 9 of 10 to 14",
        "D1": "fewer than 5 of 10 to 14",
    }


def test_the_sheet_names_nobody_and_counts_only_what_is_agreed(lees, lee, version):
    for n in range(2 * SMALLEST):
        shown(nurse_of(lee, f"Nurse Ending{n}"), lee, version, {"K1": 1 + 2 * (n % 2), "K2": 3, "D1": 3})
    own = nurse_of(lee, "Zoe Quint")
    shown(own, lee, version, {"K1": 1, "K2": 1, "D1": 1}, state="reviewed")

    pdf, book = lees.get(PDF), lees.get(SHEET)

    assert "Ending" not in text_of(pdf.content) + str(workbook_of(book))
    assert "Zoe" not in text_of(pdf.content)
    assert "5 to 9 of 10 to 14" in text_of(pdf.content)
    assert not Entry.objects.about(own).filter(verb="take counts along").exists()


def test_where_no_level_could_be_agreed_nobodys_own_answer_is_on_the_sheet(lees, lee, version):
    for n in range(2 * SMALLEST):
        one = shown(nurse_of(lee), lee, version, {"K1": 1 + 2 * (n % 2), "K2": 1 + 2 * (n % 2), "D1": 3})
    one.ratings.filter(voice=Voice.AGREED, competence__code="K1").update(level=None, off_scale=NOT_OBSERVED)

    assert needs(lees.get(SHEET)) == {"K2": "5 to 9 of 10 to 14", "D1": "fewer than 5 of 10 to 14", "K1": "Not shown"}


def test_filters_change_nothing_on_the_sheet(lees, lee, version):
    ash, elm = (Team.objects.create(name=name) for name in ("Ash ward", "Elm ward"))
    for n in range(2 * SMALLEST + 1):
        shown(nurse_of(lee, team=elm if n else ash), lee, version, {"K1": 1 + 2 * (n % 2), "K2": 3, "D1": 3})

    assert needs(lees.get(SHEET, {"team": "Elm ward"})) == needs(lees.get(SHEET))


def test_the_sheet_is_a_document_that_can_be_heard_and_says_what_can_help(lees, lee):
    content = small_framework()
    content["domains"][0]["competences"][0]["resources"] = [{"title": "A course", "url": "https://example.org/course"}]
    version = publish(content)
    for n in range(2 * SMALLEST):
        shown(nurse_of(lee), lee, version, {"K1": 1 + 2 * (n % 2), "K2": 3, "D1": 3})

    pdf = lees.get(PDF)

    assert is_pdf_ua(pdf.content)
    assert "A course" in text_of(pdf.content)
    assert "A course: https://example.org/course" in csv_of(lees.get(SHEET, {"as": "csv"}))[0]["What can help"]
    assert "-training-needs-" in pdf["Content-Disposition"]


def test_who_is_counted_can_read_it_in_their_record(lees, lee, version, client):
    nurse = nurse_of(lee)
    one = shown(nurse, lee, version)

    lees.get(PDF)

    assert Entry.objects.about(nurse).get(by=lee).what == f"assessments.assessment {one.pk}"
    client.force_login(nurse)
    assert client.get(reverse("record")).context["deeds"][0].words == (
        "Took along counts without names that your answers are in"
    )


def test_the_matrix_leads_to_the_card_of_a_competence(lees, lee, version):
    shown(nurse_of(lee), lee, version)

    assert f'href="{PAGE}?framework=listening#K1"' in lees.get(reverse("matrix")).content.decode()
    assert "K1" in cards(lees.get(PAGE))
    assert rows(lees.get(reverse("matrix")))


def test_who_supervises_nobody_finds_none_of_these_pages(lees, lee, version):
    addresses = (PAGE, SHEET, PDF, reverse("matrix"), reverse("matrix-file"))

    assert {lees.get(address).status_code for address in addresses} == {HTTPStatus.NOT_FOUND}
