"""What is said of documents, by codes: why one is not read, and how a draft came out of one."""

from competence_app.catalogue.formats.document.styles import KINDS
from competence_app.catalogue.formats.foreign.wording import FOREIGN_NOTES
from competence_app.catalogue.formats.wording import FormatNames

PDF_NAMES = FormatNames("PDF", "PDF", "PDF", "a PDF")
WORD_NAMES = FormatNames("Word document", "Word", "a Word document", "a Word document")
TEXT_NAMES = FormatNames("Plain text", "Text", "plain text", "plain text")
_SHOWN = 90  # characters of the document's own words

_PLACES = {"line": "Line {number}", "paragraph": "Paragraph {number}"}
_ON_PAGE = "Page {page}, line {number}"

_AS_TEXT = "Open it in Word or LibreOffice, and save it as plain text (.txt), in UTF-8"

_WORDS = {
    "no-text": "this is no text: save it as plain text, with the encoding UTF-8, or as YAML",
    "broken": "it cannot be read: open it in its program, and save it again",
    "too-large": "it holds far more than a framework: send the part that holds the statements",
    "too-long-to-read": "it took too long to read: send the part that holds the statements, or save it as text (.txt)",
    "scanned": (
        "its pages are pictures and hold no text: ask its publisher for a document with text in it, or have a program "
        "recognise the text"
    ),
    "password": "it is protected by a password: open it in its program, and save it without one",
    "too-many": "there are more than {value:,} paragraphs: send the part that holds the statements",
    "one-paragraph": (
        "all of it is one paragraph, so nobody could tell where a statement ends: begin each on a line of its own"
    ),
    "no-framework": (
        "this does not look like a framework: of its paragraphs {value} begin as statements do (“An ability to …”, "
        "“Knowledge of …”), and at least 3 must. Begin each statement like that, or copy the statements into a template"
    ),
    "mostly-other": (
        "this does not look like a framework: {value} of its paragraphs begin as statements do, and most of the rest "
        "is neither a heading nor part of one. Send the part that holds the statements, or copy them into a template"
    ),
    "is-document": (
        "much is guessed of a document or of another system's file: store it as a draft (--draft), to be read "
        "in the browser, or make YAML of it with convert_framework, and read that"
    ),
    "statement-too-long": "this statement has {value:,} characters, and 5,000 are the most: part it into several",
}

# What was read, guessed and left out.
_NOTES = {
    "counts": "{words}",
    "title": "the title is “{words}”",
    "capitals": "the title is in capitals: “{words}” is how it would be written otherwise",
    "title-of-name": "there is no title: the file's name stands for it, “{words}”",
    "title-of-heading": "there is no title: the first heading stands for it, “{words}”",
    "introduction-read": "what stands before the first statement is the introduction",
    "published": "the date of publication is {value}, by “{words}”",
    "review_by": "the publisher's date of review is {value}, by “{words}”",
    "publisher": "the publisher is {value}, by “{words}”",
    "version": "the version is called {value}, by “{words}”",
    "hyphen": "a hyphen ended a line: “{words}” is how the word is written here",
    "parted": "this stood behind another statement in one paragraph, and is one of its own: “{words}”",
    "statement": "this may be a heading, and is taken for a statement: “{words}”",
    "third-level": "this has a list of its own, and its entries stand beside it: “{words}”",
    "part": "this may be a heading or a sentence, and is taken for part of the list above it: “{words}”",
    "sub-domain": "this heading goes on from “{value}”, and is taken for a sub-domain of it: “{words}”",
    "too-deep": "a framework has no headings so deep: this stands as a sub-domain, “{words}”",
    "kind": "“{words}” is taken for {value}",
    "code": "the framework's code is {value}, made of its title: it stays the same in every version, so change it now",
    "codes": "statements without a code of their own: {value:,}. Theirs are made up: {words}",
    "label": "the version is called “{value}”",
    "scale": "the file says no levels: these are {words}",
    "targets": "the file says no targets: nobody is expected to reach any level until you add some",
    "revises": "it is taken for a new version of “{words}”: its code, scale and targets are those of version {value}",
    "kept": "{value} statements have the words that they had, and keep their codes and all else that is said of them",
    "like-former": "perhaps this is {value} in other words; if it is the same statement, give it that code: “{words}”",
    "furniture": "this stands on every page, or belongs to the page: “{words}”",
    "other": "this is no heading, statement or part of one: “{words}”",
    "empty-heading": "no statement stands below this heading: “{words}”",
    "introduction": "the introduction is long enough without this: “{words}”",
    "source": "the document says nothing of who published it, or when",
    "asides": (
        "{value:,} paragraphs stand beside the statements, by their style (levels, guidance, targets …): "
        "what has a code that there is keeps what is said of it there, and is changed in the draft"
    ),
    "mark-twice": "the code {value} stands before another statement already: this one gets its own, “{words}”",
    "more": "and {value:,} more",
    **FOREIGN_NOTES,
}

# What other files are, by how they are known, and what to do with them.
OTHER_KINDS = {
    ".ods": "open it in LibreOffice and save it again",
    ".xlsm": "save it as an Excel workbook without macros (.xlsx)",
    ".xls": "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)",
    ".xlsb": "save it as an Excel workbook (.xlsx)",
    ".csv": "its first line has but one cell: write the headers of a table there, with commas between",
    ".doc": f"it is a document of Word before 2007. {_AS_TEXT}",
    ".odt": f"it is a document of LibreOffice. {_AS_TEXT}",
    ".rtf": f"it is in Rich Text Format. {_AS_TEXT}",
    ".html": f"it is a web page. Copy its text into Word or LibreOffice. {_AS_TEXT}",
    ".pptx": "it is a presentation: copy its text into a text file (.txt), each statement on a line of its own",
    ".json": "it is JSON of a kind that nobody here knows: export it as CASE, or copy its rows into a table (.csv)",
    ".png": "it is a picture, and holds no text: ask its publisher for a document with text in it",
    "password": "it is protected by a password: open it in its program, and save it without one",
}


def document_words(code: str, value: object = "", /) -> str:
    """Return why a document is not read, and what to do."""
    return _WORDS[code].format(value=value)


def note_words(code: str, words: str, value: object, /) -> str:
    """Return what is told of a draft; of the document's own words as many as fit."""
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
    return _NOTES[code].format(words=shown, value=value)


def kind_in_words(kind: str) -> str:
    """Return what the statements of a domain of this kind are about."""
    return KINDS[kind]


def place_words(unit: str, number: int, page: int) -> str:
    """Return where something stands in a document."""
    return (_ON_PAGE if page else _PLACES[unit]).format(number=number, page=page)


def counts_in_words(domains: int, competences: int, parts: int) -> str:
    """Return how much was read."""
    counts = {"domain": domains, "competence": competences, "part": parts}
    return ", ".join(f"{count:,} {noun}{'s' * (count != 1)}" for noun, count in counts.items())
