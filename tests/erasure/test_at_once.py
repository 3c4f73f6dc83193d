"""Two administrators who act at the same moment: the second finds what the first one did."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from competence_app.accounts.actions.administering import change
from competence_app.accounts.actions.proposing import propose, refuse
from competence_app.accounts.actions.readdressing import give_address, propose_address
from competence_app.accounts.models import Proposal
from competence_app.erasure.actions import erasing
from competence_app.people.models import User
from tests.factories import UserFactory
from tests.meanwhile import at_once

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
    pytest.mark.django_db(transaction=True),
]
ROUNDS = 2


def administrators(count: int) -> list[User]:
    return UserFactory.create_batch(count, is_people_administrator=True)


def tried(act: Callable[..., object], *arguments: object, into: list[str], **keywords: object) -> Callable[[], None]:
    """Return what acts, and notes whether it was refused."""

    def do() -> None:
        try:
            act(*arguments, **keywords)
        except ValidationError as refusal:
            into.extend(refusal.messages)
        else:
            into.append("done")

    return do


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_answers_one_counts(_round):
    sam, ravi, zoe = administrators(3)
    nurse = UserFactory.create()
    asked = propose_address(nurse, "new@example.org", reason="So", by=sam)
    said: list[str] = []

    at_once(tried(give_address, asked, by=ravi, into=said), tried(refuse, asked, by=zoe, into=said))

    done, refused = sorted(said, key=len)
    assert (done, refused.startswith("Nothing was changed: this was answered")) == ("done", True)
    is_given = User.objects.filter(email="new@example.org").exists()
    assert is_given == (Proposal.objects.get().state == "confirmed")


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_who_ask_the_same_ask_once(_round):
    sam, ravi = administrators(2)
    nurse = UserFactory.create(is_active=False)
    said: list[str] = []

    at_once(*(tried(propose, Proposal.Kind.ERASURE, nurse, reason="So", by=by, into=said) for by in (sam, ravi)))

    assert Proposal.objects.count() == 1
    assert "done" in said


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_account_that_opens_while_it_is_erased_is_the_one_or_the_other(_round):
    sam, ravi, zoe = administrators(3)
    nurse = UserFactory.create(full_name="Amara Okafor", is_active=False)
    said: list[str] = []
    asked = erasing.propose_erasure(nurse, reason="Left", by=sam)
    opened = User.objects.get(pk=nurse.pk)
    opened.full_name, opened.is_active = "Amara Obi", True

    at_once(
        tried(erasing.erase, asked, by=ravi, into=said),
        tried(change, opened, ["full_name", "is_active"], by=zoe, into=said),
    )

    nurse.refresh_from_db()
    assert len(said) == 2
    assert "done" in said
    assert (nurse.full_name, nurse.is_active) in {(f"Former colleague {nurse.pk}", False), ("Amara Obi", True)}
