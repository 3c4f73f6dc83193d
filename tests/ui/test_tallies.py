"""What a request did is counted for it alone."""

from competence_app.ui.tallies import tallied, tally


def test_what_is_done_within_is_added_up():
    with tallied() as found:
        tally(saved=2, in_conflict=0)
        tally(saved=1)

    assert found == {"saved": 3, "in_conflict": 0}


def test_what_is_done_outside_counts_for_nobody():
    with tallied() as found:
        pass
    tally(saved=1)

    assert found == {}
