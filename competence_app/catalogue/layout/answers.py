"""The answers that a scale offers, as documents show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from competence_app.catalogue.layout import wording
from competence_app.catalogue.rules.scale import Level
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.passages import Passage, Words, passage, plain_passage, words


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One answer that the scale offers: its label, and what it means, for each kind of domain where that differs."""

    label: Words
    means: tuple[Passage, ...]


def steps(content: Content, *, to_fill_in: bool = False) -> Iterator[ScaleStep]:
    """Yield the levels, the lowest first, then the answers that are none; ``to_fill_in``, also which needs a reason."""
    language = content.language
    for level in content.scale.levels:
        yield ScaleStep(words(level.label, language), tuple(_meanings(level, language)))
    for answer in content.scale.off_scale:
        asks = wording.SAY_WHY if to_fill_in and answer.reason == "required" else ""
        yield ScaleStep(words(answer.label, language), (plain_passage(wording.COUNTS[answer.counts] + asks),))


def _meanings(level: Level, language: str) -> Iterator[Passage]:
    """Yield what a level means: once, where that is the same for each kind of domain."""
    different = len({*level.means.values()}) > 1
    for kind, text in level.means.items() if different else [*level.means.items()][:1]:
        yield plain_passage(text, language, heading=wording.MEANS[kind] if different else "")
    if level.description:
        yield passage(level.description, language)
