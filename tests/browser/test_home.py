"""Everybody's home page has what their roles give them, and nothing of other roles."""

import re

import pytest
from playwright.sync_api import expect

HEADINGS = {
    "amara": ["Rate yourself", "What you plan to do"],
    "dev": ["Rate yourself"],
    "priya": ["Waiting for you", "Your people", "Rate yourself"],
    "tom": ["Rate yourself", "Teams you lead"],
    "ruth": ["Rate yourself", "Frameworks you edit"],
    "sam": ["Rate yourself", "People you administer"],
}


@pytest.mark.parametrize("name", HEADINGS)
def test_home_has_what_the_roles_give(page, arrive, name):
    arrive(page, name)

    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(HEADINGS[name])


def test_a_supervisor_begins_with_what_waits_and_reads_nothing_of_it(page, arrive):
    arrive(page, "priya")

    waiting = page.get_by_role("main").get_by_role("list").first.get_by_role("listitem")
    expect(waiting).to_have_text(
        [re.compile("Agree with Elin Hughes"), re.compile("Rate Dev Patel")], use_inner_text=True
    )
    expect(page.get_by_role("main")).not_to_contain_text("Independently")
    page.get_by_role("link", name="Rate Dev Patel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dev Patel")
