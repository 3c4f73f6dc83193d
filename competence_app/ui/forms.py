"""What our forms have in common: server-side checking and a date asked for in three parts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
TOO_LONG = "Your {what} must be %(limit_value)d characters or fewer. It has %(show_value)d"


class CheckedHere:
    """Mix into every form before ``forms.Form``: browsers leave checking to us, whose messages are complete."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]  # of the form that this is mixed into
            if limit := field.widget.attrs.pop("maxlength", None):  # it would cut off without a word what is pasted
                field.widget.attrs["data-limit"] = limit
                field.error_messages.setdefault("max_length", TOO_LONG.format(what=str(field.label).lower()))
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"Enter your {str(field.label or 'answer').lower()}"

    @property
    def is_typed(self) -> bool:
        """Whether the page shows anything that was typed and is not stored."""
        return bool(self.is_bound)  # type: ignore[attr-defined]  # as above

    def warning(self) -> dict[str, str]:
        """Return the attribute that has browsers ask before somebody leaves what is typed and not stored."""
        return {"data-warn-unsaved": "typed" if self.is_typed else ""}


class DateParts(forms.MultiWidget):
    """Three text boxes; a form with the field ``due`` sends ``due_day``, ``due_month`` and ``due_year``."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Build the three boxes, each with ``attrs``."""
        super().__init__({part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """Return day, month and year of a date, or three times None."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.DateField):
    """A date written as day, month and year in numbers; anything else is an error that names what is wrong."""

    widget = DateParts
    default_error_messages = {
        "required": "Enter a date",
        "incomplete": "Date must include a %(missing)s",
        "invalid": "Date must be a real date, with all 4 numbers of the year, like 27 3 2026",
    }

    def to_python(self, value: date | Sequence[str] | None) -> date | None:
        """Turn three texts into a date; nothing typed is None, a part missing or impossible a ValidationError."""
        if isinstance(value, date):
            return value
        texts = [(text or "").strip() for text in value or ()]
        if not any(texts):
            return None
        if missing := [part for part, text in zip(PARTS, texts, strict=True) if not text]:
            raise ValidationError(
                self.error_messages["incomplete"], code="incomplete", params={"missing": " and a ".join(missing)}
            )
        return self._real_date(*texts)

    def _real_date(self, day: str, month: str, year: str) -> date:
        try:
            return date(int(year) if len(year) == len("2026") else 0, int(month), int(day))
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
