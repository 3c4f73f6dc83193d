"""A version as a document: all that it says, in the order of its text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format

from competence_app.catalogue.layout import wording
from competence_app.catalogue.layout.answers import ScaleStep, steps
from competence_app.catalogue.layout.facts import Roles, limit_facts, source_facts, target_facts
from competence_app.catalogue.layout.helps import Help, help_of
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content, Holder
from competence_app.people.wording import DAY
from competence_app.ui.passages import Fact, Passage, Words, fact, passage, words

LONG = 40  # competences from which on a document begins with its contents


@dataclass(frozen=True, slots=True)
class VersionCover:
    """What a document about a version begins with, and what stands at the foot of its pages."""

    title: Words
    kind: str
    subtitle: str  # what it is, and of which version
    author: str
    facts: tuple[Fact, ...]
    status: str  # that it is a draft, or retired; empty where it is simply in use


@dataclass(frozen=True, slots=True)
class PartEntry:
    """One part of a competence."""

    code: str
    text: str
    has_own_code: bool  # other than one that follows from its place


@dataclass(frozen=True, slots=True)
class CompetenceEntry:
    """One competence with all that is said of it."""

    code: str
    title: str
    text: str
    parts: tuple[PartEntry, ...]
    are_parts_rated: bool
    more: tuple[Passage, ...]
    limits: tuple[Fact, ...]
    helps: tuple[Help, ...]
    lang: str
    region: str


@dataclass(frozen=True, slots=True)
class VersionChapter:
    """One domain (of depth 1) or sub-domain (2), without those below it."""

    title: Words
    code: str
    kind: str
    depth: int
    guidance: tuple[Passage, ...]
    limits: tuple[Fact, ...]
    entries: tuple[CompetenceEntry, ...]


@dataclass(frozen=True, slots=True)
class VersionDocument:
    """A version, whole."""

    cover: VersionCover
    code: str
    version: str
    language: str
    introduction: tuple[Passage, ...]
    changes: tuple[Passage, ...]
    chapters: tuple[VersionChapter, ...]
    scale: tuple[ScaleStep, ...]
    targets: tuple[Fact, ...]
    is_long: bool


def version_document(content: Content, roles: Roles, *, status: str) -> VersionDocument:
    """Return a version as a document; ``roles`` are the titles of job roles that there are."""
    return VersionDocument(
        cover=version_cover(content, wording.KIND, status=status),
        code=content.code,
        version=content.version,
        language=content.language,
        introduction=_passages(content.introduction, content.language),
        changes=_passages(content.changes, content.language),
        chapters=tuple(_chapter(holder, content, roles) for holder in content.holders),
        scale=tuple(steps(content)),
        targets=tuple(target_facts(content.targets, content, roles)),
        is_long=len(content.competences) >= LONG,
    )


def status_of(version: Version) -> str:
    """Return what a document says of how its version stands: nothing of one that is simply in use."""
    stands = version.stands
    day = version.ending and date_format(version.ending.term.retires_on, DAY)
    to_come = wording.TO_BE_RETIRED.format(day=day) if day else ""
    return {Version.State.DRAFT: wording.DRAFT, Version.State.RETIRED: wording.RETIRED}.get(stands, to_come)


def version_cover(content: Content, kind: str, *, status: str) -> VersionCover:
    """Return how a document of this ``kind`` begins."""
    named = (("version", content.version), ("code", content.code))
    return VersionCover(
        title=words(content.title, content.language),
        kind=kind,
        subtitle=wording.VERSION.format(kind=kind, version=content.version),
        author=content.source.publisher,
        facts=(*(fact(wording.FACTS[name], said) for name, said in named), *source_facts(content)),
        status=status,
    )


def _passages(text: str, language: str) -> tuple[Passage, ...]:
    return (passage(text, language),) if text else ()


def _chapter(holder: Holder, content: Content, roles: Roles) -> VersionChapter:
    domain = holder.domain
    return VersionChapter(
        title=words(domain.title, content.language),
        code=domain.code,
        kind=domain.kind,
        depth=len(holder.domains),
        guidance=_passages(domain.guidance, content.language),
        limits=tuple(limit_facts(domain, content, roles)),
        entries=tuple(_entry(competence, content, roles) for competence in domain.competences),
    )


def _entry(competence: Competence, content: Content, roles: Roles) -> CompetenceEntry:
    named = words("", content.language)
    return CompetenceEntry(
        code=competence.code,
        title=competence.title,
        text=competence.text,
        parts=tuple(_parts(competence)),
        are_parts_rated=competence.rate == "parts",
        more=tuple(_more(competence, content)),
        limits=tuple(_limits(competence, content, roles)),
        helps=tuple(help_of(resource, content.language) for resource in competence.resources),
        lang=named.lang,
        region=named.region,
    )


def _parts(competence: Competence) -> Iterator[PartEntry]:
    for number, part in enumerate(competence.parts, start=1):
        yield PartEntry(part.code, part.text, part.code != f"{competence.code}.{number}")


def _more(competence: Competence, content: Content) -> Iterator[Passage]:
    yield from _passages(competence.guidance, content.language)
    for example in competence.examples:
        yield passage(example, content.language, heading=wording.EXAMPLE)
    for level in content.scale.levels:
        if text := competence.levels.get(level.value):
            yield passage(text, content.language, heading=wording.LOOKS_LIKE, label=level.label)


def _limits(competence: Competence, content: Content, roles: Roles) -> Iterator[Fact]:
    yield from limit_facts(competence, content, roles)
    for relation in competence.related:
        named = words(relation.title, content.language) if relation.title else relation.code
        yield fact(wording.FACTS["related"], f"{relation.in_words} ", named)
    if competence.tags:
        yield fact(wording.FACTS["tags"], words(", ".join(competence.tags), content.language))
