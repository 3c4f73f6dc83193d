"""Who gets in where: the one table of every address, for every relation to the person and every state.

A row says for whom an address is there, by GET and by POST; for everybody else it is not: 404, or the sign-in page. An
address without a row fails the tests.
"""

from dataclasses import dataclass

from competence_app.assessments.rules.lifecycle import REVEALED, SENT, State

STATES = frozenset(State)
# What somebody is to the owner of the assessment: nothing more than the word says.
RELATIONS = (
    "owner",
    "supervisor",  # it is or was last with them, and they supervise the owner now
    "former",  # the same, but their supervision has ended
    "shared",  # supervises the owner now, and it is shared with them
    "another",  # supervises the owner now; nothing was sent to or shared with them
    "lead",  # leads the owner's team
    "organisation",  # leads all teams
    "colleague",  # works in the owner's team
    "editor",
    "administrator",
    "auditor",
    "superuser",
)

Access = dict[str, frozenset[State]]  # for each relation to whom it is there, in which states of the assessment


@dataclass(frozen=True)
class Row:
    """To whom an address is there; None: it knows no such method."""

    get: Access | None
    post: Access | None


def to(*relations: str, states: frozenset[State] = STATES) -> Access:
    """Return that it is there for these, in these states."""
    return dict.fromkeys(relations, states)


def page(access: Access) -> Row:
    """Return the row of an address that is there for the same people by both methods."""
    return Row(access, access)


def reading(access: Access) -> Row:
    """Return the row of an address that only shows: by GET alone."""
    return Row(access, None)


def button(access: Access) -> Row:
    """Return the row of an address that only acts: by POST alone."""
    return Row(None, access)


EVERYBODY = to(*RELATIONS)
NOBODY: Access = {}  # where the organisation has no sign-in service: tests/accounts has one
OWNER = to("owner")
EDITOR = to("editor")
REVIEWER = to("supervisor", states=frozenset(SENT)) | to("shared", states=frozenset(REVEALED))
SHOWN = to("supervisor", "shared", states=frozenset(REVEALED))
LEADS = to("lead", "organisation")
SUPERVISES = to("supervisor", "shared", "another")

