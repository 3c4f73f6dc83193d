"""What supervisors take along of those whom they supervise."""

from datetime import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer
from competence_app.audit import actions as audit
from competence_app.people.models import Supervision, Team, User
from competence_app.reports.queries import ratings
from competence_app.ui.books import comma_separated
from tests.factories import UserFactory, finished, publish, put, share_with, small_framework, supervise, yesterday
from tests.reports.taken import bytes_of, csv_of, rows_of, workbook_of
from tests.reports.voices import looks, spoken

NOON = "2026-11-28 12:00Z"
MINE = reverse("people-ratings-file")
HOSTILE = '=HYPERLINK("https://example.org",A1)'


def of_one(person: User) -> str:
    return reverse("staff-ratings-file", args=[person.pk, "listening"])


def sheet(client, address: str, title: str = "Ratings", **asked: str):
    return rows_of(workbook_of(client.get(address, asked))[title])


def took(supervisor: User, nurse: User) -> list[tuple[str, str]]:
    return [look for look in looks(supervisor, nurse) if look[0] == "take along"]


def test_a_supervisor_takes_along_what_was_shown_of_one_person(supervisors_client, supervisor, nurse):
    finished(nurse, {"K1": 4, "K2": 4, "D1": 4})
    spoken(nurse, "agreed", supervisor)

    rows = sheet(supervisors_client, of_one(nurse))

    assert [(row["Code"], row["Who says"], row["Answer"]) for row in rows[:4]] == [
        ("K1", "Self", "Not yet"),
        ("K1", "Supervisor", "With support"),
        ("K1", "Agreed", "Independently"),
        ("K2", "Self", "Independently"),
    ]
    assert {row["State"] for row in rows} == {"Agreed"}


@pytest.mark.parametrize("state", ["draft", "finished", "submitted"])
def test_what_is_not_shown_is_no_file(supervisors_client, supervisor, nurse, state):
    spoken(nurse, state, supervisor)

    assert supervisors_client.get(of_one(nurse)).status_code == HTTPStatus.NOT_FOUND
    assert sheet(supervisors_client, MINE) == []
    assert took(supervisor, nurse) == []


def test_what_was_shown_to_another_supervisor_is_not_in_the_files(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervise(nurse))
    shared = spoken(nurse, "agreed", supervise(nurse), version=publish(small_framework(version="2023")))
    share_with(shared, supervisor)

    for address in (of_one(nurse), MINE):
        assert {row["Version"] for row in sheet(supervisors_client, address)} == {"2023"}


@pytest.mark.parametrize("who", ["former", "colleague"])
def test_a_former_supervisor_and_a_stranger_get_no_file(supervisors_client, supervisor, nurse, client, who):
    spoken(nurse, "agreed", supervisor)
    Supervision.objects.filter(supervisor=supervisor).update(ended_on=yesterday())
    client.force_login(UserFactory.create())
    browser = supervisors_client if who == "former" else client

    found = [browser.get(address).status_code for address in (of_one(nurse), MINE, reverse("people-take-along"))]

    assert found == [HTTPStatus.NOT_FOUND] * 3
    assert took(supervisor, nurse) == []


def test_the_day_of_an_assessment_that_was_not_shown_is_not_told(supervisors_client, supervisor, nurse, time_machine):
    time_machine.move_to("2025-03-02 12:00Z", tick=False)
    hidden = finished(nurse, {"K1": 1})
    time_machine.move_to(NOON, tick=False)
    shown = finished(nurse, {"K2": 3, "D1": 3}, previous=hidden)
    hidden.ratings.get().carried_into(shown).save()
    put(shown, "agreed", supervisor)

    carried, given, *_ = sheet(supervisors_client, of_one(nurse))
    said = bytes_of(supervisors_client.get(of_one(nurse), {"as": "csv"})).decode()

    assert (carried["Carried from"], carried["Rated on"]) == ("2022", None)
    assert given["Rated on"] == datetime(2026, 11, 28)  # noqa: DTZ001 - a cell's date has no zone
    assert "2025" not in said


