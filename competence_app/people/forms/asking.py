"""Asking somebody to supervise."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.people.forms.addresses import AddressField
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


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
