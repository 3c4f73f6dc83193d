"""What people take along is on record, their own too: whose session that was may be asked one day."""

import pytest
from django.urls import reverse

from competence_app.audit.models import Entry
from competence_app.catalogue.models import Framework
from tests.factories import UserFactory, finished, passport_of, put, supervise
from tests.reports.taken import bytes_of

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
CODE = "listening"


@pytest.mark.parametrize("name", ["profile-pdf", "ratings-file"])
def test_ones_own_ratings_are_on_record_once_a_day(client, db, name):
    nurse = UserFactory.create()
    assessment = finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    client.force_login(nurse)

    for _ in range(2):
        client.get(reverse(name, args=[CODE]))
        client.get(reverse("assessment-pdf", args=[assessment.pk]))

    [entry] = Entry.objects.filter(by=nurse)
    assert (entry.verb, entry.what, entry.about) == ("take own along", f"assessments.assessment {assessment.pk}", nurse)


def test_everything_held_about_oneself_is_on_record_each_time(client, db):
    nurse = UserFactory.create()
    client.force_login(nurse)

    for _ in range(2):
        bytes_of(client.get(reverse("my-data-file")))

    assert [(entry.verb, entry.about) for entry in Entry.objects.all()] == [("take all along", nurse)] * 2


def test_ones_own_passport_is_on_record(client, db):
    nurse = UserFactory.create()
    assessment = finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    put(assessment, "agreed", supervise(nurse))
    passport = passport_of(assessment)
    client.force_login(nurse)

    client.get(reverse("passport-file", args=[passport.pk]))

    assert Entry.objects.filter(verb="take passport along", what=f"passports.passport {passport.pk}").count() == 1


@pytest.mark.parametrize("name", ["organisation-file", "organisation-pdf"])
def test_counts_of_all_teams_are_on_record_and_about_nobody(client, db, name):
    lead, _ = UserFactory.create(is_organisation_lead=True), finished(UserFactory.create(), {"K1": 1})
    client.force_login(lead)

    client.get(reverse(name, args=[CODE]))

    [entry] = Entry.objects.filter(by=lead)
    assert (entry.verb, entry.what) == ("take all teams along", f"catalogue.framework {Framework.objects.get().pk}")
    assert entry.about is None
