from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from competence_app.assessments.actions import assessing, counting, sending
from competence_app.assessments.models import Assessment, Batch
from competence_app.assessments.models.batch import BatchMember
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.assessments.rules.lifecycle import State
from competence_app.people.models import Team
from competence_app.reviews.actions import reviewing
from tests.factories import UserFactory, publish, small_framework, supervise
from tests.meanwhile import at_once
from tests.teams.ward import ALIKE, Ward, fresh, members

ONE_FEWER = SMALLEST_BATCH - 1


@pytest.fixture
def version(db):
    return publish()


@pytest.fixture
def ward(version):
    return Ward(version)


@pytest.fixture
def ash(version):
    """Another ward."""
    return Ward(version, "Ash ward")


def test_counts_wait_for_the_smallest_batch_of_people(ward):
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []

    ward.send()

    [batch] = ward.batches()
    assert batch.counts == {code: {"3": SMALLEST_BATCH} for code in ("K1", "K2", "D1")}
    assert len(members(batch)) == SMALLEST_BATCH


def test_counts_tell_every_choice(ward):
    for place in range(SMALLEST_BATCH):
        k1 = Answer(off_scale="na", reason="I am new") if place < 6 else 1 + place % 2
        ward.send(levels={"K1": k1, "K2": "no", "D1": 4})

    [batch] = ward.batches()
    assert batch.counts == {"K1": {"na": 6, "1": 5, "2": 4}, "K2": {"no": 15}, "D1": {"4": 15}}
    assert str(batch) == f"Willow ward, self, {timezone.now():%d %B %Y}"


def test_self_ratings_are_counted_when_sent_and_agreed_ones_when_agreed(ward):
    sent = ward.send_many()

    assert [batch.voice for batch in Batch.objects.all()] == [Voice.SELF]

    last = ward.rate(sent.pop())
    agreed = [ward.agree(assessment) for assessment in sent]
    assert ward.batches(Voice.AGREED) == []

    reviewing.agree(last, declared=True, by=ward.supervisor)
    [batch] = ward.batches(Voice.AGREED)
    assert members(batch) == {one.pk for one in [*agreed, last]}
    assert len(ward.batches()) == 1


def test_what_the_supervisor_says_is_never_counted(ward):
    for assessment in ward.send_many():
        ward.rate(assessment)

    assert not Batch.objects.exclude(voice=Voice.SELF).exists()


def test_a_second_batch_counts_nobody_of_the_first_again(ward):
    first = ward.send_many()
    second = ward.send_many(ONE_FEWER)

    assert len(ward.batches()) == 1

    second.append(ward.send())

    assert [members(batch) for batch in ward.batches()] == [{one.pk for one in sent} for sent in (first, second)]


def test_each_version_is_counted_for_itself(ward):
    ward.send_many(ONE_FEWER)
    ward.version = publish(small_framework(version="2026"))
    ward.send()

    assert ward.batches() == []


def test_each_team_is_counted_for_itself(ward, ash):
    ward.send_many(ONE_FEWER)
    ash.send_many(ONE_FEWER)

    assert not Batch.objects.exists()


def test_nobody_is_counted_twice_in_a_batch(ward):
    sent = ward.send_many(ONE_FEWER)
    again = ward.agree(sent[0]).practitioner
    newer = ward.send(again, ALIKE | {"K1": 1}, started_at=timezone.now() + timedelta(1))

    assert ward.batches() == []

    last = ward.send()
    [batch] = ward.batches()
    assert members(batch) == {one.pk for one in [*sent[1:], newer, last]}
    assert batch.counts["K1"] == {"1": 1, "3": ONE_FEWER}


def test_what_is_withdrawn_in_time_is_not_counted(ward):
    withdrawn = ward.send()
    sending.withdraw(withdrawn, by=withdrawn.practitioner)
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []


def test_what_is_returned_in_time_is_not_counted(ward):
    returned = ward.send()
    reviewing.return_(returned, comment="Read K1 again", remarks={}, by=ward.supervisor)
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []


def test_a_closed_batch_stays_whatever_becomes_of_its_assessments(ward):
    withdrawn, returned, agreed, *_ = ward.send_many()
    before = Batch.objects.values().get()

    sending.withdraw(withdrawn, by=withdrawn.practitioner)
    reviewing.return_(returned, comment="Read K1 again", remarks={}, by=ward.supervisor)
    ward.agree(agreed)

    assert Batch.objects.values().get() == before


