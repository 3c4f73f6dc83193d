from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from competence_app.assessments.actions import assessing, counting, sending
from competence_app.assessments.models import Assessment, Batch
from competence_app.assessments.models.ageing import start_of_day
from competence_app.assessments.models.batch import BatchMember
from competence_app.assessments.rules import batches
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.batches import LONGEST_WAIT, SMALLEST_AFTER_WAITING, SMALLEST_BATCH
from competence_app.assessments.rules.due import months_after
from competence_app.assessments.rules.lifecycle import State
from competence_app.outbox.models import Mail
from competence_app.people.models import Team
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.reviews.actions import reviewing
from tests.factories import JobRoleFactory, UserFactory, publish, restrict, small_framework, supervise
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


def revised(ward, **changes: Any) -> None:
    """Publish a version in which D1 is reworded, and let the ward go on with it."""
    content = small_framework(version="2026", **changes)
    content["domains"][1]["competences"][0]["text"] = "Listens to the end, and beyond"
    ward.version = publish(content)


def test_versions_are_counted_together_where_they_ask_the_same(ward):
    ward.send_many(6, ALIKE | {"K1": 1})
    revised(ward)
    ward.send_many(SMALLEST_BATCH - 6, ALIKE)

    [batch] = ward.batches()
    assert batch.version == ward.version
    assert batch.counts == {"K1": {"1": 6, "3": 9}, "K2": {"3": 15}, "D1": {"3": 9}}


def test_an_answer_that_a_version_offers_otherwise_leaves_nothing_to_count_together(ward):
    ward.send_many(6)
    scale = small_framework()["scale"]
    scale["off_scale"][1]["label"] = "Never came up"
    revised(ward, scale=scale)
    ward.send_many(SMALLEST_BATCH - 6)

    assert ward.batches()[0].counts == {code: {"3": 9} for code in ("K1", "K2", "D1")}


@pytest.mark.parametrize("few", [1, SMALLEST - 1])
def test_a_version_that_few_answered_waits(ward, few):
    waiting = ward.send_many(few)
    revised(ward)
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []

    last = ward.send()

    [batch] = ward.batches()
    assert last.pk in members(batch)
    assert not members(batch) & {one.pk for one in waiting}


def test_it_is_counted_how_many_are_below_what_their_job_role_expects(ward):
    """Of registered nurses 3 is expected, of everybody else 2."""
    other = JobRoleFactory.create(code="student-nurse")
    for place in range(SMALLEST_BATCH):
        k1 = Answer(off_scale="na", reason="I am new") if place < 3 else 2
        nurse = ward.nurse(job_role=other) if place % 2 else ward.nurse()
        ward.send(nurse, levels={"K1": k1, "K2": "no", "D1": 3})

    [batch] = ward.batches()
    assert batch.counts == {"K1": {"na": 3, "2": 12}, "K2": {"no": 15}, "D1": {"3": 15}}
    assert batch.needing == {"K1": {"2": 6}, "K2": {"no": 15}}


def wait(time_machine, months: int) -> None:
    """Go on to the same day some months later."""
    time_machine.move_to(start_of_day(months_after(timezone.localdate(), months)))


@pytest.mark.parametrize(
    ("people", "months", "is_counted"),
    [
        (SMALLEST_AFTER_WAITING, LONGEST_WAIT, True),
        (SMALLEST_AFTER_WAITING - 1, LONGEST_WAIT, False),
        (SMALLEST_AFTER_WAITING, LONGEST_WAIT - 1, False),
    ],
)
def test_what_waited_long_is_counted_though_it_is_fewer(ward, time_machine, people, months, is_counted):
    time_machine.move_to(date(2026, 3, 2))
    sent = ward.send_many(people)
    wait(time_machine, months)
    Mail.objects.all().delete()

    for _ in "ab":
        call_command("send_reminders")

    counted = [members(batch) for batch in ward.batches()]
    assert counted == ([{one.pk for one in sent}] if is_counted else [])


def test_who_sends_when_the_first_has_waited_long_closes_the_batch(ward, time_machine):
    time_machine.move_to(date(2026, 3, 2))
    ward.send_many(SMALLEST_AFTER_WAITING - 1)
    wait(time_machine, LONGEST_WAIT)

    ward.send()

    assert [len(members(batch)) for batch in ward.batches()] == [SMALLEST_AFTER_WAITING]


def test_people_without_a_team_wait_for_nothing(ward, time_machine, django_assert_num_queries):
    time_machine.move_to(date(2026, 3, 2))
    for assessment in ward.send_many(SMALLEST_AFTER_WAITING):
        _move(assessment, None)
    wait(time_machine, LONGEST_WAIT)

    with django_assert_num_queries(2):  # who waits, of each voice
        counting.count_what_waited()


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


def test_what_is_kept_and_not_used_is_not_counted(ward):
    restrict(ward.send().practitioner)
    ward.send_many(ONE_FEWER)

    assert ward.batches() == []

    ward.send()
    assert len(members(*ward.batches())) == SMALLEST_BATCH


def test_what_was_counted_before_stays(ward):
    sent = ward.send_many()
    [before] = Batch.objects.values()

    restrict(sent[0].practitioner)
    ward.send_many(ONE_FEWER)

    assert list(Batch.objects.values()) == [before]


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
    monkeypatch.setattr(batches, "SMALLEST_BATCH", 3)
    monkeypatch.setattr(batches, "SMALLEST_AFTER_WAITING", 3)
    monkeypatch.setattr(batches, "SMALLEST", 1)
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
        counted = [members(batch) for batch in Batch.objects.filter(voice=voice)]
        assert counted
        assert sum(map(len, counted)) == len(set().union(*counted))


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
