"""The life of an assessment: its states, and the moves between them. Nothing else decides what may happen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from competence_app.assessments.rules.answers import Voice


class State(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    FINISHED = "finished"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    AGREED = "agreed"
    SUPERSEDED = "superseded"  # a draft that its owner moved to a newer version: its answers stay here as they were


# With a full answer to every competence.
COMPLETED = (State.FINISHED, State.SUBMITTED, State.REVIEWED, State.AGREED)
# In a supervisor's hands; and those whose answers the supervisor has seen.
SENT = (State.SUBMITTED, State.REVIEWED, State.AGREED)
REVEALED = (State.REVIEWED, State.AGREED)
# While its supervisor has something to do: to rate it, or to agree it.
WAITING = (State.SUBMITTED, State.REVIEWED)
# While one of these is under way, its owner starts no other assessment of the framework.
OPEN = (State.DRAFT, State.SUBMITTED, State.REVIEWED)
# While each voice may speak: in every other state, what it said is fixed.
SPEAKING = {Voice.SELF: State.DRAFT, Voice.SUPERVISOR: State.SUBMITTED, Voice.AGREED: State.REVIEWED}


class Party(StrEnum):
    """Whose side of the assessment somebody is on."""

    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"


class Need(Enum):
    """What must be true before a move, in the order of telling what is not."""

    PUBLISHED = auto()  # the version
    NOTHING_OPEN = auto()  # of the framework
    NEWER_VERSION = auto()  # the one to move to
    COMPLETE = auto()
    LOOKED_AT = auto()  # every answer; or its author knows how many are not
    NOTHING_NEWER = auto()  # was started
    UNRESTRICTED = auto()  # what is held about its practitioner may be shown to others
    ANSWERS_READ = auto()  # they are what its practitioner saw before sending it
    SUPERVISOR_CHOSEN = auto()  # one of one's own
    SUPERVISION_OVER = auto()  # of whom it is with
    IN_HAND = auto()  # of whoever acts as its supervisor: told before any move is looked at
    COMMENT = auto()
    ALL_RATED = auto()
    DIFFERENCES_AGREED = auto()
    CHANGES_READ = auto()  # what another window agreed
    DECLARATION = auto()
    UNCOMMENTED = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """One way from state to state."""

    source: State | None
    target: State
    by: Party
    needs: frozenset[Need] = frozenset()


def _move(source: State | None, target: State, by: Party, *needs: Need) -> Move:
    return Move(source, target, by, frozenset(needs))


# What it takes to show an assessment to a supervisor.
_SHOWING = (Need.UNRESTRICTED, Need.SUPERVISOR_CHOSEN)
# "withdraw" ends with the reveal, and "reopen" with sending: both leave the state they start from.
MOVES = {
    "start": _move(None, State.DRAFT, Party.PRACTITIONER, Need.PUBLISHED, Need.NOTHING_OPEN),
    "move": _move(State.DRAFT, State.SUPERSEDED, Party.PRACTITIONER, Need.NEWER_VERSION),
    "finish": _move(State.DRAFT, State.FINISHED, Party.PRACTITIONER, Need.COMPLETE, Need.LOOKED_AT),
    "reopen": _move(State.FINISHED, State.DRAFT, Party.PRACTITIONER, Need.NOTHING_NEWER),
    "submit": _move(
        State.FINISHED,
        State.SUBMITTED,
        Party.PRACTITIONER,
        *_SHOWING,
        Need.NOTHING_NEWER,
        Need.ANSWERS_READ,
    ),
    "withdraw": _move(State.SUBMITTED, State.FINISHED, Party.PRACTITIONER),
    "return": _move(State.SUBMITTED, State.DRAFT, Party.SUPERVISOR, Need.COMMENT),
    "reveal": _move(State.SUBMITTED, State.REVIEWED, Party.SUPERVISOR, Need.ALL_RATED),
    "agree": _move(
        State.REVIEWED, State.AGREED, Party.SUPERVISOR, Need.DIFFERENCES_AGREED, Need.CHANGES_READ, Need.DECLARATION
    ),
    "hand over": _move(State.REVIEWED, State.REVIEWED, Party.PRACTITIONER, *_SHOWING, Need.SUPERVISION_OVER),
    "send on": _move(State.SUBMITTED, State.SUBMITTED, Party.PRACTITIONER, *_SHOWING, Need.SUPERVISION_OVER),
    "share": _move(State.AGREED, State.AGREED, Party.PRACTITIONER, *_SHOWING),
    "comment on": _move(State.AGREED, State.AGREED, Party.PRACTITIONER, Need.UNRESTRICTED, Need.UNCOMMENTED),
}


class NoSuchMove(NamedTuple):
    """A move that somebody does not have from where the assessment stands; None where it is not started."""

    move: str
    state: State | None
    by: Party


class FixedVoice(NamedTuple):
    """A voice that says nothing more where the assessment stands."""

    voice: Voice
    state: State


class MoveRefusedError(Exception):
    """What may not happen; ``reasons`` has everything against it, as codes: ``wording.refusal`` says it to people."""

    def __init__(self, *reasons: Need | NoSuchMove | FixedVoice) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def is_made(self, *states: State) -> bool:
        """Tell whether a move came too late because it was made before: it led to one of these ``states``."""
        return any(isinstance(reason, NoSuchMove) and reason.state in states for reason in self.reasons)


def moves_from(state: State | None, by: Party, *, unmet: Collection[Need] = ()) -> frozenset[str]:
    """Return the names of the moves that ``by`` has from ``state``, but for those with a need known to be ``unmet``."""
    moves = ((name, move) for name, move in MOVES.items() if (move.source, move.by) == (state, by))
    return frozenset(name for name, move in moves if move.needs.isdisjoint(unmet))


def check_move(name: str, *, state: State | None, by: Party, met: Mapping[Need, bool]) -> State:
    """Return the state that the move leads to; raise ``MoveRefusedError`` with every reason against it."""
    move = MOVES[name]
    if name not in moves_from(state, by):
        raise MoveRefusedError(NoSuchMove(name, state, by))
    if unmet := [need for need in Need if need in move.needs and not met.get(need)]:
        raise MoveRefusedError(*unmet)
    return move.target


def check_voice(voice: Voice, state: State) -> None:
    """Raise ``MoveRefusedError`` unless the voice may speak in this state."""
    if state is not SPEAKING[voice]:
        raise MoveRefusedError(FixedVoice(voice, state))
