"""What goes of somebody's account: how they got in, what they were told, and what they may do."""

from secrets import token_hex

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.utils import timezone

from competence_app.accounts.models import Awaited, Proposal, Session, SignIn
from competence_app.accounts.queries.sign_ins import address_digest
from competence_app.assessments.models import CalendarFeed
from competence_app.directory.models import PersonListing
from competence_app.outbox.models import Mail
from competence_app.passports.models import OutsideRecord
from competence_app.people.models import Notice, Restriction, SupervisionRequest, Team, User
from competence_app.people.rules.roles import ROLES
from competence_app.people.wording import former

# What a row of people holds besides its name and address, by column, as a new one has it.
NOTHING: dict[str, object] = {
    **dict.fromkeys((*ROLES, "is_superuser", "wants_digest"), False),
    **dict.fromkeys(("job_role", "team", "digest_on", "last_login")),
    "scheme": "",
}


def forget_account(person: User) -> None:
    """Delete what is theirs alone, and leave a row without a name for what leads to it."""
    for rows in (Notice, Restriction):
        rows.objects.filter(person=person).delete()
    Mail.objects.filter(Q(to=person.email) | Q(person=person)).delete()
    for coming in (Session, Awaited):
        coming.objects.filter(person=person).delete()
    for known_by in (Authenticator, SocialAccount, EmailAddress):  # of the last the service writes none
        known_by.objects.filter(user=person).delete()
    SignIn.objects.filter(Q(person=person) | Q(address=address_digest(person.email))).delete()
    CalendarFeed.objects.filter(owner=person).delete()
    OutsideRecord.objects.visible_to(person).delete()
    for many in (Team.leads, User.groups, User.user_permissions):
        many.through.objects.filter(user=person).delete()
    address = f"{token_hex(8)}@erased.invalid"  # which is nobody's, and never will be
    _forget_requests(person, address)
    PersonListing.objects.update_or_create({"external_id": "", "removed_at": timezone.now()}, person=person)
    _forget_proposals(person)
    _empty(person, address)


def _forget_requests(person: User, address: str) -> None:
    SupervisionRequest.objects.made_by(person).delete()
    asked = SupervisionRequest.objects.filter(email=person.email)
    asked.open().update(state=SupervisionRequest.State.CANCELLED, closed_at=timezone.now())
    asked.update(email=address)


def _forget_proposals(person: User) -> None:
    about = Proposal.objects.filter(person=person)
    about.open().update(state=Proposal.State.LAPSED, closed_at=timezone.now())
    about.update(address="", reason="")


def _empty(person: User, address: str) -> None:
    for column, value in NOTHING.items():
        setattr(person, column, value)
    person.full_name, person.email, person.sessions_salt = former(person.pk), address, token_hex(8)
    person.set_unusable_password()
    person.erased_at = timezone.now()
    person.save()
