"""Finishing an assessment."""

from typing import Any, Self

from django import forms


class FinishForm(forms.Form):
    """How many answers somebody knows that they have not looked at again; what is no number says nothing."""

    knowing = forms.IntegerField(required=False, min_value=0)

    @classmethod
    def sent(cls, data: Any) -> Self:
        """Return the form as it was sent."""
        form = cls(data)
        form.full_clean()
        return form

    @property
    def known(self) -> int:
        """How many they know of."""
        return self.cleaned_data.get("knowing") or 0
