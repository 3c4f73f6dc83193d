"""Finding people in a supervisor's list."""

from collections.abc import Sequence
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.catalogue.models import Version
from competence_app.reviews.wording import DUE, HAVING, ORDERS, STATES
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field


class PeopleForm(CheckedHere, forms.Form):
    """Which framework the list is about, and whom it keeps."""

    framework = forms.ChoiceField(required=False, label="Framework")
    name = forms.CharField(required=False, max_length=150, label="Name")
    state = forms.ChoiceField(required=False, choices=[("", "All"), *STATES.items()], label="With you")
    due = forms.ChoiceField(required=False, choices=[("", "All"), *DUE.items()], label="Next assessment")
    has = forms.ChoiceField(required=False, choices=[("", "All"), *HAVING.items()], label="With any")
    sort = forms.ChoiceField(required=False, choices=list(ORDERS.items()), label="First")

    def __init__(self, *args: Any, versions: Sequence[Version], **kwargs: Any) -> None:
        """Offer the frameworks of these current versions, where there are several."""
        super().__init__(*args, **kwargs)
        self.versions = versions
        choices = [("", "All frameworks"), *((version.framework.code, version.title) for version in versions)]
        self.fields["framework"].choices = choices  # type: ignore[attr-defined]  # of a field of choices
        if len(versions) == 1:
            del self.fields["framework"]

    @classmethod
    def asked(cls, data: Any, *, versions: Sequence[Version]) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        sent = cls(data, versions=versions)
        sent.is_valid()
        return cls(initial=sent.cleaned_data, versions=versions)

    @property
    def asked_versions(self) -> list[Version]:
        """The versions whose frameworks the list is about: the one asked for, or all."""
        asked = self.initial.get("framework")
        return [version for version in self.versions if asked in {None, "", version.framework.code}]

    @property
    def kept(self) -> dict[str, str]:
        """Whom the list keeps: by state, what is due and what they have."""
        return {name: self.initial[name] for name in ("state", "due", "has") if self.initial.get(name)}

    @property
    def asked_name(self) -> str:
        """Parts of the name that the list keeps."""
        return str(self.initial.get("name", ""))

    @property
    def order(self) -> str:
        """How the list is sorted, a key of ``ORDERS``."""
        return self.initial.get("sort") or next(iter(ORDERS))

    @property
    def order_in_words(self) -> str:
        """The same, as pages say it."""
        return ORDERS[self.order]

    @property
    def direction(self) -> str:
        """Which way the column goes by which the list is sorted, as ``aria-sort`` has it."""
        return "ascending" if self.order in {"name", "due", "together"} else "descending"

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method, helper.form_action = "get", "#people"
        helper.attrs = {"class": "app-filter"}
        fields = [Field(name) for name in self.fields]
        clear = [Button("Clear", href="?#people", variant="secondary")] if self.kept or self.asked_name else []
        helper.layout = Layout(*fields, ButtonGroup(Button("Show"), *clear))
        return helper
