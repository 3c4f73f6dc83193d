"""What framework editors send: a text, marks on a competence, a decision."""

from collections.abc import Iterable
from itertools import starmap
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from competence_app.assessments.forms.rating import RatingForm
from competence_app.catalogue.actions.loading import UnfitError
from competence_app.catalogue.formats.problems import MAX_BYTES, UnreadableError
from competence_app.catalogue.formats.workbook import reading as sheet_reading
from competence_app.catalogue.formats.yaml import writing as dump
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.domains import Statement
from competence_app.revisions.rules.quoting import Quote, quotes
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios

WORKBOOK, YAML = ".xlsx", (".yaml", ".yml", ".txt")
TOO_LONG = "{} is longer than 5 MiB. Split it into several frameworks."


class ProblemList:
    """Shows everything that is wrong with what an ``UploadForm`` was sent, each at its place."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the list's HTML."""
        return render_to_string("revisions/problems.html", {"form": form})


class UploadForm(CheckedHere, forms.Form):
    """A framework as a file, YAML or a workbook, or as YAML typed into a box; the file is read where both are sent."""

    file = forms.FileField(
        label="Choose a file",
        required=False,
        help_text="YAML (.yaml) or an Excel workbook (.xlsx), up to 5 MiB. It is read instead of the text below.",
        error_messages={"empty": "This file is empty"},
    )
    text = forms.CharField(
        label="Or write the YAML here",
        required=False,
        strip=False,
        help_text="What you write stays here until it is right.",
        widget=forms.Textarea(attrs={"class": "app-code-box", "wrap": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing read and nothing wrong."""
        super().__init__(*args, **kwargs)
        self.fields["text"].validators = []  # a character that cannot be kept is shown at its place
        self.yaml: str | bytes = ""
        self.workbook = b""
        self.shows_text = False  # the one that the problems are about
        self.problems: list[Quote] = []

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = {"data-warn-unsaved": ""}
        helper.layout = Layout(
            ProblemList(), Field("file"), Field("text", rows=24), ButtonGroup(Button("Check and preview"))
        )
        return helper

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Refuse what is no framework by its name or size."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if not file:
            return None
        name = str(file.name)
        if not name.lower().endswith((WORKBOOK, *YAML)):
            raise forms.ValidationError(f"{name} is of another kind. Choose a YAML file (.yaml) or a workbook (.xlsx)")
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LONG.format(name))
        return file

    def clean_text(self) -> str:
        """Refuse a text that is too long; its lines end in a bare line feed, whatever the browser sends."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
            raise forms.ValidationError(TOO_LONG.format("This text"))
        return text

    def clean(self) -> dict[str, Any]:
        """Read the file if there is one, else the text."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if file:
            self._read(file)
        elif text.strip():
            self.yaml = text
        elif not self.errors:
            self.add_error("file", "Choose a file, or write the YAML in the box below")
        return self.cleaned_data

    def _read(self, file: "UploadedFile[Any]") -> None:
        data = file.read()
        if not str(file.name).lower().endswith(WORKBOOK):
            self.yaml = data
            return
        try:
            self.yaml = dump.dump(sheet_reading.read(data))
        except UnreadableError as error:
            self._refuse("file", [Quote(str(problem.place), problem.message) for problem in error.problems])
        self.workbook = data

    def refuse(self, error: UnreadableError) -> None:
        """Show what is wrong; the text of a YAML file is put into the box, to be mended there."""
        if self.workbook:
            misfits = error.misfits if isinstance(error, UnfitError) else ()
            places = ((str(sheet_reading.place(self.workbook, path)), message) for path, message in misfits)
            self._refuse("file", list(starmap(Quote, places)))
            return
        yaml = self.yaml
        text = yaml if isinstance(yaml, str) else yaml.decode(errors="replace")
        self.shows_text = isinstance(yaml, str) or text.encode() == yaml
        if self.shows_text:
            self.data = {"text": text}
        self._refuse("text", quotes(text, error.problems))

    def _refuse(self, field: str, problems: list[Quote]) -> None:
        self.problems = problems
        count = len(problems)
        self.add_error(field, f"Nothing is stored yet: mend {count} problem{'s' if count > 1 else ''} first")


class ReplacesForm(CheckedHere, forms.Form):
    """The statements of the current version that one of the draft's competences stands for."""

    replaces = forms.MultipleChoiceField(
        label="Which statements does it stand for?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those who answered them see their old answers, and answer this one anew.",
        error_messages={"invalid_choice": "Choose from the statements shown"},
    )

    def __init__(self, *args: Any, gone: Iterable[Statement], **kwargs: Any) -> None:
        """Offer the statements that are ``gone`` from the draft."""
        super().__init__(*args, **kwargs)
        self.gone = tuple(gone)
        field = self.fields["replaces"]
        field.choices = [(s.code, " ".join(filter(None, (s.code, s.stem, s.text)))) for s in self.gone]  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        parts = {statement.code: "; ".join(statement.prompts) for statement in self.gone}
        helper.layout = Layout(Radios("replaces", label_size="m", hints=parts), ButtonGroup(Button("Save")))
        return helper


class TryOutForm(RatingForm):
    """The answers of somebody who tries a draft out: nothing is kept, so nothing warns of losing it."""

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = super().helper
        helper.attrs = {}
        return helper


class PublishForm(CheckedHere, forms.Form):
    """What an editor saw before deciding: the draft's content, and the version that was current."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, draft: Version, current: Version | None) -> "PublishForm":
        """Return the form as the page shows it."""
        return cls(initial={"digest": draft.digest, "expected": current.pk if current else None})
