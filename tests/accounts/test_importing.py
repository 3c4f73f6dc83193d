"""People brought in from a file: shown first, then done at once; told, on record, and again nothing."""

import re
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts import layout
from competence_app.accounts.actions import importing
from competence_app.accounts.actions.importing import ImportOvertakenError, bring, plan_of
from competence_app.accounts.formats.reading import read_people
from competence_app.accounts.queries import importing as querying
from competence_app.accounts.rules.importing import keeping
from competence_app.audit.models import Entry
from competence_app.outbox.models import Mail
from competence_app.people.actions import supervising, telling
from competence_app.people.models import Notice, Supervision, Team, User
from tests.accounts.formats.samples import HEADERS, csv_file, workbook
from tests.factories import JobRoleFactory, UserFactory, supervise
from tests.post import delivered
from tests.ui.html import read

NAMES = ("import-people", "bring-people", "people-template", "import-rows")
PAGE, BUTTON, TEMPLATE, OTHER_ROWS = (reverse(name) for name in NAMES)
PRIYA = ("Priya Nair", "priya@example.org", "", "Willow ward", "", "")
ANNA = ("Anna Evans", "anna@example.org", "Registered nurse", "Willow ward", "priya@example.org", "")
BEN = ("Ben Ali", "ben@example.org", "registered-nurse", "Oak ward", "priya@example.org", "Framework editor")


@pytest.fixture
def sam(client, db) -> User:
    """A people administrator, signed in; there is one job role."""
    JobRoleFactory.create()
    user = UserFactory.create(full_name="Sam Carter", email="sam@example.org", is_people_administrator=True)
    client.force_login(user)
    return user


def choose(client: Client, data: bytes, name: str = "people.csv") -> Any:
    """Choose a file, and return the page that says what it would do."""
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def sent_by(page: Any) -> dict[str, str]:
    """Return what the button of a preview sends."""
    names = ("file", "digest")
    return {name: str(page.context["form"].initial[name]) for name in names}


def do(client: Client, *rows: Any) -> str:
    """Do what a file says, and return what is said of it."""
    page = client.post(BUTTON, sent_by(choose(client, csv_file(*rows))), follow=True)
    [message] = page.context["messages"]
    return str(message)


def bring_in(data: bytes, by: User) -> Any:
    """Do what a file says without a page."""
    rows = read_people(data).rows
    return bring(rows, expected=plan_of(rows, by=by).digest, by=by)


def everything() -> list[Any]:
    """Return what a file may change."""
    return [list(model.objects.order_by("pk").values()) for model in (User, Team, Supervision, Notice, Mail, Entry)]


def text_of(page: Any) -> str:
    """Return what a page says."""
    return read(page.content.decode()).words()


@pytest.mark.parametrize("fields", [{}, {"is_framework_editor": True}, {"is_superuser": True}])
def test_nobody_else_finds_these_pages(client, db, fields):
    client.force_login(UserFactory.create(**fields))

    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND
    assert client.get(TEMPLATE).status_code == HTTPStatus.NOT_FOUND
    assert client.post(BUTTON).status_code == HTTPStatus.NOT_FOUND
    assert choose(client, csv_file(PRIYA)).status_code == HTTPStatus.NOT_FOUND


def test_a_file_is_shown_before_anything_is_done(client, sam):
    known = UserFactory.create(email="ben@example.org", full_name="Ben Aly", job_role=None)
    before = everything()

    page = choose(client, csv_file(PRIYA, ANNA, BEN, ("Eve", "eve", "King", "", "", "")))

    said = text_of(page)
    assert "2 new accounts, 1 person changed, 1 row refused." in said
    assert "Name: Ben Aly → Ben Ali" in said
    assert "Job role: Registered nurse" in said
    assert "Role: Framework editor" in said
    assert "Supervised by priya@example.org from today" in said
    assert "Job role: there is no job role “King”: add it first, or write one of: Registered nurse" in said
    assert re.search(r"New teams .* Willow ward Oak ward", said)
    assert everything() == before
    assert User.objects.get(pk=known.pk).full_name == "Ben Aly"


def test_what_was_shown_is_done(client, sam):
    assert do(client, PRIYA, ANNA, BEN) == "Done: 3 new accounts. New people are sent a link to choose a password."

    anna, ben = (User.objects.get(email=address) for address in ("anna@example.org", "ben@example.org"))
    assert (anna.full_name, str(anna.job_role), str(anna.team)) == ("Anna Evans", "Registered nurse", "Willow ward")
    assert not anna.has_usable_password()
    assert anna.is_active
    assert ben.is_framework_editor
    assert not ben.is_people_administrator
    assert list(User.objects.get_queryset().named("evans")) == [anna]
    assert {str(one.supervisor) for one in Supervision.objects.filter(practitioner__in=[anna, ben])} == {"Priya Nair"}
    assert Supervision.objects.filter(started_on=localdate(), ended_on=None).count() == 2


def test_each_new_person_is_invited_once(client, sam):
    do(client, PRIYA, ANNA, BEN)

    mails = delivered()
    assert sorted(mail.to[0] for mail in mails) == ["anna@example.org", "ben@example.org", "priya@example.org"]
    assert {mail.subject for mail in mails} == {"Choose your password for competence self-assessment"}
    assert "Sam Carter of" in str(mails[0].body)


def test_whoever_has_an_account_is_told_what_is_new(client, sam):
    anna = UserFactory.create(email="anna@example.org", full_name="Anna Evans")

    do(client, PRIYA, ("Anna Jones", "anna@example.org", "", "Oak ward", "priya@example.org", "Lead of all teams"))

    changed, supervised = Notice.objects.filter(person=anna).order_by("pk")
    assert changed.text == (
        "Sam Carter recorded of you, from a list of people: your name is Anna Jones; your team is Oak ward; you are "
        "the lead of all teams, who reads their counts without names. Tell Sam Carter if that is wrong."
    )
    assert "Sam Carter recorded that Priya Nair supervises you from" in supervised.text
    assert [mail.to for mail in delivered()].count(["anna@example.org"]) == 2


def test_a_supervisor_is_told_once_of_all(client, sam):
    priya = UserFactory.create(email="priya@example.org", full_name="Priya Nair")

    do(client, ANNA, BEN)

    [notice] = Notice.objects.filter(person=priya)
    assert notice.subject == "Your supervision of 2 people"
    assert notice.text.startswith("Sam Carter recorded that you supervise 2 people from")
    assert ["priya@example.org"] in [mail.to for mail in delivered()]


def test_new_people_find_on_their_home_page_what_no_email_tells(client, sam):
    do(client, PRIYA, BEN)

    ben = User.objects.get(email="ben@example.org")
    assert [notice.subject for notice in Notice.objects.filter(person=ben).order_by("pk")] == [
        "Your account was changed",
        "Your supervision by Priya Nair",
    ]
    assert "you are a framework editor" in Notice.objects.filter(person=ben).earliest("pk").text


def test_everything_is_on_record(client, sam):
    anna = UserFactory.create(email="anna@example.org", full_name="Anna Evans")

    do(client, PRIYA, ("Anna Jones", *ANNA[1:]), BEN)

    ben = User.objects.get(email="ben@example.org")
    verbs = {
        person: sorted(Entry.objects.about(person).filter(by=sam).values_list("verb", "what")) for person in (anna, ben)
    }
    supervision = {one.practitioner_id: f"people.supervision {one.pk}" for one in Supervision.objects.all()}
    assert verbs[anna] == [
        ("add", supervision[anna.pk]),
        ("give", f"people.team {Team.objects.get(name=ANNA[3]).pk}"),
        ("rename", f"people.user {anna.pk}"),
    ]
    assert Entry.objects.get(verb="rename").about_name == "Anna Evans"
    assert verbs[ben] == [
        ("add", supervision[ben.pk]),
        ("add", f"people.user {ben.pk}"),
        ("give editor", f"people.user {ben.pk}"),
        ("invite", f"people.user {ben.pk}"),
    ]
    assert Entry.objects.filter(verb="add", what__startswith="people.team", about=None).count() == 2


