import logging
from typing import Any

import pytest
from django.db import DataError, IntegrityError

from competence_app.service.logs.errors import in_one_line
from competence_app.service.logs.formats import Plain


def record(message: str, *, name: str = "competence_app", **more: Any) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, __file__, 1, message, (), None)
    made.created = 0.25
    made.__dict__.update(more)
    return made


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """Return an exception that was raised from another."""
    try:
        raise error from cause
    except type(error) as met:
        return met


def test_a_plain_line_begins_with_what_happened():
    line = Plain().format(record("A query took long", ms=700, sql="SELECT 1"))

    assert line == ('1970-01-01T00:00:00.250Z WARNING A query took long logger=competence_app ms=700 sql="SELECT 1"')


def test_a_line_has_no_address_and_is_one_line():
    line = Plain().format(record("550 <amara@example.org>:\nno such mailbox"))

    assert line.endswith("WARNING 550 <(address)>: no such mailbox logger=competence_app")


@pytest.mark.parametrize("kind", [ValueError, KeyError, DataError, Exception])
def test_words_that_may_be_somebodys_are_left_out(kind):
    found = in_one_line(raised(kind("her note")))

    assert found.startswith(f"{kind.__name__}: (its words may be somebody's) at ")


def test_words_about_the_database_stay_without_the_row():
    found = in_one_line(raised(IntegrityError("violates “unique”\nDETAIL: Key (email)=(amara) exists")))

    assert found.startswith("IntegrityError: violates “unique” at service/logs/test_formats.py:")


def test_a_message_may_be_empty():
    assert in_one_line(raised(TypeError())).startswith("TypeError:  at ")


def test_what_caused_it_follows():
    found = in_one_line(raised(TypeError("second"), raised(NameError("first"))))

    said = [part.partition(" at ")[0] for part in found.split(" caused by ")]
    assert said == ["TypeError: second", "NameError: first"]


def test_what_it_hides_on_purpose_does_not():
    hiding = TypeError("second")
    hiding.__context__, hiding.__suppress_context__ = NameError("first"), True

    assert "caused by" not in in_one_line(hiding)


def test_what_was_met_meanwhile_follows_too():
    second = TypeError("second")
    second.__context__ = NameError("first")

    assert in_one_line(second) == "TypeError: second at  caused by NameError: first at "
