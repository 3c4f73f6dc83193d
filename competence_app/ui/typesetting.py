"""Documents on paper: PDFs that typst makes of plain values, which it never reads as its own language."""

import ctypes
import json
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR, "templates")
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_LONG = 50_000  # characters of values, of which what typst keeps is megabytes
_KEPT = 10  # documents of which typst keeps what it made: any compiling after that makes it forget the oldest
_PROBE = b"#set document(title: sys.inputs.data)\n#sys.inputs.data"


def typeset(template: str, values: Mapping[str, Any], *, day: date | None) -> bytes:
    """Return the PDF that a template (its path in ``templates/``) makes of ``values``, dated ``day``.

    It is PDF/UA-1: tagged, with a title, a language and alternative texts. The same values of the same day give the
    same bytes; where there is no day, the template says that its document has no date. The template finds the values as
    JSON in ``sys.inputs.data``. A character that no font has is written as its name, in brackets; what still cannot be
    shown makes the document no PDF/UA, which is better than none.
    """
    source, data = Path(TEMPLATES, template).read_bytes(), _as_json(values)
    try:
        return _shown(source, data, values, day)
    finally:
        if len(data) >= _LONG:
            _forget()


def _shown(source: bytes, data: str, values: Mapping[str, Any], day: date | None) -> bytes:
    try:
        return _compiled(source, data, day)
    except typst.TypstError:
        data = _as_json(_in_known_characters(values))
    try:
        return _compiled(source, data, day)
    except typst.TypstError:
        return _compiled(source, data, day, is_accessible=False)


def _forget() -> None:
    """Let typst forget the last documents, by compiling empty ones: of each long one it keeps tens of megabytes."""
    for _ in range(1 + _KEPT):
        _compiled(b"", "", None, is_accessible=False)
    with suppress(AttributeError):  # glibc's, which else keeps what was given back to it; others have none
        ctypes.CDLL(None).malloc_trim(0)


def _as_json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)


def _compiled(source: bytes, data: str, day: date | None, *, is_accessible: bool = True) -> bytes:
    """Compile anew: a compiler kept for later refuses to work for two threads at once."""
    pdf: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs want source and root to be of one type
        source,
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        format="pdf",
        pdf_standards=["ua-1"] if is_accessible else [],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
    )
    return pdf


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return our font, and what typst brings along for letters that it lacks: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _in_known_characters(value: Any) -> Any:
    """Return the same values with the name of each character that cannot be shown in its place."""
    if isinstance(value, str):
        return "".join(character if _is_shown(character) else _name(character) for character in value)
    if isinstance(value, Mapping):
        return {key: _in_known_characters(inner) for key, inner in value.items()}
    return [_in_known_characters(inner) for inner in value] if isinstance(value, Sequence) else value


@lru_cache(maxsize=4096)
def _is_shown(character: str) -> bool:
    if character.isascii() and (character.isprintable() or character.isspace()):
        return True
    try:
        _compiled(_PROBE, character, date(2000, 1, 1))
    except typst.TypstError:
        return False
    return True


def _name(character: str) -> str:
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
