import pytest

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import (
    MOVES,
    FixedVoice,
    MoveRefusedError,
    Need,
    NoSuchMove,
    Party,
    State,
    check_move,
    check_voice,
    moves_from,
)

# The table as the design states it: the state it starts from, where it leads, whose it is, what it needs.
EXPECTED = {
    "start": (None, State.DRAFT, Party.PRACTITIONER, {Need.PUBLISHED, Need.NOTHING_OPEN}),
    "move": (State.DRAFT, State.SUPERSEDED, Party.PRACTITIONER, {Need.NEWER_VERSION}),
    "finish": (State.DRAFT, State.FINISHED, Party.PRACTITIONER, {Need.COMPLETE, Need.LOOKED_AT}),
    "reopen": (State.FINISHED, State.DRAFT, Party.PRACTITIONER, {Need.NOTHING_NEWER}),
    "submit": (
        State.FINISHED,
        State.SUBMITTED,
        Party.PRACTITIONER,
        {Need.NOTHING_NEWER, Need.UNRESTRICTED, Need.ANSWERS_READ, Need.SUPERVISOR_CHOSEN},
    ),
    "withdraw": (State.SUBMITTED, State.FINISHED, Party.PRACTITIONER, set()),
    "return": (State.SUBMITTED, State.DRAFT, Party.SUPERVISOR, {Need.COMMENT}),
    "reveal": (State.SUBMITTED, State.REVIEWED, Party.SUPERVISOR, {Need.ALL_RATED}),
    "agree": (
        State.REVIEWED,
        State.AGREED,
        Party.SUPERVISOR,
        {Need.DIFFERENCES_AGREED, Need.CHANGES_READ, Need.DECLARATION},
    ),
    "hand over": (
        State.REVIEWED,
        State.REVIEWED,
        Party.PRACTITIONER,
        {Need.UNRESTRICTED, Need.SUPERVISOR_CHOSEN, Need.SUPERVISION_OVER},
    ),
    "send on": (
        State.SUBMITTED,
        State.SUBMITTED,
        Party.PRACTITIONER,
        {Need.UNRESTRICTED, Need.SUPERVISOR_CHOSEN, Need.SUPERVISION_OVER},
    ),
    "share": (State.AGREED, State.AGREED, Party.PRACTITIONER, {Need.UNRESTRICTED, Need.SUPERVISOR_CHOSEN}),
    "comment on": (State.AGREED, State.AGREED, Party.PRACTITIONER, {Need.UNRESTRICTED, Need.UNCOMMENTED}),
}
EVERYTHING = [(name, state, party) for name in EXPECTED for state in (None, *State) for party in Party]


def test_moves_are_those_of_the_design():
    assert {name: (m.source, m.target, m.by, set(m.needs)) for name, m in MOVES.items()} == EXPECTED


@pytest.mark.parametrize(("name", "state", "party"), EVERYTHING)
def test_check_allows_a_move_only_from_its_state_and_by_its_party(name, state, party):
    source, target, by, needs = EXPECTED[name]

    if (state, party) == (source, by):
        assert check_move(name, state=state, by=party, met=dict.fromkeys(needs, True)) is target
    else:
        with pytest.raises(MoveRefusedError):
            check_move(name, state=state, by=party, met=dict.fromkeys(needs, True))


@pytest.mark.parametrize(
    ("name", "need"),
    [(name, need) for name, move in MOVES.items() for need in Need if need in move.needs],
)
def test_check_refuses_a_move_that_lacks_one_need_and_says_which(name, need):
    move = MOVES[name]

    with pytest.raises(MoveRefusedError) as refusal:
        check_move(name, state=move.source, by=move.by, met={other: other is not need for other in move.needs})

    assert refusal.value.reasons == (need,)


def test_check_names_every_need_that_is_not_met():
    with pytest.raises(MoveRefusedError) as refusal:
        check_move("agree", state=State.REVIEWED, by=Party.SUPERVISOR, met={})

    assert refusal.value.reasons == (Need.DIFFERENCES_AGREED, Need.CHANGES_READ, Need.DECLARATION)


def test_check_says_what_state_stands_in_the_way():
    with pytest.raises(MoveRefusedError) as refusal:
        check_move("finish", state=State.AGREED, by=Party.PRACTITIONER, met={Need.COMPLETE: True})

    assert refusal.value.reasons == (NoSuchMove("finish", State.AGREED, Party.PRACTITIONER),)


SPEAKING = {Voice.SELF: State.DRAFT, Voice.SUPERVISOR: State.SUBMITTED, Voice.AGREED: State.REVIEWED}


@pytest.mark.parametrize(("voice", "state"), SPEAKING.items())
def test_a_voice_speaks_in_its_state(voice, state):
    check_voice(voice, state)


@pytest.mark.parametrize(
    ("voice", "state"), [(voice, state) for voice in Voice for state in State if state is not SPEAKING[voice]]
)
def test_a_voice_is_fixed_in_every_other_state(voice, state):
    with pytest.raises(MoveRefusedError) as refusal:
        check_voice(voice, state)

    assert refusal.value.reasons == (FixedVoice(voice, state),)


def test_a_finished_assessment_can_be_reopened_or_sent_by_its_practitioner():
    assert moves_from(State.FINISHED, Party.PRACTITIONER) == {"reopen", "submit"}
    assert moves_from(State.FINISHED, Party.SUPERVISOR) == frozenset()
