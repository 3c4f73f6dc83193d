"""Everything held about one person, part by part: one query for each, row by row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.db.models import Case, F, Model, Q, When

from competence_app.accounts.models import Proposal, SignIn
from competence_app.assessments.models import (
    Assessment,
    CalendarFeed,
    PlannedAction,
    Rating,
    Remark,
    Reminder,
    Return,
    Showing,
)
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.wording.scales import review_scale
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Comment, Reviewer, Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.fields import Node
from competence_app.directory.models import PersonListing
from competence_app.outbox.models import Mail
from competence_app.passports.models import OutsideRecord, Passport
from competence_app.people.models import Notice, Restriction, Supervision, SupervisionRequest, Team, User
from competence_app.reports.queries.ratings import CHUNK, may_be_heard
from competence_app.reports.rules.held import account, assessments, doings
from competence_app.reports.wording import deed_in_words

Row = dict[str, Any]
EVERYTHING = Q()


class IsPerson(str):
    """A lookup of which is asked whether it leads to the person."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """One part: what a row of it is, and in which rows of which table it is held."""

    row: type[Node]
    model: type[Model]
    whose: str  # the lookup that leads to the person
    columns: Mapping[str, str]  # the lookups of what is not called as in the row
    by_address: bool = False  # ``whose`` leads to the person's address instead
    but: str = ""  # a lookup that leads to the person in rows that stand elsewhere
    only: Q = EVERYTHING
    finish: Callable[[Row], Row] = dict

    @property
    def lookups(self) -> dict[str, str]:
        """Where each field of a row is held."""
        return {name: self.columns.get(name, name) for name in self.row.model_fields}

    def rows(self, person: User) -> Iterator[Node]:
        """Yield what is held of the person, the oldest first."""
        mine = Q((self.whose, person.email if self.by_address else person.pk))
        held_rows = self.model._default_manager.filter(mine, self.only)  # noqa: SLF001 - Django's documented way
        if self.but:
            held_rows = held_rows.exclude(Q((self.but, person.pk)))
        asked = (_expression(lookup, person) for lookup in self.lookups.values())
        for values in held_rows.order_by("pk").values_list(*asked).iterator(chunk_size=CHUNK):
            yield self.row.model_validate(self.finish(dict(zip(self.lookups, values, strict=True))))


def _expression(lookup: str, person: User) -> Any:
    return Case(When(**{lookup: person.pk}, then=True), default=False) if isinstance(lookup, IsPerson) else F(lookup)


def _with_answer(row: Row) -> Row:
    """Put the words of the answer in the place of the version that has them."""
    scale = review_scale(content_of(row["answer"]).scale)
    return row | {"answer": Answer(row["level"], row["off_scale"]).in_words(scale)}


def _with_words(row: Row) -> Row:
    return row | {"did": deed_in_words(row["verb"], row["what"].partition(" ")[0])}


_OF_A_DRAFT = {"framework": "version__framework__code", "version": "version__label"}
_ASSESSMENT = {"assessment": "assessment_id"}
_OF_AN_ASSESSMENT = _ASSESSMENT | {"code": "competence__code"}
HOLDINGS: Mapping[str, Holding] = {
    "account": Holding(
        account.Account,
        User,
        "pk",
        {
            "key": "pk",
            "job_role": "job_role__title",
            "team": "team__name",
            "colours": "scheme",
            "wants_weekly_summary": "wants_digest",
            "weekly_summary_on": "digest_on",
            "may_sign_in": "is_active",
            "joined_at": "date_joined",
            "last_signed_in_at": "last_login",
        },
    ),
    "teams_led": Holding(account.TeamLed, Team.leads.through, "user", {"team": "team__name"}),
    "listed": Holding(account.Listed, PersonListing, "person", {}),
    "supervised_by": Holding(
        account.SupervisedBy,
        Supervision,
        "practitioner",
        {"supervisor": "supervisor__full_name", "successor": "successor__full_name"},
    ),
    "supervising": Holding(account.Supervising, Supervision, "supervisor", {"practitioner": "practitioner__full_name"}),
    "requests_made": Holding(account.RequestMade, SupervisionRequest, "practitioner", {"key": "pk"}),
    "requests_received": Holding(
        account.RequestReceived,
        SupervisionRequest,
        "email",
        {"practitioner": "practitioner__full_name"},
        by_address=True,
    ),
    "notices": Holding(account.HeldNotice, Notice, "person", {}),
    "sign_ins": Holding(account.SignedIn, SignIn, "person", {}),
    "proposals": Holding(
        account.HeldProposal,
        Proposal,
        "person",
        {"asked_by": "asked_by__full_name", "answered_by": "answered_by__full_name"},
    ),
    "restrictions": Holding(
        account.HeldRestriction,
        Restriction,
        "person",
        {"recorded_by": "recorded_by__full_name", "ended_by": "ended_by__full_name"},
    ),
    "second_steps": Holding(account.HeldSecondStep, Authenticator, "user", {"kind": "type", "name": "data__name"}),
    "sign_in_services": Holding(
        account.SignInService,
        SocialAccount,
        "user",
        {"service": "provider", "subject": "uid", "linked_at": "date_joined", "last_signed_in_at": "last_login"},
    ),
    "assessments": Holding(
        assessments.HeldAssessment,
        Assessment,
        "practitioner",
        {
            "key": "pk",
            "framework": "framework__code",
            "version": "version__label",
            "title": "version__title",
            "job_role": "job_role__title",
            "previous": "previous_id",
            "supervisor": "supervisor__full_name",
            "reviewed_by": "reviewed_by__full_name",
        },
    ),
    "ratings": Holding(
        assessments.HeldRating,
        Rating,
        "assessment__practitioner",
        {
            **_OF_AN_ASSESSMENT,
            "key": "pk",
            "competence": "competence__text",
            "answer": "assessment__version_id",
            "carried_from": "carried_from_id",
        },
        only=may_be_heard(),
        finish=_with_answer,
    ),
    "to_discuss": Holding(
        assessments.ToDiscuss, Assessment.to_discuss.through, "assessment__practitioner", _OF_AN_ASSESSMENT
    ),
    "returns": Holding(
        assessments.HeldReturn, Return, "assessment__practitioner", {**_ASSESSMENT, "key": "pk", "by": "by__full_name"}
    ),
    "remarks": Holding(
        assessments.HeldRemark,
        Remark,
        "part_of__assessment__practitioner",
        {"part_of": "part_of_id", "code": "competence__code"},
    ),
    "shared_with": Holding(
        assessments.SharedWith,
        Assessment.shared_with.through,
        "assessment__practitioner",
        {**_ASSESSMENT, "reader": "user__full_name"},
    ),
    "readers": Holding(
        assessments.Reader, Showing, "assessment__practitioner", {**_ASSESSMENT, "reader": "reader__full_name"}
    ),
    "planned_actions": Holding(
        assessments.HeldPlannedAction,
        PlannedAction,
        "practitioner",
        {
            "key": "pk",
            "framework": "competence__version__framework__code",
            "code": "competence__code",
            "competence": "competence__text",
            "written_by": "written_by__full_name",
        },
    ),
    "passports": Holding(assessments.HeldPassport, Passport, "owner", _ASSESSMENT),
    "outside_records": Holding(assessments.HeldOutsideRecord, OutsideRecord, "owner", {}),
    "calendar_feeds": Holding(account.HeldCalendarFeed, CalendarFeed, "owner", {}),
    "record": Holding(
        doings.InTheRecord,
        Entry,
        "about",
        {"by": "by_name", "by_the_person": IsPerson("by"), "about": "about_name", "did": "verb"},
        finish=_with_words,
    ),
    "deeds": Holding(doings.HeldDeed, Entry, "by", {"by": "by_name"}, but="about"),
    "emails": Holding(doings.Email, Mail, "to", {}, by_address=True),
    "reminders": Holding(doings.HeldReminder, Reminder, "person", _ASSESSMENT),
    "versions_written": Holding(
        doings.HeldVersion, Version, "created_by", {"framework": "framework__code", "version": "label"}
    ),
    "versions_published": Holding(
        doings.HeldVersion, Version, "published_by", {"framework": "framework__code", "version": "label"}
    ),
    "draft_reviews": Holding(doings.DraftReview, Reviewer, "person", _OF_A_DRAFT),
    "draft_comments": Holding(doings.DraftComment, Comment, "by", _OF_A_DRAFT),
    "account_pages": Holding(
        doings.OnAccounts,
        LogEntry,
        "user",
        {"at": "action_time", "did": "action_flag", "kind": "content_type__model", "key": "object_id"},
    ),
}
