import pytest

from competence_app.service.rules.asking import is_from_here


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", ""], ids=repr)
def test_this_machine_may_ask(address):
    assert is_from_here({"REMOTE_ADDR": address})


@pytest.mark.parametrize("address", ["10.0.0.7", "192.0.2.1", "2001:db8::1"])
def test_others_may_not(address):
    assert not is_from_here({"REMOTE_ADDR": address})


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
def test_whom_the_proxy_on_this_machine_lets_in_may_not(header):
    assert not is_from_here({"REMOTE_ADDR": "127.0.0.1", header: "192.0.2.1"})