@pytest.mark.parametrize("written_as", ["xlsx", "csv"])
def test_each_assessment_in_a_file_is_on_the_record_of_whose_it_is(
    supervisors_client, supervisor, nurse, client, written_as
):
    first, second = (spoken(nurse, "agreed", supervisor) for _ in range(2))
    other = UserFactory.create()
    supervise(other, supervisor)
    theirs = spoken(other, "agreed", supervisor)

    supervisors_client.get(of_one(nurse), {"as": written_as})
    taken_of_one = took(supervisor, nurse)
    bytes_of(supervisors_client.get(MINE, {"as": written_as}))

    both = [("take along", f"assessments.assessment {one.pk}") for one in (first, second)]
    assert taken_of_one == both
    assert took(supervisor, nurse) == [both[1], *both]
    assert took(supervisor, other) == [("take along", f"assessments.assessment {theirs.pk}")]
    deed = client.get(reverse("record")).context["deeds"][0]
    assert (deed.who, deed.words, deed.thing.assessment) == (
        "Priya Nair",
        "Took along what you both said",
        second.pk,
    )


def test_many_are_written_into_the_record_some_at_once(supervisor, nurse, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(audit, "AT_ONCE", 2)

    with django_assert_num_queries(2 * 3 + 2):  # names, lines; and the transaction's beginning and end
        audit.record_each("take along", Assessment, [(key, nurse.pk) for key in range(1, 6)], by=supervisor)

    assert [what for _, what in took(supervisor, nurse)] == [f"assessments.assessment {key}" for key in range(5, 0, -1)]


def test_notes_go_along_only_where_they_are_asked_for(supervisors_client, supervisor, nurse):
    own, theirs = Answer(off_scale="na", reason="Not here", note="On nights"), Answer(2, note="Seen twice")
    spoken(nurse, "agreed", supervisor, {"K1": own}, {"K1": theirs})

    for address in (of_one(nurse), MINE):
        for asked in ({}, {"notes": "on"}):
            said = bytes_of(supervisors_client.get(address, {"as": "csv", **asked})).decode()
            found = [text in said for text in ("Not here", "On nights", "Seen twice")]
            assert found == [bool(asked)] * 3, address


@pytest.mark.time_machine(NOON, tick=False)
def test_the_file_of_all_has_a_row_a_person_and_competence(supervisors_client, supervisor, nurse):
    spoken(nurse, "reviewed", supervisor, {"K1": 1, "K2": "no", "D1": 4})

    first, second, third = sheet(supervisors_client, MINE, notes="on")

    assert first == {
        "Name": "Amara Okafor",
        "Code": "K1",
        "Competence": "Knows why listening matters",
        "Own level": 1,
        "Own answer": "Not yet",
        "Supervisor's level": 2,
        "Supervisor's answer": "With support",
        "Agreed level": None,
        "Agreed answer": None,
        "Target": 3,
        "Against the target": "Below the target",
        "Own reason and note": None,
        "Supervisor's note": None,
        "Comment": None,
        "Domain": "Knowing",
        "State": "Reviewed",
        "Agreed": None,
        "Supervisor": "Priya Nair",
        "Version": "2022",
        "Framework": "Ability to listen",
    }
    assert second["Competence"] == "Knows what gets in the way, such as: noise haste"
    assert (second["Own level"], second["Own answer"]) == (None, "No opportunity yet")
    assert [row["Against the target"] for row in (second, third)] == ["No opportunity yet", "Above the target"]
    assert (third["Supervisor's level"], third["Supervisor's answer"]) == (None, "Not observed")


@pytest.mark.time_machine(NOON, tick=False)
def test_the_first_sheet_says_who_they_are_when_they_agreed_and_what_is_due(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)
    nurse.team = Team.objects.create(name="Willow ward")
    nurse.save()
    nobody = UserFactory.create(full_name="Zoe Young", is_active=False)
    supervise(nobody, supervisor)

    amara, zoe = sheet(supervisors_client, MINE, "People")

    today, next_year = datetime(2026, 11, 28), datetime(2027, 11, 28)  # noqa: DTZ001 - a cell's date has no zone
    assert amara == {
        "Name": "Amara Okafor",
        "Email address": nurse.email,
        "Job role": "Registered nurse",
        "Team": "Willow ward",
        "Account": None,
        "Framework": "Ability to listen",
        "Shown to you": "Agreed",
        "Agreed": today,
        "Last agreed": today,
        "Next due": next_year,
        "Competences": 3,
        "Below the target": 0,
        "At the target": 2,
        "Above the target": 1,
        "No opportunity yet": 0,
        "Not applicable": 0,
        "No target": 0,
    }
    assert {key: value for key, value in zoe.items() if value is not None} == {
        "Name": "Zoe Young",
        "Email address": nobody.email,
        "Job role": "Registered nurse",
        "Account": "Closed",
        "Shown to you": "Nothing shown",
    }


@pytest.mark.time_machine(NOON, tick=False)
def test_what_was_agreed_with_another_is_told_by_its_day_alone(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervise(nurse))

    [row] = sheet(supervisors_client, MINE, "People")

    assert row["Framework"] == "Ability to listen"
    assert (row["Shown to you"], row["Agreed"], row["Competences"]) == ("Nothing shown", None, None)
    assert row["Last agreed"] == datetime(2026, 11, 28)  # noqa: DTZ001 - as above
    assert sheet(supervisors_client, MINE) == []


@pytest.mark.time_machine(NOON, tick=False)
def test_nothing_is_due_while_the_next_one_is_with_a_supervisor(supervisors_client, supervisor, nurse):
    put(spoken(nurse, "agreed", supervisor), "agreed", supervisor)
    spoken(nurse, "submitted", supervisor)

    [row] = sheet(supervisors_client, MINE, "People")

    assert row["Last agreed"] == datetime(2026, 11, 28)  # noqa: DTZ001 - as above
    assert row["Next due"] is None


def test_of_each_framework_the_latest_that_was_shown_is_in_the_file(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)
    spoken(nurse, "agreed", supervisor, version=publish(small_framework(version="2023")))
    spoken(nurse, "agreed", supervisor, version=publish(small_framework(code="waiting", title="Ability to wait")))
    finished(nurse, {"K1": 4})

    found = {(row["Framework"], row["Version"]) for row in sheet(supervisors_client, MINE)}

    assert found == {("Ability to listen", "2023"), ("Ability to wait", "2022")}
    assert len(sheet(supervisors_client, MINE, "People")) == 2


def test_what_somebody_typed_is_a_text_and_never_a_formula(supervisors_client, supervisor, nurse):
    nurse.full_name = HOSTILE
    nurse.save()
    typed = Answer(2, note=HOSTILE)
    spoken(nurse, "agreed", supervisor, {"K1": typed}, {"K1": typed})

    [row] = [row for row in sheet(supervisors_client, MINE, notes="on") if row["Code"] == "K1"]
    told = csv_of(supervisors_client.get(MINE, {"as": "csv", "notes": "on"}))[0]

    for name in ("Name", "Own reason and note", "Supervisor's note"):
        assert (row[name], told[name]) == (HOSTILE, f"'{HOSTILE}")


@pytest.mark.time_machine(NOON, tick=False)
def test_files_say_what_they_are_and_when_by_their_names(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)

    named = [supervisors_client.get(address)["Content-Disposition"] for address in (of_one(nurse), MINE)]

    assert named == [
        'attachment; filename="listening-ratings-amara-okafor-2026-11-28.xlsx"',
        'attachment; filename="my-people-2026-11-28.xlsx"',
    ]


def test_workbooks_say_first_what_they_are_of_whom_and_by_whom(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)

    one, everybody = (dict(workbook_of(supervisors_client.get(at))["About this file"]) for at in (of_one(nurse), MINE))

    assert next(iter(one)) == "Ratings of Amara Okafor"
    assert next(iter(everybody)) == "Whom I supervise"
    assert (one["Whose ratings"], one["Taken along by"]) == ("Amara Okafor", "Priya Nair")
    assert everybody["Taken along by"] == "Priya Nair"
    assert {"Columns of “People”", "Columns of “Ratings”"} <= {*everybody}


def test_a_file_of_many_people_takes_as_many_queries_as_one_of_one(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            bytes_of(supervisors_client.get(MINE))
        counts.append(len(queries))
        for _ in range(4):
            person = UserFactory.create()
            supervise(person, supervisor)
            spoken(person, "agreed", supervisor)

    assert counts == [12, 12]


def test_a_file_of_more_people_than_are_read_at_once_has_them_all(supervisors_client, supervisor, nurse, monkeypatch):
    people = [nurse, *(UserFactory.create(full_name=f"Zoe {letter}") for letter in "CAB")]
    for person in people[1:]:
        supervise(person, supervisor)
    for person in people:
        spoken(person, "agreed", supervisor)
    monkeypatch.setattr(ratings, "AT_ONCE", 3)

    rows = sheet(supervisors_client, MINE)

    assert [(row["Name"], row["Own level"]) for row in rows if row["Code"] == "D1"] == [
        (name, 4) for name in ("Amara Okafor", "Zoe A", "Zoe B", "Zoe C")
    ]


@pytest.fixture
def piecemeal(monkeypatch):
    """Let each assessment be read by itself, and each row be sent as soon as it is there."""
    monkeypatch.setattr(ratings, "AT_ONCE", 1)
    monkeypatch.setattr(comma_separated, "AT_ONCE", 1)


@pytest.fixture
def amara_and_zoe(nurse, supervisor):
    """Two people who showed the supervisor what they said, in the order of the file."""
    zoe = UserFactory.create(full_name="Zoe Young")
    supervise(zoe, supervisor)
    for person in (nurse, zoe):
        spoken(person, "agreed", supervisor)
    return nurse, zoe


@pytest.mark.usefixtures("piecemeal")
def test_what_is_taken_is_on_record_before_it_leaves_and_what_did_not_leave_is_not(
    supervisors_client, supervisor, amara_and_zoe
):
    amara, zoe = amara_and_zoe
    response = supervisors_client.get(MINE, {"as": "csv"})
    pieces = response.streaming_content

    header, noted_before = next(pieces), took(supervisor, amara)
    row = next(pieces)
    noted = [len(took(supervisor, person)) for person in (amara, zoe)]
    response._iterator.close()  # noqa: SLF001 - as a server does once nobody takes what is left

    assert (header[:7], noted_before) == (b"\xef\xbb\xbfName", [])
    assert (row[:5], noted) == (b"Amara", [1, 0])
    assert [len(took(supervisor, person)) for person in (amara, zoe)] == [1, 0]


@pytest.mark.usefixtures("piecemeal")
def test_what_is_not_shown_any_more_while_a_file_is_sent_does_not_leave(supervisors_client, supervisor, amara_and_zoe):
    _, zoe = amara_and_zoe
    pieces = supervisors_client.get(MINE, {"as": "csv"}).streaming_content
    sent = [next(pieces), next(pieces)]

    Supervision.objects.filter(practitioner=zoe).update(ended_on=yesterday())
    sent += pieces

    assert [row[:5] for row in sent] == [b"\xef\xbb\xbfNa", *[b"Amara"] * 3]
    assert took(supervisor, zoe) == []


@pytest.mark.parametrize("written_as", ["xlsx", "csv"])
@pytest.mark.usefixtures("amara_and_zoe", "piecemeal")
def test_a_file_that_fails_midway_ends_with_the_failure(supervisors_client, monkeypatch, written_as):
    def fails(keys):
        told = read(keys)
        monkeypatch.setattr(ratings, "_told", _is_away)
        return told

    read = ratings._told  # noqa: SLF001 - where the database would fail
    monkeypatch.setattr(ratings, "_told", fails)
    pieces = supervisors_client.get(MINE, {"as": written_as}).streaming_content

    assert next(pieces)
    with pytest.raises(OSError, match="away"):
        list(pieces)


def _is_away(_keys):
    raise OSError("The database is away.")


@pytest.mark.parametrize(("protocol", "is_whole"), [("HTTP/1.0", True), ("HTTP/1.1", False)])
@pytest.mark.usefixtures("amara_and_zoe")
def test_who_could_not_be_told_of_an_early_end_gets_a_whole_file(supervisors_client, protocol, is_whole):
    response = supervisors_client.get(MINE, {"as": "csv"}, SERVER_PROTOCOL=protocol)

    assert response.has_header("Content-Length") == is_whole
    assert len(csv_of(response)) == 6


def test_pages_offer_the_files(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)
    pages = {
        reverse("staff-take-along", args=[nurse.pk, "listening"]): of_one(nurse),
        reverse("people-take-along"): MINE,
    }

    for page, file in pages.items():
        form = supervisors_client.get(page).context["file_form"]
        assert (form.helper.form_action, form["notes"].value()) == (file, None)
    assert f'href="{reverse("people-take-along")}"' in supervisors_client.get(reverse("supervision")).content.decode()


def test_the_profile_of_a_person_leads_to_the_file(supervisors_client, supervisor, nurse):
    spoken(nurse, "agreed", supervisor)

    profile = supervisors_client.get(reverse("staff-profile", args=[nurse.pk, "listening"]))

    assert f'href="{reverse("staff-take-along", args=[nurse.pk, "listening"])}"' in profile.content.decode()


def test_the_page_of_a_person_who_showed_nothing_leads_to_what_says_so(supervisors_client, nurse):
    publish()

    response = supervisors_client.get(reverse("staff-take-along", args=[nurse.pk, "listening"]))

    assert response["Location"] == reverse("staff-profile", args=[nurse.pk, "listening"])
