"""The whole record: who reads it, what it says, and what it never says."""

import csv
from datetime import timedelta
from http import HTTPStatus
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.rules.answers import Answer
from competence_app.audit.actions import record
from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting
from competence_app.demo import cast
from competence_app.oversight import queries
from competence_app.oversight.queries import PER_PAGE
from competence_app.oversight.rules.acts import ACTS, Act
from competence_app.people.models import Team, User
from tests.factories import UserFactory, draft_of, finished, small_framework
from tests.reports.taken import bytes_of
from tests.words import words

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
FRAMEWORK = next(Path(settings.BASE_DIR, "frameworks").glob("*.yaml"))
PAGE, FILE = reverse("whole-record"), reverse("whole-record-file")


@pytest.fixture
def auditor(client, db) -> User:
    """Somebody who audits, signed in."""
    person = UserFactory.create(full_name="Ola Reed", email="ola@example.org", is_auditor=True)
    client.force_login(person)
    return person


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(full_name="Amara Okafor", email="amara@example.org")


@pytest.fixture
def priya(db) -> User:
    return UserFactory.create(full_name="Priya Nair", email="priya@example.org")


def rows(client, **asked: str) -> list[str]:
    """Return what the page says line by line, but for what the reader's looks have added."""
    page = client.get(PAGE, asked)
    return [deed.words for deed in page.context["deeds"] if deed.verb != "read record"]


def table(client, **asked: str) -> list[dict[str, str]]:
    """Return the lines of the file."""
    return list(csv.DictReader(StringIO(bytes_of(client.get(FILE, asked)).decode("utf-8-sig"), newline="")))


def day(end: str, *written: str) -> dict[str, str]:
    """Return what the form sends for the first or the last day, given as day, month and year."""
    return {f"{end}_day_{part}": text for part, text in zip(("day", "month", "year"), written, strict=False)}


def test_a_line_says_when_who_what_and_about_whom(client, auditor, amara, priya):
    assessment = finished(amara, {"K1": Answer(1, note="Only mine")})
    record("see profile", assessment, by=priya, about=amara)

    page = client.get(PAGE, {"by": "priya@example.org"})

    said = "When 22 Nov 2026, 12:00:00 Who Priya Nair What Looked at a profile "
    assert said + f"About whom Amara Okafor Which Assessment {assessment.pk}" in words(page)
    assertNotContains(page, "Only mine")


def test_the_names_are_those_of_then(client, auditor, amara, priya):
    record("see profile", amara, by=priya, about=amara)
    User.objects.get_queryset().filter(pk=amara.pk).update(full_name="Amara Obi")

    page = client.get(PAGE)

    assert "Who Priya Nair What See profile About whom Amara Okafor (amara@example.org)" in words(page)
    assertContains(page, 'href="?about=amara%40example.org"')


def test_who_shares_a_name_is_told_apart(client, auditor, amara, priya):
    UserFactory.create(full_name="Priya Nair")
    record("see profile", amara, by=User.objects.get(pk=priya.pk), about=amara)

    assert "Who Priya Nair (priya@example.org) What See profile About whom Amara Okafor Which" in words(
        client.get(PAGE)
    )


def test_a_line_from_before_names_were_kept_has_the_name_of_today(client, auditor, amara, priya):
    Entry.objects.bulk_create(
        [Entry(verb="invite", what=f"people.user {amara.pk}", by=priya, by_name="P", about=amara)]
    )

    assert "Who P (priya@example.org) What Invited somebody to choose a password About whom Amara Okafor" in words(
        client.get(PAGE)
    )


def test_what_is_gone_is_told_by_its_name_of_then(client, auditor):
    editor = UserFactory.create(is_framework_editor=True)
    published, discarded = (draft_of(small_framework(version=label), by=editor) for label in ("2030", "2031"))
    team = Team.objects.create(name="Ash")
    record("add", team, by=None)
    drafting.discard(discarded, by=editor)
    now = drafting.publish(published, expected=None, by=editor)
    key = team.pk
    team.delete()

    said = words(client.get(PAGE))

    assert now.pk != published.pk
    assert said.count("Version listening 2030") == said.count("Version listening 2031") == 2
    assert "Team “Ash”" in said
    assert "gone" not in said
    assert Entry.objects.get(what=f"people.team {key}").what_name == "Ash"


