"""What is said of a table's columns, by codes."""

from competence_app.catalogue.formats.table.columns import Meaning

MEANINGS = {
    Meaning.NOTHING.value: "Not read",
    Meaning.DOMAIN.value: "Domain: the heading that it stands below",
    Meaning.SUB_DOMAIN.value: "Sub-domain",
    Meaning.DOMAIN_GUIDANCE.value: "What helps to understand the domain",
    Meaning.CODE.value: "Code, which stays the same in every version",
    Meaning.TITLE.value: "Short name of the statement",
    Meaning.TEXT.value: "The statement that people rate",
    Meaning.DESCRIPTION.value: "Description, of a heading or of a statement",
    Meaning.GUIDANCE.value: "What helps to understand the statement",
    Meaning.LEVEL.value: "What a level looks like; the header is its label",
    Meaning.PART_OF.value: "Part of: the code of the statement that it belongs to",
    Meaning.TAGS.value: "Tags",
}
COLUMNS = {
    "empty": "This column is empty.",
    "no-fit": (
        "Choose a column for the statement or its short name. Domain, sub-domain, code, short name and statement can "
        "be one column each"
    ),
    "too-old": "That page is too old. Choose the file again.",
}
