from playwright.sync_api import expect


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
