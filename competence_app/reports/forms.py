"""Finding something in a report, and choosing what to take along of one."""

from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.people.models import JobRole
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios

OTHERS = "others"
LATEST, ALL = "latest", "all"


class RoleForm(forms.Form):
    """Whose targets to look at."""

    role = forms.ModelChoiceField(
        JobRole.objects.all(),
        label="Job role",
        empty_label="Choose a job role",
        error_messages={"required": "Choose a job role", "invalid_choice": "There is no such job role: choose one"},
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"class": "app-filter"}
        helper.layout = Layout(Field("role"), ButtonGroup(Button("Show", variant="secondary")))
        return helper


class RecordForm(forms.Form):
    """Whose doings the record shows."""

    by = forms.ChoiceField(
        required=False,
        label="Done by",
        choices=[(OTHERS, "Other people"), ("you", "You"), ("everybody", "Everybody")],
    )

    @classmethod
    def asked(cls, data: Any) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        sent = cls(data)
        sent.is_valid()
        return cls(initial={"by": sent.cleaned_data.get("by") or OTHERS})

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"class": "app-filter"}
        helper.layout = Layout(Field("by"), ButtonGroup(Button("Show", variant="secondary")))
        return helper


class FileForm(forms.Form):
    """What a file of ratings is to hold, and in which format; what makes no sense is as if it were not asked for."""

    notes = forms.BooleanField(required=False, label="With notes and reasons")

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        """Send it to this address."""
        super().__init__(*args, **kwargs)
        self.address = address

    @property
    def has_notes(self) -> bool:
        """Whether what was typed goes along."""
        return self.is_valid() and bool(self.cleaned_data["notes"])

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method, helper.form_action = "get", self.address
        formats = (("xlsx", "Excel workbook", ""), ("csv", "CSV", "secondary"))
        buttons = (Button(f"Download as {words}", name="as", value=key, variant=look) for key, words, look in formats)
        helper.layout = Layout(*map(self.shown, self.fields), ButtonGroup(*buttons))
        return helper

    def shown(self, name: str) -> Field:
        """Return how a field is shown."""
        return Radios(name, small=True) if name == "over" else Field(name)


class StaffFileForm(FileForm):
    """The same of others'."""

    notes = forms.BooleanField(
        required=False,
        label="With notes and reasons",
        help_text="What they, and their supervisors, wrote in their own words.",
    )


class OwnFileForm(FileForm):
    """The same of one's own."""

    over = forms.ChoiceField(
        label="Which assessments",
        choices=[(LATEST, "The latest"), (ALL, "All on record")],
        initial=LATEST,
        widget=forms.RadioSelect,
        required=False,
    )
    notes = forms.BooleanField(
        required=False,
        label="With notes and reasons",
        help_text="What you, and your supervisor, wrote in your own words. It may tell more than you want to pass on.",
    )

    @property
    def is_all(self) -> bool:
        """Whether it is about all assessments on record."""
        return self.is_valid() and self.cleaned_data["over"] == ALL
