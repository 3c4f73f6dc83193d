"""What becomes of each row of a file of people."""

from typing import Any

import pytest

from competence_app.accounts.formats.wording import refusal_in_words
from competence_app.accounts.rules.importing.deciding import ImportSurroundings, KnownPerson
from competence_app.accounts.rules.importing.planning import decide
from competence_app.accounts.rules.importing.plans import ACTING, FieldChange, ImportPlan, Outcome
from competence_app.accounts.rules.importing.rows import Fault, PersonCell, PersonColumn, PersonRecord, Rows

PEOPLE = {
    "anna@x.example": KnownPerson("Anna Evans", job_role="registered-nurse", team="Willow ward"),
    "priya@x.example": KnownPerson("Priya Nair", supervisors=frozenset({"nadia@x.example"})),
    "gone@x.example": KnownPerson("Gone Away", is_open=False),
    "sam@x.example": KnownPerson("Sam Carter", roles=frozenset({"administrator"})),
}
JOB_ROLES = {"registered-nurse": "Registered nurse", "rmn": "Mental health nurse", "rmn-2": "Mental health nurse"}
AROUND = ImportSurroundings(
    people=lambda _: PEOPLE,
    job_roles=JOB_ROLES,
    teams=("Willow ward", "WILLOW WARD", "Oak ward"),
    by="sam@x.example",
    is_address=lambda text: text.count("@") == 1 and not text.startswith("@"),
)


def row(number: int, address: str, name: str = "", **said: str) -> PersonRecord:
    """Return a row of texts."""
    texts = {PersonColumn.ADDRESS: address, PersonColumn.NAME: name} | {
        PersonColumn(key.replace("_", "-")): said[key] for key in said
    }
    return PersonRecord(number, {field: PersonCell(text) for field, text in texts.items() if text})


def plan(*rows: PersonRecord) -> ImportPlan:
    """Return what becomes of the rows."""
    return decide(Rows(rows), AROUND)


def why(*rows: PersonRecord) -> list[str]:
    """Return what is wrong with each of the rows that are refused."""
    return [refusal_in_words(refusal) for line in plan(*rows).of(Outcome.REFUSED) for refusal in line.refusals]


def changes(*rows: PersonRecord) -> list[tuple[FieldChange, ...]]:
    """Return what is new in the lines of rows."""
    return [line.changes for line in plan(*rows).lines]


def test_whoever_has_no_account_gets_one():
    [line] = plan(
        row(2, "New@X.example", "New Nurse", job_role="RMN-2", team="Ash ward", roles="Framework editor")
    ).lines

    assert line.outcome == Outcome.CREATED
    assert line.address == "new@x.example"
    assert {change.field: change.after for change in line.changes} == {
        PersonColumn.NAME: "New Nurse",
        PersonColumn.JOB_ROLE: "rmn-2",
        PersonColumn.TEAM: "Ash ward",
        PersonColumn.ROLES: "editor",
    }


def test_what_is_as_it_says_is_unchanged_however_it_is_written():
    [line] = plan(row(2, " ANNA@x.example", "Anna Evans", job_role="registered NURSE", team="willow  WARD")).lines

    assert line.outcome == Outcome.UNCHANGED


def test_a_name_that_is_exactly_a_teams_is_that_team():
    assert changes(row(2, "anna@x.example", team="WILLOW WARD")) == [
        (FieldChange(PersonColumn.TEAM, "Willow ward", "WILLOW WARD"),)
    ]


def test_what_is_empty_leaves_things_as_they_are():
    assert plan(row(2, "anna@x.example")).counts == {Outcome.UNCHANGED: 1}


def test_changes_say_what_it_was_and_what_it_will_be():
    assert changes(row(2, "anna@x.example", "Anna Jones", team="Oak ward")) == [
        (
            FieldChange(PersonColumn.NAME, "Anna Evans", "Anna Jones"),
            FieldChange(PersonColumn.TEAM, "Willow ward", "Oak ward"),
        )
    ]


def test_a_supervisor_is_somebody_there_is_or_will_be():
    rows = (
        row(2, "a@x.example", "A", supervisor="b@x.example"),
        row(3, "b@x.example", "B", supervisor="priya@x.example"),
    )

    assert [line.after(PersonColumn.SUPERVISOR) for line in plan(*rows).of(*ACTING)] == [
        "b@x.example",
        "priya@x.example",
    ]


def test_whom_somebody_has_already_is_no_new_supervisor():
    people = {**PEOPLE, "nadia@x.example": KnownPerson("Nadia")}
    around = ImportSurroundings(lambda _: people, JOB_ROLES, (), AROUND.by, AROUND.is_address)

    assert not decide(Rows([row(2, "priya@x.example", supervisor="Nadia@x.example")]), around).acts


def test_new_teams_are_named_once_as_they_are_written_first():
    rows = [
        row(n, f"{n}@x.example", "N", team=team) for n, team in enumerate(("Elm ward", "ELM WARD", "Ash", "elm-ward"))
    ]
    refused = row(9, "", "N", team="Of nobody")

    assert plan(*rows, refused).new_teams == ("Elm ward", "Ash")


