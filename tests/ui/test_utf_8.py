"""A request that is not in UTF-8 is refused before anybody reads it."""

from http import HTTPStatus

import pytest
from django.test import Client

BAD, OK = HTTPStatus.BAD_REQUEST, HTTPStatus.OK


@pytest.fixture
def client(db) -> Client:
    """A stranger's browser, which gets what strangers get."""
    return Client(raise_request_exception=False)


def sent(client: Client, charset: str, value: bytes) -> int:
    """Send an address to the page that sends links to it; return the status."""
    body = b'--X\r\nContent-Disposition: form-data; name="email"\r\n\r\n' + value + b"\r\n--X--\r\n"
    return client.generic(
        "POST", "/password/", body, content_type=f"multipart/form-data; boundary=X{charset}"
    ).status_code


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=UTF8", "; charset=no-such-charset"])
def test_forms_in_utf_8_are_read(client, charset):
    assert sent(client, charset, "é".encode()) == OK


@pytest.mark.parametrize(("charset", "half"), [("unicode_escape", b"\\ud800"), ("utf-7", b"+2AA-"), ("latin-1", b"x")])
def test_another_encoding_is_refused(client, charset, half):
    assert sent(client, f"; charset={charset}", half) == BAD


def test_so_it_is_where_nothing_is_sent(client):
    answer = client.get("/sign-in/?next=\\ud800", headers={"Content-Type": "text/plain; charset=unicode_escape"})

    assert answer.status_code == BAD
