"""A web address of 2,000 characters in whatever people write, and a word of 500 in a framework's titles.

No page goes beyond its screen.
"""

import sqlite3
from contextlib import closing
from http import HTTPStatus

import pytest

from tests.browser.conftest import NARROW
from tests.browser.pages import addressed, resize
from tests.browser.test_every_page import PAGES

ADDRESS = "https://example.org/" + "a" * 1980
WORD = "Beziehungsgestaltung" * 25
WRITTEN = {
    "assessments_rating": ("note",),
    "assessments_return": ("comment",),
    "assessments_remark": ("text",),
    "assessments_plannedaction": ("text",),
}
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1)
        .map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def server(serve):
    """One server for this file, which only reads what is long everywhere."""
    with serve() as server:
        with closing(sqlite3.connect(server.database)) as database:
            lengthen(database)
        yield server


def lengthen(database: sqlite3.Connection) -> None:
    """Make all texts long, those of published versions too: this database forgets that they never change."""
    for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{trigger}"')
    for table, columns in WRITTEN.items():
        for column in columns:
            database.execute(f"UPDATE {table} SET {column} = ?", [ADDRESS])  # noqa: S608 - our own names
    database.execute("UPDATE assessments_rating SET reason = ? WHERE off_scale <> ''", [ADDRESS])
    database.execute("UPDATE assessments_assessment SET closing_comment = ? WHERE state = 'agreed'", [ADDRESS])
    for table in ("catalogue_version", "catalogue_domain"):
        database.execute(f"UPDATE {table} SET title = ?", [WORD])  # noqa: S608 - as above
    database.commit()


@pytest.mark.parametrize("who", sorted({who for who, _, _ in PAGES if who}))
def test_no_page_goes_beyond_its_screen(open_page, arrive, server, who):
    page = open_page(width=NARROW)
    arrive(page, who)
    wide = {}

    for _, name, arguments in (row for row in PAGES if row[0] == who):
        response = page.goto(addressed(server, name, arguments))
        assert response
        assert response.status == HTTPStatus.OK
        for width in (NARROW, 320):
            resize(page, width)
            if found := page.evaluate(TOO_WIDE):
                wide[name, width] = found[-1]

    assert wide == {}
