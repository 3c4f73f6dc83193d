"""To whom answers were shown is known for ever, whatever becomes of their sight."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment, Showing
from competence_app.assessments.rules.answers import Voice
from competence_app.people.models import Supervision
from competence_app.reviews.actions import reviewing
from tests.factories import AssessmentFactory, answer, put, supervise, yesterday

pytestmark = pytest.mark.django_db
ALIKE = {"K1": 3, "K2": 3, "D1": 3}


@pytest.fixture
def submitted() -> Assessment:
    """What was sent to a supervisor, who has rated all of it."""
    assessment = answer(answer(AssessmentFactory.create(), ALIKE), ALIKE, voice=Voice.SUPERVISOR)
    return put(assessment, "submitted", supervise(assessment.practitioner))


@pytest.fixture
def revealed(submitted) -> Assessment:
    """The same, revealed."""
    reviewing.reveal(submitted, by=submitted.supervisor)
    return Assessment.objects.get()


def showings():
    """Return to whom answers were shown, and by which move."""
    return list(Showing.objects.order_by("pk").values_list("reader", "move"))


@pytest.mark.usefixtures("submitted")
def test_sending_shows_nothing_yet():
    assert showings() == []


def test_whoever_reveals_it_has_read_it(revealed):
    assert showings() == [(revealed.supervisor.pk, "reveal")]


def test_whoever_it_is_handed_over_to_has_read_it_and_whoever_had_it_before_still_has(revealed):
    nurse, priya = revealed.practitioner, revealed.supervisor
    omar, ruth = supervise(nurse), supervise(nurse)
    for giver, taker in ((priya, omar), (omar, ruth)):
        Supervision.objects.filter(supervisor=giver).update(ended_on=yesterday())
        sending.hand_over(revealed, to=taker, by=nurse)

    assert showings() == [(priya.pk, "reveal"), (omar.pk, "hand over"), (ruth.pk, "hand over")]


def test_what_is_shared_again_and_again_was_shown_once(revealed):
    nurse, priya = revealed.practitioner, revealed.supervisor
    reviewing.agree(revealed, declared=True, by=priya)
    omar = supervise(nurse)
    for _ in range(2):
        sending.share(revealed, to=omar, by=nurse)
        sending.unshare(revealed, to=omar, by=nurse)

    assert showings() == [(priya.pk, "reveal"), (omar.pk, "share")]


def test_the_database_keeps_showings_as_they_are(revealed):
    refused = ["UPDATE assessments_showing SET move = 'share'", "DELETE FROM assessments_showing"]
    for statement in refused:
        with pytest.raises(IntegrityError, match=r"What was shown stays known\."), transaction.atomic():
            connection.cursor().execute(statement)
    with pytest.raises(ProtectedError):
        revealed.delete()

    assert str(Showing.objects.get()) == (
        f"{revealed.pk} to {revealed.supervisor.pk}, {Showing.objects.get().since:%d %B %Y}"
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("revealed")
def test_the_database_refuses_to_empty_showings_at_once():
    statement = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE assessments_showing"
    refused = pytest.raises(IntegrityError, match=r"What was shown stays known\.")

    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_there_is_no_other_way_to_be_shown_anything(revealed):
    with pytest.raises(IntegrityError, match="shown_by_a_move"), transaction.atomic():
        Showing.objects.create(assessment=revealed, reader=supervise(revealed.practitioner), move="look")
