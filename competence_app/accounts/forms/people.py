"""What administrators send about a person."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from competence_app.accounts import wording
from competence_app.people.forms.addresses import AddressField
from competence_app.people.forms.choosing import ChoiceField
from competence_app.people.models import Team, User
from competence_app.people.rules.roles import ROLES
from competence_app.people.wording import TO_CHOOSE
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field

ABOUT_ONESELF = (*ROLES, "is_active")  # what nobody decides of themselves


class PersonForm(CheckedHere, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """An account, as people administrators see it."""

    team = ChoiceField(
        queryset=Team.objects.all(), required=False, label="Team (optional)", help_text=TO_CHOOSE["team"]
    )
    supervisor = ChoiceField(
        queryset=User.objects.get_queryset().filter(is_active=True),
        required=False,
        label="Add a supervisor (optional)",
        help_text=f"{TO_CHOOSE['person']} They supervise from today.",
    )
    button = "Save"

    class Meta:
        model = User
        fields = ("full_name", "job_role", "team", *ROLES, "is_active")
        labels: ClassVar[dict[str, str]] = {
            "job_role": "Job role (optional)",
            **{column: wording.ROLES[role] for column, role in ROLES.items()},
        }
        help_texts: ClassVar[dict[str, str]] = {
            "full_name": "",
            "job_role": "",
            "is_active": "Without it the account is closed: everything in it stays.",
            **{column: wording.ROLES_IN_WORDS[role] for column, role in ROLES.items()},
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {"full_name": {"required": "Enter the full name"}}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        """Ask ``by`` nothing that nobody decides of themselves."""
        super().__init__(*args, **kwargs)
        self.fields["job_role"].empty_label = "None"  # type: ignore[attr-defined]  # of a field of rows
        if self.instance == by:
            for name in ABOUT_ONESELF:
                del self.fields[name]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        boxes = [Field(name, width=30) for name in self.fields if name not in ABOUT_ONESELF]
        ticks = [Field(name) for name in ABOUT_ONESELF if name in self.fields]
        roles = [Fieldset("Roles and signing in", *ticks)] if ticks else []
        helper.layout = Layout(*boxes, *roles, Button(self.button))
        return helper

    @property
    def changed_columns(self) -> list[str]:
        """The columns of the account in which something else was sent than they hold."""
        sent = {name: self.fields[name].prepare_value(self.cleaned_data[name]) for name in self._own()}
        return [name for name, value in sent.items() if value != self.initial[name]]

    def _own(self) -> list[str]:
        return [name for name in self.fields if name in self.initial]

    def clean_is_active(self) -> bool:
        """Keep open the account of somebody who supervises people: these would be left with nobody unawares."""
        is_active: bool = self.cleaned_data["is_active"]
        if not is_active and (count := self.instance.supervises.lasting().count()):
            raise forms.ValidationError(wording.still_supervises(count), code="supervises")
        return is_active

    def clean(self) -> dict[str, Any]:
        """Refuse a supervisor of a closed account."""
        cleaned = super().clean() or {}
        if cleaned.get("supervisor") and not cleaned.get("is_active", True):
            self.add_error("supervisor", wording.CLOSED_UNSUPERVISED)
        return cleaned


class NewPersonForm(PersonForm):
    """The same of a new account, with the address, which stays."""

    button = "Add and invite"

    class Meta(PersonForm.Meta):
        fields = ("email", "full_name", "job_role", "team", *ROLES)
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"email": AddressField}
        labels: ClassVar[dict[str, str]] = PersonForm.Meta.labels | {"email": "Email address"}
        help_texts: ClassVar[dict[str, str]] = PersonForm.Meta.help_texts | {
            "email": "They sign in with it. A link to choose a password is sent there."
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = PersonForm.Meta.error_messages | {
            "email": {"required": "Enter the email address"}
        }
