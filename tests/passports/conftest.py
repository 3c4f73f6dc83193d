from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from competence_app.assessments.models import Assessment
from competence_app.passports.actions.issuing import issue
from competence_app.passports.actions.keys import make_key
from competence_app.passports.models import Passport
from competence_app.people.models import User
from tests.factories import UserFactory, supervise
from tests.passports.issued import key_of, keys_file
from tests.reports.voices import spoken


@pytest.fixture
def nurse(db) -> User:
    """A registered nurse."""
    return UserFactory.create(full_name="Amara Okafor", email="amara@example.org")


@pytest.fixture
def client(client: Client, nurse: User) -> Client:
    """The nurse's browser, signed in."""
    client.force_login(nurse)
    return client


@pytest.fixture
def priya(nurse: User) -> User:
    """Priya Nair, who supervises the nurse."""
    return supervise(nurse, UserFactory.create(full_name="Priya Nair"))


@pytest.fixture
def agreed(nurse: User, priya: User) -> Assessment:
    """What the two agreed just now: of K1 and K2 level 3, of D1 that nobody saw it."""
    return spoken(nurse, "agreed", priya)


@pytest.fixture
def passport(agreed: Assessment, nurse: User) -> Passport:
    """The nurse's passport of it."""
    return issue(agreed, by=nurse)


@pytest.fixture
def keys_of_its_own(settings: LazySettings, tmp_path: Path) -> None:
    """A service with one key, which another test may not find others beside."""
    settings.PASSPORT_KEYS = str(tmp_path / "keys")
    make_key()


@pytest.fixture
def no_keys(settings: LazySettings, tmp_path: Path) -> None:
    """A service that has made no key yet."""
    settings.PASSPORT_KEYS = str(tmp_path / "none")


@pytest.fixture
def elm(settings: LazySettings) -> Iterator[dict[str, Any]]:
    """The key of another installation, which is believed here."""
    key = key_of()
    Path(settings.PASSPORT_ISSUERS, "elm.json").write_text(keys_file(key))
    yield key
    Path(settings.PASSPORT_ISSUERS, "elm.json").unlink()
