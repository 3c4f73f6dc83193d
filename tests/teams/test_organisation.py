"""Counts of all teams, for whoever leads the organisation: sums of what each team's own page tells."""

from datetime import date
from http import HTTPStatus
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from competence_app.assessments.models import Batch
from competence_app.assessments.models.ageing import start_of_day
from competence_app.assessments.rules.answers import Voice
from competence_app.people.models import Team
from tests.factories import UserFactory, framework_of, publish, small_framework, supervise
from tests.pdfs import is_pdf_ua, text_of
from tests.teams.test_counts import close, main, page, table
from tests.teams.ward import Ward
from tests.words import words

EVERYWHERE = reverse("organisation", args=["listening"])
BY_TEAM = reverse("organisation-teams", args=["listening"])
TODAY = date(2026, 11, 16)


@pytest.fixture
def version(db, time_machine):
    time_machine.move_to(start_of_day(TODAY))
    return publish()


@pytest.fixture
def nadia(version):
    """Who leads the organisation."""
    return UserFactory.create(is_organisation_lead=True)


@pytest.fixture
def client(client, nadia):
    client.force_login(nadia)
    return client


@pytest.fixture
def wards(version):
    return [Ward(version, f"{name} ward") for name in ("Ash", "Birch", "Cedar")]


def closed(ward: Ward, k1: int, people: int = 15, *, day: date = TODAY, **fields: Any) -> Batch:
    """Store a batch by need, in which so many of the people are below target in K1, and nobody else anywhere."""
    counts = {"K1": {"1": k1, "3": people - k1}, "K2": {"3": people}, "D1": {"3": people}}
    values: dict[str, Any] = {
        "voice": Voice.AGREED,
        "closed_at": start_of_day(day),
        "counts": counts,
        "needing": {"K1": {"1": k1}},
    }
    return close(ward, **(values | fields))


def row(response, code: str) -> list[str]:
    """Return the words of one competence's cells."""
    return next([words for _, words in cells] for found, *cells in table(response) if found == code)


def test_teams_are_summed_where_they_tell_both_numbers(client, wards):
    for ward, k1 in zip(wards, (6, 9, 2), strict=True):
        closed(ward, k1)

    now, quarter = row(client.get(EVERYWHERE), "K1")

    assert now == "All teams now 15 of 30 summed over 2 teams fewer than 5 in 1 other"
    assert quarter == "Oct to Dec 2026 15 of 30"


def test_a_team_of_which_nearly_all_are_below_is_named_as_such(client, wards):
    for ward, k1 in zip(wards, (12, 13, 7), strict=True):
        closed(ward, k1)

    assert row(client.get(EVERYWHERE), "K1")[0] == (
        "All teams now 7 of 15 summed over 1 team all but fewer than 5 in 2 others"
    )


@pytest.mark.parametrize(
    ("below", "says"), [((1, 2), "Few"), ((11, 15), "Nearly all"), ((0, 15), "Few, or nearly all")]
)
def test_without_a_sum_it_is_said_which_way_they_lie(client, wards, below, says):
    for ward, k1 in zip(wards, below, strict=False):
        closed(ward, k1)

    assert row(client.get(EVERYWHERE), "K1")[1] == f"Oct to Dec 2026 {says}"


def test_what_nobody_was_asked_is_not_shown(client, wards):
    closed(wards[0], 7, counts={"K1": {"1": 7, "3": 8}})

    assert row(client.get(EVERYWHERE), "D1") == ["All teams now Not shown", "Oct to Dec 2026 Not shown"]


def test_each_quarter_sums_what_was_closed_in_it_and_now_is_the_latest_of_each_team(client, wards):
    ash, birch, _ = wards
    closed(ash, 9, day=date(2024, 12, 31))  # more than eight quarters ago
    closed(ash, 8, day=date(2026, 3, 31))
    closed(birch, 7, day=date(2026, 1, 1))
    closed(ash, 5, day=date(2026, 4, 1))

    response = client.get(EVERYWHERE)

    assert row(response, "K1") == [
        "All teams now 12 of 30 summed over 2 teams", "Jan to Mar 2026 15 of 30", "Apr to Jun 2026 5 of 15",
    ]  # fmt: skip


def test_teams_stand_side_by_side(client, wards):
    ash, birch, cedar = wards
    closed(cedar, 3)
    closed(ash, 7)
    closed(birch, 12)
    closed(birch, 5, day=date(2026, 3, 1))

    assert row(client.get(BY_TEAM), "K1") == [
        "Ash ward 7 of 15",
        "Birch ward over 10 of 15",
        "Cedar ward under 5 of 15",
    ]


@pytest.mark.parametrize("address", [EVERYWHERE, BY_TEAM])
def test_rows_of_most_need_come_first_unless_asked_otherwise(client, wards, address):
    counts = {"K1": {"3": 15}, "K2": {"1": 5, "3": 10}, "D1": {"1": 9, "3": 6}}
    closed(wards[0], 0, counts=counts, needing={"K2": {"1": 5}, "D1": {"1": 9}})

    assert [code for code, *_ in table(client.get(address))] == ["D1", "K2", "K1"]
    assert [code for code, *_ in table(client.get(address, {"order": "text"}))] == ["K1", "K2", "D1"]


