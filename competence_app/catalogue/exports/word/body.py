"""What a document of Word says of a version, paragraph by paragraph.

Title, introduction, headings, statements and parts are read again. So are facts, by their names. All else has a style
that begins with “Framework aside”.
"""

from collections.abc import Iterator, Sequence

from competence_app.catalogue.exports.word.markup import CODE, LABEL, TAB, linked, paragraph, run, runs, table
from competence_app.catalogue.formats.document import styles
from competence_app.catalogue.layout import wording
from competence_app.catalogue.layout.answers import ScaleStep
from competence_app.catalogue.layout.helps import Help
from competence_app.catalogue.layout.version import CompetenceEntry, PartEntry, VersionChapter, VersionDocument
from competence_app.ui.paragraphs import Block
from competence_app.ui.passages import Fact, Passage, Words

_STATEMENT, _FACT, _ASIDE = "FrameworkStatement", "FrameworkFact", "FrameworkAside"
_BESIDE, _LIST = "FrameworkAsideBeside", "FrameworkAsideList"
_WIDTHS = (2600, 7038)  # of the columns of the scale


def body_of(document: VersionDocument) -> Iterator[str]:
    """Yield the paragraphs of a version."""
    yield paragraph("Title", run(document.cover.title.text))
    yield paragraph(_ASIDE, run(document.cover.subtitle + _status(document), LABEL))
    yield from _facts(document)
    yield paragraph(_ASIDE, run(wording.HOW_TO_REVISE, LABEL))
    for passage in document.introduction:
        yield from _blocks(passage.blocks, "Normal", "ListBullet")
    for chapter in document.chapters:
        yield from _chapter(chapter)
    yield from _scale(document.scale)
    yield from _targets(document.targets)


def _status(document: VersionDocument) -> str:
    return f" · {document.cover.status}" if document.cover.status else ""


def _facts(document: VersionDocument) -> Iterator[str]:
    named = {styles.CODE: document.code, styles.VERSION: document.version, styles.LANGUAGE: document.language}
    yield from (paragraph(_FACT, run(f"{name}: {said}")) for name, said in named.items())
    for fact in document.cover.facts:
        if fact.name not in named:
            yield paragraph(_FACT, run(f"{fact.name}: "), *_pieces(fact.value))


def _chapter(chapter: VersionChapter) -> Iterator[str]:
    yield paragraph(f"Heading{chapter.depth}", run(chapter.title.text))
    named = {styles.CODE: chapter.code, styles.KIND: styles.KINDS[chapter.kind]}
    yield from (paragraph(_FACT, run(f"{name}: {said}")) for name, said in named.items())
    for passage in chapter.guidance:
        yield from _blocks(passage.blocks, _ASIDE, _LIST)
    yield from (_fact(fact, _ASIDE) for fact in chapter.limits)
    for entry in chapter.entries:
        yield from _entry(entry)


def _entry(entry: CompetenceEntry) -> Iterator[str]:
    if entry.title:
        yield paragraph("FrameworkAsideTitle", run(entry.title))
    yield paragraph(_STATEMENT, run(entry.code, CODE), TAB, run(entry.text))
    yield from (_part(part, entry) for part in entry.parts)
    for passage in entry.more:
        yield from _passage(passage)
    yield from (_fact(fact, _BESIDE) for fact in entry.limits)
    yield from (_help(each) for each in entry.helps)


def _part(part: PartEntry, entry: CompetenceEntry) -> str:
    style = "FrameworkRatedPart" if entry.are_parts_rated else "FrameworkPart"
    named = (run(part.code, CODE), TAB) if part.has_own_code else ()
    return paragraph(style, *named, run(part.text))


def _passage(passage: Passage) -> Iterator[str]:
    """Yield a text with what it is about before its first words."""
    lead = f"{passage.heading} “{passage.label}”: " if passage.label else f"{passage.heading}: "
    first, *others = passage.blocks or (Block("p", ((),)),)
    begins = run(lead, LABEL) if passage.heading else ""
    if first.kind == "p":
        yield paragraph(_BESIDE, begins, runs(first.items[0]))
    else:
        yield from [paragraph(_BESIDE, begins)] * bool(begins)
        others = [first, *others]
    yield from _blocks(others, _BESIDE, _LIST)


def _blocks(blocks: Sequence[Block], style: str, list_style: str) -> Iterator[str]:
    for block in blocks:
        for number, item in enumerate(block.items, start=1):
            if block.kind == "ol":
                yield paragraph(style, run(f"{number}. "), runs(item))
            else:
                yield paragraph(style if block.kind == "p" else list_style, runs(item))


def _fact(fact: Fact, style: str) -> str:
    return paragraph(style, run(f"{fact.name}: ", LABEL), *_pieces(fact.value))


def _pieces(words: Sequence[Words]) -> Iterator[str]:
    return (run(each.text) for each in words)


def _help(each: Help) -> str:
    kind = run(f" ({each.kind.text})") if each.kind.text else ""
    return paragraph(_BESIDE, run(wording.CAN_HELP, LABEL), linked(run(each.title.text), each.url), kind)


def _scale(steps: Sequence[ScaleStep]) -> Iterator[str]:
    yield paragraph("FrameworkAsideHeading", run(wording.ANSWERS_MEAN, LABEL))
    rows = [tuple(paragraph(_ASIDE, run(name, LABEL)) for name in wording.ANSWER_COLUMNS)]
    rows += [(paragraph(_ASIDE, run(step.label.text, CODE)), _meaning(step)) for step in steps]
    yield table(((answer, meaning) for answer, meaning in rows), _WIDTHS)
    yield paragraph(_ASIDE)  # without one behind it, Word takes a table at the end for broken


def _meaning(step: ScaleStep) -> str:
    paragraphs = (made.replace(_BESIDE, _ASIDE) for passage in step.means for made in _passage(passage))
    return "".join(paragraphs) or paragraph(_ASIDE)


def _targets(targets: Sequence[Fact]) -> Iterator[str]:
    if targets:
        yield paragraph("FrameworkAsideHeading", run(wording.IS_EXPECTED, LABEL))
    yield from (_fact(target, _LIST) for target in targets)
