"""Why somebody cannot open any more what once was with them."""

from enum import StrEnum


class Parting(StrEnum):
    """What became of it; to whoever supervises its practitioner no longer, nothing but that is said.

    Where what is held about the practitioner is kept and not used, nothing but that either.
    """

    OVER = "over"
    RESTRICTED = "restricted"
    HANDED_OVER = "handed over"
    UNSHARED = "unshared"
    RETURNED = "returned"
    TAKEN_BACK = "taken back"


def parting(*, supervises: bool, restricted: bool, handed_over: bool, unshared: bool, returned: bool) -> Parting:
    """Return why, of somebody who supervises the practitioner still, or not."""
    found = {
        Parting.OVER: not supervises,
        Parting.RESTRICTED: restricted,
        Parting.HANDED_OVER: handed_over,
        Parting.UNSHARED: unshared,
        Parting.RETURNED: returned,
    }
    return next((why for why, is_true in found.items() if is_true), Parting.TAKEN_BACK)
