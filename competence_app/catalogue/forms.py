"""What editors say of a framework as a whole."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings

from competence_app.catalogue.models import LONGEST_INTERVAL
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field

_MONTHS = f"Enter a whole number of months from 1 to {LONGEST_INTERVAL}"


class IntervalForm(CheckedHere, forms.Form):
    """How many months there are between assessments."""

    months = forms.IntegerField(
        label="Months between assessments (optional)",
        required=False,
        min_value=1,
        max_value=LONGEST_INTERVAL,
        widget=forms.TextInput,  # a number input sends nothing where it holds no number, and empty has a meaning here
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _MONTHS),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what an empty answer means here."""
        super().__init__(*args, **kwargs)
        self.fields["months"].help_text = f"Leave it empty for the usual {settings.INTERVAL_MONTHS} months."

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("months", width=3, inputmode="numeric"), Button("Save"))
        return helper
