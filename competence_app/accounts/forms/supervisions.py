"""From when to when somebody is supervised, and by whom."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.timezone import localdate

from competence_app.people.forms.choosing import ChoiceField
from competence_app.people.models import User
from competence_app.people.wording import TO_CHOOSE
from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, Field


class SupervisionForm(CheckedHere, forms.Form):
    """Who supervises somebody, from when to when."""

    supervisor = ChoiceField(
        queryset=User.objects.get_queryset().filter(is_active=True),
        label="Supervisor",
        help_text=TO_CHOOSE["person"],
        error_messages={"required": "Enter who supervises them"},
    )
    started_on = DateField(label="First day", initial=localdate)
    ended_on = DateField(label="Last day (optional)", required=False)

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("supervisor", width=30), Field("started_on"), Field("ended_on"), Button("Save"))
        return helper


class EndForm(CheckedHere, forms.Form):
    """Another end of a supervision, or none."""

    ended_on = DateField(
        label="Last day (optional)", required=False, help_text="Without a last day the supervision goes on."
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("ended_on"), Button("Save"))
        return helper
