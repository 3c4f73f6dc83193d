"""From a table of any layout to the tree that it makes."""

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.items import ForeignFramework
from competence_app.catalogue.formats.table.columns import meanings_of
from competence_app.catalogue.formats.table.locations import is_of_locations, read_locations
from competence_app.catalogue.formats.table.moodle import is_moodle, read_moodle
from competence_app.catalogue.formats.table.rows import framework_of
from competence_app.catalogue.formats.table.tables import table_in


def read_table(data: bytes, notes: list[Note]) -> ForeignFramework:
    """Return what the table says; raise ``UnreadableError`` where there is none.

    Raise ``UnknownColumnsError`` where its headers do not say which column is what.
    """
    table = table_in(data, notes)
    if is_moodle(table):
        return read_moodle(table, notes)
    if is_of_locations(table):
        return read_locations(table, notes)
    return framework_of(table, meanings_of(table), notes)
