"""People by competences, as their supervisor sees them."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.rules.answers import Answer
from competence_app.audit.models import Entry
from competence_app.people.models import JobRole, Supervision, Team
from competence_app.teams.layout.matrix import sign_of
from competence_app.teams.rules.matrix import MatrixCell
from tests.factories import UserFactory, finished, framework_of, publish, put, small_framework, yesterday
from tests.reports.taken import csv_of, rows_of, workbook_of
from tests.teams.people import nurse_of, rows, shown
from tests.ui.html import read

MATRIX, FILE = reverse("matrix"), reverse("matrix-file")
NOT_HERE = Answer(off_scale="na", reason="Not on nights")


@pytest.fixture
def version(db):
    return publish()


def reworded(**changes: Any) -> dict[str, Any]:
    """Return the framework's next version: K1 as it was, K2 in other words, D2 instead of D1, D3 new."""
    content = small_framework(version="2026", **changes)
    content["domains"][0]["competences"][1]["text"] = "Knows every hindrance"
    content["domains"][1]["competences"] = [
        {"code": "D2", "text": "Listens on", "replaces": ["D1"]},
        {"code": "D3", "text": "Asks again"},
    ]
    return content


def heard(response) -> list[str]:
    """Return all that the first person's cells say to whoever hears them."""
    return [cell.words() for cell in read(response.content.decode()).all("tbody")[0].all("tr")[0].all("td")]


def test_a_cell_says_the_level_the_target_and_what_is_no_level(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)
    shown(nurse_of(lee, "Ben"), lee, version, {"K1": 3, "K2": 2, "D1": NOT_HERE})

    assert rows(lees.get(MATRIX)) == {"Amara": ["1 →3", "no opp.", "4"], "Ben": ["3", "2 →3", "n/a"]}


def test_a_cell_is_heard_in_words(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version, state="reviewed")

    assert heard(lees.get(MATRIX)) == [
        "1 Not yet →3 below the target own answer, not agreed",
        "no opp. No opportunity yet own answer, not agreed",
        "4 Leading others own answer, not agreed",
    ]


def test_what_is_not_agreed_yet_and_what_is_old_is_said_in_text(lees, lee, version, time_machine):
    shown(nurse_of(lee, "Amara"), lee, version)
    time_machine.move_to(timezone.now() + timedelta(days=500))
    shown(nurse_of(lee, "Ben"), lee, version, state="reviewed")
    lees.force_login(lee)

    assert rows(lees.get(MATRIX)) == {
        "Amara": ["1 →3 old", "no opp. old", "4 old"],
        "Ben": ["1 →3 own", "no opp. own", "4 own"],
    }


@pytest.mark.parametrize("state", ["draft", "finished", "submitted"])
def test_of_what_was_not_revealed_nothing_is_known(lees, lee, version, state):
    nurse = nurse_of(lee, "Amara")
    shown(nurse, lee, version, state=state)

    response = lees.get(MATRIX)

    assert rows(response) == {"Amara": ["–"] * 3}  # noqa: RUF001 - as it is shown
    assert "Nothing shown to you" in response.content.decode()
    assert not Entry.objects.about(nurse).filter(verb="see matrix").exists()


def test_words_that_were_carried_unchanged_count_and_others_are_told_apart(lees, lee, version):
    one = shown(nurse_of(lee, "Amara"), lee, version, {"K1": 1, "K2": 4, "D1": 4})
    publish(reworded())

    response = lees.get(MATRIX)
    lives = [link.attrs["href"] for link in read(response.content.decode()).all("tbody")[0].all("a")][1:]

    assert rows(response) == {"Amara": ["1 →3", "≠", "≠", "–"]}  # noqa: RUF001 - as it is shown
    assert lives == [
        reverse("staff-life", args=[one.practitioner_id, "listening", code]) for code in ("K1", "K2", "D1")
    ]
    assert {lees.get(address).status_code for address in lives} == {HTTPStatus.OK}
    assert "version 2022" in response.content.decode()


