"""Everything held about one person, as the file has it: what a row of each part says.

``FORMAT`` rises where a program that reads the files of before would read new ones wrongly: not with a new field.
"""

from datetime import datetime
from typing import Literal

from pydantic import Field

from competence_app.catalogue.rules.fields import Node
from competence_app.reports.rules.held.account import (
    Account,
    HeldCalendarFeed,
    HeldNotice,
    HeldProposal,
    HeldRestriction,
    HeldSecondStep,
    Listed,
    RequestMade,
    RequestReceived,
    SignedIn,
    SignInService,
    SupervisedBy,
    Supervising,
    TeamLed,
)
from competence_app.reports.rules.held.assessments import (
    HeldAssessment,
    HeldOutsideRecord,
    HeldPassport,
    HeldPlannedAction,
    HeldRating,
    HeldRemark,
    HeldReturn,
    Reader,
    SharedWith,
    ToDiscuss,
)
from competence_app.reports.rules.held.doings import (
    DraftComment,
    DraftReview,
    Email,
    HeldDeed,
    HeldReminder,
    HeldVersion,
    InTheRecord,
    OnAccounts,
)

FORMAT = 1
SINGLE = "account"  # the one part that is a single row


class HeldData(Node):
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
    notices: tuple[HeldNotice, ...]
    sign_ins: tuple[SignedIn, ...]
    proposals: tuple[HeldProposal, ...]
    restrictions: tuple[HeldRestriction, ...]
    second_steps: tuple[HeldSecondStep, ...]
    sign_in_services: tuple[SignInService, ...]
    assessments: tuple[HeldAssessment, ...]
    ratings: tuple[HeldRating, ...]
    to_discuss: tuple[ToDiscuss, ...]
    returns: tuple[HeldReturn, ...]
    remarks: tuple[HeldRemark, ...]
    shared_with: tuple[SharedWith, ...]
    readers: tuple[Reader, ...]
    planned_actions: tuple[HeldPlannedAction, ...]
    passports: tuple[HeldPassport, ...]
    outside_records: tuple[HeldOutsideRecord, ...]
    calendar_feeds: tuple[HeldCalendarFeed, ...]
    record: tuple[InTheRecord, ...]
    deeds: tuple[HeldDeed, ...]
    emails: tuple[Email, ...]
    reminders: tuple[HeldReminder, ...]
    versions_written: tuple[HeldVersion, ...]
    versions_published: tuple[HeldVersion, ...]
    draft_reviews: tuple[DraftReview, ...]
    draft_comments: tuple[DraftComment, ...]
    account_pages: tuple[OnAccounts, ...]


PARTS = tuple(name for name in HeldData.model_fields if name not in {"format", "made_at"})
