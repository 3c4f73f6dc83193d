"""From a framework file's text to its content, or to everything that is wrong with it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from competence_app.catalogue.formats import wording
from competence_app.catalogue.formats.problems import MAX_PROBLEMS, Problem, UnreadableError
from competence_app.catalogue.formats.yaml.tree import Tree, parse
from competence_app.catalogue.rules.fields import Path
from competence_app.catalogue.rules.schema import Content

_EXPLAINED = 10 * MAX_PROBLEMS  # they come sorted by field; more than enough of them to show the first of the text


def read(text: bytes | str) -> Content:
    """Return what the YAML says; raise ``UnreadableError`` with all its problems."""
    tree = parse(text)
    problems = [*tree.problems, *islice(_repeated_codes(tree), MAX_PROBLEMS)]
    try:
        framework = Content.model_validate(tree.root)
    except ValidationError as error:
        raise UnreadableError([*problems, *_misfits(error, tree)]) from None
    if problems:
        raise UnreadableError(problems)
    return framework


def _misfits(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    refused = {problem.place for problem in tree.problems}
    for details in error.errors(include_url=False)[:_EXPLAINED]:
        for path, message in wording.explain(details):
            key = details["type"] == "extra_forbidden" or path[-1:] == ("[key]",)
            place = tree.place(tuple(step for step in path if step != "[key]"), key=key)
            if place not in refused:
                yield Problem(place, message)


def repeated_codes(root: Any) -> Iterator[tuple[Path, Path, str]]:
    """Yield each code that was there before, with its path and the path of the first."""
    first: dict[str, Path] = {}
    for path, code in _codes(root, ()):
        if (former := first.setdefault(code, path)) is not path:
            yield path, former, code


def _repeated_codes(tree: Tree) -> Iterator[Problem]:
    for path, former, code in repeated_codes(tree.root):
        line = tree.place(former).line
        message = f"the code “{code}” is used twice, first at line {line}: give this one its own"
        yield Problem(tree.place(path), message)


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
