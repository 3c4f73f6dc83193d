"""Who has read what until now: as far as the assessments still say so, then as the audit record does.

The record knows who revealed and who looked, but not whom it was handed over to or shared with: of those who can read
it no longer, whoever never looked stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import migrations

REVEALED = ("reviewed", "agreed")
LOOKS = ("see review", "see profile", "see meeting sheet")
GIVING = ("hand over", "share")
LABEL = "assessments.assessment "

Shown = tuple[int, int, datetime, str]  # the assessment, who read it, since when, by which move
Deeds = dict[tuple[int, str], list[datetime]]


def fill(apps: Any, _schema_editor: Any) -> None:
    """Store each reader of each assessment once: the first thing that says so holds."""
    showing = apps.get_model("assessments", "Showing")
    found: dict[tuple[int, int], Any] = {}
    for assessment, reader, since, move in _shown(apps):
        row = showing(assessment_id=assessment, reader_id=reader, since=since, move=move)
        found.setdefault((assessment, reader), row)
    showing.objects.bulk_create(found.values(), batch_size=500)


def _shown(apps: Any) -> Iterator[Shown]:
    assessments = apps.get_model("assessments", "Assessment")
    revealed = {one.pk: one for one in assessments.objects.filter(state__in=REVEALED)}
    entries = [entry for entry in _entries(apps) if _key(entry) in revealed]
    given = _given(entries)
    for one in revealed.values():
        yield one.pk, one.reviewed_by_id, one.revealed_at, "reveal"
        yield one.pk, one.supervisor_id, max(given[one.pk, "hand over"], default=one.revealed_at), "hand over"
    shared = assessments.shared_with.through.objects.filter(assessment__state__in=REVEALED)
    for pk, reader in shared.values_list("assessment", "user"):
        yield pk, reader, min(given[pk, "share"], default=revealed[pk].revealed_at), "share"
    yield from _on_record(entries, given, owners={pk: one.practitioner_id for pk, one in revealed.items()})


def _on_record(entries: list[Any], given: Deeds, owners: dict[int, int]) -> Iterator[Shown]:
    for entry in entries:
        if entry.verb not in GIVING and entry.by_id != owners[_key(entry)]:
            yield _key(entry), entry.by_id, entry.at, _last_given(given, entry) if entry.verb in LOOKS else "reveal"


def _entries(apps: Any) -> Any:
    """Return what the record says of showing and of looking, the first first."""
    known = apps.get_model("audit", "Entry").objects.filter(verb__in=("reveal", *GIVING, *LOOKS), by__isnull=False)
    return known.filter(what__startswith=LABEL).order_by("at", "pk")


def _key(entry: Any) -> int:
    return int(entry.what.removeprefix(LABEL))


def _given(entries: list[Any]) -> Deeds:
    """Return when its practitioner handed over or shared each assessment; the record does not say to whom."""
    given: Deeds = defaultdict(list)
    for entry in entries:
        given[_key(entry), entry.verb].append(entry.at)
    return given


def _last_given(given: Deeds, look: Any) -> str:
    """Return how whoever looks came to it: by what was done last before."""
    done = [(at, move) for move in GIVING for at in given[_key(look), move] if at <= look.at]
    return max(done)[1] if done else "share"


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_showing"),
        ("audit", "0002_append_only"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
