"""Ben asks Ruth by email to supervise him; she follows the link of the message and accepts."""

import re

from playwright.sync_api import expect

from tests.browser.pages import press


def test_a_nurse_asks_and_the_one_asked_accepts(device, open_page, server, arrive, assert_accessible):
    ben, ruth = (open_page(width=device.width, javascript=device.javascript) for _ in range(2))
    arrive(ben, "ben", "/account/")
    ben.get_by_role("link", name="My supervisors").click()
    ben.get_by_label("Their email address").fill("ben@demo.example")
    press(ben, "Send request")
    expect(ben.locator(".nhsuk-error-summary")).to_contain_text("This is your own address.")
    assert_accessible(ben)
    ben.get_by_label("Their email address").fill("Ruth@demo.example")
    press(ben, "Send request")
    expect(ben.get_by_text("You have asked ruth@demo.example.")).to_be_visible()
    expect(ben.get_by_role("main")).to_contain_text("no answer yet")
    assert_accessible(ben)

    [message] = server.messages()
    link = re.search(r"https?://[^/]+(/supervisors/\S+)", message)
    assert link, message
    arrive(ruth, "ruth", link[1])
    expect(ruth.get_by_role("heading", level=1)).to_have_text("Ben Whitfield asks you to supervise them")
    assert_accessible(ruth)
    press(ruth, "Accept")
    expect(ruth.get_by_text("You now supervise Ben Whitfield.")).to_be_visible()
    ruth.goto(link[1])
    expect(ruth.get_by_role("main")).to_contain_text("You accepted this request on")
    assert_accessible(ruth)

    ben.reload()
    expect(ben.get_by_role("main")).to_contain_text("ruth@demo.example Accepted on", use_inner_text=True)
    assert_accessible(ben)
