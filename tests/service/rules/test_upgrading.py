"""What the release before bears of a migration."""

import pytest

from competence_app.service.rules.upgrading import Concern, MigrationStep, Upgrade


def step(*concerns: Concern, reason: str = "") -> MigrationStep:
    """Return a migration with these concerns about a table."""
    return MigrationStep("people 0099", frozenset(("people_user", concern) for concern in concerns), reason)


@pytest.mark.parametrize(
    ("found", "is_borne"),
    [
        (step(), True),
        (step(Concern.BUILDS), True),
        (step(Concern.BUILDS, Concern.TAKES), False),
        (step(Concern.OWN), False),
        (step(Concern.OWN, reason="It writes where nobody reads."), True),
    ],
)
def test_a_step_is_borne_where_nothing_is_against_it_or_it_says_why(found, is_borne):
    assert found.is_borne == is_borne


@pytest.mark.parametrize(
    ("upgrade", "is_safe"),
    [
        (Upgrade((), ()), True),
        (Upgrade((step(), step(Concern.BUILDS)), ()), True),
        (Upgrade((step(), step(Concern.FILLS)), ()), False),
        (Upgrade((), ("people 0100",)), False),
    ],
)
def test_an_upgrade_is_safe_where_all_of_it_is(upgrade, is_safe):
    assert upgrade.is_safe == is_safe
