"""Finished pieces of pages: each depends on nothing but plain values, so it is made once and kept.

Pages alone need these; of what people wrote only their first names come in here.
"""

from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import CARRIED, Axis
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.charts import BAR_WIDTH, Marks, bar, choices_of, dots, marks_in_words
from competence_app.reports.layout.timeline import Spot, timeline
from competence_app.reports.rules.asking import ProfileFilter
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.wording import CARRIED_ONLY
from competence_app.ui.pieces import render_piece


@lru_cache(maxsize=4096)
def statement_html(statement: Statement) -> SafeString:
    """Return a statement with its parts."""
    return render_piece("reports/statement.html", {"statement": statement})


@lru_cache(maxsize=4096)
def add_html(competence: int, framework: str, code: str) -> SafeString:
    """Return the links to plan an action about a competence, and to rate it again."""
    return render_piece("reports/add.html", {"competence": competence, "framework": framework, "code": code})


def ahead_html(line: ProfileLine, content: Content) -> SafeString:
    """Return what the level to reach next looks like, and what helps to get there; nothing where nothing is known."""
    level = line.next_level(content.scale)
    looks_like = dict(line.statement.levels).get(level.value, "") if level else ""
    resources = line.helped_by(content.competence(line.statement.competence).resources)
    if not (looks_like or resources):
        return SafeString()
    return _ahead_html(content.language, level.label if level and looks_like else "", looks_like, resources)


@lru_cache(maxsize=16384)
def _ahead_html(language: str, label: str, looks_like: str, resources: tuple[Resource, ...]) -> SafeString:
    context = {"language": language, "label": label, "looks_like": looks_like, "resources": resources}
    return render_piece("reports/ahead.html", context)


@lru_cache(maxsize=1024)
def filter_html(
    traits: tuple[tuple[str, str], ...], domains: tuple[tuple[str, str], ...], language: str, asked: ProfileFilter
) -> SafeString:
    """Return the form that asks for some competences alone: by a trait, by a domain, each offered by its code."""
    context = {"traits": traits, "domains": domains, "language": language, "asked": asked}
    return render_piece("reports/profile/filter.html", context)


class ActionLinks(NamedTuple):
    """Where an action is marked as done, changed and removed."""

    tick: str
    edit: str
    remove: str


@lru_cache(maxsize=16384)
def action_links(action: int) -> ActionLinks:
    """Return where to go with an action."""
    return ActionLinks(*(reverse(name, args=[action]) for name in ("tick-action", "edit-action", "remove-action")))


class TrendLine(NamedTuple):
    """One competence in few words, with the labels of last time's answer, if it can be compared, and of today's."""

    code: str
    brief: str
    language: str
    then: str
    now: str


@lru_cache(maxsize=16384)
def trend_html(line: TrendLine) -> SafeString:
    """Return what became of one competence since last time."""
    return render_piece("reports/trend_line.html", line._asdict())


class PictureRow(NamedTuple):
    """One statement's row in the pictures and in their table: in how few words, in which language, with which marks."""

    code: str
    brief: str
    language: str
    marks: Marks
    off_scale: SafeString  # what counts, where that is no level


@lru_cache(maxsize=16384)
def strip_html(row: PictureRow, axis: Axis, columns: tuple[tuple[str, str], ...], page: str) -> SafeString:
    """Draw a row of dots, which leads to its card on ``page``; ``columns`` are the marks' codes and names."""
    words = marks_in_words(row.marks, axis.words)
    sentence = ". ".join(f"{name}: {words[code]}" for code, name in columns if words.get(code))
    context = {"row": row, "dots": dots(axis, row.marks), "sentence": sentence, "page": page}
    return render_piece("reports/profile/strip.html", context)


@lru_cache(maxsize=16384)
def figures_html(row: PictureRow, axis: Axis, columns: tuple[tuple[str, str], ...]) -> SafeString:
    """Return the same as a row of a table."""
    said, choices = marks_in_words(row.marks, axis.words), choices_of(row.marks)
    cells = [(said.get(code, ""), axis.language_in(choices[code])) for code, _ in columns]
    return render_piece("reports/profile/figures.html", {"row": row, "cells": cells})


@lru_cache(maxsize=16384)
def bar_html(axis: Axis, counts: tuple[tuple[str, int], ...]) -> SafeString:
    """Draw a stacked bar, and say the same in words."""
    said = [(axis.html(choice) or CARRIED_ONLY, count) for choice, count in counts if count]
    context = {"width": BAR_WIDTH, "segments": bar(axis, counts), "said": said}
    return render_piece("reports/over_time/bar.html", context)


@lru_cache(maxsize=1024)
def parts_html(counts: tuple[int, ...]) -> SafeString:
    """Draw counts as one bar, each darker than the one before; what they count stands beside it in words."""
    scale = Axis(tuple(range(len(counts))), (), frozenset(), "")
    segments = bar(scale, [(str(place), count) for place, count in enumerate(counts)])
    return render_piece("reports/over_time/bar_alone.html", {"width": BAR_WIDTH, "segments": segments})


@lru_cache(maxsize=256)
def legend_html(axis: Axis) -> SafeString:
    """Draw what the fillings of bars mean."""
    kept = [(axis.html(choice), axis.shade(choice)) for choice, _ in axis.labels]
    entries = [entry for entry in (*kept, (CARRIED_ONLY, axis.shade(CARRIED))) if entry[1] != "level-excluded"]
    return render_piece("reports/legend.html", {"entries": entries})


@lru_cache(maxsize=16384)
def timeline_html(spots: tuple[Spot, ...], levels: int, sentence: str) -> SafeString:
    """Draw what was said of one competence over time, on so many levels."""
    return render_piece("reports/over_time/timeline.html", {"line": timeline(spots, levels), "sentence": sentence})
