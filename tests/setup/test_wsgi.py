from wsgiref.util import setup_testing_defaults

import pytest

from competence_app.wsgi import application


@pytest.mark.django_db
def test_application_answers_a_server():
    statuses = []

    def start_response(status, headers, exc_info=None, /):
        statuses.append(status)

    environ = {"PATH_INFO": "/sign-in/"}
    setup_testing_defaults(environ)

    body = b"".join(application(environ, start_response))

    assert statuses == ["200 OK"]
    assert b"<h1" in body
