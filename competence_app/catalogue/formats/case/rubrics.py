"""What a package's rubrics say of levels: the scale, where all criteria have the same, and what levels look like."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.items import ForeignItem
from competence_app.catalogue.formats.foreign.json_files import below, numbered_objects, text_at
from competence_app.catalogue.formats.foreign.markup import kept, marked_text, plain_text
from competence_app.catalogue.rules.fields import MAX_LEVEL

_FEWEST = 2  # levels of a scale


class _Level(NamedTuple):
    quality: str
    score: str
    description: str


class _Criterion(NamedTuple):
    item: str
    """The identifier of what it is for."""
    levels: tuple[_Level, ...]

    @property
    def qualities(self) -> tuple[str, ...]:
        return tuple(level.quality for level in self.levels)


def give_levels(
    items: Mapping[str, ForeignItem], package: dict[str, Any], notes: list[Note], *, is_ours: bool
) -> dict[str, Any]:
    """Give items what levels look like for them; return the scale, or nothing where the rubrics say no single one."""
    criteria = list(_criteria(package, is_ours=is_ours))
    if is_ours:
        _describe(criteria, {}, items)
        return {}
    full = [criterion for criterion in criteria if len(criterion.levels) >= _FEWEST]
    if not full:
        return {}
    if len({criterion.qualities for criterion in full}) > 1 or not all(full[0].qualities):
        notes.append(of_whole("left-out", "rubrics", value=len(full)))
        return {}
    values = _values(full[0].levels)
    _describe(full, dict(zip(full[0].qualities, values, strict=True)), items)
    labels = full[0].qualities
    notes.append(of_whole("read", "scale-read", ", ".join(labels)))
    return {"levels": [{"value": value, "label": label} for value, label in zip(values, labels, strict=True)]}


def _criteria(package: dict[str, Any], *, is_ours: bool) -> Iterator[_Criterion]:
    for _, rubric in numbered_objects(package, "CFRubrics"):
        for _, criterion in numbered_objects(rubric, "CFRubricCriteria"):
            item = text_at(below(criterion, "CFItemURI"), "identifier")
            yield _Criterion(item, tuple(_levels(criterion, is_ours=is_ours)))


def _levels(criterion: dict[str, Any], *, is_ours: bool) -> Iterator[_Level]:
    found = [said for _, said in numbered_objects(criterion, "CFRubricCriterionLevels")]
    marked = kept if is_ours else marked_text
    for said in sorted(found, key=_position):
        description = marked(text_at(said, "description", "feedback"))
        yield _Level(plain_text(text_at(said, "quality")), text_at(said, "score"), description)


def _position(said: dict[str, Any]) -> float:
    """Return what sorts a level: the lowest comes first, as its score says, or else its position."""
    numbers = (said.get(field) for field in ("score", "position"))
    return next((float(number) for number in numbers if isinstance(number, int | float)), 0)


def _values(levels: Iterable[_Level]) -> list[int]:
    """Return the scores where they are whole numbers that rise, else their places."""
    scores = [level.score.removesuffix(".0") for level in levels]
    values = [int(score) if score.isdecimal() and len(score) <= len(str(MAX_LEVEL)) else -1 for score in scores]
    return values if -1 not in values and values == sorted({*values}) else [*range(1, len(values) + 1)]


def _describe(criteria: Iterable[_Criterion], values: Mapping[str, int], items: Mapping[str, ForeignItem]) -> None:
    for criterion in criteria:
        item = items.get(criterion.item)
        if item and not item.is_heading:
            said = {values.get(level.quality, level.score): level.description for level in criterion.levels}
            item.said["levels"] = {level: text for level, text in said.items() if text}
