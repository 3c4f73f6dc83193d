"""Two administrators who bring the same people in at the same moment: the second finds nothing left to do."""

from functools import partial

import pytest
from django.db import connection

from competence_app.accounts.actions.importing import bring, plan_of
from competence_app.accounts.formats.reading import read_people
from competence_app.audit.models import Entry
from competence_app.outbox.models import Mail
from competence_app.people.models import Supervision, Team, User
from tests.accounts.formats.samples import csv_file
from tests.factories import UserFactory
from tests.meanwhile import at_once

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
    pytest.mark.django_db(transaction=True),
]


def test_nobody_gets_two_accounts_or_two_e_mails():
    first, second = UserFactory.create_batch(2, is_people_administrator=True)
    people = [(f"Nurse {n}", f"n{n}@x.example", "", "Oak ward", "n0@x.example" * (n > 0), "") for n in range(9)]
    rows = read_people(csv_file(*people)).rows
    digest = plan_of(rows, by=first).digest

    at_once(*(partial(bring, rows, expected=digest, by=by) for by in (first, second)))

    assert User.objects.filter(email__endswith="@x.example").count() == 9
    assert Mail.objects.filter(kind=Mail.Kind.INVITATION).count() == 9
    assert Supervision.objects.count() == 8
    assert Team.objects.count() == 1
    assert Entry.objects.filter(verb="invite").values("by").distinct().count() == 1
