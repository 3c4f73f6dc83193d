"""The codes in what a file says, before anything of it is checked."""

from collections.abc import Iterator
from typing import Any

from competence_app.catalogue.rules.misfits import Path


def repeated_codes(root: Any) -> Iterator[tuple[Path, Path, str]]:
    """Yield each code that was there before, with its path and the path of the first."""
    first: dict[str, Path] = {}
    for path, code in _codes(root, ()):
        if (former := first.setdefault(code, path)) is not path:
            yield path, former, code


def _codes(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the codes below a domain, a competence or the root, also those that uncoded parts will get."""
    if isinstance(node, dict):
        for field in ("competences", "domains", "parts"):
            entries = node.get(field, ())
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                code = _code(entry) or (f"{_code(node)}.{index + 1}" if field == "parts" else "")
                below = (*path, field, index)
                if code:
                    yield (*below, "code"), code
                yield from _codes(entry, below)


def _code(node: Any) -> str:
    code = node.get("code") if isinstance(node, dict) else None
    return code.strip() if isinstance(code, str) else ""
