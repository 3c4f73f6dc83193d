"""What tests of directories share."""

import pytest

from competence_app.directory.actions.tokens import make_token
from competence_app.directory.views import describing, people, teams  # noqa: F401 - else read at a request, maybe of an unmeasured walk
from tests.directory.calls import Directory


@pytest.fixture
def token(db) -> str:
    """A good token, for which the HR systems team answers."""
    return make_token("HR systems")


@pytest.fixture
def directory(token) -> Directory:
    """A directory of staff that has the token."""
    return Directory(token)
