"""Announcing that a version will be retired."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from competence_app.assessments.rules.due import months_after
from competence_app.catalogue.actions.retiring import Announced
from competence_app.catalogue.models import Framework, Version
from competence_app.catalogue.rules.fields import MAX_TEXT
from competence_app.catalogue.rules.retiring import RetiringTerm
from competence_app.revisions.forms.arranging import BareLinesField
from competence_app.revisions.wording import NOT_BEFORE, NOT_LATER, TOO_FAR
from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios

MOST_MONTHS = 60  # ahead
WHOLE, ALONE = "framework", "version"


class SuccessorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's has none at run time
    """A framework that takes the place of another, by the title of its current version."""

    def label_from_instance(self, obj: Version) -> str:
        """Return the title."""
        return obj.title


def _said(version: Version) -> dict[str, Any]:
    said = version.retirement
    if said is None:
        return {}
    successor = said.successor.titled() if said.successor else None
    return {"last_start": said.last_start, "retires_on": said.retires_on, "reason": said.reason, "successor": successor}


class RetirementForm(CheckedHere, forms.Form):
    """The two days, why, what takes its place and, where other versions are in use, of which this is said."""

    scope = forms.ChoiceField(
        label="What will be retired?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what will be retired"},
    )
    last_start = DateField(
        label="Last day to start",
        help_text="Afterwards nobody starts an assessment on it.",
        error_messages={"required": "Enter the last day to start"},
    )
    retires_on = DateField(
        label="Day of retirement",
        help_text="From then on it is out of use. What is under way can be finished, and everything stays readable.",
        error_messages={"required": "Enter the day of retirement"},
    )
    reason = BareLinesField(
        label="Why?",
        most=MAX_TEXT,
        help_text="Everybody reads it where they would start.",
        error_messages={"required": "Enter why it will be retired"},
    )
    successor = SuccessorField(
        queryset=Version.objects.none(),
        required=False,
        label="Which framework takes its place? (optional)",
        empty_label="None",
        help_text="People are led to it. Answers are not carried from one framework to another.",
    )

    def __init__(self, *args: Any, version: Version, others: int, **kwargs: Any) -> None:
        """Ask of a version, beside which so many ``others`` of the framework are in use."""
        super().__init__(*args, initial=_said(version), **kwargs)
        successors = (
            Version.objects.current().exclude(framework=version.framework_id).defer("text", "replaced", "origin")
        )
        self.fields["successor"].queryset = successors.order_by("title", "pk")  # type: ignore[attr-defined]
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (WHOLE, f"The framework: this version and {others} more"),
            (ALONE, f"Version {version.label} alone"),
        ]
        if not others:
            del self.fields["scope"]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        scope = [Radios("scope", label_size="s")] if "scope" in self.fields else []
        rest = ("last_start", "retires_on", "reason", "successor")
        helper.layout = Layout(*scope, *map(Field, rest), ButtonGroup(Button("Announce")))
        return helper

    def clean_last_start(self) -> date:
        """Refuse what is past."""
        day: date = self.cleaned_data["last_start"]
        if day < localdate():
            raise ValidationError(NOT_BEFORE, code="past")
        return day

    def clean_retires_on(self) -> date:
        """Refuse what is not after the last day to start, or far ahead."""
        day: date = self.cleaned_data["retires_on"]
        if day > months_after(localdate(), MOST_MONTHS):
            raise ValidationError(TOO_FAR, code="far")
        if day <= self.cleaned_data.get("last_start", date.min):
            raise ValidationError(NOT_LATER, code="order")
        return day

    @property
    def is_whole(self) -> bool:
        """Whether all versions in use are meant."""
        return self.cleaned_data.get("scope") == WHOLE

    @property
    def announced(self) -> Announced:
        """What is announced."""
        data = self.cleaned_data
        successor: Framework | None = data["successor"] and data["successor"].framework
        return Announced(RetiringTerm(data["last_start"], data["retires_on"]), data["reason"], successor)
