"""One's own ratings as tables to take along."""

from datetime import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competence_app.assessments.rules.answers import Answer
from tests.factories import AssessmentFactory, UserFactory, answer, finished, publish, small_framework
from tests.reports.taken import bytes_of, csv_of, rows_of, workbook_of
from tests.reports.voices import spoken

FILE = reverse("ratings-file", args=["listening"])
NOON = "2026-11-28 12:00Z"
HOSTILE = '=HYPERLINK("https://example.org",A1)'


def ratings(client, **asked: str):
    return rows_of(workbook_of(client.get(FILE, asked))["Ratings"])


@pytest.mark.time_machine(NOON, tick=False)
def test_a_row_says_what_one_voice_says_of_one_competence(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)

    self_said, theirs, agreed, *_ = ratings(client)

    today = datetime(2026, 11, 28)  # noqa: DTZ001 - a cell's date has no zone
    assert self_said == {
        "Started": today,
        "Domain": "Knowing",
        "Code": "K1",
        "Competence": "Knows why listening matters",
        "Who says": "Self",
        "Level": 1,
        "Answer": "Not yet",
        "Target": 3,
        "Target in words": "Independently",
        "Rated on": today,
        "Carried from": None,
        "Finished then": None,
        "State": "Agreed",
        "Finished": today,
        "Sent": today,
        "Agreed": today,
        "Supervisor": "Priya Nair",
        "Version": "2022",
        "Framework": "Ability to listen",
    }
    assert [(row["Who says"], row["Level"], row["Answer"]) for row in (theirs, agreed)] == [
        ("Supervisor", 2, "With support"),
        ("Agreed", 3, "Independently"),
    ]


@pytest.mark.parametrize(
    ("state", "voices"),
    [
        ("draft", ["Self"]),
        ("finished", ["Self"]),
        ("submitted", ["Self"]),
        ("reviewed", ["Self", "Supervisor"]),
        ("agreed", ["Self", "Supervisor", "Agreed"]),
    ],
)
@pytest.mark.parametrize("written_as", ["xlsx", "csv"])
def test_no_voice_is_in_the_file_before_it_may_be_heard(client, nurse, supervisor, state, voices, written_as):
    spoken(nurse, state, supervisor)

    response = client.get(FILE, {"as": written_as, "over": "all", "notes": "on"})

    found = csv_of(response) if written_as == "csv" else rows_of(workbook_of(response)["Ratings"])
    assert [row["Who says"] for row in found if row["Code"] == "K1"] == voices


def test_statements_without_an_answer_are_there_too(client, nurse):
    answer(AssessmentFactory.create(practitioner=nurse), {"K1": 2})

    assert [(row["Code"], row["Level"], row["Answer"], row["State"]) for row in ratings(client)] == [
        ("K1", 2, "With support", "Draft"),
        ("K2", None, "Not answered yet", "Draft"),
        ("D1", None, "Not answered yet", "Draft"),
    ]


def test_a_draft_in_which_nothing_was_said_is_there_as_well(client, nurse):
    AssessmentFactory.create(practitioner=nurse)

    assert [(row["Code"], row["Answer"], row["Rated on"]) for row in ratings(client)] == [
        (code, "Not answered yet", None) for code in ("K1", "K2", "D1")
    ]


def test_the_latest_is_taken_unless_all_are_asked_for(client, nurse):
    finished(nurse, {"K1": 1, "K2": 1, "D1": 1})
    finished(nurse, {"K1": 4, "K2": 4, "D1": 4}, version=publish(small_framework(version="2023")))

    latest, everything = ratings(client), ratings(client, over="all")

    assert [(row["Version"], row["Level"]) for row in latest] == [("2023", 4)] * 3
    assert [(row["Version"], row["Level"]) for row in everything] == [("2023", 4)] * 3 + [("2022", 1)] * 3


def test_a_carried_answer_says_where_it_is_from(client, nurse, time_machine):
    time_machine.move_to("2025-03-02 12:00Z", tick=False)
    first = finished(nurse, {"K1": 1})
    time_machine.move_to(NOON, tick=False)
    again = AssessmentFactory.create(practitioner=nurse, previous=first)
    first.ratings.get().carried_into(again).save()

    row = ratings(client, over="all")[0]

    assert (row["Carried from"], row["Finished then"], row["Rated on"]) == (
        "2022",
        datetime(2025, 3, 2),  # noqa: DTZ001 - as above
        datetime(2025, 3, 2),  # noqa: DTZ001
    )


