"""The example of all that a framework can say, rated on a desktop and on a phone without scripts."""

from playwright.sync_api import expect

from competence_app.demo.cast import EXAMPLE
from tests.browser.pages import choose, press

START = "/frameworks/example-handover/start/"
ANSWERS = dict.fromkeys(("H1", "H2", "H3", "H4a", "H4b", "T1"), "With support")


def test_levels_are_described_beside_the_answers_and_what_comes_next_on_the_profile(
    any_page, arrive, server, assert_accessible
):
    server.manage("load_framework", str(EXAMPLE))
    arrive(any_page, "amara", START)
    assert_accessible(any_page)
    press(any_page, "Start now")

    looks = any_page.locator("#P1").get_by_text("I choose what matters for each patient, and can say why.")
    expect(looks).to_be_visible()
    any_page.get_by_text("Guidance on P1").click()
    expect(any_page.get_by_text("what the patient and their family asked for")).to_be_visible()
    assert_accessible(any_page)

    choose(any_page, "P1", "With support")
    choose(any_page, "P2", "Independently")
    press(any_page, "Save and continue")
    for code, label in ANSWERS.items():
        if any_page.locator(f"#{code}").count() == 0:
            press(any_page, "Save and continue")
        choose(any_page, code, label)
    press(any_page, "Save and continue")
    press(any_page, "Finish and keep private")
    any_page.goto("/profile/example-handover/#c-P1")

    expect(any_page.locator("#c-P1")).to_contain_text("What “Independently” looks like")
    expect(any_page.locator("#c-P1").get_by_role("link", name="A checklist for handing over")).to_be_visible()
    assert_accessible(any_page)
