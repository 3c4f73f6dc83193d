"""Which passports from elsewhere somebody may keep beside their ratings."""

from competence_app.passports.rules.verifying import Reason, Verdict

MOST = 20  # of one person
# What may come good, or was: an issuer may be believed one day, and what holds no longer is still a record.
KEPT = {None, Reason.UNKNOWN_ISSUER, Reason.UNKNOWN_KEY, Reason.EXPIRED, Reason.NOT_YET, Reason.REVOKED}


class NotKeptError(Exception):
    """A passport that is not kept, for this ``reason``; None: there are too many already."""

    def __init__(self, reason: Reason | None) -> None:
        super().__init__(reason)
        self.reason = reason


def check_kept(verdict: Verdict, *, beside: int) -> None:
    """Raise ``NotKeptError`` unless it may be kept ``beside`` so many others."""
    if verdict.reason not in KEPT:
        raise NotKeptError(verdict.reason)
    if beside >= MOST:
        raise NotKeptError(None)
