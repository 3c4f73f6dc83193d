"""One administrator asks for what takes two, and another one confirms it."""

import re

from playwright.sync_api import expect

from competence_app.demo.cast import PASSWORD
from tests.browser.pages import press


def a_second_administrator(page, arrive):
    """Let Sam give Ruth the role."""
    arrive(page, "sam", "/people/?name=Ruth")
    page.get_by_role("table").get_by_role("link", name="Ruth").click()
    page.get_by_label("People administrator").check()
    press(page, "Save")


def press_proved(page, button, assert_accessible):
    """Press what an open session alone does not do, say the password, and press it again."""
    press(page, button)
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    assert_accessible(page)
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Continue")
    press(page, button)


def test_whoever_lost_a_mailbox_gets_another_address(device, open_page, server, arrive, assert_accessible):
    sam, ruth = (open_page(width=device.width, javascript=device.javascript) for _ in range(2))
    a_second_administrator(sam, arrive)
    sam.goto("/people/1/")
    sam.get_by_role("link", name="Change it, with a second administrator").click()
    press(sam, "Ask a second administrator")
    expect(sam.locator(".nhsuk-error-summary")).to_contain_text("Enter the reason")
    assert_accessible(sam)
    sam.get_by_label("New email address").fill("amara@new.example")
    sam.get_by_label("Reason").fill("Spoke with her on the ward")
    press(sam, "Ask a second administrator")
    expect(sam.get_by_role("alert")).to_contain_text("It waits for a second people administrator.")
    sam.get_by_role("link", name="New email address: Amara Okafor").click()
    expect(sam.get_by_role("button", name="Withdraw")).to_be_visible()
    assert_accessible(sam)

    arrive(ruth, "ruth")
    ruth.get_by_role("link", name="1 change for you to confirm or refuse").click()
    ruth.get_by_role("link", name="New email address: Amara Okafor").click()
    expect(ruth.get_by_text("Spoke with her on the ward")).to_be_visible()
    assert_accessible(ruth)
    press_proved(ruth, "Change the address", assert_accessible)
    expect(ruth.get_by_role("alert")).to_contain_text("signs in with amara@new.example from now on")

    links = [message for message in server.messages() if "To: amara@new.example" in message]
    assert [bool(re.search(r"/password/\S+", message)) for message in links] == [True]


def test_somebody_who_left_is_erased(device, open_page, server, arrive, assert_accessible):
    sam, ruth = (open_page(width=device.width, javascript=device.javascript) for _ in range(2))
    a_second_administrator(sam, arrive)
    sam.goto("/people/1/")
    sam.get_by_label("May sign in").uncheck()
    press(sam, "Save")
    sam.get_by_role("link", name="Erase Amara Okafor, with a second administrator").click()
    sam.get_by_label("Reason").fill("Left in spring, nothing to be kept")
    assert_accessible(sam)
    press(sam, "Ask a second administrator")

    arrive(ruth, "ruth", "/people/waiting/")
    ruth.get_by_role("link", name="Erasing a closed account: Amara Okafor").click()
    assert_accessible(ruth)
    press_proved(ruth, "Erase for good", assert_accessible)
    expect(ruth.get_by_role("alert")).to_contain_text("What is left leads to “Former colleague 1”.")
    ruth.goto("/people/?name=Amara")
    expect(ruth.get_by_text("Nobody fits all of this.")).to_be_visible()
