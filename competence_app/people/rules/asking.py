"""Who may be asked to supervise."""

from enum import StrEnum

OPEN_AT_ONCE = 5


class AskRefusal(StrEnum):
    """Why somebody cannot be asked."""

    OWN_ADDRESS = "own-address"
    SUPERVISES_ALREADY = "supervises-already"
    ASKED_ALREADY = "asked-already"
    TOO_MANY = "too-many"  # as many as ``OPEN_AT_ONCE`` have not answered yet