def test_again_is_nothing(client, sam):
    do(client, PRIYA, ANNA, BEN)
    before = everything()

    page = choose(client, csv_file(PRIYA, ANNA, BEN))

    assertContains(page, "3 unchanged.")
    assertNotContains(page, "Make ")
    assert everything() == before


def test_the_button_pressed_twice_does_nothing_more(client, sam):
    sent = sent_by(choose(client, csv_file(PRIYA, ANNA)))
    client.post(BUTTON, sent)
    before = everything()

    page = client.post(BUTTON, sent, follow=True)

    assertContains(page, "Nothing was changed: everybody is as the file says.")
    assert everything() == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([PRIYA, ("", "x", "", "", "", "")], "Nothing was changed. 1 row is refused and left out."),
        (
            [("", "x", "", "", "", ""), ("", "y", "", "", "", "")],
            "Nothing was changed. 2 rows are refused and left out.",
        ),
    ],
)
def test_where_all_that_is_left_is_refused_that_is_said(client, sam, rows, said):
    UserFactory.create(email="priya@example.org", full_name="Priya Nair", team=Team.objects.create(name="Willow ward"))

    assert do(client, *rows) == said


def test_refused_rows_are_left_out_and_the_others_done(client, sam):
    said = do(client, PRIYA, ("Eve", "eve", "", "Elm ward", "", ""))

    assert said == "Done: 1 new account, 1 row refused. New people are sent a link to choose a password."
    assert set(Team.objects.values_list("name", flat=True)) == {"Willow ward"}


def test_what_changed_meanwhile_is_shown_again_and_nothing_done(client, sam):
    sent = sent_by(choose(client, csv_file(PRIYA, ANNA)))
    UserFactory.create(email="priya@example.org", full_name="Priya N.")
    before = everything()

    page = client.post(BUTTON, sent)

    assertContains(page, "Nothing was done: something changed since you looked.")
    assert "Name: Priya N. → Priya Nair" in text_of(page)
    assert everything() == before
    assertRedirects(client.post(BUTTON, sent_by(page)), PAGE)
    assert User.objects.filter(email="anna@example.org").exists()


@pytest.mark.parametrize("changes", [{"file": "of another"}, {"digest": ""}])
def test_a_page_that_is_changed_does_nothing(client, sam, changes):
    sent = sent_by(choose(client, csv_file(PRIYA)))

    page = client.post(BUTTON, sent | changes, follow=True)

    assertContains(page, "Nothing was done: this page is too old. Choose the file again.")
    assert not User.objects.filter(email="priya@example.org").exists()


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_a_page_is_too_old_after_a_day(client, sam, time_machine):
    sent = sent_by(choose(client, csv_file(PRIYA)))
    time_machine.shift(timedelta(hours=25))
    client.force_login(sam)

    assertContains(client.post(BUTTON, sent, follow=True), "this page is too old")


def test_nobody_is_given_an_address_a_password_or_an_end(client, sam):
    nurse = UserFactory.create(email="anna@example.org")
    supervise(nurse, UserFactory.create(email="nadia@example.org"))
    password = nurse.password

    do(client, PRIYA, ANNA)

    nurse.refresh_from_db()
    assert (nurse.email, nurse.password) == ("anna@example.org", password)
    assert nurse.supervised_by.lasting().count() == 2


def test_a_supervision_that_is_set_stays_as_it_is(client, sam):
    nurse, priya = UserFactory.create(email="anna@example.org"), UserFactory.create(email="priya@example.org")
    end = localdate() + timedelta(days=9)
    Supervision.objects.create(practitioner=nurse, supervisor=priya, started_on=localdate(), ended_on=end)

    do(client, ANNA)

    assert Supervision.objects.get().ended_on == end


