"""What a people administrator does in a busy month: sixty come, ten move, two leave, and one has another address."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from competence_app.demo.cast import PASSWORD
from tests.accounts.formats.samples import csv_file
from tests.browser.conftest import OpenPage
from tests.browser.pages import go_by

TAPS, PAGES, TYPED = 48, 28, 129  # at most; of the last, characters


class Hand:
    """Presses and types for one person, and counts: taps, pages, and what is typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.pages, self.typed = page, 0, 1, 0

    def go(self, role: str, name: str) -> None:
        """Tap a link or a button, and wait for the page."""
        self.taps += 1
        self.pages += 1
        go_by(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]  # any role

    def tap(self, what: Locator) -> None:
        """Tap what leads to no page."""
        self.taps += 1
        what.click()

    def write(self, label: str, text: str) -> None:
        """Tap a box and type."""
        self.taps += 1
        self.typed += len(text)
        self.page.get_by_label(label).fill(text)

    def find(self, name: str) -> None:
        """Look for somebody in the list of people, and open them."""
        if not self.page.get_by_label("Name, email address or team").is_visible():
            self.go("link", "People")
        self.write("Name, email address or team", name)
        self.go("button", "Show")
        self.go("link", name)


def bring_sixty(sam: Hand, folder: Path) -> None:
    people = [
        (f"Nurse{n:02} Newcomer", f"n{n}@new.example", "Registered nurse", "Birch ward", "", "") for n in range(60)
    ]
    (folder / "people.csv").write_bytes(csv_file(*people))
    sam.go("link", "Accounts, teams, job roles and supervision")
    sam.go("link", "Bring people in from a file")
    sam.taps += 2  # the button, and the file in the device's own window
    sam.page.get_by_label("Choose a file").set_input_files(folder / "people.csv")
    sam.go("button", "Show what it would do")
    sam.go("button", "Make 60 accounts")
    expect(sam.page.get_by_role("alert")).to_contain_text("Done: 60 new accounts.")


def move_ten(sam: Hand) -> None:
    sam.go("link", "People")
    sam.write("Name, email address or team", "birch")
    sam.go("button", "Show")
    for n in range(10):
        sam.tap(sam.page.get_by_label(f"Change Nurse{n:02} Newcomer"))
    sam.go("button", "Change those ticked")
    sam.write("Team (optional)", "Willow ward")
    sam.go("button", "Continue")
    sam.go("button", "Change 10 people")
    expect(sam.page.get_by_role("alert")).to_contain_text("10")


def let_leave(sam: Hand, name: str) -> None:
    sam.find(name)
    sam.tap(sam.page.get_by_label("May sign in"))
    sam.go("button", "Save")


def mend_an_address(sam: Hand, ruth: Hand) -> None:
    sam.find("Nurse20 Newcomer")
    sam.go("link", "Change it, with a second administrator")
    sam.write("New email address", "n20@newer.example")
    sam.write("Reason", "Married, spoke on the phone")
    sam.go("button", "Ask a second administrator")

    ruth.page.goto("/")
    ruth.go("link", "1 change for you to confirm or refuse")
    ruth.go("link", "New email address: Nurse20 Newcomer")
    ruth.go("button", "Change the address")
    ruth.write("Your password", PASSWORD)
    ruth.go("button", "Continue")
    ruth.go("button", "Change the address")
    expect(ruth.page.get_by_role("alert")).to_contain_text("signs in with n20@newer.example from now on")


def test_a_month_of_changes_takes_few_taps(open_page: OpenPage, arrive, tmp_path):
    sam, ruth = Hand(open_page()), Hand(open_page())
    arrive(sam.page, "sam", "/people/?name=Ruth")
    sam.page.get_by_role("table").get_by_role("link", name="Ruth").click()
    sam.page.get_by_label("People administrator").check()
    go_by(sam.page.get_by_role("button", name="Save"))
    arrive(sam.page, "sam")
    arrive(ruth.page, "ruth")

    bring_sixty(sam, tmp_path)
    move_ten(sam)
    for name in ("Nurse30 Newcomer", "Nurse31 Newcomer"):
        let_leave(sam, name)
    mend_an_address(sam, ruth)

    assert sam.taps + ruth.taps <= TAPS
    assert sam.pages + ruth.pages <= PAGES
    assert sam.typed + ruth.typed <= TYPED
