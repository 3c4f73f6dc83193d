"""How PostgreSQL finds the rows of pages: by an index, never by going through all that everybody has answered."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competence_app.catalogue.models import Version
from competence_app.people.models import Team
from tests.factories import AssessmentFactory, UserFactory, answer, put, supervise

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="it explains PostgreSQL's plans")

EVERYBODYS = {
    "assessments_assessment",
    "assessments_rating",
    "assessments_counted",
    "assessments_plannedaction",
    "audit_entry",
    "people_notice",
    "people_supervision",
    "people_user",
}


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def scans_of(sql: str) -> list[dict[str, Any]]:
    """Return how a query reads the tables in which everybody has rows, where to read one whole is made dear."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        [[found]] = cursor.fetchall()
    [explained] = json.loads(found) if isinstance(found, str) else found
    return [node for node in nodes(explained["Plan"]) if node.get("Relation Name") in EVERYBODYS]


def gone_through(sql: str) -> set[str]:
    """Return the tables that a query reads whole all the same."""
    return {scan["Relation Name"] for scan in scans_of(sql) if not {"Index Cond", "Recheck Cond"} & scan.keys()}


@pytest.mark.parametrize("page", ["home", "assessments", "profile", "supervision", "teams", "record", "frameworks"])
def test_no_page_goes_through_what_everybody_answered(client, db, page):
    person, nurse = UserFactory.create(), UserFactory.create()
    supervise(nurse, person)
    team = Team.objects.create(name="Willow ward")
    team.leads.add(person)
    put(answer(AssessmentFactory.create(practitioner=nurse), {"K1": 1, "K2": 2, "D1": 3}), "submitted", person)
    AssessmentFactory.create(practitioner=person)
    client.force_login(person)

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(page))

    read = [query["sql"] for query in queries.captured_queries if query["sql"].startswith("SELECT")]
    assert {sql: tables for sql in read if (tables := gone_through(sql))} == {}


def test_people_are_counted_along_the_index_that_has_their_latest_first(db):
    AssessmentFactory.create(finished=True)

    with CaptureQueriesContext(connection) as queries:
        [version] = Version.objects.all().with_people()

    assert version.people == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")  # of one row, sorting is as quick
    [scan] = scans_of(queries.captured_queries[-1]["sql"])
    assert "assessment_latest_completed" in str(scan)
