"""Asking somebody to supervise."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class AskForm(CheckedHere, forms.Form):
    """The address of somebody who is asked to supervise."""

    email = forms.EmailField(
        label="Their email address",
        max_length=254,
        help_text="The one they sign in with. They can accept or decline.",
        error_messages={
            "required": "Enter the email address of the person you want to ask",
            "invalid": "Enter an email address in the correct format, like name@example.com",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("email", width=30), Button("Send request"))
        return helper
