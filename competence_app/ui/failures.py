"""What fails that is no fault of the program: the database, or the disk."""

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Failure(StrEnum):
    """What passes by itself, or when somebody sees to the machine; anything else is a fault of the program."""

    AWAY = "away"  # the database cannot be reached
    BUSY = "busy"  # somebody else holds what is to be written
    FULL = "full"  # there is no room left on the disk
    READ_ONLY = "read-only"  # nothing may be written
    PAUSED = "paused"  # whoever looks after the service holds people off


_BY_ERRNO = {
    errno.ENOSPC: Failure.FULL,
    errno.EDQUOT: Failure.FULL,
    errno.EROFS: Failure.READ_ONLY,
}
_BY_SQLITE = {5: Failure.BUSY, 6: Failure.BUSY, 8: Failure.READ_ONLY, 13: Failure.FULL}  # primary result codes
_BY_SQLSTATE = {
    "25006": Failure.READ_ONLY,
    "40001": Failure.BUSY,
    "40P01": Failure.BUSY,
    "53100": Failure.FULL,
    "55P03": Failure.BUSY,
}


def failure_of(error: BaseException | None) -> Failure | None:
    """Return what failed, None where the program did."""
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.errno in _BY_ERRNO:
            return _BY_ERRNO[cause.errno]
        if isinstance(cause, OperationalError | InterfaceError):
            return _of_database(cause.__cause__)
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _of_database(cause: BaseException | None) -> Failure:
    primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return _BY_SQLITE.get(primary) or _BY_SQLSTATE.get(getattr(cause, "sqlstate", None) or "", Failure.AWAY)
