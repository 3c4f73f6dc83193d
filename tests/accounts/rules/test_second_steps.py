from ipaddress import ip_network
from types import SimpleNamespace

import pytest

from competence_app.accounts.rules.second_steps import ROLES, has_role, in_groups, is_within, squares
from competence_app.environment.variables import VARIABLES

NETWORKS = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]


@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        ("10.255.0.1", True),
        ("11.0.0.1", False),
        ("2001:db8:1::1", True),
        ("::1", False),
        ("", False),
        ("10.0.0", False),
    ],
)
def test_an_address_is_within_a_network_or_not(address, is_there):
    assert is_within(address, NETWORKS) is is_there


def test_no_address_is_within_no_network():
    assert not is_within("10.0.0.1", [])


def test_whoever_has_one_of_the_roles_has_a_role():
    person = SimpleNamespace(**dict.fromkeys(ROLES.values(), False))

    assert not has_role(person, ROLES)
    for role, column in ROLES.items():
        setattr(person, column, True)
        assert has_role(person, [role])
        assert not has_role(person, {*ROLES} - {role})
        setattr(person, column, False)


def test_settings_know_the_same_roles():
    assert {*ROLES} == {*VARIABLES["SECOND_STEP_ROLES"].default}


def test_secrets_are_written_in_groups():
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_a_qr_code_is_drawn_square_by_square():
    assert squares([[True, False], [False, True]]) == "M0 0h1v1h-1zM1 1h1v1h-1z"
