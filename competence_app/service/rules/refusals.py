"""Why a backup is not made, or not put back."""

from enum import StrEnum


class Refusal(StrEnum):
    """What is against it."""

    NO_BACKUP = "no backup"
    THERE_ALREADY = "there already"
    DAMAGED = "damaged"
    HOLDS_DATA = "holds data"
    NO_PROGRAM = "no program"
    FAILED = "failed"
    NOT_ACROSS = "not across"
    OTHER_RELEASE = "other release"
    NO_DATABASE = "no database"


class BackupRefusedError(Exception):
    """A backup was not made or not put back; ``facts`` are for the words about it."""

    def __init__(self, why: Refusal, **facts: object) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts
