"""Our templates give the elements and classes that NHS.UK frontend's own templates give: its package says which."""

import json
from pathlib import Path
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.safestring import mark_safe

from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, Field, Radios
from tests.ui.html import Element, read

pytestmark = pytest.mark.urls("tests.ui.urls")
COMPONENTS = Path(__file__).parents[2] / "node_modules/nhsuk-frontend/dist/nhsuk/components"
OURS = {
    "nhsuk-fieldset__legend--m",  # a fieldset's legend and every label have a size,
    "nhsuk-fieldset__legend--s",
    "nhsuk-label--s",
    "nhsuk-radios__conditional--hidden",  # :has() in our style hides instead,
    "nhsuk-checkboxes__conditional--hidden",
    "nhsuk-file-upload",  # and the plain file chooser needs no script.
}
CONTACT = [("email", "Email"), ("phone", "Phone"), ("text", "Text message")]
HINT = "A hint"
NUMBER = mark_safe("A number like <span class='nhsuk-u-nowrap'>999 123 4567</span>")
TITLE: dict[str, Any] = {"heading": True, "label_size": "l"}


def shape(element: Element) -> tuple[Any, ...]:
    """The tags and classes of an element and all in it; how wide the examples make their boxes is their affair."""
    classes = {name for name in element.classes - OURS if not name.startswith("nhsuk-u-width")}
    return element.tag, classes, [shape(child) for child in element.children]


def fixture(component: str, name: str) -> list[Any]:
    """The shape that the package promises for one example."""
    examples = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    html = next(example["html"] for example in examples if example["name"] == name)
    return [shape(child) for child in read(html).children]


def rendered(layout: Any, data: dict[str, Any] | None = None, **fields: forms.Field) -> list[Any]:
    """The shape of a form's inside."""
    form = type("Form", (CheckedHere, forms.Form), fields)(data)
    form.helper = FormHelper()
    form.helper.layout = Layout(layout)
    form.helper.form_tag = form.helper.form_show_errors = False
    return [shape(child) for child in read(render_crispy_form(form)).children]


INPUT = {"class": "nhsuk-input--code nhsuk-input--width-10"}
CONTROLS = [
    ("radios", "default", forms.ChoiceField(widget=forms.RadioSelect, choices=CONTACT)),
    (
        "radios",
        "with error message and hint",
        forms.ChoiceField(widget=forms.RadioSelect, help_text=HINT, choices=CONTACT),
    ),
    (
        "checkboxes",
        "default",
        forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, help_text=HINT, choices=CONTACT),
    ),
    (
        "checkboxes",
        "with error message and hint",
        forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, help_text=HINT, choices=CONTACT),
    ),
    ("input", "with error message and hint", forms.CharField(widget=forms.TextInput(attrs=INPUT), help_text=NUMBER)),
    ("textarea", "default", forms.CharField(widget=forms.Textarea, help_text=HINT)),
    ("textarea", "with error message and hint", forms.CharField(widget=forms.Textarea, help_text=HINT)),
    ("select", "with error message and hint", forms.ChoiceField(choices=[(n, n) for n in range(10)], help_text=HINT)),
    ("file-upload", "default", forms.FileField(widget=forms.FileInput)),
    ("file-upload", "with error message and hint", forms.FileField(widget=forms.FileInput, help_text=HINT)),
    ("date-input", "default", DateField(help_text=HINT)),
    ("date-input", "with error message and hint", DateField(help_text=HINT)),
]


@pytest.mark.parametrize(("component", "name", "field"), CONTROLS)
def test_field_has_the_packages_elements_and_classes(component, name, field):
    data: dict[str, str] | None = {} if "error" in name else None

    shown = rendered(Field("example", **TITLE), data, example=field)

    assert shown == fixture(component, name)


@pytest.mark.parametrize("part", ["day", "month", "year"])
def test_date_with_a_part_missing_marks_that_part_alone(part):
    data = {"example_day": "31", "example_month": "3", "example_year": "1980"} | {f"example_{part}": ""}

    shown = rendered(Field("example", **TITLE), data, example=DateField(help_text=HINT))

    assert shown == fixture("date-input", f"with error on {part} input")


def test_radios_have_hints_of_their_own():
    field = forms.ChoiceField(choices=CONTACT[:2], widget=forms.RadioSelect)

    shown = rendered(Radios("example", hints={"email": HINT, "phone": HINT}, **TITLE), example=field)

    assert shown == fixture("radios", "with hints on items")


def test_radios_hold_what_depends_on_them():
    question = forms.ChoiceField(choices=CONTACT, widget=forms.RadioSelect, help_text=HINT)
    answers = {name: forms.CharField(required=False) for name in ("address", "landline", "mobile")}
    conditional = {"email": "address", "phone": Field("landline"), "text": "mobile"}

    shown = rendered(Radios("example", conditional=conditional, **TITLE), {}, example=question, **answers)

    assert shown == fixture("radios", "with conditional content, error message")


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("default", Button("Save", name="save", value="1")),
        ("secondary", Button("Later", variant="secondary")),
        ("warning", Button("Delete", variant="warning")),
        ("as a link", Button("Start", href="/start/")),
        ("secondary as a link", Button("Cancel", href="/", variant="secondary")),
    ],
)
def test_button_has_the_packages_elements_and_classes(name, button):
    assert rendered(button) == fixture("button", name)


def test_fieldset_has_the_packages_elements_and_classes():
    [group] = rendered(Fieldset("What is your address?"))

    assert group[2] == fixture("fieldset", "without legend heading")


@pytest.mark.parametrize("size", ["m", "l"])
def test_inline_and_small_radios_have_the_packages_classes(size):
    field = forms.ChoiceField(choices=CONTACT, widget=forms.RadioSelect, help_text=HINT)

    [group] = rendered(Radios("example", heading=True, label_size=size, inline=True, small=True), example=field)

    assert group[2][0][2][-1][1] == {"nhsuk-radios", "nhsuk-radios--inline", "nhsuk-radios--small"}


def test_error_summary_has_the_packages_elements_and_classes():
    form = type("Form", (CheckedHere, forms.Form), {"example": forms.CharField()})({})
    form.helper = FormHelper()
    form.helper.form_tag = False

    summary = read(render_crispy_form(form)).children[0]

    assert [shape(summary)] == fixture("error-summary", "default")


def test_single_checkbox_has_the_packages_elements_and_classes():
    [group] = rendered("example", {"example": "on"}, example=forms.BooleanField())

    expected = fixture("checkboxes", "without fieldset")[0]
    items = expected[2][0][2]
    assert group == (*expected[:2], [(*expected[2][0][:2], items[:1])])
