"""Somebody changes the address that they sign in with."""

import re

from playwright.sync_api import expect

from competence_app.demo.cast import PASSWORD
from tests.browser.pages import press

NEW = "amara@new.example"


def test_amara_signs_in_with_another_address(any_page, arrive, server, assert_accessible):
    arrive(any_page, "amara", "/account/")
    any_page.get_by_role("link", name="Change your email address").click()
    any_page.get_by_label("New email address").fill(NEW)
    any_page.get_by_label("Your password").fill(PASSWORD)
    press(any_page, "Send a link to the new address")
    expect(any_page.get_by_role("alert")).to_contain_text(f"A link will be sent to {NEW}")
    [message] = server.messages()
    [link] = re.findall(r"http://\S+/account/address/\S+", message.replace("=\n", ""))

    any_page.goto(link)
    expect(any_page.get_by_role("heading", level=1)).to_have_text("Confirm your new email address")
    assert_accessible(any_page)
    press(any_page, f"Use {NEW}")

    expect(any_page.get_by_role("alert")).to_contain_text(f"You sign in with {NEW} from now on.")
