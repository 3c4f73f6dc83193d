"""Finding something in a report."""

from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.people.models import JobRole
from competence_app.ui.layout import Button, ButtonGroup, Field

OTHERS = "others"


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
