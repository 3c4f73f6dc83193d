"""Removing what is older than the record is kept."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from competence_app.audit.actions import let_go, record
from competence_app.audit.models import Entry
from competence_app.oversight.queries import to_go

AT_ONCE = 2000  # lines: of each some, one transaction


class Pruned(NamedTuple):
    """How many lines are gone so far, and how many that are as old are kept."""

    gone: int = 0
    kept: int = 0


def kept_since(now: datetime) -> datetime:
    """Return from which moment on lines are kept."""
    return now - timedelta(days=settings.AUDIT_RETENTION_DAYS)


def prune(before: datetime, *, is_trial: bool = False) -> Iterator[Pruned]:
    """Remove lines from before a moment, but those about what is there still, and yield how far it is: see ``to_go``.

    Each step is a transaction. The first that removes any says so on record, by the last line that may go; where
    ``is_trial``, none does.
    """
    pruned, place = Pruned(), None
    while step := to_go(before, place, AT_ONCE):
        if step.keys and not is_trial:
            _remove(step.keys, before, is_first=not pruned.gone)
        pruned = Pruned(pruned.gone + len(step.keys), pruned.kept + step.kept)
        place = step.place
        yield pruned


@transaction.atomic
def _remove(keys: Collection[int], before: datetime, *, is_first: bool) -> None:
    last = Entry.objects.before(before).latest("at", "pk") if is_first else None
    let_go(keys, before=before)
    if last:
        record("prune", last, by=None)
