"""What a supervisor says blind is kept until it has arrived, and stays hers until she reveals it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import DEV, choose, press, sign_out, write_note
from tests.browser.test_keeping import KEPT, TYPED, keeps_nothing, says

PAGE = reverse("review-rate", args=[DEV, "knowledge"])
RESULT = reverse("result", args=[DEV])


@pytest.fixture
def rating(page, arrive):
    """Priya's first page of Dev's assessment, at the ward's computer."""
    arrive(page, "priya", PAGE)
    return page


def test_a_rating_is_saved_as_it_is_given_and_its_practitioner_sees_nothing(
    rating, open_page, arrive, assert_accessible
):
    choose(rating, "K1", "Not yet")
    write_note(rating, "K1", TYPED)
    says(rating, "Saved")
    assert_accessible(rating)

    rating.reload()

    expect(rating.locator("[name=K1-answer]:checked")).to_have_value("1")
    expect(rating.locator("#id_K1-note")).to_have_value(TYPED)
    assert keeps_nothing(rating)
    devs = open_page()
    arrive(devs, "dev", RESULT)
    expect(devs.get_by_text(TYPED)).to_have_count(0)


def test_without_a_connection_nothing_is_lost_and_what_is_left_out_is_still_named(rating):
    rating.context.set_offline(True)
    choose(rating, "K1", "Not yet")
    says(rating, "Not saved: no connection, kept on this device")
    rating.get_by_role("button", name="Save and continue").click()
    expect(rating.locator("[name=K1-answer]:checked")).to_have_value("1")
    assert rating.url.endswith(PAGE)

    rating.context.set_offline(False)

    says(rating, "Saved")
    rating.wait_for_timeout(1_000)  # the button is deaf for a second
    press(rating, "Save and continue")
    expect(rating.get_by_role("region", name="Important")).to_contain_text("K2")
    expect(rating.get_by_role("button", name="Save for later")).to_be_visible()


def test_what_was_typed_after_the_session_had_ended_arrives_after_signing_in(rating, sign_in):
    rating.context.clear_cookies(name="sessionid")
    choose(rating, "K1", "Not observed")
    says(rating, "Not saved: you are signed out, kept on this device")

    with rating.context.expect_page() as opened:
        rating.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opened.value, "priya")

    says(opened.value, "Saved")
    rating.goto(PAGE)
    expect(rating.locator("[name=K1-answer]:checked")).to_have_value("not observed")


def test_the_next_person_reads_nothing_and_signing_out_leaves_nothing(page, sign_in):
    sign_in(page, "priya")
    page.goto(PAGE)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.set_offline(True)
    write_note(page, "K1", TYPED)
    says(page, "no connection")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)

    sign_in(page, "dev")
    kept, shown = page.evaluate(KEPT), page.content()
    assert len(kept) == 1
    assert TYPED not in kept[0]
    assert TYPED not in shown
    page.context.clear_cookies(name="sessionid")
    page.route("**/autosave/", lambda route: route.abort())
    sign_in(page, "priya")
    sign_out(page)

    assert keeps_nothing(page)
