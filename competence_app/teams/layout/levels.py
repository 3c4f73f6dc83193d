"""A batch as it is laid out by level: domain by domain, a row of numbers for each competence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.comparison import language_of
from competence_app.assessments.wording.scales import review_scale
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.rules.disclosure import Span, in_columns, spans
from competence_app.ui.pieces import render_piece
from competence_app.ui.templatetags.ui import in_language

SHADES = 4


@dataclass(frozen=True, slots=True)
class CountCell:
    """One number of a row; ``shade`` is 1 (palest) to ``SHADES``, by its share."""

    label: SafeString
    width: int
    people: int
    shade: int


def levels_context(content: Content, batch: Batch) -> dict[str, Any]:
    """Return what the tables of a batch by level show."""
    return {
        "columns": columns_of(content),
        "beside_levels": no_levels(content, Voice(batch.voice)),
        "domains": list(count_rows(content, batch.counts)),
    }


def columns_of(content: Content) -> tuple[str, ...]:
    """Return what the columns are called: one for all answers that are no level, then the levels."""
    return (wording.NO_LEVEL, *(in_language(level.label, content.language) for level in content.scale.levels))


def no_levels(content: Content, voice: Voice) -> list[SafeString]:
    """Return the labels of the answers that are no level, of those that the voice may give."""
    heard = review_scale(content.scale) if voice is Voice.AGREED else content.scale
    return [in_language(answer.label, language_of(answer.code, content.language)) for answer in heard.off_scale]


def count_rows(content: Content, counts: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, list[SafeString]]]:
    """Yield each domain's title with its rows; ``counts`` are a batch's."""
    columns = columns_of(content)

    def row(statement: Statement) -> SafeString:
        return count_row_html(statement, columns, spans(in_columns(counts.get(statement.code, {}), content.scale)))

    for domain in content.domains:
        yield domain.title, [row(statement) for statement in content.statements_in(domain.code)]


@lru_cache(maxsize=16384)
def count_row_html(statement: Statement, columns: tuple[str, ...], shown: tuple[Span, ...]) -> SafeString:
    """Draw a statement's row; without groups it says that there is nothing to show."""
    context = {"statement": statement, "cells": list(_cells(columns, shown)), "width": len(columns)}
    return render_piece("teams/team/count_row.html", context)


def _cells(columns: Sequence[str], shown: Sequence[Span]) -> Iterator[CountCell]:
    total, start = sum(group.people for group in shown), 0
    for group in shown:
        called = columns[start : start + group.width]
        label = format_html(wording.span_in_words(group.width), called[0], called[-1])
        yield CountCell(label, group.width, group.people, 1 + group.people * SHADES // total)
        start += group.width
