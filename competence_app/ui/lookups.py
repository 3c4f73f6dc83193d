"""Numbers that people send where a key belongs."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignObject, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

WIDEST = range(-(2**63), 2**63)  # what a column of whole numbers can hold
LONGEST_KEY = 19  # digits of the greatest of them


class _HeldIn:
    """Finds nothing by a number that no column holds, as Django's ``exact`` does; SQLite would fail at it."""

    rhs: Any

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """Leave out what cannot be there."""
        if self.rhs_is_direct_value():  # type: ignore[attr-defined]  # of the lookup that this is mixed into
            self.rhs = [value for value in self.rhs if not isinstance(value, int) or value in WIDEST]
        return super().process_rhs(compiler, connection)  # type: ignore[misc]  # the same


class NumberIn(_HeldIn, In):
    """Whether a number is one of some."""


class KeyIn(_HeldIn, RelatedIn):
    """Whether a row refers to one of some."""


class KeyExact(RelatedExact):
    """Whether a row refers to one, which is nothing where no column holds its number."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """Find nothing by what cannot be there."""
        if isinstance(self.rhs, int) and self.rhs not in WIDEST:
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def register() -> None:
    """Let every query use them."""
    IntegerField.register_lookup(NumberIn)
    ForeignObject.register_lookup(KeyIn)
    ForeignObject.register_lookup(KeyExact)