def test_notes_and_reasons_go_along_only_where_they_are_asked_for(client, nurse):
    finished(nurse, {"K1": Answer(2, note="On nights"), "K2": Answer(off_scale="na", reason="Not on this ward")})

    without, along = (client.get(FILE, {"as": "csv", **asked}) for asked in ({}, {"notes": "on"}))
    book = workbook_of(client.get(FILE))

    said = [bytes_of(response).decode("utf-8-sig") for response in (without, along)]
    assert [text in answers for answers in said for text in ("On nights", "Not on this ward")] == [
        *(False, False),
        *(True, True),
    ]
    assert ("Notes and reasons", "Left out") in book["About this file"]
    assert not {"Reason", "Note or comment"} & {*book["Ratings"][0]}


def test_what_somebody_typed_is_a_text_and_never_a_formula(client, nurse, supervisor):
    nurse.full_name = supervisor.full_name = HOSTILE
    nurse.save()
    supervisor.save()
    typed = Answer(off_scale="na", reason=HOSTILE, note="-2\n=3")
    version = publish(_hostile())
    spoken(nurse, "agreed", supervisor, {"K1": typed}, {"K1": typed}, version=version)
    asked = {"notes": "on"}

    [cells] = {tuple(row.values()) for row in ratings(client, **asked)[:1]}
    [row, *_] = csv_of(client.get(FILE, asked | {"as": "csv"}))
    about = workbook_of(client.get(FILE))["About this file"]

    assert cells.count(HOSTILE) == 5  # domain, competence, reason, supervisor, framework
    assert "-2\n=3" in cells
    assert [*row.values()].count(f"'{HOSTILE}") == 5
    assert row["Note or comment"] == "'-2\n=3"
    assert ("Whose ratings", HOSTILE) in about
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def _hostile():
    domains = [{"code": "doing", "title": HOSTILE, "competences": [{"code": "K1", "text": HOSTILE}]}]
    return small_framework(version="=1", title=HOSTILE, domains=domains)


@pytest.mark.time_machine(NOON, tick=False)
@pytest.mark.parametrize("written_as", ["xlsx", "csv"])
def test_a_file_says_what_it_is_and_when_by_its_name_and_is_kept_nowhere(client, nurse, written_as):
    finished(nurse, {"K1": 1})

    response = client.get(FILE, {"as": written_as})

    assert response["Content-Disposition"] == f'attachment; filename="listening-ratings-2026-11-28.{written_as}"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.time_machine(NOON, tick=False)
def test_a_workbook_says_first_what_it_is_of_whom_and_that_it_is_private(client, nurse):
    finished(nurse, {"K1": 1})

    book = workbook_of(client.get(FILE, {"as": "nonsense", "over": "nonsense"}))

    about, columns = dict(book["About this file"][:12]), dict(book["About this file"][12:])
    assert list(book) == ["About this file", "Ratings"]
    assert next(iter(about)) == "My ratings"
    assert about["Whose ratings"] == "Amara Okafor"
    assert about["Framework"] == "Ability to listen"
    assert about["Assessments"] == "The latest"
    assert about["Taken along on"] == datetime(2026, 11, 28)  # noqa: DTZ001 - as above
    assert about["Answers"].splitlines()[::5] == ["1: Not yet", "No opportunity yet"]
    assert about["Private"].startswith("This file says what a person told few others.")
    assert columns["Level"].startswith("The level as a number")


def test_who_has_nothing_to_take_along_gets_no_file(client):
    assert client.get(FILE).status_code == HTTPStatus.NOT_FOUND


def test_another_persons_ratings_are_not_in_the_file(client, nurse):
    finished(nurse, {"K1": 1})
    finished(UserFactory.create(), {"K1": 4, "K2": 4})

    assert [row["Level"] for row in ratings(client, over="all")] == [1, None, None]


def test_a_file_of_many_assessments_takes_as_many_queries_as_one_of_one(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            bytes_of(client.get(FILE, {"over": "all"}))
        counts.append(len(queries))
        for _ in range(5):
            spoken(nurse, "agreed", supervisor)

    assert counts == [7, 7]  # two for the record, of another latest one each time


def test_the_page_of_who_has_nothing_leads_to_what_says_how_to_begin(client):
    response = client.get(reverse("take-along", args=["listening"]))

    assert response["Location"] == reverse("framework-profile", args=["listening"])


def test_the_page_offers_both_formats_and_leaves_notes_out_by_itself(client, nurse):
    finished(nurse, {"K1": 1})

    form = client.get(reverse("take-along", args=["listening"])).context["file_form"]

    assert (form.helper.form_action, form["over"].value(), form["notes"].value()) == (FILE, "latest", None)
