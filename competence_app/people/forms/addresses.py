"""E-mail addresses in forms."""

from typing import Any

from django import forms

from competence_app.people import wording
from competence_app.people.models.address import AddressColumn
from competence_app.people.rules.addresses import address_of


class AddressField(forms.EmailField):
    """An e-mail address, as rows hold it; what is none or too long is refused in words."""

    default_validators = AddressColumn.default_validators
    default_error_messages = {"invalid": wording.NO_ADDRESS, "max_length": wording.LONG_ADDRESS}

    def __init__(self, *, max_length: int = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Write the address as rows hold it before it is checked."""
        return address_of(super().to_python(value) or "")
