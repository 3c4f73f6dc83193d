"""Which people have a name that others have too: a column, kept true by whatever changes a name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

MANY = 500  # keys that one query names
# Of two namesakes stored at once neither would find the other: whoever changes names waits for whoever does. SQLite
# lets one write at a time anyway. The number is any that nothing else locks.
TURNS = {"postgresql": "SELECT pg_advisory_xact_lock(20261128)", "sqlite": "SELECT 1"}


def take_turn() -> None:
    """Let nobody else change a name before this transaction ends; to be called before a person's row is locked."""
    with connection.cursor() as cursor:
        cursor.execute(TURNS[connection.vendor])


@contextmanager
def marking(renamed: QuerySet[Any]) -> Iterator[set[str]]:
    """Change names within, those of ``renamed`` or of new people, and mark afterwards who shares one.

    What is yielded takes the ``search_key`` of each new name.
    """
    with transaction.atomic():
        take_turn()
        keys = set(renamed.values_list("search_key", flat=True))
        yield keys
        _mark(renamed.model, keys)


def _mark(model: Any, keys: set[str]) -> None:
    everybody = model.objects.order_by()
    among = everybody.filter(search_key__in=keys) if len(keys) <= MANY else everybody
    others = everybody.filter(search_key=OuterRef("search_key")).exclude(pk=OuterRef("pk"))
    among.annotate(shared=Exists(others)).exclude(shares_name=F("shared")).update(shares_name=F("shared"))
