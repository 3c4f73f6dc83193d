"""What sending and reviewing do besides moving: whom they tell, what they write down, whose voices they leave alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment, Rating, Remark, Return
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer, Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.assessments.rules.lifecycle import FixedVoice, MoveRefusedError, Need, NoSuchMove, Party, State
from competence_app.audit.models import Entry
from competence_app.catalogue.queries import competence_ids
from competence_app.people.models import Supervision, User
from competence_app.reviews.actions import reviewing
from tests.factories import AssessmentFactory, UserFactory, answer, put, supervise, yesterday
from tests.post import delivered

pytestmark = pytest.mark.django_db
OWN = {"K1": Answer(1, note="self-note-K1"), "K2": Answer(3, note="self-note-K2"), "D1": Answer(off_scale="no")}
THEIRS = {"K1": Answer(3, note="their-note-K1"), "K2": Answer(3), "D1": Answer(off_scale=NOT_OBSERVED)}
AGREED = {"K1": Answer(2, note="agreed-note-K1"), "D1": Answer(2)}
SECRETS = (
    "self-note",
    "own-reason",
    "their-note",
    "agreed-note",
    "Independently",
    "Not yet",
    "With support",
    "No oppo",
)


@pytest.fixture
def amara() -> User:
    """A nurse."""
    return UserFactory.create(full_name="Amara Okafor", email="amara@example.org")


@pytest.fixture
def priya(amara: User) -> User:
    """Her supervisor."""
    return supervise(amara, UserFactory.create(full_name="Priya Nair", email="priya@example.org"))


@pytest.fixture
def finished(amara: User, priya: User) -> Assessment:
    """What she has finished."""
    return put(answer(AssessmentFactory.create(practitioner=amara), OWN), "finished")


@pytest.fixture
def submitted(finished: Assessment, amara: User, priya: User) -> Assessment:
    """What she has sent."""
    sending.submit(finished, to=priya, by=amara)
    return fresh(finished)


@pytest.fixture
def rated(submitted: Assessment, priya: User) -> Assessment:
    """What Priya has rated and not revealed."""
    save(submitted, Voice.SUPERVISOR, THEIRS, by=priya)
    return submitted


@pytest.fixture
def reviewed(rated: Assessment, priya: User) -> Assessment:
    """What Priya has revealed, with what they are to agree."""
    reviewing.reveal(rated, by=priya)
    save(rated, Voice.AGREED, AGREED, by=priya)
    return fresh(rated)


@pytest.fixture
def agreed(reviewed: Assessment, priya: User) -> Assessment:
    """What they have agreed."""
    reviewing.agree(reviewed, declared=True, by=priya)
    return fresh(reviewed)


def fresh(assessment: Assessment) -> Assessment:
    return Assessment.objects.get(pk=assessment.pk)


def save(assessment: Assessment, voice: Voice, answers: dict[str, Answer], *, by: User, base: str = "") -> Any:
    sent = {code: SentAnswer(answer, base or BLANK.fingerprint) for code, answer in answers.items()}
    return reviewing.save_ratings(assessment, voice, sent, by=by)


def said(assessment: Assessment) -> dict[Voice, dict[str, Answer]]:
    return {voice: {code: r.answer for code, r in assessment.ratings.by_code(voice).items()} for voice in Voice}


@contextmanager
def refused(reason: Need | NoSuchMove | FixedVoice) -> Iterator[None]:
    with pytest.raises(MoveRefusedError) as refusal:
        yield
    assert refusal.value.reasons == (reason,)


def submit(assessment: Assessment, amara: User, priya: User) -> None:
    sending.submit(assessment, to=priya, to_discuss=["K1"], by=amara)


def withdraw(assessment: Assessment, amara: User, priya: User) -> None:
    sending.withdraw(assessment, by=amara)


def send_back(assessment: Assessment, amara: User, priya: User) -> None:
    reviewing.return_(assessment, comment="Please look at K1", remarks={"K1": "and why"}, by=priya)


def reveal(assessment: Assessment, amara: User, priya: User) -> None:
    reviewing.reveal(assessment, by=priya)


def agree(assessment: Assessment, amara: User, priya: User) -> None:
    reviewing.agree(assessment, declared=True, by=priya)


def comment(assessment: Assessment, amara: User, priya: User) -> None:
    sending.comment_on(assessment, comment="I am glad that we talked", by=amara)


def share(assessment: Assessment, amara: User, priya: User) -> None:
    sending.share(assessment, to=priya, by=amara)


Verb = Callable[[Assessment, User, User], None]


class Case(NamedTuple):
    """A verb: the fixture that it starts from, what the record calls it, who does it and who is told."""

    start: str
    verb: Verb
    name: str
    who: str
    told: str


CASES = (
    Case("finished", submit, "submit", "amara", "priya"),
    Case("submitted", withdraw, "withdraw", "amara", "priya"),
    Case("submitted", send_back, "return", "priya", "amara"),
    Case("rated", reveal, "reveal", "priya", "amara"),
    Case("reviewed", agree, "agree", "priya", "amara"),
    Case("agreed", comment, "comment on", "amara", "priya"),
    Case("agreed", share, "share", "amara", "priya"),
)


@pytest.mark.parametrize("case", CASES)
def test_whoever_must_know_is_told_without_a_rating_and_it_is_written_down(request, amara, priya, case):
    assessment = request.getfixturevalue(case.start)
    delivered().clear()

    case.verb(assessment, amara, priya)

    [message] = delivered()
    people = {"amara": amara, "priya": priya}
    text = f"{message.subject} {message.body}"
    assert message.to == [people[case.told].email]
    assert people[case.who].full_name in text
    assert not any(secret in text for secret in SECRETS)
    entry = Entry.objects.filter(verb=case.name).get()
    assert (entry.by, entry.about) == (people[case.who], amara)


@pytest.mark.parametrize("case", CASES)
def test_no_verb_changes_what_another_voice_said(request, amara, priya, case):
    assessment = request.getfixturevalue(case.start)
    before = said(assessment)

    case.verb(assessment, amara, priya)

    after = said(assessment)
    assert after[Voice.SELF] == before[Voice.SELF]
    assert after[Voice.SUPERVISOR] == before[Voice.SUPERVISOR]
    assert before[Voice.AGREED].items() <= after[Voice.AGREED].items()


def test_agreeing_agrees_what_both_said_and_keeps_what_they_chose(agreed):
    assert said(agreed)[Voice.AGREED] == {"K1": AGREED["K1"], "K2": Answer(3), "D1": AGREED["D1"]}


@pytest.mark.parametrize("same", [True, False])
def test_what_was_rated_before_a_withdrawal_is_kept_for_the_same_supervisor_alone(rated, amara, priya, same):
    omar = supervise(amara)
    sending.withdraw(rated, by=amara)

    sending.submit(rated, to=priya if same else omar, by=amara)

    assert said(rated)[Voice.SUPERVISOR] == (THEIRS if same else {})


def test_only_ones_own_supervisor_can_be_sent_it(finished, amara):
    with refused(Need.SUPERVISOR_CHOSEN):
        sending.submit(finished, to=UserFactory.create(), by=amara)

    assert fresh(finished).state == "finished"


def test_what_is_older_than_a_draft_is_not_sent(finished, amara, priya):
    AssessmentFactory.create(practitioner=amara, version=finished.version)

    with pytest.raises(MoveRefusedError):
        sending.submit(finished, to=priya, by=amara)

    assert fresh(finished).state == "finished"


def test_withdrawing_after_the_reveal_is_refused(reviewed, amara):
    with refused(NoSuchMove("withdraw", State.REVIEWED, Party.PRACTITIONER)):
        sending.withdraw(reviewed, by=amara)

    assert fresh(reviewed).state == "reviewed"


@pytest.mark.parametrize("verb", [reveal, send_back])
def test_what_was_withdrawn_can_neither_be_revealed_nor_returned(rated, amara, priya, verb):
    sending.withdraw(rated, by=amara)

    with refused(Need.IN_HAND):
        verb(rated, amara, priya)

    assert fresh(rated).state == "finished"
    assert not Return.objects.exists()


def test_nothing_is_revealed_before_every_competence_is_rated(submitted, priya):
    save(submitted, Voice.SUPERVISOR, {"K1": Answer(1)}, by=priya)

    with refused(Need.ALL_RATED):
        reviewing.reveal(submitted, by=priya)

    assert fresh(submitted).state == "submitted"


@pytest.mark.parametrize(
    ("missing", "declared", "need"),
    [
        ({"K1": Answer(2)}, True, Need.DIFFERENCES_AGREED),  # no comment
        ({"D1": BLANK}, True, Need.DIFFERENCES_AGREED),
        ({}, False, Need.DECLARATION),
    ],
)
def test_nothing_is_agreed_while_something_is_missing(reviewed, priya, missing, declared, need):
    for code, blank in missing.items():
        save(reviewed, Voice.AGREED, {code: blank}, by=priya, base=AGREED[code].fingerprint)

    with refused(need):
        reviewing.agree(reviewed, declared=declared, by=priya)

    assert fresh(reviewed).state == "reviewed"
    assert "K2" not in reviewed.ratings.by_code(Voice.AGREED)


def test_what_another_window_agreed_is_not_agreed_unread(reviewed, priya):
    with refused(Need.CHANGES_READ):
        reviewing.agree(reviewed, declared=True, read=AGREED | {"K1": Answer(3)}, by=priya)

    assert fresh(reviewed).state == "reviewed"


@pytest.mark.parametrize(("start", "voice"), [("reviewed", Voice.SUPERVISOR), ("agreed", Voice.AGREED)])
def test_a_voice_that_is_fixed_takes_no_more(request, priya, start, voice):
    assessment = request.getfixturevalue(start)
    before = said(assessment)

    with refused(FixedVoice(voice, State(start))):
        save(assessment, voice, {"K1": Answer(4)}, by=priya, base=before[voice]["K1"].fingerprint)

    assert said(assessment) == before


def test_what_another_window_rated_is_returned_and_not_overwritten(rated, priya):
    conflicts = save(rated, Voice.SUPERVISOR, {"K1": Answer(4), "K2": Answer(3)}, by=priya).conflicts

    assert {code: rating.answer for code, rating in conflicts.items()} == {"K1": THEIRS["K1"]}
    assert said(rated)[Voice.SUPERVISOR] == THEIRS


def test_nobody_else_rates_it(submitted, amara):
    omar = supervise(amara)

    with refused(Need.IN_HAND):
        save(submitted, Voice.SUPERVISOR, THEIRS, by=omar)

    assert said(submitted)[Voice.SUPERVISOR] == {}


def test_what_a_former_supervisor_revealed_is_handed_over_with_whose_ratings_they_are(reviewed, amara, priya):
    omar = supervise(amara)
    with refused(Need.SUPERVISION_OVER):
        sending.hand_over(reviewed, to=omar, by=amara)
    Supervision.objects.filter(supervisor=priya).update(ended_on=yesterday())

    sending.hand_over(reviewed, to=omar, by=amara)
    reviewing.agree(reviewed, declared=True, by=omar)

    assert (fresh(reviewed).supervisor, fresh(reviewed).reviewed_by, fresh(reviewed).state) == (omar, priya, "agreed")


def test_what_a_former_supervisor_did_not_reveal_is_sent_on_without_what_they_rated(submitted, amara, priya):
    omar = supervise(amara)
    save(submitted, Voice.SUPERVISOR, THEIRS, by=priya)
    with refused(Need.SUPERVISION_OVER):
        sending.send_on(submitted, to=omar, by=amara)
    Supervision.objects.filter(supervisor=priya).update(ended_on=yesterday())

    sending.send_on(submitted, to=omar, by=amara)

    assert (fresh(submitted).supervisor, fresh(submitted).state) == (omar, "submitted")
    assert said(submitted)[Voice.SUPERVISOR] == {}
    assert Entry.objects.filter(verb="send on", by=amara, about=amara).count() == 1


def test_sharing_can_be_taken_back(agreed, amara):
    omar = supervise(amara)
    sending.share(agreed, to=omar, by=amara)
    assert agreed in Assessment.objects.shown_to(omar)

    sending.unshare(agreed, to=omar, by=amara)

    assert agreed not in Assessment.objects.shown_to(omar)
    assert Entry.objects.filter(verb="stop sharing", by=amara).count() == 1


def test_a_closing_comment_is_written_once(agreed, amara, priya):
    comment(agreed, amara, priya)

    with refused(Need.UNCOMMENTED):
        comment(agreed, amara, priya)


@pytest.mark.parametrize(
    ("state", "fields", "constraint"),
    [
        ("finished", {"finished_at": None}, "finished_at_set_exactly_when_completed"),
        ("submitted", {"submitted_at": None}, "submitted_at_set_exactly_when_sent"),
        ("submitted", {"supervisor": None}, "sent_to_somebody"),
        ("submitted", {"handed_over_at": "2026-01-07 12:00Z"}, "handed_over_when_revealed"),
        ("reviewed", {"revealed_at": None}, "revealed_at_set_exactly_when_revealed"),
        ("reviewed", {"reviewed_by": None}, "reviewed_by_set_exactly_when_revealed"),
        ("agreed", {"agreed_at": None}, "agreed_at_set_exactly_when_agreed"),
        ("reviewed", {"closing_comment": "Too early"}, "closing_comment_when_agreed"),
    ],
)
def test_the_database_keeps_what_a_state_means(state, fields, constraint):
    assessment = put(AssessmentFactory.create(), state)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(**fields)


def test_the_database_keeps_what_a_return_is(submitted, priya):
    with pytest.raises(IntegrityError, match="a_return_says_why"), transaction.atomic():
        Return.objects.create(assessment=submitted, by=priya, comment="")
    returned = Return.objects.create(assessment=submitted, by=priya, comment="Why")
    remark = {"part_of": returned, "competence_id": competence_ids(submitted.version_id)["K1"], "text": "Here"}
    Remark.objects.create(**remark)

    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(**remark)

    assert Rating.objects.filter(assessment=submitted).count() == len(OWN)
