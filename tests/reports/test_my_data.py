"""Everything held about one person, as a file of their own."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competence_app.accounts.models import Proposal, SignIn
from competence_app.assessments.models import Assessment, CalendarFeed, Reminder, Return
from competence_app.assessments.rules.answers import Answer
from competence_app.audit.actions import record
from competence_app.catalogue.queries import competence_ids
from competence_app.directory.models import PersonListing
from competence_app.outbox.actions import write_mail, write_password_link
from competence_app.outbox.models import Mail
from competence_app.passports.models import OutsideRecord, Passport
from competence_app.people.models import Notice, SupervisionRequest, Team, User
from competence_app.reports.rules import held
from tests.factories import (
    PASSWORD,
    AssessmentFactory,
    UserFactory,
    draft_of,
    finished,
    plan_action,
    restrict,
    share_with,
    small_framework,
    supervise,
)
from tests.reports.taken import bytes_of
from tests.reports.voices import spoken

FILE = reverse("my-data-file")
NOON = "2026-11-28 12:00Z"
SCHEMA = Path(settings.BASE_DIR, "docs/my-data.schema.json")


def files(client: Client) -> dict[str, str]:
    """Return the archive's files by their names."""
    with ZipFile(BytesIO(bytes_of(client.get(FILE)))) as archive:  # type: ignore[arg-type]  # the test's own response
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def data(client: Client) -> dict[str, Any]:
    """Return what the document says."""
    document: dict[str, Any] = json.loads(files(client)["data.json"])
    return document


def everything(nurse: User, supervisor: User) -> Assessment:
    """Let something of every kind be held about the nurse; return an assessment of hers that was agreed."""
    assessment = spoken(nurse, "agreed", supervisor)
    again = AssessmentFactory.create(practitioner=nurse, previous=assessment)
    assessment.ratings.filter(voice="self")[0].carried_into(again).save()
    assessment.to_discuss.add(competence_ids(assessment.version_id)["K1"])
    share_with(assessment, supervise(nurse))
    returned = Return.objects.create(assessment=assessment, by=supervisor, comment="Say more")
    returned.remarks.create(competence_id=competence_ids(assessment.version_id)["K2"], text="When?")
    plan_action(assessment, "D1", due_on=date(2027, 1, 2), written_by=supervisor)
    Team.objects.create(name="Willow ward").leads.add(nurse)
    supervise(UserFactory.create(full_name="Ben Hughes"), nurse)
    PersonListing.objects.create(person=nurse, external_id="7")
    SupervisionRequest.objects.create(practitioner=nurse, email="zoe@example.org")
    SupervisionRequest.objects.create(practitioner=UserFactory.create(full_name="Dev Rao"), email=nurse.email)
    Notice.objects.create(person=nurse, subject="Something", text="happened", path="/")
    Reminder.objects.create(person=nurse, assessment=assessment, kind="soon")
    write_mail(Mail.Kind.NOTICE, nurse.email, "Something", "A text that is not given")
    Passport.objects.create(
        owner=nurse, assessment=assessment, token="signed", issued_at=timezone.now(), expires_on=date(2027, 1, 2)
    )
    OutsideRecord.objects.create(owner=nurse, token="signed elsewhere")
    CalendarFeed.new(nurse).save()
    SignIn.objects.create(person=nurse, outcome=SignIn.Outcome.RIGHT)
    Proposal.objects.create(
        kind=Proposal.Kind.ADDRESS, person=nurse, address="a@new.example", reason="Seen", asked_by=supervisor
    )
    over = {"lifted_from": timezone.localdate(), "ended_by": supervisor, "ended_at": timezone.now()}
    restrict(nurse, reason="A level is wrong", **over)
    Authenticator.objects.create(user=nurse, type="webauthn", data={"name": "My phone"})
    SocialAccount.objects.create(user=nurse, provider="https://sign-in.example.org", uid="7")
    record("see profile", assessment, by=supervisor, about=nurse)
    nurse.is_framework_editor = True
    nurse.save()
    draft = draft_of(small_framework(version="2030"), by=nurse)
    draft.reviewers.create(person=nurse)
    draft.comments.create(text="Say more", by=nurse)
    nurse.logentry_set.create(action_flag=2, object_id="7", object_repr="Somebody else", change_message="[]")
    return assessment


@pytest.mark.time_machine(NOON, tick=False)
def test_something_of_every_kind_is_there_as_the_schema_says(client, nurse, supervisor):
    everything(nurse, supervisor)

    document = data(client)

    jsonschema.validate(document, json.loads(SCHEMA.read_text()), format_checker=jsonschema.FormatChecker())
    assert [name for name in held.PARTS if not document[name]] == ["versions_published"]
    assert {name: document[name] for name in ("format", "made_at")} == {
        "format": 1,
        "made_at": "2026-11-28T12:00:00+00:00",
    }


def test_the_schema_beside_the_documents_is_the_one_in_the_file(client, capsys):
    call_command("data_schema")

    assert capsys.readouterr().out == SCHEMA.read_text() == files(client)["schema.json"]


@pytest.mark.time_machine(NOON, tick=False)
def test_who_saw_her_answers_is_told_in_words(client, nurse, supervisor):
    assessment = everything(nurse, supervisor)

    [seen] = data(client)["record"]

    assert seen == {
        "at": "2026-11-28T12:00:00Z",
        "by": "Priya Nair",
        "by_the_person": False,
        "about": "Amara Okafor",
        "did": "Looked at your profile",
        "verb": "see profile",
        "what": f"assessments.assessment {assessment.pk}",
    }


