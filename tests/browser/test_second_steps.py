"""Signing in with a second step, with a device that Chromium pretends to have."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from competence_app.demo.cast import PASSWORD
from tests.browser.conftest import NARROW
from tests.browser.pages import follow, go_by, press, sign_out

KEY = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")
CODE = re.compile(r"\d{5} \d{5}")


def pocket(page: Page) -> None:
    """Give the browser a device that keeps passkeys, and whose owner is always there."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def enter_password(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill(f"{name}@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def code_of(key: str, later: int = 0) -> str:
    """Return the code that an app with this key shows now, or so many half minutes later."""
    secret = key.replace(" ", "")
    counters = [*totp.yield_hotp_counters_from_time()]
    return str(totp.format_hotp_value(totp.hotp_value(secret, counters[1 + later])))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_passkey_is_added_and_signs_in_alone(sized_page, assert_accessible):
    page = sized_page
    pocket(page)
    enter_password(page, "amara")
    page.goto("/account/second-steps/")
    press(page, "Add a passkey")
    assert_accessible(page)
    page.get_by_label("Name of the passkey").fill("My phone")

    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/codes/")

    heading(page, "Recovery codes")
    assert len(CODE.findall(page.locator("main").inner_text())) == 10
    assert_accessible(page)
    follow(page, "Second step at sign-in")
    expect(page.get_by_role("term").get_by_text("My phone")).to_be_visible()
    assert_accessible(page)
    follow(page, "Rename My phone")
    assert_accessible(page)
    page.get_by_label("Name of the passkey").fill("Ward phone")
    press(page, "Save")
    expect(page.get_by_role("term").get_by_text("Ward phone")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.get_by_role("banner").get_by_text("Amara Okafor")).to_be_visible()


def test_a_passkey_is_the_second_step(page, assert_accessible):
    pocket(page)
    enter_password(page, "amara")
    page.goto("/account/second-steps/passkey/")
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/codes/")
    sign_out(page)

    enter_password(page, "amara")

    heading(page, "Second step")
    assert_accessible(page)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.get_by_role("banner")).to_contain_text("Amara Okafor")


def test_an_app_works_without_scripts_and_so_does_a_recovery_code(any_page, assert_accessible):
    page = any_page
    enter_password(page, "amara")
    page.goto("/account/second-steps/app/")
    [key] = KEY.findall(page.locator("main").inner_text())
    assert_accessible(page)
    page.get_by_label("Code that the app shows").fill(code_of(key))
    press(page, "Set up")
    code, *_ = CODE.findall(page.locator("main").inner_text())

    for proof in (code_of(key, later=1), code):
        sign_out(page)
        enter_password(page, "amara")
        heading(page, "Second step")
        assert_accessible(page)
        page.get_by_label("Code").fill("000000")
        press(page, "Continue")
        expect(page.locator(".nhsuk-error-summary")).to_contain_text("The code is not right")
        assert_accessible(page)
        page.get_by_label("Code").fill(proof)
        press(page, "Continue")
        expect(page.get_by_role("banner")).to_contain_text("Amara")


def test_without_scripts_nothing_speaks_of_a_passkey_that_cannot_be_used(open_page, assert_accessible):
    page = open_page(width=NARROW, javascript=False)
    enter_password(page, "amara")

    page.goto("/account/second-steps/passkey/")

    expect(page.get_by_text("A passkey needs a browser with JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    assert_accessible(page)


def test_a_device_that_has_no_passkey_says_so(page):
    pocket(page)
    page.goto("/sign-in/")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("Your device gave no passkey. Try again.")


@pytest.mark.parametrize("what", ["Remove it", "Keep it"])
def test_a_passkey_is_removed_or_kept(page, assert_accessible, what):
    pocket(page)
    enter_password(page, "amara")
    page.goto("/account/second-steps/passkey/")
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/codes/")
    page.goto("/account/second-steps/")
    follow(page, "Remove My phone")
    heading(page, "Remove the passkey My phone?")
    assert_accessible(page)

    go_by(page.get_by_text(what, exact=True))

    assert page.get_by_role("link", name="Remove My phone").is_visible() is (what == "Keep it")
