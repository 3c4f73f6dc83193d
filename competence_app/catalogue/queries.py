"""What is read of frameworks: a version's whole text, and what their pages say of versions."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from competence_app.catalogue import models
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import Problem
from competence_app.catalogue.formats.registry import YAML, Written
from competence_app.catalogue.formats.table.columns import ColumnMeaning, Meanings
from competence_app.catalogue.models import KnownColumns, Version, VersionQuerySet, with_a_column
from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.catalogue.rules.doubts import Surroundings
from competence_app.catalogue.rules.schema import Content, Source
from competence_app.catalogue.wording import EVERYBODY, EVERYBODY_ELSE, REVIEWS
from competence_app.people.models import JobRole, User
from competence_app.people.rules.headcounts import headcount
from competence_app.people.wording import headcount_in_words

NEAR = timedelta(days=92)  # a review date within these is worth saying

_OF_A_VERSION = with_a_column(Content.model_fields, Version)
_OF_A_DOMAIN = with_a_column(Domain.model_fields, models.Domain)
_OF_A_COMPETENCE = with_a_column(Competence.model_fields, models.Competence)
_OF_A_PART = list(Part.model_fields)

_Nodes = dict[int | None, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Stored:
    content: Content
    ids: Mapping[str, int]


_published: dict[int, _Stored] = {}


def content_of(version_id: int) -> Content:
    """Return the version's whole text; of a published one, read from the database once per process."""
    return _stored(version_id).content


def competence_ids(version_id: int) -> Mapping[str, int]:
    """Return the primary key of each competence and part row of the version, by its code."""
    return _stored(version_id).ids


def current_versions() -> list[Version]:
    """Return the current version of every framework, by title."""
    return list(Version.objects.current().select_related("framework").defer("text").order_by("title", "pk"))


def file_of(version: Version, written_as: Written) -> bytes:
    """Return the version as a file; its YAML exactly as it was given."""
    return version.text.encode() if written_as is YAML else written_as.write(content_of(version.pk))


def doubts_of(file: FrameworkFile) -> tuple[Problem, ...]:
    """Return what in a readable file is right but hardly meant, beside what is there."""
    named = Version.objects.filter(framework__code__iexact=file.content.code).in_order()
    rows = list(named.select_related("framework", "retirement").defer("text", "replaced", "origin"))
    earlier = [row for row in rows if row.framework.code == file.content.code and row.state != Version.State.DRAFT]
    current = [content_of(row.pk) for row in earlier if row.stands == Version.State.PUBLISHED][-1:]
    beside = Surroundings(
        frameworks=list(dict.fromkeys(row.framework.code for row in rows)),
        roles=role_codes(),
        earlier=[content_of(row.pk) for row in earlier],
        followed=next(iter(current), None),
    )
    return file.doubts(beside)


def others_of(content: Content) -> list[tuple[Version, Content]]:
    """Return the current versions of all other frameworks, whatever capitals are in codes, each with what it says."""
    rows = Version.objects.current().exclude(framework__code__iexact=content.code)
    rows = rows.select_related("framework").defer("text", "replaced", "origin")
    return [(row, content_of(row.pk)) for row in rows]


def known_beside(base: Version | None) -> KnownFrameworks:
    """Return the frameworks that there are, one of which a document may revise: ``base``, where its sender said so."""
    return KnownFrameworks(content_of(base.pk) if base else None, current_contents, _taken_labels)


def current_contents() -> list[Content]:
    """Return what the current version of each framework says."""
    return [content_of(pk) for pk in Version.objects.current().values_list("pk", flat=True)]


def _taken_labels(code: str) -> set[str]:
    taken = Version.objects.exclude(state=Version.State.DRAFT).filter(framework__code=code)
    return set(taken.values_list("label", flat=True))


def headers_digest(headers: Sequence[str]) -> str:
    """Return the SHA-256 of a table's headers, in hex, whatever their capitals."""
    return hashlib.sha256("\n".join(header.casefold() for header in headers).encode()).hexdigest()


def remembered_columns(headers: Sequence[str]) -> Meanings | None:
    """Return what somebody said that the columns with these headers mean."""
    known = KnownColumns.objects.filter(headers=headers_digest(headers)).first()
    return tuple(map(ColumnMeaning, known.meanings)) if known else None


def role_codes() -> tuple[str, ...]:
    """Return the codes of the job roles that there are."""
    return tuple(JobRole.objects.order_by("code").values_list("code", flat=True))


def role_titles() -> dict[str, str]:
    """Return the titles of the job roles that there are, by their codes."""
    return dict(JobRole.objects.values_list("code", "title"))


