"""Ending a supervisor's supervisions, and saying who takes over."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localdate

from competence_app.assessments.rules.due import months_after
from competence_app.people.forms.choosing import PersonField, work_of
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet
from competence_app.people.wording import DAY
from competence_app.reviews import wording
from competence_app.reviews.queries.ending import EndingSupervision
from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, Field, Radios

MOST_MONTHS = 12  # ahead


def _people() -> UserQuerySet:
    return User.objects.get_queryset().select_related("job_role", "team")


def _hint(one: EndingSupervision) -> str:
    """Return where somebody works, until when and by whom they are supervised."""
    person, supervision = one.person, one.supervision
    ended = date_format(supervision.ended_on, DAY) if supervision.ended_on else ""
    others = wording.also(one.others)
    return ". ".join(filter(None, (work_of(person), ended and wording.until(ended, supervision.successor), others)))


class EndingForm(CheckedHere, forms.Form):
    """Whose supervision ends, with which day, and who takes over."""

    people = forms.TypedMultipleChoiceField(
        label="Whose supervision ends", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    last_day = DateField(label="The last day", initial=localdate)
    successor = PersonField(queryset=None, required=False, label="Who takes over (optional)")

    def __init__(self, asked: QueryDict, *, supervisor: User, supervised: Mapping[int, EndingSupervision]) -> None:
        """Offer those whom ``supervisor`` supervises, all of them ticked unless one ``person`` is asked for."""
        super().__init__(asked if "last_day_day" in asked else None)
        self.supervised = supervised
        people: Any = self.fields["people"]
        people.choices = [(pk, str(one.person)) for pk, one in supervised.items()]
        people.initial = [pk for pk in supervised if str(pk) == asked.get("person")] or list(supervised)
        people.error_messages = {"required": wording.ENDING["nobody"], "invalid_choice": wording.ENDING["gone"]}
        successor: Any = self.fields["successor"]
        successor.queryset = _people().filter(is_active=True).exclude(pk=supervisor.pk)
        successor.help_text = wording.ENDING["successor"]
        self.fields["last_day"].help_text = wording.ENDING["last day"]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        hints = {pk: _hint(one) for pk, one in self.supervised.items()}
        people = Radios("people", label_size="m", hints=hints, small=True)
        helper.layout = Layout(Field("last_day"), Field("successor", width=30), people, Button("Continue"))
        return helper

    def clean_last_day(self) -> date:
        """Refuse what is past: who could see what until now is true already; and what is far ahead."""
        day: date = self.cleaned_data["last_day"]
        today = localdate()
        if not today - timedelta(1) <= day <= months_after(today, MOST_MONTHS):
            raise ValidationError(wording.ENDING["day"], code="day")
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a successor who would supervise themselves."""
        cleaned = super().clean() or {}
        successor = cleaned.get("successor")
        if successor and successor.pk in cleaned.get("people", ()):
            self.add_error("successor", wording.ENDING["themselves"].format(person=successor))
        return cleaned