def test_an_answer_is_told_in_the_words_of_its_scale(client, nurse, supervisor):
    spoken(nurse, "agreed", supervisor)

    told = {(one["code"], one["voice"]): (one["level"], one["answer"]) for one in data(client)["ratings"]}

    assert told["K1", "self"] == (1, "Not yet")
    assert told["D1", "supervisor"] == (None, "Not observed")


@pytest.mark.parametrize(
    ("state", "voices"),
    [
        ("draft", {"self"}),
        ("finished", {"self"}),
        ("submitted", {"self"}),
        ("superseded", {"self"}),
        ("reviewed", {"self", "supervisor"}),
        ("agreed", {"self", "supervisor", "agreed"}),
    ],
)
def test_what_a_supervisor_says_is_nowhere_in_the_file_before_it_is_revealed(client, nurse, supervisor, state, voices):
    theirs = Answer(2, note="Written blind")
    spoken(nurse, state, supervisor, {"K1": Answer(1, note="Mine")}, {"K1": theirs})

    found = files(client)

    assert {one["voice"] for one in json.loads(found["data.json"])["ratings"]} == voices
    assert {name for name, text in found.items() if "Written blind" in text} == (
        {"data.json", "ratings.csv"} if "supervisor" in voices else set()
    )


def test_what_others_sent_her_is_in_their_files_and_not_in_hers(client, nurse):
    other = UserFactory.create(full_name="Ben Hughes")
    supervise(other, nurse)
    assessment = spoken(other, "agreed", nurse, {"K1": Answer(1, note="Of the other")}, {"K1": Answer(2, note="Hers")})
    Return.objects.create(assessment=assessment, by=nurse, comment="Hers too")

    found = " ".join(files(client).values())

    assert "Ben Hughes" in found
    assert not [text for text in ("Of the other", "Hers") if text in found]


def test_no_secret_is_in_the_file(client, nurse):
    write_password_link(nurse.email, "Choose your password", "A text that is not given")

    feed = CalendarFeed.new(nurse)
    feed.save()

    found = " ".join(files(client).values())

    assert nurse.check_password(PASSWORD)
    assert "Choose your password" in found
    secrets = (nurse.password, nurse.search_key, feed.salt, feed.digest, feed.token, "A text that is not given")
    assert not [text for text in secrets if text in found]


@pytest.mark.time_machine(NOON, tick=False)
def test_every_part_is_a_table_too(client, nurse, supervisor):
    everything(nurse, supervisor)

    found = files(client)
    document = json.loads(found["data.json"])

    tables = {name: list(csv.DictReader(StringIO(found[f"{name}.csv"], newline=""))) for name in held.PARTS}
    rows = {name: [document[name]] if name == held.SINGLE else document[name] for name in held.PARTS}
    assert {name: len(table) for name, table in tables.items()} == {name: len(part) for name, part in rows.items()}
    assert {name: [*table[0]] for name, table in tables.items() if table} == {
        name: [*part[0]] for name, part in rows.items() if part
    }
    assert tables["account"][0]["may_sign_in"] == "yes"
    assert tables["account"][0]["is_superuser"] == "no"
    assert tables["record"][0]["at"] == "2026-11-28T12:00:00+00:00"
    assert tables["planned_actions"][0]["due_on"] == "2027-01-02"


def test_nothing_that_was_typed_is_a_formula_in_its_tables(client, nurse):
    hostile = '=HYPERLINK("https://example.org",A1)'
    User.objects.get_queryset().filter(pk=nurse.pk).update(full_name=hostile)
    assessment = finished(nurse, {"K1": Answer(2, note=hostile)}, closing_comment="")
    plan_action(assessment, "K1", text=hostile)
    Notice.objects.create(person=nurse, subject=hostile, text=hostile, path="/")

    found = files(client)

    tables = [list(csv.reader(StringIO(text, newline=""))) for name, text in found.items() if name.endswith(".csv")]
    cells = [cell for table in tables for row in table for cell in row]
    assert cells.count(f"'{hostile}") == 5
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.time_machine(NOON, tick=False)
def test_its_text_says_what_each_file_is(client, nurse):
    found = files(client)

    read_me = found["README.txt"]
    assert "Amara Okafor" in read_me
    assert "Made on 28 November 2026, 12:00" in read_me
    assert {name for name in found if f"\n{name} " in read_me} == {*found} - {"README.txt", "schema.json"}
    assert max(map(len, read_me.splitlines())) <= 80


@pytest.mark.time_machine(NOON, tick=False)
def test_the_file_says_what_it_is_and_when_by_its_name_and_is_kept_nowhere(client):
    response = client.get(FILE)

    assert response["Content-Disposition"] == 'attachment; filename="my-data-2026-11-28.zip"'
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]


def test_a_file_of_much_takes_as_many_queries_as_one_of_nothing(client, nurse, supervisor):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            bytes_of(client.get(FILE))
        counts.append(len(queries))
        for _ in range(3):
            Assessment.objects.filter(state="draft").update(state="superseded")
            finished(nurse, {"K1": 1})
            plan_action(spoken(nurse, "agreed", supervisor), "K1")
            record("see profile", nurse, by=supervisor, about=nurse)

    assert counts == [len(held.PARTS) + 2] * 2  # who asks; that it was taken along


def test_the_account_page_leads_to_it(client):
    assert f'href="{FILE}"' in client.get(reverse("account")).content.decode()
