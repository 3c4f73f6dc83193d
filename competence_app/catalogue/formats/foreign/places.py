"""Where something stands in another system's file."""

from dataclasses import dataclass

from competence_app.catalogue.formats.foreign.wording import place_words
from competence_app.catalogue.formats.problems import Place


@dataclass(frozen=True, slots=True)
class JsonPlace(Place):
    """An entry of a list in JSON, counted from 0 as its addresses are: “CFItems[3]”."""

    path: str
    number: int

    def __str__(self) -> str:
        return f"{self.path}[{self.number}]"

    @property
    def order(self) -> tuple[int, ...]:
        """By lists as far as their names tell, then by entries."""
        return *self.path.encode(), self.number


@dataclass(frozen=True, slots=True)
class RowPlace(Place):
    """A row of a table, counted from 1 with its headers, and the header of a column if it is one cell."""

    row: int
    column: str = ""

    def __str__(self) -> str:
        return place_words(self.row, self.column)

    @property
    def order(self) -> tuple[int, ...]:
        """By rows."""
        return (self.row,)
