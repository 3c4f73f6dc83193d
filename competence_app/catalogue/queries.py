"""Reading versions back from their rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from competence_app.catalogue import schema
from competence_app.catalogue.models import Version

_Nodes = dict[int | None, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Stored:
    content: schema.Framework
    ids: Mapping[str, int]


_published: dict[int, _Stored] = {}


def content_of(version_id: int) -> schema.Framework:
    """Return the version's whole text; of a published one, read from the database once per process."""
    return _stored(version_id).content


def competence_ids(version_id: int) -> Mapping[str, int]:
    """Return the primary key of each competence and part row of the version, by its code."""
    return _stored(version_id).ids


def forget_published() -> None:
    """Empty this process's memory of published versions: a test's database forgets them too."""
    _published.clear()


def _stored(version_id: int) -> _Stored:
    if version_id in _published:
        return _published[version_id]
    version = Version.objects.select_related("framework").defer("text").get(pk=version_id)
    stored = _read(version)
    if version.state != Version.State.DRAFT:
        _published[version_id] = stored
    return stored


def _read(version: Version) -> _Stored:
    competences, ids = _competences(version)
    content = schema.Framework.model_validate(
        {
            "code": version.framework.code,
            "version": version.label,
            "title": version.title,
            "introduction": version.introduction,
            "source": version.source,
            "language": version.language,
            "scale": version.scale,
            "targets": version.targets,
            "domains": _domains(version, competences),
        }
    )
    return _Stored(content, ids)


def _competences(version: Version) -> tuple[_Nodes, dict[str, int]]:
    """Return the competences by their domain's key, and every row's key by its code."""
    by_domain: _Nodes = defaultdict(list)
    parts: _Nodes = defaultdict(list)
    ids = {}
    for row in version.competences.values():
        ids[row["code"]] = row["id"]
        if row["parent_id"]:
            parts[row["parent_id"]].append({"code": row["code"], "text": row["text"]})
        else:
            fields = {name: row[name] for name in ("code", "text", "rate", "replaces", "change")}
            by_domain[row["domain_id"]].append({**fields, "parts": parts[row["id"]]})
    return by_domain, ids


def _domains(version: Version, competences: _Nodes) -> list[dict[str, Any]]:
    by_parent: _Nodes = defaultdict(list)
    for row in version.domains.values():
        fields = {name: row[name] for name in ("code", "title", "kind")}
        below = {"competences": competences[row["id"]], "domains": by_parent[row["id"]]}
        by_parent[row["parent_id"]].append({**fields, **below})
    return by_parent[None]
