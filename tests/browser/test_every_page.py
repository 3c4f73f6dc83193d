"""Every address of the app that shows a page, wide and light, narrow and dark: accessible, and within its screen.

`open_page` adds: no script error, nothing that the security policy refuses, no file missing, no request elsewhere.
"""

from collections.abc import Iterator, Sequence
from http import HTTPStatus

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import expect

from tests.browser.conftest import SCHEMES
from tests.browser.pages import DEV, ELIN, FRAMEWORK, GRACE, addressed
from tests.permissions import BY_TOKEN

STRANGER, BEN, AMARA, PRIYA, RUTH, SAM, OLA = None, "ben", "amara", "priya", "ruth", "sam", "ola"
FINISHED, DRAFT, ONE = [2], [3], [1]  # keys in the demo's database
AGREED, SUBMITTED, REVIEWED = [1], [DEV], [ELIN]  # with Priya
# Who opens which page: the address's name, its arguments, and what else tells apart what is shown.
PAGES: tuple[tuple[str | None, str, Sequence[str | int]], ...] = (
    (STRANGER, "sign-in", []),
    (STRANGER, "password_reset", []),
    (STRANGER, "password_reset_done", []),
    (STRANGER, "password_reset_confirm", ["Mw", "used"]),
    (STRANGER, "password_reset_complete", []),
    (STRANGER, "accessibility", []),
    (STRANGER, "privacy", []),
    (STRANGER, "no-connection", []),
    (STRANGER, "verify-passport", []),
    (BEN, "home", []),
    ("dev", "home", []),
    ("tom", "home", []),
    (BEN, "start", [FRAMEWORK]),
    (BEN, "assessments", []),
    (BEN, "profile", []),
    (BEN, "framework-profile", [FRAMEWORK]),
    (AMARA, "home", []),
    (AMARA, "frameworks", []),
    (AMARA, "start", [FRAMEWORK]),
    (AMARA, "assessments", []),
    (AMARA, "task-list", DRAFT),
    (AMARA, "rate", [*DRAFT, "knowledge"]),
    (AMARA, "rate", [*DRAFT, "maintaining"]),
    (AMARA, "answers", DRAFT),
    (AMARA, "answers", FINISHED),
    (AMARA, "finished", FINISHED),
    (AMARA, "framework-profile", [FRAMEWORK]),
    (AMARA, "assessment-profile", FINISHED),
    (AMARA, "add-action", ONE),
    (AMARA, "edit-action", ONE),
    (AMARA, "remove-action", ONE),
    (AMARA, "account", []),
    (AMARA, "address", []),
    (AMARA, "second-steps", []),
    (AMARA, "prove", []),
    (AMARA, "supervisors", []),
    (AMARA, "restriction", []),
    (AMARA, "password_change", []),
    (AMARA, "password_change_done", []),
    (AMARA, "framework", [FRAMEWORK]),
    (AMARA, "version", [FRAMEWORK, 1]),
    (AMARA, "downloads", [FRAMEWORK, 1]),
    (AMARA, "queue", DRAFT),
    (AMARA, "answers", AGREED),
    (AMARA, "share", AGREED),
    ("chloe", "send", [4]),
    ("chloe", "again", [FRAMEWORK, "K1"]),
    ("dev", "again", [FRAMEWORK, "K1"]),
    ("dev", "sent", SUBMITTED),
    ("dev", "withdraw", SUBMITTED),
    (AMARA, "result", AGREED),
    (AMARA, "result", DRAFT),
    (PRIYA, "home", []),
    (PRIYA, "supervision", []),
    (PRIYA, "waiting", []),
    (PRIYA, "remind", []),
    (SAM, "end-supervision", [7]),  # Priya's
    (PRIYA, "review", SUBMITTED),
    (PRIYA, "review", REVIEWED),
    (PRIYA, "review", AGREED),
    (PRIYA, "review-rate", [*SUBMITTED, "knowledge"]),
    (PRIYA, "return", SUBMITTED),
    (PRIYA, "agree", REVIEWED),
    (PRIYA, "plan", REVIEWED),
    (PRIYA, "plan", AGREED),
    (PRIYA, "staff", [2]),
    (PRIYA, "staff-profile", [1, FRAMEWORK]),
    (PRIYA, "staff-profile", [4, FRAMEWORK]),
    (PRIYA, "staff-assessment", REVIEWED),
    (PRIYA, "staff-over-time", [6, FRAMEWORK]),
    (PRIYA, "staff-life", [6, FRAMEWORK, "K4"]),
    (PRIYA, "staff-take-along", [1, FRAMEWORK]),
    (PRIYA, "people-take-along", []),
    (PRIYA, "pattern", []),
    (PRIYA, "matrix", []),
    (PRIYA, "training-needs", []),
    (PRIYA, "meeting-sheet", AGREED),
    (AMARA, "meeting-sheet", AGREED),
    (AMARA, "assessment-profile", AGREED),
    (AMARA, "record", []),
    (AMARA, "role", [FRAMEWORK]),
    (AMARA, "take-along", [FRAMEWORK]),
    (AMARA, "reflection", [FRAMEWORK]),
    (AMARA, "over-time", [FRAMEWORK]),
    (AMARA, "life", [FRAMEWORK, "K4"]),
    (AMARA, "calendar", []),
    (AMARA, "passports", []),
    (AMARA, "outside", []),
    (AMARA, "make-passport", AGREED),
    ("grace", "make-passport", [GRACE]),
    ("tom", "teams", []),
    ("tom", "team", [1, FRAMEWORK]),
    ("nadia", "teams", []),
    ("nadia", "organisation", [FRAMEWORK]),
    ("nadia", "organisation-teams", [FRAMEWORK]),
    (RUTH, "home", []),
    (RUTH, "frameworks", []),
    (RUTH, "framework", [FRAMEWORK]),
    (RUTH, "upload", []),
    (RUTH, "interval", [FRAMEWORK]),
    (RUTH, "version", [FRAMEWORK, 2]),
    (RUTH, "preview", [FRAMEWORK, 2]),
    (RUTH, "try-out", [FRAMEWORK, 2, "knowledge"]),
    (RUTH, "replaces", [FRAMEWORK, 2, "M5"]),
    (RUTH, "announce", [FRAMEWORK, 2]),
    (RUTH, "publish", [FRAMEWORK, 2]),
    (RUTH, "discard", [FRAMEWORK, 2]),
    (RUTH, "review-draft", [FRAMEWORK, 2]),
    (RUTH, "comment-draft", [FRAMEWORK, 2]),
    (RUTH, "comment-node", [FRAMEWORK, 2, "K4"]),
    (RUTH, "reviewers", [FRAMEWORK, 2]),
    (RUTH, "write", []),
    (RUTH, "revise", [FRAMEWORK, 1]),
    (RUTH, "desk", [FRAMEWORK, 2]),
    (RUTH, "edit-front", [FRAMEWORK, 2]),
    (RUTH, "edit-scale", [FRAMEWORK, 2]),
    (RUTH, "edit-node", [FRAMEWORK, 2, "K4"]),
    (RUTH, "edit-node", [FRAMEWORK, 2, "knowledge"]),
    (RUTH, "add-competence", [FRAMEWORK, 2, "knowledge"]),
    (RUTH, "add-domain", [FRAMEWORK, 2]),
    (RUTH, "add-sub-domain", [FRAMEWORK, 2, "knowledge"]),
    (RUTH, "move-competence", [FRAMEWORK, 2, "K1"]),
    (RUTH, "split-competence", [FRAMEWORK, 2, "K4"]),
    (RUTH, "merge-competence", [FRAMEWORK, 2, "K1"]),
    (RUTH, "remove-node", [FRAMEWORK, 2, "K1"]),
    (RUTH, "retire", [FRAMEWORK, 1]),
    (RUTH, "announce-retirement", [FRAMEWORK, 1]),
    (SAM, "home", []),
    (SAM, "people", []),
    (SAM, "new-person", []),
    (SAM, "person", ONE),
    (SAM, "person", [7]),  # Priya, who supervises people
    (SAM, "person", [11]),  # Sam's own
    (SAM, "take-second-steps", ONE),
    (SAM, "restrict", ONE),
    (SAM, "add-supervision", ONE),
    (SAM, "people-teams", []),
    (SAM, "new-team", []),
    (SAM, "people-team", ONE),
    (SAM, "job-roles", []),
    (SAM, "new-job-role", []),
    (SAM, "job-role", ONE),
    (SAM, "people-mails", []),
    (SAM, "import-people", []),
    (SAM, "proposals", []),
    (SAM, "propose-address", ONE),
    (OLA, "home", []),
    (OLA, "whole-record", []),
    (SAM, "propose-erasure", ONE),
)
NO_PAGES = {
    "confirm-address",  # by a link that is sent: see tests/browser/test_address.py
    "passkey-name",  # of a passkey, which needs a device: test_second_steps.py goes there
    # are there for whoever has just proved who they are: test_second_steps.py goes there
    *("second-step", "authenticator-app", "new-passkey", "recovery-codes", "recovery-codes-file", "remove-second-step"),
    # lead to an organisation's sign-in service and back, where there is one: tests/accounts goes there
    *("single-sign-on", "single-sign-on-back", "invited-elsewhere", "prove-elsewhere"),
    *("link-sign-in", "unlink-sign-in"),
    # act at once, on POST alone
    *(
        "call-off-retirement",
        "sign-out",
        "sign-out-everywhere",
        "stay",
        "device",
        "finish",
        "reopen",
        "tick-action",
        "mark",
        "columns",
        "step-node",
        "settle-comment",
        "remove-reviewer",
        "approve-draft",
        "cancel-request",
        "dismiss",
        "dismiss-all",
    ),
    *("passkey", "unshare", "reveal", "comment", "invite", "subscribe", "unsubscribe", "revoke-passport"),
    *("remove-outside-record", "lift-restriction"),
    "bring-people",
    "import-rows",
    # answer scripts
    *("autosave", "review-autosave", "agree-autosave", "worker", "passkey-challenge", "passkey-registration"),
    # are files
    "people-template",
    "whole-record-file",
    *("template", "version-file", "version-paper", "replaced-file", "ratings-file", "my-data-file"),
    *("staff-ratings-file", "people-ratings-file", "matrix-file", "training-needs-file", "training-needs-pdf"),
    *("take-along-pdf", "profile-pdf", "assessment-pdf", "sheet-pdf"),
    *("reflection-pdf", "staff-pdf", "organisation-file", "organisation-pdf"),
    *("calendar-file", "calendar-feed"),
    *("passport-file", "passport-keys", "passport-key", "passport-revocations", "security"),
    *BY_TOKEN,  # read by programs
    # needs a comment: test_writing.py goes there
    "answer-comment",
    # are there once they were made: test_passports.py goes there
    *("passport", "outside-record"),
    # need a revision that is published: test_revised_framework.py goes there
    *("changes", "move"),
    # needs somebody who asks: test_asking.py goes there
    "answer-request",
    # takes two administrators: test_two_administrators.py goes there
    *("new-address", "erasure", "refuse-proposal", "withdraw-proposal"),
    # need people who were ticked, and a supervision that has ended: test_people.py goes there
    *("change-people", "correct-end"),
}


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Yield the full name of every address that has one."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield from [namespace + pattern.name] if pattern.name else []
        else:
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_address_has_its_row():
    assert set(names(get_resolver())) == {name for _, name, _ in PAGES} | NO_PAGES


@pytest.mark.parametrize("width", SCHEMES)
@pytest.mark.parametrize("who", dict.fromkeys(who for who, _, _ in PAGES))
def test_pages_are_accessible_and_within_their_screens(open_page, arrive, assert_accessible, server, who, width):
    page = open_page(width=width)
    if who:
        arrive(page, who)

    for _, name, arguments in (row for row in PAGES if row[0] == who):
        response = page.goto(addressed(server, name, arguments))

        assert response is not None
        assert response.status == HTTPStatus.OK, response.url
        assert "?next=" not in response.url  # to what is asked first
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)
