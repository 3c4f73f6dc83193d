"""What many people leave in a database, made by SQL: an hour of the app's own actions takes minutes so.

Nobody of the demo cast has to do with them: all that should change for the cast is how much lies around.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import competence_ids, content_of
from competence_app.demo import cast

ASSESSMENTS = 4  # agreed by each person: the last on the current version, those before it on the one before
FIRST = 1_000_000  # key of the first row of each table, far from the cast's

STATEMENTS = (
    # Teams of twenty, in which the first leads, and supervises the others; the second supervises the first.
    """
    CREATE TEMPORARY TABLE person ON COMMIT DROP AS
    SELECT n, %(first)s + n AS id, %(first)s + (n - 1) / 20 AS team, n %% 20 = 1 AS leads, role.id AS role,
        %(first)s + (n - 1) / 20 * 20 + CASE WHEN n %% 20 = 1 THEN 2 ELSE 1 END AS supervisor
    FROM generate_series(1, %(people)s) AS n, people_jobrole AS role WHERE role.code = 'registered-nurse'
    """,
    """
    CREATE TEMPORARY TABLE agreed ON COMMIT DROP AS
    SELECT %(first)s + (n - 1) * %(assessments)s + turn AS id, turn, person.id AS practitioner, supervisor, role, team,
        CASE WHEN turn = %(assessments)s THEN %(current)s ELSE %(former)s END AS version, 1 + n %% 4 AS level,
        now() - make_interval(days => 400 * (%(assessments)s - turn) + n %% 300) AS at
    FROM person, generate_series(1, %(assessments)s) AS turn
    """,
    """
    INSERT INTO people_team (id, name)
    SELECT DISTINCT team, 'Team ' || team FROM person
    """,
    """
    INSERT INTO people_user (id, email, full_name, search_key, sort_key, password, team_id, job_role_id, date_joined,
        is_superuser, is_active, is_framework_editor, is_people_administrator)
    SELECT id, 'nurse' || n || '@scale.example', 'Nurse ' || n, 'nurse ' || n, 'nurse ' || n, '!', team, role, now(),
        FALSE, TRUE, FALSE, FALSE
    FROM person
    """,
    """
    INSERT INTO people_team_leads (team_id, user_id)
    SELECT team, id FROM person WHERE leads
    """,
    """
    INSERT INTO people_supervision (practitioner_id, supervisor_id, started_on)
    SELECT id, supervisor, current_date - 1500 FROM person
    """,
    """
    INSERT INTO people_notice (person_id, subject, text, title, language, path, at)
    SELECT id, 'Agreed', 'Your assessment is agreed.', 'A framework', 'en-GB', '/', now() FROM person
    """,
    """
    INSERT INTO assessments_assessment (id, practitioner_id, framework_id, version_id, job_role_id, previous_id, state,
        supervisor_id, reviewed_by_id, started_at, finished_at, submitted_at, revealed_at, agreed_at, closing_comment)
    SELECT id, practitioner, %(framework)s, version, role, CASE WHEN turn > 1 THEN id - 1 END, 'agreed',
        supervisor, supervisor, at - interval '9 days', at - interval '8 days', at - interval '8 days',
        at - interval '2 days', at - interval '1 day', ''
    FROM agreed
    """,
    """
    INSERT INTO assessments_rating (assessment_id, competence_id, voice, level, off_scale, reason, note, rated_at)
    SELECT id, rated, 'self', level, '', '', '', at - interval '8 days'
    FROM agreed, unnest(CASE WHEN turn = %(assessments)s THEN %(in_current)s ELSE %(in_former)s END) AS rated
    """,
    """
    INSERT INTO assessments_plannedaction (practitioner_id, competence_id, text, created_at)
    SELECT id, (%(in_current)s)[1], 'Watch a colleague', now() FROM person
    """,
    """
    INSERT INTO assessments_batch (id, team_id, version_id, voice, closed_at, counts, needing)
    SELECT DISTINCT team, team, %(former)s, 'agreed', now(), '{}'::jsonb, '{}'::jsonb FROM person
    """,
    """
    INSERT INTO assessments_counted (batch_id, assessment_id, voice)
    SELECT team, id, 'agreed' FROM agreed WHERE turn = 1
    """,
    """
    INSERT INTO audit_entry (at, by_id, by_name, verb, what, about_id)
    SELECT at - interval '2 days', supervisor, 'Nurse', 'reveal', 'assessments.assessment ' || id, practitioner
    FROM agreed
    """,
)


BIG = ("assessments_assessment", "assessments_rating", "audit_entry")
KEYS = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE 'CREATE UNIQUE%%'"


def fill(people: int) -> None:
    """Add so many people with all that they have agreed, and let the database look at it."""
    add(people)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself in time


def add(people: int) -> None:
    """Add so many people with all that they have agreed."""
    current = Version.objects.current().get(framework__code=cast.FRAMEWORK)
    former = Version.objects.published().exclude(pk=current.pk).get(framework=current.framework_id)
    words: dict[str, Any] = {
        "people": people,
        "assessments": ASSESSMENTS,
        "first": FIRST,
        "framework": current.framework_id,
        "current": current.pk,
        "former": former.pk,
        "in_current": _rated(current),
        "in_former": _rated(former),
    }
    with transaction.atomic(), connection.cursor() as cursor, _bare(cursor):
        for statement in STATEMENTS:
            cursor.execute(statement, words)


@contextmanager
def _bare(cursor: CursorWrapper) -> Iterator[None]:
    """Take what checks and finds single rows from the big tables, and put it back: at once, that is done in no time."""
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'; SET CONSTRAINTS ALL IMMEDIATE")
    put_back = [statement for table in BIG for statement in _stripped(cursor, table)]
    yield
    for statement in put_back:
        cursor.execute(statement)
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _stripped(cursor: CursorWrapper, table: str) -> list[str]:
    """Drop a table's references and those indexes that are no rules; return what makes them again."""
    cursor.execute(KEYS, [table])
    keys = cursor.fetchall()
    cursor.execute(INDEXES, [table])
    indexes = cursor.fetchall()
    for name, _ in keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    return [
        *(made for _, made in indexes),
        *(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}" for name, made in keys),
    ]


def _rated(version: Version) -> list[int]:
    ids = competence_ids(version.pk)
    return [ids[statement.code] for statement in content_of(version.pk).statements]
