"""Nothing typed is lost: not without a connection, not with a closed tab, not with a session that has ended."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import AMARAS_DRAFT, choose, discuss, follow, press, sign_out, write_note

PAGE = f"{AMARAS_DRAFT}rate/knowledge/"
NEXT = f"{AMARAS_DRAFT}rate/developing/"
TYPED = "Typed between two calls"

# All that the browser keeps of what was typed, whoever typed it, as text.
KEPT = """async () => {
  const open = indexedDB.open("competence-self-assessment", 1);
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const get = database.transaction("rows").objectStore("rows").getAll();
  const rows = await new Promise((resolve) => (get.onsuccess = () => resolve(get.result)));
  const plain = (value) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value);
  return rows.map((row) => Object.values(row).map(plain).join(" "));
}"""
COPIES = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return pages.flat().map((request) => new URL(request.url).pathname);
}"""
COPY = """async ([page, text]) => {
  const name = (await caches.keys()).find((name) => name.startsWith("pages-"));
  await (await caches.open(name)).put(page, new Response(text));
}"""
# Opens what is kept late, as a busy device does.
LATE = """
const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
crypto.subtle.decrypt = async (...sealed) => {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  window.isOpened = true;
  return decrypt(...sealed);
};"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
IS_CONTROLLED = "navigator.serviceWorker.ready.then(() => true)"


def says(page, words):
    """Wait until the quiet line says so."""
    expect(page.locator("[data-status]")).to_contain_text(words)


def keeps_nothing(page):
    """Wait until nothing that was typed is kept on the device, and say so."""
    for _ in range(50):
        if page.evaluate(KEPT) == []:
            return True
        page.wait_for_timeout(100)
    return False


@pytest.fixture
def rating(page, arrive):
    """Amara's first section, at the ward's computer."""
    arrive(page, "amara", PAGE)
    return page


@pytest.fixture
def owned(page, sign_in):
    """Amara's own phone, with her first two sections opened once; a session of its own, since it may end."""
    sign_in(page, "amara")
    page.goto("/account/")
    press(page, "This is my own device")
    expect(page.get_by_role("alert")).to_contain_text("This is marked as your own device.")
    page.evaluate(IS_CONTROLLED)
    for address in (AMARAS_DRAFT, NEXT, PAGE):
        page.goto(address)
    return page


def test_an_answer_is_saved_as_it_is_given(sized_page, arrive, assert_accessible):
    arrive(sized_page, "amara", PAGE)
    choose(sized_page, "K3", "Not yet")
    says(sized_page, "Saved")
    write_note(sized_page, "K3", TYPED)
    says(sized_page, "Saving…")
    says(sized_page, "Saved")
    assert_accessible(sized_page)

    sized_page.reload()

    expect(sized_page.locator("[name=K3-answer]:checked")).to_have_value("1")
    expect(sized_page.locator("#id_K3-note")).to_have_value(TYPED)
    assert keeps_nothing(sized_page)


def test_without_a_connection_nothing_is_lost_and_no_error_page_comes(rating, assert_accessible):
    rating.context.set_offline(True)
    choose(rating, "K3", "Not yet")
    says(rating, "Not saved: no connection, kept on this device")
    rating.get_by_role("button", name="Save and continue").click()
    says(rating, "no connection")
    expect(rating.locator("[name=K3-answer]:checked")).to_have_value("1")
    assert rating.url.endswith(PAGE)
    assert_accessible(rating)

    rating.context.set_offline(False)

    says(rating, "Saved")
    press(rating, "Save for later")  # the other button is deaf for a second
    expect(rating.get_by_role("alert")).to_contain_text("Your answers are saved.")


def test_what_is_chosen_before_what_was_kept_is_opened_stays(rating):
    rating.context.set_offline(True)
    choose(rating, "K3", "Not yet")
    says(rating, "kept on this device")
    context = rating.context
    rating.close()
    context.set_offline(False)

    again = context.new_page()
    again.add_init_script(LATE)
    again.goto(PAGE)
    choose(again, "K3", "Independently")
    says(again, "Saved")
    again.wait_for_timeout(2500)
    assert again.evaluate("window.isOpened")

    expect(again.locator("[name=K3-answer]:checked")).to_have_value("3")
    again.reload()
    expect(again.locator("[name=K3-answer]:checked")).to_have_value("3")


def test_what_a_closed_tab_could_not_send_is_sent_from_any_page(rating):
    rating.context.set_offline(True)
    write_note(rating, "K3", TYPED)
    says(rating, "no connection")
    context = rating.context
    rating.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto("/profile/")

    says(again, "Saved")
    again.goto(PAGE)
    expect(again.locator("#id_K3-note")).to_have_value(TYPED)


def test_what_was_typed_before_is_there_again(rating):
    rating.context.set_offline(True)
    write_note(rating, "K3", TYPED)
    says(rating, "no connection")
    context = rating.context
    rating.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(PAGE)

    says(again, "What you typed before is here again, and saved")
    expect(again.locator("#id_K3-note")).to_have_value(TYPED)
    again.reload()
    expect(again.locator("#id_K3-note")).to_have_value(TYPED)


