"""What is written about an assessment as a whole: why it is returned, and the practitioner's last word."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from competence_app.assessments.forms.lines import LinesField
from competence_app.assessments.models import ANSWER_MAX_LENGTH, Assessment
from competence_app.catalogue.rules.domains import Domain, Statement
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field

NO_PATIENTS = "No names, wards, dates or unusual events: nothing that could identify a patient."
REMARK = LinesField("comment")


class CommentForm(CheckedHere, forms.Form):
    """The practitioner's closing comment."""

    comment = LinesField("closing comment")

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        """Ask for the comment on the ``assessment``, with the hint that keeps patients out of it."""
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        field = self.fields["comment"]
        field.required, field.label = True, "Your closing comment"
        field.error_messages["required"] = "Write your closing comment"
        field.help_text = f"Your supervisor reads it. You cannot change it later. {NO_PATIENTS}"

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs, helper.form_action = self.warning(), reverse("comment", args=[self.assessment.pk])
        helper.layout = Layout(
            Field("comment", label_size="m", rows=4), Button("Add closing comment", variant="secondary")
        )
        return helper


class RemarkGrid:
    """Shows the boxes for single competences of a ``ReturnForm``, by domain."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the boxes' HTML."""
        about: Any = form
        language = about.assessment.content.language
        shown = {"domains": about.domains(), "language": language, "limit": ANSWER_MAX_LENGTH}
        return render_to_string("reviews/remarks.html", shown)


class ReturnForm(CheckedHere, forms.Form):
    """Why an assessment is returned, and remarks on single competences."""

    comment = LinesField("comment")

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        """Ask for the comment and, of each competence of the ``assessment``, for a remark if there is one."""
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        field = self.fields["comment"]
        field.required, field.label = True, "Why are you returning it?"
        field.error_messages["required"] = "Say why you are returning it"
        field.help_text = f"{assessment.practitioner} reads this. {NO_PATIENTS}"
        self.fields |= {self._name(statement): REMARK for statement in assessment.content.statements}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("comment", rows=5), RemarkGrid(), ButtonGroup(Button("Return the assessment")))
        return helper

    def remarks(self) -> dict[str, str]:
        """Return what was written about single competences, by code."""
        written = {s.code: self.cleaned_data[self._name(s)] for s in self.assessment.content.statements}
        return {code: text for code, text in written.items() if text}

    def domains(self) -> Iterator[tuple[Domain, list[tuple[Statement, BoundField]], bool]]:
        """Yield each domain with its statements and their boxes, and whether anything is written in one."""
        for domain in self.assessment.content.domains:
            inside = self.assessment.content.statements_in(domain.code)
            boxes = [(statement, self[self._name(statement)]) for statement in inside]
            yield domain, boxes, any(box.value() for _, box in boxes)

    @staticmethod
    def _name(statement: Statement) -> str:
        return f"remark-{statement.code}"
