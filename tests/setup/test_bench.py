import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.accounts import backends
from competence_app.assessments.models import answers
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.formats.yaml.tree import parse
from competence_app.catalogue.queries import competence_ids
from competence_app.catalogue.rules.schema import Content
from competence_app.demo import cast
from competence_app.people.models import User
from scripts.bench import bare, subjects
from scripts.bench.loader import COMPETENCES, generated_framework
from tests.factories import AssessmentFactory, UserFactory, answer, framework_of, publish

pytestmark = pytest.mark.urls("scripts.bench.urls")


@pytest.fixture(autouse=True)
def bare_views(settings):
    """What the bare views have beside the app's: templates, and a session as Django reads it."""
    settings.MIDDLEWARE = [name.replace(backends.__name__, bare.__name__) for name in settings.MIDDLEWARE]
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], Path("scripts/bench/templates")]}]


@pytest.fixture
def nurse(client, db):
    nurse = UserFactory.create()
    client.force_login(nurse)
    bare.tell_django(client.session.session_key)
    return nurse


def test_the_bare_page_lists_twenty_of_ones_own_ratings_in_one_query(client, nurse):
    version = publish(framework_of(25))
    mine = AssessmentFactory.create(practitioner=nurse, version=version, finished=True)
    answer(mine, {f"C{n}": Answer(2, note="Mine") for n in range(1, 26)})
    answer(AssessmentFactory.create(version=version, finished=True), {"C1": Answer(2, note="Theirs")})

    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("bare-ratings"))

    assertContains(response, "20 ratings")
    assertContains(response, "<p>Mine</p>", count=20)
    assert len(queries) == 3  # session, user, ratings


def test_the_bare_save_stores_every_row(client, nurse):
    draft = answer(AssessmentFactory.create(practitioner=nurse), {"K1": 1, "K2": Answer(off_scale="no")})
    ids = competence_ids(draft.version_id)
    address = reverse("bare-assessment", args=[draft.pk])
    fields = {f"level-{ids['K1']}": "2", f"note-{ids['K1']}": "Soon", f"level-{ids['K2']}": "3"}

    response = client.post(address, fields)

    assertRedirects(response, reverse("bare-ratings"))
    assert answers(draft.ratings.by_code(Voice.SELF)) == {"K1": Answer(2, note="Soon"), "K2": Answer(3), "D1": Answer()}


def test_the_bare_save_refuses_what_is_no_level(client, nurse):
    draft = AssessmentFactory.create(practitioner=nurse)
    level = f"level-{competence_ids(draft.version_id)['K1']}"

    response = client.post(reverse("bare-assessment", args=[draft.pk]), {level: "9"})

    assertContains(response, "9 is not one of the available choices")
    assert draft.ratings.by_code(Voice.SELF) == {}


def test_the_rating_page_asks_for_all_competences_of_the_framework_at_once():
    text = Path(f"frameworks/{cast.FRAMEWORK}.yaml").read_text(encoding="utf-8")

    content = Content.model_validate(parse(subjects.on_one_page(text)).root)

    assert [domain.code for domain in content.domains] == ["all"]
    assert len(content.statements) == 12


def test_the_page_with_described_levels_says_what_each_looks_like():
    text = Path(f"frameworks/{cast.FRAMEWORK}.yaml").read_text(encoding="utf-8")

    content = Content.model_validate(parse(subjects.described(text)).root)

    assert [len(statement.levels) for statement in content.statements] == [4] * 12


def test_the_big_framework_may_say_what_four_levels_of_each_competence_look_like():
    competences = Content.model_validate(parse(generated_framework(described=True)).root).competences

    assert len(competences) == COMPETENCES
    assert {len(competence.levels) for competence in competences} == {4}


