"""The menu is made once for each page and kind of reader."""

from django.urls import clear_script_prefix, set_script_prefix

from competence_app.ui.templatetags.ui import fixed, menu


def test_everybody_has_the_pages_that_are_theirs():
    kinds = [(False, False, False), (False, True, False), (True, False, False), (False, False, True)]
    menus = [menu("home", *kind) for kind in kinds]  # nurse, lead, supervisor, administrator

    assert [[item for item in ("Supervision", "Team counts", ">People<") if item in one] for one in menus] == [
        [],
        ["Team counts"],
        ["Supervision"],
        [">People<"],
    ]


def test_the_page_that_one_is_on_is_marked():
    pages = ("home", "framework-profile", "people-team", "team", None)
    marked = [menu(here, True, True, True).count('aria-current="page"') for here in pages]

    assert marked == [1, 1, 1, 0, 0]


def test_what_is_fixed_leads_to_where_the_app_is_served():
    set_script_prefix("/ward/")
    moved = fixed("components/footer.html")
    clear_script_prefix()

    assert 'href="/ward/privacy/"' in moved
    assert 'href="/privacy/"' in fixed("components/footer.html")