def test_what_has_a_name_is_told_by_that_of_today_else_of_old_lines_by_its_number(client, auditor, amara):
    team, gone = Team.objects.create(name="Willow ward"), Team.objects.create(name="Ash")
    draft_of(small_framework(version="2030"), by=UserFactory.create(is_framework_editor=True))
    for one in (team, amara.job_role):
        assert one
        record("give", one, by=None, about=amara)
    Entry.objects.bulk_create([Entry(verb="give", what=f"people.team {gone.pk}", about=amara)])
    Team.objects.filter(pk=team.pk).update(name="Rowan ward")
    pk = gone.pk
    gone.delete()

    said = words(client.get(PAGE))

    for thing in (
        "Team “Rowan ward”",
        f"Team {pk}, which is gone",
        "Job role “Registered nurse”",
        "Version listening 2030",
    ):
        assert thing in said
    assert "Who The service What Set somebody's job role About whom Amara Okafor" in said


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            {},
            [
                *("Signed in", "Looked at a profile", "Renamed a team", "Closed an account", "Looked at a profile"),
                "Published a version of a framework",
            ],
        ),
        ({"by": "Priya Nair"}, ["Looked at a profile", "Renamed a team", "Looked at a profile"]),
        ({"by": "priya@example.org", "about": "Amara Okafor"}, ["Looked at a profile"]),
        ({"about": "amara"}, ["Closed an account", "Looked at a profile"]),
        ({"group": "looks"}, ["Looked at a profile"] * 2),
        ({"group": "accounts"}, ["Renamed a team", "Closed an account"]),
        ({"group": "frameworks"}, ["Published a version of a framework"]),
        ({"group": "emails"}, []),
        ({"group": "supervision"}, []),  # in which something else is changed
        (day("first", "21", "11", "2026"), ["Signed in", "Looked at a profile"]),
        (day("first", "20", "11", "2026") | day("last", "20", "11", "2026"), ["Renamed a team"]),
    ],
)
def test_lines_are_found_by_who_about_whom_what_and_when(client, amara, priya, time_machine, asked, found):
    time_machine.move_to("2026-11-01 12:00Z", tick=False)
    ola = UserFactory.create(is_auditor=True)
    sam, team = UserFactory.create(full_name="Sam Carter"), Team.objects.create(name="Ash ward")
    hers, sams = finished(amara, {"K1": 1}), finished(sam, {"K1": 1})
    for day, verb, what, by, about in (
        ("18 23:59Z", "see profile", hers, priya, amara),
        ("19 23:59Z", "close", amara, sam, amara),
        ("20 00:00Z", "change", team, priya, None),
        ("21 00:00Z", "see profile", sams, priya, sam),
        ("22 11:00Z", "sign in", sam, sam, None),
    ):
        time_machine.move_to(f"2026-11-{day}", tick=False)
        record(verb, what, by=by, about=about)
    time_machine.move_to("2026-11-22 12:00Z", tick=False)
    client.force_login(ola)

    assert rows(client, **asked) == found
    assert [line["What was done"] for line in table(client, **asked) if "record" not in line["Act"]] == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"by": "Nobody"}, "Nobody is found by “Nobody”"),
        (
            {"about": "Nair"},
            "enter the email address of one of them: Priya Nair, priya@example.org; Ravi Nair, ravi@example.org",
        ),
        ({"about": "x" * 255}, "255"),
        ({"group": "secrets"}, "Select a valid choice"),
        (day("first", "31"), "Date must include a month and a year"),
        (
            day("first", "2", "1", "2026") | day("last", "1", "1", "2026"),
            "The last day must not be before the first",
        ),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_listed(client, auditor, priya, asked, said):
    UserFactory.create(full_name="Ravi Nair", email="ravi@example.org")

    page = client.get(PAGE, asked)

    assert said in words(page)
    assertNotContains(page, "<table")
    assertRedirects(client.get(FILE, asked), f"{PAGE}?{page.wsgi_request.GET.urlencode()}")
    assert not Entry.objects.exists()


def test_many_who_may_be_meant_are_not_listed(client, auditor):
    UserFactory.create_batch(11, full_name="Ann Lee")

    assertContains(client.get(PAGE, {"by": "Ann Lee"}), "Many people are found by “Ann Lee”")


