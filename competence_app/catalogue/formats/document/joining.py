"""From lines as they were set to paragraphs: what stands on every page is dropped, and wrapped lines are joined."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.openings import opens
from competence_app.catalogue.formats.document.paragraphs import Line, Paragraph, begins_entry, is_bullet, paragraph_of
from competence_app.catalogue.formats.document.plain import tidied

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[|-]?\s*[0-9]{1,3}\s*[|-]?(?:\s*(?:of|/)\s*[0-9]{1,3})?", re.IGNORECASE)
_CONTENTS = re.compile(r".*(?:\.\s?){4,}\s*[0-9]{1,3}|.*…+\s*[0-9]{1,3}")
_DIGITS = re.compile("[0-9]+")
_ADDRESS = re.compile(r"[/@]\S*[-/.]$|/$")  # that goes on behind a hyphen, a stroke or a full stop
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 200  # characters of a line that is part of the page
_LONGEST_WORD = 100  # characters of one that a line may break
_MOST_LINES = 200  # of a paragraph
_OUTER = 2  # lines at the top and at the bottom of a page that may be repeated on others
_REPEATED = 3  # on how many pages it must stand
_ROOM = 0.75  # of the longest line: had the next word fitted into so much, the paragraph would have gone on


def without_furniture(lines: Sequence[Line], notes: list[Note]) -> list[Line]:
    """Return the lines without numbers of pages, tables of contents and what stands on page after page."""
    repeated = _repeated(lines)
    kept = []
    for line in lines:
        text = line.text.strip()
        if 0 < len(text) <= _LONGEST and _is_furniture(text, repeated):
            notes.append(Note("left-out", line.place, "furniture", tidied(text)))
        else:
            kept.append(line)
    return list(_without_edges(kept))


def _is_furniture(text: str, repeated: Collection[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _CONTENTS.fullmatch(text)) or _masked(text) in repeated


def _without_edges(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines without the room between two pages, over which a paragraph may go on."""
    room: list[Line] = []
    page = 0
    for line in lines:
        if not line.text.strip():
            room.append(line)
            continue
        yield from room if line.page == page else ()
        yield line
        room, page = [], line.page


def _repeated(lines: Sequence[Line]) -> set[str]:
    """Return what stands first or last on several pages, its numbers aside."""
    pages: dict[int, list[str]] = {}
    for line in lines:
        if line.text.strip():
            pages.setdefault(line.page, []).append(_masked(line.text.strip()[:_LONGEST]))
    outer = Counter(text for page in pages.values() for text in {*page[:_OUTER], *page[-_OUTER:]})
    often = max(min(_REPEATED, len(pages)), 2, len(pages) // 3)
    return {text for text, count in outer.items() if count >= often and not (opens(text) or begins_entry(text))}


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)


def joined(lines: Sequence[Line], notes: list[Note]) -> list[Paragraph]:
    """Return the paragraphs; where a word that ended a line with a hyphen is joined by guess, add a note."""
    longest = max((len(line.text.strip()) for line in lines), default=0)
    words = Counter(word.casefold() for text in _whole(lines) for word in _WORD.findall(text))
    return [_paragraph(block, gap, words, notes) for block, gap in _blocks(lines, longest)]


def _whole(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines without what a hyphen at the end of one may have broken."""
    was_broken = False
    for line in lines:
        words = line.text.split()
        whole = words[1:] if was_broken else words
        was_broken = bool(words) and bool(_BROKEN.search(words[-1][-_LONGEST_WORD:]))
        yield " ".join(whole[:-1] if was_broken else whole)


def _blocks(lines: Iterable[Line], longest: int) -> Iterator[tuple[list[Line], int]]:
    """Yield the lines of each paragraph, with how many empty ones stood before them."""
    block: list[Line] = []
    gap = empty = 0
    for line in lines:
        if not line.text.strip():
            empty += 1
            continue
        if block and (empty or len(block) == _MOST_LINES or _breaks(block, line, longest)):
            yield block, gap
            block, gap = [], empty
        block.append(line)
        empty = 0
    if block:
        yield block, gap


def _breaks(block: Sequence[Line], line: Line, longest: int) -> bool:
    """Tell whether another paragraph begins here, though there is no empty line."""
    last, text = block[-1].text.strip(), line.text.strip()
    if text[:1].islower() and (last.endswith("-") or is_bullet(block[0].text.strip())) and not begins_entry(text):
        return False
    return (
        begins_entry(text)
        or opens(text)
        or line.level != block[-1].level
        or last.endswith(":")
        or _is_set_in(block, line)
        or (not _is_heading(line, last + text) and len(last) + 1 + len(text.split()[0]) <= _ROOM * longest)
    )


def _is_heading(line: Line, text: str) -> bool:
    """Tell whether a line is part of a heading, which is often wrapped where it reads best."""
    return line.level > 0 or text.isupper()


def _is_set_in(block: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is set in though the paragraph has no bullet, behind which its lines would hang."""
    return _indent(line) > _indent(block[-1]) and not begins_entry(block[0].text.strip())


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _paragraph(block: Sequence[Line], gap: int, words: Counter[str], notes: list[Note]) -> Paragraph:
    text = tidied(block[0].text)
    for line in block[1:]:
        text = _joined(text, tidied(line.text), words, line, notes)
    return paragraph_of(text, block[0].place, block[0].level, gap=gap)


def _joined(text: str, following: str, words: Counter[str], line: Line, notes: list[Note]) -> str:
    last = text[-_LONGEST_WORD:].rsplit(" ", 1)[-1]
    if _ADDRESS.search(last) and not following[0].isupper():
        return text + following
    if (broken := _BROKEN.search(last)) and (tail := _WORD.match(following)) and following[0].islower():
        return _mended(text, broken[1], tail[0], words, line, notes) + following
    return f"{text} {following}"


def _mended(text: str, head: str, tail: str, words: Counter[str], line: Line, notes: list[Note]) -> str:
    """Return the text without the hyphen at its end, unless the word is one with a hyphen."""
    whole, hyphened = (head + tail).casefold(), f"{head}-{tail}".casefold()
    if words[whole] or words[hyphened]:
        return text if words[hyphened] > words[whole] else text[:-1]
    is_kept = bool(words[tail.casefold()])
    notes.append(Note("guessed", line.place, "hyphen", f"{head}-{tail}" if is_kept else head + tail))
    return text if is_kept else text[:-1]
