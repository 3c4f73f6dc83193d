"""Finding people in a supervisor's list."""

from collections.abc import Sequence
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.catalogue.models import Version
from competence_app.reviews.wording import DUE, STATES
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field


class PeopleForm(CheckedHere, forms.Form):
    """Which framework the list is about, and whom it keeps."""

    framework = forms.ChoiceField(required=False, label="Framework")
    name = forms.CharField(required=False, max_length=150, label="Name")
    state = forms.ChoiceField(required=False, choices=[("", "All"), *STATES.items()], label="With you")
    due = forms.ChoiceField(required=False, choices=[("", "All"), *DUE.items()], label="Next assessment")

    def __init__(self, *args: Any, versions: Sequence[Version], **kwargs: Any) -> None:
        """Offer the frameworks of these current versions, where there are several."""
        super().__init__(*args, **kwargs)
        self.versions = versions
        self.fields["framework"].choices = [(version.framework.code, version.title) for version in versions]  # type: ignore[attr-defined]
        if len(versions) == 1:
            del self.fields["framework"]

    @classmethod
    def asked(cls, data: Any, *, versions: Sequence[Version]) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        sent = cls(data, versions=versions)
        sent.is_valid()
        return cls(initial=sent.cleaned_data, versions=versions)

    @property
    def version(self) -> Version:
        """The version whose framework the list is about."""
        asked = self.initial.get("framework")
        return next((version for version in self.versions if version.framework.code == asked), self.versions[0])

    @property
    def kept(self) -> dict[str, str]:
        """Whom the list keeps: by name, state and due."""
        return {name: self.initial[name] for name in ("name", "state", "due") if self.initial.get(name)}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method, helper.form_action = "get", "#people"
        helper.attrs = {"class": "app-filter"}
        fields = [Field(name) for name in self.fields]
        clear = [Button("Clear", href="?#people", variant="secondary")] if self.kept else []
        helper.layout = Layout(*fields, ButtonGroup(Button("Show"), *clear))
        return helper