def test_a_carried_level_is_set_against_the_target_of_today(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version, {"K1": 3, "K2": 4, "D1": 4})
    publish(reworded(targets={"default": 4}))

    assert rows(lees.get(MATRIX))["Amara"][0] == "3 →4"


def test_a_cell_leads_to_a_life_that_a_newer_assessment_no_longer_asks(lees, lee, version):
    agreed = shown(nurse_of(lee, "Amara"), lee, version)
    newer = publish(reworded())
    put(finished(agreed.practitioner, {"K1": 2, "K2": 2, "D2": 2, "D3": 2}, version=newer), "reviewed", lee)

    life = lees.get(reverse("staff-life", args=[agreed.practitioner_id, "listening", "D1"]))

    assert rows(lees.get(MATRIX))["Amara"][2] == "≠"
    assert "Listens to the end" in life.content.decode()


def test_names_lead_to_profiles_and_competences_to_what_people_need(lees, lee, version):
    nurse = nurse_of(lee, "Amara")
    shown(nurse, lee, version)

    page = read(lees.get(MATRIX).content.decode())

    assert page.all("th", "app-matrix__name")[0].all("a")[0].attrs["href"] == reverse(
        "staff-profile", args=[nurse.pk, "listening"]
    )
    heads = [head.all("a")[0].attrs["href"] for head in page.all("th", "app-matrix__head")]
    assert heads == [f"{reverse('training-needs')}?framework=listening#{code}" for code in ("K1", "K2", "D1")]


def test_people_stand_by_need_by_name_or_by_a_competence(lees, lee, version):
    nurse_of(lee, "Abel")
    shown(nurse_of(lee, "Ben"), lee, version, {"K1": 4, "K2": 4, "D1": NOT_HERE})
    shown(nurse_of(lee, "Cleo"), lee, version, {"K1": 2, "K2": 2, "D1": 3})
    shown(nurse_of(lee, "Dora"), lee, version, {"K1": 1, "K2": "no", "D1": 4})
    shown(nurse_of(lee, "Esi"), lee, version, {"K1": 3, "K2": "no", "D1": 3})

    def names(order: str) -> str:
        return "".join(name[0] for name in rows(lees.get(MATRIX, {"order": order})))

    assert (names(""), names("need"), names("nonsense")) == ("CDEBA", "CDEBA", "CDEBA")
    assert names("name") == "ABCDE"
    assert (names("by-K1"), names("by-K2"), names("by-D1")) == ("DCEBA", "CDEBA", "CEDBA")


def test_filters_keep_a_team_a_role_and_a_domain(lees, lee, version):
    ash, elm = (Team.objects.create(name=name) for name in ("Ash ward", "Elm ward"))
    student = JobRole.objects.create(code="student-nurse", title="Student nurse")
    shown(nurse_of(lee, "Amara", team=ash), lee, version)
    shown(nurse_of(lee, "Ben", team=elm, job_role=student), lee, version)

    assert [*rows(lees.get(MATRIX, {"team": "Ash ward"}))] == ["Amara"]
    assert [*rows(lees.get(MATRIX, {"role": "Student nurse"}))] == ["Ben"]
    assert [*rows(lees.get(MATRIX, {"role": "Nonsense"}))] == ["Amara", "Ben"]
    assert rows(lees.get(MATRIX, {"domain": "doing"})) == {"Amara": ["4"], "Ben": ["4"]}
    nobody = lees.get(MATRIX, {"team": "Ash ward", "role": "Student nurse"}).content.decode()
    assert "Nobody whom you supervise fits all of this." in nobody


