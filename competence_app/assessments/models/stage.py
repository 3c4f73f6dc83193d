"""What the state of an assessment says of it."""

from django.db import models

from competence_app.assessments.rules import lifecycle


class Stage(models.Model):
    """How far an assessment has come."""

    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.capitalize()) for state in lifecycle.State],
        default=lifecycle.State.DRAFT.value,
    )

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        """Whether its answers may still change."""
        return self.state == lifecycle.State.DRAFT

    @property
    def is_completed(self) -> bool:
        """Whether it has a full answer to every competence."""
        return self.state in lifecycle.COMPLETED

    @property
    def is_sent(self) -> bool:
        """Whether it is in a supervisor's hands."""
        return self.state in lifecycle.SENT

    @property
    def is_revealed(self) -> bool:
        """Whether its supervisor has rated it, and both have seen what the other said."""
        return self.state in lifecycle.REVEALED

    @property
    def is_waiting(self) -> bool:
        """Whether its supervisor has something to do: to rate it, or to agree it."""
        return self.state in lifecycle.WAITING

    @property
    def is_agreed(self) -> bool:
        """Whether both have agreed it."""
        return self.state == lifecycle.State.AGREED

    @property
    def is_superseded(self) -> bool:
        """Whether it is a draft that went on in another assessment, on a newer version."""
        return self.state == lifecycle.State.SUPERSEDED

    @property
    def is_under_way(self) -> bool:
        """Whether its owner can start no other of the framework."""
        return self.state in lifecycle.OPEN

    def may(self, move: str) -> bool:
        """Tell whether somebody has this move from here, needs aside: what buttons show."""
        return lifecycle.MOVES[move].source == self.state
