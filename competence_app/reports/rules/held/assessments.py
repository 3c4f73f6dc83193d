"""What is held of a person's assessments."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from competence_app.catalogue.rules.fields import Node


class HeldAssessment(Node):
    """One assessment of the person."""

    key: int
    """The number of this row, as other files name it."""
    framework: str
    """The framework's code."""
    version: str
    title: str
    """What the framework is called in this version."""
    job_role: str | None
    """The one that it was made for."""
    state: str
    """draft, finished, submitted, reviewed, agreed, or superseded by a newer version."""
    previous: int | None
    """The key of the assessment before it."""
    started_at: datetime
    finished_at: datetime | None
    supervisor: str | None
    """Whom it was last sent to."""
    submitted_at: datetime | None
    handed_over_at: datetime | None
    """When it was handed over to that supervisor, where another one rated it."""
    reviewed_by: str | None
    """Who rated it and saw the person's answers."""
    revealed_at: datetime | None
    """When both got to see what the other said."""
    agreed_at: datetime | None
    closing_comment: str


class HeldRating(Node):
    """What one voice says of one competence; a supervisor's is here once it was shown to the person."""

    key: int
    assessment: int
    """The assessment's key."""
    code: str
    """The competence's."""
    competence: str
    """Its words; of a competence that is rated by its parts, those of the part."""
    voice: Literal["self", "supervisor", "agreed"]
    level: int | None
    off_scale: str
    """The code of an answer that is no level."""
    answer: str
    """The answer in words; empty where there is none yet."""
    reason: str
    note: str
    rated_at: datetime
    """When it was last given or confirmed."""
    is_looked_at: bool
    """Whether it was given or confirmed in this assessment, or only carried over."""
    still_true: str
    """How a former answer was confirmed: one, by itself; section, with its section; or empty."""
    carried_from: int | None
    """The key of the rating that it was carried over from."""


class ToDiscuss(Node):
    """A competence that the person wants to discuss."""

    assessment: int
    code: str


class HeldReturn(Node):
    """An assessment that came back, and why."""

    key: int
    assessment: int
    by: str
    at: datetime
    comment: str


class HeldRemark(Node):
    """What was said of one competence when an assessment came back."""

    part_of: int
    """The return's key."""
    code: str
    text: str


class SharedWith(Node):
    """A supervisor with whom an assessment is shared."""

    assessment: int
    reader: str


class Reader(Node):
    """Somebody who got to read an assessment's answers, even if they may no longer."""

    assessment: int
    reader: str
    since: datetime
    move: str
    """What showed it to them: reveal, hand over or share."""


class HeldPlannedAction(Node):
    """Something that the person plans to do about a competence."""

    key: int
    framework: str
    """The framework's code."""
    code: str
    """The competence's."""
    competence: str
    text: str
    due_on: date | None
    done_on: date | None
    created_at: datetime
    written_by: str | None
    """The supervisor who wrote it down; nobody: the person."""


class HeldPassport(Node):
    """A signed record of an agreed assessment, made for the person to take along."""

    assessment: int
    uuid: UUID
    """What it is called in itself."""
    token: str
    """The passport itself, as it was signed."""
    key_id: str
    """The address of the key that signed it."""
    issued_at: datetime
    expires_on: date
    """The last day on which it holds."""
    revoked_at: datetime | None


class HeldOutsideRecord(Node):
    """A passport that was made elsewhere and that the person brought along."""

    token: str
    """The passport itself, as it was brought."""
    added_at: datetime
