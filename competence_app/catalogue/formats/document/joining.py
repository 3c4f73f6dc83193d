"""From lines as they were set to paragraphs: what stands on every page is dropped, and wrapped lines are joined."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.openings import opens
from competence_app.catalogue.formats.document.paragraphs import Line, Paragraph, begins_entry, paragraph
from competence_app.catalogue.formats.document.plain import tidied

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[|-]?\s*[0-9]{1,3}\s*[|-]?(?:\s*(?:of|/)\s*[0-9]{1,3})?", re.IGNORECASE)
_CONTENTS = re.compile(r".*(?:\.\s?){4,}\s*[0-9]{1,3}|.*…+\s*[0-9]{1,3}")
_DIGITS = re.compile("[0-9]+")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OUTER = 2  # lines at the top and at the bottom of a page that may be repeated on others
_REPEATED = 3  # on how many pages it must stand
_ROOM = 0.75  # of the longest line: had the next word fitted into so much, the paragraph would have gone on


def without_furniture(lines: Sequence[Line], notes: list[Note]) -> list[Line]:
    """Return the lines without numbers of pages, tables of contents and what stands on page after page."""
    repeated = _repeated(lines)
    kept = []
    for line in lines:
        text = line.text.strip()
        if text and (_PAGE_NUMBER.fullmatch(text) or _CONTENTS.fullmatch(text) or _masked(text) in repeated):
            notes.append(Note("left-out", line.place, "furniture", tidied(text)))
        else:
            kept.append(line)
    return kept


def _repeated(lines: Sequence[Line]) -> set[str]:
    """Return what stands first or last on several pages, its numbers aside."""
    pages: dict[int, list[str]] = {}
    for line in lines:
        if line.text.strip():
            pages.setdefault(line.page, []).append(_masked(line.text.strip()))
    outer = Counter(text for page in pages.values() for text in {*page[:_OUTER], *page[-_OUTER:]})
    return {text for text, count in outer.items() if count >= max(_REPEATED, len(pages) // 3) and not opens(text)}


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)


def joined(lines: Sequence[Line], notes: list[Note]) -> list[Paragraph]:
    """Return the paragraphs; where a word that ended a line with a hyphen is joined by guess, add a note."""
    longest = max((len(line.text.strip()) for line in lines), default=0)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    return [_paragraph(block, gap, words, notes) for block, gap in _blocks(lines, longest)]


def _blocks(lines: Iterable[Line], longest: int) -> Iterator[tuple[list[Line], int]]:
    """Yield the lines of each paragraph, with how many empty ones stood before them."""
    block: list[Line] = []
    gap = empty = 0
    for line in lines:
        if not line.text.strip():
            empty += 1
            continue
        if block and (empty or _breaks(block, line, longest)):
            yield block, gap
            block, gap = [], empty
        block.append(line)
        empty = 0
    if block:
        yield block, gap


def _breaks(block: Sequence[Line], line: Line, longest: int) -> bool:
    """Tell whether another paragraph begins here, though there is no empty line."""
    last, text = block[-1].text.strip(), line.text.strip()
    if last.endswith("-") and text[:1].islower():
        return False
    return (
        begins_entry(text)
        or opens(text)
        or line.level != block[-1].level
        or last.endswith(":")
        or _is_set_in(block, line)
        or (not (last + text).isupper() and len(last) + 1 + len(text.split()[0]) <= _ROOM * longest)
    )


def _is_set_in(block: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is set in though the paragraph has no bullet, behind which its lines would hang."""
    return _indent(line) > _indent(block[-1]) and not begins_entry(block[0].text.strip())


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _paragraph(block: Sequence[Line], gap: int, words: Counter[str], notes: list[Note]) -> Paragraph:
    text = tidied(block[0].text)
    for line in block[1:]:
        text = _joined(text, tidied(line.text), words, line, notes)
    return paragraph(text, block[0].place, block[0].level, gap=gap)


def _joined(text: str, following: str, words: Counter[str], line: Line, notes: list[Note]) -> str:
    last = text.rsplit(" ", 1)[-1]
    if last.endswith(("-", "/")) and ("/" in last or "@" in last):  # an address
        return text + following
    if (broken := _BROKEN.search(text)) and (tail := _WORD.match(following)) and following[0].islower():
        return _mended(text, broken[1], tail[0], words, line, notes) + following
    return f"{text} {following}"


def _mended(text: str, head: str, tail: str, words: Counter[str], line: Line, notes: list[Note]) -> str:
    """Return the text without the hyphen at its end, unless the word is one with a hyphen."""
    whole, hyphened = (head + tail).casefold(), f"{head}-{tail}".casefold()
    if words[whole] or words[hyphened]:
        return text if words[hyphened] > words[whole] else text[:-1]
    is_kept = words[tail.casefold()] > 1  # once here: elsewhere it stands as a word of its own
    notes.append(Note("guessed", line.place, "hyphen", f"{head}-{tail}" if is_kept else head + tail))
    return text if is_kept else text[:-1]
