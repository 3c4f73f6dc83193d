from datetime import UTC, date, datetime, timedelta

import pytest

from competence_app.people.rules.asking import AskRefusal, Past, asked_again_from, refusal_to_ask

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
TODAY = NOW.date()
JO = "jo@example.org"


def past(email: str = "x@example.org", *, hours: int = 48, ended: date | None = None, is_open: bool = False) -> Past:
    return Past(email, NOW - timedelta(hours=hours), ended, is_open)


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        ([], None),
        ([past(JO, is_open=True)], AskRefusal.ASKED_ALREADY),
        ([past(is_open=True)] * 5, AskRefusal.TOO_MANY),
        ([past(is_open=True)] * 4, None),
        ([past(hours=23)] * 5, AskRefusal.ENOUGH_TODAY),
        ([past(hours=24)] * 5, None),
        ([past(JO, ended=date(2026, 3, 3))], AskRefusal.TOO_SOON),
        ([past(JO, ended=date(2026, 3, 2))], None),
        ([past(JO, ended=date(2026, 3, 8)), past(JO, ended=date(2026, 1, 1))], AskRefusal.TOO_SOON),
        ([past(ended=date(2026, 3, 8))], None),
        ([past(JO)], None),
    ],
)
def test_asking_has_its_limits(made, refusal):
    assert refusal_to_ask(JO, made, now=NOW, today=TODAY) is refusal


def test_the_day_to_ask_again_is_a_week_after_the_last_no():
    made = [past(JO, ended=date(2026, 3, 3)), past(JO, ended=date(2026, 2, 3)), past()]

    assert asked_again_from(JO, made) == date(2026, 3, 10)
    assert asked_again_from("nobody@example.org", made) is None
