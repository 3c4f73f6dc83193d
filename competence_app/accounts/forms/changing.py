"""What many people are given at once."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from competence_app.accounts import wording
from competence_app.people.forms.choosing import ChoiceField
from competence_app.people.models import JobRole, Team, User
from competence_app.people.wording import TO_CHOOSE
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field

GIVEN = ("team", "job_role", "supervisor")


class ManyForm(CheckedHere, forms.Form):
    """Who is given what: a team, a job role, a supervisor, or some of them."""

    person = forms.ModelMultipleChoiceField(
        queryset=User.objects.get_queryset().not_erased().select_related("job_role", "team"),
        widget=forms.MultipleHiddenInput,
    )
    team = ChoiceField(
        queryset=Team.objects.all(), required=False, label="Team (optional)", help_text=TO_CHOOSE["team"]
    )
    job_role = forms.ModelChoiceField(
        queryset=JobRole.objects.all(), required=False, empty_label="Leave as it is", label="Job role (optional)"
    )
    supervisor = ChoiceField(
        queryset=User.objects.get_queryset().filter(is_active=True),
        required=False,
        label="Supervisor (optional)",
        help_text=f"{TO_CHOOSE['person']} They supervise from today, beside those who do already.",
    )

    def __init__(self, asked: QueryDict) -> None:
        """Take what was chosen, once anything was; before that, who was ticked."""
        self.ticked = asked.getlist("person")
        super().__init__(asked if "team-typed" in asked else None, initial={"person": self.ticked})

    @property
    def people(self) -> list[User]:
        """Who was ticked, by name."""
        try:
            return list(self.fields["person"].clean(self.ticked))
        except forms.ValidationError:
            return []

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.layout = Layout("person", *(Field(name, width=30) for name in GIVEN), Button("Continue"))
        return helper

    def clean(self) -> dict[str, Any]:
        """Refuse to give nothing, and a supervisor who would supervise themselves."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned[name] for name in GIVEN):
            self.add_error("team", wording.MANY["nothing"])
        supervisor = cleaned.get("supervisor")
        if supervisor and supervisor in cleaned.get("person", ()):
            self.add_error("supervisor", wording.MANY["themselves"].format(person=supervisor))
        return cleaned
