"""From what another system's file says to the framework that it is taken for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from pydantic import ValidationError

from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.naming import code_of, letters, numbered, variants
from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.document.openings import is_of_knowledge
from competence_app.catalogue.formats.document.proposing import ProposedFramework, label_of, proposed_scale
from competence_app.catalogue.formats.document.wording import counts_in_words, kind_in_words
from competence_app.catalogue.formats.foreign.coding import CodeGiver
from competence_app.catalogue.formats.foreign.fitting import fitted, source_of
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.relating import relate
from competence_app.catalogue.formats.foreign.shaping import Heading, parts_below, shaped
from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import Place, Problem, UnreadableError
from competence_app.catalogue.formats.wording import explain
from competence_app.catalogue.rules.fields import MAX_TEXT
from competence_app.catalogue.rules.schema import Content

_KEPT = {"code", "language", "scale", "targets", "source"}  # of a former version, where the file does not say it


def compose(found: ForeignFramework, name: str, known: KnownFrameworks, notes: list[Note]) -> ProposedFramework:
    """Return the framework that the file says; ``name`` is the file's without its suffix, ``notes`` are on its entries.

    Raise ``UnreadableError`` where it says none.
    """
    found.title = found.title or _title(name, notes)
    headings = shaped(found, notes)
    items = [item for heading in headings for item in heading.all_statements]
    _refuse_long(found)
    title = fitted({"title": found.title}, headings[0].item.place, notes)["title"]
    former = _former(found, title, items, known)
    codes = CodeGiver(found, former)
    said = _head(found, title, former, known, notes)
    said["domains"] = list(_domains(headings, codes, notes))
    relate(found.walk(), said["domains"], codes.of, notes)
    content = _checked(said)
    return ProposedFramework.of(content, [*_summary(content, codes), *notes], [item.place for item in items])


def _refuse_long(found: ForeignFramework) -> None:
    long = [item for item in found.walk() if len(item.text) > MAX_TEXT]
    if long:
        raise UnreadableError(Problem(item.place, foreign_words("statement-too-long", len(item.text))) for item in long)


def _title(name: str, notes: list[Note]) -> str:
    notes.append(of_whole("guessed", "title-of-name", name))
    return name or "…"


def _former(
    found: ForeignFramework, title: str, items: Sequence[ForeignItem], known: KnownFrameworks
) -> Content | None:
    """Return what this is a new version of: what has its code, or else its words."""
    code = found.said.get("code")
    named = next((content for content in known.current() if content.code == code), None) if code else None
    return known.base or named or (None if code else known.former_of(title, [item.text for item in items]))


def _head(
    found: ForeignFramework, title: str, former: Content | None, known: KnownFrameworks, notes: list[Note]
) -> dict[str, Any]:
    """Return all but the domains."""
    head = _kept(former, notes) if former else _new(found, title, known, notes)
    place = found.items[0].place
    said = fitted({field: value for field, value in found.said.items() if field != "source"}, place, notes)
    source = source_of(found.said.get("source", {}), place, notes)
    label = label_of(str(said.get("version", "")), head["code"], former, known, notes)
    return (
        head | said | {"code": head["code"], "version": label, "title": title, "source": {**head["source"], **source}}
    )


def _kept(former: Content, notes: list[Note]) -> dict[str, Any]:
    notes.append(of_whole("guessed", "revises-code", former.title, former.version))
    return former.model_dump(include=_KEPT)


def _new(found: ForeignFramework, title: str, known: KnownFrameworks, notes: list[Note]) -> dict[str, Any]:
    said = found.said.get("code")
    code = said or next(code for code in variants(code_of(title)) if not known.labels(code))
    notes.append(of_whole("read", "own-code", value=code) if said else of_whole("guessed", "code", value=code))
    head: dict[str, Any] = {"code": code, "source": {}}
    if "scale" not in found.said:
        head["scale"] = proposed_scale(notes)
    if "targets" not in found.said:
        notes.append(of_whole("guessed", "targets"))
    return head


def _domains(headings: Sequence[Heading], codes: CodeGiver, notes: list[Note]) -> Iterator[dict[str, Any]]:
    for heading, letter in zip(headings, letters(heading.item.text for heading in headings), strict=True):
        domain = _domain(heading, "", codes, notes)
        names = numbered(letter, ())
        domain["competences"] = [_competence(item, names, codes, notes) for item in heading.statements]
        domain["domains"] = [
            _domain(below, domain["kind"], codes, notes)
            | {"competences": [_competence(item, names, codes, notes) for item in below.statements]}
            for below in heading.below
        ]
        yield domain


def _domain(heading: Heading, above: str, codes: CodeGiver, notes: list[Note]) -> dict[str, Any]:
    item = heading.item
    said = fitted(_entitled(item), item.place, notes)
    code = codes.code(item, variants(code_of(item.text)), notes)
    known = codes.domain(code)
    former = known.model_dump(exclude={"competences", "domains"}) if known else {}
    kind = said.get("kind") or former.get("kind") or above or _kind(heading, notes)
    return former | said | {"code": code, "kind": kind}


def _entitled(item: ForeignItem) -> dict[str, Any]:
    """Return what is said of a heading: where it has a title beside its text, the text helps to understand it."""
    title = item.said.get("title") or item.text or item.code or "…"
    told = (item.text if item.text != title else "", item.said.get("guidance", ""))
    return {**item.said, "title": title, "guidance": "\n\n".join(filter(None, told))}


def _kind(heading: Heading, notes: list[Note]) -> str:
    texts = [item.text for item in heading.all_statements]
    of_knowledge = sum(map(is_of_knowledge, texts))
    kind = "knowledge" if of_knowledge * 2 > len(texts) or is_of_knowledge(heading.item.text) else "capability"
    notes.append(Note("guessed", heading.item.place, "kind", heading.item.text, kind_in_words(kind)))
    return kind


def _competence(item: ForeignItem, names: Iterator[str], codes: CodeGiver, notes: list[Note]) -> dict[str, Any]:
    code = codes.code(item, names, notes)
    known = codes.competence(code)
    former = known.model_dump(exclude={"parts", "rate", "replaces", "change"}) if known else {}
    said = former | fitted(item.said, item.place, notes) | {"code": code, "text": item.text}
    said["parts"] = [_part(part, code, number, codes, notes) for number, part in enumerate(parts_below(item, notes), 1)]
    return said


def _part(item: ForeignItem, above: str, number: int, codes: CodeGiver, notes: list[Note]) -> dict[str, str]:
    numbers = (f"{above[:56]}.{further}" for further in count(number))
    return {"code": codes.code(item, numbers, notes), "text": item.text}


def _checked(said: Mapping[str, Any]) -> Content:
    """Return it as a framework; whatever else does not fit is told of the file as a whole."""
    try:
        return Content.model_validate(said)
    except ValidationError as error:
        raise UnreadableError(
            Problem(Place(), foreign_words("misfit", complaint.message)) for complaint in explain(error)
        ) from None


def _summary(content: Content, codes: CodeGiver) -> Iterator[Note]:
    parts = sum(len(competence.parts) for competence in content.competences)
    yield of_whole("read", "counts", counts_in_words(len(content.domains), len(content.competences), parts))
    if codes.kept:
        yield of_whole("read", "kept-codes", value=codes.kept)
    if codes.made:
        yield of_whole("guessed", "codes", " to ".join(dict.fromkeys((codes.made[0], codes.made[-1]))), len(codes.made))
