from ipaddress import ip_network

import pytest
from django.core.checks import run_checks


@pytest.mark.parametrize(
    ("networks", "behind", "expected"), [([], False, 0), (["10.0.0.0/8"], True, 0), (["10.0.0.0/8"], False, 1)]
)
def test_trusting_the_address_that_everybody_comes_from_is_an_error(settings, networks, behind, expected):
    settings.TRUSTED_NETWORKS = [ip_network(network) for network in networks]
    settings.BEHIND_PROXY = behind

    found = [check.id for check in run_checks(include_deployment_checks=True)]

    assert found.count("accounts.E001") == expected
