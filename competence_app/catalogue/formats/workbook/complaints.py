"""What is wrong with a workbook, while it is read."""

from competence_app.catalogue.formats.problems import MAX_PROBLEMS, Problem, UnreadableError
from competence_app.catalogue.formats.workbook.layout import CellPlace


class ProblemsByPlace(dict[CellPlace, Problem]):
    """What is wrong, one thing at a place: what follows from it there is not told."""

    def add(self, place: CellPlace, message: str) -> None:
        """Add a problem unless the place has one; raise ``UnreadableError`` when it is enough of them."""
        self.setdefault(place, Problem(place, message))
        if len(self) == MAX_PROBLEMS:
            raise UnreadableError(self.values())