def test_a_supervision_that_is_over_begins_anew(client, sam):
    nurse, priya = UserFactory.create(email="anna@example.org"), UserFactory.create(email="priya@example.org")
    days = (localdate() - timedelta(days=9), localdate() - timedelta(days=1))
    Supervision.objects.create(practitioner=nurse, supervisor=priya, started_on=days[0], ended_on=days[1])

    do(client, ANNA)

    assert Supervision.objects.count() == 2


def test_nobody_gives_themselves_a_role(client, sam):
    do(client, ("Sam Carter", sam.email, "", "", "", "Lead of all teams"))

    assert not User.objects.get(pk=sam.pk).is_organisation_lead


def test_namesakes_are_told_apart_from_then_on(client, sam):
    UserFactory.create(full_name="Anna Evans")

    do(client, PRIYA, ANNA)

    assert str(User.objects.get(email="anna@example.org")) == "Anna Evans (anna@example.org)"
    assert "Anna Evans (anna@example.org)" in Notice.objects.get(person__email="priya@example.org").text


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "This file is empty"), (b"Name\nAnna\n", "No column is headed “Email address”"), (None, "Choose a file")],
)
def test_a_file_that_cannot_be_read_says_why(client, sam, data, said):
    page = client.post(PAGE, {"file": SimpleUploadedFile("a.csv", data)} if data is not None else {})

    assertContains(page, said)


def test_what_was_not_read_or_guessed_is_said(client, sam):
    page = choose(client, "Payroll;Name;Email\n1;Zoë;zoe@example.org\n".encode("cp1252"))

    assertContains(page, "Not read, since no header like it is known: Payroll.")
    assertContains(page, "Its letters were taken for those of Windows")
    again = client.post(BUTTON, sent_by(page) | {"digest": "other"})
    assertContains(again, "Its letters were taken for those of Windows")


HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "=HYPERLINK(1)",
    "@SUM(1)",
    "+1",
    "-1",
    "Anna\u202e",
    "a" * 1000,
    "{0} {by}",
    "%s",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_refused_or_inert(client, sam, text):
    data = workbook(
        (text, "anna@example.org", text, text, text, text), ("Ben", text), (text, "eve@example.org", "", text)
    )

    page = choose(client, data)
    done = client.post(BUTTON, sent_by(page), follow=True)

    for shown in (page, done, client.get(reverse("home"))):
        assert shown.status_code == HTTPStatus.OK
        assertNotContains(shown, "<script>alert")
        assertNotContains(shown, "<img src=x")
    assert not User.objects.filter(full_name__startswith="=").exists()


def test_a_workbook_in_its_own_template_is_read(client, sam):
    response = client.get(TEMPLATE, {"as": "xlsx"})
    book = load_workbook(BytesIO(b"".join(response)))

    assert response["Content-Disposition"] == 'attachment; filename="people.xlsx"'
    assert next(book["People"].values) == HEADERS
    notes = {row[0]: row[1] for row in book["About this file"].values if row[0]}
    assert notes["Job role"] == "The title or the code of a job role that there is: Registered nurse."
    book["People"].append(["Anna Evans", "anna@example.org"])
    book.save(filled := BytesIO())
    assertContains(choose(client, filled.getvalue(), "people.xlsx"), "1 new account.")


def test_a_csv_template_has_the_headers_alone(client, sam):
    assert b"".join(client.get(TEMPLATE, {"as": "csv"})).decode("utf-8-sig").splitlines() == [",".join(HEADERS)]


def many(count: int, name: str = "Nurse") -> bytes:
    """Return a file of many people in teams of twenty, each with a supervisor."""
    supervisors = [f"n{n - n % 20}@example.org" if n % 20 else "" for n in range(count)]
    rows = [
        (f"{name} {n}", f"n{n}@example.org", "Registered nurse", f"Ward {n // 20}", supervisor, "")
        for n, supervisor in enumerate(supervisors)
    ]
    return csv_file(*rows)


