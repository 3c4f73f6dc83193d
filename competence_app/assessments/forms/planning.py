"""What practitioners type when they plan an action."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from competence_app.assessments.forms.lines import LinesField
from competence_app.assessments.models import PlannedAction
from competence_app.assessments.wording import CHANGED_ELSEWHERE, REMOVED_ELSEWHERE
from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, ButtonGroup, Field


class ActionForm(CheckedHere, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """What I will do about a competence, and by when; and what the page was made from."""

    text = LinesField("action")
    due_on = DateField(
        label="By when (optional)", required=False, help_text="For example, 27 3 2027. You can change it at any time."
    )

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    about = forms.CharField(required=False, widget=forms.HiddenInput)  # the competence, should the action be removed

    class Meta:
        model = PlannedAction
        fields = ("text", "due_on")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Ask for a text, with the hint that keeps patients out of it."""
        super().__init__(*args, **kwargs)
        self.address = ""  # where it is sent; where it came from unless told otherwise
        self.conflict: PlannedAction | None = None  # what another window stored
        made_from = {"base": self.instance.fingerprint, "about": self.instance.competence_id}
        self.initial = {**self.initial, **made_from}
        text = self.fields["text"]
        text.required, text.label = True, "What I will do"
        text.error_messages["required"] = "Enter what you will do"
        text.help_text = (
            "For example, ask to shadow a colleague, or read the local policy. "
            "Do not write anything that could identify a patient: no names, wards, dates or unique events. "
            "A supervisor who can read an assessment of yours sees beside it what you plan and have not done, and on "
            "the sheet for your meeting what you have done since the last one."
        )

    @property
    def planned(self) -> dict[str, Any]:
        """What was typed: the text and the day."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs, helper.form_action = self.warning(), self.address
        shown = Field("text", rows=4), Field("due_on"), ButtonGroup(Button("Save action"))
        helper.layout = Layout("base", "about", *shown)
        return helper

    def show_conflict(self, stored: PlannedAction) -> None:
        """Put what another window stored beside what was typed here; the next save decides between them."""
        self.conflict = stored
        again: Any = self.data
        self.data = again = again.copy()
        again["base"] = stored.fingerprint
        self.add_error("text", CHANGED_ELSEWHERE)

    def refuse_removed(self, anew: str) -> None:
        """Keep what was typed about an action that another window removed, to be planned at the address ``anew``."""
        self.address = anew
        self.add_error("text", REMOVED_ELSEWHERE)

    def clean_due_on(self) -> date | None:
        """Refuse a day that is over, unless it is the one that was planned before."""
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < localdate() and due_on != self.instance.due_on:
            raise ValidationError("The date must be today or in the future", code="past")
        return due_on
