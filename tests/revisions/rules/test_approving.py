"""When a draft is approved by enough people."""

import pytest

from competence_app.revisions.rules.approving import ApprovalStanding


@pytest.mark.parametrize(("given", "lacks"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_what_lacks_is_what_is_needed_and_not_given(given, lacks):
    assert ApprovalStanding(given, needed=2).lacks == lacks
