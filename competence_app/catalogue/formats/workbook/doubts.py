"""What of a workbook is not read: columns and rows of somebody's own, if they are not meant for the app."""

from collections.abc import Iterator

from competence_app.catalogue.formats.problems import Problem
from competence_app.catalogue.formats.workbook.complaints import ProblemsByPlace
from competence_app.catalogue.formats.workbook.headers import sheet_columns, unread
from competence_app.catalogue.formats.workbook.layout import FIELDS, FRAMEWORK, CellPlace
from competence_app.catalogue.formats.workbook.reading import sheets
from competence_app.catalogue.formats.workbook.records import field_labels
from competence_app.catalogue.formats.workbook.wording import sheet_words


def workbook_doubts(data: bytes) -> Iterator[Problem]:
    """Yield what is doubtful in a workbook that can be read."""
    problems = ProblemsByPlace()  # there are none
    found = sheets(data, problems)
    for layout, *_, labels in found.values():
        for text, row in labels.values():
            yield Problem(CellPlace(layout, row), sheet_words("unread-column", name=text))
    labels = field_labels(found[FRAMEWORK.title])
    columns = sheet_columns(CellPlace(FIELDS, 0), labels, problems)
    for text, row in unread(labels, columns).values():
        yield Problem(CellPlace(FIELDS, row), sheet_words("unread-row", name=text))
