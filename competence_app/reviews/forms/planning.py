"""What two people plan when they meet, as their supervisor writes it down."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.assessments.forms.planning import ActionForm
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.telling import telling_words
from competence_app.reviews.forms.writing import NO_PATIENTS
from competence_app.ui.layout import Button, ButtonGroup, Field


class TogetherForm(ActionForm):
    """What both plan about one of the competences of an assessment, and by when."""

    competence = forms.ChoiceField(
        label="Competence",
        error_messages={
            "required": "Choose the competence that it is about",
            "invalid_choice": "This assessment has no such competence: choose one",
        },
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        """Offer what the assessment asks."""
        super().__init__(*args, **kwargs)
        text, competence = self.fields["text"], self.fields["competence"]
        text.label, text.error_messages["required"] = "What we plan", "Enter what you plan"
        name = assessment.practitioner
        text.help_text = f"It goes into the plans of {name}, who can change or remove it. {NO_PATIENTS}"
        self.fields["due_on"].help_text = "For example, 27 3 2027."
        asked = assessment.content.statements
        briefs = telling_words(tuple(f"{one.stem} {one.name}".strip() for one in asked))
        offered = [(one.code, f"{one.code} {brief}") for one, brief in zip(asked, briefs, strict=True)]
        competence.choices = [("", "Choose a competence"), *offered]  # type: ignore[attr-defined]  # of a field of choices

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        shown = Field("competence"), Field("text", rows=4), Field("due_on")
        helper.layout = Layout(*shown, ButtonGroup(Button("Add to the plans")))
        return helper
