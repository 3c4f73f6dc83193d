"""The sheet that two people take to their meeting, on one page of paper."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competence_app.assessments.doors import assessment_or_404
from competence_app.assessments.rules.answers import BLANK
from competence_app.assessments.rules.comparison import Comparison, compare_answers
from competence_app.audit.actions import record
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.requests import SignedInRequest
from competence_app.reports import doors, queries
from competence_app.reports.layout.charts import Axis, axis_of
from competence_app.reports.queries import Reading
from competence_app.reports.rules.profile import ProfileLine, Standing


@require_safe
def sheet_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what there is to talk about, for whoever of the two opens it."""
    assessment = assessment_or_404(doors.revealed(request.user), pk, by=request.user)
    is_own = assessment.practitioner == request.user
    if not is_own:
        record("see meeting sheet", assessment, by=request.user, about=assessment.practitioner)
    reading = queries.read_profile(assessment, history=())
    shown = {
        "back": "assessment-profile" if is_own else "staff-assessment",
        "assessment": assessment,
        "reading": reading,
        "topics": list(_topics(reading)),
        "plans": queries.open_plans(assessment),
    }
    return render(request, "reports/sheet.html", shown)


class Topic(NamedTuple):
    """One competence to talk about, with the label of what each voice says; empty where it says nothing."""

    statement: Statement
    own: str
    supervisor: str
    agreed: str


def _topics(reading: Reading) -> Iterator[tuple[str, list[Topic]]]:
    """Yield what there is to talk about under its headings, each competence under the first that fits."""
    chosen = {statement.code for statement in queries.to_discuss(reading.assessment)}
    axis, rest = axis_of(reading.profile.scale), list(reading.profile.lines)
    fits: dict[str, Callable[[ProfileLine], bool]] = {
        f"{reading.assessment.practitioner} wants to discuss": lambda line: line.statement.code in chosen,
        "The two answers differ": lambda line: _differ(reading, line),
        "Below the target": lambda line: line.standing is Standing.BELOW,
    }
    for heading, fit in fits.items():
        if found := [line for line in rest if fit(line)]:
            yield heading, [_row(line, axis) for line in found]
        rest = [line for line in rest if line not in found]


def _differ(reading: Reading, line: ProfileLine) -> bool:
    return compare_answers(reading.profile.scale, line.answer, line.supervisor or BLANK) is not Comparison.SAME


def _row(line: ProfileLine, axis: Axis) -> Topic:
    own, supervisor, agreed = (
        axis.words(voice.choice) if voice else "" for voice in (line.answer, line.supervisor, line.agreed)
    )
    return Topic(line.statement, own, supervisor, agreed)
