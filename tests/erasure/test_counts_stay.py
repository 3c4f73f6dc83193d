"""Whatever happened before, erasing people changes no closed count, and nothing of who may read it."""

from random import Random
from typing import Any

import pytest

from competence_app.assessments.models import Batch, Rating
from competence_app.assessments.models.batch import BatchMember
from competence_app.catalogue.models import Competence, Version
from competence_app.erasure.actions.erasing import forget
from competence_app.people.models import User
from tests.factories import publish
from tests.teams.test_nothing_to_subtract import LIVES, life
from tests.teams.ward import Ward
from tests.teams.world import World
from tests.test_permissions import undone

ERASED = 12
KEPT: tuple[Any, ...] = (Batch, BatchMember, Version, Competence)


def told(world: World, people: list[User]) -> dict[str, Any]:
    """Return what is closed and published, and what each of these people may read of it."""
    kept = {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}
    reads = {
        (person.pk, team.pk): (
            sorted(Batch.objects.visible_to(person).filter(team=team).values_list("pk", flat=True)),
            sorted(Batch.objects.hidden_from(person).filter(team=team).values_list("pk", flat=True)),
        )
        for person in people
        for team in world.teams
    }
    return kept | {"reads": reads}


@pytest.mark.walk
def test_erasing_leaves_closed_counts_and_who_may_read_them_as_they_were(db):
    world, counted, erased = World(), 0, 0

    for seed in range(LIVES // 4):
        random = Random(seed)  # noqa: S311 - no secret
        happened = list(life(random))
        with undone():
            world.begin()
            for event, arguments in happened:
                event(world, *arguments)
            people = list(User.objects.get_queryset().order_by("pk"))
            leaving = random.sample(people, ERASED)
            staying = [person for person in people if person not in leaving]
            before, answers = told(world, staying), Rating.objects.count()

            for person in leaving:
                User.objects.get_queryset().filter(pk=person.pk).update(is_active=False)
                forget(User.objects.get(pk=person.pk))

            assert told(world, staying) == before, (seed, happened)
            counted += BatchMember.objects.filter(assessment__practitioner__in=leaving).count()
            erased += answers - Rating.objects.count()

    assert counted > LIVES  # else nobody was in a count
    assert erased > LIVES


def test_whom_answers_were_sent_to_reads_no_count_of_them_though_all_are_erased(db):
    ward = Ward(publish())
    sent = ward.send_many()
    ward.team.leads.add(ward.supervisor)
    hidden = Batch.objects.hidden_from(ward.supervisor)
    assert hidden.count() == 1

    for one in sent:
        User.objects.get_queryset().filter(pk=one.practitioner_id).update(is_active=False)
        forget(User.objects.get(pk=one.practitioner_id))

    assert hidden.count() == 1
    assert Batch.objects.visible_to(ward.lead).count() == 1
