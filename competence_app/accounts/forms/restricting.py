"""What an administrator records of what is kept, and not used."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.timezone import localdate

from competence_app.people.forms.reasons import ReasonField
from competence_app.people.models import REASON_MAX_LENGTH
from competence_app.people.rules.restricting import first_end
from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, Field

HINT = "In one line. The person reads it in their account, and people administrators here."


def first_end_from_today() -> date:
    """Return the first day from which on it can be used again."""
    return first_end(localdate())


class _DayAndReasonForm(CheckedHere, forms.Form):
    """What both forms ask: a day, and why."""

    reason = ReasonField(max_length=REASON_MAX_LENGTH, help_text=HINT)
    button: str

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(*map(Field, self.fields), Button(self.button))
        return helper


class RecordRestrictionForm(_DayAndReasonForm):
    """When and why somebody asked that what is held about them be kept, and not used."""

    asked_on = DateField(label="When they asked", initial=localdate)
    field_order = ("asked_on",)
    button = "Keep it, but do not use it"


class EndRestrictionForm(_DayAndReasonForm):
    """From when on it is used again, and why."""

    lifted_from = DateField(label="Used again from", initial=first_end_from_today)
    field_order = ("lifted_from",)
    button = "Record it, and tell them"
