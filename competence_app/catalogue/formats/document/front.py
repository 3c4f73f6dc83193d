"""What a document says of itself before its first statement: its title, its dates, who published it."""

import re
from calendar import monthrange
from collections.abc import Sequence
from typing import NamedTuple

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.document.paragraphs import Paragraph
from competence_app.catalogue.formats.document.styles import Role
from competence_app.catalogue.rules.fields import MAX_TEXT, MAX_TITLE

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DATE = (
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? )?(?:(?P<month>{'|'.join(_MONTHS)}),? )?(?P<year>(?:19|20)[0-9]{{2}})\b"
)
_ANY_DATE = re.compile(_DATE, re.IGNORECASE)
_REVIEW = re.compile(rf"\b(?:review|expir)\w*\b[^.]{{0,30}}?\b{_DATE}", re.IGNORECASE)
_ISSUED = r"\b(?:publi|issue|updated|revised|approved|date|version|copyright).{0,40}?\b"
_PUBLISHED = re.compile(rf"(?:{_ISSUED}|^|©\s*){_DATE}", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"(?i:published (?:\w+ [0-9]{4} )?by|publisher:?|©|copyright)\s*(?:[0-9]{4},?\s*)?(?:by )?(?P<name>[A-Z].{1,100})"
)
_VERSION = re.compile(r"\b(?:version|edition)[: ]+(?P<label>v?[0-9]{1,16}(?:\.[0-9]{1,8}){0,4})\b", re.IGNORECASE)
_FACTUAL = r"published|publisher|publication|date|review|version|edition|issued|updated|approved|copyright"
_LABEL = re.compile(rf"(?:{_FACTUAL})\b.{{0,80}}|.{{0,40}}©.{{0,80}}", re.IGNORECASE)
_LONGEST_FACT = 500  # characters of a paragraph that says when and by whom
_LONGEST_TITLE = 300  # characters
_ENDS = (".", ";", ",", ":")
_WORD = re.compile(r"[^\W\d_]+")


class Front(NamedTuple):
    """What stands before the statements; empty where the document does not say it."""

    title: str = ""
    introduction: str = ""
    version: str = ""
    source: dict[str, str] = {}


def front_of(paragraphs: Sequence[Paragraph], others: Sequence[str], notes: list[Note]) -> Front:
    """Return what the paragraphs say; ``others`` are all texts of the document, which show how it writes its words."""
    title, rest = _title(paragraphs, others, notes)
    facts = {name: _fact(rest, name, notes) for name in ("published", "review_by", "publisher", "version")}
    said = [one for one in rest if one.role is Role.NONE and not is_label(one.text)]
    source = {name: facts[name] for name in ("publisher", "published", "review_by") if facts[name]}
    return Front(title, _introduction(said, notes), facts["version"], source)


def is_label(text: str) -> bool:
    """Tell whether all that a paragraph says is a fact: “Published: April 2022”."""
    return bool(_LABEL.fullmatch(text) or _ANY_DATE.fullmatch(text)) and not text.endswith(".")


def _title(paragraphs: Sequence[Paragraph], others: Sequence[str], notes: list[Note]) -> tuple[str, list[Paragraph]]:
    if not paragraphs or not _may_be_title(paragraphs[0]):
        return "", list(paragraphs)
    first, *rest = paragraphs
    title = first.text
    if title.isupper():
        title = _in_small_letters(title, others)
        notes.append(Note("guessed", first.place, "capitals", title))
    else:
        notes.append(Note("read", first.place, "title", title))
    return title, rest


def _may_be_title(paragraph: Paragraph) -> bool:
    if paragraph.role is not Role.NONE:
        return paragraph.role is Role.TITLE and len(paragraph.text) <= MAX_TITLE
    is_short = len(paragraph.text) <= _LONGEST_TITLE and not paragraph.text.endswith(_ENDS)
    return is_short and not paragraph.is_bullet and not is_label(paragraph.text)


def _in_small_letters(title: str, others: Sequence[str]) -> str:
    """Return a title in capitals as a sentence; what the text writes in capitals alone keeps them."""
    written = {word for text in others if not text.isupper() for word in _WORD.findall(text)}
    capitals = {word for word in written if word.isupper() and word != "A"}
    lowered = _WORD.sub(lambda word: word[0] if word[0] in capitals else word[0].lower(), title)
    return lowered[:1].upper() + lowered[1:]


def _fact(paragraphs: Sequence[Paragraph], name: str, notes: list[Note]) -> str:
    for paragraph in paragraphs:
        if len(paragraph.text) <= _LONGEST_FACT and (fact := _FACTS[name](paragraph.text)):
            notes.append(Note("guessed", paragraph.place, name, paragraph.text, fact))
            return fact
    return ""


def _review_by(text: str) -> str:
    found = _REVIEW.search(text)
    return _date(found) if found else ""


def _published(text: str) -> str:
    found = _PUBLISHED.search(_REVIEW.sub("", text))
    return _date(found) if found else ""


def _publisher(text: str) -> str:
    found = _PUBLISHER.search(text)
    return _ANY_DATE.split(found["name"])[0].strip(" ,.;()") if found else ""


def _version(text: str) -> str:
    found = _VERSION.search(text)
    return found["label"] if found else ""


_FACTS = {"published": _published, "review_by": _review_by, "publisher": _publisher, "version": _version}


def _date(found: re.Match[str]) -> str:
    """Return a date as far as it is said: 2022, 2022-04 or 2022-04-30."""
    if not found["month"]:
        return found["year"]
    year, month, day = int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(found["day"] or 0)
    is_day = 1 <= day <= monthrange(year, month)[1]
    return f"{year}-{month:02}-{day:02}" if is_day else f"{year}-{month:02}"


def _introduction(paragraphs: Sequence[Paragraph], notes: list[Note]) -> str:
    """Return the paragraphs as Markdown, as many as there is room for."""
    text, before = "", False
    for paragraph in paragraphs:
        is_entry = bool(paragraph.mark)
        longer = text + ("\n" if before and is_entry else "\n\n" if text else "") + "- " * is_entry + paragraph.text
        if len(longer) > MAX_TEXT:
            notes.append(Note("left-out", paragraph.place, "introduction", paragraph.text))
        else:
            text, before = longer, is_entry
    if text:
        notes.append(of_whole("read", "introduction-read", value=len(paragraphs)))
    return text
