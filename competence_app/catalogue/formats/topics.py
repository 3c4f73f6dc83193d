"""Frameworks as JSON of topics with levels: a topic is rated, and its criteria say what levels look like."""

from typing import Any

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.json_files import json_of, numbered_objects, text_at
from competence_app.catalogue.formats.foreign.markup import kept
from competence_app.catalogue.formats.foreign.places import JsonPlace

_FEWEST = 2  # levels of a scale


def read_topics(data: bytes, notes: list[Note]) -> ForeignFramework:
    """Return what the file says; raise ``UnreadableError`` where it cannot be read."""
    root = json_of(data)
    topics = numbered_objects(root, "topics")
    labels: dict[str, None] = {}
    for _, topic in topics:
        labels |= {_label(level): None for _, level in numbered_objects(topic, "levels") if _label(level)}
    values = {label: value for value, label in enumerate(labels, start=1)}
    said: dict[str, Any] = {"introduction": kept(text_at(root, "summary"))}
    if len(values) >= _FEWEST:
        said["scale"] = {"levels": [{"value": value, "label": label} for label, value in values.items()]}
        notes.append(of_whole("read", "scale-read", ", ".join(values)))
    items = [_topic(topic, JsonPlace("topics", number), values) for number, topic in topics]
    return ForeignFramework(kept(text_at(root, "title")), items, said)


def _label(level: dict[str, Any]) -> str:
    return kept(text_at(level, "title"))


def _topic(topic: dict[str, Any], place: JsonPlace, values: dict[str, int]) -> ForeignItem:
    title, summary = kept(text_at(topic, "title")), kept(text_at(topic, "summary"))
    levels = {
        values[_label(level)]: _criteria(level) for _, level in numbered_objects(topic, "levels") if _label(level)
    }
    more = {"title": title if summary else "", "levels": levels if len(values) >= _FEWEST else {}}
    return ForeignItem(summary or title, place, text_at(topic, "path"), False, more)


def _criteria(level: dict[str, Any]) -> str:
    said = level.get("criteria")
    criteria = [f"- {kept(text)}" for text in said if isinstance(text, str)] if isinstance(said, list) else []
    return "\n\n".join(filter(None, (kept(text_at(level, "summary")), "\n".join(criteria))))