@pytest.fixture
def open_connection(db):
    """The connection with the test's transaction, which the end of a request leaves open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_saving_really_changes_twelve_ratings_each_time(open_connection):
    *_, saving, _ = subjects.prepare()
    nurse = User.objects.get_queryset().get(email="amara@demo.example")
    draft = nurse.assessments.get(framework__code=subjects.ONE_PAGE)
    first = answers(draft.ratings.by_code(Voice.SELF))

    saving.send()
    second = answers(draft.ratings.by_code(Voice.SELF))
    saving.send()

    assert len(first) == 12
    assert all(first[code].choice != second[code].choice for code in first)
    assert answers(draft.ratings.by_code(Voice.SELF)) == first


def test_saving_one_by_itself_really_changes_it_each_time(open_connection):
    *_, saving = subjects.prepare()
    draft = User.objects.get_queryset().get(email="other@bench.example").assessments.get()
    first = answers(draft.ratings.by_code(Voice.SELF))

    saving.send()
    second = answers(draft.ratings.by_code(Voice.SELF))
    saving.send()

    assert [code for code in first if first[code] != second[code]] == ["K1"]
    assert answers(draft.ratings.by_code(Voice.SELF)) == first


def test_make_bench_prints_every_figure():
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "scripts.bench", "--pages", "--requests", "2"]

    printed = subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout

    figures = r" +\d+ +[\d,]+ +\d+\.\d\d +\d+\.\d\d"
    compared = r" +\d+\.\d\d \(\d+\.\d\d\), to reach: "
    expected = (
        rf"bare page{figures}",
        rf"profile page{figures}{compared}1\.0 or less",
        rf"staff profile{figures}{compared}1\.2 or less",
        rf"rating page{figures}{compared}1\.1 or less",
        rf"levels described{figures}{compared}1\.2 or less",
        rf"home of a newcomer{figures}{compared}0\.9 or less",
        rf"bare save{figures}",
        rf"saving 12 ratings{figures}{compared}1\.2 or less",
        rf"saving one by itself{figures}{compared}0\.6 or less",
    )
    rows = printed.partition("times bare (by CPU)\n")[2].splitlines()
    assert all(re.fullmatch(pattern, row) for pattern, row in zip(expected, rows, strict=False)), printed
    for does in ("opening", "saving"):
        assert re.search(rf"^{does} all 15: \d+ ms of CPU, \d+\.\d bare pages; to reach: ", printed, re.MULTILINE), (
            printed
        )
    for document in ("the first", "12 competences", "164 competences", "two at once", "growth of 100"):
        assert re.search(rf"^{document} +-?[\d.]+( +(MB, )?to reach: |$)", printed, re.MULTILINE), printed


def test_the_longest_files_are_measured_one_by_one(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/files.sqlite3", "BENCH_FOLDER": str(tmp_path)}
    environ = os.environ | database | {"DJANGO_SETTINGS_MODULE": "scripts.bench.settings"}

    printed = subprocess.run(
        [sys.executable, "-c", FILES], env=environ, check=True, capture_output=True, text=True
    ).stdout

    rows = printed.splitlines()[-3:]
    figures = r" +\d+\.\d\d +\d+\.\d +\d+\.\d +\d+   to reach: 60 or less"
    names = ("workbook of all", "CSV of all", "my data")
    assert all(re.fullmatch(name + figures, row) for name, row in zip(names, rows, strict=True)), printed


# What ``scripts.bench`` does once it has measured pages, with few people.
FILES = """
import django

if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command
    from scripts.bench import __main__, report

    __main__._make_database()
    call_command("load_framework", "frameworks/therapeutic-relationship.yaml")
    report.files(3)
"""


def test_make_bench_leaves_a_database_with_tables_alone(tmp_path):
    database = tmp_path / "people.sqlite3"
    with sqlite3.connect(database) as people:
        people.execute("CREATE TABLE people (name)")
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "scripts.bench"]

    done = subprocess.run(command, env=environ, check=False, capture_output=True, text=True)

    assert done.returncode == 1
    assert "not empty" in done.stderr
    with sqlite3.connect(database) as people:
        assert people.execute("SELECT name FROM sqlite_master").fetchall() == [("people",)]
