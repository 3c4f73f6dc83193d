"""What differs between two versions of a framework beside the competences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from competence_app.catalogue.rules.schema import Content

_Facts = Mapping[str, Mapping[str, str]]  # thing -> aspect -> what is said; its name is said under the empty aspect


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that differs, named for people; empty on the side that does not have it."""

    name: str
    old: str
    new: str


def scale_details(old: Content, new: Content) -> tuple[Detail, ...]:
    """Return the levels and other answers that are added, removed, relabelled or mean something else."""
    return tuple(_details(_levels(old), _levels(new), "")) + tuple(
        _details(_other_answers(old), _other_answers(new), "Order of the other answers")
    )


def target_details(old: Content, new: Content) -> tuple[Detail, ...]:
    """Return the targets that are other levels, by the job role's code (empty: everybody else), in labels."""
    before, after = ({"": framework.targets.default, **framework.targets.roles} for framework in (old, new))
    return tuple(
        Detail(role, _label(old, before.get(role)), _label(new, after.get(role)))
        for role in {**after, **before}
        if before.get(role) != after.get(role)
    )


def text_details(old: Content, new: Content) -> tuple[Detail, ...]:
    """Return what is said otherwise of the whole, and of its domains."""
    return tuple(_details(_whole(old), _whole(new), "")) + tuple(
        _details(_domains(old), _domains(new), "Order of the domains")
    )


def _levels(framework: Content) -> _Facts:
    return {
        f"Level {level.value}": {"": level.label, **{f"for {kind}": means for kind, means in level.means.items()}}
        for level in framework.scale.levels
    }


def _other_answers(framework: Content) -> _Facts:
    return {
        f"Answer {answer.code}": {"": answer.label, "reason": answer.reason, "counts": answer.counts}
        for answer in framework.scale.off_scale
    }


def _label(framework: Content, value: int | None) -> str:
    return next((level.label for level in framework.scale.levels if level.value == value), "")


def _whole(framework: Content) -> _Facts:
    return {
        "Title": {"": framework.title},
        "Introduction": {"": framework.introduction},
        "Language": {"": framework.language},
        "Source": {name.replace("_", " "): said for name, said in framework.source},
    }


def _domains(framework: Content) -> _Facts:
    return {
        f"Domain {holder.domain.code}": {
            "": holder.domain.title,
            "kind": holder.domain.kind,
            "under": "" if holder.is_top else holder.top.code,
        }
        for holder in framework.holders
    }


def _details(old: _Facts, new: _Facts, order: str) -> Iterator[Detail]:
    """Yield what differs, of a thing that only one side has its name alone; then, under ``order``, the sequence."""
    for thing in {**new, **old}:
        before, after = old.get(thing, {}), new.get(thing, {})
        for aspect in {**after, **before} if before and after else ("",):
            if before.get(aspect, "") != after.get(aspect, ""):
                yield Detail(f"{thing}, {aspect}" if aspect else thing, before.get(aspect, ""), after.get(aspect, ""))
    sequences = [thing for thing in old if thing in new], [thing for thing in new if thing in old]
    if sequences[0] != sequences[1]:
        yield Detail(order, *(", ".join(sequence) for sequence in sequences))
