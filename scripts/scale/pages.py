"""Every page that a GET shows, as somebody to whom it is there."""

from collections.abc import Iterator
from itertools import chain, cycle
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import signing
from django.urls import reverse

from competence_app.accounts.models import Proposal
from competence_app.accounts.rules.links import NEW_ADDRESS
from competence_app.assessments.actions.subscribing import subscribe
from competence_app.assessments.models import PlannedAction
from competence_app.catalogue.exports.papers import PAPERS
from competence_app.catalogue.models import Version
from competence_app.demo import cast
from competence_app.passports.actions.keeping import keep
from competence_app.passports.models import Passport
from competence_app.passports.rules.keys import thumbprint_of
from competence_app.people.models import SupervisionRequest, Team
from competence_app.revisions.actions.signing_off import comment
from scripts.bench.requests import Browser
from scripts.bench.subjects import Subject
from scripts.scale.world import REPLACING, assessment, person

# Who looks as what; the other nurses have assessments in the states that their pages need.
ROLES = {
    "nurse": "amara",
    "supervisor": "priya",
    "lead": "tom",
    "organisation": "nadia",
    "editor": "ruth",
    "administrator": "sam",
    "auditor": "ola",
}
NURSES = {"nurse who finished": "chloe", "nurse who sent": "dev", "nurse who agreed": "grace"}
PUBLIC = (
    *("sign-in", "password_reset", "password_reset_done", "password_reset_complete", "accessibility", "privacy"),
    *("no-connection", "worker", "verify-passport", "passport-keys", "passport-revocations", "security"),
)
EVERYBODYS = (
    *("home", "frameworks", "assessments", "profile", "supervision", "supervisors", "record", "my-data-file"),
    *(
        "account",
        "restriction",
        "address",
        "password_change",
        "password_change_done",
        "second-steps",
        "prove",
        "passports",
        "outside",
    ),
)
EVERYBODYS_ON_A_FRAMEWORK = ("framework", "start", "framework-profile")
ADMINISTRATION = (
    *("people", "new-person", "change-people", "people-teams", "new-team", "job-roles", "new-job-role", "people-mails"),
    *("import-people", "people-template", "proposals"),
)

# What an address asks for that gives nothing unasked, or everything.
CHOSEN = {"reflection-pdf": "notes=K2", "whole-record-file": "about=amara@demo.example"}

Address = tuple[str, str, list[Any]]  # who looks, the address's name, its arguments


def pages() -> list[Subject]:
    """Return what is measured, each named by who looks and by the address."""
    chosen = CHOSEN | {"change-people": f"person={person('amara').pk}"}
    browsers = {who: Browser(person(name)) for who, name in (ROLES | NURSES).items()} | {"stranger": Browser(None)}
    return [
        Subject(f"{who}: {name}", cycle([browsers[who].get(reverse(name, args=args), chosen.get(name, ""))]))
        for who, name, args in chain(
            _everybodys(), _nurses(), _supervisors(), _leads(), _editors(), _administrators(), _auditors()
        )
    ]


def _everybodys() -> Iterator[Address]:
    current = Version.objects.current().get(framework__code=cast.FRAMEWORK)
    yield from (("stranger", name, []) for name in PUBLIC)
    yield "stranger", "password_reset_confirm", ["Mw", "token"]
    for who in ROLES:
        yield from ((who, name, []) for name in EVERYBODYS)
        yield from ((who, name, [cast.FRAMEWORK]) for name in EVERYBODYS_ON_A_FRAMEWORK)
        yield who, "version", [cast.FRAMEWORK, current.pk]
        yield who, "downloads", [cast.FRAMEWORK, current.pk]
    yield "nurse", "version-file", [cast.FRAMEWORK, current.pk, "yaml"]
    yield from (("nurse", "version-paper", [cast.FRAMEWORK, current.pk, key]) for key in PAPERS)
    yield "nurse", "template", ["yaml"]
    yield "nurse", "role", [cast.FRAMEWORK]
    yield from (
        ("nurse", name, [cast.FRAMEWORK]) for name in ("take-along", "profile-pdf", "reflection", "reflection-pdf")
    )
    yield "nurse", "over-time", [cast.FRAMEWORK]
    yield "nurse who agreed", "life", [cast.FRAMEWORK, "K1"]
    yield "nurse", "ratings-file", [cast.FRAMEWORK]
    amara = person("amara")
    yield "nurse", "confirm-address", [signing.dumps([amara.pk, amara.email, "amara@new.example"], salt=NEW_ADDRESS)]
    yield from (("nurse", name, []) for name in ("calendar", "calendar-file"))
    yield "stranger", "calendar-feed", [subscribe(by=person("amara")).token]
    yield "nurse", "add-action", [current.competences.values_list("pk", flat=True)[0]]


