import re

import pytest

from competence_app.ui.cells import csv_text, workbook_text

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "'=1", "''-1", "'\t"]  # noqa: RUF001
PLAIN = ["", "'", "'tis", "3 - 1", "a=b", " plain", "“=”", "''"]


def read_back(cell: str) -> str:
    """Return the text that a guarded cell was made from."""
    return cell[1:] if re.match(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])", cell) else cell  # noqa: RUF001


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_worked_out_begins_with_an_apostrophe_in_csv(text):
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are_in_csv(text):
    assert csv_text(text) == text


@pytest.mark.parametrize("text", [*HOSTILE, *PLAIN])
def test_every_text_can_be_had_back_from_csv(text):
    assert read_back(csv_text(text)) == text


def test_a_workbooks_text_is_without_what_no_cell_can_hold():
    assert workbook_text("a\x00b\x0bc\td\ne￿") == "abc\td\ne"


def test_a_workbooks_text_is_never_taken_for_xml():
    assert workbook_text("<r>1</r>") == "<r>1</r> "
