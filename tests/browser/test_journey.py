"""What it takes to rate oneself and to send it, counted as `make journey` does."""

from competence_app.demo.cast import PASSWORD
from scripts.journey.walking import WORDS, Credentials, walk
from tests.browser.conftest import NARROW

SCREEN = 844  # px, of a phone
SHOWN = """
<h1>Two words</h1><p hidden>No</p><p class="nhsuk-u-visually-hidden">No</p>
<details><summary>One</summary><div>No</div></details>
"""


def test_a_nurse_rates_herself_for_the_first_time_and_sends_it(open_page):
    steps = walk(open_page(width=NARROW), Credentials("ben@demo.example", PASSWORD), screen=SCREEN)

    assert steps[0].name == "Sign in"
    assert len(steps) <= 8
    assert sum(step.taps for step in steps) <= 18
    assert sum(step.screens for step in steps) <= 20
    assert sum(step.words for step in steps) <= 1500  # of which 460 say beside each level what it means


def test_what_is_folded_or_said_to_screen_readers_alone_counts_as_no_word(page, arrive):
    arrive(page, "ben")
    fill = "(main, html) => { main.innerHTML = html }"
    page.get_by_role("main").evaluate(fill, "")
    around = page.evaluate(WORDS)

    page.get_by_role("main").evaluate(fill, SHOWN)

    assert page.evaluate(WORDS) - around == len(["Two", "words", "One"])
