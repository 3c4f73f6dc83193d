"""What the file of everything held about a person leaves out, column by column, and why.

What a person wrote or read of others as their supervisor is left out too, though its columns are in the file where the
assessment is the person's own: it is in the others' files, and sight of it ends with the supervision.
"""

from collections.abc import Mapping
from types import MappingProxyType

_DERIVED = "made of the name, which is there"

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "people.User.password": "a secret, of which only a digest is kept",
        "people.User.search_key": _DERIVED,
        "people.User.sort_key": _DERIVED,
        "people.User.sessions_salt": "a secret, by which sessions end",
        "people.User.shares_name": "tells of others with the same name",
        "people.User.erased_at": "whoever is erased has no file",
        "people.User_groups.user": "the service has no groups of people",
        "people.User_user_permissions.user": "the service gives no rights one by one",
        "accounts.SignIn.address": "a digest of the address",
        "accounts.SignIn.network": "a digest, to tell networks apart",
        "accounts.Awaited.person": "gone once somebody came through the service; what a directory calls them is there",
        "accounts.Session.person": "a secret, by which a browser is known while somebody is signed in there",
        "account.EmailAddress.user": "the service keeps no address there",
        "account.EmailAddress.email": "the service keeps no address there",
        "socialaccount.SocialAccount.extra_data": "empty",
        "socialaccount.SocialToken.account": "no token of a sign-in service is kept",
        "people.Notice.language": "of the title, whose words say it",
        "assessments.BatchMember.assessment": "a count is nobody's own, and when it was made tells of others",
        "outbox.Mail.person": "whose former or new address it is, which is their own",
        "outbox.Mail.text": "emptied when it is sent",
        "outbox.Mail.languages": "of the text",
        "outbox.Mail.due_at": "when the next attempt is made",
        "outbox.Mail.claimed_at": "when the last attempt was made",
        "assessments.CalendarFeed.salt": "a secret, of which the address is made",
        "assessments.CalendarFeed.digest": "made of the same secret",
        "passports.Passport.digest": "made of the passport, which is there",
        "passports.OutsideRecord.digest": "made of the passport, which is there",
        "catalogue.Reviewer.approved_digest": "made of the draft, whose time is there",
        "catalogue.Comment.answers": "what others said, which is in their files",
        "catalogue.Comment.settled_by": "what the person settled is among the deeds",
        "catalogue.Retirement.announced_by": "what the person announced is among the deeds",
        "catalogue.Retirement.called_off_by": "what the person called off is among the deeds",
        "audit.Entry.what_name": "how a thing was called then; which one it is, is there",
        "admin.LogEntry.object_repr": "names others",
        "admin.LogEntry.change_message": "which fields were changed of another person",
    }
)
