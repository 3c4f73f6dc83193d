"""E-mail addresses, and asking somebody to supervise."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.people import wording
from competence_app.people.models.address import AddressColumn
from competence_app.people.rules.addresses import address_of
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class AddressField(forms.EmailField):
    """An e-mail address, as rows hold it; what is none or too long is refused in words."""

    default_validators = AddressColumn.default_validators
    default_error_messages = {"invalid": wording.NO_ADDRESS, "max_length": wording.LONG_ADDRESS}

    def __init__(self, *, max_length: int = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Write the address as rows hold it before it is checked."""
        return address_of(super().to_python(value) or "")


class AskForm(CheckedHere, forms.Form):
    """The address of somebody who is asked to supervise."""

    email = AddressField(
        label="Their email address",
        help_text="The one they sign in with. They can accept or decline.",
        error_messages={"required": "Enter the email address of the person you want to ask"},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("email", width=30), Button("Send request"))
        return helper
