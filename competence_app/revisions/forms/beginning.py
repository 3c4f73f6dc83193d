"""With what a draft begins that is written in the browser: as little as makes a framework, or a version's words."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html

from competence_app.catalogue.models import Framework
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.forms.arranging import KINDS, BareLinesField, EditForm
from competence_app.revisions.rules.editing import Said
from competence_app.revisions.wording import FRAMEWORK_THERE
from competence_app.ui.layout import Button, ButtonGroup, Field, Radios
from competence_app.ui.templatetags.ui import in_language

_TITLE = 500
TYPED = ""  # the scale that is none of the others'


class BeginForm(EditForm):
    """A framework of one domain and one statement; all else is written afterwards."""

    title = BareLinesField(label="Title", rows=2, most=_TITLE, error_messages={"required": "Enter a title"})
    code = forms.CharField(
        label="Code",
        help_text="Its lasting name, the same in all its versions: letters, digits and “-”, such as “hand-hygiene”.",
        error_messages={"required": "Enter a code"},
    )
    version = forms.CharField(label="Version", initial="1", error_messages={"required": "Enter a version, such as 1"})
    language = forms.CharField(
        label="Language",
        initial="en-GB",
        help_text="Such as en-GB or de.",
        error_messages={"required": "Enter a language"},
    )
    publisher = BareLinesField(label="Publisher", rows=2, most=_TITLE, required=False)
    scale = forms.ChoiceField(
        label="Which scale is it rated on?",
        required=False,
        widget=forms.RadioSelect,
        initial=TYPED,
        error_messages={"invalid_choice": "Choose from the scales shown"},
    )
    levels = BareLinesField(
        label="Its levels, each on a line",
        required=False,
        help_text="The lowest first. What each means is written afterwards.",
    )
    domain_title = BareLinesField(
        label="Title of the domain", rows=2, most=_TITLE, error_messages={"required": "Enter the title of a domain"}
    )
    domain_code = forms.CharField(
        label="Code of the domain",
        help_text="Such as “knowledge”; it lasts.",
        error_messages={"required": "Enter a code of the domain"},
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=KINDS,
        widget=forms.RadioSelect,
        initial="capability",
        error_messages={"required": "Choose a kind"},
    )
    statement = BareLinesField(label="Statement", error_messages={"required": "Enter a statement"})
    statement_code = forms.CharField(
        label="Code of the statement",
        help_text="Such as “K1”; it lasts, and those that you add are numbered after it.",
        error_messages={"required": "Enter a code of the statement"},
    )

    def __init__(self, *args: Any, scales: Sequence[Content], **kwargs: Any) -> None:
        """Offer the scales of these frameworks, and one of one's own."""
        super().__init__(*args, **kwargs)
        self._scales = {content.code: content.scale for content in scales}
        offered = [(c.code, format_html("As “{}”", in_language(c.title, c.language))) for c in scales]
        self.fields["scale"].choices = [*offered, (TYPED, "Another")]  # type: ignore[attr-defined]
        self._hints = {c.code: in_language(_labels(c), c.language) for c in scales}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        scale = Radios("scale", hints=self._hints, conditional={TYPED: Field("levels", rows=5)})
        helper.layout = Layout(
            Fieldset("The framework", "title", "code", "version", "language", "publisher"),
            Fieldset("Its scale", scale),
            Fieldset("Its first domain", "domain_title", "domain_code", "kind"),
            Fieldset("The first statement in it", "statement", "statement_code"),
            ButtonGroup(Button("Begin the draft")),
        )
        return helper

    def clean_code(self) -> str:
        """Refuse the name of a framework that is there: it would be revised, not begun."""
        code = str(self.cleaned_data["code"]).strip()
        if Framework.objects.filter(code__iexact=code, versions__isnull=False).exists():
            raise forms.ValidationError(FRAMEWORK_THERE.format(code=code))
        return code

    @property
    def said(self) -> Said:
        """The framework as its file would say it."""
        data = self.cleaned_data
        competence = {"code": data["statement_code"], "text": data["statement"]}
        domain = {"code": data["domain_code"], "title": data["domain_title"], "kind": data["kind"]}
        return {
            **{field: data[field] for field in ("title", "code", "version", "language")},
            "source": {"publisher": data["publisher"]},
            "scale": self._scale(),
            "domains": [domain | {"competences": [competence]}],
        }

    def _scale(self) -> Said:
        if known := self._scales.get(self.cleaned_data["scale"]):
            return known.model_dump(mode="json")
        labels = [line.strip() for line in self.cleaned_data["levels"].splitlines() if line.strip()]
        return {"levels": [{"value": value, "label": label} for value, label in enumerate(labels, start=1)]}

    def places(self) -> Mapping[Path, str]:
        """Return the names of the fields by the paths of what they become."""
        domain: Path = ("domains", 0)
        competence = (*domain, "competences", 0)
        return {
            **{(field,): field for field in ("title", "code", "version", "language")},
            ("source", "publisher"): "publisher",
            ("scale",): "levels",
            (*domain, "title"): "domain_title",
            (*domain, "code"): "domain_code",
            (*competence, "text"): "statement",
            (*competence, "code"): "statement_code",
        }


def _labels(content: Content) -> str:
    return ", ".join(level.label for level in content.scale.levels)


class ReviseForm(EditForm):
    """What the version is called that begins with another's words."""

    button = "Begin the draft"
    version = forms.CharField(
        label="What is the new version called?",
        help_text="Such as the year. A published version never changes, so its words get a new label.",
        error_messages={"required": "Enter a label, such as the year"},
    )

    def places(self) -> Mapping[Path, str]:
        """Return the name of the field by the path of what it becomes."""
        return {("version",): "version"}