def test_what_people_rated_by_themselves_is_counted_apart(client, wards):
    closed(wards[0], 7)
    closed(wards[1], 9, voice=Voice.SELF)

    assert row(client.get(EVERYWHERE, {"voice": "self"}), "K1")[0] == "All teams now 9 of 15 summed over 1 team"
    assert row(client.get(EVERYWHERE, {"voice": "supervisor"}), "K1")[0] == "All teams now 7 of 15 summed over 1 team"


def test_counts_on_older_versions_stand_with_what_is_asked_just_so(client, wards):
    closed(wards[0], 7)
    content = small_framework(version="2026")
    content["domains"][1]["competences"][0]["text"] = "Listens to the end, and beyond"
    closed(wards[1], 6, version=publish(content))

    response = client.get(EVERYWHERE)

    assert row(response, "K1")[0] == "All teams now 13 of 30 summed over 2 teams"
    assert row(response, "D1")[0] == "All teams now Few fewer than 5 in 1 other"


def test_counts_by_level_are_no_part_of_it(client, wards):
    close(wards[0], voice=Voice.AGREED)

    assert "No team has such counts yet." in words(client.get(EVERYWHERE))
    assert EVERYWHERE not in client.get("/teams/").content.decode()


def test_what_the_reader_knows_some_of_is_in_no_sum(client, wards):
    ash, birch, _ = wards
    nurse = ash.send().practitioner
    ash.send_many(14)
    birch.send_many()

    assert len(table(client.get(BY_TEAM, {"voice": "self"}))[0]) == 3

    nurse.is_organisation_lead = True
    nurse.save()
    client.force_login(nurse)
    assert row(client.get(BY_TEAM, {"voice": "self"}), "K1") == ["Birch ward under 5 of 15"]


def test_nothing_is_counted_that_whoever_leads_all_teams_knows(nadia, wards):
    ward = wards[0]
    nurse = ward.nurse()
    supervise(nurse, nadia)
    ward.submit(ward.finish(nurse), to=nadia)
    ward.send_many(14)

    assert ward.batches() == []


def test_every_team_is_there_to_open(client, wards):
    closed(wards[0], 7)

    text, html = words(client.get("/teams/")), client.get("/teams/").content.decode()

    assert EVERYWHERE in html
    assert page(wards[0].team) in html
    assert text.index("All teams together") < text.index("Ash ward") < text.index("Cedar ward")
    assert row(client.get(page(wards[0].team)), "K1") == [
        "Below target, or no opportunity yet 7", "At target or above, or not applicable 8",
    ]  # fmt: skip


@pytest.mark.parametrize("address", [EVERYWHERE, BY_TEAM])
def test_nobody_else_finds_it(client, wards, address):
    closed(wards[0], 7)

    for person in (wards[0].lead, wards[0].supervisor, UserFactory.create(is_superuser=True)):
        client.force_login(person)
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_an_unknown_framework_is_not_found(client):
    assert client.get(reverse("organisation", args=["singing"])).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("size", [1, 20])
def test_pages_take_no_more_queries_for_more(client, version, size, django_assert_num_queries):
    large = publish(framework_of(size, code="large"))
    counts = {f"C{n}": {"1": 6, "3": 9} for n in range(1, size + 1)}
    for number in range(size):
        closed(Ward(large, f"Ward {number}"), 0, counts=counts, needing={code: {"1": 6} for code in counts})
    Team.objects.create(name="Without counts")
    for name in ("organisation", "organisation-teams"):
        address = reverse(name, args=["large"])
        client.get(address)
        with django_assert_num_queries(3):  # who asks, version, batches
            client.get(address)
    with django_assert_num_queries(6):  # who asks, how many teams, teams, batches, hidden ones, all frameworks
        client.get("/teams/")


def test_many_teams_are_listed_page_by_page(client, wards):
    for number in range(31):
        Team.objects.create(name=f"Ward {number:02}")

    assert "Ward 25" in words(client.get("/teams/"))
    assert "Ward 30" in words(client.get("/teams/", {"page": 2}))
    assert main(client.get("/teams/")).all("nav")[0].attrs["aria-label"] == "Pagination"


def test_the_workbook_has_the_cells_of_both_pages(client, wards):
    for ward, k1 in zip(wards, (6, 9, 2), strict=True):
        closed(ward, k1)

    sheets = openpyxl.load_workbook(BytesIO(client.get(reverse("organisation-file", args=["listening"])).getvalue()))

    sums, teams = (list(sheets[name].iter_rows(values_only=True)) for name in ("All teams", "Team by team"))
    target = "Target: With support to Independently"
    said = ("K1", "Knows why listening matters", target)
    assert sums[0][3:] == ("All teams now", "Oct to Dec 2026")
    assert sums[1] == (*said, "15 of 30, summed over 2 teams, fewer than 5 in 1 other", "15 of 30")
    assert teams[0][3:] == ("Ash ward", "Birch ward", "Cedar ward")
    assert teams[1] == (*said, "6 of 15", "9 of 15", "under 5 of 15")


def test_the_sums_are_there_on_paper(client, wards):
    closed(wards[0], 6)
    closed(wards[1], 9, voice=Voice.SELF)

    response = client.get(reverse("organisation-pdf", args=["listening"]), {"voice": "self"})

    text = text_of(response.content)
    assert is_pdf_ua(response.content)
    assert "Rated by themselves" in text
    assert "9 of 15, summed over 1 team" in text
    assert 'filename="listening-all-teams-2026-11-16.pdf"' in response["Content-Disposition"]
