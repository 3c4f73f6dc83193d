"""A framework is revised between two assessments: nothing past changes, and nothing is carried that means else."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.demo_server import DemoServer
from tests.browser.pages import CHLOES, START, choose, choose_all, confirm, finish_knowing, follow, go_by, press

TEXT = Path("frameworks/therapeutic-relationship.yaml").read_text(encoding="utf-8")
ONWARD = "Go on without looking at them again"
REVISIONS = {
    'version: "2022-04"': 'version: "2025"',
    "is a fundamental component of": "is the first condition of",  # K1 is reworded
    "- code: D4\n": "- code: D4\n        change: editorial\n",
    "validating and affirming, and so empowers": "validating and affirming and so empowers",
    "- code: M4\n": "- code: M5\n        replaces: [M4]\n",
    "maintain continuity in": "restore trust in",  # what M5 says where M4 spoke of continuity
    "- code: D1\n": "- code: D5\n        text: An ability to ask what matters to the patient\n      - code: D1\n",
}


@pytest.fixture(scope="module")
def revised(demo, tmp_path_factory):
    """A database with version 2025 published: K1 reworded, D4 edited, M4 replaced by M5, and D5 new."""
    text = TEXT
    for old, new in REVISIONS.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    folder = tmp_path_factory.mktemp("revised")
    file = folder / "revised.yaml"
    file.write_text(text, encoding="utf-8")
    database = Path(shutil.copy(demo.database, folder))
    DemoServer("", database).manage("load_framework", str(file))
    return database


@pytest.fixture
def server(one_server, revised):
    """The server with that database."""
    one_server.restore(revised)
    return one_server


@pytest.fixture
def chloe(sized_page, arrive):
    """Chloe's browser with her new draft on the revised version."""
    arrive(sized_page, "chloe", START)
    expect(sized_page.get_by_role("main")).to_contain_text("1 to confirm, because the words changed")
    press(sized_page, "Start now")
    follow(sized_page, "All domains")
    expect(sized_page.get_by_text("0 of 13 looked at again")).to_be_visible()
    return sized_page


def test_starting_again_shows_old_and_new_words_and_leaves_the_past_as_it_was(chloe, assert_accessible):
    follow(chloe, "Knowledge")
    reworded = chloe.locator("#K1")
    expect(reworded).to_contain_text("you answered Independently")
    expect(reworded.locator("del").first).to_contain_text("fundamental")
    expect(reworded.locator("ins").first).to_contain_text("first condition")
    expect(reworded.locator(":checked")).to_have_count(0)
    assert_accessible(chloe)
    confirm(chloe, "K1")
    press(chloe, "Save and continue")
    follow(chloe, ONWARD)

    expect(chloe.locator("#D4")).to_contain_text("the meaning is the same, so your answer stands")
    expect(chloe.locator("#D4")).to_contain_text("you answered Leading others")
    expect(chloe.locator("#D4").get_by_label("Still true: Leading others")).to_be_visible()
    expect(chloe.locator("#D5")).not_to_contain_text("you answered")
    expect(chloe.locator("#D5 :checked")).to_have_count(0)
    assert_accessible(chloe)
    choose(chloe, "D5", "With support")
    press(chloe, "Save and continue")
    follow(chloe, ONWARD)

    replaced = chloe.locator("#M5")
    expect(replaced.get_by_text("M4 as it was")).to_be_visible()
    expect(replaced.get_by_text("maintain continuity in")).to_be_hidden()
    expect(replaced.locator(":checked")).to_have_count(0)
    assert_accessible(chloe)
    choose(chloe, "M5", "No opportunity yet")
    press(chloe, "Save and continue")
    follow(chloe, ONWARD)
    finish_knowing(chloe)
    expect(chloe.get_by_role("heading", level=1)).to_have_text("Assessment finished")

    chloe.goto(f"{CHLOES}answers/")
    expect(chloe.get_by_text("version 2022-04")).to_be_visible()
    expect(chloe.locator("#K1")).to_contain_text("is a fundamental component of")
    expect(chloe.locator("#M4")).to_contain_text("maintain continuity in")
    expect(chloe.locator("#D5")).to_have_count(0)


def test_the_profile_of_a_revised_version_compares_only_what_was_asked_alike(chloe, assert_accessible):
    draft = chloe.url
    for domain, answers in {
        "knowledge": {"K1": "Leading others", "K2": "Leading others"},
        "developing": {"D5": "With support"},
        "maintaining": {"M5": "No opportunity yet"},
    }.items():
        chloe.goto(f"{draft}rate/{domain}/")
        choose_all(chloe, answers)
        with chloe.expect_navigation():  # scripts send first what was typed
            press(chloe, "Save and continue")
    follow(chloe, ONWARD)
    finish_knowing(chloe)

    chloe.goto("/profile/")
    follow(chloe, "Change over time")

    changes = chloe.locator("#changes ~ .nhsuk-list--bullet")
    expect(changes.filter(has_text="K2")).to_contain_text("from Independently to Leading others")
    expect(chloe.get_by_role("heading", name="Asked in other words")).to_be_visible()
    expect(chloe.get_by_role("heading", name="New in this version")).to_be_visible()
    assert_accessible(chloe)


def test_a_draft_under_way_stays_on_its_version(page, arrive):
    arrive(page, "amara")

    follow(page, "Continue")

    expect(page.get_by_text("Your assessment, version 2022-04")).to_be_visible()


def test_moving_a_draft_loses_nothing_and_leaves_a_queue(sized_page, arrive, revised, assert_accessible):
    page = sized_page
    arrive(page, "amara")
    expect(page.get_by_role("main")).to_contain_text("Revised in")
    assert_accessible(page)
    page.goto("/assessments/3/changes/")
    expect(page.get_by_role("main")).to_contain_text("first condition")
    assert_accessible(page)
    page.goto("/assessments/3/move/")
    assert_accessible(page)

    go_by(page.get_by_role("main").get_by_role("button"))
    page.goto(page.url.rstrip("/").removesuffix("/queue") + "/queue/")

    expect(page.locator("#K1")).to_contain_text("you answered Leading others")
    expect(page.locator("#K2")).to_have_count(0)
    assert_accessible(page)
    page.goto("/assessments/3/answers/")
    expect(page.get_by_role("main")).to_contain_text("newer version")
    expect(page.locator("#K1")).to_contain_text("Leading others")
    assert_accessible(page)
