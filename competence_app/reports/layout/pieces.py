"""Finished pieces of pages: each depends on nothing but plain values, so it is made once and kept.

Pages alone need these; of what people wrote only their first names come in here.
"""

from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.charts import BAR_WIDTH, Axis, Marks, bar, dots, marks_in_words
from competence_app.reports.rules.profile import UNANSWERED, ProfileLine
from competence_app.reports.wording import NOT_ANSWERED, NOTHING_COUNTED
from competence_app.ui.pieces import render_piece
from competence_app.ui.templatetags.ui import in_language


@lru_cache(maxsize=4096)
def statement_html(statement: Statement) -> SafeString:
    """Return a statement with its parts."""
    return render_piece("reports/statement.html", {"statement": statement})


@lru_cache(maxsize=4096)
def add_html(competence: int, framework: str, code: str, older_than: int) -> SafeString:
    """Return the links to plan an action about a competence, and to rate it again; a rating's age, where it matters."""
    context = {"competence": competence, "framework": framework, "code": code, "older_than": older_than}
    return render_piece("reports/add.html", context)


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


class ActionLinks(NamedTuple):
    """Where an action is marked as done, changed and removed."""

    tick: str
    edit: str
    remove: str


@lru_cache(maxsize=16384)
def action_links(action: int) -> ActionLinks:
    """Return where to go with an action."""
    return ActionLinks(*(reverse(name, args=[action]) for name in ("tick-action", "edit-action", "remove-action")))


@lru_cache(maxsize=16384)
def trend_html(statement: Statement, then: str, now: str) -> SafeString:
    """Return a competence with the labels of last time's answer, if it can be compared, and of today's."""
    return render_piece("reports/trend_line.html", {"statement": statement, "then": then, "now": now})


@lru_cache(maxsize=16384)
def dot_row_html(statement: Statement, axis: Axis, marks: Marks, columns: tuple[tuple[str, str], ...]) -> SafeString:
    """Draw a statement's row of the table of dots; ``columns`` are the cells' codes and names."""
    words, html = marks_in_words(marks, axis.words), marks_in_words(marks, axis.html)
    cells = [(name, html.get(code, "")) for code, name in columns]
    sentence = ". ".join(f"{name}: {words[code]}" for code, name in columns if words.get(code))
    context = {"statement": statement, "dots": dots(axis, marks), "cells": cells, "sentence": sentence}
    return render_piece("reports/dot_row.html", context)


@lru_cache(maxsize=16384)
def bar_html(title: str, axis: Axis, counts: tuple[tuple[str, int], ...], excluded: int) -> SafeString:
    """Draw a domain's stacked bar, and the same figures as a table; ``excluded`` are not in the bar."""
    named = [(axis.words(choice) or NOT_ANSWERED, count) for choice, count in counts]
    context = {
        "title": in_language(title, axis.language),
        "width": BAR_WIDTH,
        "segments": bar(axis, counts),
        "counts": [(*one, axis.language_in(choice)) for one, (choice, _) in zip(named, counts, strict=True)],
        "excluded": excluded,
        "sentence": ", ".join(f"{label}: {count}" for label, count in named if count) or NOTHING_COUNTED,
    }
    return render_piece("reports/bar.html", context)


@lru_cache(maxsize=256)
def legend_html(axis: Axis) -> SafeString:
    """Draw what the fillings of bars mean."""
    kept = [(axis.html(choice), axis.shade(choice)) for choice, _ in axis.labels]
    entries = [entry for entry in (*kept, (NOT_ANSWERED, axis.shade(UNANSWERED))) if entry[1] != "level-excluded"]
    return render_piece("reports/legend.html", {"entries": entries})
