"""Which counts a page shows."""

from collections.abc import Sequence
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime

from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.teams.doors import to_set_beside
from competence_app.teams.wording import BATCH, BY_NEED, ORDERS, VOICES
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field


class CountsForm(CheckedHere, forms.Form):
    """Which counts, beside which others of the same voice, in which order."""

    batch = forms.ChoiceField(required=False, label="Counts")
    beside = forms.ChoiceField(required=False, label="Beside them")
    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()), label="Order")

    def __init__(self, batches: Sequence[Batch], shown: Batch, beside: Batch | None, order: str) -> None:
        """Offer the batches; ``shown`` and ``beside`` are on the page. By level, rows stand as in the framework."""
        super().__init__(initial={"batch": shown.pk, "beside": beside and beside.pk, "order": order})
        others = to_set_beside(batches, shown)
        agreed_first = sorted(batches, key=lambda batch: batch.voice != Voice.AGREED)
        self._offer("batch", [(batch.pk, batch_in_words(batch)) for batch in agreed_first])
        self._offer("beside", [("", "Nothing"), *((batch.pk, batch_in_words(batch)) for batch in others)])
        if not others:
            del self.fields["beside"]
        if not shown.is_by_need:
            del self.fields["order"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # of a field of choices

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        return _filter(self)


def batch_in_words(batch: Batch) -> str:
    """Return what a batch is called: whose ratings, when, on which version."""
    day = date_format(localtime(batch.closed_at), "j F Y")
    return BATCH.format(voice=VOICES[Voice(batch.voice)], day=day, version=batch.version.label)


class EverywhereForm(CheckedHere, forms.Form):
    """Whose ratings of all teams are counted, in which order."""

    voice = forms.ChoiceField(required=False, choices=list(VOICES.items()), label="Counts")
    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()), label="Order")

    @classmethod
    def asked(cls, data: Any) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        sent = cls(data)
        sent.is_valid()
        asked = {name: value for name, value in sent.cleaned_data.items() if value}
        return cls(initial={"voice": Voice.AGREED, "order": BY_NEED} | asked)

    @property
    def shown(self) -> Voice:
        """Whose ratings are counted."""
        return Voice(self.initial["voice"])

    @property
    def is_by_need(self) -> bool:
        """Whether rows stand by need."""
        return bool(self.initial["order"] == BY_NEED)

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        return _filter(self)


def _filter(form: forms.Form) -> FormHelper:
    helper = FormHelper()
    helper.form_method, helper.attrs = "get", {"class": "app-filter app-no-print"}
    helper.layout = Layout(*(Field(name) for name in form.fields), ButtonGroup(Button("Show")))
    return helper
