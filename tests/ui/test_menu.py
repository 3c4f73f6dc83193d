"""The menu is made once for each page and kind of reader."""

from django.urls import clear_script_prefix, set_script_prefix

from competence_app.ui.templatetags.ui import ROLES, fixed, menu


def test_everybody_has_the_pages_that_are_theirs():
    menus = [menu("home", *(role == held for role in ROLES)) for held in ("", *ROLES)]
    items = ("Supervision", "Team counts", ">People<", ">Record<")

    assert [[item for item in items if item in one] for one in menus] == [[], *([item] for item in items)]


def test_the_page_that_one_is_on_is_marked():
    pages = ("home", "framework-profile", "people-team", "team", None)
    marked = [menu(here, *[True] * len(ROLES)).count('aria-current="page"') for here in pages]

    assert marked == [1, 1, 1, 0, 0]


def test_what_is_fixed_leads_to_where_the_app_is_served():
    set_script_prefix("/ward/")
    moved = fixed("components/footer.html")
    clear_script_prefix()

    assert 'href="/ward/privacy/"' in moved
    assert 'href="/privacy/"' in fixed("components/footer.html")
