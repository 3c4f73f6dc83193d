"""No box cuts off what is typed or pasted: it says what its limit is, counts near that, and the server refuses."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.forms.widgets import Input
from django.urls import get_resolver

from competence_app.assessments.forms.lines import LinesField
from competence_app.reviews.forms.finding import PeopleForm
from competence_app.ui.forms import CheckedHere
from tests.factories import UserFactory

TEMPLATES = Path(settings.BASE_DIR, "templates")
BOX = re.compile(r"<textarea.*?>", re.DOTALL)
# Boxes without a limit of characters, and those that only show.
UNLIMITED = {"people/chooser.html", "reports/reflection_text.html"}


def all_forms(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Yield every form of ours, once the addresses have imported them all."""
    assert get_resolver().url_patterns
    for form in kind.__subclasses__():
        if form.__module__.startswith("competence_app."):
            yield form
        yield from all_forms(form)


def boxes(form: type[forms.BaseForm]) -> Iterator[Any]:
    fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
    for field in fields.values():
        is_text = isinstance(field, forms.CharField) and isinstance(field.widget, Input | forms.Textarea)
        if is_text and not field.widget.is_hidden:
            yield field


def test_every_form_with_a_box_takes_the_browsers_limit_away():
    with_boxes = {form for form in all_forms() if any(boxes(form))}

    assert len(with_boxes) >= 8
    assert {form.__name__ for form in with_boxes if not issubclass(form, CheckedHere)} == set()


def test_every_box_of_several_lines_that_has_a_limit_says_it():
    several = [box for form in all_forms() for box in boxes(form) if isinstance(box, LinesField)]

    assert several
    assert {box.widget.attrs["data-limit"] for box in several} == {2000}


def test_no_template_cuts_off_what_is_typed():
    html = {file.relative_to(TEMPLATES).as_posix(): file.read_text() for file in TEMPLATES.rglob("*.html")}

    assert [name for name, text in html.items() if "maxlength" in text] == []
    unlimited = {name for name, text in html.items() if any("data-limit" not in box for box in BOX.findall(text))}
    assert unlimited == UNLIMITED


def test_a_box_of_one_line_says_its_limit_too():
    (name,) = boxes(PeopleForm)

    assert name.max_length == 150
    attributes = PeopleForm(versions=[]).fields["name"].widget.attrs
    assert attributes["data-limit"] == "150"
    assert "maxlength" not in attributes


def test_a_name_that_is_too_long_is_refused_in_words_and_kept(client, db):
    client.force_login(UserFactory.create())

    page = client.post("/account/", {"full_name": "x" * 151}).content.decode()

    assert "Your full name must be 150 characters or fewer. It has 151" in page
    assert "x" * 151 in page
