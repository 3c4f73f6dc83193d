"""What a document says as a framework does: a title, an introduction, and headings with statements and their parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from competence_app.catalogue.formats.document.front import is_label
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.openings import FEWEST, Openings, parted
from competence_app.catalogue.formats.document.paragraphs import DocumentPlace, Paragraph
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.rules.fields import MAX_TEXT, MAX_TITLE

_LONGEST_HEADING = 150  # characters
_BETWEEN = 3  # paragraphs before the first statement that may be its heading
_MOST = 20_000  # paragraphs
_MOST_UNREAD = 0.5  # of the paragraphs behind the first statement
_ENDS = (".", ";", ",", "!", "?")


@dataclass(slots=True)
class Item:
    """A statement, or a part of one."""

    text: str
    place: DocumentPlace
    mark: str = ""
    parts: list["Item"] = field(default_factory=list)
    depth: int = 0
    gap: int = 0
    is_coded: bool = False  # its mark is its code, since its style says so
    has_rated_parts: bool = False


@dataclass(slots=True)
class Section:
    """A heading with what stands below it, up to the next one."""

    title: str
    place: DocumentPlace
    level: int = 0  # 1 the highest; 0 where nothing says which
    guidance: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)  # of it, by the names of facts


@dataclass(slots=True)
class Outline:
    """A document as a framework would be: not yet arranged, without codes."""

    front: list[Paragraph]
    sections: list[Section]
    said: dict[str, str] = field(default_factory=dict)  # of the framework, by the names of facts
    is_sure: bool = False  # styles say what is below what


def outline_of(paragraphs: Sequence[Paragraph], notes: list[Note]) -> Outline:
    """Return what is read of the paragraphs; add what is doubtful to the notes.

    Raise ``UnreadableError`` where too little looks like a framework.
    """
    if len(paragraphs) > _MOST:
        raise UnreadableError.whole(document_words("too-many", _MOST))
    found = [part for paragraph in paragraphs for part in _parted(paragraph, notes)]
    openings = Openings.of(found)
    if len(paragraphs) == 1 < openings.count:
        raise UnreadableError.whole(document_words("one-paragraph"))
    if openings.count < FEWEST:
        raise UnreadableError.whole(document_words("no-framework", openings.count))
    reader = _OutlineReader(found, openings, notes)
    return reader.read()


def _parted(paragraph: Paragraph, notes: list[Note]) -> list[Paragraph]:
    texts = parted(paragraph.text)
    if len(texts) > 1:
        notes.extend(Note("guessed", paragraph.place, "parted", text) for text in texts[1:])
    return [paragraph._replace(text=texts[0]), *(paragraph._replace(text=text, mark="") for text in texts[1:])]


class _OutlineReader:
    """Goes through the paragraphs once, and knows what each one may follow."""

    def __init__(self, paragraphs: Sequence[Paragraph], openings: Openings, notes: list[Note]) -> None:
        self._paragraphs = paragraphs
        self._openings = openings
        self._notes = notes
        self._first = next(index for index in range(len(paragraphs)) if self._is_item(index))
        self._has_levels = any(paragraph.level for paragraph in paragraphs[max(self._first - 1, 0) :])
        self._sections: list[Section] = []
        self._item: Item | None = None
        self._unread = 0

    def read(self) -> Outline:
        """Return the outline; refuse where more is left out than is read."""
        end = self._end_of_headings()
        headings = len(list(takewhile(self._may_head, reversed(range(end)))))
        begin = end - headings + (headings == end and self._begins_with_title(headings))
        for index in range(begin, len(self._paragraphs)):
            self._take(index)
        if self._unread > _MOST_UNREAD * (len(self._paragraphs) - self._first):
            raise UnreadableError.whole(document_words("mostly-other", self._openings.count))
        return Outline(list(self._paragraphs[:begin]), self._sections)

    def _end_of_headings(self) -> int:
        """Return the index behind the heading of the first statement: a sentence on what it holds may stand between."""
        near = range(self._first - 1, max(self._first - 1 - _BETWEEN, 0), -1)
        return next((index for index in near if self._may_head(index)), self._first - 1) + 1

    def _begins_with_title(self, headings: int) -> bool:
        """Tell whether the first of the headings that a document begins with is its title."""
        first, *others = self._paragraphs
        is_alone = not first.level or all(first.level != other.level for other in others)
        return headings > 1 and is_alone

    def _take(self, index: int) -> None:
        paragraph = self._paragraphs[index]
        if self._is_item(index):
            self._add_item(paragraph)
        elif self._item and _is_part(paragraph, self._item):
            self._add_part(paragraph, self._item)
        elif self._is_heading(index):
            self._sections.append(Section(paragraph.text.rstrip(":"), paragraph.place, _level(paragraph)))
            self._item = None
        else:
            self._add_other(paragraph)

    def _is_item(self, index: int) -> bool:
        paragraph = self._paragraphs[index]
        if paragraph.level:
            return False
        return self._openings.open(paragraph.text) or self._is_one_of_a_run(index)

    def _is_one_of_a_run(self, index: int) -> bool:
        """Tell whether it opens as a heading might, and so does its neighbour: then they are statements."""
        near = (index - 1, index + 1)
        texts = [self._paragraphs[other].text for other in near if 0 <= other < len(self._paragraphs)]
        return self._openings.may_open(self._paragraphs[index].text) and any(map(self._openings.may_open, texts))

    def _is_heading(self, index: int) -> bool:
        paragraph = self._paragraphs[index]
        if paragraph.level:
            return len(paragraph.text) <= MAX_TITLE
        following = index + 1
        return self._may_head(index) and following < len(self._paragraphs) and self._goes_on(following)

    def _goes_on(self, index: int) -> bool:
        """Tell whether what follows a heading may: a statement, another heading, or a sentence on what it holds."""
        ahead = range(index, min(index + 3, len(self._paragraphs)))
        return any(map(self._is_item, ahead))

    def _may_head(self, index: int) -> bool:
        paragraph = self._paragraphs[index]
        if paragraph.level or self._has_levels:
            return bool(paragraph.level)
        if is_label(paragraph.text):
            return False
        is_short = len(paragraph.text) <= _LONGEST_HEADING and not paragraph.text.endswith(_ENDS)
        return is_short and not paragraph.is_bullet and not paragraph.begins_small and not self._is_item(index)

    def _add_item(self, paragraph: Paragraph) -> None:
        if not self._sections:
            self._sections.append(Section("", paragraph.place))
        self._item = Item(paragraph.text, paragraph.place, paragraph.mark, depth=paragraph.depth)
        self._sections[-1].items.append(self._item)
        if not self._openings.open(paragraph.text):
            self._notes.append(Note("guessed", paragraph.place, "statement", paragraph.text))

    def _add_part(self, paragraph: Paragraph, item: Item) -> None:
        part = Item(paragraph.text, paragraph.place, paragraph.mark, depth=paragraph.depth, gap=paragraph.gap)
        if paragraph.text.endswith(":") or (item.parts and paragraph.depth > item.parts[0].depth):
            self._notes.append(Note("guessed", paragraph.place, "third-level", paragraph.text))
        elif not (paragraph.is_bullet or paragraph.begins_small):
            self._notes.append(Note("guessed", paragraph.place, "part", paragraph.text))
        item.parts.append(part)

    def _add_other(self, paragraph: Paragraph) -> None:
        if self._sections and _has_room(self._sections[-1], paragraph):
            self._sections[-1].guidance.append(paragraph.text)
        else:
            self._notes.append(Note("left-out", paragraph.place, "other", paragraph.text))
        self._unread += 1


def _is_part(paragraph: Paragraph, item: Item) -> bool:
    """Tell whether a paragraph is part of the statement above it."""
    is_entry = paragraph.is_bullet or paragraph.begins_small or _continues_list(paragraph, item)
    return is_entry and not paragraph.level


def _continues_list(paragraph: Paragraph, item: Item) -> bool:
    """Tell whether it stands in a list that a colon opened, though it begins in a capital."""
    if not item.text.endswith(":") or paragraph.text.endswith("."):
        return False
    first = item.parts[0] if item.parts else Item("", item.place, gap=1)
    return not first.mark and paragraph.gap <= first.gap


def _has_room(section: Section, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be guidance: it stands before the statements, and is not too much."""
    return not section.items and len("\n\n".join([*section.guidance, paragraph.text])) <= MAX_TEXT


def _level(paragraph: Paragraph) -> int:
    """Return how high a heading is: as it says, by its number, or 0."""
    if paragraph.level or not paragraph.mark[:1].isdigit():
        return paragraph.level
    return paragraph.mark.count(".") + 1
