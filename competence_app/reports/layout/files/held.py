"""Everything held about one person as it is written down: documents, and tables for those who open them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from competence_app.catalogue.rules.fields import Node
from competence_app.people.models import User
from competence_app.reports.layout.files import wording
from competence_app.reports.queries.held import HOLDINGS
from competence_app.reports.rules import held
from competence_app.ui.books.tables import BookColumn, Cell

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """One part of it; its rows come one by one, and only once."""

    name: str
    columns: tuple[BookColumn, ...]
    rows: Iterator[Node]

    @property
    def is_single(self) -> bool:
        """Whether it is one row alone."""
        return self.name == held.SINGLE


def archive_parts(person: User) -> Iterator[ArchivePart]:
    """Yield every part in the order of the schema, to be read before the next."""
    for name in held.PARTS:
        holding = HOLDINGS[name]
        yield ArchivePart(name, tuple(BookColumn(field, 0) for field in holding.row.model_fields), holding.rows(person))


def cells(row: Node) -> list[Cell]:
    """Return a row as a table has it."""
    return [_cell(value) for _, value in row]


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return wording.YES if value else wording.NO
    return value.isoformat() if isinstance(value, date) else value  # a moment is a date too


def beginning() -> dict[str, Any]:
    """Return what the document says of itself."""
    return {"format": held.FORMAT, "made_at": timezone.now().isoformat()}


def read_me(person: User) -> str:
    """Return what each file is, in words."""
    return render_to_string("reports/held/README.txt", {"person": person, "made_at": timezone.localtime()})


def schema() -> str:
    """Return the JSON Schema of the document, one line a value."""
    return json.dumps({"$schema": SCHEMA, **held.HeldData.model_json_schema()}, indent=2, ensure_ascii=False) + "\n"
