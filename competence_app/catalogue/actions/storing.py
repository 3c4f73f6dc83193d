"""What is kept of a framework: its versions as rows, and what keeps a text from becoming one of them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import count
from secrets import randbits
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max, Model
from django.utils import timezone

from competence_app.audit.actions import record
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Competence, Domain, Framework, Version, with_a_column
from competence_app.catalogue.rules.fields import Node
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, Path
from competence_app.catalogue.rules.schema import Content


def lock(codes: Iterable[str]) -> None:
    """Make whoever changes the same framework wait; always in the same order, so that nobody waits in a circle."""
    for code in sorted(set(codes)):
        Framework.objects.get_or_create(code=code)
        Framework.objects.select_for_update().get(code=code)


def misfits(content: Content, stored: Version | None, *, to_publish: bool = False) -> Iterator[Misfit]:
    """Yield what keeps the content from following what is published; ``stored`` has its label already.

    Only what is ``to_publish`` must say what is new.
    """
    if stored and stored.state != Version.State.DRAFT:
        is_same = stored.digest == digest(content)
        code = MisfitCode.PUBLISHED_AS_IT_IS if is_same else MisfitCode.PUBLISHED_OTHERWISE
        yield Misfit(("version",), code, {"version": stored.label})
    else:
        former = Version.objects.current().filter(framework__code=content.code).first()
        yield from _unknown_replaced(content, former)
        if to_publish and former and not content.changes:
            yield Misfit(("changes",), MisfitCode.NOTHING_NEW, {"former": former.label})


def store_draft(
    file: FrameworkFile, *, into: Version | None = None, by: AbstractBaseUser | None = None, is_edit: bool = False
) -> Version:
    """Write what the file says as a draft, or in place of the draft ``into``, whose text is kept beside it.

    Of a row of edits by one person, the text is kept that stood before the first: it is the one that somebody wrote.
    """
    goes_on = into and is_edit and into.replaced and into.created_by_id == (by and by.pk)
    replaced = into.replaced if into and goes_on else _replaced_by(file, into) if into else None
    origin = file.origin._asdict() if file.origin else None
    made = {"created_by_id": by.pk if by else None, "replaced": replaced, "origin": origin}
    return _write(file, pk=into.pk if into else None, **made)


def _replaced_by(file: FrameworkFile, draft: Version) -> Any:
    """Return what is kept of the draft; where the file says the same, what was kept of the one before it."""
    if draft.digest == digest(file.content):
        return draft.replaced
    return {"text": draft.text, "by": str(draft.created_by or ""), "at": draft.created_at.isoformat()}


def store_published(file: FrameworkFile, *, draft: Version | None = None, by: AbstractBaseUser | None) -> Version:
    """Write what the file says as what practitioners start on, for ever unchangeable, in place of the ``draft``.

    ``by`` nobody: the command line. The key is one that no other text ever has, not even after a backup was put back:
    processes keep by it what they have read.
    """
    version = _moved(draft) if draft and draft.digest == digest(file.content) else _written_anew(file, draft)
    version.state, version.replaced, version.origin = Version.State.PUBLISHED, None, None
    version.published_at = timezone.now()
    version.published_by_id = by.pk if by else None
    version.save(update_fields=("state", "replaced", "origin", "published_at", "published_by"))
    record("publish", version, by=by)
    return version


def _moved(draft: Version) -> Version:
    """Give a draft that says what is to be published another key, and its rows with it: none is written anew."""
    key = _new_key()
    Version.objects.filter(pk=draft.pk).update(id=key)
    for rows in (Domain.objects, Competence.objects):
        rows.filter(version=draft.pk).update(version=key)
    draft.pk = key
    return draft


def _written_anew(file: FrameworkFile, draft: Version | None) -> Version:
    made = {"created_at": draft.created_at, "created_by_id": draft.created_by_id} if draft else {}
    if draft:
        draft.delete()
    return _write(file, pk=_new_key(), **made)


def _new_key() -> int:
    """Return a key above all others, so that keys tell which came later, and by a step that nobody could guess."""
    highest = Version.objects.aggregate(highest=Max("pk"))["highest"]
    return (highest or 0) + 1 + randbits(40)


def _write(file: FrameworkFile, **fields: Any) -> Version:
    content = file.content
    framework, _ = Framework.objects.get_or_create(code=content.code)
    version = Version(
        **_columns(Version, content, exclude={"code", "version", "domains"}),
        framework=framework,
        label=content.version,
        text=file.text,
        digest=digest(content),
        **fields,
    )
    version.save()
    version.domains.all().delete()
    _write_competences(version, content, _write_domains(version, content))
    return version


def _columns(model: type[Model], node: Node, *, exclude: set[str]) -> dict[str, Any]:
    """Return what a node says by the model's columns, what has none and is not as by default as ``optional``."""
    columns = {*with_a_column(type(node).model_fields, model)}
    optional = node.model_dump(mode="json", exclude=columns | exclude, exclude_defaults=True)
    return {**node.model_dump(mode="json", include=columns - exclude), "optional": optional or None}


def digest(content: Content) -> str:
    """Return the SHA-256 of what the content says, in hex; a field added to the schema later does not change it."""
    said = content.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _unknown_replaced(content: Content, former: Version | None) -> Iterator[Misfit]:
    known = set(former.competences.values_list("code", flat=True)) if former else set()
    rule = MisfitCode.NOT_IN_THE_FORMER if former else MisfitCode.NO_FORMER
    for path, code in _replaced(content):
        if code not in known:
            yield Misfit(path, rule, {"code": code, "former": former and former.label})


def _replaced(content: Content) -> Iterator[tuple[Path, str]]:
    for holder in content.holders:
        for c, competence in enumerate(holder.domain.competences):
            for index, code in enumerate(competence.replaces):
                yield (*holder.path, "competences", c, "replaces", index), code


def _write_domains(version: Version, content: Content) -> dict[str, Domain]:
    """Write the domains, then the sub-domains; return the rows by their code."""
    rows: dict[str, Domain] = {}
    for position, holder in enumerate(content.holders, start=1):
        said = _columns(Domain, holder.domain, exclude={"competences", "domains"})
        parent = None if holder.is_top else rows[holder.top.code]
        rows[holder.domain.code] = Domain(version=version, parent=parent, **said, position=position)
    Domain.objects.bulk_create(row for row in rows.values() if not row.parent)
    Domain.objects.bulk_create(row for row in rows.values() if row.parent)
    return rows


def _write_competences(version: Version, content: Content, domains: dict[str, Domain]) -> None:
    position = count(1)
    wholes: list[Competence] = []
    parts: list[Competence] = []
    for holder in content.holders:
        place = {"version": version, "domain": domains[holder.domain.code]}
        for competence in holder.domain.competences:
            whole = Competence(**place, **_columns(Competence, competence, exclude={"parts"}), position=next(position))
            wholes.append(whole)
            parts += (
                Competence(**place, parent=whole, **part.model_dump(), position=next(position))
                for part in competence.parts
            )
    Competence.objects.bulk_create(wholes)
    Competence.objects.bulk_create(parts)