def test_pages_follow_one_another_without_a_gap(client, auditor, amara, time_machine):
    for number in range(2 * PER_PAGE + 5):
        if number % 3 == 0:  # several at one moment
            time_machine.shift(timedelta(seconds=1))
        record("see profile", amara, by=None, about=amara)

    address, seen = PAGE, []
    while address:
        page = client.get(address)
        seen += [deed.verb for deed in page.context["deeds"]]
        assert len(page.context["deeds"]) <= PER_PAGE
        following = page.context["following"]
        assert ("Older lines" in words(page)) == bool(following)
        assert ("Newest lines" in words(page)) == (address != PAGE)
        address = following and f"{PAGE}?after={following}"

    assert seen == ["read record"] + ["see profile"] * (2 * PER_PAGE + 5)


def test_a_page_at_a_place_that_makes_no_sense_is_the_first(client, auditor):
    assertNotContains(client.get(PAGE, {"after": "nonsense"}), "Newest lines")


def test_reading_it_is_on_record_once_a_day_and_told_to_whom_it_is_about(client, auditor, amara):
    for _ in range(2):
        client.get(PAGE)
        client.get(PAGE, {"about": amara.email})

    lines = [(entry.verb, entry.by, entry.about) for entry in Entry.objects.order_by("pk")]
    assert lines == [("read record", auditor, None), ("read record", auditor, amara)]
    client.force_login(amara)
    assertContains(client.get(reverse("record")), "Read what is on record about you, as an auditor")


def test_each_file_is_on_record(client, auditor, amara):
    table(client)
    table(client, about=amara.email)

    lines = [(entry.verb, entry.by, entry.about) for entry in Entry.objects.order_by("pk")]
    assert lines == [("take record along", auditor, None), ("take record along", auditor, amara)]


def test_a_long_file_is_read_and_sent_piece_by_piece(client, auditor, amara, monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 2)
    for number in range(5):
        record("give", Team.objects.create(name=f"Team {number}"), by=None, about=amara)

    assert [line["Which"] for line in table(client)] == ["", *(f"Team “Team {number}”" for number in (4, 3, 2, 1, 0))]
    assert client.get(FILE).streaming


def test_the_file_holds_no_formula_and_says_when_and_what(client, auditor, amara):
    sam = UserFactory.create(full_name="=1+1", email="sam@example.org")
    record("take editor", amara, by=sam, about=amara)

    response = client.get(FILE)
    taken, line = csv.DictReader(StringIO(bytes_of(response).decode("utf-8-sig"), newline=""))

    assert taken["What was done"] == "Took the record along, as a file"
    assert response["Content-Disposition"] == 'attachment; filename="record-2026-11-22.csv"'
    assert line == {
        "When": "2026-11-22 12:00:00+00:00",
        "Who": "'=1+1",
        "Who (email)": "sam@example.org",
        "What was done": "Ended somebody's role as a framework editor",
        "Act": "take editor",
        "About whom": "Amara Okafor",
        "About whom (email)": "amara@example.org",
        "Which": "",
    }


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_takes_seven_queries_however_many_lines_there_are(
    client, auditor, amara, priya, django_assert_num_queries, many
):
    for number in range(many):
        team = Team.objects.create(name=f"Team {number}")
        record("give", team, by=priya, about=amara)
        record("give", amara.job_role or team, by=priya, about=amara)

    # who asks, who and about whom, looks of today, the look, lines, names of what they are about
    with django_assert_num_queries(7):
        client.get(PAGE, {"by": priya.email, "about": amara.email})


@pytest.mark.parametrize(
    "role", ["", "is_people_administrator", "is_framework_editor", "is_organisation_lead", "is_superuser"]
)
def test_it_is_there_for_auditors_alone(client, db, role):
    client.force_login(UserFactory.create(**{role: True} if role else {}))

    assert [client.get(page).status_code for page in (PAGE, FILE)] == [HTTPStatus.NOT_FOUND] * 2
    assertNotContains(client.get(reverse("home")), PAGE)


def test_an_auditor_is_led_there(client, auditor):
    home = client.get(reverse("home"))

    assertContains(home, f'href="{PAGE}"', count=2)  # in the menu, and on the page
    assertContains(client.get(PAGE), 'aria-current="page"', count=1)


def test_all_that_the_demo_writes_down_is_known(db):
    call_command("load_framework", FRAMEWORK)
    cast.seed(example=True)

    unknown = {Act(verb, what.partition(" ")[0]) for verb, what in Entry.objects.values_list("verb", "what")} - ACTS

    assert unknown == set()
