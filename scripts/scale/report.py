"""The table that is printed."""

import platform

from scripts.scale.databases import Cost

LIMIT = 1.2  # times the page in the cast's database
NOISE = 1.0  # milliseconds: by less than that, one page is as quick as another
# What counts over everything, for editors, administrators and whoever leads all teams.
COUNTING = {
    *(f"editor: {page}" for page in ("framework", "preview", "publish")),
    "organisation: teams",
    *(f"organisation: organisation{page}" for page in ("", "-teams", "-file", "-pdf")),
    *(f"administrator: {page}" for page in ("people", "people-teams", "job-roles", "job-role", "people-team")),
}
COUNTING_LIMIT, COUNTING_MOST = 3.0, 500  # times, and milliseconds


def table(costs: dict[str, tuple[Cost, Cost]], *, people: int, rounds: int) -> int:
    """Print what pages cost, and return how many cost too much more."""
    print(f"Pages for the demo cast alone, and beside {people:,} people: medians of {rounds} requests of each,")
    print(
        "taken in turn, through the whole WSGI application. How many times dearer a page is, is told by the quickest;"
    )
    print(f"of pages over {LIMIT} times more were sent.")
    print(f"Python {platform.python_version()}, wall clock, and the CPU time of the app within it.\n")
    print(f"{'':52}{'queries':>8}{'ms':>8}{'CPU ms':>8}{'among many':>12}{'CPU ms':>8}{'times':>7}")
    too_many = sum([_row(page, *both) for page, both in costs.items()])
    allowed = f"{LIMIT} times, or {COUNTING_LIMIT} times and {COUNTING_MOST} ms where they count all"
    print(f"\n{len(costs)} pages, {too_many} of them over {allowed}.")
    return too_many


def _row(page: str, alone: Cost, among: Cost) -> bool:
    """Print a page, and return whether it costs too much more."""
    too_many = is_over(page, alone, among)
    figures = f"{alone.wall:8.1f}{alone.cpu:8.1f}{among.wall:12.1f}{among.cpu:8.1f}{_times(alone, among):7.2f}"
    print(f"{page:52}{among.queries:8}{figures}{'  too many' if too_many else ''}")
    return too_many


def is_over(page: str, alone: Cost, among: Cost) -> bool:
    """Return whether a page costs too much more among many people."""
    if among.least - alone.least < NOISE:
        return False
    if page in COUNTING:
        return _times(alone, among) > COUNTING_LIMIT or among.least >= COUNTING_MOST
    return _times(alone, among) > LIMIT


def _times(alone: Cost, among: Cost) -> float:
    return among.least / alone.least
