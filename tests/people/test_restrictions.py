"""What is held about somebody is kept and not used, until the day on which that is lifted."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from competence_app.people.models import Restriction, User
from tests.factories import UserFactory, restrict, supervise, yesterday

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-30 12:00Z", tick=False)]


def lifted(days, **fields: Any):
    """Return what a restriction has that is lifted so many days from today."""
    day = timezone.localdate() + timedelta(days)
    return {"lifted_from": day, "ended_by": UserFactory.create(), "ended_at": timezone.now()} | fields


@pytest.mark.parametrize(("days", "is_restricted"), [(1, True), (0, False), (-1, False)])
def test_it_holds_until_the_day_on_which_it_is_lifted(days, is_restricted):
    nurse = UserFactory.create()
    restrict(nurse, **lifted(days))

    assert nurse.is_restricted is is_restricted
    assert list(User.objects.get_queryset().restricted()) == [nurse] * is_restricted
    assert User.objects.get_queryset().unrestricted().contains(nurse) is not is_restricted


def test_whoever_supervises_them_has_them_among_those_of_whom_nothing_is_shown():
    nurse, other = UserFactory.create_batch(2)
    supervisor = supervise(nurse)
    supervise(other, supervisor)

    restrict(nurse)

    assert list(supervisor.supervisees()) == [other]
    assert list(supervisor.restricted_supervisees()) == [nurse]
    assert supervisor.supervises_restricted
    assert list(User.objects.visible_to(supervisor).order_by("pk")) == [other, supervisor]


def test_nobody_else_has_them_among_those():
    nurse = UserFactory.create()
    former = supervise(nurse, ended_on=yesterday())

    restrict(nurse)

    assert not former.supervises_restricted
    assert not UserFactory.create().supervises_restricted


def test_one_at_a_time_without_an_end():
    nurse = UserFactory.create()
    restrict(nurse, **lifted(0))
    restrict(nurse)

    with pytest.raises(IntegrityError), transaction.atomic():
        restrict(nurse)


@pytest.mark.parametrize("half", [{"ended_by": None}, {"ended_at": None}, {"lifted_from": None}])
def test_an_end_says_who_set_it_and_when(half):
    nurse = UserFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        restrict(nurse, **lifted(7, **half))


def test_it_says_whose_it_is_and_whether_it_is_their_own():
    nurse, administrator = UserFactory.create_batch(2)

    own, recorded = restrict(nurse, **lifted(0)), restrict(nurse, recorded_by=administrator)

    assert str(own) == f"{nurse}, since 30 November 2026"
    assert (own.is_own, recorded.is_own) == (True, False)
    assert list(Restriction.objects.with_people()) == [recorded, own]
