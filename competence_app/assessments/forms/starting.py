"""Starting an assessment, and moving it to a newer version."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.catalogue.models import Version
from competence_app.people.models import JobRole
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class StartForm(CheckedHere, forms.Form):
    """The job role that the assessment is made for."""

    job_role = forms.ModelChoiceField(
        JobRole.objects.all(),
        label="Your job role",
        help_text="Your answers are set beside what is expected in this role. Your role of today stays with it.",
        empty_label="Choose your job role",
        error_messages={"required": "Choose your job role"},
    )

    def __init__(self, *args: Any, own: int | None, **kwargs: Any) -> None:
        """Offer the job role with the key ``own`` alone, where they have one: their administrator changes it."""
        super().__init__(*args, initial={"job_role": own}, **kwargs)
        if own:
            self.fields["job_role"].queryset = JobRole.objects.filter(pk=own)  # type: ignore[attr-defined]  # of rows

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("job_role"), Button("Start now"))
        return helper


class MoveForm(forms.Form):
    """The version that a draft moves to: the one whose effects its owner has read."""

    to = forms.ModelChoiceField(Version.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what is in use today."""
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Version.objects.published().defer("text")  # type: ignore[attr-defined]  # of rows
