"""Columns are found by their headers: what is nearly one is refused, what is somebody's own is told."""

# ruff: noqa: E501 - one case a line reads as a table

import pytest

from competence_app.catalogue.formats.workbook.doubts import workbook_doubts
from competence_app.catalogue.formats.workbook.reading import read_workbook
from tests.catalogue.formats.workbook.samples import SMALL, WRITTEN, changed, edited, messages


def misspelt(written, header):
    return f"“{written}” is not read: write “{header}”, or a word that is less like it"


def renamed(title, name):
    def rename(book):
        book[title].title = name

    return changed(rename)


REFUSED = {
    "title": (edited(Competences={"I1": "Titel"}), f"Competences, row 1, Title: {misspelt('Titel', 'Title')}"),
    "examples' owner": (edited(Targets={"A1": "Form"}), f"Targets, row 1, For: {misspelt('Form', 'For')}"),
    "domain's guidance": (edited(Domains={"E1": "Guidence"}), f"Domains, row 1, Guidance: {misspelt('Guidence', 'Guidance')}"),
    "changes": (edited(Framework={"A6": "Change"}), f"Framework, row 6, Changes: {misspelt('Change', 'Changes')}"),
    "level": (edited(Competences={"N1": "Level-2"}), f"Competences, row 1, Level 2: {misspelt('Level-2', 'Level 2')}"),
    "level off the scale": (edited(Competences={"Q1": "Level 9", "Q2": "So"}), "Competences, row 1, Level 9: there is no such level on the sheet “Levels”: write Level 1 or Level 2 or Level 3 or Level 4, or add the level there"),
    "sheet": (renamed("Targets", "Target"), f"Targets: {misspelt('Target', 'Targets')}"),
    "sheet that must be there": (renamed("Levels", "Level"), f"Levels: {misspelt('Level', 'Levels')}"),
    "missing owner": (edited(Examples={"A1": None}), "Examples, row 1, For: this is missing: add it, with the code of a statement"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_header_that_may_be_meant_otherwise_is_named(data, message):
    assert messages(data) == [message]


OWN = {
    "none": (WRITTEN, []),
    "column": (edited(Competences={"Q1": "My notes", "Q2": "Ask Jo"}), ["Competences, row 1: the column “My notes” is not read"]),
    "columns": (edited(Levels={"H1": "Mine", "F1": "Colour"}), ["Levels, row 1: the column “Colour” is not read", "Levels, row 1: the column “Mine” is not read"]),
    "column like one that is there": (edited(Competences={"Q1": "Rating"}), ["Competences, row 1: the column “Rating” is not read"]),
    "level that says nothing": (edited(Competences={"Q1": "Level 9"}), ["Competences, row 1: the column “Level 9” is not read"]),
    "row": (edited(Framework={"A13": "Owner", "B13": "Jo"}), ["Framework, row 13: “Owner” is not read"]),
    "formula": (edited(Competences={"Q1": "=1"}), []),
    "sheet": (changed(lambda book: book.create_sheet("Reasons")), []),
    "instead of a sheet that may be missing": (renamed("Resources", "Reasons"), []),
    "like a sheet that is there": (changed(lambda book: book.create_sheet("Targets 2025")), []),
}  # fmt: skip


@pytest.mark.parametrize(("data", "doubts"), OWN.values(), ids=OWN)
def test_what_is_not_read_is_told(data, doubts):
    assert [f"{doubt.place}: {doubt.message}" for doubt in workbook_doubts(data)] == doubts
    assert read_workbook(data) == SMALL


@pytest.mark.parametrize("own", ["Status", "Stage", "Date", "Level of detail", "Level notes", "Notes", "Rating 2"])
def test_column_of_somebodys_own_in_an_older_workbook_is_no_misspelt_one(own):
    def edit(book):
        sheet = book["Competences"]
        sheet.delete_cols(9, 8)
        sheet["I1"] = own

    assert read_workbook(changed(edit)) == SMALL


def test_levels_are_not_asked_about_where_the_scale_is_not_known():
    data = edited(Competences={"N2": "So"}, Levels={"A2": None, "A3": None, "A4": None, "A5": None})

    assert messages(data) == [
        f"Levels, row {row}, Level: this is empty: write a whole number such as 1" for row in (2, 3, 4, 5)
    ]
