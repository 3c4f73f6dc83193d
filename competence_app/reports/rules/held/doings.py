"""What is held of what was done: with a person's things, and by the person."""

from datetime import date, datetime

from competence_app.catalogue.rules.fields import Node


class InTheRecord(Node):
    """Something that somebody did or saw of the person's things."""

    at: datetime
    by: str
    """Their name at that time; empty for the service itself."""
    by_the_person: bool
    about: str
    """The person's own name at that time; empty where it was not kept."""
    did: str
    """As the page “Who has seen my answers” says it."""
    verb: str
    """The same as a code."""
    what: str
    """The kind of thing, and its key."""


class HeldDeed(Node):
    """Something that the person did or saw, which is about others or about nobody."""

    at: datetime
    by: str
    """The person's name at that time."""
    verb: str
    what: str
    """The kind of thing, and its key."""


class Email(Node):
    """An email to the person's address; its text is not kept once it is sent."""

    kind: str
    """notice, reminder, invitation or password."""
    subject: str
    path: str
    """Where in the service its link leads."""
    written_at: datetime
    attempts: int
    """How often it was tried to send it."""
    sent_at: datetime | None
    failed_at: datetime | None
    problem: str
    """What the last attempt met with."""


class HeldReminder(Node):
    """A reminder that the person got."""

    assessment: int
    """The key of the assessment that it was about, of the person or of somebody they supervise."""
    kind: str
    """soon or overdue, of the person's own next one; waiting, of one that was sent to the person."""
    sent_on: date


class HeldVersion(Node):
    """A version of a framework that the person wrote, or published."""

    framework: str
    version: str
    state: str
    created_at: datetime
    """When its text was last written."""
    published_at: datetime | None


class DraftReview(Node):
    """A draft of a framework that the person was asked to look through."""

    framework: str | None
    version: str | None
    named_at: datetime
    approved_at: datetime | None
    """When the person approved it, as it stood then."""


class DraftComment(Node):
    """What the person said of a draft of a framework."""

    framework: str | None
    version: str | None
    code: str
    """Of the competence that it is about; empty for the whole draft."""
    text: str
    at: datetime
    settled_at: datetime | None


class OnAccounts(Node):
    """Something that the person did on the pages of accounts."""

    at: datetime
    did: int
    """1: added, 2: changed, 3: deleted."""
    kind: str | None
    """Of the thing."""
    key: str | None
    """The thing's."""
