"""How one's own ratings of others compare with what these said: for the rater alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competence_app.people.requests import SignedInRequest
from competence_app.reports.layout.pieces import parts_html
from competence_app.reports.queries.pattern import pattern_of
from competence_app.reports.rules.pattern import FROM


@require_safe
def pattern_page(request: SignedInRequest) -> HttpResponse:
    """Show how often one said the same as, more or less than the people whom one rated."""
    pattern = pattern_of(request.user)
    counts = (pattern.lower, pattern.same, pattern.higher)
    shown = {"pattern": pattern, "least": FROM, "picture": parts_html(counts) if pattern.is_told else ""}
    return render(request, "reports/pattern.html", shown)
