"""Which lines of the record are looked for."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from competence_app.oversight import wording
from competence_app.oversight.queries import RecordFilter
from competence_app.oversight.rules.acts import ActGroup
from competence_app.people.forms.choosing import LONGEST_TEXT, MOST, find
from competence_app.people.models import User
from competence_app.ui.forms import CheckedHere, DateField
from competence_app.ui.layout import Button, ButtonGroup, Field

FIELDS = ("by", "about", "group", "first_day", "last_day")


class SomebodyField(forms.CharField):
    """A name or an address that means one person; in few queries, since lines are read beside."""

    def clean(self, value: Any) -> Any:
        """Return the person, None where nothing is typed; raise ``ValidationError`` where no one in particular is."""
        text = super().clean(value)
        return _meant(text) if text else None


def _meant(text: str) -> User:
    found = [one for one in find(User.objects.get_queryset(), text).rows if isinstance(one, User)]
    if len(found) == 1:
        return found[0]
    people = [(one.full_name, one.email) for one in found]
    raise ValidationError(wording.found_in_words(text, people, most=MOST), code="unclear")


class RecordForm(CheckedHere, forms.Form):
    """Who did what about whom, from which day to which: each may be left open."""

    by = SomebodyField(required=False, max_length=LONGEST_TEXT, label="Done by", help_text="Name or email address")
    about = SomebodyField(required=False, max_length=LONGEST_TEXT, label="About", help_text="Name or email address")
    group = forms.TypedChoiceField(
        required=False,
        coerce=ActGroup,
        empty_value=None,
        choices=[("", "Everything"), *((group.value, words) for group, words in wording.GROUPS.items())],
        label="What",
    )
    first_day = DateField(required=False, label="From")
    last_day = DateField(required=False, label="To")

    @property
    def asked(self) -> RecordFilter:
        """What was asked for."""
        return RecordFilter(**{name: self.cleaned_data[name] for name in FIELDS})

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"class": "app-filter app-filter--record"}
        clear = [Button("Clear", href="?", variant="secondary")] if any(self.data.values()) else []
        helper.layout = Layout(*map(Field, FIELDS), ButtonGroup(Button("Show"), *clear))
        return helper

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", wording.BACKWARDS)
        return cleaned