@pytest.mark.parametrize(("asked", "sizes"), [("20", [20, 20, 10]), ("30", [30, 20]), ("", [50]), ("7", [50])])
def test_more_than_paper_has_room_for_is_shown_in_parts(lees, lee, asked, sizes):
    version = publish(framework_of(50))
    shown(nurse_of(lee, "Amara"), lee, version, {f"C{n}": 3 for n in range(1, 51)} | {"C21": 1})

    response = lees.get(MATRIX, {"paper": asked})

    page = read(response.content.decode())
    cells = [[cell.words() for cell in body.all("td")] for body in page.all("tbody")]
    heads = [head.words().split()[0] for head in page.all("th") if "app-matrix__head" in str(head.attrs.get("class"))]
    assert [len(some) for some in cells] == sizes
    assert heads == [f"C{n}" for n in range(1, 51)]
    assert [cell for some in cells for cell in some][20].startswith("1 Not yet")
    names = [one.attrs["aria-label"] for one in page.all("div") if one.attrs.get("role") == "region"]
    parts = [f"Matrix, part {number} of {len(sizes)}" for number in range(1, len(sizes) + 1)]
    assert names == (parts if len(sizes) > 1 else ["Matrix"])
    assert {row.all("a")[0].words() for body in page.all("tbody") for row in body.all("tr")} == {"Amara"}


def test_parts_are_of_one_domain_where_that_is_asked_for(lees, lee):
    version = publish(framework_of(50))
    shown(nurse_of(lee, "Amara"), lee, version, {f"C{n}": 3 for n in range(1, 51)})

    assert rows(lees.get(MATRIX, {"paper": "20", "domain": "domain-30"})) == {"Amara": ["3"]}


@pytest.mark.parametrize(("size", "is_offered"), [(20, False), (21, True)])
def test_parts_are_offered_where_a_sheet_has_no_room_for_all(lees, lee, size, is_offered):
    shown(nurse_of(lee, "Amara"), lee, publish(framework_of(size)), {f"C{n}": 3 for n in range(1, size + 1)})

    page = lees.get(MATRIX).content.decode()

    assert ('name="paper"' in page, "An A4 sheet has room for twenty competences" in page) == (is_offered, is_offered)


def test_one_framework_is_shown_at_a_time(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)
    publish(small_framework(code="singing", title="Ability to sing"))

    assert rows(lees.get(MATRIX)) == {"Amara": ["1 →3", "no opp.", "4"]}
    assert rows(lees.get(MATRIX, {"framework": "singing"})) == {"Amara": ["–"] * 3}  # noqa: RUF001 - as it is shown


def test_those_of_others_former_ones_and_closed_accounts_are_not_there(lees, lee, version):
    shown(nurse_of(lee, "Amara", is_active=False), lee, version)
    former = nurse_of(lee, "Ben")
    shown(former, lee, version)
    Supervision.objects.filter(practitioner=former).update(ended_on=yesterday())
    shown(nurse_of(UserFactory.create(), "Cleo"), UserFactory.create(), version)
    nurse_of(lee, "Dora")

    assert [*rows(lees.get(MATRIX))] == ["Dora"]


def test_without_a_framework_the_page_says_so_and_there_is_no_file(lees, lee):
    nurse_of(lee)

    assert "No framework is published yet." in lees.get(MATRIX).content.decode()
    assert lees.get(FILE).status_code == HTTPStatus.NOT_FOUND


def test_who_is_shown_can_read_that_they_were_looked_at_once_a_day(lees, lee, version, client):
    amara, ben = nurse_of(lee, "Amara"), nurse_of(lee, "Ben")
    one = shown(amara, lee, version)
    lees.get(MATRIX)
    shown(ben, lee, version)

    for _ in range(2):
        lees.get(MATRIX)

    looks = Entry.objects.filter(verb="see matrix", by=lee)
    assert sorted(looks.values_list("about", flat=True)) == [amara.pk, ben.pk]
    assert looks.about(amara).get().what == f"assessments.assessment {one.pk}"
    client.force_login(amara)
    deed = client.get(reverse("record")).context["deeds"][0]
    assert (deed.who, deed.words) == ("Lee Chan", "Looked at where you stand, among all whom they supervise")


