"""Choosing who gets to see an assessment."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.assessments.wording import NEEDS, why_refused
from competence_app.people.forms.choosing import Found, PersonChooser, SupervisorField, Typed, find, work_of
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet
from competence_app.people.wording import TO_CHOOSE
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field, Radios

MOST_LISTED = 20  # supervisors, each with a button of their own; of more, one is typed


class SupervisorForm(CheckedHere, forms.Form):
    """One of one's own supervisors, chosen among ``supervisors``; the only one is chosen already."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        supervisors: UserQuerySet,
        label: str,
        button: str = "",
        having: Collection[User] = (),
    ) -> None:
        """Ask the question ``label``; those ``having`` it are not offered, though a name that is typed may be theirs.

        Without a ``button`` the page brings its own, and the form around it.
        """
        super().__init__(data)
        self.button = button
        offered = supervisors.exclude(pk__in=[one.pk for one in having])
        self.people = {str(person.pk): person for person in offered[: MOST_LISTED + 1]}
        self.fields["to"] = self._typed(supervisors, label) if self.is_typing else self._listed(label)

    @property
    def is_typing(self) -> bool:
        """Whether there are too many to list."""
        return len(self.people) > MOST_LISTED

    def _listed(self, label: str) -> forms.Field:
        return forms.TypedChoiceField(
            label=label,
            choices=[(pk, str(person)) for pk, person in self.people.items()],
            coerce=self.people.__getitem__,
            initial=next(iter(self.people)) if len(self.people) == 1 else None,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a supervisor", "invalid_choice": NEEDS[Need.SUPERVISOR_CHOSEN]},
        )

    def _typed(self, supervisors: UserQuerySet, label: str) -> forms.Field:
        return SupervisorField(
            supervisors,
            label=label,
            help_text=TO_CHOOSE["supervisor"].format(listed=MOST_LISTED),
            error_messages={
                "required": "Enter the name or email address of a supervisor",
                "invalid_choice": NEEDS[Need.SUPERVISOR_CHOSEN],
            },
        )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_tag = bool(self.button)
        work = {pk: work_of(one) for pk, one in self.people.items()}
        to = Field("to", label_size="m", width=30) if self.is_typing else Radios("to", label_size="m", hints=work)
        helper.layout = Layout(to, *([Button(self.button)] if self.button else []))
        return helper


def key_sent(data: QueryDict, supervisors: UserQuerySet) -> str:
    """Return the key of who was chosen or, of the ``supervisors``, is certainly meant by what was typed."""
    sent = PersonChooser().value_from_datadict(data, {}, "to") or ""
    found = find(supervisors, sent) if isinstance(sent, Typed) else Found([], is_certain=False)
    return str(found.rows[0].pk if found.is_certain else sent)


class SendForm(SupervisorForm):
    """To whom an assessment is sent, and which competences, by code, to discuss with them."""

    to_discuss = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the competences shown"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the fingerprint of the answers on the page
    mended_at = ""  # the id of the box beside the form where what was refused is mended, if it is one

    def __init__(
        self,
        data: QueryDict | None,
        *,
        supervisors: UserQuerySet,
        codes: Iterable[str],
        chosen: Callable[[], Collection[str]],
    ) -> None:
        """Offer all ``codes`` to discuss, some of them ``chosen`` before: asked where they are shown."""
        super().__init__(data, supervisors=supervisors, label="Who do you want to send it to?")
        discuss: Any = self.fields["to_discuss"]
        discuss.choices = [(code, code) for code in codes]
        discuss.initial = chosen

    def refuse(self, refusal: MoveRefusedError) -> None:
        """Say what is against it."""
        self.mended_at = "id_knowing" if refusal.reasons == (Need.LOOKED_AT,) else ""
        self.add_error(None, why_refused(refusal))

    @property
    def only(self) -> User | None:
        """Who it is for, where nobody is to be chosen: there is one supervisor, and nothing against that choice."""
        return None if len(self.people) != 1 or "to" in self.errors else next(iter(self.people.values()))
