"""Nobody sees what is somebody else's: not by its address, and not after them at the same computer."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import AMARAS_DRAFT, AMARAS_FIRST, AMARAS_LATEST, sign_out


@pytest.mark.parametrize("name", ["chloe", "priya", "sam"])
def test_the_addresses_of_somebody_else_lead_nowhere(page, arrive, assert_accessible, name):
    arrive(page, name)
    for address in (
        AMARAS_DRAFT,
        f"{AMARAS_DRAFT}rate/knowledge/",
        f"{AMARAS_DRAFT}answers/",
        f"{AMARAS_LATEST}answers/",
        f"{AMARAS_LATEST}finished/",
        f"{AMARAS_FIRST}profile/",
        "/actions/1/",
        "/actions/1/remove/",
    ):
        response = page.goto(address)

        assert response is not None
        assert response.status == 404, address
        expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
        expect(page.get_by_text("Amara")).to_have_count(0)
    assert_accessible(page)


def test_going_back_after_signing_out_shows_nothing_of_the_last_person(any_page, sign_in):
    sign_in(any_page, "amara")  # a session of its own, since it ends here
    any_page.goto(f"{AMARAS_DRAFT}rate/knowledge/")
    any_page.goto("/profile/")
    expect(any_page.get_by_text("Your note:").first).to_be_visible()
    sign_out(any_page)

    for _ in range(2):
        any_page.go_back()

        expect(any_page.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(any_page.get_by_text("Amara")).to_have_count(0)
