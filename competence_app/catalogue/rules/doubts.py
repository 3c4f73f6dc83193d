"""What a framework may say, but hardly means: in codes, each with its place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.unreached import unreached
from competence_app.catalogue.rules.words import differs_unseen


class DoubtCode(StrEnum):
    """A reason to look again; formats/wording.py has its words."""

    FRAMEWORK_LIKE_ANOTHER = "framework-like-another"
    CODE_LIKE_ANOTHER = "code-like-another"
    ROLE_OF_NOBODY = "role-of-nobody"
    ROLE_NEARLY = "role-nearly"
    CODE_LIKE_EARLIER = "code-like-earlier"
    TARGET_OF_NOBODY = "target-of-nobody"
    TEXT_LIKE_EARLIER = "text-like-earlier"
    RELATED_TO_NOTHING = "related-to-nothing"


class Doubt(NamedTuple):
    """One thing to look at again."""

    path: Path
    code: DoubtCode
    values: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is already, beside which a framework may be doubtful."""

    frameworks: Collection[str] = ()  # codes
    roles: Collection[str] = ()  # codes of job roles
    earlier: Sequence[Content] = ()  # published versions of the framework
    followed: Content | None = None  # the current one


def doubts(content: Content, beside: Surroundings) -> Iterator[Doubt]:
    """Yield what is doubtful beside all that."""
    for known in beside.frameworks:
        if known != content.code and known.casefold() == content.code.casefold():
            yield Doubt(("code",), DoubtCode.FRAMEWORK_LIKE_ANOTHER, {"known": known})
    yield from _alike(content)
    yield from _related_to_nothing(content)
    yield from _like_earlier(content, beside.earlier)
    yield from (Doubt(path, DoubtCode.TARGET_OF_NOBODY) for path in unreached(content))
    if beside.roles:  # else nobody has any yet
        yield from _of_nobody(content, beside.roles)
    if beside.followed:
        yield from _unseen(beside.followed, content)


def _like_earlier(content: Content, earlier: Iterable[Content]) -> Iterator[Doubt]:
    used = dict.fromkeys(code for version in earlier for _, code in _codes(version))
    known = {code.casefold(): code for code in used}
    for path, code in _codes(content):
        if code not in used and code.casefold() in known:
            yield Doubt((*path, "code"), DoubtCode.CODE_LIKE_EARLIER, {"known": known[code.casefold()]})


def _unseen(old: Content, new: Content) -> Iterator[Doubt]:
    former = {competence.code: competence for competence in old.competences}
    for holder in new.holders:
        for number, competence in enumerate(holder.domain.competences):
            was = former.get(competence.code, competence)
            before = {} if was == competence else {key: text for key, _, text in _texts(was)}
            for key, path, text in _texts(competence) if before else ():
                if differs_unseen(before.get(key, text), text):
                    place = (*holder.path, "competences", number, *path)
                    yield Doubt(place, DoubtCode.TEXT_LIKE_EARLIER, {"version": old.version})


def _texts(competence: Competence) -> Iterator[tuple[str, Path, str]]:
    """Yield what people read of a competence: what it is known by in every version, its path, and the text."""
    for field in ("title", "text", "guidance"):
        yield field, (field,), getattr(competence, field)
    yield from ((f"level {value}", ("levels", str(value)), text) for value, text in competence.levels.items())
    yield from (
        (f"part {part.code}", ("parts", index, "text"), part.text) for index, part in enumerate(competence.parts)
    )


def _alike(content: Content) -> Iterator[Doubt]:
    first: dict[str, str] = {}
    for path, code in _codes(content):
        if (known := first.setdefault(code.casefold(), code)) != code:
            yield Doubt((*path, "code"), DoubtCode.CODE_LIKE_ANOTHER, {"known": known})


def _related_to_nothing(content: Content) -> Iterator[Doubt]:
    known = {holder.domain.code for holder in content.holders}
    known |= {said.code for said in content.competences}
    known |= {part.code for said in content.competences for part in said.parts}
    for holder in content.holders:
        for number, competence in enumerate(holder.domain.competences):
            for index, relation in enumerate(competence.related):
                if relation.code and relation.code not in known:
                    path = (*holder.path, "competences", number, "related", index, "code")
                    yield Doubt(path, DoubtCode.RELATED_TO_NOTHING, {"code": relation.code})


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
