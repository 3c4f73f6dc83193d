"""Ten differences are agreed within a few minutes: on a short page, with few taps, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE
from tests.browser.pages import ELIN, agree_on, comment_on, press, sign_out
from tests.browser.test_keeping import KEPT, TYPED, keeps_nothing, says

REVIEW = f"/reviews/{ELIN}/"
PAGE = f"{REVIEW}agree/"
MOST_TAPS, MOST_HEIGHT = 25, 3_500  # px
# What differs of Elin's: on the first six by one level, on two by two, and of two one of the two gives no level.
APART = dict.fromkeys(("K1", "K2", "K3", "K4", "D1", "D2"), "Independently")
FURTHER, OFF = (
    {"D3": "With support", "D4": "Leading others"},
    {"M1": "Not applicable to their role", "M2": "Independently"},
)
TEN = f"""
from competence_app.assessments.models import Rating
def say(code, voice, **said):
    theirs = Rating.objects.filter(assessment={ELIN}, competence__code=code, voice=voice)
    theirs.update(**{{"level": None, "off_scale": "", "reason": "", "note": ""}} | said)
said = {{code: (3, 2) for code in {[*APART]}}} | {{code: (4, 2) for code in {[*FURTHER]}}}
for code, (own, other) in (said | {{"M3": (3, 3), "M4": (3, 3), "M1": (3, 3), "M2": (3, 3)}}).items():
    say(code, "self", level=own, note="A line about what was done on the ward." if own != other else "")
    say(code, "supervisor", level=other)
say("M1", "self", off_scale="not-applicable", reason="There are only nights.")
say("M2", "supervisor", off_scale="no-opportunity")
"""


@pytest.fixture
def ten(server):
    """Elin and Priya differ on ten competences."""
    server.manage("shell", "-c", TEN)


@pytest.fixture
def agreeing(ten, page, arrive):
    """Priya's page on which they agree, at the ward's computer."""
    arrive(page, "priya", PAGE)
    return page


def test_ten_differences_take_a_short_page_and_few_taps(ten, any_page, arrive, assert_accessible):
    page, taps = any_page, []  # whatever is chosen, opened to write in, or pressed

    def tap(place):
        taps.append(place)
        place.click()

    arrive(page, "priya", PAGE)
    expect(page.locator(".app-agree")).to_have_count(10)
    expect(page.locator(":checked")).to_have_count(0)
    if page.viewport_size["width"] == WIDE:
        assert page.evaluate("document.documentElement.scrollHeight") <= MOST_HEIGHT
    assert_accessible(page)

    for code, level in (APART | FURTHER | OFF).items():
        tap(page.locator(f"#{code} .nhsuk-radios__item", has_text=level).locator("input"))
    for code in ("D3", "D4", "M2"):
        tap(page.locator(f"#id_{code}-note"))
        page.keyboard.type("We talked about it.")
    tap(page.get_by_label("We have discussed this assessment"))
    with page.expect_navigation():
        tap(page.get_by_role("button", name="Agree", exact=True))

    expect(page.get_by_role("alert")).to_contain_text("You and Elin Hughes have agreed this assessment.")
    assert len(taps) <= MOST_TAPS
    expect(page.locator("#M1 .app-said__voice--agreed")).to_contain_text("There are only nights.")
    assert_accessible(page)


def test_a_level_is_saved_as_it_is_agreed(agreeing, assert_accessible):
    agree_on(agreeing, "K1", "With support")
    comment_on(agreeing, "K1", TYPED)
    says(agreeing, "Saved")
    agree_on(agreeing, "M1", "Not applicable to their role")
    says(agreeing, "Saved")
    assert_accessible(agreeing)

    agreeing.reload()

    expect(agreeing.locator("[name=K1-answer]:checked")).to_have_value("2")
    expect(agreeing.locator("#id_K1-note")).to_have_value(TYPED)
    expect(agreeing.locator("[name=M1-answer]:checked")).to_have_value("not-applicable")
    assert keeps_nothing(agreeing)


def test_without_a_connection_nothing_is_lost(agreeing):
    agreeing.context.set_offline(True)
    agree_on(agreeing, "K1", "With support")
    comment_on(agreeing, "D3", TYPED)
    says(agreeing, "Not saved: no connection, kept on this device")
    agreeing.get_by_role("button", name="Agree", exact=True).click()
    says(agreeing, "no connection")
    kept = agreeing.evaluate(KEPT)
    assert len(kept) == 2
    assert TYPED not in "".join(kept)

    agreeing.context.set_offline(False)

    says(agreeing, "Saved")
    agreeing.goto(PAGE)
    expect(agreeing.locator("[name=K1-answer]:checked")).to_have_value("2")
    expect(agreeing.locator("#id_D3-note")).to_have_value(TYPED)
    assert keeps_nothing(agreeing)


def test_what_was_typed_after_the_session_had_ended_arrives_after_signing_in(agreeing, sign_in):
    agreeing.context.clear_cookies(name="sessionid")
    agree_on(agreeing, "K1", "With support")
    says(agreeing, "Not saved: you are signed out, kept on this device")

    with agreeing.context.expect_page() as opened:
        agreeing.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opened.value, "priya")

    says(opened.value, "Saved")
    agreeing.goto(PAGE)
    expect(agreeing.locator("[name=K1-answer]:checked")).to_have_value("2")


def test_signing_out_leaves_nothing(ten, page, sign_in):
    sign_in(page, "priya")
    page.goto(PAGE)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.set_offline(True)
    comment_on(page, "D3", TYPED)
    says(page, "no connection")
    assert len(page.evaluate(KEPT)) == 1
    page.route("**/autosave/", lambda route: route.abort())
    page.context.set_offline(False)

    sign_out(page)

    assert keeps_nothing(page)


def test_on_a_device_of_ones_own_too_nothing_stays_of_what_has_arrived(ten, page, sign_in):
    sign_in(page, "priya")
    page.goto("/account/")
    press(page, "This is my own device")
    page.goto(PAGE)
    agree_on(page, "K1", "With support")
    says(page, "Saved")

    assert keeps_nothing(page)
    assert page.evaluate("async () => !!(await caches.match(location.pathname))") is False
