"""The seed as a document of Word and as a PDF, as a publisher would have made them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import typst

from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

Block = tuple[str, str]  # how it is set, and its words


def blocks(content: Content) -> Iterator[Block]:
    """Yield what a framework says in the order of a document."""
    yield "title", content.title
    yield "text", content.introduction
    for domain in content.domains:
        yield from _domain(domain, 1)


def _domain(domain: Domain, level: int) -> Iterator[Block]:
    yield f"heading {level}", domain.title
    for competence in domain.competences:
        yield from _competence(competence)
    for below in domain.domains:
        yield from _domain(below, level + 1)


def _competence(competence: Competence) -> Iterator[Block]:
    yield "text", competence.text
    for part in competence.parts:
        yield "entry", part.text


STYLES = {
    "title": "Title",
    "text": "Normal",
    "entry": "List Bullet",
    "heading 1": "Heading 1",
    "heading 2": "Heading 2",
}


def word_of(content: Content, styles: dict[str, str] = STYLES) -> bytes:
    """Return a document of Word with a header, page numbers and styles."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Draft"
    for how, words in blocks(content):
        document.add_paragraph(words, style=styles[how])
    return saved(document)


def saved(document: Any) -> bytes:
    """Return the bytes of a document of python-docx."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


_MARKUP = {"title": "#title[{}]", "text": "{}", "entry": "- {}", "heading 1": "= {}", "heading 2": "== {}"}
_SETTING = """
#set page(paper: "a4", columns: COLUMNS)
#set page(header: [Ward frameworks], footer: context [Page #counter(page).display() of 9])
#set text(size: 11pt, hyphenate: true, lang: "en")
#set par(justify: true)
#let title(words) = text(size: 24pt, weight: "bold", words)
"""


def pdf_of(content: Content, *, columns: int = 1) -> bytes:
    """Return a PDF in so many columns, its words broken at the ends of lines."""
    said = "\n\n".join(_MARKUP[how].format(_escaped(words)) for how, words in blocks(content))
    return typst.compile((_SETTING.replace("COLUMNS", str(columns)) + said).encode())


def _escaped(words: str) -> str:
    return "".join(f"\\{letter}" if letter in "#*_-=[]()/<>@$`~" else letter for letter in words)
