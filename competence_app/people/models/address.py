"""How rows hold e-mail addresses."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models

from competence_app.people import wording
from competence_app.people.rules.addresses import address_of, is_plain


class AddressValidator(EmailValidator):
    """Django's, whose pattern lets letters of other alphabets and control characters through."""

    message = wording.NO_ADDRESS

    def __call__(self, value: str | None) -> None:
        """Raise ``ValidationError`` unless ``value`` is an address."""
        if not is_plain(value or ""):
            raise ValidationError(self.message, code=self.code)
        super().__call__(value)


class AddressColumn(models.EmailField):  # type: ignore[type-arg]  # generic in the stubs only
    """Django's, storing and finding each address as ``address_of`` writes it."""

    default_validators = [AddressValidator()]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Be Django's own to migrations, which know nothing of ours."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", list(args), kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database is given, to store and to find."""
        return address_of(value) if isinstance(value, str) else super().get_prep_value(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's
        """Let the row in memory read as the one stored."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            setattr(model_instance, self.attname, value := self.get_prep_value(value))
        return value
