"""What is said of an exception, in one line: where it was met, and its words only where they cannot be a person's."""

import traceback
from collections.abc import Iterator
from pathlib import Path

from django.db import DatabaseError, DataError, InterfaceError

from competence_app.ui.failures import failure_of

# Their messages speak of the program, the machine or the database. Those of others may quote what was typed.
_SPEAK_OF_THINGS = (
    *(AttributeError, TypeError, NameError, ImportError, OSError, RuntimeError, DatabaseError, InterfaceError),
)
_FRAMES = 25  # the innermost, of each cause


def in_one_line(error: BaseException) -> str:
    """Return type, message and frames of an exception, the innermost first, and of what caused it.

    Of a failure of the database or disk, nothing but what failed: where it was met says nothing about it.
    """
    if failure := failure_of(error):
        return f"{failure.value}: {_words(error)}"
    return " caused by ".join(
        f"{type(cause).__name__}: {_words(cause)} at {_frames(cause)}" for cause in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _words(error: BaseException) -> str:
    """Return the first line of a message; PostgreSQL's others quote the row."""
    if not isinstance(error, _SPEAK_OF_THINGS) or isinstance(error, DataError):
        return "(its words may be somebody's)"
    return next(iter(str(error).splitlines()), "")


def _frames(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])
