"""Walking as somebody would who reads what a page asks, answers it and presses its main button."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Locator, Page

PATIENCE = 30  # pages, after which nobody would go on
LEVEL = 2  # the place of the answer that is chosen, from 0
# What leads on, in the order of trying: a role and its words. A button or link that is not there is passed over.
ONWARD = (
    ("button", r"^Finish and send"),
    ("button", r"^Send$"),
    ("link", r"^Send to"),
    ("button", r"^Finish$"),
    ("button", r"^Save and continue"),
    ("button", r"^(Start|Rate yourself again)"),
    ("link", r"^(Start|Rate yourself again)"),
    ("button", r"^Sign in"),
)
STILL_TRUE = re.compile("still true", re.IGNORECASE)
SENT = re.compile(r"\bsent( it)? to\b", re.IGNORECASE)
# Words with a place on the page: not those of what is folded, hidden, cut off or said to screen readers alone.
WORDS = """
() => {
    const isCutOff = (box, element) => {
        for (let around = element; around; around = around.parentElement) {
            const style = getComputedStyle(around)
            const frame = around.getBoundingClientRect()
            const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
            if (style.overflowY !== "visible" && (middle[1] < frame.top || middle[1] > frame.bottom)) return true
            if (style.overflowX !== "visible" && (middle[0] < frame.left || middle[0] > frame.right)) return true
        }
        return false
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    let count = 0
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement
        if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue
        for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
            range.setStart(texts.currentNode, word.index)
            range.setEnd(texts.currentNode, word.index + word[0].length)
            const box = range.getBoundingClientRect()
            if (box.width && !isCutOff(box, element)) count += 1
        }
    }
    return count
}
"""


@dataclass(frozen=True)
class Step:
    """One page as it was left: what it is called, taps on it, its height in screens, and the words shown."""

    name: str
    taps: int
    screens: float
    words: int


class Credentials(NamedTuple):
    """What somebody signs in with."""

    email: str
    password: str


def walk(page: Page, who: Credentials, *, screen: int) -> list[Step]:
    """Sign in, rate everything and send it; ``screen`` is the height of one in px. RuntimeError where no way leads on.

    A tap is a press on anything; typing an address and a password is none.
    """
    page.goto("/sign-in/")
    page.locator("[name=username]").fill(who.email)
    page.locator("[name=password]").fill(who.password)
    steps = [_leave(page, screen)]
    while len(steps) < PATIENCE:
        if SENT.search(page.get_by_role("main").inner_text()):
            return [*steps, _seen(page, screen, taps=0)]
        steps.append(_leave(page, screen))
    raise RuntimeError(f"Nothing was sent after {PATIENCE} pages: {[step.name for step in steps]}")


def _leave(page: Page, screen: int) -> Step:
    """Answer what the page asks, press what leads on and wait for the page that follows."""
    taps = sum(_answer(group) for group in _groups(page))
    step = _seen(page, screen, taps=taps + 1)
    with page.expect_navigation():
        _onward(page).click()
    return step


def _groups(page: Page) -> Iterator[Locator]:
    """Yield every question with radio buttons, whatever else it has."""
    radio = page.get_by_role("radio")
    yield from page.get_by_role("group").filter(has=radio).or_(page.get_by_role("radiogroup")).all()


def _answer(group: Locator) -> int:
    """Say that a former answer is still true, else choose one where none is chosen; return the number of taps."""
    still_true = group.get_by_role("radio", name=STILL_TRUE).or_(group.get_by_role("checkbox", name=STILL_TRUE))
    choices = group.get_by_role("radio")
    if still_true.count():
        choice = still_true.first
    elif not any(radio.is_checked() for radio in choices.all()):
        choice = choices.nth(LEVEL)
    else:
        return 0
    choice.check()
    return 1


def _onward(page: Page) -> Locator:
    main = page.get_by_role("main")
    for role, words in ONWARD:
        found = main.get_by_role(role, name=re.compile(words))  # type: ignore[arg-type]  # one of Playwright's roles
        if found.count():
            return found.first
    return main.get_by_role("listitem").get_by_role("link").first  # of a task list, the first task


def _seen(page: Page, screen: int, *, taps: int) -> Step:
    name = " ".join(page.get_by_role("heading", level=1).inner_text().split())
    return Step(name, taps, page.evaluate("document.documentElement.scrollHeight") / screen, page.evaluate(WORDS))
