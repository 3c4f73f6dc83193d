import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django.asserts import assertContains

from competence_app.assessments.models import Assessment, Batch, Rating
from competence_app.audit.models import Entry
from competence_app.demo import cast
from competence_app.people.models import User
from scripts.scale import filling, report, world
from scripts.scale.databases import Cost
from tests.permissions import LEADING_ON, TABLE

ROW = re.compile(r"^(?P<who>[a-z ]+): (?P<page>[a-z_:-]+) +\d+( +\d+\.\d){4} +\d+\.\d\d(  too many)?$", re.MULTILINE)


def test_make_scale_prints_every_page_that_a_get_shows():
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "scripts.scale", "--people", "40", "--rounds", "1"]

    done = subprocess.run(command, env=environ, check=False, capture_output=True, text=True)

    shown = {row["page"] for row in ROW.finditer(done.stdout)}
    assert {name for name, row in TABLE.items() if row.get} - shown == LEADING_ON, done.stdout + done.stderr
    assert done.returncode == ("too many\n" in done.stdout)


@pytest.mark.urls("scripts.bench.urls")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="it is filled by PostgreSQL's SQL")
def test_filling_leaves_people_whose_pages_are_there(client, db):
    world.make_world()
    filling.add(40)

    connection.check_constraints()
    people = User.objects.filter(pk__gt=filling.FIRST)
    theirs = Assessment.objects.filter(practitioner__in=people)
    assert (people.count(), theirs.count(), Rating.objects.filter(assessment__in=theirs).count()) == (
        40,
        160,
        40 * (3 * 12 + 13),
    )
    assert Entry.objects.filter(about__in=people).count() == 160
    assert [batch.counted.count() for batch in Batch.objects.filter(team__pk__gte=filling.FIRST)] == [20, 20]
    lead = people.get(full_name="Nurse 21")
    client.force_login(lead)
    assertContains(client.get(reverse("framework-profile", args=[cast.FRAMEWORK])), "Your profile")
    assertContains(client.get(reverse("supervision")), "Nurse 40")
    assertContains(client.get(reverse("team", args=[lead.team_id, cast.FRAMEWORK])), "Team 1000001")


@pytest.mark.urls("scripts.bench.urls")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="it is filled by PostgreSQL's SQL")
def test_filling_leaves_every_reference_and_index_as_it_was(db):
    def there() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2")
            constraints = cursor.fetchall()
            cursor.execute("SELECT indexname, indexdef FROM pg_indexes ORDER BY 1, 2")
            return [*constraints, *cursor.fetchall()]

    before = there()
    world.make_world()

    filling.add(40)

    assert there() == before


def cost(milliseconds):
    return Cost(queries=3, least=milliseconds, wall=milliseconds, cpu=milliseconds)


@pytest.mark.parametrize(
    ("page", "alone", "among", "over"),
    [
        ("nurse: home", 10, 12, 0),
        ("nurse: home", 10, 13, 1),
        ("stranger: sign-in", 1, 1.9, 0),
        ("editor: preview", 10, 30, 0),
        ("editor: preview", 10, 31, 1),
        ("editor: preview", 200, 500, 1),
    ],
)
def test_a_page_fails_where_others_make_it_dearer(capsys, page, alone, among, over):
    assert report.table({page: (cost(alone), cost(among))}, people=1, rounds=1) == over
    assert capsys.readouterr().out.count("too many") == over
