import pytest

from competence_app.assessments import wording
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.carry import Rule
from competence_app.assessments.rules.lifecycle import (
    MOVES,
    FixedVoice,
    MoveRefusedError,
    Need,
    NoSuchMove,
    Party,
    State,
)
from competence_app.assessments.rules.revision import TELLING


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([Need.COMPLETE], "Some competences have no full answer yet."),
        (
            [Need.DIFFERENCES_AGREED, Need.DECLARATION],
            "Agree a level wherever the two ratings differ. Confirm that you have both agreed this.",
        ),
        (
            [NoSuchMove("finish", State.AGREED, Party.PRACTITIONER)],
            "This assessment is agreed, so its practitioner cannot finish it.",
        ),
        (
            [NoSuchMove("comment on", None, Party.SUPERVISOR)],
            "This assessment is not started, so its supervisor cannot comment on it.",
        ),
        (
            [NoSuchMove("withdraw", State.REVIEWED, Party.PRACTITIONER)],
            "Your supervisor has rated it and seen your answers: you can no longer withdraw it.",
        ),
        (
            [FixedVoice(Voice.SELF, State.SUPERSEDED)],
            "This assessment is moved to a newer version: its answers no longer change.",
        ),
        (
            [FixedVoice(Voice.SUPERVISOR, State.REVIEWED)],
            "Your ratings are revealed: they no longer change.",
        ),
    ],
)
def test_a_refusal_is_told_with_every_reason(reasons, told):
    assert wording.why_refused(MoveRefusedError(*reasons)) == told


def test_there_are_words_for_every_code():
    assert set(wording.NEEDS) == set(Need)
    assert set(wording.FIXED_VOICES) == set(Voice)
    assert set(wording.STATES) == {None, *State}
    assert set(wording.PARTIES) == set(Party)
    assert set(wording.MOVES) == set(MOVES)
    assert set(wording.CHANGES) == {None, *TELLING}
    assert set(wording.CHANGE_HEADINGS) == set(TELLING) == set(Rule) - {Rule.SAME}


def test_a_notice_holds_who_did_what_to_which():
    assert wording.NOTICES["share"].filled(by="Amara {Okafor}") == (
        "Amara {Okafor} shared an assessment with you",
        "Amara {Okafor} shared an assessment with you as their supervisor: you can read what was agreed.",
    )


@pytest.mark.parametrize(
    ("count", "subject"),
    [(1, "Reminder: an assessment waits for you"), (2, "Reminder: 2 assessments wait for you")],
)
def test_a_reminder_counts_the_assessments(count, subject):
    assert wording.reminder_subject(count) == subject
