"""How long it takes to say what a revision would do to the people behind 20,000 assessments."""

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any

import yaml
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from competence_app.assessments.models import Assessment, Rating
from competence_app.catalogue.actions import loading
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User
from competence_app.revisions.queries.effects import effect_of

ASSESSMENTS = 20_000
PEOPLE = 5_000
VERSIONS = 4  # everybody has answered each of them
COMPETENCES = 60
RATED = 100  # of each version, assessments with answers: enough to be looked for among the others
ROUNDS = 3


def time_effects() -> dict[str, float]:
    """Return medians: ``seconds`` and ``queries`` of a revision that rewords, replaces, adds and drops answers."""
    revision = Content.model_validate(_content(VERSIONS + 1))
    with transaction.atomic():
        _fill()
        effect = effect_of(revision)  # reads the versions once for the process
        seconds = []
        with CaptureQueriesContext(connection) as queries:
            for _ in range(ROUNDS):
                started = time.perf_counter()
                effect = effect_of(revision)
                seconds.append(time.perf_counter() - started)
        if effect.people.count.known != PEOPLE:
            raise ValueError(effect)
        transaction.set_rollback(True)
    return {"seconds": median(seconds), "queries": len(queries) // ROUNDS}


def _fill() -> None:
    people = User.objects.bulk_create(User(email=f"nurse{n}@bench.example", full_name="Nurse") for n in range(PEOPLE))
    now = timezone.now()
    for version in _versions():
        ids = list(version.competences.values_list("pk", flat=True))
        made = Assessment.objects.bulk_create(
            Assessment(
                practitioner=person,
                framework_id=version.framework_id,
                version=version,
                state="finished",
                started_at=now - timedelta(days=VERSIONS - int(version.label)),
                finished_at=now,
            )
            for person in people[: ASSESSMENTS // VERSIONS]
        )
        Rating.objects.bulk_create(
            Rating(
                assessment=assessment,
                competence_id=pk,
                off_scale="na" if n % 10 == 0 else "",
                level=2 if n % 10 else None,
            )
            for assessment in made[:RATED]
            for n, pk in enumerate(ids)
        )


def _versions() -> Iterator[Version]:
    for number in range(1, VERSIONS + 1):
        [loaded] = loading.load([FrameworkFile.of_text(yaml.safe_dump(_content(number)))])
        if not isinstance(loaded, loading.LoadOutcome):
            raise loaded
        yield loaded.version


def _content(number: int) -> dict[str, Any]:
    """Return a version in which each tenth statement is reworded, and an answer off the scale is another."""
    return {
        "code": "bench-effects",
        "version": str(number),
        "title": "Bench",
        "changes": "The words are plainer",
        "scale": {
            "levels": [{"value": value, "label": f"Level {value}"} for value in range(1, 5)],
            "off_scale": [{"code": "na", "label": "Not applicable" if number <= VERSIONS else "Not in my role"}],
        },
        "domains": [
            {
                "code": "D",
                "title": "All",
                "competences": [
                    {"code": f"C{n}", "text": f"Does thing {n}" + (f", as of {number}" if n % 10 == number else "")}
                    for n in range(COMPETENCES)
                ],
            }
        ],
    }
