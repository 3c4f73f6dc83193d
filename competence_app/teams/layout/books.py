"""The matrix as a table to take along: the same cells as on its page."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.timezone import localdate

from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.layout.matrix import briefs_of, in_signs
from competence_app.teams.rules.matrix import PersonLine
from competence_app.ui.books.tables import Book, BookColumn, BookTable, Cell, columns, dated
from competence_app.ui.books.wording import PRIVATE_FILE

WIDTHS = {"name": 26, "role": 20, "team": 20, "version": 10, "below": 8}
COMPETENCE_WIDTH = 14  # characters
FIXED = 1


def matrix_book(
    content: Content, statements: Sequence[Statement], lines: Iterable[PersonLine], *, by: str, people: str
) -> Book:
    """Return these people's cells for these statements; ``people`` says who they are."""
    words, briefs = wording.MATRIX_FILE, briefs_of(content)
    asked = [BookColumn(f"{one.code} {briefs[one.code]}", COMPETENCE_WIDTH, one.in_full) for one in statements]
    heads = [*columns(wording.MATRIX_COLUMNS, WIDTHS), *asked]
    rows = ([*_about(line), *(in_signs(line.cells[one.code]) for one in statements)] for line in lines)
    table = BookTable(words["sheet"], heads, rows, wraps=False, fixed=FIXED)
    title = words["title"].format(framework=content.title)
    about = about_lines(content, what=words["what"], by=by, people=people, signs=_signs())
    name = dated(words["name"].format(code=content.code))
    return Book(name, title, about, [table], footer=words["footer"])


def about_lines(content: Content, **said: str) -> list[tuple[str, Cell]]:
    """Return what a file says of itself, in the order of ``wording.ABOUT``."""
    levels = "\n".join(f"{level.value}: {level.label}" for level in content.scale.levels)
    framework = f"{content.title}, {wording.OLDER_VERSION.format(version=content.version)}"
    told: dict[str, Cell] = {
        "framework": framework,
        "day": localdate(),
        "levels": levels,
        "private": PRIVATE_FILE,
        **said,
    }
    return [(name, told[key]) for key, name in wording.ABOUT.items() if key in told]


def _signs() -> str:
    return "\n".join([wording.TARGET_KEY, *(f"{sign}: {words}" for sign, _, words in wording.KEY)])


def _about(line: PersonLine) -> Iterator[Cell]:
    person = line.person
    yield from (person.name, person.role, person.team, line.version)
    yield line.count(Standing.BELOW) if line.assessment is not None else None
