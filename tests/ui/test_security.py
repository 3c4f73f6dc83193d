"""Who finds a weakness is told whom to tell, where an installation says so."""

from http import HTTPStatus

import pytest
from django.urls import reverse

ADDRESS = "/.well-known/security.txt"


@pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)
def test_a_stranger_reads_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@willow.example"
    settings.SITE_URL = "https://ratings.example.org"

    response = client.get(ADDRESS)

    assert reverse("security") == ADDRESS
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "Contact: mailto:security@willow.example",
        "Expires: 2027-05-27T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://ratings.example.org/.well-known/security.txt",
    ]


def test_without_a_contact_there_is_no_such_file(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get(ADDRESS).status_code == HTTPStatus.NOT_FOUND
