"""What people send to have a passport looked at."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile

from competence_app.passports.rules.signing import MAX_BYTES
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field


class TokenForm(CheckedHere, forms.Form):
    """A passport as a file, or as the text of one; the file is read where both are sent."""

    button = "Check"  # what its button says

    file = forms.FileField(
        label="Choose the passport's file",
        help_text="As it was downloaded. Its name ends in .jwt.",
        required=False,
        error_messages={"empty": "This file is empty"},
    )
    text = forms.CharField(
        label="Or paste its text here",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("file"), Field("text"), Button(self.button))
        return helper

    def clean(self) -> dict[str, Any]:
        """Take what was sent as the ``token``; what is far too long is cut, and so no passport."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        data = file.read(MAX_BYTES + 1).decode(errors="replace") if file else self.cleaned_data.get("text", "")
        self.cleaned_data["token"] = data.strip()
        if not self.cleaned_data["token"] and not self.errors:
            self.add_error("file", "Choose a file, or paste the text of one")
        return self.cleaned_data


class KeepForm(TokenForm):
    """A passport from elsewhere, to be kept."""

    button = "Add this record"
