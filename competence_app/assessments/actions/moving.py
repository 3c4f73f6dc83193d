"""Moving an assessment from state to state: checked, stored and written to the audit record in one place."""

from collections.abc import Mapping

from competence_app.assessments.models import Assessment, Showing
from competence_app.assessments.rules import lifecycle
from competence_app.assessments.rules.lifecycle import Need, State
from competence_app.audit.actions import record
from competence_app.people.models import User


def make_move(
    assessment: Assessment, name: str, *, by: User, met: Mapping[Need, bool] | None = None, **changes: object
) -> None:
    """Make the move, with ``changes`` of other fields; raise ``MoveRefusedError``. The caller has locked the row."""
    state = lifecycle.check_move(name, state=State(assessment.state), by=assessment.party_of(by), met=met or {})
    for field, value in {"state": state, **changes}.items():
        setattr(assessment, field, value)
    assessment.save(update_fields=["state", *changes])
    record(name, assessment, by=by, about=assessment.practitioner)


def note_reader(assessment: Assessment, reader: User, *, move: str) -> None:
    """Keep for ever that the move showed the answers to ``reader``, unless they had read them before."""
    Showing.objects.get_or_create(assessment=assessment, reader=reader, defaults={"move": move})
