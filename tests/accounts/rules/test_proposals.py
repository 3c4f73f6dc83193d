import pytest

from competence_app.accounts.rules.proposals import ProposalRefusal, refusal_to_answer

SAM, RAVI, AMARA = 1, 2, 3


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({}, None),
        ({"by": SAM}, ProposalRefusal.OWN),
        ({"by": AMARA}, ProposalRefusal.CONCERNED),
        ({"are_there": False}, ProposalRefusal.ALONE),
        ({"is_waiting": False}, ProposalRefusal.PAST),
    ],
)
def test_it_takes_two_others_who_administer_people_at_that_moment(changed, refusal):
    asked = {"by": RAVI, "asked_by": SAM, "person": AMARA, "is_waiting": True, "are_there": True}

    assert refusal_to_answer(**asked | changed) == refusal