def test_queries_do_not_grow_with_the_rows(sam):
    counts = []
    for start, count in (("a", 21), ("b", 40)):  # more than forty are stored in several goes
        for name in ("Nurse", "Sister"):
            data = many(count, name).replace(b"@", f"@{start}.".encode()).replace(b"Ward", start.encode())
            with CaptureQueriesContext(connection) as queries:
                bring_in(data, sam)
            counts.append(len(queries))

    assert counts[0] == counts[2]
    assert counts[1] == counts[3]
    assert max(counts) < 60


def test_many_are_stored_and_told_some_at_once_and_a_supervisor_once_of_all(sam, monkeypatch):
    for module in (importing, keeping, querying, supervising, telling):
        monkeypatch.setattr(module, "AT_ONCE", 3)

    bring_in(many(8), sam)
    bring_in(many(8, "Sister"), sam)

    supervisor, *people = User.objects.filter(email__startswith="n").order_by("email")
    assert [person.full_name for person in people] == [f"Sister {n}" for n in range(1, 8)]
    assert Supervision.objects.filter(supervisor=supervisor, practitioner__in=people).count() == 7
    assert Notice.objects.filter(person=supervisor, subject="Your supervision of 7 people").count() == 1
    assert [person.notices.count() for person in people] == [2] * 7  # who supervises them, and their other name


def test_each_some_hundreds_of_rows_take_as_many_queries(sam, monkeypatch):
    for module in (keeping, querying, supervising):
        monkeypatch.setattr(module, "AT_ONCE", 20)
    counts = []
    for start, count in (("a", 20), ("b", 40), ("c", 60)):
        data = many(count).replace(b"@", f"@{start}.".encode()).replace(b"Ward", start.encode())
        with CaptureQueriesContext(connection) as queries:
            bring_in(data, sam)
        counts.append(len(queries))

    assert counts[2] - counts[1] == counts[1] - counts[0]
    assert counts[1] - counts[0] < 70


def rows_shown(page: Any) -> list[int]:
    """Return the numbers of the rows that a preview shows, in their order."""
    plan = page.context["plan"]
    return [line.number for lines in (plan.refused, plan.changed, plan.created, plan.unchanged) for line in lines]


def test_a_long_file_is_shown_in_parts_what_needs_somebody_first(client, sam, monkeypatch):
    monkeypatch.setattr(layout, "SHOWN", 3)
    UserFactory.create(email="n1@example.org", full_name="Nurse 1")
    rows = [(f"Nurse {n}", f"n{n}@example.org", "", "", "", "") for n in range(4)]
    page = choose(client, csv_file(*rows, ("Eve", "eve", "", "", "", "")))
    sent = sent_by(page)

    later = client.post(OTHER_ROWS, sent | {"part": "2"})
    beyond = client.post(OTHER_ROWS, sent | {"part": "9"})

    assert (rows_shown(page), rows_shown(later), rows_shown(beyond)) == ([6, 2, 4], [5, 3], [5, 3])
    assert "Below are 1 to 3 of 5 rows" in text_of(page)
    assert "Below are 4 to 5 of 5 rows" in text_of(later)
    assertContains(page, "Later rows")
    assertNotContains(page, "Earlier rows")
    assertContains(later, "Earlier rows")
    assertNotContains(later, "Later rows")
    assert client.post(BUTTON, sent_by(later)).status_code == HTTPStatus.FOUND
    assert User.objects.filter(email__startswith="n").count() == 4


def test_other_rows_of_what_changed_meanwhile_are_the_first_again(client, sam, monkeypatch):
    monkeypatch.setattr(layout, "SHOWN", 1)
    sent = sent_by(choose(client, csv_file(PRIYA, ANNA)))
    UserFactory.create(email="priya@example.org", full_name="Priya N.")

    page = client.post(OTHER_ROWS, sent | {"part": "2"})

    assertContains(page, "Nothing was done: something changed since you looked.")
    assert rows_shown(page) == [2]


