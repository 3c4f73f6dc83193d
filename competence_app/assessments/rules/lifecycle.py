"""The life of an assessment: its states, and the moves between them. Nothing else decides what may happen."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    FINISHED = "finished"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    AGREED = "agreed"
    SUPERSEDED = "superseded"  # a draft that its owner moved to a newer version: its answers stay here as they were

    @property
    def in_words(self) -> str:
        """The state as a sentence about an assessment names it."""
        return "moved to a newer version" if self is State.SUPERSEDED else str(self)


# With a full answer to every competence.
COMPLETED = (State.FINISHED, State.SUBMITTED, State.REVIEWED, State.AGREED)
# In a supervisor's hands; and those whose answers the supervisor has seen.
SENT = (State.SUBMITTED, State.REVIEWED, State.AGREED)
REVEALED = (State.REVIEWED, State.AGREED)
# While its supervisor has something to do: to rate it, or to agree it.
WAITING = (State.SUBMITTED, State.REVIEWED)
# While one of these is under way, its owner starts no other assessment of the framework.
OPEN = (State.DRAFT, State.SUBMITTED, State.REVIEWED)


class Party(StrEnum):
    """Whose side of the assessment somebody is on."""

    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"


class Need(StrEnum):
    """What must be true before a move; the text is what a person reads when it is not."""

    PUBLISHED = "This version is not open for new assessments."
    NOTHING_OPEN = "You have an assessment of this framework under way: finish it before you start another."
    NEWER_VERSION = "Yet another version was published meanwhile. Nothing was moved: read again what would happen."
    COMPLETE = "Some competences have no full answer yet."
    NOTHING_NEWER = "You have started a newer assessment since: this one stays as it is."
    SUPERVISOR_CHOSEN = "Choose one of your own supervisors."
    SUPERVISION_OVER = "The supervisor it is with still supervises you."
    COMMENT = "Say why you are returning it."
    ALL_RATED = "Rate every competence yourself first, or say that you have not observed it."
    DIFFERENCES_AGREED = "Agree a level wherever the two ratings differ."
    DECLARATION = "Confirm that you have both agreed this."
    UNCOMMENTED = "Your closing comment is written already: it stays as it is."


@dataclass(frozen=True, slots=True)
class Move:
    """One way from state to state."""

    source: State | None
    target: State
    by: Party
    needs: frozenset[Need] = frozenset()


def _move(source: State | None, target: State, by: Party, *needs: Need) -> Move:
    return Move(source, target, by, frozenset(needs))


# What somebody reads whose move came too late, where the general words would not help.
TOO_LATE = {
    ("submit", State.SUBMITTED): "You have sent it already.",
    ("withdraw", State.DRAFT): "It is with you already: it was returned to you.",
    ("withdraw", State.FINISHED): "It is with you already.",
    ("withdraw", State.REVIEWED): "Your supervisor has rated it and seen your answers: you can no longer withdraw it.",
    ("withdraw", State.AGREED): "It is agreed: you can no longer withdraw it.",
    ("reveal", State.REVIEWED): "You have revealed it already: both of you see what the other said.",
    ("return", State.REVIEWED): "You have revealed it already: it can no longer be returned.",
    ("agree", State.AGREED): "It is agreed already.",
}

# "withdraw" ends with the reveal, and "reopen" with sending: both leave the state they start from.
MOVES = {
    "start": _move(None, State.DRAFT, Party.PRACTITIONER, Need.PUBLISHED, Need.NOTHING_OPEN),
    "move": _move(State.DRAFT, State.SUPERSEDED, Party.PRACTITIONER, Need.NEWER_VERSION),
    "finish": _move(State.DRAFT, State.FINISHED, Party.PRACTITIONER, Need.COMPLETE),
    "reopen": _move(State.FINISHED, State.DRAFT, Party.PRACTITIONER, Need.NOTHING_NEWER),
    "submit": _move(State.FINISHED, State.SUBMITTED, Party.PRACTITIONER, Need.NOTHING_NEWER, Need.SUPERVISOR_CHOSEN),
    "withdraw": _move(State.SUBMITTED, State.FINISHED, Party.PRACTITIONER),
    "return": _move(State.SUBMITTED, State.DRAFT, Party.SUPERVISOR, Need.COMMENT),
    "reveal": _move(State.SUBMITTED, State.REVIEWED, Party.SUPERVISOR, Need.ALL_RATED),
    "agree": _move(State.REVIEWED, State.AGREED, Party.SUPERVISOR, Need.DIFFERENCES_AGREED, Need.DECLARATION),
    "hand over": _move(
        State.REVIEWED, State.REVIEWED, Party.PRACTITIONER, Need.SUPERVISOR_CHOSEN, Need.SUPERVISION_OVER
    ),
    "share": _move(State.AGREED, State.AGREED, Party.PRACTITIONER, Need.SUPERVISOR_CHOSEN),
    "comment on": _move(State.AGREED, State.AGREED, Party.PRACTITIONER, Need.UNCOMMENTED),
}


class MoveRefusedError(Exception):
    """A move that may not happen; its text says why, in words for the person who asked."""


def moves_from(state: State | None, by: Party, *, unmet: Collection[Need] = ()) -> frozenset[str]:
    """Return the names of the moves that ``by`` has from ``state``, but for those with a need known to be ``unmet``."""
    moves = ((name, move) for name, move in MOVES.items() if (move.source, move.by) == (state, by))
    return frozenset(name for name, move in moves if move.needs.isdisjoint(unmet))


def check_move(name: str, *, state: State | None, by: Party, met: Collection[Need] = ()) -> State:
    """Return the state that the move leads to; raise ``MoveRefusedError`` with every reason against it."""
    move = MOVES[name]
    if name not in moves_from(state, by):
        general = f"This assessment is {state.in_words if state else 'not started'}, so its {by} cannot {name} it."
        msg = TOO_LATE.get((name, state or State.DRAFT), general)
        raise MoveRefusedError(msg)
    if unmet := [need for need in Need if need in move.needs and need not in met]:
        raise MoveRefusedError(" ".join(unmet))
    return move.target
