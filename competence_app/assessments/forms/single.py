"""Rating one competence again."""

from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms import BaseForm
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from competence_app.assessments.forms.grid import RatingGrid
from competence_app.assessments.forms.rating import RatingForm
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.again import YES
from competence_app.assessments.rules.questions import Question
from competence_app.assessments.wording import NOTHING_SAID
from competence_app.ui.layout import Button


class AgainForm(RatingForm):
    """One competence, of which something is to be said; ``follows`` is the completed assessment before it."""

    not_saved = "Your answer on this page is not saved yet."
    follows: Assessment | None = None

    @classmethod
    def asked(
        cls, request: HttpRequest, question: Question, assessment: Assessment, *, after: Assessment | None = None
    ) -> Self:
        """Return the form with what is sent, if anything is."""
        data = request.POST if request.method == "POST" else None
        form = cls(data, questions=[question], scale=assessment.content.scale)
        form.fields["after"] = forms.IntegerField(required=False)
        form.follows = after
        return form

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = super().helper
        helper.layout = Layout(OneRow(), *([] if self.is_closed else [Button("Save")]))
        return helper

    def clean(self) -> dict[str, Any]:
        """Ask what is true now, where nothing is said of it."""
        cleaned = super().clean()
        for question in self.questions:
            field = f"{question.statement.code}-answer"
            row = self._typed(question.statement.code)
            if not row.answer and row.still_true != YES and field not in self.errors:
                self.add_error(field, NOTHING_SAID.format(code=question.statement.code))
        return cleaned


class OneRow(RatingGrid):
    """Shows the row, and carries along what the form follows."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        """Return its HTML."""
        row = super().render(form, context, template_pack, **kwargs)
        after: Assessment | None = form.follows  # type: ignore[attr-defined]
        return format_html('{}<input type="hidden" name="after" value="{}">', row, after.pk) if after else row
