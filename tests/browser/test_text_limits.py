"""Near its limit a box says how many characters are left, over it how many are too many; nothing is cut off."""

from playwright.sync_api import expect

from competence_app.assessments.models import ANSWER_MAX_LENGTH
from tests.browser.conftest import NARROW
from tests.browser.pages import AMARAS_DRAFT, press, write_note


def test_a_note_counts_near_its_limit_and_is_kept_beyond(open_page, arrive, assert_accessible):
    page = open_page(width=NARROW)
    arrive(page, "amara", f"{AMARAS_DRAFT}rate/maintaining/")
    note = page.locator("#id_M1-note")

    write_note(page, "M1", "x" * 1000)
    count = page.locator("#M1 .nhsuk-character-count__status")
    expect(count).to_be_hidden()
    note.fill("  " + "x" * (ANSWER_MAX_LENGTH - 1) + "😀\n")  # as the server counts
    expect(count).to_have_text("You have 0 characters remaining")
    note.fill("x" * (ANSWER_MAX_LENGTH + 1))
    expect(count).to_have_text("You have 1 character too many")
    assert_accessible(page)

    press(page, "Save and continue")
    expect(page.get_by_role("alert")).to_contain_text("It has 2,001")
    expect(note).to_have_value("x" * (ANSWER_MAX_LENGTH + 1))
    assert_accessible(page)
