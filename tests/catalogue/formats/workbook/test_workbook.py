"""A framework as a workbook: written, edited as Excel and LibreOffice leave it, and read back or refused with places."""

# ruff: noqa: E501 - one case a line reads as a table

import datetime as dt
import re
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from competence_app.catalogue.formats.problems import MAX_PROBLEMS, UnreadableError
from competence_app.catalogue.formats.workbook.layout import COMPETENCES, LAYOUTS
from competence_app.catalogue.formats.workbook.reading import cell_places, read_workbook
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.workbooks.unpacking import (
    MAX_CELL_MARKS,
    MAX_OTHER_MARKS,
    MAX_PARTS,
    MAX_RUN,
    MAX_UNPACKED,
)
from tests.catalogue.formats.workbook.samples import (
    SMALL,
    WRITTEN,
    changed,
    edited,
    framework,
    messages,
    repacked,
    saved,
    with_competence,
    with_xml,
)
from tests.catalogue.formats.yaml.test_properties import WORDS, frameworks

STATEMENT = "Competences, row 2"  # K1; K2 is in row 3, its parts in rows 4 and 5, D1 in row 6
AS_TEXT = "format the cell as text, and write it again"
DAMAGED = "this file is damaged, or no Excel workbook: open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and try again"
TOO_LARGE = "this file holds far more than a framework: take out what else is in it, or split the framework"
DATE = f"the spreadsheet took this for a date or a time: {AS_TEXT}"
NO_DOMAIN = "this is empty: write a title from the sheet “Domains”; of merged cells, only the first holds it"


# What is written


def test_workbook_has_a_sheet_for_each_thing_and_says_how_it_is_used():
    book = load_workbook(BytesIO(WRITTEN))

    assert book.sheetnames == [
        *(
            "Read me",
            "Framework",
            "Domains",
            "Competences",
            "Levels",
            "Other answers",
            "Targets",
            "Examples",
            "Resources",
            "Related",
        )
    ]
    assert book["Read me"]["A1"].value.startswith("This workbook holds one version of a framework.")
    notes = list(book["Read me"].iter_rows(min_row=9, values_only=True))
    assert notes[1:3] == [
        ("Sheet", "Column", "What to write"),
        ("Framework", "Code", "The framework's lasting name, the same in all its versions."),
    ]
    assert ("Competences", "Text", "The statement, or the part.") in notes


def test_statements_are_rows_below_plain_headers():
    sheet = load_workbook(BytesIO(WRITTEN))["Competences"]

    assert [row[:8] for row in sheet.values] == [
        ("Domain", "Sub-domain", "Code", "Part of", "Text", "Rate", "Replaces", "Change"),
        ("Knowing", None, "K1", None, "Knows why listening matters", None, None, None),
        ("Knowing", None, "K2", None, "Knows what gets in the way, such as:", "whole", None, None),
        ("Knowing", None, None, "K2", "noise", None, None, None),
        ("Knowing", None, None, "K2", "haste", None, None, None),
        ("Doing", None, "D1", None, "Listens to the end", None, None, None),
    ]


def test_sheet_keeps_its_header_in_sight_wraps_texts_and_offers_choices():
    sheet = load_workbook(BytesIO(WRITTEN))["Competences"]

    offers = {str(offer.sqref): offer.formula1 for offer in sheet.data_validations.dataValidation}
    assert offers == {"F2:F1048576": '"whole,parts"', "H2:H1048576": '"editorial"'}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(COMPETENCES.columns) + 4)}6"
    assert sheet["E2"].alignment.wrap_text
    assert sheet["E2"].number_format == "@"  # 1.10 stays 1.10
    assert sheet.column_dimensions["E"].width > 80