def test_roles_are_added_and_those_there_are_no_change():
    [line] = plan(row(2, "anna@x.example", roles="framework-editor; Lead of all teams")).lines
    assert [change.after for change in line.changes] == ["editor", "organisation lead"]
    assert line.gives("editor")
    assert not line.gives("administrator")

    assert plan(row(2, "sam@x.example", roles="People administrator")).counts == {Outcome.UNCHANGED: 1}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"address": ""}, "Email address: this is empty: write their email address, like name@example.com"),
        (
            {"address": "anna"},
            "Email address: “anna” is no email address. Enter an email address in the correct format,",
        ),
        ({"address": "gone@x.example"}, "Email address: the account with this address is closed: open it first"),
        ({"name": ""}, "Full name: this is empty, and there is no account with this address: write their full name"),
        ({"name": "Anna\u202eEvans"}, "Full name: enter the name in one line, without characters that cannot be seen"),
        ({"name": "See http://x.example"}, "Full name: enter a name without @, ://"),
        ({"name": "a" * 151}, "Full name: enter a name of no more than 150 characters"),
        ({"name": "=HYPERLINK(1)"}, "Full name: this begins as a formula does"),
        (
            {"job_role": "Nurse"},
            "Job role: there is no job role “Nurse”: add it first, or write one of: Registered nurse, ",
        ),
        (
            {"job_role": "Mental health nurse"},
            "called “Mental health nurse”: write the code of one of them: rmn and rmn-2",
        ),
        ({"team": "\u2066Ward"}, "Team: enter the name in one line"),
        ({"team": "@Ward"}, "Team: this begins as a formula does"),
        ({"team": "a" * 101}, "Team: enter a team's name of no more than 100 characters"),
        ({"supervisor": "Priya"}, "Supervisor's email address: “Priya” is no email address: write that of their"),
        ({"supervisor": "new@x.example"}, "Supervisor's email address: nobody supervises themselves"),
        ({"supervisor": "nobody@x.example"}, "nobody has the address nobody@x.example: check it, or write a row"),
        (
            {"supervisor": "gone@x.example"},
            "the account of gone@x.example is closed: write the address of somebody else",
        ),
        (
            {"roles": "Team lead"},
            "Roles: there is no role “Team lead”: write framework editor, people administrator, lead",
        ),
        ({"address": "sam@x.example", "roles": "Framework editor"}, "Roles: you give yourself no role"),
    ],
)
def test_a_refused_row_says_what_to_write(said, words):
    given: dict[str, Any] = {"address": "new@x.example", "name": "New Nurse"} | said

    [told] = why(row(2, **given))
    assert words in told


@pytest.mark.parametrize("fault", Fault)
def test_a_cell_that_is_no_text_says_what_to_write(fault):
    faulty = PersonRecord(
        2, {PersonColumn.ADDRESS: PersonCell("anna@x.example"), PersonColumn.TEAM: PersonCell("", fault)}
    )

    assert why(faulty)[0].startswith("Team: this") or why(faulty)[0].startswith("Team: the spreadsheet took this for")


def test_everything_that_is_wrong_in_a_row_is_told_at_once():
    assert len(why(row(2, "anna", "", job_role="Nurse", team="=1", roles="King"))) == 5


def test_rows_with_one_address_are_refused_with_the_numbers_of_all():
    rows = [row(n, "New@x.example" if n % 2 else "new@x.example", "N") for n in (2, 5, 9)]

    assert why(*rows) == ["Email address: rows 2, 5 and 9 have this address: keep one of them"] * 3


def test_what_many_rows_have_in_common_does_not_grow_with_their_square():
    rows = [row(n, "new@x.example", "N") for n in range(2, 2002)]

    assert max(map(len, why(*rows))) < 200


def test_who_would_be_supervised_by_somebody_refused_is_refused_too_and_so_on():
    rows = (
        row(2, "c@x.example", "C", supervisor="b@x.example"),
        row(3, "b@x.example", "B", supervisor="a@x.example"),
        row(4, "a@x.example", "A", job_role="King", supervisor="c@x.example"),
        row(5, "d@x.example", "D", supervisor="priya@x.example"),
        row(6, "priya@x.example", team="=1"),  # who has an account, whatever the row says
        row(7, "e@x.example", "E", supervisor="b@x.example", team="=1"),
    )

    found = plan(*rows)
    assert [line.number for line in found.of(Outcome.REFUSED)] == [2, 3, 4, 6, 7]
    assert why(*rows)[0] == (
        "Supervisor's email address: b@x.example has no account yet, and row 3, which would make one, is refused: "
        "correct it"
    )


def test_a_long_chain_takes_no_time_to_speak_of():
    rows = [row(n, f"n{n}@x.example", "N", supervisor=f"n{n + 1}@x.example") for n in range(4_999)]

    assert plan(*rows, row(4_999, "n4999@x.example", "")).counts == {Outcome.REFUSED: 5_000}


def test_a_digest_tells_one_plan_from_another():
    rows = (row(2, "anna@x.example", "Anna Jones"), row(3, "a@x.example", "A", team="Ash"))

    digests = {plan(*rows).digest, plan(rows[0]).digest, plan(row(2, "anna@x.example", "Anna Smith"), rows[1]).digest}
    assert len(digests) == 3
    assert plan(*rows).digest in digests