def test_what_was_typed_after_the_session_had_ended_arrives_after_signing_in(rating, sign_in, assert_accessible):
    rating.context.clear_cookies(name="sessionid")
    choose(rating, "K3", "Not yet")
    says(rating, "Not saved: you are signed out, kept on this device")
    assert_accessible(rating)

    with rating.context.expect_page() as opened:
        rating.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opened.value, "amara")

    says(opened.value, "Saved")
    choose(rating, "K4", "Leading others")
    says(rating, "Saved")
    rating.reload()
    expect(rating.locator("[name=K3-answer]:checked")).to_have_value("1")
    expect(rating.locator("[name=K4-answer]:checked")).to_have_value("4")


def test_one_press_saves_the_page_after_signing_in_again_in_another_tab(rating, sign_in):
    rating.context.clear_cookies(name="sessionid")
    choose(rating, "K3", "Not yet")
    says(rating, "you are signed out")
    with rating.context.expect_page() as opened:
        rating.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opened.value, "amara")

    press(rating, "Save for later")

    expect(rating.get_by_role("alert")).to_contain_text("Your answers are saved.")


def test_a_page_of_whoever_sat_there_before_is_shown_back_to_who_signed_in_since(rating, sign_in):
    write_note(rating, "K3", TYPED)
    says(rating, "Saved")
    other = rating.context.new_page()
    rating.context.clear_cookies(name="sessionid")
    sign_in(other, "chloe")
    choose(rating, "K3", "Not yet")
    says(rating, "Not saved: somebody else is signed in now")

    press(rating, "Save for later")

    expect(rating.get_by_role("heading", level=1)).to_have_text("Not saved yet, and nothing is lost")


def test_what_another_window_answered_meanwhile_waits_for_a_decision(rating):
    other = rating.context.new_page()
    other.goto(PAGE)
    choose(other, "K3", "Not yet")
    says(other, "Saved")

    choose(rating, "K3", "Leading others")

    says(rating, "Not saved: K3: also answered in another window. Choose the answer to keep")
    press(rating, "Save and continue")
    expect(rating.locator("#K3 .app-pair__side").first).to_contain_text("Not yet")
    expect(rating.locator("[name=K3-answer]:checked")).to_have_value("4")
    press(rating, "Save and continue")
    rating.goto(PAGE)
    expect(rating.locator("[name=K3-answer]:checked")).to_have_value("4")
    assert keeps_nothing(rating)


def test_signing_out_asks_before_it_removes_what_was_not_sent(page, sign_in):
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        (dialog.accept if asked[1:] else dialog.dismiss)()

    sign_in(page, "amara")
    page.goto(PAGE)
    page.on("dialog", answer)
    page.route("**/autosave/", lambda route: route.abort())
    write_note(page, "K3", TYPED)
    says(page, "no connection")

    with page.expect_event("dialog"):
        page.get_by_role("button", name="Sign out").click()
    says(page, "no connection")
    assert len(page.evaluate(KEPT)) == 1
    sign_out(page)

    assert "it is removed from this device" in asked[1]
    assert keeps_nothing(page)


def test_without_a_connection_nobody_is_told_that_she_is_signed_out(rating, assert_accessible):
    rating.context.set_offline(True)
    write_note(rating, "K3", TYPED)
    says(rating, "kept on this device")

    rating.get_by_role("button", name="Sign out").click()

    says(rating, "You are still signed in: no connection")
    assert rating.url.endswith(PAGE)
    assert len(rating.evaluate(KEPT)) == 1
    assert_accessible(rating)


def test_a_form_that_is_sent_without_a_connection_waits_on_its_page(page, arrive, assert_accessible):
    arrive(page, "amara", f"{AMARAS_DRAFT}answers/")
    page.wait_for_load_state()
    discuss(page, "K1")
    page.get_by_label("that I have not looked at again").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Finish and send to Priya Nair").click()

    says(page, "Not sent: no connection. Press again when it is back")
    assert_accessible(page)

    page.context.set_offline(False)
    page.wait_for_timeout(1000)  # the button is deaf for a second
    press(page, "Finish and send to Priya Nair")
    expect(page.get_by_role("alert")).to_contain_text("Sent to Priya Nair")


def test_the_next_person_at_a_shared_computer_can_read_nothing(page, sign_in):
    sign_in(page, "amara")
    page.goto(PAGE)
    page.context.set_offline(True)
    write_note(page, "K3", TYPED)
    says(page, "no connection")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)

    sign_in(page, "chloe")
    kept = page.evaluate(KEPT)
    shown = page.content()
    page.context.clear_cookies(name="sessionid")
    sign_in(page, "amara")

    says(page, "Saved")
    assert len(kept) == 1
    assert TYPED not in kept[0]
    assert TYPED not in shown
    page.goto(PAGE)
    expect(page.locator("#id_K3-note")).to_have_value(TYPED)


