"""What is said of a table's columns, by codes."""

from competence_app.catalogue.formats.table.columns import ColumnMeaning

MEANINGS = {
    ColumnMeaning.NOTHING.value: "Not read",
    ColumnMeaning.DOMAIN.value: "Domain: the heading that it stands below",
    ColumnMeaning.SUB_DOMAIN.value: "Sub-domain",
    ColumnMeaning.DOMAIN_GUIDANCE.value: "What helps to understand the domain",
    ColumnMeaning.CODE.value: "Code, which stays the same in every version",
    ColumnMeaning.TITLE.value: "Short name of the statement",
    ColumnMeaning.TEXT.value: "The statement that people rate",
    ColumnMeaning.DESCRIPTION.value: "Description, of a heading or of a statement",
    ColumnMeaning.GUIDANCE.value: "What helps to understand the statement",
    ColumnMeaning.LEVEL.value: "What a level looks like; the header is its label",
    ColumnMeaning.PART_OF.value: "Part of: the code of the statement that it belongs to",
    ColumnMeaning.TAGS.value: "Tags",
}
COLUMNS = {
    "empty": "This column is empty.",
    "no-fit": (
        "Choose a column for the statement or its short name. Domain, sub-domain, code, short name and statement can "
        "be one column each"
    ),
    "too-old": "That page is too old. Choose the file again.",
}
