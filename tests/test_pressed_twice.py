"""Every button that changes something, pressed twice: the second leads to where the first led, and harms nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from competence_app.assessments.actions import subscribing
from competence_app.assessments.models import Assessment, PlannedAction, answers
from competence_app.assessments.rules.answers import Voice, fingerprint_of_all
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import competence_ids
from competence_app.people.actions import asking, tell
from competence_app.people.models import Notice, User
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    draft_of,
    finished,
    passport_of,
    plan_action,
    publish,
    put,
    small_framework,
    supervise,
    yesterday,
)
from tests.reviews.pages import ALIKE, rated, revealed

WHY = "Say more on K1"
CHANGES = Entry.objects.exclude(verb__startswith="see").exclude(verb__startswith="open")  # looks aside
ROW = {"answer": "3", "note": "Seen", "base": ""}


@dataclass
class Scene:
    """A nurse, her supervisor and an editor; ``by`` presses, and the page has the fields ``sent``."""

    nurse: User
    priya: User
    ruth: User
    by: User = field(init=False)
    sent: dict[str, Any] = field(default_factory=dict)

    def done(self) -> Assessment:
        """Return the nurse's assessment, finished."""
        return finished(self.nurse, ALIKE)

    def in_review(self, state: str) -> Assessment:
        """Return the same in a state of its review, the supervisor to press."""
        self.by = self.priya
        sent = put(self.done(), "submitted", self.priya)
        return {"submitted": rated, "reviewed": revealed}[state](sent)

    def agreed(self) -> Assessment:
        """Return the same, agreed."""
        return put(revealed(put(self.done(), "submitted", self.priya)), "agreed")


@pytest.fixture
def scene(db) -> Scene:
    """Three people; the nurse presses unless a row says otherwise."""
    nurse, ruth = UserFactory.create(), UserFactory.create(is_framework_editor=True)
    scene = Scene(nurse, supervise(nurse, UserFactory.create(email="priya@example.org")), ruth)
    scene.by = nurse
    return scene


def start(scene: Scene) -> str:
    scene.sent = {"job_role": scene.nurse.job_role_id}
    return reverse("start", args=[publish().framework.code])


def finish(scene: Scene) -> str:
    return reverse("finish", args=[answer(AssessmentFactory.create(practitioner=scene.nurse), ALIKE).pk])


def reopen(scene: Scene) -> str:
    return reverse("reopen", args=[scene.done().pk])


def _rated(then: str) -> dict[str, Any]:
    return {f"{code}-{name}": value for code in ("K1", "K2") for name, value in ROW.items()} | {"then": then}


def save(scene: Scene) -> str:
    scene.sent = _rated("continue")
    return reverse("rate", args=[AssessmentFactory.create(practitioner=scene.nurse).pk, "knowing"])


def save_queue(scene: Scene) -> str:
    scene.sent = _rated("later")
    return reverse("queue", args=[AssessmentFactory.create(practitioner=scene.nurse).pk])


def reopen_and_save(scene: Scene) -> str:
    done = scene.done()
    bases = {f"{code}-base": one.answer.fingerprint for code, one in done.ratings.by_code(Voice.SELF).items()}
    scene.sent = _rated("reopen") | bases
    return reverse("rate", args=[done.pk, "knowing"])


def rate(scene: Scene) -> str:
    scene.by, scene.sent = scene.priya, _rated("later")
    return reverse("review-rate", args=[put(scene.done(), "submitted", scene.priya).pk, "knowing"])


def move(scene: Scene) -> str:
    draft = AssessmentFactory.create(practitioner=scene.nurse)
    scene.sent = {"to": publish(small_framework(version="2023")).pk}
    return reverse("move", args=[draft.pk])


def send(scene: Scene) -> str:
    assessment = scene.done()
    scene.sent = {"to": scene.priya.pk, "seen": _seen(assessment)}
    return reverse("send", args=[assessment.pk])


def finish_and_send(scene: Scene) -> str:
    address = finish(scene)
    scene.sent = {"to": scene.priya.pk, "seen": _seen(Assessment.objects.get()), "then": "send"}
    return address


def _seen(assessment: Assessment) -> str:
    return fingerprint_of_all(answers(assessment.ratings.by_code(Voice.SELF)))


def withdraw(scene: Scene) -> str:
    return reverse("withdraw", args=[put(scene.done(), "submitted", scene.priya).pk])


def share(scene: Scene) -> str:
    scene.sent = {"to": supervise(scene.nurse).pk}
    return reverse("share", args=[scene.agreed().pk])


def hand_over(scene: Scene) -> str:
    assessment = revealed(put(scene.done(), "submitted", scene.priya))
    scene.nurse.supervised_by.update(ended_on=yesterday())
    scene.sent = {"to": supervise(scene.nurse).pk}
    return reverse("share", args=[assessment.pk])


