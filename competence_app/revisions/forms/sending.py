"""What framework editors send: a text, marks on a competence, a decision."""

from collections.abc import Iterable
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
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import MAX_BYTES, UnreadableError
from competence_app.catalogue.formats.recognising import OtherKindError, recognised
from competence_app.catalogue.formats.registry import DOCUMENTS, FOREIGN, FORMATS, Draft, Format, Kind
from competence_app.catalogue.formats.table.columns import UnknownColumnsError
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import known_beside, remembered_columns, role_codes
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.fields import MAX_TEXT
from competence_app.revisions.rules.quoting import Quote, quotes
from competence_app.ui.downloads import MEGABYTE
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios
from competence_app.ui.templatetags.ui import in_language

TOO_LONG = "{} is longer than {} MiB. Split it into several frameworks."


class ProblemList:
    """Shows everything that is wrong with what an ``UploadForm`` was sent, each at its place."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the list's HTML."""
        return render_to_string("revisions/problems.html", {"form": form})


class UploadForm(CheckedHere, forms.Form):
    """A framework as a file of any known format, or as YAML typed into a box; the file is read where both are sent."""

    replaces = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    """The digest of somebody else's draft that the sender has seen, and means to replace."""
    file = forms.FileField(
        label="Choose a file",
        required=False,
        error_messages={"empty": "This file is empty"},
    )
    text = forms.CharField(
        label="Or write the YAML here",
        required=False,
        strip=False,
        help_text="What you write stays here until it is right.",
        widget=forms.Textarea(attrs={"class": "app-code-box", "wrap": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, base: Version | None = None, **kwargs: Any) -> None:
        """Begin with nothing read and nothing wrong; ``base`` is the version that a document revises."""
        super().__init__(*args, **kwargs)
        offered = _offered([*FORMATS.values(), *DOCUMENTS.values()])
        others = _one_of(known.names.short for known in FOREIGN.values())
        self.fields[
            "file"
        ].help_text = (
            f"{offered}, up to 5 MiB; or another system's file ({others}). It is read instead of the text below."
        )
        self._base = base
        self.fields["text"].validators = []  # a character that cannot be kept is shown at its place
        self.shows_text = False  # the one that the problems are about
        self.unknown: UnknownColumnsError | None = None  # of the file that is called
        self.unknown_name = ""
        self.problems: list[Quote] = []
        self.others: Version | None = None

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(
            ProblemList(), "replaces", Field("file"), Field("text", rows=24), ButtonGroup(Button("Check and preview"))
        )
        return helper

    def clean_file(self) -> FrameworkFile | None:
        """Refuse what is no framework by its name or size."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if not file:
            return None
        return self._opened(file.read(), str(file.name), file.size or 0)

    def _opened(self, data: bytes, name: str, size: int) -> FrameworkFile:
        try:
            kind = recognised(data, name)
        except OtherKindError as error:
            raise forms.ValidationError(_of_another_kind(name, error.way)) from None
        if size > kind.max_bytes:
            raise forms.ValidationError(TOO_LONG.format(name, kind.max_bytes // MEGABYTE))
        if isinstance(kind, Format):
            return FrameworkFile(data, kind, role_codes())
        try:
            return self._proposed(data, kind, name)
        except UnreadableError as error:
            raise forms.ValidationError([f"{name}: {problem.said_of()}" for problem in error.problems]) from None

    def _proposed(self, data: bytes, kind: Draft, name: str) -> FrameworkFile:
        """Return the draft; of a table whose columns nobody knows remember that they must be asked for."""
        known = known_beside(self._base)
        try:
            return FrameworkFile.of_document(data, kind, name, known)
        except UnknownColumnsError as error:
            meanings = remembered_columns(error.table.headers)
            if meanings is None:
                self.unknown, self.unknown_name = error, name
                raise
            return FrameworkFile.of_table(error.table, meanings, name, known)

    def clean_text(self) -> str:
        """Refuse a text that is too long; its lines end in a bare line feed, whatever the browser sends."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
            raise forms.ValidationError(TOO_LONG.format("This text", MAX_BYTES // MEGABYTE))
        return text

    def clean(self) -> dict[str, Any]:
        """Take the file as the ``framework`` if there is one, else the text."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if file:
            self.cleaned_data["framework"] = file
        elif text.strip():
            self.cleaned_data["framework"] = FrameworkFile.of_text(text, role_codes())
        elif not self.errors:
            self.add_error("file", "Choose a file, or write the YAML in the box below")
        return self.cleaned_data

    def take(self, framework: FrameworkFile) -> None:
        """Take what was made of a table as if its file had just been sent."""
        self.errors.clear()
        self.cleaned_data |= {"framework": framework}

    def refuse(self, error: UnreadableError) -> None:
        """Show what is wrong; the text of a YAML file is put into the box, to be mended there."""
        sent: FrameworkFile = self.cleaned_data["framework"]
        text = sent.data.decode(errors="replace")
        self.shows_text = sent.is_kept and text.encode() == sent.data
        if self.shows_text:
            self.data = {"text": text}
        self.problems = quotes(text, error.problems)
        count = len(self.problems)
        told = f"Nothing is stored yet: mend {count} problem{'s' if count > 1 else ''} first"
        self.add_error("text" if sent.is_kept else "file", told)

    def ask_about(self, draft: Version) -> None:
        """Show whose draft would be lost; sent again, this one takes its place. What was sent stands in the box."""
        self.others = draft
        sent: FrameworkFile = self.cleaned_data["framework"]
        self.data = {"text": sent.text, "replaces": draft.digest}
        self.add_error("text", "Nothing is stored yet: this would take the place of somebody else's draft")


def _offered(known: Iterable[Kind]) -> str:
    return _one_of(f"{each.names.offered} ({each.suffixes[0]})" for each in known)


def _one_of(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"


def _of_another_kind(name: str, way: str) -> str:
    known: tuple[Kind, ...] = (*FORMATS.values(), *DOCUMENTS.values())
    asked = _one_of(f"{each.names.asked} ({each.suffixes[0]})" for each in known)
    return f"{name} is of another kind" + (f": {way}" if way else f". Choose {asked}")


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
        field.choices = [(s.code, in_language(_in_short(s), s.language)) for s in self.gone]  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        parts = {s.code: in_language("; ".join(s.prompts), s.language) for s in self.gone}
        helper.layout = Layout(Radios("replaces", label_size="m", hints=parts), ButtonGroup(Button("Save")))
        return helper


def _in_short(statement: Statement) -> str:
    return " ".join(filter(None, (statement.code, statement.stem, statement.text)))


class TryOutForm(RatingForm):
    """The answers of somebody who tries a draft out: nothing is kept, so nothing warns of losing it."""

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = super().helper
        helper.attrs = {}
        return helper


class _LinesField(forms.CharField):
    """A text whose lines end in a bare line feed, whatever the browser sends: two characters would count as one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class AnnounceForm(CheckedHere, forms.Form):
    """What is new in a version, for those who know the one before."""

    changes = _LinesField(
        label="What is new?",
        max_length=MAX_TEXT,
        help_text=(
            "Practitioners read it where they are told of the new version. Leave an empty line between paragraphs; "
            "begin each entry of a list with “- ”."
        ),
        error_messages={
            "required": "Enter what is new",
            "max_length": "What is new must be %(limit_value)d characters or fewer. It has %(show_value)d",
        },
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("changes", rows=8), ButtonGroup(Button("Save and continue")))
        return helper


class PublishForm(CheckedHere, forms.Form):
    """What an editor saw before deciding: the draft's content, and the version that was current."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, draft: Version, current: Version | None) -> "PublishForm":
        """Return the form as the page shows it."""
        return cls(initial={"digest": draft.digest, "expected": current.pk if current else None})
