"""Where an e-mail stands."""

from datetime import datetime
from enum import StrEnum


class MailStatus(StrEnum):
    """What has become of an e-mail so far."""

    WAITING = "waiting"  # nobody has tried to send it
    TRYING = "trying"  # under way, or to be tried again
    FAILED = "failed"  # given up
    SENT = "sent"


def mail_status(*, sent_at: datetime | None, failed_at: datetime | None, attempts: int) -> MailStatus:
    """Return where an e-mail stands to which these things happened."""
    if sent_at:
        return MailStatus.SENT
    if failed_at:
        return MailStatus.FAILED
    return MailStatus.TRYING if attempts else MailStatus.WAITING
