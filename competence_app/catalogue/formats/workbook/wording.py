"""What people are told of workbooks and in them, by codes: they know spreadsheets, not YAML."""

from competence_app.catalogue.formats.wording import FormatNames
from competence_app.catalogue.rules.misfits import MisfitCode

WORKBOOK_NAMES = FormatNames("Excel workbook", "Excel", "an Excel workbook", "a workbook")
WORKBOOK_MISFITS = {
    MisfitCode.PART_WITHOUT_CODE: "a part that is rated needs a code that lasts: write one such as K4a",
    MisfitCode.NO_PARTS_TO_RATE: (
        "there are no parts to rate: add their rows, with this code below “Part of”, or write “whole”"
    ),
    MisfitCode.EMPTY_DOMAIN: (
        "this domain has no statements: write its title into their rows on the sheet “Competences”, or delete this row"
    ),
}
README = """\
This workbook holds one version of a framework. Change what you want, save it as an Excel workbook (.xlsx) and upload \
it. It becomes a draft, and you see what it changes before anything is published.
Write a new label beside Version on the sheet Framework. What is published never changes.
On the sheet Competences, each row is a statement or a part of one. Their order is the order in which people meet \
them. To add a statement, insert a row; to take one out, delete its row.
What each level looks like for a statement stands there too, in a column for each value of the sheet Levels.
On the sheets Targets, Examples, Resources and Related, each row begins with the code of the statement that it is \
for; a target may be for a domain too, or for the whole framework.
A domain's title stands on the sheet Domains and in the rows of its statements. To change it, use Find and Replace in \
the whole workbook.
Columns are found by their headers. You may move them, hide them, take out those that may be empty, and add columns \
and sheets of your own, which are not read. Hidden rows are read; empty rows are skipped.
Write texts, not formulas, and do not merge cells: only the first of them would hold the text.""".splitlines()

_SAVE = "save it as an Excel workbook (.xlsx)"
_AS_TEXT = "format the cell as text, and write it again"
_NEAR_STATEMENT = (
    "“{code:.40}” is not a statement's code: write “{near}”, or if its statement was taken out, delete {rows} too"
)
_WORDS = {
    # The sheets that people get.
    "read-me": "Read me",
    "sheet": "Sheet",
    "column": "Column",
    "what-to-write": "What to write",
    "what-it-says": "What it says",
    "choice": "Write {choices}, or leave it empty.",
    "row": "row {number}",
    "level": "Level {value}",
    # The file.
    "broken": f"this file is damaged, or no Excel workbook: open it in Excel or LibreOffice, {_SAVE} and try again",
    "too-long": "this file is longer than 5 MiB: take out pictures and further sheets",
    "too-large": "this file holds far more than a framework: take out what else is in it, or split the framework",
    "password": f"this file has a password or is of an old kind: {_SAVE}, without one",
    "text": "this is a plain text, no workbook: if it is YAML, give it a name that ends in .yaml",
    "macros": f"this file holds macros: {_SAVE}, which has none",
    "open-document": f"this file is an OpenDocument: {_SAVE}",
    # A sheet.
    "no-sheet": "there is no such sheet: add it",
    "empty-sheet": "this sheet is empty: write its headers",
    "too-few-rows": "there are too few rows: write at least {least} below the headers",
    "too-many-rows": "there is more below row {most:,}: split the framework, or delete what does not belong",
    "missing": "this is missing: add it, with {example}",
    "misspelt": "“{written:.40}” is not read: write “{header}”, or a word that is less like it",
    "off-the-scale": "there is no such level on the sheet “{sheet}”: write {choice}, or add the level there",
    "unread-column": "the column “{name:.40}” is not read",
    "unread-row": "“{name:.40}” is not read",
    "header-twice": "this is here twice: keep one of the two",
    # A cell.
    "empty": "this is empty: write {example}",
    "formula": "this is a formula: write the text that it shows",
    "error": "“{value}” is an error of the spreadsheet: write a text",
    "date": f"the spreadsheet took this for a date or a time: {_AS_TEXT}",
    "truth": f"the spreadsheet took this for {{value}}: {_AS_TEXT}",
    "number": f"the spreadsheet took this for the number {{value:g}}, perhaps not as it was typed: {_AS_TEXT}",
    "control-character": "this text holds the control character U+{value:04X}: delete it",
    # How the rows belong together.
    "no-domain": "this is empty: write a title from the sheet “{sheet}”; of merged cells, only the first holds it",
    "several-domains": "“{name:.40}” is the title of several on the sheet “{sheet}”: write a code, {codes}",
    "near-domain": "“{name:.40}” is not on the sheet “{sheet}”: write “{near}”",
    "unknown-domain": (
        "“{name:.40}” is not on the sheet “{sheet}”: add a row for it there, or write one of its titles"
    ),
    "this-row": "this row",
    "rows": "rows {first} to {last}",
    "such-rows": "the {count} rows that say so",
    "near-statement": _NEAR_STATEMENT,
    "unknown-statement": (
        "“{code:.40}” is not a statement's code: write one, or leave this empty; "
        "if its statement was taken out, delete {rows} too"
    ),
    "near-owner": _NEAR_STATEMENT,
    "unknown-owner": (
        "“{code:.40}” is not a statement's code: write one, or if its statement was taken out, delete {rows} too"
    ),
    "near-holder": (
        "“{code:.40}” is not the code of a domain or a statement: write “{near}”, "
        "or if what it stood for was taken out, delete {rows} too"
    ),
    "unknown-holder": (
        "“{code:.40}” is not the code of a domain or a statement: write one, or leave this empty for the whole "
        "framework; if what it stood for was taken out, delete {rows} too"
    ),
    "not-of-a-part": "this is said of a whole statement: write it into the row of “{code:.40}”, not here",
    "code-twice": "the code “{code:.40}” is used twice, first in {first}: give this one its own",
    "target-twice": "“{role:.40}” is here twice: keep one of the two",
}


def sheet_words(code: str, /, **values: object) -> str:
    """Return what is wrong and what to write instead, or what stands on a sheet."""
    return _WORDS[code].format(**values)
