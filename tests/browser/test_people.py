"""A people administrator makes an account, whose owner alone chooses the password, and changes many at once."""

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
    office.get_by_role("link", name="Add a person").click()
    office.get_by_label("Email address").fill("dana@demo.example")
    office.get_by_label("Job role (optional)").select_option(label="Registered nurse")
    office.get_by_label("Team (optional)").fill("ward")
    press(office, "Add and invite")
    expect(office.locator(".nhsuk-error-summary")).to_contain_text("Enter the full name")
    expect(office.locator(".nhsuk-error-summary")).to_contain_text("Choose which team is meant by “ward”")
    assert_accessible(office)
    office.get_by_label("Full name").fill("Dana Brooks")
    office.get_by_label("Willow ward").check()
    press(office, "Add and invite")
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


def test_many_are_given_a_team_and_a_supervisor_at_once(device, open_page, arrive, assert_accessible):
    page = open_page(width=device.width, javascript=device.javascript)
    arrive(page, "sam", "/people/teams/new/")
    page.get_by_label("Name", exact=True).fill("Birch ward")
    page.get_by_label("Who leads it (optional)").fill("Nadia Rahman\nTom Lewis")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Birch ward is saved.")
    assert_accessible(page)

    page.goto("/people/")
    page.get_by_label("Name, email address or team").fill("willow")
    page.get_by_label("Who", exact=True).select_option(label="No supervisor")
    press(page, "Show")
    for name in ("Ruth Adeyemi", "Tom Lewis"):
        page.get_by_label(f"Change {name}").check()
    press(page, "Change those ticked")
    expect(page.get_by_role("heading", level=1)).to_have_text("Change 2 people")
    assert_accessible(page)
    page.get_by_label("Team (optional)").fill("Birch ward")
    page.get_by_label("Supervisor (optional)").fill("Nadia")
    press(page, "Continue")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Choose who is meant by “Nadia”")
    assert_accessible(page)
    page.get_by_label("Nadia Rahman, nadia@demo.example").check()
    press(page, "Continue")
    expect(page.get_by_role("main")).to_contain_text("2 changed, 0 unchanged")
    assert_accessible(page)
    press(page, "Change 2 people")
    expect(page.get_by_role("alert")).to_contain_text("2 people are changed, and told.")


def test_the_last_day_of_a_supervision_is_corrected(device, open_page, arrive, assert_accessible):
    page = open_page(width=device.width, javascript=device.javascript)
    arrive(page, "sam", "/people/1/supervisors/new/")
    page.get_by_label("Supervisor", exact=True).fill("tom lewis")
    last = page.get_by_role("group", name="Last day (optional)")
    for part, number in {"Day": "1", "Month": "3", "Year": "2030"}.items():
        last.get_by_label(part).fill(number)
    press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("1 March 2030")
    page.get_by_role("link", name="Change the last day").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Supervision of Amara Okafor by Tom Lewis")
    assert_accessible(page)
    page.get_by_label("Year").fill("2031")
    press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("1 March 2031")
    assert_accessible(page)
