import pytest

from competence_app.service.rules.waiting import waited

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("started", "seconds"),
    [
        ("t=1799999998.750", 1.25),
        ("t=1800000000", 0),
        ("t=1800000000.250", 0),  # a clock that is a quarter of a second ahead
        ("t=1799990000.000", None),
        ("t=1800009000.000", None),
        ("1799999998.750", None),
        ("t=99999999999999999999", None),
        ("t=soon", None),
        ("", None),
    ],
)
def test_a_request_waited_from_the_moment_that_the_proxy_wrote(started, seconds):
    assert waited(started, now=NOW) == seconds
