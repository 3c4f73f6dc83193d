"""Finding something in a report."""

from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.ui.layout import Button, ButtonGroup, Field

OTHERS = "others"


class RecordForm(forms.Form):
    """Whose doings the record shows."""

    by = forms.ChoiceField(
        required=False,
        label="Done by",
        choices=[(OTHERS, "Other people"), ("you", "You"), ("everybody", "Everybody")],
    )

    @classmethod
    def asked(cls, data: Any) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        sent = cls(data)
        sent.is_valid()
        return cls(initial={"by": sent.cleaned_data.get("by") or OTHERS})

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"class": "app-filter"}
        helper.layout = Layout(Field("by"), ButtonGroup(Button("Show", variant="secondary")))
        return helper
