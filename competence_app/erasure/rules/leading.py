"""What becomes of each row that leads to somebody who is erased, by the column that leads there.

A column that is in neither list fails a test: whoever adds one decides it here.
"""

from collections.abc import Mapping
from types import MappingProxyType

# Their rows are deleted, or lead to nobody any more.
GOES = frozenset(
    {
        "account.EmailAddress.email",
        "account.EmailAddress.user",
        "accounts.Awaited.person",
        "accounts.Session.person",
        "accounts.SignIn.person",
        "assessments.CalendarFeed.owner",
        "assessments.PlannedAction.practitioner",
        "assessments.Reminder.person",
        "mfa.Authenticator.user",
        "outbox.Mail.person",
        "outbox.Mail.to",
        "passports.OutsideRecord.owner",
        "socialaccount.SocialAccount.user",
        "people.Notice.person",
        "people.Restriction.person",
        "people.SupervisionRequest.practitioner",
        "people.Team_leads.user",
        "people.User.email",
        "people.User_groups.user",
        "people.User_user_permissions.user",
    }
)
_RECORD = "what was done stays on record, by whom without a name"
_OTHERS = "others' record of what was done with what is theirs"
STAYS: Mapping[str, str] = MappingProxyType(
    {
        "accounts.Proposal.address": "emptied where it was to be theirs",
        "accounts.Proposal.person": "what two administrators did, without address and reason",
        "accounts.Proposal.asked_by": "what two administrators did to others",
        "accounts.Proposal.answered_by": "what two administrators did to others",
        "admin.LogEntry.user": _RECORD,
        "assessments.Assessment.practitioner": "that it was counted or shown, empty",
        "assessments.Assessment.supervisor": "who read answers in a count does not read the count",
        "assessments.Assessment.reviewed_by": _OTHERS,
        "assessments.Assessment_shared_with.user": _OTHERS,
        "assessments.PlannedAction.written_by": "the plans of others",
        "assessments.Return.by": _OTHERS,
        "assessments.Showing.reader": "who read answers in a count does not read the count",
        "audit.Entry.by": _RECORD,
        "audit.Entry.about": "who looked at what stays on record, without a name",
        "catalogue.Version.created_by": "the frameworks of the organisation",
        "catalogue.Version.published_by": "the frameworks of the organisation",
        "passports.Passport.owner": "that it was revoked, without the passport",
        "directory.PersonListing.person": "that no directory of staff lists them any more, without what it called them",
        "catalogue.Comment.by": "the frameworks of the organisation",
        "catalogue.Comment.settled_by": "the frameworks of the organisation",
        "catalogue.Retirement.announced_by": "the frameworks of the organisation",
        "catalogue.Retirement.called_off_by": "the frameworks of the organisation",
        "catalogue.Reviewer.person": "the frameworks of the organisation",
        "people.Restriction.recorded_by": _OTHERS,
        "people.Restriction.ended_by": _OTHERS,
        "people.Supervision.practitioner": "their supervisors' record of whom they supervised",
        "people.Supervision.supervisor": _OTHERS,
        "people.Supervision.successor": _OTHERS,
        "people.SupervisionRequest.email": _OTHERS,
    }
)