def test_sheet_is_printed_so_that_it_can_be_read():
    book = load_workbook(BytesIO(WRITTEN))
    competences, domains = book["Competences"], book["Domains"]

    assert (competences.page_setup.fitToWidth, competences.print_titles) == (
        2,
        "'Competences'!$1:$1,'Competences'!$A:$C",
    )
    assert (domains.page_setup.fitToWidth, domains.print_titles) == (
        None,
        "'Domains'!$1:$1",
    )  # one page is what it is without a word


@pytest.mark.parametrize(("text", "height"), [("x", None), ("word " * 40, 45), ("a\nb\nc", 45), ("word " * 999, 405)])
def test_row_is_as_high_as_its_text(text, height):
    sheet = load_workbook(BytesIO(write_workbook(with_competence(text=text))))["Competences"]

    assert sheet.row_dimensions[6].height == height


def test_text_that_looks_like_a_formula_or_a_link_is_a_text():
    content = with_competence(text='=HYPERLINK("https://example.org")')

    data = write_workbook(content)

    assert load_workbook(BytesIO(data))["Competences"]["E6"].data_type == "s"
    assert read_workbook(data) == content
    assert read_workbook(write_workbook(with_competence(text="https://example.org"))) == with_competence(
        text="https://example.org"
    )


@pytest.mark.parametrize(
    "text", ["x005F_", "_x005F_", "_x005f_", "0x005F_x", "_x000d_", "<r>x</r>", "<r>&lt;</r>", "<t/>"]
)
def test_text_that_looks_like_the_format_itself_is_a_text(text):
    content = with_competence(text=text)

    assert read_workbook(write_workbook(content)) == content


def test_characters_that_no_cell_can_hold_are_left_out():
    assert read_workbook(write_workbook(with_competence(text="Listens\x0b to\uffff the end"))) == SMALL


# What is read back


@settings(max_examples=40)
@given(frameworks(), WORDS, st.sampled_from(["", "2022", "2022-04", "2022-04-30"]))
def test_framework_written_as_a_workbook_is_read_back(said, text, published):
    more = {"introduction": text, "source": {"title": text, "published": published, "url": "https://example.org/a"}}
    content = Content.model_validate(said | more)

    assert read_workbook(write_workbook(content)) == content


def test_everything_that_a_framework_may_say_is_read_back():
    domains = [
        {
            "code": "A",
            "title": "Same title",
            "kind": "knowledge",
            "competences": [{"code": "K1", "text": "One\nline\tmore _x0041_", "change": "editorial", "replaces": ["X", "Y.1"]}],
            "domains": [
                {"code": "A1", "title": "Below", "competences": [{"code": "K2", "text": "x", "rate": "parts", "parts": [{"code": "K2.1", "text": "p"}]}]},
                {"code": "A2", "title": "below", "kind": "capability", "competences": [{"code": "K3", "text": "x", "parts": ["p", {"code": "own", "text": "q"}]}]},
            ],
        },
        {"code": "B", "title": "same  TITLE", "competences": [{"code": "K4", "text": "x"}]},
        {"code": "C", "title": "a", "competences": [{"code": "K5", "text": "x"}]},
    ]  # fmt: skip
    levels = [{"value": 0, "label": "No", "means": "a"}, {"value": 7, "label": "Yes", "means": {"knowledge": "b"}}]
    content = framework(domains=domains, scale={"levels": levels}, targets={"roles": {"nurse": 7}}, language="de")

    assert read_workbook(write_workbook(content)) == content


def test_workbook_says_in_which_language_it_is():
    book = load_workbook(BytesIO(write_workbook(framework(language="de-CH"))))

    assert (book.properties.language, book.properties.title) == ("de-CH", "Ability to listen (2022)")


