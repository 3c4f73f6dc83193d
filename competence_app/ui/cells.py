"""What a table's cell can hold: the text as it was typed, which no program may take for a formula."""

import re

_NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
# How a text begins that spreadsheet programs work out when they open a CSV file, or would once an apostrophe is taken
# away; the wide signs are those of East Asian keyboards.
_GUARDED = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")  # noqa: RUF001 - see above


def workbook_text(text: str) -> str:
    """Return a text for a cell of a workbook, where what is written as a text stays one, without what no cell can hold.

    XlsxWriter takes for XML what is between “<r>” and “</r>”, but for the space behind it, which nobody sees.
    """
    return _NOT_IN_A_CELL.sub("", text) + " " * text.startswith("<r>")


def csv_text(text: str) -> str:
    """Return a text for a cell of a CSV file: with an apostrophe before what would be taken for a formula.

    So that the text can be had back by taking one away, what already has apostrophes there gets another.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def text_of_csv(cell: str) -> str:
    """Return the text that ``csv_text`` made a cell of: without the apostrophe before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
