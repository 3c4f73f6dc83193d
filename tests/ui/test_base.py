import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

from competence_app.people.models import User
from tests.ui.html import Element, read

pytestmark = pytest.mark.urls("tests.ui.urls")
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def request_by(user: User | AnonymousUser, path: str = "/home/") -> HttpRequest:
    """A request as a view would get it."""
    request = RequestFactory().get(path)
    request.user = user
    request.resolver_match = resolve(path)
    return request


def base(user: User | AnonymousUser, path: str = "/home/", **context: object) -> Element:
    """The page that base.html gives a person."""
    return read(render_to_string("base.html", context, request_by(user, path)))


def ada() -> User:
    """A person whom no database knows."""
    user = User(full_name="Ada Ndlovu", email="ada@example.org")
    user.is_supervisor = user.is_team_lead = False  # as the backend reads them
    return user


def test_base_gives_a_signed_in_person_name_and_menu():
    page = base(ada(), "/profile/")

    links = page.all("a", "nhsuk-header__navigation-link")
    assert [link.words() for link in links] == ["Home", "My profile", "My assessments", "Frameworks", "My account"]
    assert [link.words() for link in links if link.attrs.get("aria-current") == "page"] == ["My profile"]
    assert page.all(css_class="nhsuk-header__account-item")[0].words() == "Ada Ndlovu"


def test_base_gives_a_stranger_no_menu():
    page = base(AnonymousUser())

    assert [nav.attrs for nav in page.all("nav")] == []
    assert page.all("form") == []


@pytest.mark.parametrize(
    ("scheme", "media"),
    [("", ["screen and (prefers-color-scheme: dark)"]), ("light", []), ("dark", ["screen"])],
)
def test_base_has_the_colours_that_a_person_chose(scheme, media):
    person = ada()
    person.scheme = scheme

    sheets = base(person).all("link")

    assert [sheet.attrs["media"] for sheet in sheets if "media" in sheet.attrs] == media


def test_base_gives_a_stranger_the_colours_of_the_device():
    sheets = base(AnonymousUser()).all("link")

    assert [sheet.attrs["media"] for sheet in sheets if "media" in sheet.attrs] == [
        "screen and (prefers-color-scheme: dark)"
    ]


def test_base_signs_out_by_post_with_a_csrf_token():
    [form] = base(ada()).all("form")

    assert (form.attrs["action"], form.attrs["method"]) == ("/sign-out/", "post")
    assert [one.attrs["name"] for one in form.all("input")] == ["csrfmiddlewaretoken"]


def test_base_signs_out_by_the_same_form_from_the_menu():
    page = base(ada())

    [form], buttons = page.all("form"), [one for one in page.all("button") if one.words() == "Sign out"]
    assert [one.attrs.get("form") for one in buttons] == [None, form.attrs["id"]]


def test_base_names_the_service_and_says_when_there_are_errors():
    form = type("Form", (forms.Form,), {"name": forms.CharField()})

    titles = [base(ada(), form=one).all("title")[0].words() for one in (form(), form({}))]

    assert titles == ["- Competence self-assessment", "Error: - Competence self-assessment"]


def test_base_holds_no_script_or_style_of_its_own():
    page = base(ada())

    assert [script.text for script in page.all("script")] == ["", ""]
    assert page.all("style") == []
    assert [element.tag for element in page.all() if "style" in element.attrs] == []


@pytest.mark.parametrize(
    ("levels", "title", "role"),
    [
        ([constants.SUCCESS], "Success", "alert"),
        ([constants.SUCCESS, constants.SUCCESS], "Success", "alert"),
        ([constants.SUCCESS, constants.WARNING], "Important", "region"),
    ],
)
def test_messages_share_one_banner(levels, title, role):
    messages = [Message(level, f"Message {number}") for number, level in enumerate(levels)]

    [banner] = base(ada(), messages=messages).all(css_class="nhsuk-notification-banner")

    assert banner.attrs["role"] == role
    assert banner.all("h2")[0].words() == title
    assert [one.words() for one in banner.all("p")] == [f"Message {number}" for number in range(len(levels))]


def test_messages_wait_while_there_are_errors():
    form = type("Form", (forms.Form,), {"name": forms.CharField()})({})

    page = base(ada(), form=form, messages=[Message(constants.SUCCESS, "Saved")])

    assert page.all(css_class="nhsuk-notification-banner") == []


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_no_request(name):
    page = read(render_to_string(name))

    heading = page.all("h1")[0].words()
    assert page.all("title")[0].words() == f"{heading} - Competence self-assessment"
    assert "/home/" in [link.attrs["href"] for link in page.all("main")[0].all("a")]


def test_progress_says_how_far_one_is():
    page = read(render_to_string("components/progress.html", {"done": 5, "total": 12, "of": "statements answered"}))

    [bar] = page.all("progress")
    assert (bar.attrs["value"], bar.attrs["max"]) == ("5", "12")
    assert page.all(css_class="app-progress__words")[0].words() == "5 of 12 statements answered"


@pytest.mark.parametrize(("context", "words"), [({"href": "/"}, "Back"), ({"href": "/", "text": "Home"}, "Home")])
def test_back_link_is_a_landmark(context, words):
    [nav] = read(render_to_string("components/back_link.html", context)).children

    assert nav.attrs["aria-label"] == "Back"
    assert nav.words() == words
