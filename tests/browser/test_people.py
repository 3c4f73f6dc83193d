"""A people administrator makes an account, and its owner alone chooses the password."""

import re

from playwright.sync_api import expect

from tests.browser.pages import press

PASSWORD = "a-long-walk-by-the-canal"


def test_an_account_is_made_and_its_owner_chooses_the_password(
    device, open_page, server, arrive, sign_in, assert_accessible
):
    office, home = (open_page(width=device.width, javascript=device.javascript) for _ in range(2))
    arrive(office, "sam")
    office.get_by_role("link", name="Accounts, teams, job roles and supervision").click()
    office.get_by_role("link", name="Users", exact=True).click()
    office.get_by_role("link", name="Add user").click()
    office.get_by_label("Email address").fill("dana@demo.example")
    office.get_by_label("Full name").fill("Dana Brooks")
    office.locator("[name=job_role]").select_option(label="Registered nurse")
    office.get_by_role("button", name="Save", exact=True).click()
    expect(office.get_by_text("A link to choose a password will be sent to dana@demo.example.")).to_be_visible()

    [message] = server.messages()
    link = re.search(r"https?://[^/]+(/password/\S+)", message)
    assert link, message
    home.goto(link[1])
    home.locator("[name=new_password1]").fill(PASSWORD)
    home.locator("[name=new_password2]").fill(PASSWORD[::-1])
    press(home, "Save password")
    expect(home.locator(".nhsuk-error-summary")).to_be_visible()
    assert_accessible(home)
    for box in ("new_password1", "new_password2"):
        home.locator(f"[name={box}]").fill(PASSWORD)
    press(home, "Save password")
    expect(home.get_by_role("heading", level=1)).to_have_text("Password saved")
    sign_in(home, "dana", PASSWORD)
    expect(home.get_by_role("heading", level=1)).to_have_text("Hello, Dana")
    home.goto(link[1])
    expect(home.get_by_role("main")).to_contain_text("This link has been used or is too old.")
    assert_accessible(home)
