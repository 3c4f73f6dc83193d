"""A file of people, and the decision to do what it says."""

import json
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.formats.reading import MAX_BYTES, read_people
from competence_app.accounts.formats.wording import CHOOSE_AGAIN, UNREADABLE, unreadable_in_words
from competence_app.accounts.rules.importing.plans import ImportPlan
from competence_app.accounts.rules.importing.rows import MAX_ROWS, PeopleFile, Rows
from competence_app.ui import layout
from competence_app.ui.forms import CheckedHere

_SIGNER = signing.TimestampSigner(salt="people-import")
_BETWEEN = "~"
_A_DAY = 24 * 60 * 60  # seconds, after which a page is too old


class PeopleFileForm(CheckedHere, forms.Form):
    """A file of people, which is read."""

    file = forms.FileField(
        label="Choose a file",
        help_text=f"An Excel workbook (.xlsx), CSV, or a tilde-separated extract, with up to {MAX_ROWS:,} people.",
        error_messages={"required": "Choose a file", "empty": UNREADABLE["empty"]},
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(layout.Field("file"), layout.Button("Show what it would do"))
        return helper

    def clean_file(self) -> PeopleFile:
        """Read the file; say why where it cannot be."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            return read_people(file.read(MAX_BYTES + 1))
        except UnreadablePeopleError as error:
            raise forms.ValidationError(unreadable_in_words(error), code=error.code) from None


class BringForm(forms.Form):
    """What an administrator saw before deciding: the rows of the file, signed, and what tells the plan."""

    file = forms.CharField(strip=False, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    @classmethod
    def of(cls, file: PeopleFile, plan: ImportPlan) -> "BringForm":
        """Return the form as the page shows it."""
        return cls(initial={"file": _SIGNER.sign(_packed(file)), "digest": plan.digest})

    def clean_file(self) -> PeopleFile:
        """Return the rows that the page was made of."""
        try:
            return _unpacked(_SIGNER.unsign(self.cleaned_data["file"], max_age=_A_DAY))
        except signing.BadSignature:
            raise forms.ValidationError(CHOOSE_AGAIN, code="too-old") from None


class RowsForm(BringForm):
    """The same, and which part of the rows to look at."""

    part = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def _packed(file: PeopleFile) -> str:
    head = json.dumps([file.unread, file.is_guessed]).encode()
    return _BETWEEN.join(signing.b64_encode(part).decode() for part in (head, *file.rows.bundles))


def _unpacked(packed: str) -> PeopleFile:
    head, *bundles = (signing.b64_decode(part.encode()) for part in packed.split(_BETWEEN))
    unread, is_guessed = json.loads(head)
    return PeopleFile(Rows.of(bundles), tuple(unread), is_guessed)