def test_workbook_is_read_as_spreadsheet_programs_leave_it():
    def edit(book):
        sheet = book["Competences"]
        sheet.insert_rows(3, 2)
        sheet["E4"] = "   "
        sheet.row_dimensions[5].hidden = True
        sheet["A2"] = " KNOWING "
        sheet["E2"] = "Knows why listening matters \r\n"
        sheet["E2"].hyperlink = "https://example.org"
        sheet["F5"] = "Whole"
        sheet.insert_cols(1)
        sheet["A1"], sheet["A2"] = "My notes", "=1/0"
        sheet["AZ2"] = "beside all columns"
        sheet.move_range("F1:F20", cols=20)  # the texts to the end
        sheet["Z1"] = " TEXT"
        book["Targets"]["C3"] = 3.0
        book["Levels"]["A2"] = 1
        book["Framework"]["B2"].number_format = "General"
        book.create_sheet("Mine", 0)["A1"] = "not read"
        sheet.title = "-"
        sheet.title = "competences"
        del book["Read me"]

    assert read_workbook(changed(edit)) == SMALL


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Knows_x000B_why", "Knows why"),
        ("Knows_x000D_\nwhy", "Knows\nwhy"),
        ("Kno_x0077_s", "Knows"),
        ("Knows _xD83D__xDE00_", "Knows 😀"),
        ("Knows _xD83D_", "Knows \ufffd"),
        ("_x005F_x0041_ and _x005f_x0041_", "_x0041_ and _x0041_"),
        ("snake_x_case, _x00_", "snake_x_case, _x00_"),
        ("x005F_ and _x005F_x005F_", "x005F_ and _x005F_"),
    ],
)
def test_what_the_format_writes_with_escapes_is_read_as_it_means(written, said):
    text = f"<t>{written}</t>".encode()
    shared = repacked(lambda _, part: part.replace(b"<t>Knows why listening matters</t>", text))
    inline = b'<c r="E2" t="inlineStr"><is>' + text + b"</is></c>"  # openpyxl reads these in another way
    within = repacked(lambda _, part: re.sub(rb'<c r="E2" s="1" t="s">.*?</c>', inline, part))

    assert read_workbook(shared).domains[0].competences[0].text == said
    assert read_workbook(within).domains[0].competences[0].text == said


def test_rows_may_stand_in_any_order():
    domains = [
        {
            "code": "A",
            "title": "A",
            "domains": [{"code": "B", "title": "B", "competences": [{"code": "K1", "text": "x", "parts": ["p"]}]}],
        }
    ]
    content = framework(domains=domains)
    book = load_workbook(BytesIO(write_workbook(content)))
    for title in ("Domains", "Competences"):
        first, second = ([cell.value for cell in row] for row in book[title].iter_rows(min_row=2, max_row=3))
        for column, values in enumerate(zip(second, first, strict=True), start=1):
            for row, value in enumerate(values, start=2):
                book[title].cell(row, column).value = value

    assert read_workbook(saved(book)) == content


@pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning")  # openpyxl's, of what it does not keep
def test_what_newer_programs_add_does_not_matter():
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    file = BytesIO(repacked(lambda _, part: part.replace(b"</worksheet>", extension)))
    with ZipFile(file, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")

    assert read_workbook(file.getvalue()) == SMALL


def test_merged_cells_are_asked_to_be_written_out():
    found = messages(changed(lambda book: book["Competences"].merge_cells("A2:A3")))

    assert found == [f"Competences, row 3, Domain: {NO_DOMAIN}"]


@pytest.mark.parametrize(
    ("number_format", "said"),
    [("mmm-yy", "2026-04"), ("[$-809]d mmmm yyyy", "2026-04-01"), ("yyyy", "2026"), ('yyyy "day"', "2026")],
)
def test_date_says_as_much_as_its_cell_shows(number_format, said):
    def edit(book):
        book["Framework"]["B11"] = dt.datetime(2026, 4, 1)  # noqa: DTZ001 - spreadsheets have no time zones
        book["Framework"]["B11"].number_format = number_format

    assert read_workbook(changed(edit)).source.published == said


def test_columns_and_sheets_that_may_be_left_out_can_be():
    def edit(book):
        book["Competences"].delete_cols(6, 3)
        book["Competences"].delete_cols(4)
        book["Competences"].delete_rows(4, 2)
        book["Competences"].delete_cols(2)
        del book["Targets"]
        book["Other answers"].delete_rows(1, 3)

    content = read_workbook(changed(edit))

    assert [statement.code for statement in content.statements] == ["K1", "K2", "D1"]
    assert content.targets.default is None
    assert content.scale.off_scale == ()


def test_label_of_a_part_that_was_put_between_is_made_anew():
    def edit(book):
        book["Competences"].insert_rows(5)
        book["Competences"]["D5"], book["Competences"]["E5"] = "K2", "heat"

    content = read_workbook(changed(edit))

    assert [(part.code, part.text) for part in content.domains[0].competences[1].parts] == [
        ("K2.1", "noise"),
        ("K2.2", "heat"),
        ("K2.3", "haste"),
    ]


def test_domain_may_be_named_by_its_code():
    assert read_workbook(edited(Competences={"A2": "knowing"})) == SMALL


def test_place_of_what_is_found_wrong_later():
    place = cell_places(WRITTEN)

    assert str(place(("version",))) == "Framework, row 3, Version"
    assert str(place(("source", "published"))) == "Framework, row 11, Published"
    assert str(place(("domains", 0, "competences", 1, "parts", 0, "text"))) == "Competences, row 4, Text"
    assert str(place(("domains", 1, "competences", 0, "replaces", 0))) == "Competences, row 6, Replaces"
    assert str(place(("targets", "roles", "registered-nurse"))) == "Targets, row 3, Level"
    assert str(place(("domains", 1))) == "Domains, row 3"
    assert str(place(("domains", 9, "title"))) == "Framework, row 1"


# What is refused, and where

CELLS = {
    "empty text": (edited(Competences={"E2": None}), f"{STATEMENT}, Text: this is empty: write a text"),
    "empty code": (edited(Competences={"C2": " "}), f"{STATEMENT}, Code: this is empty: write a code such as K1"),
    "bad code": (edited(Competences={"C2": "K 1"}), f"{STATEMENT}, Code: “K 1” does not fit: write a code of up to 64 letters (A to Z), digits, “.”, “_” and “-”, without spaces"),
    "long text": (edited(Competences={"E2": "x" * 5001}), f"{STATEMENT}, Text: “text” has 5,001 characters: shorten it to at most 5,000"),
    "code twice": (edited(Competences={"C6": "K1"}), "Competences, row 6, Code: the code “K1” is used twice, first in Competences, row 2, Code: give this one its own"),
    "code of a part twice": (edited(Competences={"C6": "K2.1"}), "Competences, row 6, Code: the code “K2.1” is used twice, first in Competences, row 4, Code: give this one its own"),
    "choice": (edited(Competences={"H2": "editoral"}), f"{STATEMENT}, Change: “editoral” is not possible here: write “editorial”"),
    "replaces": (edited(Competences={"H2": None, "G2": "D9; K1"}), f"{STATEMENT}, Replaces: “K1” is this competence's own code: name only older ones"),
    "formula": (edited(Competences={"E2": '="a"&"b"'}), f"{STATEMENT}, Text: this is a formula: write the text that it shows"),
    "error": (edited(Competences={"E2": "#REF!"}), f"{STATEMENT}, Text: “#REF!” is an error of the spreadsheet: write a text"),
    "date": (edited(Competences={"C2": dt.date(2026, 1, 2)}), f"{STATEMENT}, Code: {DATE}"),
    "time for a date": (edited(Framework={"B11": dt.time(1, 2)}), f"Framework, row 11, Published: {DATE}"),
    "no date": (edited(Framework={"B11": "2022-02-30"}), "Framework, row 11, Published: there is no “2022-02-30” in the calendar: write a date such as 2022-04"),
    "yes or no": (edited(Competences={"E2": True}), f"{STATEMENT}, Text: the spreadsheet took this for TRUE: {AS_TEXT}"),
    "broken number": (edited(Framework={"B3": 1.1}), f"Framework, row 3, Version: the spreadsheet took this for the number 1.1, perhaps not as it was typed: {AS_TEXT}"),
    "escaped control character": (edited(Competences={"E2": "a_x0007_b"}), f"{STATEMENT}, Text: this text holds the control character U+0007: delete it"),
    "control character": (edited(Competences={"E2": "a\x85b"}), f"{STATEMENT}, Text: this text holds the control character U+0085: delete it"),
    "no domain": (edited(Competences={"A2": None}), f"{STATEMENT}, Domain: {NO_DOMAIN}"),
    "near domain": (edited(Competences={"A2": "Knowin"}), f"{STATEMENT}, Domain: “Knowin” is not on the sheet “Domains”: write “Knowing”"),
    "unknown domain, and its only row": (edited(Competences={"A6": "Wholly other", "B6": "x"}), "Competences, row 6, Domain: “Wholly other” is not on the sheet “Domains”: add a row for it there, or write one of its titles"),
    "unknown sub-domain": (edited(Competences={"B2": "x"}), f"{STATEMENT}, Sub-domain: “x” is not on the sheet “Domains”: add a row for it there, or write one of its titles"),
    "domain of a sub-domain": (edited(Domains={"B3": "Below"}, Competences={"A6": "Knowing"}), "Domains, row 3, Domain: “Doing” is not on the sheet “Domains”: write “Knowing”"),
    "domain's title": (edited(Domains={"A3": None}, Competences={"A6": "doing"}), "Domains, row 3, Domain: this is empty: write a title"),
    "domain's kind": (edited(Domains={"D3": "skill"}), "Domains, row 3, Kind: “skill” is not possible here: write “knowledge” or “capability”"),
    "empty domain": (edited(Competences={"A6": "Knowing"}), "Domains, row 3: this domain has no statements: write its title into their rows on the sheet “Competences”, or delete this row"),
    "sub-domain's title": (edited(Domains={"A4": "Doing", "B4": "x" * 501, "C4": "below"}, Competences={"B6": "below"}), "Domains, row 4, Sub-domain: “title” has 501 characters: shorten it to at most 500"),
    "part of nothing": (edited(Competences={"D4": "Q"}), "Competences, row 4, Part of: “Q” is not a statement's code: write one, or leave this empty; if its statement was taken out, delete this row too"),
    "parts of nothing": (changed(lambda book: book["Competences"].delete_rows(3)), "Competences, row 3, Part of: “K2” is not a statement's code: write one, or leave this empty; if its statement was taken out, delete rows 3 to 4 too"),
    "parts of nothing, apart": (edited(Competences={"D4": "Q", "A8": "Knowing", "D8": "Q", "E8": "heat"}), "Competences, row 4, Part of: “Q” is not a statement's code: write one, or leave this empty; if its statement was taken out, delete the 2 rows that say so too"),
    "parts of a code that cannot be read": (edited(Competences={"C3": 1.2}), f"Competences, row 3, Code: the spreadsheet took this for the number 1.2, perhaps not as it was typed: {AS_TEXT}"),
    "part of something near": (edited(Competences={"D4": "K22"}), "Competences, row 4, Part of: “K22” is not a statement's code: write “K2”, or if its statement was taken out, delete this row too"),
    "part with a change": (edited(Competences={"H4": "editorial"}), "Competences, row 4, Change: this is said of a whole statement: write it into the row of “K2”, not here"),
    "rated part without a code": (edited(Competences={"F3": "parts", "C4": "K2a"}), "Competences, row 5: a part that is rated needs a code that lasts: write one such as K4a"),
    "rated by parts that are not there": (edited(Competences={"F2": "parts"}), f"{STATEMENT}, Rate: there are no parts to rate: add their rows, with this code below “Part of”, or write “whole”"),
    "level": (edited(Levels={"A2": "one"}), "Levels, row 2, Level: “one” is not a whole number from 0 to 999: write a number such as 3"),
    "levels out of order": (edited(Levels={"A3": 1}), "Levels, row 3, Level: 1 is not above 1: write the lowest level first, each with a higher number"),
    "what a level means": (edited(Levels={"C2": "x" * 5001}), "Levels, row 2, Means for knowledge: “knowledge” has 5,001 characters: shorten it to at most 5,000"),
    "other answer": (edited(Other_answers={"B2": None}), "Other answers, row 2, Label: this is empty: write a label such as Not applicable to my role"),
    "target off the scale": (edited(Targets={"C3": 9}), "Targets, row 3, Level: 9 is no level of the scale: write one of 1, 2, 3, 4"),
    "target for nobody": (edited(Targets={"B3": None}), "Targets, row 3, Job role: this is empty: write a job role's code, or “any other”"),
    "no target": (edited(Targets={"C2": None}), "Targets, row 2, Level: this is empty: write a level"),
    "two targets": (edited(Targets={"B4": "registered-nurse", "C4": 1}), "Targets, row 4, Job role: “registered-nurse” is here twice: keep one of the two"),
    "target's job role": (edited(Targets={"B3": "Ward manager"}), "Targets, row 3, Job role: “Ward manager” is no code: write the job role's code, such as ward-manager"),
    "empty field": (edited(Framework={"B3": None}), "Framework, row 3, Version: this is empty: write a label such as 2026"),
    "field that is gone": (edited(Framework={"A3": None, "B3": None}), "Framework, row 1, Version: this is missing: add it, with a label such as 2026"),
    "field without a name": (edited(Framework={"A3": None}), "Framework, row 1, Version: this is missing: add it, with a label such as 2026"),
    "field twice": (edited(Framework={"A13": "Title", "B13": "Ability to listen"}), "Framework, row 13, Title: this is here twice: keep one of the two"),
    "misspelt field": (edited(Framework={"A10": "Web adress"}), "Framework, row 10, Web address: “Web adress” is not read: write “Web address”, or a word that is less like it"),
}  # fmt: skip

SHEETS = {
    "missing column": (edited(Competences={"E1": None}), "Competences, row 1, Text: this is missing: add it, with a text"),
    "misspelt column": (edited(Competences={"G1": "Replace"}), "Competences, row 1, Replaces: “Replace” is not read: write “Replaces”, or a word that is less like it"),
    "column that is nearly an optional one": (edited(Competences={"F1": "Rating"}), "Competences, row 1, Rate: “Rating” is not read: write “Rate”, or a word that is less like it"),
    "column twice": (edited(Competences={"Q1": "text"}), "Competences, row 1, Text: this is here twice: keep one of the two"),
    "too few rows": (changed(lambda book: book["Levels"].delete_rows(3, 9)), "Levels, row 1: there are too few rows: write at least 2 below the headers"),
    "empty sheet": (changed(lambda book: book["Domains"].delete_rows(1, 9)), "Domains: this sheet is empty: write its headers"),
    "missing sheet": (changed(lambda book: book.remove(book["Levels"])), "Levels: there is no such sheet: add it"),
}  # fmt: skip

FILES = {
    "nothing": (b"", DAMAGED),
    "not an archive": (b"\xff\xfe" + b"code", DAMAGED),
    "no text": (b"code\0", DAMAGED),
    "YAML": (b"code: f\n", "this is a plain text, no workbook: if it is YAML, give it a name that ends in .yaml"),
    "half a file": (WRITTEN[: len(WRITTEN) // 2], DAMAGED),
    "an archive of something else": (repacked(lambda _, __: b""), DAMAGED),
    "other compression": (repacked(lambda _, part: part, compression=ZIP_BZIP2), DAMAGED),
    "entities": (repacked(lambda _, part: part.replace(b"<sst", b'<!DOCTYPE s [<!ENTITY a "aa">]><sst')), DAMAGED),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this file has a password or is of an old kind: save it as an Excel workbook (.xlsx), without one"),
    "too long": (b"PK" * 3 * 1024 * 1024, "this file is longer than 5 MiB: take out pictures and further sheets"),
    "unpacks to much": (repacked(lambda name, part: part + b" " * MAX_UNPACKED if name.endswith("theme1.xml") else part), TOO_LARGE),
    "far too many cells": (with_xml("xl/worksheets/sheet4.xml", b"</sheetData>", b"<row>" + b"<c/>" * MAX_CELL_MARKS + b"</row>"), TOO_LARGE),
    "far too many rows": (with_xml("xl/worksheets/sheet4.xml", b"</sheetData>", b"<x:row />" * MAX_CELL_MARKS), TOO_LARGE),
    "far too many attributes": (with_xml("xl/worksheets/sheet4.xml", b"</sheetData>", b'<row a="" b=""/>' * (MAX_CELL_MARKS // 3)), TOO_LARGE),
    "far too many styles": (with_xml("xl/styles.xml", b"</cellXfs>", b"<xf/>" * MAX_OTHER_MARKS), TOO_LARGE),
    "far too long a text": (with_xml("xl/sharedStrings.xml", b"</sst>", b"<si><t>" + b"a" * 2 * MAX_RUN + b"</t></si>"), TOO_LARGE),
    "one part as several sheets": (with_xml("xl/workbook.xml", b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>'), DAMAGED),
    "a cell in the last corner": (changed(lambda book: book["Competences"].cell(2**20, 1, "Knowing")), "Competences, row 1048576: there is more below row 100,000: split the framework, or delete what does not belong"),
    "too many rows": (edited(Competences={"A100001": "Knowing"}), "Competences, row 100001: there is more below row 100,000: split the framework, or delete what does not belong"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), CELLS.values(), ids=CELLS)
def test_cell_that_cannot_be_taken_is_named(data, message):
    assert messages(data) == [message]


@pytest.mark.parametrize(("data", "message"), SHEETS.values(), ids=SHEETS)
def test_sheet_that_lacks_something_is_named(data, message):
    assert messages(data) == [message]


@pytest.mark.parametrize(("data", "message"), FILES.values(), ids=FILES)
def test_file_that_is_no_workbook_is_refused(data, message):
    assert messages(data) == [message]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("xl/vbaProject.bin", "this file holds macros: save it as an Excel workbook (.xlsx), which has none"),
        ("mimetype", "this file is an OpenDocument: save it as an Excel workbook (.xlsx)"),
    ],
)
def test_workbook_of_another_kind_is_refused(name, message):
    file = BytesIO(WRITTEN)
    with ZipFile(file, "a") as archive:
        archive.writestr(name, b"")

    assert messages(file.getvalue()) == [message]


def test_workbook_for_macros_that_has_none_is_read():
    kinds = (b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")

    assert read_workbook(repacked(lambda _, part: part.replace(*kinds))) == SMALL


def test_last_row_that_is_empty_does_not_matter():
    last = b'<row r="1048576"><c r="XFD1048576"/></row>'  # as LibreOffice leaves it

    assert read_workbook(with_xml("xl/worksheets/sheet4.xml", b"</sheetData>", last)) == SMALL


def test_archive_of_many_parts_is_refused():
    file = BytesIO(WRITTEN)
    with ZipFile(file, "a") as archive:
        for number in range(MAX_PARTS):
            archive.writestr(str(number), b"")

    assert messages(file.getvalue()) == [TOO_LARGE]


def test_archive_whose_directory_lies_about_a_size_is_refused():
    file = BytesIO(repacked(lambda name, part: part + b" " * 10_000_000 if name == "xl/workbook.xml" else part))
    with ZipFile(file) as archive:
        size = archive.getinfo("xl/workbook.xml").file_size
    data = file.getvalue().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert messages(data) == [DAMAGED]


def test_title_that_two_domains_have_is_refused_with_their_codes():
    found = messages(edited(Domains={"A3": "Knowing"}))

    several = "Domain: “Knowing” is the title of several on the sheet “Domains”: write a code, knowing or doing"
    assert found[:2] == [f"Competences, row 2, {several}", f"Competences, row 3, {several}"]
    assert found[2] == "Competences, row 6, Domain: “Doing” is not on the sheet “Domains”: write “Knowing”"


def test_all_problems_come_at_once_in_the_order_of_the_sheets():
    found = messages(
        edited(
            Framework={"B3": None},
            Domains={"C2": "a b"},
            Competences={"A6": "Dong", "C6": "=1", "E6": None, "E2": None},
            Levels={"A2": "x"},
        )
    )

    assert [message.split(": ")[0] for message in found] == [
        "Framework, row 3, Version",
        "Domains, row 2, Code",
        "Competences, row 2, Text",
        "Competences, row 6, Domain",
        "Competences, row 6, Code",
        "Competences, row 6, Text",
        "Levels, row 2, Level",
    ]


@pytest.mark.parametrize("cells", [{"C": "a {}", "A": "Doing", "E": "x"}, {"C": "a{}"}])
def test_a_hundred_problems_are_enough(cells):
    said = {f"{column}{row}": text.format(row) for row in range(7, 200) for column, text in cells.items()}

    with pytest.raises(UnreadableError) as caught:
        read_workbook(edited(Competences=said))

    assert len(caught.value.problems) == MAX_PROBLEMS
    assert [problem.place.order[1] for problem in caught.value.problems] == list(range(7, 107))


def test_workbook_without_any_of_the_sheets_names_what_it_lacks():
    assert messages(saved(Workbook())) == [
        f"{title}: there is no such sheet: add it" for title in ("Framework", "Domains", "Competences", "Levels")
    ]


# Whatever is given, reading ends with a framework or with its problems


@given(st.binary(max_size=200), st.integers(0, len(WRITTEN)))
def test_any_bytes_are_a_framework_or_problems(noise, at):
    for data in (noise, WRITTEN[:at] + noise + WRITTEN[at + len(noise) :]):
        with suppress(UnreadableError):
            assert isinstance(read_workbook(data), Content)


@settings(max_examples=40)
@given(st.data())
def test_any_change_of_a_part_is_a_framework_or_problems(data):
    name = data.draw(st.sampled_from(ZipFile(BytesIO(WRITTEN)).namelist()))
    noise = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"<c/>", b"<row/>", b"</row>", b'r="999999999"', b'"', b"9" * 20])
    )
    share = data.draw(st.floats(0, 1))

    def spoil(part, content):
        at = int(share * len(content))
        return content[:at] + noise + content[at + len(noise) :] if part == name else content

    with suppress(UnreadableError):
        assert isinstance(read_workbook(repacked(spoil)), Content)


VALUES = st.none() | WORDS | st.integers() | st.floats() | st.booleans() | st.datetimes() | st.sampled_from(["K1", "K2", "Knowing", "parts", "#N/A", "=A1"])  # fmt: skip


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from([layout.title for layout in LAYOUTS]), st.integers(1, 7), st.integers(1, 9)),
        VALUES,
        max_size=4,
    )
)
def test_any_edit_is_a_framework_or_problems(cells):
    book = load_workbook(BytesIO(WRITTEN))
    for (title, row, column), value in cells.items():
        with suppress(ValueError):  # what openpyxl itself would not write
            book[title].cell(row, column).value = value

    with suppress(UnreadableError):
        assert isinstance(read_workbook(saved(book)), Content)