def test_on_a_device_of_ones_own_pages_open_again_without_a_connection(owned, assert_accessible):
    owned.context.set_offline(True)
    owned.goto(PAGE)

    says(owned, "No connection: you see this page as you last opened it")
    expect(owned.get_by_role("heading", level=1)).to_contain_text("Knowledge")
    assert_accessible(owned)
    choose(owned, "K3", "Not yet")
    says(owned, "Not saved: no connection, kept on this device")
    press(owned, "Save and continue")
    expect(owned.get_by_role("heading", level=1)).to_contain_text("Capacity to develop")
    owned.goto(PAGE)
    expect(owned.locator("[name=K3-answer]:checked")).to_have_value("1")
    owned.context.set_offline(False)
    says(owned, "saved")
    owned.goto(PAGE)
    expect(owned.locator("[name=K3-answer]:checked")).to_have_value("1")


def test_a_copy_shows_what_was_sent_since(owned):
    choose(owned, "K3", "Not yet")
    says(owned, "Saved")
    choose(owned, "K3", "Leading others")
    says(owned, "Saved")

    owned.context.set_offline(True)
    owned.goto(PAGE)

    expect(owned.locator("[name=K3-answer]:checked")).to_have_value("4")
    choose(owned, "K3", "With support")
    says(owned, "no connection")
    owned.context.set_offline(False)
    says(owned, "Saved")
    owned.goto(PAGE)
    expect(owned.locator("[name=K3-answer]:checked")).to_have_value("2")


def test_a_copy_of_a_page_that_asks_nothing_says_that_it_is_older(owned):
    owned.goto(f"{AMARAS_DRAFT}answers/")
    owned.goto(PAGE)
    owned.context.set_offline(True)
    choose(owned, "K3", "Not yet")
    says(owned, "kept on this device")

    owned.goto(f"{AMARAS_DRAFT}answers/")

    says(owned, "No connection: this page does not show what you answered since, kept on this device")


def test_without_a_connection_what_is_kept_is_found_from_any_page(owned, assert_accessible):
    owned.goto(f"{PAGE}?left-out=")
    owned.context.set_offline(True)
    owned.goto("/")

    kept = owned.get_by_role("main").get_by_role("listitem")
    expect(kept).to_have_text([re.compile("^Ability to foster"), "Capacity to develop the relationship", "Knowledge"])
    assert_accessible(owned)
    follow(owned, "Knowledge")
    says(owned, "No connection: you see this page as you last opened it")


def test_files_that_a_release_replaced_are_forgotten_once_no_copy_asks_for_them(owned):
    css = owned.locator("link[rel=stylesheet]").first.get_attribute("href")
    plain, kind = css.rsplit(".", 2)[0], ".css"
    wanted, unwanted = f"{plain}.aaaaaaaaaaaa{kind}", f"{plain}.bbbbbbbbbbbb{kind}"
    assert css.count(".") == 2
    for path in (wanted, unwanted):
        owned.evaluate("async (path) => (await caches.open('files')).put(path, new Response(''))", path)
    owned.evaluate(COPY, [NEXT, f"<link href='{wanted}'>"])
    owned.evaluate("async () => (await caches.open('files')).put('/no-connection/', new Response(''))")

    owned.goto(PAGE)

    def forgotten(path):
        owned.wait_for_function("async (path) => !(await caches.match(path))", arg=path)

    forgotten(unwanted)
    assert css in owned.evaluate("async () => (await caches.match('/no-connection/', { ignoreVary: true })).text()")
    assert owned.evaluate("async (path) => !!(await caches.match(path))", wanted)
    assert owned.evaluate("async (path) => !!(await caches.match(path))", css)
    owned.goto(NEXT)
    forgotten(wanted)


def test_no_other_page_is_kept_and_none_without_the_mark(owned):
    owned.goto("/profile/")
    owned.goto("/")
    assert sorted(owned.evaluate(COPIES)) == sorted([AMARAS_DRAFT, NEXT, PAGE])
    owned.context.set_offline(True)
    owned.goto("/profile/")
    expect(owned.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(owned.get_by_text("Amara")).to_have_count(0)
    owned.context.set_offline(False)

    owned.goto("/account/")
    press(owned, "This is not my own device")

    expect(owned.get_by_role("button", name="This is my own device")).to_be_visible()
    owned.goto(PAGE)
    assert owned.evaluate(COPIES) == []
    assert owned.evaluate(WORKERS) == 0


def test_signing_out_leaves_nothing_on_a_device_of_ones_own(owned):
    choose(owned, "K3", "Not yet")
    says(owned, "Saved")
    assert len(owned.evaluate(KEPT)) == 1

    sign_out(owned)

    assert owned.evaluate(COPIES) == []
    assert owned.evaluate(WORKERS) == 0
    assert [cookie["name"] for cookie in owned.context.cookies()] == ["csrftoken"]


def test_whoever_signs_in_next_finds_no_page_of_the_owner(owned, sign_in):
    owned.context.clear_cookies(name="sessionid")
    sign_in(owned, "chloe")
    owned.wait_for_load_state("networkidle")

    assert owned.evaluate(COPIES) == []
    owned.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        owned.goto(PAGE)
