"""From a document's paragraphs to the framework that they are taken for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Self

from competence_app.catalogue.formats.document.arranging import Branch, arranged
from competence_app.catalogue.formats.document.codes import Coder
from competence_app.catalogue.formats.document.front import front_of
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.locating import Start
from competence_app.catalogue.formats.document.naming import code_of, letters, variants
from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.document.outline import Item, Section, outline_of
from competence_app.catalogue.formats.document.paragraphs import Paragraph
from competence_app.catalogue.formats.document.styled import is_styled, styled_outline
from competence_app.catalogue.formats.document.styles import CODE, LANGUAGE, VERSION
from competence_app.catalogue.formats.document.wording import counts_in_words, document_words
from competence_app.catalogue.formats.problems import Place, Problem, UnreadableError
from competence_app.catalogue.formats.yaml.tree import parse
from competence_app.catalogue.rules.fields import MAX_TEXT
from competence_app.catalogue.rules.schema import Content

_SCALE = Path(__file__).with_name("scale.yaml")
_FIRST = "1"  # the label of a version whose document has none
_KEPT = {"code", "language", "scale", "targets", "source"}  # of the version that a document revises


class ProposedFramework(NamedTuple):
    """A framework as far as a document says it, and what its reader should know."""

    content: Content
    notes: tuple[Note, ...]
    starts: tuple[Start, ...]
    """Where each statement begins, with its code."""

    @classmethod
    def of(cls, content: Content, notes: Iterable[Note], places: Iterable[Place]) -> Self:
        """Return a framework whose statements begin at these places."""
        starts = zip(places, (competence.code for competence in content.competences), strict=True)
        return cls(content, tuple(notes), tuple(starts))


def propose(
    paragraphs: Sequence[Paragraph], name: str, known: KnownFrameworks, notes: Sequence[Note] = ()
) -> ProposedFramework:
    """Return the framework that a document says; ``name`` is the file's without its suffix, ``notes`` are on its lines.

    Raise ``UnreadableError`` where it says none.
    """
    found = list(notes)
    outline = (styled_outline if is_styled(paragraphs) else outline_of)(paragraphs, found)
    front = front_of(outline.front, [paragraph.text for paragraph in paragraphs], found)
    heading, branches = arranged(outline.sections, found, has_title=bool(front.title), is_sure=outline.is_sure)
    items = [item for branch in branches for section in branch.sections for item in section.items]
    _refuse_long(items)
    title = front.title or _title(heading, branches, name, found)
    former = known.former_of(title, [item.text for item in items], outline.said.get(CODE, ""))
    head = _kept(former, found) if former else _new(title, outline.said, known, found)
    dated = outline.said.get(VERSION) or front.version or front.source.get("published", "")
    said = head | {"version": label_of(dated, head["code"], former, known, found)}
    said |= {"title": title, "introduction": front.introduction, "source": {**head["source"], **front.source}}
    coder = Coder(former, items, is_followed=former is not None and former.version in known.labels(former.code))
    said["domains"] = list(_domains(branches, title, coder, found))
    content = Content.model_validate(said)
    return ProposedFramework.of(content, [*_summary(content, coder), *found], [item.place for item in items])


def _refuse_long(items: Sequence[Item]) -> None:
    every = chain(items, *(item.parts for item in items))
    long = [item for item in every if len(item.text) > MAX_TEXT]
    if long:
        raise UnreadableError(
            Problem(item.place, document_words("statement-too-long", len(item.text))) for item in long
        )


def _title(heading: str, branches: Sequence[Branch], name: str, notes: list[Note]) -> str:
    """Return what stands for a title that is not there."""
    first = branches[0].section
    by_heading = heading or (first.title if len(branches) == 1 else "")
    code, title = ("title-of-heading", by_heading) if by_heading else ("title-of-name", name or "…")
    notes.append(Note("guessed", first.place, code, title))
    return title


def _kept(former: Content, notes: list[Note]) -> dict[str, Any]:
    notes.append(of_whole("guessed", "revises", former.title, former.version))
    return former.model_dump(include=_KEPT)


def _new(title: str, said: Mapping[str, str], known: KnownFrameworks, notes: list[Note]) -> dict[str, Any]:
    code = next(code for code in variants(said.get(CODE) or code_of(title)) if not known.labels(code))
    if code != said.get(CODE):
        notes.append(of_whole("guessed", "code", value=code))
    scale = proposed_scale(notes)
    notes.append(of_whole("guessed", "targets"))
    language = {"language": said[LANGUAGE]} if LANGUAGE in said else {}
    return {"code": code, "scale": scale, "source": {}, **language}


def proposed_scale(notes: list[Note]) -> Any:
    """Return the scale that is proposed where a file says none."""
    scale = parse(_SCALE.read_bytes()).root["scale"]
    notes.append(of_whole("guessed", "scale", ", ".join(level["label"] for level in scale["levels"])))
    return scale


def label_of(said: str, code: str, former: Content | None, known: KnownFrameworks, notes: list[Note]) -> str:
    """Return what the version is called: a draft that is revised keeps its label, and no label is used twice."""
    taken = known.labels(code)
    if former and former.version not in taken:
        return former.version
    label = next(label for label in variants(said or (former.version if former else _FIRST)) if label not in taken)
    if label != said:
        notes.append(of_whole("guessed", "label", value=label))
    return label


def _domains(branches: Sequence[Branch], title: str, coder: Coder, notes: list[Note]) -> Iterator[dict[str, Any]]:
    titles = [branch.section.title or title for branch in branches]
    for branch, called, letter in zip(branches, titles, letters(titles), strict=True):
        domain, names = coder.domain(branch.section, called, "", notes), coder.names(letter)
        domain["competences"] = list(coder.competences(branch.section.items, names, notes))
        domain["domains"] = [_sub_domain(below, domain["kind"], names, coder, notes) for below in branch.below]
        yield domain


def _sub_domain(section: Section, above: str, names: Iterator[str], coder: Coder, notes: list[Note]) -> dict[str, Any]:
    said = coder.domain(section, section.title, above, notes)
    return said | {"competences": list(coder.competences(section.items, names, notes))}


def _summary(content: Content, coder: Coder) -> Iterator[Note]:
    parts = sum(len(competence.parts) for competence in content.competences)
    yield of_whole("read", "counts", counts_in_words(len(content.domains), len(content.competences), parts))
    if coder.kept:
        yield of_whole("read", "kept", value=coder.kept)
    if coder.made:
        yield of_whole("guessed", "codes", " to ".join(dict.fromkeys((coder.made[0], coder.made[-1]))), len(coder.made))