def test_what_is_sent_again_is_not_counted_again(ward):
    withdrawn, returned, *_ = ward.send_many()
    sending.withdraw(withdrawn, by=withdrawn.practitioner)
    reviewing.return_(returned, comment="Read K1 again", remarks={}, by=ward.supervisor)
    assessing.finish(returned, by=returned.practitioner)

    for assessment in (withdrawn, returned):
        ward.submit(fresh(assessment))
    ward.send_many(ONE_FEWER)

    assert len(ward.batches()) == 1


def test_who_changes_team_is_counted_in_the_team_of_then_once(ward, ash):
    moved, *_ = ward.send_many(ONE_FEWER)
    _move(moved, ash.team)
    ash.send_many(ONE_FEWER)

    [batch] = ash.batches()
    assert moved.pk in members(batch)

    _move(moved, ward.team)
    ward.send()
    assert ward.batches() == []


def test_who_has_no_team_is_counted_nowhere(ward):
    gone, *_ = ward.send_many(ONE_FEWER)
    _move(gone, None)
    ward.send()
    ward.submit(fresh(_move(ward.finish(), None)))

    assert not Batch.objects.exists()


def test_closed_accounts_are_not_counted(ward):
    closed = ward.send().practitioner
    closed.is_active = False
    closed.save()
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []


def _become_lead(ward, assessment):
    ward.team.leads.add(assessment.practitioner)


def _let_the_supervisor_lead(ward, assessment):
    ward.team.leads.add(supervise(assessment.practitioner))
    sending.withdraw(assessment, by=assessment.practitioner)
    ward.submit(assessment, to=assessment.practitioner.supervisors().last())


def _hand_over(ward, assessment):
    """Let it be rated by somebody who leads the team, and handed over to another supervisor then."""
    nurse, reader = assessment.practitioner, supervise(assessment.practitioner)
    sending.withdraw(assessment, by=nurse)
    ward.rate(ward.submit(assessment, to=reader))
    reader.supervises.all().delete()
    sending.hand_over(assessment, to=ward.supervisor, by=nurse)
    ward.team.leads.add(reader)


def _share(ward, assessment):
    reader = supervise(assessment.practitioner)
    ward.agree(assessment)
    sending.share(assessment, to=reader, by=assessment.practitioner)
    ward.team.leads.add(reader)


def _hand_on(ward, assessment):
    """Let it be handed over to somebody who leads the team then, and on to another supervisor."""
    nurse, former, reader = (assessment.practitioner, *(supervise(assessment.practitioner) for _ in "ab"))
    sending.withdraw(assessment, by=nurse)
    ward.rate(ward.submit(assessment, to=former))
    for giver, taker in ((former, reader), (reader, ward.supervisor)):
        giver.supervises.all().delete()
        sending.hand_over(assessment, to=taker, by=nurse)
    ward.team.leads.add(reader)


def _unshare(ward, assessment):
    _share(ward, assessment)
    for reader in assessment.shared_with.all():
        sending.unshare(assessment, to=reader, by=assessment.practitioner)


KNOWN = [_become_lead, _let_the_supervisor_lead, _hand_over, _hand_on, _share, _unshare]


@pytest.mark.parametrize("let_know", KNOWN)
def test_what_who_leads_the_team_knows_is_not_counted(ward, let_know):
    let_know(ward, ward.send())
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []

    ward.send()
    assert len(ward.batches()) == 1


def test_batches_are_visible_to_those_who_lead_the_team_now(ward, ash):
    ward.send_many()

    assert Batch.objects.visible_to(ward.lead).count() == 1
    for other in (ash.lead, ward.supervisor, ward.nurse(), UserFactory.create(is_superuser=True)):
        assert not Batch.objects.visible_to(other).exists()

    ward.team.leads.remove(ward.lead)
    assert not Batch.objects.visible_to(ward.lead).exists()


@pytest.mark.parametrize("let_know", KNOWN)
def test_batches_are_hidden_from_leads_who_know_some_of_their_answers(ward, let_know):
    first, *_ = ward.send_many()
    leads = set(ward.team.leads.all())

    let_know(ward, first)

    [newcomer] = set(ward.team.leads.all()) - leads
    assert not Batch.objects.visible_to(newcomer).exists()
    assert Batch.objects.visible_to(ward.lead).count() == 1


