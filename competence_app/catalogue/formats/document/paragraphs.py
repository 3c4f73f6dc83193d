"""What a document is made of before anybody asks what it means: lines, and paragraphs that know where they stand."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from competence_app.catalogue.formats.document.styles import Role
from competence_app.catalogue.formats.document.wording import place_words
from competence_app.catalogue.formats.problems import Place

BULLETS = "•·◦▪‣●○■□➢➤✓✔❖◆\u2013\u2014\uf0b7\uf0a7\uf0d8\uf0fc"  # the last as Word's fonts of symbols have them
_MARK = re.compile(rf"(?:[{BULLETS}*o-](?=\s)|[{BULLETS}])\s*|\(?(?:[a-z]|[ivx]+)[.)]\s+")
_NUMBER = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:\.?[a-z])?[.):]\s+(?=\S)"  # “1.”, “3.5.a.”
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\s+(?=[A-Z])"  # “1.2 Knowledge”
    r"|[A-Z]{1,3}[0-9]{1,3}(?:\.[0-9]{1,3})?[a-z]?[.:]?\s+(?=[A-Z])"  # “K1 An ability”
)


@dataclass(frozen=True, slots=True)
class DocumentPlace(Place):
    """A line of a text or of a page, or a paragraph of a document that has no lines; all counted from 1."""

    number: int
    page: int = 0  # 0: there are none
    unit: str = "line"

    def __str__(self) -> str:
        return place_words(self.unit, self.number, self.page)

    @property
    def order(self) -> tuple[int, ...]:
        """By pages, then within them."""
        return self.page, self.number


class Line(NamedTuple):
    """A line as it was set, with the spaces before it; empty where there is room between paragraphs."""

    text: str
    place: DocumentPlace
    level: int = 0  # as of a paragraph
    page: int = 0  # counted from 0, also where its place is a line of the whole text


class Paragraph(NamedTuple):
    """Words that belong together, on one line, without the bullet or number that they began with."""

    text: str
    place: DocumentPlace
    level: int = 0  # of a heading, 1 the highest; 0 where the document itself does not say that it is one
    mark: str = ""  # the bullet, letter or number that it began with
    depth: int = 0  # in how many lists it stands
    gap: int = 0  # empty lines before it
    role: Role = Role.NONE  # by its style; then its mark is the code that stands before it

    @property
    def is_bullet(self) -> bool:
        """Whether it is an entry of a list that is not numbered."""
        return bool(self.mark) and not any(map(str.isdigit, self.mark))

    @property
    def begins_small(self) -> bool:
        """Whether its first letter is a small one."""
        return self.text[:1].islower()


def begins_entry(text: str) -> bool:
    """Tell whether a line begins with a bullet, a letter or a number of a list."""
    return bool(_MARK.match(text) or _NUMBER.match(text))


def is_bullet(text: str) -> bool:
    """Tell whether a line begins with a bullet."""
    return text[:1] in {*BULLETS} and bool(_MARK.match(text))


def paragraph_of(text: str, place: DocumentPlace, level: int = 0, depth: int = 0, gap: int = 0) -> Paragraph:
    """Return the paragraph of these words, the mark that they begin with taken off."""
    if found := _MARK.match(text) or _NUMBER.match(text):
        mark, rest = found[0].strip(), text[found.end() :]
        if rest:
            return Paragraph(rest, place, level, mark.strip("().:"), depth, gap)
    return Paragraph(text, place, level, "", depth, gap)