def forget_published() -> None:
    """Empty this process's memory of published versions: a test's database forgets them too."""
    _published.clear()


def _stored(version_id: int) -> _Stored:
    if version_id in _published:
        return _published[version_id]
    version = Version.objects.select_related("framework").defer("text", "replaced", "origin").get(pk=version_id)
    stored = _read(version)
    if version.state != Version.State.DRAFT:
        _published[version_id] = stored
    return stored


def _read(version: Version) -> _Stored:
    competences, ids = _competences(version)
    elsewhere = {"code": version.framework.code, "version": version.label, "domains": _domains(version, competences)}
    said = {name: getattr(version, name) for name in _OF_A_VERSION} | (version.optional or {})
    return _Stored(Content.as_stored(said | elsewhere), ids)


def _competences(version: Version) -> tuple[_Nodes, dict[str, int]]:
    """Return the competences by their domain's key, and every row's key by its code."""
    by_domain: _Nodes = defaultdict(list)
    parts: _Nodes = defaultdict(list)
    ids = {}
    rows: Iterable[Any] = version.competences.values()
    for row in rows:
        ids[row["code"]] = row["id"]
        if row["parent_id"]:
            parts[row["parent_id"]].append({name: row[name] for name in _OF_A_PART})
        else:
            said = {name: row[name] for name in _OF_A_COMPETENCE} | (row["optional"] or {})
            by_domain[row["domain_id"]].append({**said, "parts": parts[row["id"]]})
    return by_domain, ids


def _domains(version: Version, competences: _Nodes) -> list[dict[str, Any]]:
    by_parent: _Nodes = defaultdict(list)
    rows: Iterable[Any] = version.domains.values()
    for row in rows:
        below = {"competences": competences[row["id"]], "domains": by_parent[row["id"]]}
        said = {name: row[name] for name in _OF_A_DOMAIN} | (row["optional"] or {})
        by_parent[row["parent_id"]].append(said | below)
    return by_parent[None]


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version on its framework's page."""

    version: Version
    is_current: bool
    people: str  # how many there are whose latest completed assessment answers it, for framework editors
    review_by: str
    review: str  # what to say of its review date, empty while that is far off


def version_entries(code: str, user: User, today: date) -> list[VersionEntry]:
    """Return the versions of a framework that ``user`` may see, drafts first, then the newest first, in one query.

    Framework editors also get how many people's latest assessments answer each, in another.
    """
    versions = Version.objects.visible_to(user).filter(framework__code=code).defer("text", "replaced", "origin")
    versions = versions.select_related("framework", "created_by", "published_by", "retirement__successor")
    versions = versions.order_by(F("published_at").desc(nulls_first=True), "-created_at", "-pk")
    rows = versions.with_people() if user.is_framework_editor else list(versions)
    current = next((version for version in rows if version.stands == Version.State.PUBLISHED), None)
    return [_listed(version, today, is_current=version is current) for version in rows]


def _listed(version: Version, today: date, *, is_current: bool) -> VersionEntry:
    source = Source.as_stored(version.source)
    return VersionEntry(
        version, is_current, headcount_in_words(headcount([version.people])), source.review_by, review_of(source, today)
    )


def review_of(source: Source, today: date) -> str:
    """Return what to say of the review date: passed, near (within three months), or nothing."""
    near = "near" if source.is_past_review(today + NEAR) else ""
    return REVIEWS["past" if source.is_past_review(today) else near]


def current_of(version: Version) -> Version | None:
    """Return the current version of the same framework."""
    return Version.objects.current().filter(framework=version.framework_id).defer("text").first()


def published_as(code: str, digest: str) -> Version | None:
    """Return the version of the framework ``code`` that is or was published and says what has this digest."""
    said = Version.objects.exclude(state=Version.State.DRAFT).filter(framework__code=code, digest=digest)
    return said.select_related("framework").defer("text").first()


def successor_of(version: Version) -> Version | None:
    """Return what practitioners would start on if this version were retired."""
    others: VersionQuerySet = Version.objects.published().exclude(pk=version.pk)
    return others.filter(framework=version.framework_id).defer("text").in_order().last()


def targets_in_words(content: Content) -> list[tuple[str, str]]:
    """Return the job roles with the label of the level expected, everybody else last."""
    titles = role_titles()
    rows = [(titles.get(role, role), content.target_label(role)) for role in content.targets.roles]
    others = content.target_label(None)
    return [*rows, (EVERYBODY_ELSE if rows else EVERYBODY, others)] if others else rows
