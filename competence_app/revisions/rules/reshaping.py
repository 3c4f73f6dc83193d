"""One statement made two, or two made one: what the new ones stand for is written into them.

Each raises as the edits of ``editing`` do.
"""

from collections.abc import Collection, Iterable

from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.editing import Said, at, edited, said_at, spot_of, take

# Of one of two that become one: the first says it, or else the second.
_ONE = ("title", "guidance", "levels", "targets", "valid_for")
_BOTH = ("examples", "resources", "related", "tags")


def split(
    content: Content,
    code: str,
    into: tuple[tuple[str, str], tuple[str, str]],
    *,
    parts: Collection[int],
    former: Collection[str],
) -> Content:
    """Return the content with two competences in place of one: ``into`` are their codes and texts.

    Both say what it said beside; its parts at the indices ``parts`` are of the second. ``former`` are the codes of the
    current version: if it has this one, both stand for it, else for what it stood for.
    """
    path = spot_of(content, code).path
    said = said_at(content, spot_of(content, code))
    stand_for = _standing_for(said, former)
    sides = ([i for i in range(len(said["parts"])) if (i in parts) == is_second] for is_second in (False, True))
    two = [
        said
        | {"code": new, "text": text, "replaces": _of_others(stand_for, new), "change": ""}
        | {"parts": [said["parts"][index] for index in side]}
        for (new, text), side in zip(into, sides, strict=True)
    ]

    def edit(root: Said) -> None:
        siblings, index = at(root, path[:-1]), int(path[-1])
        siblings[index : index + 1] = two

    return edited(content, edit)


def merged(content: Content, first: str, second: str, *, into: tuple[str, str], former: Collection[str]) -> Content:
    """Return the content with one competence, of the code and text ``into``, in place of two, where the first stood.

    It stands for what both stood for; a domain that held the second alone goes.
    """
    paths = [spot_of(content, code).path for code in (first, second)]
    one, other = (said_at(content, spot_of(content, code)) for code in (first, second))
    code, text = into
    stand_for = _of_others([*_standing_for(one, former), *_standing_for(other, former)], code)
    both = {field: _unique([*one[field], *other[field]]) for field in _BOTH}
    either = {field: _first_said(one[field], other[field]) for field in _ONE}
    whole = one | both | either | {"code": code, "text": text, "replaces": stand_for, "change": ""}
    whole["parts"] = [*one["parts"], *other["parts"]]

    def edit(root: Said) -> None:
        place, goal = at(root, paths[0][:-1]), at(root, paths[0])
        take(root, paths[1])
        place[_index_of(place, goal)] = whole

    return edited(content, edit)


def _index_of(siblings: list[Said], said: Said) -> int:
    return next(index for index, sibling in enumerate(siblings) if sibling is said)


def _standing_for(said: Said, former: Collection[str]) -> list[str]:
    return [*[said["code"]] * (said["code"] in former), *said["replaces"]]


def _of_others(codes: Iterable[str], own: str) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code != own]


def _unique(entries: list[object]) -> list[object]:
    return [entry for index, entry in enumerate(entries) if entry not in entries[:index]]


def _first_said(one: object, other: object) -> object:
    return one if one and one != {"default": None, "roles": {}} else other