def test_the_database_keeps_batches_as_they_are(ward):
    first, *_ = ward.send_many()
    batch = Batch.objects.get()
    refused = [
        lambda: Batch.objects.update(counts={}),
        lambda: BatchMember.objects.update(voice=Voice.AGREED),
        lambda: Batch.objects.filter(pk=batch.pk)._raw_delete("default"),  # noqa: SLF001 - what no model refuses
        lambda: BatchMember.objects.create(batch=batch, assessment=first, voice=Voice.SELF),
    ]

    for change in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(ProtectedError):
        ward.team.delete()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize(
    ("table", "refused"),
    [
        ("batch", "A batch stays as it was closed|What was counted stays counted"),
        ("counted", "What was counted stays counted"),
    ],
)
def test_the_database_refuses_to_empty_batches_at_once(ward, table, refused):
    ward.send_many()
    statement = f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE assessments_{table} CASCADE"

    with pytest.raises(IntegrityError, match=refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_is_counted_says_what_it_is(ward):
    ward.send_many()

    counted, *_ = BatchMember.objects.all()

    assert str(counted) == f"{counted.assessment_id} in {counted.batch_id}"


def _go_on(ward, assessment, choose):
    """Take an assessment to one of the states that it may go to, or let its practitioner send another one."""
    by = assessment.practitioner
    returning = partial(reviewing.return_, comment="Again", remarks={}, by=ward.supervisor)
    match assessment.state:
        case State.DRAFT:
            assessing.finish(assessment, by=by)
        case State.FINISHED if not assessment.newer().exists():
            ward.submit(assessment)
        case State.SUBMITTED:
            choose([partial(sending.withdraw, by=by), returning, ward.agree, ward.agree])(assessment)
        case State.AGREED if not assessment.newer().exists():
            ward.send(by, started_at=timezone.now() + timedelta(Assessment.objects.count()))


def _step(wards, choose):
    """Let something happen to somebody's assessment, or somebody new send one."""
    ward, others = choose(wards), list(Assessment.objects.order_by("pk"))
    match choose(["send", "move", *["go on"] * 4]):
        case "go on" if others:
            _go_on(ward, fresh(choose(others)), choose)
        case "move" if others:
            _move(fresh(choose(others)), ward.team)
        case _:
            ward.send()


@pytest.mark.walk
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_nothing_is_counted_twice_and_nothing_closed_changes(ward, ash, monkeypatch, seed):
    monkeypatch.setattr(counting, "SMALLEST_BATCH", 3)
    ash.team.leads.set([ward.lead])
    ash.supervisor = ward.supervisor
    choose = Random(seed).choice  # noqa: S311 - no secret
    closed: dict[int, tuple[Any, set[int]]] = {}

    for _ in range(120):
        _step([ward, ash], choose)
        now = {batch.pk: (batch.counts, members(batch)) for batch in Batch.objects.visible_to(ward.lead)}
        assert closed.items() <= now.items()
        closed = now

    assert all(len(set(_people(batch))) == len(members(batch)) >= 3 for batch in Batch.objects.all())
    assert all(set(batch.counts["K1"].values()) == {len(members(batch))} for batch in Batch.objects.all())
    for voice in (Voice.SELF, Voice.AGREED):
        batches = [members(batch) for batch in Batch.objects.filter(voice=voice)]
        assert batches
        assert sum(map(len, batches)) == len(set().union(*batches))


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_what_happens_at_once_is_counted_once_and_nobody_waits_in_a_circle(ward):
    sent = ward.send_many(ONE_FEWER)
    rated = [ward.rate(assessment) for assessment in [*sent, ward.send()]]
    for assessment in rated[:-2]:
        reviewing.agree(assessment, declared=True, by=ward.supervisor)
    others = [ward.rate(assessment) for assessment in ward.send_many(ONE_FEWER)]
    agree = partial(reviewing.agree, declared=True, by=ward.supervisor)
    last = ward.finish()

    at_once(partial(ward.submit, last), *(partial(agree, one) for one in (*rated[-2:], *others)))

    assert {one.state for one in Assessment.objects.exclude(pk=last.pk)} == {State.AGREED}
    assert [len(members(batch)) for batch in ward.batches()] == [SMALLEST_BATCH] * 2
    assert [len(members(batch)) for batch in ward.batches(Voice.AGREED)] == [SMALLEST_BATCH]


def _people(batch) -> list[int]:
    return list(batch.counted.values_list("assessment__practitioner", flat=True))


def _move(assessment: Assessment, team: Team | None) -> Assessment:
    """Put whose assessment it is into another team."""
    assessment.practitioner.team = team
    assessment.practitioner.save()
    return assessment
