"""What administrators send about teams and job roles."""

from typing import ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.accounts import wording
from competence_app.people.forms.choosing import ChoicesField
from competence_app.people.models import JobRole, Team, User
from competence_app.people.wording import TO_CHOOSE
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class TeamForm(CheckedHere, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A team with those who lead it."""

    leads = ChoicesField(
        queryset=User.objects.get_queryset().not_erased(),
        required=False,
        label="Who leads it (optional)",
        help_text=f"{TO_CHOOSE['people']} They read its counts, without names.",
    )

    class Meta:
        model = Team
        fields = ("name", "leads")
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "name": {"required": "Enter the name of the team", "unique": wording.TEAM_TAKEN}
        }

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("name", width=30), Field("leads"), Button("Save"))
        return helper


class JobRoleForm(CheckedHere, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A job role; its code stays: frameworks name it by that."""

    class Meta:
        model = JobRole
        fields: tuple[str, ...] = ("title",)
        error_messages: ClassVar[dict[str, dict[str, str]]] = {"title": {"required": "Enter the title"}}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(*(Field(name, width=30) for name in self.fields), Button("Save"))
        return helper


class NewJobRoleForm(JobRoleForm):
    """The same of a new one."""

    class Meta(JobRoleForm.Meta):
        fields = ("title", "code")
        help_texts: ClassVar[dict[str, str]] = {
            "code": "By which frameworks name it, like ward-manager. It cannot be changed afterwards."
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = JobRoleForm.Meta.error_messages | {
            "code": {"required": "Enter a code", "unique": wording.CODE_TAKEN}
        }