# Open without signing in.
PUBLIC = {
    "sign-in": page(EVERYBODY),
    "second-step": page(EVERYBODY),  # leads back whoever has not entered a password
    "single-sign-on": button(NOBODY),
    "single-sign-on-back": reading(NOBODY),
    "invited-elsewhere": button(NOBODY),
    "passkey": button(EVERYBODY),
    "passkey-challenge": button(EVERYBODY),
    "sign-out": button(EVERYBODY),
    "password_reset": page(EVERYBODY),
    "password_reset_done": reading(EVERYBODY),
    "password_reset_confirm": page(EVERYBODY),
    "password_reset_complete": reading(EVERYBODY),
    "accessibility": reading(EVERYBODY),
    "privacy": reading(EVERYBODY),
    "no-connection": reading(EVERYBODY),
    "security": reading(EVERYBODY),
    "worker": reading(EVERYBODY),
    "verify-passport": page(EVERYBODY),
    "passport-keys": reading(EVERYBODY),
    "passport-key": reading(EVERYBODY),
    "passport-revocations": reading(EVERYBODY),
    "calendar-feed": reading(EVERYBODY),  # who has its token
}
# For whoever has a token, whether somebody is signed in or not: tests/directory says for what.
BY_TOKEN = {
    name: page({})
    for name in (
        *("scim-config", "scim-resource-types", "scim-resource-type", "scim-schemas", "scim-schema", "scim-other"),
        *("scim-users", "scim-user", "scim-user-search", "scim-groups", "scim-group", "scim-group-search"),
    )
}
# Anybody's who is signed in, each showing their own or what is the same for all.
SHARED = dict.fromkeys(
    (
        "home",
        "frameworks",
        "framework",
        "version",
        "downloads",
        "version-file",
        "template",
        "start",
        "again",
        "assessments",
        "add-action",
        "profile",
        "framework-profile",
        "account",
        "password_change",
        "supervisors",
        "restriction",
        "supervision",
    ),
    page(EVERYBODY),
) | {
    "password_change_done": reading(EVERYBODY),
    "record": reading(EVERYBODY),
    "version-paper": reading(EVERYBODY),
    "my-data-file": reading(EVERYBODY),
    "role": reading(EVERYBODY),
    "take-along": reading(EVERYBODY),
    "take-along-pdf": reading(EVERYBODY),
    "profile-pdf": reading(EVERYBODY),
    "reflection": reading(EVERYBODY),
    "reflection-pdf": reading(EVERYBODY),
    "over-time": reading(EVERYBODY),
    "pattern": reading(EVERYBODY),
    "waiting": reading(EVERYBODY),
    "remind": page(EVERYBODY),
    "lift-restriction": button(EVERYBODY),
    "stay": button(EVERYBODY),
    "prove": page(EVERYBODY),
    "prove-elsewhere": button(NOBODY),
    "link-sign-in": button(NOBODY),
    "unlink-sign-in": button(NOBODY),
    "second-steps": reading(EVERYBODY),
    "authenticator-app": page(EVERYBODY),
    "new-passkey": page(EVERYBODY),
    "passkey-registration": button(EVERYBODY),
    "recovery-codes": page(EVERYBODY),
    "recovery-codes-file": reading(EVERYBODY),
    "sign-out-everywhere": button(EVERYBODY),
    "address": page(EVERYBODY),
    "device": button(EVERYBODY),
    "dismiss-all": button(EVERYBODY),
    "calendar": reading(EVERYBODY),
    "calendar-file": reading(EVERYBODY),
    "subscribe": button(EVERYBODY),
    "unsubscribe": button(EVERYBODY),
    "passports": reading(EVERYBODY),
    "outside": page(EVERYBODY),
}
OWN = {
    "task-list": page(OWNER),
    "rate": page(OWNER),
    "autosave": button(OWNER),
    "queue": page(OWNER),
    "changes": page(OWNER),
    "move": page(OWNER),
    "answers": page(OWNER),
    "finish": button(OWNER),
    "finished": page(OWNER),
    "reopen": button(OWNER),
    "send": page(OWNER),
    "sent": page(OWNER),
    "withdraw": page(OWNER),
    "share": page(OWNER),
    "unshare": button(OWNER),
    "result": page(OWNER),
    "comment": button(OWNER),
    "assessment-profile": page(OWNER),
    "assessment-pdf": reading(OWNER),
    "life": reading(to("owner", states=STATES - {State.DRAFT})),
    "ratings-file": reading(OWNER),
    "edit-action": page(OWNER),
    "tick-action": button(OWNER),
    "remove-action": page(OWNER),
    "dismiss": button(OWNER),
    "cancel-request": button(OWNER),
    "make-passport": page(to("owner", states=frozenset({State.AGREED}))),
    "passport": reading(OWNER),
    "passport-file": reading(OWNER),
    "revoke-passport": button(OWNER),
    "outside-record": reading(OWNER),
    "remove-outside-record": button(OWNER),
    "passkey-name": page(OWNER),
    "remove-second-step": page(OWNER),
    "confirm-address": page(OWNER),  # who asked for it
    "answer-request": page(to("colleague")),  # whose address was asked
}
ASKED = to("colleague")
EDITORIAL = {
    name: page(EDITOR)
    for name in (
        *("upload", "interval", "preview", "replaces", "try-out", "announce", "publish", "discard", "retire"),
        "announce-retirement",
        *("write", "revise", "desk", "edit-front", "edit-scale", "edit-node", "add-domain", "add-sub-domain"),
        *("add-competence", "move-competence", "split-competence", "merge-competence", "remove-node"),
    )
} | {
    "mark": button(EDITOR),
    "columns": button(EDITOR),
    "call-off-retirement": button(EDITOR),
    "step-node": button(EDITOR),
    "replaced-file": page(EDITOR),
    "reviewers": page(EDITOR),
    "remove-reviewer": button(EDITOR),
    # the colleague was asked to look the draft through
    **{name: page(EDITOR | ASKED) for name in ("review-draft", "comment-draft", "comment-node", "answer-comment")},
    "settle-comment": button(EDITOR | ASKED),
    "approve-draft": button(ASKED),
}

