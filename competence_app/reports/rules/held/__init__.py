"""Everything held about one person, as the file has it: what a row of each part says.

``FORMAT`` rises where a program that reads the files of before would read new ones wrongly: not with a new field.
"""

from datetime import datetime
from typing import Literal

from pydantic import Field

from competence_app.catalogue.rules.fields import Node
from competence_app.reports.rules.held.account import (
    Account,
    CalendarFeed,
    Listed,
    Notice,
    Proposal,
    RequestMade,
    RequestReceived,
    Restriction,
    SecondStep,
    SignedIn,
    SignInService,
    SupervisedBy,
    Supervising,
    TeamLed,
)
from competence_app.reports.rules.held.assessments import (
    Assessment,
    OutsideRecord,
    Passport,
    PlannedAction,
    Rating,
    Reader,
    Remark,
    Return,
    SharedWith,
    ToDiscuss,
)
from competence_app.reports.rules.held.doings import (
    Deed,
    DraftComment,
    DraftReview,
    Email,
    InTheRecord,
    OnAccounts,
    Reminder,
    Version,
)

FORMAT = 1
SINGLE = "account"  # the one part that is a single row


class Held(Node):
    """Everything that the service holds about one person, but for what LEFT_OUT names."""

    format: Literal[1] = Field()
    """Another number means that names or meanings below have changed."""
    made_at: datetime
    account: Account
    teams_led: tuple[TeamLed, ...]
    listed: tuple[Listed, ...]
    supervised_by: tuple[SupervisedBy, ...]
    supervising: tuple[Supervising, ...]
    requests_made: tuple[RequestMade, ...]
    requests_received: tuple[RequestReceived, ...]
    notices: tuple[Notice, ...]
    sign_ins: tuple[SignedIn, ...]
    proposals: tuple[Proposal, ...]
    restrictions: tuple[Restriction, ...]
    second_steps: tuple[SecondStep, ...]
    sign_in_services: tuple[SignInService, ...]
    assessments: tuple[Assessment, ...]
    ratings: tuple[Rating, ...]
    to_discuss: tuple[ToDiscuss, ...]
    returns: tuple[Return, ...]
    remarks: tuple[Remark, ...]
    shared_with: tuple[SharedWith, ...]
    readers: tuple[Reader, ...]
    planned_actions: tuple[PlannedAction, ...]
    passports: tuple[Passport, ...]
    outside_records: tuple[OutsideRecord, ...]
    calendar_feeds: tuple[CalendarFeed, ...]
    record: tuple[InTheRecord, ...]
    deeds: tuple[Deed, ...]
    emails: tuple[Email, ...]
    reminders: tuple[Reminder, ...]
    versions_written: tuple[Version, ...]
    versions_published: tuple[Version, ...]
    draft_reviews: tuple[DraftReview, ...]
    draft_comments: tuple[DraftComment, ...]
    account_pages: tuple[OnAccounts, ...]


PARTS = tuple(name for name in Held.model_fields if name not in {"format", "made_at"})
