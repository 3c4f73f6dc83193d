"""Two worlds that differ in what one nurse says and has not had revealed are the same, to the byte, to all others.

Whatever she answers, changes, finishes, sends, takes back or gets back: every page and file that there is for anybody
else, with its status and headers, what comes back when they press its buttons, and every e-mail. The same while what is
held about her is kept and not used, in whatever all voices said, and agreed, before.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http.cookies import SimpleCookie
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import Client
from django.utils import timezone

from competence_app.assessments.actions import assessing, sending
from competence_app.assessments.actions.answering import write_answers
from competence_app.assessments.models import Assessment, Batch, PlannedAction
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.catalogue.models import Version
from competence_app.outbox.models import Mail
from competence_app.people.models import Notice, Supervision, User
from competence_app.reviews.actions import reviewing
from tests.factories import answer, restrict, yesterday
from tests.permissions import PUBLIC, RELATIONS, TABLE
from tests.teams.ward import fresh
from tests.test_permissions import ABOUT_AN_ASSESSMENT, World, expected, undone

pytestmark = [pytest.mark.walk, pytest.mark.time_machine("2026-11-28 12:00Z", tick=False)]

STRANGERS = sorted({*RELATIONS} - {"owner"})
SECRET = "a secret of hers"
# What she says in the one world, and in the other: first of a part, then of all, then of one anew.
LOUD: list[dict[str, Answer]] = [
    {"K1": Answer(1, note=SECRET)},
    {"K1": Answer(1, note=SECRET), "K2": Answer(off_scale="na", reason=SECRET), "D1": Answer(off_scale="no")},
    {"D1": Answer(2, note=SECRET)},
]
QUIET: list[dict[str, Answer]] = [
    {"K1": Answer(4), "K2": Answer(4)},
    {"K1": Answer(4), "K2": Answer(4), "D1": Answer(4)},
    {"K2": Answer(3)},
]
TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value|name="sent-again" value)="[^"]*"')
PRESSED = "changed and sent"  # after which step people also press every button that is theirs
CHANGING_HEADERS = {"Set-Cookie", "X-Request-ID"}  # a session's key, the token of forms, the name of a request


@dataclass
class Nurse:
    """What the nurse does, in one of the two worlds: between two steps, everybody looks."""

    world: World
    version: Version
    says: list[dict[str, Answer]]
    to: User

    def life(self) -> Iterator[tuple[str, Assessment]]:
        """Yield the assessment with what was done, after each step."""
        by, to = self.world.owner, self.to
        mine = assessing.start(version=self.version, job_role=by.job_role, by=by)
        for what, acts in self.steps(mine, by, to).items():
            for act in acts:
                act()
            yield what, fresh(mine)

    def steps(self, mine: Assessment, by: User, to: User) -> dict[str, list[Callable[[], None]]]:
        """Return what she does one after the other, and what is done with it while it is sent."""
        submit = partial(sending.finish_and_submit, mine, to=to, to_discuss=list(self.says[2]), knowing=9, by=by)
        return {
            "some answered": [partial(self.answer, mine, 0)],
            "finished": [partial(self.answer, mine, 1), partial(assessing.finish, mine, knowing=9, by=by)],
            "changed and sent": [partial(assessing.reopen, mine, by=by), partial(self.answer, mine, 2), submit],
            "taken back": [partial(sending.withdraw, mine, by=by)],
            "returned": [submit, partial(self.get_back, mine)],
        }

    def answer(self, mine: Assessment, which: int) -> None:
        """Say something."""
        write_answers(mine, Voice.SELF, self.says[which])

    def get_back(self, mine: Assessment) -> None:
        """Have it returned."""
        reviewing.return_(mine, comment="Say more", remarks={"K1": "Such as?"}, by=self.to)


@pytest.fixture
def world(db) -> World:
    """Somebody with an agreed assessment, in a ward whose lead has counts to read, and with all that belongs to it."""
    world = World(State.AGREED)
    Assessment.objects.update(started_at=timezone.now() - timedelta(days=90))
    by_level = {code: {"2": 7, "3": 8} for code in ("K1", "K2", "D1")}
    Batch.objects.create(team=world.team, version=world.assessment.version, voice="self", counts=by_level)
    assert world.version, "an editor's draft of the framework"
    return world


def same_keys() -> None:
    """Let rows get the same keys in both worlds, also where the database counts on after a transaction is undone."""
    for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def asked(world: World, mine: Assessment, who: str, step: str) -> Iterator[tuple[str, str, str]]:
    """Yield what somebody asks for: a name, a method and an address."""
    yield from _there(world, who, State.AGREED, sorted(set(TABLE) - set(PUBLIC)), step)
    before, world.assessment = world.assessment, mine
    named = sorted(ABOUT_AN_ASSESSMENT & set(TABLE))
    yield from _there(world, who, State(mine.state), named, step)
    if step in (PRESSED, "taken back"):  # also what is not there: it may say why
        yield from ((f"{name}, hers", "get", world.address(name)) for name in named)
    world.assessment = before


def _there(world: World, who: str, state: State, names: list[str], step: str) -> Iterator[tuple[str, str, str]]:
    for method in ("get", "post") if step == PRESSED else ("get",):
        there = [name for name in names if expected(TABLE[name], method, who, state)]
        yield from ((f"{name} of {state}", method, world.address(name)) for name in there)


def seen(client: Client, method: str, address: str) -> tuple[Any, ...]:
    """Return all that somebody gets from an address, but for what is new each time."""
    signed_in = SimpleCookie(client.cookies)
    with undone():
        response = getattr(client, method)(address)
        body = response.getvalue()
    client.cookies = signed_in  # also after signing out
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING_HEADERS}
    return response.status_code, headers, TOKENS.sub(b"", body)


def views(world: World, who: str, says: list[dict[str, Answer]]) -> dict[Any, Any]:
    """Return all that somebody sees after each step of a world in which the nurse ``says`` so."""
    found: dict[Any, Any] = {}
    with undone():
        same_keys()
        to = world.another if who == "former" else world.supervisor
        client = Client()
        client.force_login(getattr(world, who))
        for step, mine in Nurse(world, world.assessment.version, says, to).life():
            for name, method, address in asked(world, mine, who, step):
                found[step, name, method] = seen(client, method, address)
        told = Notice.objects.exclude(person=world.owner).order_by("pk")
        found["notices"] = list(told.values_list("person", "subject", "text", "path"))
        found["mails"] = list(Mail.objects.order_by("pk").values_list("to", "subject", "text", "path"))
    return found


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_which_of_the_two_worlds_it_is(world, settings, who):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "zeal" not in one]  # others count queries
    if who == "former":
        Supervision.objects.filter(supervisor=world.supervisor).update(ended_on=yesterday())

    one, other = (views(world, who, says) for says in (LOUD, QUIET))

    assert one.keys() == other.keys()
    assert [key for key in one if one[key] != other[key]] == []
    assert len(one["mails"]) > len(one["notices"]) > 2, "nobody was told anything"
    assert len(one) > 200


VOICES = tuple(Voice)
SAID_OTHERWISE = {"level": 4, "off_scale": "", "reason": "", "note": ""}


def restricted_views(world: World, who: str, *, loud: bool) -> dict[Any, Any]:
    """Return all that somebody sees of a world in which what was said of the nurse is ``loud``, and kept unused."""
    with undone():
        same_keys()
        said = world.assessment.ratings
        assert {*said.values_list("voice", flat=True)} == {*VOICES}
        if loud:
            said.filter(competence__code="K1").update(level=1, note=SECRET)
            PlannedAction.objects.filter(practitioner=world.owner).update(text=SECRET, done_on=yesterday())
            Assessment.objects.filter(pk=world.assessment.pk).update(closing_comment=SECRET)
        else:
            said.update(**SAID_OTHERWISE)
        mine = assessing.start(version=world.assessment.version, job_role=world.owner.job_role, by=world.owner)
        write_answers(mine, Voice.SELF, LOUD[0] if loud else QUIET[1])
        client = Client()
        client.force_login(getattr(world, who))
        asked = {(name, by): world.address(name) for name in sorted(set(TABLE) - set(PUBLIC)) for by in ("get", "post")}
        found: dict[Any, Any] = {key: seen(client, key[1], address) for key, address in asked.items()}
        call_command("send_reminders", stdout=StringIO())
        found["mails"] = list(Mail.objects.exclude(to=world.owner.email).values_list("to", "subject", "text", "path"))
        found["counted"] = list(Batch.objects.order_by("pk").values_list("voice", "counts"))
    return found


@pytest.mark.parametrize("who", STRANGERS)
def test_of_whoever_asked_that_nothing_be_used_no_answer_changes_anything(world, settings, who):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "zeal" not in one]
    if who == "former":
        Supervision.objects.filter(supervisor=world.supervisor).update(ended_on=yesterday())
    User.objects.update(wants_digest=True)
    answer(world.assessment, {"K1": 2, "K2": 3, "D1": 3}, voice=Voice.AGREED)
    restrict(world.owner)

    one, other = (restricted_views(world, who, loud=loud) for loud in (True, False))

    assert [key for key in one if one[key] != other[key]] == []
    assert len(one) > 200
