"""Everybody's home page has what their roles give them, and nothing of other roles."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

HEADINGS = {
    "amara": ["Rate yourself", "What you plan to do"],
    "priya": ["Rate yourself", "People you supervise", "Teams you lead"],
    "ruth": ["Rate yourself", "Frameworks you edit"],
    "sam": ["Rate yourself", "People you administer"],
}


@pytest.fixture(scope="module")
def server(serve):
    """One server for this file, which only reads."""
    with serve() as server:
        yield server


@pytest.mark.parametrize("name", HEADINGS)
def test_home_has_what_the_roles_give(page, arrive, assert_accessible, name):
    arrive(page, name)

    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(HEADINGS[name])
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        assert_accessible(page)


def test_a_supervisor_sees_who_and_nothing_of_what_they_answered(page, arrive):
    arrive(page, "priya")

    supervised = page.get_by_role("main").get_by_role("list").first.get_by_role("listitem")
    expect(supervised).to_have_text(
        [
            "Amara Okafor, Registered nurse (Willow ward)",
            "Ben Whitfield, Student nurse (Willow ward)",
            "Chloe Davies, Registered nurse (Willow ward)",
        ]
    )
