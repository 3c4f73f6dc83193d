"""From a file's bytes to what it says of people; its kind is known by its content."""

from competence_app.accounts.formats.extract import is_extract, read_extract
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.formats.texts import read_people_table, text_of
from competence_app.accounts.formats.workbooks import read_people_workbook
from competence_app.accounts.rules.importing.rows import PeopleFile

MAX_BYTES = 5 * 1024 * 1024
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # the second is of an old kind, or has a password: refused in those words


def read_people(data: bytes) -> PeopleFile:
    """Return what a file says; raise ``UnreadablePeopleError`` where it cannot be read."""
    if len(data) > MAX_BYTES:
        raise UnreadablePeopleError("too-long")
    if data.startswith(_WORKBOOKS):
        return read_people_workbook(data)
    file = text_of(data)
    return read_extract(file) if is_extract(file) else read_people_table(file)
