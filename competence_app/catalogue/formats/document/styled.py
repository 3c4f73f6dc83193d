"""A document whose styles say what is a statement: nothing has to be guessed of those that have them."""

from collections.abc import Sequence

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.document.openings import Openings
from competence_app.catalogue.formats.document.outline import Item, Outline, Section
from competence_app.catalogue.formats.document.paragraphs import Paragraph
from competence_app.catalogue.formats.document.styles import Role, facts_in
from competence_app.catalogue.rules.fields import MAX_TITLE

_PARTS = {Role.PART, Role.RATED_PART}


def is_styled(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether any of them is a statement by its style."""
    return any(paragraph.role is Role.STATEMENT for paragraph in paragraphs)


def styled_outline(paragraphs: Sequence[Paragraph], notes: list[Note]) -> Outline:
    """Return what the paragraphs are; add to the notes what is left out."""
    read = [paragraph for paragraph in paragraphs if paragraph.role is not Role.ASIDE]
    if asides := len(paragraphs) - len(read):
        notes.append(of_whole("left-out", "asides", value=asides))
    begin = next(index for index, paragraph in enumerate(read) if _begins(paragraph))
    said = facts_in(one.text for one in read[:begin] if one.role is Role.FACT)
    front = [one for one in read[:begin] if one.role is not Role.FACT or not facts_in([one.text])]
    reader = _StyledReader(Openings.of(one for one in read if one.role is Role.NONE), notes)
    for paragraph in read[begin:]:
        reader.take(paragraph)
    return Outline(front, reader.sections, said, is_sure=True)


def _begins(paragraph: Paragraph) -> bool:
    return paragraph.role is Role.STATEMENT or (paragraph.level > 0 and paragraph.role is not Role.TITLE)


class _StyledReader:
    """Goes through the paragraphs from the first heading on."""

    def __init__(self, openings: Openings, notes: list[Note]) -> None:
        self.sections: list[Section] = []
        self._openings = openings
        self._notes = notes
        self._item: Item | None = None

    def take(self, paragraph: Paragraph) -> None:
        """Read one more."""
        if paragraph.level and paragraph.role is Role.NONE and len(paragraph.text) <= MAX_TITLE:
            self.sections.append(Section(paragraph.text, paragraph.place, paragraph.level))
            self._item = None
        elif self._is_statement(paragraph):
            self._add_item(paragraph)
        elif paragraph.role is Role.FACT and self.sections:
            self.sections[-1].said.update(facts_in([paragraph.text]))
        elif self._item and (paragraph.role in _PARTS or paragraph.is_bullet):
            self._add_part(paragraph, self._item)
        else:
            self._notes.append(Note("left-out", paragraph.place, "other", paragraph.text))

    def _is_statement(self, paragraph: Paragraph) -> bool:
        return paragraph.role is Role.STATEMENT or (paragraph.role is Role.NONE and self._openings.open(paragraph.text))

    def _add_item(self, paragraph: Paragraph) -> None:
        if not self.sections:
            self.sections.append(Section("", paragraph.place))
        self._item = _item(paragraph)
        self.sections[-1].items.append(self._item)

    def _add_part(self, paragraph: Paragraph, item: Item) -> None:
        item.parts.append(_item(paragraph))
        item.has_rated_parts |= paragraph.role is Role.RATED_PART


def _item(paragraph: Paragraph) -> Item:
    is_coded = paragraph.role is not Role.NONE
    return Item(paragraph.text, paragraph.place, paragraph.mark, is_coded=is_coded and bool(paragraph.mark))