IN_HAND = to("supervisor", states=frozenset(SENT))
ONCE_IN_HAND = to("supervisor")  # what they type is not lost where it is withdrawn meanwhile
REVIEWS = {
    "review": page(REVIEWER),
    "review-rate": Row(IN_HAND, ONCE_IN_HAND),
    "review-autosave": button(ONCE_IN_HAND),
    "return": Row(IN_HAND, ONCE_IN_HAND),
    "reveal": button(ONCE_IN_HAND),
    "agree": page(IN_HAND),
    "plan": page(to("supervisor", states=frozenset(REVEALED))),
    "agree-autosave": button(to("supervisor", states=frozenset(REVEALED))),
    "staff": reading(SUPERVISES),
    "staff-profile": reading(SUPERVISES),
    "staff-assessment": reading(SHOWN),
    "staff-pdf": reading(SHOWN),
    "staff-over-time": reading(SHOWN),
    "staff-life": reading(SHOWN),
    "staff-take-along": reading(SUPERVISES),
    "staff-ratings-file": reading(SHOWN),
    "people-take-along": reading(SUPERVISES),
    "people-ratings-file": reading(SUPERVISES),
    "matrix": reading(SUPERVISES),
    "matrix-file": reading(SUPERVISES),
    "training-needs": reading(SUPERVISES),
    "training-needs-pdf": reading(SUPERVISES),
    "training-needs-file": reading(SUPERVISES),
    "meeting-sheet": reading(SHOWN | to("owner", states=frozenset(REVEALED))),
    "sheet-pdf": reading(SHOWN | to("owner", states=frozenset(REVEALED))),
    "teams": reading(LEADS),
    "team": reading(LEADS),
    "organisation": reading(to("organisation")),
    "organisation-teams": reading(to("organisation")),
    "organisation-file": reading(to("organisation")),
    "organisation-pdf": reading(to("organisation")),
}

ADMINISTRATOR = to("administrator")
ADMINISTRATION = {
    name: page(ADMINISTRATOR)
    for name in (
        *("new-person", "person", "change-people", "add-supervision", "correct-end", "end-supervision"),
        *("take-second-steps", "restrict"),
        *("new-team", "people-team", "new-job-role", "job-role", "people-mails"),
        *("propose-address", "new-address", "propose-erasure", "erasure"),
    )
} | {
    "people": reading(ADMINISTRATOR),
    "import-people": page(ADMINISTRATOR),
    "bring-people": button(ADMINISTRATOR),
    "import-rows": button(ADMINISTRATOR),
    "people-template": reading(ADMINISTRATOR),
    "people-teams": reading(ADMINISTRATOR),
    "job-roles": reading(ADMINISTRATOR),
    "invite": button(ADMINISTRATOR),
    "proposals": reading(ADMINISTRATOR),
    "refuse-proposal": button(ADMINISTRATOR),
    "withdraw-proposal": button(ADMINISTRATOR),
}

AUDITOR = to("auditor")
OVERSIGHT = dict.fromkeys(("whole-record", "whole-record-file"), reading(AUDITOR))

# What leads on to others: pages that were, to those that do what they did; what is chosen, to its address; and what
# matters, to the page that asks first who it is.
LEADING_ON = {
    *("send", "sent", "take-along-pdf"),
    *("second-step", "authenticator-app", "new-passkey", "recovery-codes", "recovery-codes-file", "remove-second-step"),
}
TABLE: dict[str, Row] = PUBLIC | BY_TOKEN | SHARED | OWN | EDITORIAL | REVIEWS | ADMINISTRATION | OVERSIGHT
