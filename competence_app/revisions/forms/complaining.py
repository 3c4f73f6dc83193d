"""What is wrong with an edit, each thing at its box: in the words that an uploaded file gets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.wording import Complaint, explain, misfit_in_words
from competence_app.catalogue.queries import role_codes
from competence_app.catalogue.rules.misfits import MisfitError, Path
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.editing import TakenCodesError
from competence_app.revisions.wording import TAKEN, elsewhere

Unfit = ValidationError | MisfitError | TakenCodesError | UnreadableError
UNFIT = (ValidationError, MisfitError, TakenCodesError, UnreadableError)


def complaints(error: Unfit) -> Iterator[Complaint]:
    """Yield what is wrong, by its path in the framework."""
    match error:
        case ValidationError():
            yield from explain(error, roles=role_codes())
        case MisfitError():
            yield from (Complaint(m.path, m.code, misfit_in_words(m)) for m in error.misfits)
        case TakenCodesError():
            yield from (Complaint(path, "code-twice", TAKEN.format(code=code)) for path, code in error.taken)
        case _:
            yield from (Complaint((), "unreadable", problem.message) for problem in error.problems)


def at_boxes(
    found: Iterable[Complaint], at: Mapping[Path, str], content: Content | None
) -> Iterator[tuple[str | None, str]]:
    """Yield each complaint with the name of its box, or of the nearest; None, and its place in words, where none is.

    ``at`` are the boxes' names by the path in the framework of what is written there.
    """
    places = {tuple(map(str, path)): name for path, name in at.items()}
    boxed = [(complaint, _box(tuple(map(str, complaint.path)), places)) for complaint in found]
    told = {complaint.message for complaint, box in boxed if box}
    for complaint, box in boxed:
        if box:
            yield box, complaint.message
        elif complaint.message not in told:
            yield None, elsewhere(_place(complaint.path, content), complaint.message)


def _box(path: tuple[str, ...], at: Mapping[tuple[str, ...], str]) -> str | None:
    """Return the name of the box at a path, else of the first below it, else of one that it is below."""
    below = (name for place, name in at.items() if place[: len(path)] == path and path)
    above = (at[path[:length]] for length in range(len(path), 0, -1) if path[:length] in at)
    return next(above, None) or next(below, None)


def _place(path: Path, content: Content | None) -> str:
    """Return the code of the nearest domain or competence around a path; empty where there is none."""
    node: Any = content.model_dump(mode="json") if content else {}
    code = ""
    for step in path:
        try:
            node = node[step]
        except (LookupError, TypeError):
            break
        code = node.get("code", code) if isinstance(node, dict) else code
    return code
