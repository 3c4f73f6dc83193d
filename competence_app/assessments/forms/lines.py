"""A box for several lines of text."""

from django import forms
from django.core.exceptions import ValidationError

from competence_app.assessments.models import ANSWER_MAX_LENGTH
from competence_app.assessments.wording import TOO_LONG


class LinesField(forms.CharField):
    """An optional text of several lines, stored with one kind of line end whatever the browser sends."""

    widget = forms.Textarea

    def __init__(self, what: str, *, label: str | None = None) -> None:
        """Make a box for ``what``, as its error messages name it.

        Django's own limit would have the browser cut off without a word what is pasted.
        """
        super().__init__(required=False, label=label)
        self.what = what
        self.widget.attrs["data-limit"] = ANSWER_MAX_LENGTH

    def validate(self, value: str) -> None:
        """Refuse what is too long, and say how long it is."""
        super().validate(value)
        if len(value) > ANSWER_MAX_LENGTH:
            raise ValidationError(TOO_LONG.format(what=self.what, most=ANSWER_MAX_LENGTH, count=len(value)))

    def clean(self, value: str | None) -> str:
        """Return the text, stripped, its lines ending in a bare line feed: two characters would count as one."""
        return str(super().clean((value or "").replace("\r\n", "\n")))
