"""A file on disk, as the commands are given it."""

from pathlib import Path

from competence_app.catalogue.formats.problems import Problem, TextPlace, UnreadableError
from competence_app.catalogue.formats.recognising import OtherKindError, recognised
from competence_app.catalogue.formats.registry import LONGEST, YAML, Kind

_UNOPENED: dict[type[Exception], str] = {
    FileNotFoundError: "there is no such file: check its name",
    IsADirectoryError: "this is a folder: name a file in it",
    PermissionError: "this file may not be read: ask its owner for permission",
}


def opened(file: Path) -> tuple[bytes, Kind]:
    """Return what is in a file and what it is to be read as, YAML where nothing says; raise ``UnreadableError``."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LONGEST + 1)
    except (OSError, ValueError) as error:
        message = _UNOPENED.get(type(error), f"this file cannot be read: {error}")
        raise UnreadableError([Problem(TextPlace(1, 1), message)]) from None
    return data, _kind(data, file.name)


def _kind(data: bytes, name: str) -> Kind:
    try:
        return recognised(data, name)
    except OtherKindError as error:
        if error.way:
            raise UnreadableError.whole(error.way) from None
        return YAML
