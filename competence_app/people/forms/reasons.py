"""Why something is asked for or done, in a line that others read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from competence_app.people.rules.naming import refusal_of
from competence_app.people.wording import NO_REASON


class ReasonField(forms.CharField):
    """One line that reads as it is: others decide by it."""

    def __init__(self, *, label: str = "Reason", **kwargs: Any) -> None:
        """Take what other boxes of text take."""
        super().__init__(label=label, error_messages={"required": "Enter the reason"}, **kwargs)

    def clean(self, value: Any) -> str:
        """Refuse what is no such line."""
        reason: str = super().clean(value)
        if refusal := refusal_of(reason):
            raise ValidationError(NO_REASON, code=refusal)
        return reason
