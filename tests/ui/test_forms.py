from datetime import date

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError

from competence_app.ui.forms import CheckedHere, DateField, DateParts
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios
from tests.ui.html import Element, read

pytestmark = pytest.mark.urls("tests.ui.urls")
LEVELS = [(1, "Not yet"), (2, "With support")]


class EveryKind(CheckedHere, forms.Form):
    """One field of each kind, all required."""

    name = forms.CharField(help_text="As on your badge")
    level = forms.TypedChoiceField(choices=LEVELS, widget=forms.RadioSelect, help_text="Choose one")
    days = forms.MultipleChoiceField(choices=LEVELS, widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(help_text="You can change your mind")
    due = DateField(help_text="For example, 27 3 2026")
    sheet = forms.FileField(widget=forms.FileInput)
    page = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        """Find something wrong with the whole."""
        raise ValidationError("These answers do not go together")


def form_with(layout: object, **fields: forms.Field) -> forms.Form:
    """A form of some fields, laid out so."""
    helper = FormHelper()
    helper.layout = Layout(layout)
    form: forms.Form = type("Form", (CheckedHere, forms.Form), fields | {"helper": helper})()
    return form


def page(form: forms.Form, **context: object) -> Element:
    """What `{% crispy form %}` gives."""
    return read(render_crispy_form(form, context=context))


def test_form_leaves_checking_to_the_server():
    form = page(EveryKind()).children[0]

    assert "novalidate" in form.attrs
    assert [element.tag for element in form.all() if "required" in element.attrs] == []


def test_no_box_cuts_off_what_is_pasted():
    form = page(form_with(Field("name"), name=forms.CharField(max_length=10)))

    assert [one.tag for one in form.all() if "maxlength" in one.attrs] == []


def test_form_sends_files_and_the_csrf_token_by_post():
    form = page(EveryKind(), csrf_token="secret").children[0]

    assert (form.attrs["method"], form.attrs["enctype"]) == ("post", "multipart/form-data")
    assert [one.attrs["value"] for one in form.all("input") if one.attrs["name"] == "csrfmiddlewaretoken"] == ["secret"]


def test_form_by_get_sends_no_csrf_token():
    helper = FormHelper()
    helper.form_method = "get"
    helper.add_input(Button("Search"))

    [shown] = page(type("Form", (forms.Form,), {"helper": helper})(), csrf_token="secret").children

    assert shown.attrs["method"] == "get"
    assert [element.tag for element in shown.all()] == ["div", "button"]


def test_form_without_errors_shows_no_summary():
    assert page(EveryKind()).all(css_class="nhsuk-error-summary") == []


def test_summary_links_each_error_to_the_control_that_mends_it():
    shown = page(EveryKind({}))

    summary = shown.all(css_class="nhsuk-error-summary")[0]
    targets = [link.attrs["href"] for link in summary.all("a")]
    assert targets == ["#id_name", "#id_level_0", "#id_days_0", "#id_agree", "#id_due_0", "#id_sheet"]
    assert {target[1:] for target in targets if target} <= {element.attrs.get("id") for element in shown.all()}


def test_summary_names_errors_that_have_no_control():
    summary = page(EveryKind({})).all(css_class="nhsuk-error-summary")[0]

    assert [item.words() for item in summary.all("li") if not item.children] == [
        "Enter your answer",
        "These answers do not go together",
    ]


@pytest.mark.parametrize("data", [None, {}])
def test_labels_and_descriptions_point_at_what_is_there(data):
    shown = page(EveryKind(data))

    ids = [element.attrs["id"] for element in shown.all() if "id" in element.attrs]
    pointed_at = [element.attrs["for"] for element in shown.all("label")]
    for element in shown.all():
        pointed_at += (element.attrs.get("aria-describedby") or "").split()
    assert sorted(ids, key=str) == sorted(set(ids), key=str)
    assert set(pointed_at) <= set(ids)
    assert "id_level_helptext" in pointed_at


def test_what_was_typed_stays_after_an_error():
    typed = {"name": "Ada", "level": "2", "days": ["1"], "agree": "on", "due_day": "31", "due_month": "2"}

    shown = page(EveryKind(typed))

    inputs = {(one.attrs["name"], one.attrs.get("value")): one.attrs for one in shown.all("input")}
    assert {("name", "Ada"), ("due_day", "31"), ("due_month", "2"), ("due_year", "")} <= set(inputs)
    assert [key for key, attrs in inputs.items() if "checked" in attrs] == [
        ("level", "2"),
        ("days", "1"),
        ("agree", None),
    ]


def test_words_of_others_are_escaped():
    form = type("Form", (forms.Form,), {"name": forms.CharField(label="<b>Name", help_text="<b>Hint")})()

    shown = page(form)

    assert shown.all("b") == []
    assert shown.all("label")[0].words() == "<b>Name"


def test_disabled_choices_stay_disabled():
    fields = {
        "level": forms.ChoiceField(choices=LEVELS, widget=forms.RadioSelect, disabled=True),
        "due": DateField(disabled=True),
        "agree": forms.BooleanField(disabled=True),
    }

    shown = page(type("Form", (forms.Form,), fields)())

    assert ["disabled" in one.attrs for one in shown.all("input")] == [True] * 6


def test_field_takes_a_width_and_attributes():
    form = form_with(Field("name", width=10, autocomplete="name"), name=forms.CharField())

    [box] = page(form).all("input")

    assert box.classes == {"nhsuk-input", "nhsuk-input--width-10"}
    assert box.attrs["autocomplete"] == "name"


def test_radios_without_hints_describe_nothing():
    field = forms.ChoiceField(choices=LEVELS, widget=forms.RadioSelect)

    shown = page(form_with(Radios("level", hints={2: "With prompting"}), level=field))

    described = [one.attrs.get("aria-describedby") for one in shown.all("input")]
    assert described == [None, "id_level_1_hint"]
    assert shown.all(css_class="nhsuk-radios__hint")[0].words() == "With prompting"


def test_button_group_tells_which_button_was_pressed():
    buttons = ButtonGroup(Button("Save"), Button("Later", name="then", value="later", variant="secondary"))

    [group] = page(form_with(buttons)).all(css_class="nhsuk-button-group")

    assert [(one.words(), one.attrs.get("name"), one.attrs.get("value")) for one in group.all("button")] == [
        ("Save", None, None),
        ("Later", "then", "later"),
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["27", "3", "2026"], date(2026, 3, 27)),
        ([" 07 ", "03", "2026"], date(2026, 3, 7)),
        (["", None, " "], None),
        (None, None),
        (date(2026, 3, 27), date(2026, 3, 27)),
    ],
)
def test_date_is_read_from_its_parts(parts, expected):
    assert DateField(required=False).clean(parts) == expected


NO_DATE = "Date must be a real date, with all 4 numbers of the year, like 27 3 2026"


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["", "", ""], "Enter a date"),
        (["27", "", "2026"], "Date must include a month"),
        (["27", "", ""], "Date must include a month and a year"),
        (["31", "2", "2026"], NO_DATE),
        (["27", "March", "2026"], NO_DATE),
        (["27", "99999999999999999999", "2026"], NO_DATE),
        (["9" * 5000, "3", "2026"], NO_DATE),
        (["27", "3", "²026"], NO_DATE),
        (["27", "3", "26"], NO_DATE),
    ],
)
def test_date_that_is_none_says_what_is_wrong(parts, message):
    with pytest.raises(ValidationError) as error:
        DateField().clean(parts)

    assert error.value.messages == [message]


def test_date_shows_the_one_it_has():
    form = type("Form", (forms.Form,), {"due": DateField()})(initial={"due": date(2026, 3, 27)})

    assert [one.attrs["value"] for one in page(form).all("input")] == ["27", "3", "2026"]


@pytest.mark.parametrize(("value", "parts"), [(date(2026, 3, 27), [27, 3, 2026]), (None, [None, None, None])])
def test_date_comes_apart(value, parts):
    assert DateParts().decompress(value) == parts
