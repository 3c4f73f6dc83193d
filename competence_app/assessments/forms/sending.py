"""Choosing who gets to see an assessment."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from competence_app.assessments.rules.lifecycle import Need
from competence_app.assessments.wording import NEEDS
from competence_app.people.models import User
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Radios


class SupervisorForm(CheckedHere, forms.Form):
    """One of one's own supervisors, chosen among ``supervisors``; the only one is chosen already."""

    def __init__(self, data: QueryDict | None, *, supervisors: Sequence[User], label: str, button: str = "") -> None:
        """Ask the question ``label``; without a ``button`` the page brings its own, and the form around it."""
        super().__init__(data)
        self.button = button
        self.people = {str(person.pk): person for person in supervisors}
        self.fields["to"] = forms.TypedChoiceField(
            label=label,
            choices=[(pk, str(person)) for pk, person in self.people.items()],
            coerce=self.people.__getitem__,
            initial=next(iter(self.people)) if len(self.people) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choose a supervisor",
                "invalid_choice": NEEDS[Need.SUPERVISOR_CHOSEN],
            },
        )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_tag = bool(self.button)
        work = {pk: ", ".join(str(at) for at in (one.job_role, one.team) if at) for pk, one in self.people.items()}
        helper.layout = Layout(
            Radios("to", label_size="m", hints=work), *([Button(self.button)] if self.button else [])
        )
        return helper


class SendForm(SupervisorForm):
    """To whom an assessment is sent, and which competences, by code, to discuss with them."""

    to_discuss = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the competences shown"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the fingerprint of the answers on the page

    def __init__(
        self, data: QueryDict | None, *, supervisors: Sequence[User], codes: Iterable[str], chosen: Collection[str]
    ) -> None:
        """Offer all ``codes`` to discuss, some of them ``chosen`` before."""
        super().__init__(data, supervisors=supervisors, label="Who do you want to send it to?")
        discuss: Any = self.fields["to_discuss"]
        discuss.choices = [(code, code) for code in codes]
        discuss.initial = list(chosen)

    @property
    def only(self) -> User | None:
        """Who it is for, where nobody is to be chosen: there is one supervisor, and nothing against that choice."""
        return None if len(self.people) != 1 or "to" in self.errors else next(iter(self.people.values()))
