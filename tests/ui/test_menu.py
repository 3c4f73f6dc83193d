"""The menu is made once for each page and kind of reader."""

from django.urls import clear_script_prefix, set_script_prefix

from competence_app.ui.templatetags.ui import fixed, menu


def test_everybody_has_the_pages_that_are_theirs():
    nurse, lead, supervisor = menu("home", False, False), menu("home", False, True), menu("home", True, False)

    assert [("Team counts" in one, "Supervision" in one) for one in (nurse, lead, supervisor)] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_the_page_that_one_is_on_is_marked():
    marked = [menu(here, False, False).count('aria-current="page"') for here in ("home", "framework-profile", None)]

    assert marked == [1, 1, 0]


def test_what_is_fixed_leads_to_where_the_app_is_served():
    set_script_prefix("/ward/")
    moved = fixed("components/footer.html")
    clear_script_prefix()

    assert 'href="/ward/privacy/"' in moved
    assert 'href="/privacy/"' in fixed("components/footer.html")
