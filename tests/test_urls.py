"""Rules that hold at every address: who gets in, by which method, and with which headers."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.asserts import assertRedirects

from tests.factories import AssessmentFactory, UserFactory, answer, draft_of, plan_action, small_framework

SIGN_IN = reverse("sign-in")
# Open without signing in; every other address asks for it.
PUBLIC = {
    "sign-in",
    "sign-out",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
    "accessibility",
    "privacy",
}
# Change something at once, so they answer no GET.
POST_ONLY = {"sign-out", "finish", "reopen", "tick-action", "mark", "cancel-request", "dismiss"}
# Show one person's things: to everybody else they are not there.
PERSONAL = {
    "task-list",
    "rate",
    "queue",
    "changes",
    "move",
    "answers",
    "finish",
    "finished",
    "reopen",
    "assessment-profile",
    "edit-action",
    "tick-action",
    "remove-action",
    "answer-request",
    "cancel-request",
    "dismiss",
}
# Anybody's who is signed in, each showing their own or what is the same for all.
SHARED = {
    "home",
    "frameworks",
    "framework",
    "version",
    "version-yaml",
    "version-xlsx",
    "template",
    "start",
    "assessments",
    "add-action",
    "profile",
    "framework-profile",
    "account",
    "supervisors",
    "password_change",
    "password_change_done",
}
# Framework editors' alone: to everybody else they are not there.
EDITORIAL = {
    "upload",
    "preview",
    "mark",
    "replaces",
    "try-out",
    "publish",
    "discard",
    "retire",
}
ADMINISTRATION = "people/"


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif str(pattern.pattern) != ADMINISTRATION:
            yield from patterns(pattern)


NAMES = {str(pattern.name) for pattern in patterns(get_resolver())}


def address(name: str, pk: int = 1) -> str:
    code: list[object] = ["listening"]
    arguments: dict[str, list[object]] = {
        "rate": [pk, "knowing"],
        "start": code,
        "framework-profile": code,
        "framework": code,
    }
    arguments |= {key: [*code, pk] for key in EDITORIAL - {"upload"} | {"version", "version-yaml", "version-xlsx"}}
    arguments |= {"mark": [*code, pk, "K1"], "replaces": [*code, pk, "K1"], "try-out": [*code, pk, "knowing"]}
    keyed = PERSONAL | {"add-action"}
    if name == "password_reset_confirm":
        return reverse(name, args=["Mw", "token"])
    return reverse(name, args=arguments.get(name, [pk] if name in keyed else []))


def test_every_address_is_in_one_of_the_lists():
    assert NAMES == PUBLIC | PERSONAL | SHARED | EDITORIAL


@pytest.mark.parametrize("name", sorted(NAMES - PUBLIC))
def test_a_stranger_is_sent_to_the_sign_in_page(client, db, name):
    response = client.get(address(name))

    assertRedirects(response, f"{SIGN_IN}?next={address(name)}")


@pytest.mark.parametrize("name", sorted(PUBLIC - POST_ONLY))
def test_public_pages_open_to_strangers(client, db, name):
    assert client.get(address(name)).status_code == HTTPStatus.OK


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(PERSONAL))
@pytest.mark.parametrize("role", ["", "is_framework_editor", "is_people_administrator", "is_superuser"])
def test_somebody_elses_things_are_not_there_whatever_ones_role(client, db, role, name, method):
    theirs = answer(AssessmentFactory.create(), {"K1": 1})
    action = plan_action(theirs, "K1")
    client.force_login(UserFactory.create(**({role: True} if role else {})))
    allowed = {"get": name not in POST_ONLY, "post": name not in {"task-list", "changes", "answers", "finished"}}

    response = getattr(client, method)(address(name, action.pk if "action" in name else theirs.pk))

    not_there = {HTTPStatus.NOT_FOUND} if allowed[method] else {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert response.status_code in not_there


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(EDITORIAL))
@pytest.mark.parametrize("role", ["", "is_people_administrator", "is_superuser"])
def test_editors_pages_are_not_there_for_others(client, db, role, name, method):
    draft = draft_of(small_framework())
    client.force_login(UserFactory.create(**({role: True} if role else {})))

    response = getattr(client, method)(address(name, draft.pk))

    not_there = HTTPStatus.METHOD_NOT_ALLOWED if (method, name) == ("get", "mark") else HTTPStatus.NOT_FOUND
    assert response.status_code == not_there


@pytest.mark.parametrize("name", ["framework", "version", "version-yaml", "version-xlsx"])
def test_a_draft_is_there_for_editors_alone(client, db, name):
    draft = draft_of(small_framework())
    client.force_login(UserFactory.create())

    assert client.get(address(name, draft.pk)).status_code == HTTPStatus.NOT_FOUND

    client.force_login(draft.created_by)
    assert client.get(address(name, draft.pk)).status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_what_changes_something_answers_no_get(client, db, name):
    mine = AssessmentFactory.create()
    action = plan_action(mine, "K1")
    client.force_login(mine.practitioner)

    response = client.get(address(name, action.pk if "action" in name else mine.pk))

    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("name", ["sign-in", "home"])
def test_pages_forbid_being_kept_and_scripts_of_others(client, db, name):
    if name not in PUBLIC:
        client.force_login(UserFactory.create())

    headers = client.get(reverse(name)).headers

    assert "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_pages_travel_compressed(client, db):
    client.force_login(UserFactory.create())

    assert client.get(reverse("home"), headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
