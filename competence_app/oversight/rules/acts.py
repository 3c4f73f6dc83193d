"""What is on record: every act by its verb and the kind of thing that it is done to, in groups.

None of them says an answer: an act names a thing by its key, never what stands in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

PERSON, TEAM, JOB_ROLE, SUPERVISION = "people.user", "people.team", "people.jobrole", "people.supervision"
ASSESSMENT, ACTION, FEED = "assessments.assessment", "assessments.plannedaction", "assessments.calendarfeed"
REQUEST, SIGN_IN, MAIL, TOKEN = "people.supervisionrequest", "accounts.signin", "outbox.mail", "directory.token"
VERSION, FRAMEWORK, ENTRY = "catalogue.version", "catalogue.framework", "audit.entry"
PASSPORT, OUTSIDE = "passports.passport", "passports.outsiderecord"


class Act(NamedTuple):
    """What was done to which kind of thing."""

    verb: str
    kind: str


class ActGroup(StrEnum):
    """Acts that are looked for together."""

    SIGNING_IN = "signing-in"
    ACCOUNTS = "accounts"
    SUPERVISION = "supervision"
    ASSESSMENTS = "assessments"
    LOOKS = "looks"
    FILES = "files"
    FRAMEWORKS = "frameworks"
    EMAILS = "emails"
    RECORD = "record"


def _acts(kind: str, *verbs: str) -> Iterator[Act]:
    return (Act(verb, kind) for verb in verbs)


_PROPOSING = ("ask for", "confirm", "refuse", "withdraw")
_ROLES = ("editor", "administrator", "organisation lead", "auditor")
GROUPS: Mapping[ActGroup, tuple[Act, ...]] = {
    ActGroup.SIGNING_IN: (
        *_acts(PERSON, "sign in", "sign in after wrong passwords"),
        *_acts(SIGN_IN, "hold up guesses", "hold up guesses from everywhere", "hold up a network"),
        *_acts(PERSON, "change password", "choose password", "sign out everywhere"),
        *_acts(PERSON, "ask for another address", "change address"),
        *_acts(PERSON, "set up app", "remove app", "make recovery codes"),
        *_acts(PERSON, "add passkey", "rename passkey", "remove passkey"),
        *_acts(PERSON, "take second steps", "link sign-in", "link as listed", "unlink sign-in"),
    ),
    ActGroup.ACCOUNTS: (
        *_acts(PERSON, "add", "invite", "open", "close", "rename", "change"),
        *_acts(PERSON, *(f"{verb} {role}" for role in _ROLES for verb in ("give", "take"))),
        *_acts(TEAM, "give lead", "take lead", "give", "take", "add", "change"),
        *_acts(JOB_ROLE, "give", "take", "add", "change"),
        *_acts(PERSON, *(f"{verb} {kind}" for kind in ("new address", "erasure") for verb in _PROPOSING)),
        *_acts(PERSON, "restrict", "set end of restriction", "lift restriction"),
        *(Act("take off the list", kind) for kind in (PERSON, TEAM)),
        *_acts(TOKEN, "add", "revoke", "be refused"),
    ),
    ActGroup.SUPERVISION: (
        *_acts(SUPERVISION, "add", "change"),
        *_acts(REQUEST, "ask", "cancel", "accept", "decline"),
        *_acts(PERSON, "remind"),
    ),
    ActGroup.ASSESSMENTS: (
        *_acts(ASSESSMENT, "start", "move", "confirm section", "finish", "reopen", "submit", "withdraw"),
        *_acts(ASSESSMENT, "return", "reveal", "agree", "comment on"),
        *_acts(ASSESSMENT, "hand over", "send on", "share", "stop sharing"),
        *_acts(ACTION, "plan", "plan for", "revise", "tick off", "untick", "remove"),
        *_acts(PASSPORT, "issue", "revoke"),
        *_acts(OUTSIDE, "add", "remove"),
        *_acts(FEED, "subscribe", "unsubscribe"),
    ),
    ActGroup.LOOKS: (
        *_acts(ASSESSMENT, "open review", "see review", "see profile", "see over time", "see plans"),
        *_acts(ASSESSMENT, "see meeting sheet", "see matrix", "be refused"),
        *_acts(PERSON, "be refused"),
    ),
    ActGroup.FILES: (
        *_acts(ASSESSMENT, "take along", "take profile along", "take profile and notes along"),
        *_acts(ASSESSMENT, "take meeting sheet along", "take matrix along", "take counts along", "take own along"),
        *_acts(PERSON, "take all along"),
        *_acts(PASSPORT, "take passport along"),
        *_acts(FRAMEWORK, "take all teams along"),
    ),
    ActGroup.FRAMEWORKS: (
        *_acts(VERSION, "name reviewer", "remove reviewer", "comment on", "settle comment", "approve"),
        *_acts(VERSION, "upload", "begin", "edit", "discard", "publish", "retire"),
        *_acts(VERSION, "announce retirement", "call off retirement"),
        *_acts(FRAMEWORK, "set interval"),
    ),
    ActGroup.EMAILS: (*_acts(MAIL, "give up", "send again"),),
    ActGroup.RECORD: (*_acts(PERSON, "read record", "take record along"), *_acts(ENTRY, "prune")),
}
ACTS = frozenset(act for acts in GROUPS.values() for act in acts)


def told_by_verb(acts: Iterable[Act]) -> tuple[list[str], list[Act]]:
    """Return the verbs that are of these acts alone, and the acts that others share their verb with."""
    wanted = set(acts)
    shared = {act.verb for act in ACTS - wanted} & {act.verb for act in wanted}
    return sorted({act.verb for act in wanted} - shared), sorted(act for act in wanted if act.verb in shared)