@pytest.mark.parametrize("changes", [{"file": "of another"}, {"part": "0"}, {"part": ""}])
def test_other_rows_of_a_page_that_is_changed_are_none(client, sam, changes):
    sent = sent_by(choose(client, csv_file(PRIYA))) | {"part": "1"}

    assertContains(client.post(OTHER_ROWS, sent | changes, follow=True), "this page is too old. Choose the file again.")


ADDRESSES = st.sampled_from(["a@example.org", "A@Example.org", "b@example.org", "sam@example.org", "x", ""])
ROWS = st.tuples(
    st.sampled_from(["Anna", "Ben", "Zoë O'Neill", "=1", "", "x" * 200]),
    ADDRESSES,
    st.sampled_from(["Registered nurse", "registered-nurse", "King", ""]),
    st.sampled_from(["Oak", "oak", "Elm ward", ""]),
    ADDRESSES,
    st.sampled_from(["", "Framework editor", "editor;lead of all teams", "King"]),
)


@given(files=st.lists(st.lists(ROWS, min_size=1, max_size=6), min_size=1, max_size=3))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_says_done_twice_is_done_once(sam, files):
    for rows in files:
        bring_in(csv_file(*rows), sam)
        before = everything()

        assert not bring_in(csv_file(*rows), sam).acts
        assert everything() == before


def test_a_plan_of_long_ago_is_not_done(sam):
    rows = read_people(csv_file(PRIYA)).rows

    with pytest.raises(ImportOvertakenError) as caught:
        bring(rows, expected="other", by=sam)

    assert caught.value.plan.acts
    assert not User.objects.filter(email="priya@example.org").exists()


def command(*arguments: object) -> tuple[str, str, int]:
    """Return what the command says, what it complains of, and its status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_people", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as left:
        return out.getvalue(), err.getvalue(), int(left.code or 0)
    return out.getvalue(), err.getvalue(), 0


@pytest.fixture
def file(tmp_path) -> Any:
    """A file with two people, one of whose rows is refused."""
    path = tmp_path / "people.csv"
    path.write_bytes(csv_file(PRIYA, ("Eve", "eve", "", "", "", "")))
    return path


def test_the_command_does_nothing_where_a_row_is_refused(sam, file):
    out, err, status = command(file, "--by", sam.email)

    assert (out, status) == ("", 1)
    assert err.startswith(f"{file}:3: Email address: “eve” is no email address.")
    assert not User.objects.filter(email="priya@example.org").exists()


def test_the_command_leaves_refused_rows_out_where_that_is_asked_for(sam, file):
    out, err, status = command(file, "--by", sam.email, "--leave-out")

    assert out == "Done: 1 new account, 1 row refused. New people are sent a link to choose a password.\n"
    assert err
    assert not status
    assert Entry.objects.filter(verb="add", by=sam, about__email="priya@example.org").exists()


def test_the_command_says_what_it_would_do(sam, tmp_path):
    (tmp_path / "people.csv").write_bytes(csv_file(PRIYA))

    out, err, _ = command(tmp_path / "people.csv", "--by", sam.email, "--check")

    assert out.splitlines() == [
        f"{tmp_path / 'people.csv'}:2: priya@example.org: Name: Priya Nair; Team: Willow ward",
        "Would do: 1 new account.",
    ]
    assert not err
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("name", "by", "said"),
    [
        ("people.csv", "nobody@example.org", "nobody@example.org is no people administrator: name one"),
        ("none.csv", "sam@example.org", "none.csv: this file cannot be read: No such file or directory"),
        ("empty.csv", "sam@example.org", "empty.csv: This file is empty."),
    ],
)
def test_the_command_says_what_keeps_it(sam, file, name, by, said):
    (file.parent / "empty.csv").write_bytes(b"")

    with pytest.raises(CommandError, match=re.escape(said)):
        command(file.parent / name, "--by", by)
