"""A passport from making it to revoking it, and checked by somebody without an account."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import GRACE, press


@pytest.mark.parametrize("width", [1280, 390])
def test_a_passport_is_made_checked_and_revoked(open_page, arrive, assert_accessible, tmp_path, width):
    page = open_page(width=width)
    arrive(page, "grace", f"/assessments/{GRACE}/passport/")
    press(page, "Make the passport")
    expect(page.get_by_role("heading", name="This passport is genuine, and it holds")).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the passport").click()
    file = tmp_path / "passport.jwt"
    download.value.save_as(file)

    def check(verdict: str) -> None:
        stranger = open_page(width=width, javascript=False)
        stranger.goto("/passports/verify/")
        stranger.get_by_label("Choose the passport's file").set_input_files(file)
        press(stranger, "Check")
        expect(stranger.get_by_role("heading", name=verdict)).to_be_visible()
        expect(stranger.get_by_text("Grace Mensah")).to_be_visible()
        assert_accessible(stranger)

    check("This passport is genuine, and it holds")
    bringer = open_page(width=width)
    arrive(bringer, "ben", "/passports/outside/")
    bringer.get_by_label("Choose the passport's file").set_input_files(file)
    press(bringer, "Add this record")
    assert_accessible(bringer)
    bringer.goto("/passports/outside/")
    expect(bringer.get_by_role("link", name="Ability to foster")).to_be_visible()
    assert_accessible(bringer)
    press(page, "Revoke this passport")
    assert_accessible(page)
    check("Revoked: its owner has taken it back")
