"""What an administrator sends who asks another one to confirm something."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.accounts.models.proposal import REASON_MAX_LENGTH
from competence_app.accounts.wording import proposing as wording
from competence_app.people.forms.addresses import AddressField
from competence_app.people.forms.reasons import ReasonField
from competence_app.people.models import User
from competence_app.people.wording import ADDRESS_TAKEN
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class ReasonForm(CheckedHere, forms.Form):
    """Why something is asked for."""

    reason = ReasonField(max_length=REASON_MAX_LENGTH, help_text=wording.REASON_HINT)

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(*(Field(name, width=30) for name in self.fields), Button(wording.PROPOSE))
        return helper


class ProposeAddressForm(ReasonForm):
    """The same with a new address for somebody."""

    email = AddressField(label="New email address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    field_order = ("email", "reason")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        """Ask for another address than ``person`` has."""
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["reason"].help_text = wording.ADDRESS_REASON_HINT
        self.fields["email"].error_messages["required"] = "Enter the new email address"

    def clean_email(self) -> str:
        """Refuse the address that they have, and one that somebody else has: administrators see who has which."""
        email: str = self.cleaned_data["email"]
        if email == self.person.email:
            raise forms.ValidationError(wording.THEIR_ADDRESS, code="same")
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(ADDRESS_TAKEN, code="taken")
        return email
