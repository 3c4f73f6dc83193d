"""Finding something in a report, and choosing what to take along of one."""

from collections.abc import Sequence
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from competence_app.assessments.models import Assessment
from competence_app.people.models import JobRole
from competence_app.reports.layout.documents.reflection import Piece
from competence_app.reports.layout.past import progress_in_words
from competence_app.reports.rules.enclosing import Enclosure
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios
from competence_app.ui.templatetags.ui import in_language

OTHERS = "others"
LATEST, ALL = "latest", "all"


class RoleForm(forms.Form):
    """Whose targets to look at."""

    role = forms.ModelChoiceField(
        JobRole.objects.all(),
        label="Job role",
        empty_label="Choose a job role",
        error_messages={"required": "Choose a job role", "invalid_choice": "There is no such job role: choose one"},
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.attrs = {"class": "app-filter"}
        helper.layout = Layout(Field("role"), ButtonGroup(Button("Show", variant="secondary")))
        return helper


class RecordDoersForm(forms.Form):
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


class FileForm(forms.Form):
    """What a file of ratings is to hold, and in which format; what makes no sense is as if it were not asked for."""

    notes = forms.BooleanField(required=False, label="With notes and reasons")

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        """Send it to this address."""
        super().__init__(*args, **kwargs)
        self.address = address

    @property
    def has_notes(self) -> bool:
        """Whether what was typed goes along."""
        return self.is_valid() and bool(self.cleaned_data["notes"])

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method, helper.form_action = "get", self.address
        formats = (("xlsx", "Excel workbook", ""), ("csv", "CSV", "secondary"))
        buttons = (Button(f"Download as {words}", name="as", value=key, variant=look) for key, words, look in formats)
        helper.layout = Layout(*map(self.shown, self.fields), ButtonGroup(*buttons))
        return helper

    def shown(self, name: str) -> Field:
        """Return how a field is shown."""
        return Radios(name, small=True) if name == "over" else Field(name)


class StaffFileForm(FileForm):
    """The same of others'."""

    notes = forms.BooleanField(
        required=False,
        label="With notes and reasons",
        help_text="What they, and their supervisors, wrote in their own words.",
    )


class OwnFileForm(FileForm):
    """The same of one's own."""

    field_order = ("over", "notes")
    over = forms.ChoiceField(
        label="Which assessments",
        choices=[(LATEST, "The latest"), (ALL, "All on record")],
        initial=LATEST,
        widget=forms.RadioSelect,
        required=False,
    )
    notes = forms.BooleanField(
        required=False,
        label="With notes and reasons",
        help_text="What you, and your supervisor, wrote in your own words. It may tell more than you want to pass on.",
    )

    @property
    def is_all(self) -> bool:
        """Whether it is about all assessments on record."""
        return self.is_valid() and self.cleaned_data["over"] == ALL


ENCLOSURES = {
    Enclosure.NOTES: ("Your notes and reasons", "What you wrote with your ratings."),
    Enclosure.COMMENTS: ("Comments", "What your supervisor wrote, what you agreed in words, and your closing comment."),
    Enclosure.PLANS: ("Planned actions", "They go into the profile alone."),
}
PROFILE = "profile"


class EnclosingForm(forms.Form):
    """What goes into a document beside the ratings: nothing, unless it is chosen."""

    enclosed = forms.TypedMultipleChoiceField(
        coerce=Enclosure,
        required=False,
        label="What goes in, beside your ratings",
        choices=[(kind.value, label) for kind, (label, _) in ENCLOSURES.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def chosen(cls, data: Any) -> frozenset[Enclosure]:
        """Return what was asked for; where that makes no sense, nothing is enclosed."""
        sent = cls(data)
        return frozenset(sent.cleaned_data["enclosed"]) if sent.is_valid() else frozenset()


class DocumentForm(EnclosingForm):
    """Which document to make, and what goes in."""

    of = forms.ChoiceField(label="Which one", widget=forms.RadioSelect)

    def __init__(self, *args: Any, history: Sequence[Assessment], action: str, **kwargs: Any) -> None:
        """Offer the profile and each assessment in ``history``."""
        super().__init__(*args, **kwargs)
        self.action = action
        field: Any = self.fields["of"]
        past = [(str(one.pk), progress_in_words(one)) for one in history]
        field.choices = [(PROFILE, "Your profile today"), *past]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.form_action = self.action
        hints = {kind.value: hint for kind, (_, hint) in ENCLOSURES.items()}
        helper.layout = Layout(
            Radios("of", hints={PROFILE: "What needs you first, then the rest in short."}),
            Radios("enclosed", hints=hints),
            ButtonGroup(Button("Get the PDF", variant="secondary")),
        )
        return helper


class ReflectionForm(forms.Form):
    """Which of somebody's notes and plans to take: none, unless they are chosen."""

    notes = forms.MultipleChoiceField(required=False, label="Notes", widget=forms.CheckboxSelectMultiple)
    plans = forms.MultipleChoiceField(required=False, label="Planned actions", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, notes: Sequence[Piece], plans: Sequence[Piece], **kwargs: Any) -> None:
        """Offer these, each by its competence and with its whole text."""
        super().__init__(*args, **kwargs)
        self.pieces = {kind: pieces for kind, pieces in (("notes", notes), ("plans", plans)) if pieces}
        for kind in [kind for kind in self.fields if kind not in self.pieces]:
            del self.fields[kind]
        for kind, pieces in self.pieces.items():
            field: Any = self.fields[kind]
            field.choices = [(piece.key, _about(piece)) for piece in pieces]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose."""
        return not self.fields

    def clean(self) -> dict[str, Any]:
        """Return the keys chosen of each kind; an error where none is."""
        chosen = {kind: self.cleaned_data.get(kind, []) for kind in ("notes", "plans")}
        if not self.errors and not any(chosen.values()):
            raise forms.ValidationError("Choose a note or a planned action")
        return chosen

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        shown = (
            Radios(kind, hints={piece.key: piece.text for piece in pieces}) for kind, pieces in self.pieces.items()
        )
        helper.layout = Layout(*shown, ButtonGroup(Button("Show the text", variant="secondary")))
        return helper


def _about(piece: Piece) -> SafeString:
    return format_html("{} {}", piece.code, in_language(piece.statement.text, piece.statement.language))
