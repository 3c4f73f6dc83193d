"""What a framework is offered as: each format, what it is for, and what of this one it leaves out."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from competence_app.catalogue.formats.exporting.aspects import Aspect
from competence_app.catalogue.formats.exporting.wording import FOR, aspect_in_words
from competence_app.catalogue.formats.registry import EXPORTS, FORMATS
from competence_app.catalogue.rules.schema import Content


class Offer(NamedTuple):
    """One format, and what of the framework it does not say or says to this app alone, in words."""

    key: str
    name: str
    suffix: str
    purpose: str
    leaves_out: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def offers_of(content: Content) -> list[Offer]:
    """Return what a framework can be had as."""
    whole = [
        Offer(known.key, known.names.full, known.suffixes[0], FOR.get(known.key, "")) for known in FORMATS.values()
    ]
    others = [
        Offer(
            known.key,
            known.names.full,
            known.suffixes[0],
            FOR[known.key],
            losses_in_words(known.leaves_out(content)),
            losses_in_words(known.sets_aside(content)),
        )
        for known in EXPORTS.values()
    ]
    return [*whole, *others]


def losses_in_words(counts: Mapping[Aspect, int]) -> tuple[str, ...]:
    """Return what is left out, each with how much of it."""
    said: Iterable[tuple[Aspect, int]] = counts.items()
    return tuple(aspect_in_words(aspect, count) for aspect, count in said)
