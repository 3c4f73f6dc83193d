"""The counts of one batch as a page shows them: by need or, where that was not counted, by level."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate

from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.due import first_in_time, months_between
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.layout.alike import needs_alike
from competence_app.teams.layout.levels import levels_context
from competence_app.teams.layout.needs import NeedRow, divided_rows, needs_of, rows_beside, rows_by_need


def counts_context(batch: Batch, beside: Batch | None = None, *, months: int, order: str) -> dict[str, Any]:
    """Return what the page of a batch shows, ``beside`` another; old counts are those older than so many ``months``."""
    content, voice = content_of(batch.version_id), Voice(batch.voice)
    day = localdate(batch.closed_at)
    shown = {
        "batch": batch,
        "content": content,
        "voice": wording.VOICES[voice],
        "is_agreed": voice is Voice.AGREED,
        "age": wording.age_in_words(months_between(day, localdate())),
        "is_old": day < first_in_time(localdate(), months),
    }
    if batch.needing is None:
        return shown | levels_context(content, batch)
    rows = _rows(content, batch, beside)
    columns = tuple(_day(one) for one in (batch, beside)) if beside else wording.SIDES
    return shown | {"columns": columns, "rows": rows_by_need(rows) if order == wording.BY_NEED else rows}


def _rows(content: Content, batch: Batch, beside: Batch | None) -> list[NeedRow]:
    [needs] = needs_of(content, batch)
    if beside is None:
        return divided_rows(content, needs)
    [then] = needs_alike([beside], batch.version_id)
    return rows_beside(content, (_day(batch), needs), (_day(beside), then))


def _day(batch: Batch) -> str:
    return wording.BELOW_ON.format(day=date_format(localdate(batch.closed_at), "j F Y"))
