"""What is said of other systems' files, by codes: why one is not read, and how a draft came out of one."""

from competence_app.catalogue.formats.wording import FormatNames

TABLE_NAMES = FormatNames("Table with a row a statement", "a table in CSV", "a table with a row a statement", "a table")
MAHARA_NAMES = FormatNames("Mahara matrix", "Mahara", "a Mahara matrix", "a Mahara matrix")
MAPPER_NAMES = FormatNames("PortfolioMapper YAML", "PortfolioMapper", "PortfolioMapper YAML", "PortfolioMapper YAML")
TOPICS_NAMES = FormatNames("JSON of topics", "topics in JSON", "JSON of topics with levels", "JSON of topics")
CASE_NAMES = FormatNames("CASE package", "CASE", "a CASE package", "a CASE package")
FOREIGN_NOTES = {
    "loose": "{value:,} statements stand below no heading: they are taken for a domain called “{words}”",
    "wrapper": "everything stands below this, so what is below it are the domains: “{words}”",
    "revises-code": "it is taken for a new version of “{words}”: what it does not say is as in version {value}",
    "own-code": "the framework's code is {value}, which the file says",
    "code-changed": "the code “{words}” is none that a framework may have: it is {value} here",
    "code-twice": "the code “{words}” is used twice: this is {value}",
    "kept-codes": "{value:,} statements are in the former version too, and keep all else that is said of them there",
    "cut": "the {value} is longer than a framework's may be, and cut: “{words}”",
    "not-valid": "the {value} is none that a framework can say: “{words}”",
    "item-twice": "this has the identifier of another item, {value}, and is left out: “{words}”",
    "item-types": "what the items are called: {words}",
    "field": "what items say under “{words}” has no place in a framework: {value:,} times",
    "association": "associations of the kind “{words}” have no place in a framework: {value:,}",
    "relations": "what headings and parts are related to has no place in a framework: {value:,}",
    "no-sequence": "what has no sequence number stands behind those that have one: {value:,} times",
    "unknown-end": "this is about an item that is not in the package: “{words}”",
    "second-parent": "this stands below something else already, and once is all that it can be rated: “{words}”",
    "orphan": "no association says below what this stands: it is put at the top, “{words}”",
    "circle": "this would stand below itself: it is put at the top, “{words}”",
    "rubrics": "the criteria of the rubrics have different levels, and a framework has one scale: {value:,}",
    "no-level": "“{words}” is no level that somebody reaches",
    "metadata": "what is said under “{words}” has no place in a framework",
    "no-owner": "there is no “{value}” that this could stand below: it stands beside the others, “{words}”",
    "sheet": "the sheet “{words}” is not read: of several the longest is",
    "cell": "{words}",
    "column": "the column “{words}” is not read",
    "heading-of-codes": "nothing has this number itself: “{words}” is made the heading of what stands below it",
    "scale-read": "the levels are {words}",
    "no-text": "this says nothing, “{words}”",
    "markup": "HTML is taken out of this: “{words}”",
}
_WORDS = {
    "no-statements": "it states nothing that people could be rated by: look whether it is the file that you mean",
    "statement-too-long": "this statement has {value:,} characters, and 5,000 are the most: part it into several",
    "no-json": "this is not JSON that can be read: export it again from where it comes",
    "too-deep": "headings stand below headings more than {value} deep: send a part of it",
    "no-table": "this is no table that can be read: save it as CSV in UTF-8, with its headers in the first row",
    "columns": (
        "its headers do not say which column is what: bring it in in the browser, where you can say so, or write other "
        "headers, such as Domain, Code and Statement. They are {value}"
    ),
    "misfit": "what it says makes no framework: {value}",
    "too-large": "it holds far more than a framework: send a part of it",
}
_FIELDS = {
    "title": "title",
    "guidance": "guidance",
    "introduction": "introduction",
    "changes": "text on what is new",
    "version": "label of the version",
    "levels": "description of a level",
    "language": "language",
    "tags": "tag",
    "url": "web address",
    "published": "date of publication",
    "review_by": "date of review",
    "authors": "name of the authors",
    "publisher": "name of the publisher",
}
_ROW = "Row {row}"
_CELL = "Row {row}, {column}"


def foreign_words(code: str, value: object = "", /) -> str:
    """Return why a file is not read, and what to do."""
    return _WORDS[code].format(value=value)


def field_words(field: str) -> str:
    """Return what a field is called."""
    return _FIELDS[field]


def place_words(row: int, column: str) -> str:
    """Return where something stands in a table."""
    return (_CELL if column else _ROW).format(row=row, column=column)
