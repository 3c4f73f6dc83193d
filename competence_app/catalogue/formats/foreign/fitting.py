"""What another system's file says, made to fit what a framework may say: what does not is cut or left out, and told."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.wording import field_words
from competence_app.catalogue.formats.problems import Place
from competence_app.catalogue.rules.fields import MAX_TEXT, Language
from competence_app.catalogue.rules.schema import Source

_LONGEST = {"title": 500, "version": 64}  # characters; of all other texts MAX_TEXT
_LONGEST_TAG = 64
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


def fitted(said: Mapping[str, Any], place: Place, notes: list[Note]) -> dict[str, Any]:
    """Return what is said by each field, if anything is; add to the notes what had no room."""
    found = {field: _fitted(field, value, place, notes) for field, value in said.items() if value}
    return {field: value for field, value in found.items() if value not in ("", (), {}, [], None)}


def _fitted(field: str, value: Any, place: Place, notes: list[Note]) -> Any:
    if field == "language":
        return _language(str(value), place, notes)
    if field == "tags":
        return list(_tags(value, place, notes))
    if field == "levels":
        return {level: _cut(field, text, place, notes) for level, text in value.items() if text}
    return _cut(field, value, place, notes) if isinstance(value, str) else value


def _cut(field: str, text: str, place: Place, notes: list[Note]) -> str:
    most = _LONGEST.get(field, MAX_TEXT)
    if len(text) <= most:
        return text
    notes.append(Note("left-out", place, "cut", text[most - 1 :], field_words(field)))
    return text[: most - 1].rstrip() + "…"


def _language(written: str, place: Place, notes: list[Note]) -> str:
    try:
        return _LANGUAGE.validate_python(written.replace("_", "-"))
    except ValidationError:
        notes.append(Note("left-out", place, "not-valid", written, field_words("language")))
        return ""


def _tags(written: Any, place: Place, notes: list[Note]) -> Iterator[str]:
    for tag in written:
        if len(tag) <= _LONGEST_TAG:
            yield tag
        else:
            notes.append(Note("left-out", place, "not-valid", tag, field_words("tags")))


def source_of(said: Mapping[str, Any], place: Place, notes: list[Note]) -> dict[str, str]:
    """Return what is said of a source, as far as a framework can say it."""
    found: dict[str, str] = {}
    for field, value in said.items():
        try:
            Source.model_validate({field: value})
        except ValidationError:
            notes.append(Note("left-out", place, "not-valid", str(value), field_words(field)))
        else:
            found[field] = value
    return {field: value for field, value in found.items() if value}
