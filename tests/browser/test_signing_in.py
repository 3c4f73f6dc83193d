from playwright.sync_api import expect

from tests.browser.conftest import NARROW
from tests.browser.pages import press, sign_out


def test_signing_in_leads_home(any_page, sign_in, assert_accessible):
    sign_in(any_page, "amara")

    assert any_page.url.endswith("/")
    assert_accessible(any_page)


def test_signing_in_with_a_wrong_password_says_so(any_page, assert_accessible):
    any_page.goto("/sign-in/")
    any_page.locator("[name=username]").fill("amara@demo.example")
    any_page.locator("[name=password]").fill("not-the-password")
    any_page.locator("main [type=submit]").click()

    expect(any_page.locator(".nhsuk-error-summary")).to_be_visible()
    assert_accessible(any_page)


def test_on_a_phone_one_signs_out_by_the_menu(open_page, arrive):
    page = open_page(width=NARROW)
    arrive(page, "amara")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(page.get_by_role("banner").get_by_text("Amara Okafor")).to_be_visible()

    sign_out(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_on_a_phone_without_scripts_one_signs_out_beside_the_name(open_page, arrive):
    page = open_page(width=NARROW, javascript=False)
    arrive(page, "amara")

    press(page, "Sign out")

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
