"""What the app's pages are measured against: a list and a form, written with Django the way its tutorial does.

They have the app's middleware, but sessions and users as Django reads them, and keep nothing from one request to the
next.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from competence_app.accounts import backends
from competence_app.accounts.models import Session as Known
from competence_app.assessments.models import ANSWER_MAX_LENGTH, Assessment, Rating
from competence_app.catalogue.models import Competence
from competence_app.demo import cast
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest

ROWS = 20
LEVELS = [("1", "Not yet"), ("2", "With support"), ("3", "Independently"), ("4", "Leading and teaching others")]


class Recognition(backends.Recognition):
    """The app's, save that of the bare views Django reads the session and its person by its own means."""

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its person, who is looked up once somebody asks."""
        if not request.path.startswith("/bare/"):
            super().process_request(request)
            return
        request.session = SessionStore(request.session.session_key)
        AuthenticationMiddleware.process_request(self, request)


def tell_django(key: str) -> None:
    """Let Django's own table have a session that was begun."""
    kept = Known.objects.values("session_key", "session_data", "expire_date").get(session_key=key)
    Session.objects.create(**kept)


def ratings(request: SignedInRequest) -> HttpResponse:
    """List the latest 20 ratings of finished assessments, about 13 kB."""
    finished = Rating.objects.filter(assessment__practitioner=request.user, assessment__state="finished")
    latest = finished.select_related("competence", "assessment").order_by("-rated_at", "pk")[:ROWS]
    return render(request, "bare/ratings.html", {"ratings": latest})


def matrix(request: SignedInRequest) -> HttpResponse:
    """List what was agreed last with each person whom one supervises, a row a person and a cell a competence."""
    people = User.objects.get_queryset().filter(supervised_by__supervisor=request.user).select_related("job_role")
    competences = Competence.objects.filter(version__framework__code=cast.FRAMEWORK, parent=None).order_by("pk")
    agreed = Rating.objects.filter(assessment__practitioner__in=people, competence__in=competences, voice="agreed")
    levels: dict[int, dict[int, int | None]] = defaultdict(dict)
    for rating in agreed.select_related("assessment").order_by("rated_at"):
        levels[rating.assessment.practitioner_id][rating.competence_id] = rating.level
    rows = [(person, [levels[person.pk].get(one.pk) for one in competences]) for person in people]
    return render(request, "bare/matrix.html", {"competences": competences, "rows": rows})


class AssessmentForm(forms.Form):
    """A level and a note for each competence."""

    def __init__(self, *args: Any, competences: Iterable[Competence], **kwargs: Any) -> None:
        """Ask about these competences."""
        super().__init__(*args, **kwargs)
        for competence in competences:
            level = forms.ChoiceField(choices=LEVELS, label=competence.text, required=False)
            note = forms.CharField(max_length=ANSWER_MAX_LENGTH, widget=forms.Textarea, required=False)
            self.fields |= {f"level-{competence.pk}": level, f"note-{competence.pk}": note}


def assessment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store the answers of one assessment: a plain form, then one ``bulk_create`` that updates what is there."""
    answered = get_object_or_404(Assessment, pk=pk, practitioner=request.user)
    competences = Competence.objects.filter(version=answered.version_id, parent=None)
    form = AssessmentForm(request.POST or None, competences=competences)
    if form.is_valid():
        Rating.objects.bulk_create(
            _rows(answered, competences, form.cleaned_data),
            update_conflicts=True,
            unique_fields=["assessment", "competence", "voice"],
            update_fields=["level", "off_scale", "reason", "note", "rated_at"],
        )
        return redirect("bare-ratings")
    return render(request, "bare/assessment.html", {"form": form})


def _rows(answered: Assessment, competences: Iterable[Competence], cleaned: dict[str, str]) -> Iterator[Rating]:
    now = timezone.now()
    for competence in competences:
        level, note = cleaned[f"level-{competence.pk}"], cleaned[f"note-{competence.pk}"]
        yield Rating(
            assessment=answered, competence=competence, level=int(level) if level else None, note=note, rated_at=now
        )
