"""Finding people in the administrators' list."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.accounts.wording import ROLES, STATES
from competence_app.people.models import JobRole, Team
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field

TEAMS_TO_CHOOSE_FROM = 100

Choice = tuple[int, str]


class FindForm(CheckedHere, forms.Form):
    """Whom the list keeps."""

    name = forms.CharField(required=False, max_length=254, label="Name, email address or team")
    state = forms.ChoiceField(required=False, choices=[("", "Everybody"), *STATES.items()], label="Who")
    team = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Team")
    job_role = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Job role")
    role = forms.ChoiceField(required=False, choices=[("", "All"), *ROLES.items()], label="Role")

    def __init__(self, *args: Any, teams: Sequence[Choice], job_roles: Sequence[Choice], **kwargs: Any) -> None:
        """Offer teams while they are few enough to look through; the box finds people by their team too."""
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "All"), *teams]  # type: ignore[attr-defined]  # of a field of choices
        self.fields["job_role"].choices = [("", "All"), *job_roles]  # type: ignore[attr-defined]  # the same
        if len(teams) > TEAMS_TO_CHOOSE_FROM:
            del self.fields["team"]

    @classmethod
    def asked(cls, data: Any) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        choices = {
            "teams": list(Team.objects.values_list("pk", "name")[: TEAMS_TO_CHOOSE_FROM + 1]),
            "job_roles": list(JobRole.objects.values_list("pk", "title")),
        }
        sent = cls(data, **choices)
        sent.is_valid()
        return cls(initial=sent.cleaned_data, **choices)

    @property
    def kept(self) -> Mapping[str, Any]:
        """What was asked for."""
        return {name: value for name, value in self.initial.items() if value}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"class": "app-filter app-filter--people"}
        clear = [Button("Clear", href="?", variant="secondary")] if self.kept else []
        helper.layout = Layout(*map(Field, self.fields), ButtonGroup(Button("Show"), *clear))
        return helper
