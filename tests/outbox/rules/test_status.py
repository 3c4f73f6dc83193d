from datetime import UTC, datetime
from typing import Any

import pytest

from competence_app.outbox.rules.status import MailStatus, mail_status

AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("happened", "status"),
    [
        ({}, MailStatus.WAITING),
        ({"attempts": 1}, MailStatus.TRYING),
        ({"attempts": 8, "failed_at": AT}, MailStatus.FAILED),
        ({"attempts": 2, "sent_at": AT}, MailStatus.SENT),
    ],
)
def test_status_is_what_happened_last(happened, status):
    facts: dict[str, Any] = {"sent_at": None, "failed_at": None, "attempts": 0} | happened

    assert mail_status(**facts) is status
