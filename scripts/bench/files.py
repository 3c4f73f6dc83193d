"""What the longest files take: of a supervisor of many people, and of a nurse about whom much is held."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path

import django
from django.db import transaction
from django.utils import timezone

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.rules.answers import Voice
from competence_app.audit.actions import record_each
from competence_app.catalogue.models import Version
from competence_app.demo import cast
from competence_app.people.models import Supervision, User
from scripts.bench.requests import Browser
from scripts.bench.subjects import NOTE

ASSESSMENTS, LOOKS = 16, 4  # of one nurse: one for so many people, and so many for each of them
AT_ONCE = 500  # assessments that are stored
SUPERVISOR, NURSE, NEWCOMER = (f"{name}@files.example" for name in ("supervisor", "nurse", "newcomer"))
FILES = {
    "workbook of all": (SUPERVISOR, "/supervision/ratings/", "as=xlsx&notes=on"),
    "CSV of all": (SUPERVISOR, "/supervision/ratings/", "as=csv&notes=on"),
    "my data": (NURSE, "/account/my-data/", ""),
}


@dataclass(frozen=True, slots=True)
class FileFigures:
    """What a file takes: the seconds until it begins and ends, its MB, and the MB that the process grew by."""

    begun: float
    ended: float
    size: float
    memory: float


def time_files(people: int) -> dict[str, FileFigures]:
    """Return the figures of each file, every one from a process of its own: what is freed hides what is taken."""
    with transaction.atomic():
        _fill(people)
    with multiprocessing.get_context("spawn").Pool(1, django.setup, maxtasksperchild=1) as one:
        return {name: one.apply(_figures, asked) for name, asked in FILES.items()}


def _figures(email: str, address: str, query: str) -> FileFigures:
    _size(_sent(NEWCOMER, address, query))  # what a process does once
    before, started = _memory(), time.perf_counter()
    parts = _sent(email, address, query)
    size, begun = next(parts), time.perf_counter() - started
    size += _size(parts)
    return FileFigures(begun, time.perf_counter() - started, size / 1e6, _memory() - before)


def _sent(email: str, address: str, query: str) -> Iterator[int]:
    return Browser(User.objects.get_by_natural_key(email)).get(address, query).sizes()


def _size(parts: Iterator[int]) -> int:
    return sum(parts)


def _memory() -> float:
    """Return the most that this process ever held, in MB; ``getrusage`` tells that of the one that began it, too."""
    [peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(peak.split()[1]) / 1024


def _fill(count: int) -> None:
    """Store what the files hold: everybody agreed an assessment with the supervisor, the nurse many."""
    emails = [SUPERVISOR, NURSE, NEWCOMER, *(f"nurse{n}@files.example" for n in range(count))]
    everybody = User.objects.bulk_create(User(email=email, full_name=f"Nurse {n}") for n, email in enumerate(emails))
    supervisor, nurse, newcomer, *people = everybody
    pairs = [(newcomer, nurse), (nurse, newcomer), *((person, supervisor) for person in people)]
    since = timezone.localdate() - timedelta(days=9)
    Supervision.objects.bulk_create(Supervision(practitioner=one, supervisor=by, started_on=since) for one, by in pairs)
    agreed = [*pairs, *([(nurse, supervisor)] * (count // ASSESSMENTS))]
    for start in range(0, len(agreed), AT_ONCE):
        _agree(agreed[start : start + AT_ONCE])
    record_each("see profile", User, [(nurse.pk, nurse.pk)] * (count * LOOKS), by=supervisor)


def _agree(pairs: Sequence[tuple[User, User]]) -> None:
    version, now = Version.objects.current().get(framework__code=cast.FRAMEWORK), timezone.now()
    dates = dict.fromkeys(("finished_at", "submitted_at", "revealed_at", "agreed_at"), now)
    about = {"version": version, "framework_id": version.framework_id, "state": "agreed", **dates}
    made = Assessment.objects.bulk_create(
        Assessment(practitioner=one, supervisor=by, reviewed_by=by, **about) for one, by in pairs
    )
    competences = version.competences.filter(parent=None).values_list("pk", flat=True)
    Rating.objects.bulk_create(
        Rating(assessment=one, competence_id=pk, voice=voice.value, level=1 + (one.pk + pk) % 4, note=NOTE)
        for one, pk, voice in product(made, competences, Voice)
    )