def unshare(scene: Scene) -> str:
    assessment, reader = scene.agreed(), supervise(scene.nurse)
    assessment.shared_with.add(reader)
    return reverse("unshare", args=[assessment.pk, reader.pk])


def comment(scene: Scene) -> str:
    scene.sent = {"comment": "Thank you"}
    return reverse("comment", args=[scene.agreed().pk])


def return_(scene: Scene) -> str:
    scene.sent = {"comment": WHY, "remark-K1": "Such as?"}
    return reverse("return", args=[scene.in_review("submitted").pk])


def reveal(scene: Scene) -> str:
    return reverse("reveal", args=[scene.in_review("submitted").pk])


def agree(scene: Scene) -> str:
    scene.sent = {"declared": "on", "then": "agree"}
    return reverse("agree", args=[scene.in_review("reviewed").pk])


def plan(scene: Scene) -> str:
    draft = AssessmentFactory.create(practitioner=scene.nurse)
    scene.sent = {"text": "Ask Priya", "due_on_day": "", "due_on_month": "", "due_on_year": ""}
    return reverse("add-action", args=[competence_ids(draft.version_id)["K1"]])


def plan_together(scene: Scene) -> str:
    scene.sent = {"competence": "K1", "text": "Ask Priya"}
    return reverse("plan", args=[scene.in_review("reviewed").pk])


def _action(scene: Scene) -> PlannedAction:
    action = plan_action(AssessmentFactory.create(practitioner=scene.nurse), "K1")
    scene.sent = {"base": action.fingerprint, "about": action.competence_id, "text": "Ask Priya", "done": "yes"}
    return action


def revise(scene: Scene) -> str:
    return reverse("edit-action", args=[_action(scene).pk])


def tick(scene: Scene) -> str:
    return reverse("tick-action", args=[_action(scene).pk])


def remove(scene: Scene) -> str:
    return reverse("remove-action", args=[_action(scene).pk])


def dismiss(scene: Scene) -> str:
    tell(scene.nurse, "News", "Read this", path="/")
    return reverse("dismiss", args=[Notice.objects.get().pk])


def subscribe(_scene: Scene) -> str:
    return reverse("subscribe")


def unsubscribe(scene: Scene) -> str:
    subscribing.subscribe(by=scene.nurse)
    return reverse("unsubscribe")


def make_passport(scene: Scene) -> str:
    return reverse("make-passport", args=[scene.agreed().pk])


def revoke_passport(scene: Scene) -> str:
    return reverse("revoke-passport", args=[passport_of(scene.agreed()).pk])


def add_record(scene: Scene) -> str:
    scene.sent = {"text": passport_of(scene.agreed()).token}
    return reverse("outside")


def _asked(scene: Scene) -> int:
    return asking.ask("omar@example.org", by=scene.nurse).pk


def cancel(scene: Scene) -> str:
    return reverse("cancel-request", args=[_asked(scene)])


def accept(scene: Scene) -> str:
    scene.by, scene.sent = UserFactory.create(email="omar@example.org"), {"answer": "accept"}
    return reverse("answer-request", args=[_asked(scene)])


def decline(scene: Scene) -> str:
    address = accept(scene)
    scene.sent = {"answer": "decline"}
    return address


def _version(scene: Scene, name: str, version: Version) -> str:
    scene.by = scene.ruth
    return reverse(name, args=[version.framework.code, version.pk])


def publish_(scene: Scene) -> str:
    draft = draft_of(small_framework(), by=scene.ruth)
    scene.sent = {"digest": draft.digest}
    return _version(scene, "publish", draft)


def discard(scene: Scene) -> str:
    return _version(scene, "discard", draft_of(small_framework(), by=scene.ruth))


def retire(scene: Scene) -> str:
    return _version(scene, "retire", publish())


BUTTONS = (
    *(start, save, save_queue, finish, finish_and_send, reopen, reopen_and_save, move, send, withdraw, share),
    *(hand_over, unshare, comment, rate, return_, reveal, agree, plan, plan_together, revise, tick, remove),
    *(dismiss, cancel),
    *(subscribe, unsubscribe, make_passport, revoke_passport, add_record, accept, decline, publish_, discard, retire),
)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.__name__.strip("_"))
def test_a_second_press_leads_to_the_firsts_result(scene, button: Callable[[Scene], str]):
    address = button(scene)
    client = Client()
    client.force_login(scene.by)

    first = client.post(address, scene.sent, follow=True)
    done = CHANGES.count()
    second = client.post(address, scene.sent, follow=True)

    assert first.redirect_chain
    assert second.redirect_chain == first.redirect_chain
    assert not [told for told in second.context["messages"] if told.level_tag == "error"]
    assert CHANGES.count() == done
