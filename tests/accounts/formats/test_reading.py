"""Files of people are read alike in every format, or refused with what to do."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.accounts.formats import texts
from competence_app.accounts.formats.headers import HEADERS as KNOWN
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.formats.reading import MAX_BYTES, read_people
from competence_app.accounts.formats.wording import unreadable_in_words
from competence_app.accounts.rules.importing.rows import LONGEST, MAX_ROWS, Fault, PeopleFile, PersonCell, PersonColumn
from tests.accounts.formats.samples import HEADERS, csv_file, workbook

ANNA = ("Anna Evans", "anna@example.org", "Registered nurse", "Willow ward", "priya@example.org", "")
SAID = {
    PersonColumn.NAME: "Anna Evans",
    PersonColumn.ADDRESS: "anna@example.org",
    PersonColumn.JOB_ROLE: "Registered nurse",
    PersonColumn.TEAM: "Willow ward",
    PersonColumn.SUPERVISOR: "priya@example.org",
}
EXTRACT = """\
HDR~20261129~SYNTHETIC
PER~20001~Nair~Priya~priya@example.org~Ward manager~Willow ward~
PER~20002~Evans~Anna~anna@example.org~Registered nurse~Willow ward~20001
ABS~20002~20261101
TRL~2
"""


def said(file: PeopleFile) -> list[dict[PersonColumn, str]]:
    """Return what the cells of each row say."""
    return [{field: cell.text for field, cell in row.cells.items()} for row in file.rows]


def refused(data: bytes) -> str:
    """Return why a file is not read."""
    with pytest.raises(UnreadablePeopleError) as caught:
        read_people(data)
    return unreadable_in_words(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        csv_file(ANNA),
        csv_file(ANNA, between=";"),
        csv_file(ANNA, between="\t"),
        b"\xef\xbb\xbf" + csv_file(ANNA),
        csv_file(ANNA, between="\t").decode().encode("utf-16"),
        b"\n\n" + csv_file(ANNA),
        workbook(ANNA),
        workbook(ANNA, sheets=("Read me", "people")),
        csv_file(tuple(reversed(ANNA)), headers=tuple(reversed([header.upper() for header in HEADERS]))),
        csv_file(ANNA, headers=("name", "E-Mail", "Job title", "Ward", "Line manager", "App roles")),
        csv_file(("Evans", "Anna", *ANNA[1:]), headers=("Surname", "Forename", *HEADERS[1:])),
    ],
    ids=range(11),
)
def test_the_same_person_is_read_of_every_format(data):
    assert said(read_people(data)) == [SAID]


def test_every_header_that_is_known_is_known_as_one_thing():
    headers = [header for headers in KNOWN.values() for header in headers]

    assert len(set(map(str.casefold, headers))) == len(headers)


def test_rows_have_the_numbers_that_people_see():
    rows = csv_file(ANNA, ("",) * 6, ("Ben", "ben@example.org", "", "", "", ""))

    assert [row.number for row in read_people(rows).rows] == [2, 4]
    assert [row.number for row in read_people(workbook(ANNA, (), ("Ben", "ben@example.org"))).rows] == [2, 4]


def test_columns_that_are_not_known_are_named():
    file = read_people(csv_file(("1", *ANNA, "x"), headers=("Payroll", *HEADERS, "")))

    assert file.unread == ("Payroll",)
    assert said(file) == [SAID]


def test_rows_of_nothing_that_is_known_are_no_people():
    assert said(read_people(csv_file(ANNA, ("",) * 6 + ("note",), headers=(*HEADERS, "Remark")))) == [SAID]


def test_letters_of_windows_are_guessed_and_that_is_said():
    file = read_people("Name;Email\nZoë Müller;zoe@example.org\n".encode("cp1252"))

    assert file.is_guessed
    assert said(file)[0][PersonColumn.NAME] == "Zoë Müller"


def test_a_name_in_two_parts_has_no_space_too_many():
    file = read_people(b"First name,Last name,Email\n Anna ,,a@example.org\n,Evans,b@example.org\n,,c@example.org\n")

    assert [row.get(PersonColumn.NAME) for row in said(file)] == ["Anna", "Evans", None]


def test_cells_that_are_no_texts_say_why():
    data = workbook(("=1+1", "a@example.org", date(2026, 1, 2), 7, 1.5, True), ("#N/A", "b@example.org"))

    first, second = read_people(data).rows
    assert [cell.fault for cell in first.cells.values()] == [
        *(Fault.FORMULA, None, Fault.DATE, None, Fault.NUMBER, Fault.TRUTH),
    ]
    assert first.cell(PersonColumn.TEAM) == PersonCell("7")  # a ward may be called so
    assert second.cell(PersonColumn.NAME).fault == Fault.ERROR


def test_a_name_is_faulty_where_a_part_of_it_is():
    [row] = read_people(workbook(("=1+1", "Evans", "a@example.org"), headers=("Forename", "Surname", "Email"))).rows

    assert row.cell(PersonColumn.NAME).fault == Fault.FORMULA


def test_a_cell_that_goes_on_and_on_is_not_kept():
    [row] = read_people(csv_file(("a" * (LONGEST + 1), "a@example.org", "", "", "", ""))).rows

    assert row.cell(PersonColumn.NAME) == PersonCell("", Fault.TOO_LONG)


def test_an_extract_is_read_with_supervisors_by_number():
    file = read_people(EXTRACT.encode())

    assert said(file)[1] == SAID
    assert file.unread == ("ABS",)
    assert [row.number for row in file.rows] == [2, 3]


def test_an_extract_may_end_without_saying_so_and_leave_things_out():
    file = read_people(b"HDR~1\nPER~1~Evans~Anna~anna@example.org\n")

    assert said(file) == [{PersonColumn.NAME: "Anna Evans", PersonColumn.ADDRESS: "anna@example.org"}]


def damaged() -> bytes:
    """Return an archive that is no workbook."""
    with ZipFile(file := BytesIO(), "w") as archive:
        archive.writestr("a.txt", "a")
    return file.getvalue()


def rewritten(change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook of two people whose sheet's XML is ``change`` of what it was."""
    data = workbook(ANNA, ("Ben", "ben@example.org"))
    with ZipFile(BytesIO(data)) as old, ZipFile(file := BytesIO(), "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return file.getvalue()


def test_a_workbook_whose_rows_do_not_come_in_their_order_is_refused():
    data = rewritten(lambda xml: re.sub(rb'(<row r="2".*?</row>)(<row r="3".*?</row>)', rb"\2\1", xml))

    assert "is damaged" in refused(data)


def test_a_workbook_that_breaks_off_is_refused_as_a_whole():
    assert "is damaged" in refused(rewritten(lambda xml: xml.replace(b"</sheetData>", b"<row")))


def test_a_workbook_of_many_people_is_read_to_its_end():
    people = [(f"Nurse {n}", f"n{n}@example.org") for n in range(1_500)]  # more than is read at once

    assert said(read_people(workbook(*people)))[-1] == {
        PersonColumn.NAME: "Nurse 1499",
        PersonColumn.ADDRESS: "n1499@example.org",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(end):
    table = f"Name,Email{end}Anna,a@example.org{end}"
    extract = f"HDR~1{end}PER~1~~Anna~a@example.org{end}TRL~1{end}"

    for text in (table, extract):
        assert said(read_people(text.encode())) == [{PersonColumn.NAME: "Anna", PersonColumn.ADDRESS: "a@example.org"}]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (csv_file(), "nobody below"),
        (b"HDR~1\n", "nobody below"),
        (workbook(headers=()), "is empty"),
        (csv_file(("Anna",), headers=("Full name",)), "Write that above the column with the addresses"),
        (csv_file(headers=("Email", "E-Mail address")), "Two columns say “Email address”"),
        (csv_file(*[ANNA] * (MAX_ROWS + 1)), "more than 5,000 people"),
        (b"PER~1\n".join([b"HDR~1\n", *[b""] * (MAX_ROWS + 1)]), "more than 5,000 people"),
        (b"Email\n" + b"\n" * texts.MAX_LINES, "more than 5,000 people"),
        (b"a" * (MAX_BYTES + 1), "longer than 5 MiB"),
        (b"Email\na\0b", "neither a workbook nor text"),
        (b"Email\n\x81", "neither a workbook nor text"),
        (b'Email\n"' + b"a" * 200_000, "never closed"),
        (b"\xd0\xcf\x11\xe0old", "has a password or is of an old kind"),
        (damaged(), "is damaged"),
        (EXTRACT.replace("TRL~2", "TRL~3").encode(), "says that there are 3 people, and 2 are here"),
    ],
    ids=range(17),
)
def test_what_cannot_be_read_says_what_to_do(data, why):
    assert why in refused(data)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"Email,Name\n{text}".encode(errors="replace")))
def test_whatever_is_sent_is_read_or_refused_in_words(data):
    try:
        said = str(list(read_people(data).rows))
    except UnreadablePeopleError as error:
        said = unreadable_in_words(error)
    assert said
