"""What a framework may say, but hardly means: in codes, each with its place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.schema import Content


class DoubtCode(StrEnum):
    """A reason to look again; formats/wording.py has its words."""

    FRAMEWORK_LIKE_ANOTHER = "framework-like-another"
    CODE_LIKE_ANOTHER = "code-like-another"
    ROLE_OF_NOBODY = "role-of-nobody"
    ROLE_NEARLY = "role-nearly"


class Doubt(NamedTuple):
    """One thing to look at again."""

    path: Path
    code: DoubtCode
    values: Mapping[str, object] = MappingProxyType({})


def doubts(content: Content, *, frameworks: Iterable[str], roles: Collection[str]) -> Iterator[Doubt]:
    """Yield what is doubtful where there are these other frameworks, and these job roles, by their codes."""
    for known in frameworks:
        if known != content.code and known.casefold() == content.code.casefold():
            yield Doubt(("code",), DoubtCode.FRAMEWORK_LIKE_ANOTHER, {"known": known})
    yield from _alike(content)
    if roles:  # else nobody has any yet
        yield from _of_nobody(content, roles)


def _alike(content: Content) -> Iterator[Doubt]:
    first: dict[str, str] = {}
    for path, code in _codes(content):
        if (known := first.setdefault(code.casefold(), code)) != code:
            yield Doubt((*path, "code"), DoubtCode.CODE_LIKE_ANOTHER, {"known": known})


def _codes(content: Content) -> Iterator[tuple[Path, str]]:
    """Yield the codes that are written of domains, competences and rated parts."""
    for holder in content.holders:
        yield holder.path, holder.domain.code
        for number, competence in enumerate(holder.domain.competences):
            path = (*holder.path, "competences", number)
            yield path, competence.code
            rated = competence.parts if competence.rate == "parts" else ()
            yield from (((*path, "parts", index), part.code) for index, part in enumerate(rated))


def _of_nobody(content: Content, roles: Collection[str]) -> Iterator[Doubt]:
    for path, targets in _targets(content):
        for role in targets.roles:
            if role not in roles:
                near = get_close_matches(role.casefold(), roles, n=1)
                code = DoubtCode.ROLE_NEARLY if near else DoubtCode.ROLE_OF_NOBODY
                yield Doubt((*path, "roles", role), code, {"role": role, "near": "".join(near)})


def _targets(content: Content) -> Iterator[tuple[Path, Targets]]:
    yield ("targets",), content.targets
    for holder in content.holders:
        yield (*holder.path, "targets"), holder.domain.targets
        for number, competence in enumerate(holder.domain.competences):
            yield (*holder.path, "competences", number, "targets"), competence.targets
