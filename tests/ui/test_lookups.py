"""Numbers that no column holds are found nowhere."""

import pytest

from competence_app.people.models import Supervision


@pytest.mark.django_db
def test_a_key_beyond_every_column_belongs_to_nobody():
    assert not Supervision.objects.filter(practitioner=10**30).exists()