def _nurses() -> Iterator[Address]:
    draft, action = assessment("amara", "draft").pk, PlannedAction.objects.filter(practitioner=person("amara"))[0].pk
    about_a_draft = ("task-list", "changes", "move", "assessment-profile", "assessment-pdf")
    yield from (("nurse", name, [draft]) for name in about_a_draft)
    yield "nurse", "rate", [draft, "knowledge"]
    yield from (("nurse", name, [action]) for name in ("edit-action", "remove-action"))
    yield "nurse", "make-passport", [assessment("amara", "agreed").pk]
    passport = Passport.objects.get()
    yield from (("nurse who agreed", name, [passport.pk]) for name in ("passport", "passport-file"))
    yield "nurse", "outside-record", [keep(passport.token, by=person("amara")).pk]
    yield "stranger", "passport-key", [thumbprint_of(passport.key_id)]
    finished, agreed = assessment("chloe", "finished").pk, assessment("grace", "agreed").pk
    yield from (("nurse who finished", name, [finished]) for name in ("answers", "finished"))
    yield "nurse who finished", "again", [cast.FRAMEWORK, "K1"]
    yield "nurse who agreed", "queue", [assessment("grace", "draft").pk]
    yield "nurse who sent", "withdraw", [assessment("dev", "submitted").pk]
    passkey = Authenticator.objects.create(user=person("dev"), type="webauthn", data={"name": "Phone"})
    yield "nurse who sent", "passkey-name", [passkey.pk]
    yield from (("nurse who agreed", name, [agreed]) for name in ("share", "result", "meeting-sheet", "sheet-pdf"))


def _supervisors() -> Iterator[Address]:
    request = SupervisionRequest.objects.addressed_to(person("priya")).get()
    sent, agreed = assessment("dev", "submitted"), assessment("grace", "agreed")
    yield "supervisor", "answer-request", [request.pk]
    yield "supervisor", "review", [sent.pk]
    yield "supervisor", "review-rate", [sent.pk, "knowledge"]
    yield "supervisor", "return", [sent.pk]
    yield from (("supervisor", name, [assessment("elin", "reviewed").pk]) for name in ("agree", "plan"))
    yield "supervisor", "staff", [agreed.practitioner_id]
    yield "supervisor", "staff-over-time", [agreed.practitioner_id, cast.FRAMEWORK]
    yield "supervisor", "staff-life", [agreed.practitioner_id, cast.FRAMEWORK, "K1"]
    for name in ("staff-profile", "staff-take-along", "staff-ratings-file"):
        yield "supervisor", name, [agreed.practitioner_id, cast.FRAMEWORK]
    yield from (
        ("supervisor", name, [])
        for name in ("pattern", "waiting", "remind", "people-take-along", "people-ratings-file")
    )
    about_all = ("matrix", "matrix-file", "training-needs", "training-needs-file", "training-needs-pdf")
    yield from (("supervisor", name, []) for name in about_all)
    shown = ("staff-assessment", "staff-pdf", "meeting-sheet", "sheet-pdf")
    yield from (("supervisor", name, [agreed.pk]) for name in shown)


def _leads() -> Iterator[Address]:
    yield "lead", "teams", []
    yield "lead", "team", [Team.objects.get(name="Willow ward").pk, cast.FRAMEWORK]
    for name in ("organisation", "organisation-teams", "organisation-file", "organisation-pdf"):
        yield "organisation", name, [cast.FRAMEWORK]


def _editors() -> Iterator[Address]:
    revision = Version.objects.get(state=Version.State.DRAFT)
    code, draft = cast.FRAMEWORK, revision.pk
    yield from (
        ("editor", name, [code, draft]) for name in ("preview", "announce", "publish", "discard", "replaced-file")
    )
    yield "editor", "replaces", [code, draft, REPLACING]
    yield "editor", "try-out", [code, draft, "knowledge"]
    yield from (("editor", name, [code, draft]) for name in ("desk", "edit-front", "edit-scale", "add-domain"))
    of_one = ("edit-node", "move-competence", "split-competence", "merge-competence", "remove-node")
    yield from (("editor", name, [code, draft, REPLACING]) for name in of_one)
    yield from (("editor", name, [code, draft, "knowledge"]) for name in ("add-competence", "add-sub-domain"))
    yield from (("editor", name, [code, draft]) for name in ("review-draft", "comment-draft", "reviewers"))
    yield "editor", "comment-node", [code, draft, REPLACING]
    yield "editor", "answer-comment", [code, draft, comment(revision, "Which relatives?", by=person("ruth")).pk]
    yield "editor", "write", []
    current = Version.objects.current().get(framework__code=code)
    yield from (("editor", name, [code, current.pk]) for name in ("revise", "retire", "announce-retirement"))
    yield "editor", "upload", []
    yield "editor", "interval", [code]


def _auditors() -> Iterator[Address]:
    yield "auditor", "whole-record", []
    yield "auditor", "whole-record-file", []


def _administrators() -> Iterator[Address]:
    yield from (("administrator", name, []) for name in ADMINISTRATION)
    amara = person("amara")
    yield from (
        ("administrator", name, [amara.pk])
        for name in ("person", "add-supervision", "propose-address", "propose-erasure")
    )
    yield "administrator", "new-address", [Proposal.objects.get(kind=Proposal.Kind.ADDRESS).pk]
    yield "administrator", "erasure", [Proposal.objects.get(kind=Proposal.Kind.ERASURE).pk]
    yield from (
        ("administrator", name, [amara.pk]) for name in ("person", "add-supervision", "restrict", "take-second-steps")
    )
    yield "administrator", "correct-end", [amara.supervised_by.exclude(ended_on=None).get().pk]
    yield "administrator", "people-team", [amara.team_id]
    yield "administrator", "job-role", [amara.job_role_id]
    yield "administrator", "end-supervision", [person("priya").pk]
