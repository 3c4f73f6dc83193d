"""What changes the order of a draft: a domain more, a competence elsewhere, one made two, two made one."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.fields import MAX_TEXT, DomainKind
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.schema import Content, Holder
from competence_app.catalogue.rules.words import first_words
from competence_app.revisions.forms.complaining import Unfit, at_boxes, complaints
from competence_app.revisions.forms.editing import show_complaints
from competence_app.revisions.rules.editing import Said
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios
from competence_app.ui.templatetags.ui import in_language

_TITLE = 500
KINDS = [(kind, kind.capitalize()) for kind in get_args(DomainKind)]


class BareLinesField(forms.CharField):
    """A text whose lines end in a bare line feed, whatever the browser sends."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, most: int = MAX_TEXT, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.widget.attrs |= {"rows": rows, "data-limit": most}

    def to_python(self, value: Any) -> str:
        """Return the text."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class EditForm(CheckedHere, forms.Form):
    """What is asked for one edit; what is wrong with the framework that it makes stands at the field that said it."""

    button = "Save"

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(*self.fields, ButtonGroup(Button(self.button)))
        return helper

    def places(self) -> Mapping[Path, str]:
        """Return the names of the fields by the path in the framework of what is written there."""
        return {}

    def refuse(self, error: Unfit, content: Content | None = None) -> None:
        """Show what is wrong with the framework that this would make of the content, where there is one."""
        show_complaints(self, at_boxes(complaints(error), self.places(), content))


class DomainForm(EditForm):
    """A domain more, with its first competence."""

    button = "Add"
    title = BareLinesField(
        label="Title of the domain", rows=2, most=_TITLE, error_messages={"required": "Enter a title"}
    )
    code = forms.CharField(label="Code of the domain", required=False, help_text="Such as “developing”; it lasts.")
    kind = forms.ChoiceField(
        label="Kind",
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text="Which words of the scale explain its levels.",
        initial="capability",
        error_messages={"required": "Choose a kind"},
    )
    statement = BareLinesField(label="First statement", error_messages={"required": "Enter its first statement"})
    statement_code = forms.CharField(label="Code of the statement", required=False, help_text="Such as “D1”; it lasts.")

    def __init__(self, *args: Any, path: Path, **kwargs: Any) -> None:
        """Ask for the domain that is to stand at this path."""
        super().__init__(*args, **kwargs)
        self._path = path

    @property
    def said(self) -> Said:
        """The domain as its file would say it."""
        data = self.cleaned_data
        competence = {"code": data["statement_code"], "text": data["statement"]}
        return {"title": data["title"], "code": data["code"], "kind": data["kind"], "competences": [competence]}

    def places(self) -> Mapping[Path, str]:
        """Return the names of the fields by the paths of what they become."""
        competence = (*self._path, "competences", 0)
        at = {(*self._path, field): field for field in ("title", "code", "kind")}
        return at | {(*competence, "text"): "statement", (*competence, "code"): "statement_code"}


class CompetenceMoveForm(EditForm):
    """Which domain or sub-domain a competence goes to."""

    button = "Move"
    holder = forms.ChoiceField(
        label="Where does it belong?",
        widget=forms.RadioSelect,
        help_text="It goes to the end; from there it can go up.",
        error_messages={"required": "Choose where it belongs", "invalid_choice": "Choose from those shown"},
    )

    def __init__(self, *args: Any, content: Content, here: Holder, **kwargs: Any) -> None:
        """Offer every domain and sub-domain but the one that it is in."""
        super().__init__(*args, **kwargs)
        others = [holder for holder in content.holders if holder.path != here.path]
        names = [(one.domain.code, in_language(_in_full(one), content.language)) for one in others]
        self.fields["holder"].choices = names  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = super().helper
        helper.layout = Layout(Radios("holder", label_size="m"), ButtonGroup(Button(self.button)))
        return helper


def _in_full(holder: Holder) -> str:
    return " / ".join(domain.title for domain in holder.domains)


class SplitForm(EditForm):
    """Two competences in place of one."""

    button = "Split"
    first_code = forms.CharField(label="Code of the first", required=False)
    first_text = BareLinesField(label="Text of the first", error_messages={"required": "Enter the text of the first"})
    second_code = forms.CharField(label="Code of the second", required=False)
    second_text = BareLinesField(
        label="Text of the second", error_messages={"required": "Enter the text of the second"}
    )
    parts = forms.TypedMultipleChoiceField(
        label="Which parts are the second's?",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the parts shown"},
    )

    def __init__(self, *args: Any, competence: Competence, path: Path, language: str, **kwargs: Any) -> None:
        """Ask about the parts of the competence at this path, where it has some."""
        super().__init__(*args, **kwargs)
        self._path = path
        for side in ("first", "second"):
            self.fields[f"{side}_text"].widget.attrs["lang"] = language
        parts = [(index, in_language(part.text, language)) for index, part in enumerate(competence.parts)]
        self.fields["parts"].choices = parts  # type: ignore[attr-defined]
        if not competence.parts:
            del self.fields["parts"]

    def places(self) -> Mapping[Path, str]:
        """Return the names of the fields by the paths of what they become."""
        *above, index = self._path
        second = (*above, int(index) + 1)
        sides = (("first", self._path), ("second", second))
        at = {(*path, field): f"{side}_{field}" for side, path in sides for field in ("code", "text")}
        return at | {(*path, "rate"): "parts" for _, path in sides}


class MergeForm(EditForm):
    """One competence in place of two."""

    button = "Merge"
    code = forms.CharField(label="Code", required=False)
    text = BareLinesField(label="Text", rows=8, error_messages={"required": "Enter the text"})

    def __init__(self, *args: Any, path: Path, language: str, **kwargs: Any) -> None:
        """Ask for what takes the place of the competence at this path."""
        super().__init__(*args, **kwargs)
        self._path = path
        self.fields["text"].widget.attrs["lang"] = language

    def places(self) -> Mapping[Path, str]:
        """Return the names of the fields by the paths of what they become."""
        return {(*self._path, field): field for field in ("code", "text")}


class OtherForm(CheckedHere, forms.Form):
    """With which other competence one becomes one."""

    other = forms.ChoiceField(
        label="Which other statement?",
        error_messages={"required": "Choose a statement", "invalid_choice": "Choose from the statements shown"},
    )

    def __init__(self, *args: Any, content: Content, code: str, **kwargs: Any) -> None:
        """Offer all competences but the one with this code, by domain."""
        super().__init__(*args, **kwargs)
        self.fields["other"].widget.attrs["lang"] = content.language
        groups = [(_in_full(holder), list(_offered(holder.domain, code))) for holder in content.holders]
        self.fields["other"].choices = [("", ""), *((title, some) for title, some in groups if some)]  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.layout = Layout(Field("other"), ButtonGroup(Button("Continue")))
        return helper


def _offered(domain: Domain, but: str) -> Iterable[tuple[str, str]]:
    for competence in domain.competences:
        if competence.code != but:
            yield competence.code, f"{competence.code} {competence.title or first_words(competence.text)}"
