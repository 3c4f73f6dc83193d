"""What is held of a person's account, and of who supervises whom."""

from datetime import date, datetime

from competence_app.catalogue.rules.fields import Node


class Account(Node):
    """The person and what they may do; a password is kept as a digest alone, which is not given to anybody."""

    key: int
    """The number of this row, as other files name it."""
    full_name: str
    email: str
    job_role: str | None
    team: str | None
    colours: str
    """Of pages: light, dark, or empty for those of the device."""
    wants_weekly_summary: bool
    weekly_summary_on: date | None
    """The day on which the last one was sent."""
    may_sign_in: bool
    is_framework_editor: bool
    is_people_administrator: bool
    is_organisation_lead: bool
    """Who may read the counts of all teams."""
    is_auditor: bool
    """Who may read the whole record of who did or saw what."""
    is_superuser: bool
    joined_at: datetime
    last_signed_in_at: datetime | None
    closed_at: datetime | None
    """Since when the person may not sign in."""


class Listed(Node):
    """What the organisation's directory of staff knows the person by."""

    external_id: str
    """Empty where that is not known."""
    removed_at: datetime | None
    """Since when it does not list the person any more."""


class TeamLed(Node):
    """A team that the person leads."""

    team: str


class SupervisedBy(Node):
    """A time in which somebody supervises the person, or did."""

    supervisor: str
    started_on: date
    ended_on: date | None
    """The last day."""
    successor: str | None
    """Who was named to take over."""


class Supervising(Node):
    """A time in which the person supervises somebody, or did."""

    practitioner: str
    started_on: date
    ended_on: date | None
    """The last day."""


class RequestMade(Node):
    """A request of the person to be supervised."""

    key: int
    email: str
    """The address that was asked."""
    asked_at: datetime
    state: str
    """open, accepted, declined or cancelled."""
    closed_at: datetime | None


class RequestReceived(Node):
    """A request to the person's address to supervise somebody."""

    practitioner: str
    asked_at: datetime
    state: str
    """open, accepted, declined or cancelled."""
    closed_at: datetime | None


class HeldNotice(Node):
    """Something that the person was told on the home page."""

    at: datetime
    subject: str
    text: str
    title: str
    """Of the framework that it is about, if it is about one."""
    path: str
    """Where in the service the thing is."""
    read_at: datetime | None
    """When it was taken off the home page."""


class SignedIn(Node):
    """That the person signed in, in the last 90 days."""

    at: datetime
    outcome: str
    """right; wrong ones are kept without a person."""


class HeldProposal(Node):
    """Something that one people administrator asked to be done to the person's account, and what another one said."""

    kind: str
    """new address, or erasure."""
    address: str
    """The new one, if it is about one."""
    reason: str
    """Why, in the words of whoever asked."""
    asked_by: str
    asked_at: datetime
    state: str
    """open, confirmed, refused, withdrawn or lapsed."""
    answered_by: str | None
    closed_at: datetime | None


class HeldRestriction(Node):
    """A time in which what is held about the person is kept and not used, or was."""

    asked_on: date
    """The day on which the person asked for it."""
    reason: str
    recorded_by: str
    recorded_at: datetime
    lifted_from: date | None
    """The first day on which it holds no more."""
    why_lifted: str
    ended_by: str | None
    """Who set that day."""
    ended_at: datetime | None
    """When they did."""


class HeldSecondStep(Node):
    """What the person set up to sign in with besides a password; its secrets are not given to anybody."""

    kind: str
    """totp: an authenticator app; webauthn: a passkey; recovery_codes."""
    name: str | None
    """Of a passkey."""
    created_at: datetime
    last_used_at: datetime | None


class SignInService(Node):
    """A sign-in service of an organisation that signs the person in."""

    service: str
    """Its address."""
    subject: str
    """What it calls the person."""
    linked_at: datetime
    last_signed_in_at: datetime


class HeldCalendarFeed(Node):
    """That the person has an address at which a calendar reads their dates; the address is a secret."""

    made_at: datetime
