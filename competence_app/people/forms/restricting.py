"""Asking that what is held about oneself be kept, and not used."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.people.forms.reasons import ReasonField
from competence_app.people.models import REASON_MAX_LENGTH
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class AskToRestrictForm(CheckedHere, forms.Form):
    """Why, where somebody wants to say it."""

    reason = ReasonField(
        required=False,
        label="Why you ask (optional)",
        max_length=REASON_MAX_LENGTH,
        help_text="In one line. People administrators read it, and nobody else.",
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("reason"), Button("Keep it, but do not use it"))
        return helper