def test_who_is_filtered_out_was_not_looked_at(lees, lee, version):
    team = Team.objects.create(name="Ash ward")
    shown(nurse_of(lee, team=team), lee, version)
    other = nurse_of(lee, team=Team.objects.create(name="Elm ward"))
    shown(other, lee, version)

    lees.get(MATRIX, {"team": "Ash ward"})

    assert not Entry.objects.about(other).filter(verb="see matrix").exists()


@pytest.mark.parametrize("written_as", ["xlsx", "csv"])
def test_a_file_has_the_same_cells_as_the_page_and_is_on_the_record(lees, lee, version, written_as):
    shown(nurse_of(lee, "Amara"), lee, version, {"K1": 3, "K2": 2, "D1": NOT_HERE})
    ben = nurse_of(lee, "Ben")
    shown(ben, lee, version, state="reviewed")
    nurse_of(lee, "Cleo")

    file, page = lees.get(FILE, {"as": written_as}), rows(lees.get(MATRIX))
    lines = rows_of(workbook_of(file)["Matrix"]) if written_as == "xlsx" else csv_of(file)

    assert {row["Name"]: [str(cell) for cell in [*row.values()][5:]] for row in lines} == page
    assert [*lines[0]][5:] == [
        "K1 Knows why listening matters",
        "K2 Knows what gets in the way, such as:",
        "D1 Listens to the end",
    ]
    assert [str(row["Below target"] or "") for row in lines] == ["1", "1", ""]
    assert Entry.objects.about(ben).filter(verb="take matrix along").count() == 1


def test_a_level_alone_is_a_number_in_a_workbook(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)

    [row] = rows_of(workbook_of(lees.get(FILE))["Matrix"])

    assert [*row.values()][5:] == ["1 →3", "no opp.", 4]


def test_a_workbook_says_what_it_is_of_whom_and_what_its_signs_mean(lees, lee, version):
    shown(nurse_of(lee, "Amara"), lee, version)

    about = dict(workbook_of(lees.get(FILE))["About this file"])

    assert next(iter(about)) == "Matrix: Ability to listen"
    assert (about["Taken along by"], about["Whom"]) == ("Lee Chan", "All whom I supervise")
    assert "≠: Answered in other words, or on another scale, than today's" in about["Signs"]


def test_a_file_says_which_of_the_people_it_is_of(lees, lee, version):
    shown(nurse_of(lee, "Amara", team=Team.objects.create(name="Ash ward")), lee, version)
    shown(nurse_of(lee, "Ben", team=Team.objects.create(name="Elm ward")), lee, version)

    book = workbook_of(lees.get(FILE, {"team": "Ash ward"}))

    assert dict(book["About this file"])["Whom"] == "Ash ward"
    assert [row["Name"] for row in rows_of(book["Matrix"])] == ["Amara"]


def test_a_name_that_is_a_formula_is_a_text(lees, lee, version):
    shown(nurse_of(lee, "=1+1"), lee, version)

    assert csv_of(lees.get(FILE, {"as": "csv"}))[0]["Name"] == "'=1+1"


@pytest.mark.parametrize(("people", "size"), [(1, 1), (12, 30)])
def test_the_page_takes_no_more_queries_for_more(lees, lee, time_machine, django_assert_num_queries, people, size):
    version = publish(framework_of(size))
    for _ in range(people):
        shown(nurse_of(lee), lee, version, {f"C{n}": 2 for n in range(1, size + 1)})
    lees.get(MATRIX)
    time_machine.move_to(timezone.now() + timedelta(days=1))  # the looks are noted anew
    lees.force_login(lee)

    # who asks, versions, people, assessments, ratings, looks of today, names and what is noted (in a transaction)
    with django_assert_num_queries(8 + 2):
        lees.get(MATRIX)
    with django_assert_num_queries(6):
        lees.get(MATRIX)


def test_every_sign_of_a_cell_has_words():
    assert [sign_of(MatrixCell()), sign_of(MatrixCell(asked_as="K1"))] == [
        ("–", "not known"),  # noqa: RUF001 - as it is shown
        ("≠", "asked in other words"),
    ]
