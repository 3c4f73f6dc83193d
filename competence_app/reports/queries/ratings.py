"""All that was said in many assessments, one after the other: for files, however many there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import itemgetter, or_
from typing import Any

from django.db.models import FilteredRelation, Q

from competence_app.assessments.models import AssessmentQuerySet
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from competence_app.people.wording import called
from competence_app.reports.queries.profile import HEARD

CHUNK = 1000  # rows that are in memory at a time


@dataclass(frozen=True, slots=True)
class Told:
    """One rating: what it says, when it was given, and the assessment that it was carried from, if any."""

    answer: Answer
    at: datetime
    carried_version: str | None
    carried_at: datetime | None


Said = Mapping[str, Told]  # by the competences' codes


@dataclass(frozen=True, slots=True)
class Person:
    """Whose an assessment is, as files name them."""

    pk: int
    full_name: str
    email: str
    shares_name: bool

    @property
    def name(self) -> str:
        """What they are called, with the address where others have the same name."""
        return called(self.full_name, self.email, is_shared=self.shares_name)


@dataclass(frozen=True, slots=True)
class Heard:
    """One assessment, with what may be heard of it by voice; a voice that says nothing has no entry."""

    pk: int
    version_id: int
    state: str
    started_at: datetime
    submitted_at: datetime | None
    finished_at: datetime | None
    agreed_at: datetime | None
    role: str | None  # the code of the job role that it was made for
    rater: str | None  # the name of whoever rated it beside its practitioner
    person: Person
    voices: Mapping[Voice, Said]

    @property
    def content(self) -> Content:
        """The text that it answers."""
        return content_of(self.version_id)

    def answers(self, voice: Voice) -> dict[str, Answer]:
        """Return what a voice answers, by code."""
        return {code: rating.answer for code, rating in self.voices.get(voice, {}).items()}


_FACTS = ("pk", "version_id", "state", "started_at", "submitted_at", "finished_at", "agreed_at")
_PEOPLE = ("job_role__code", "reviewed_by__full_name")
_PERSON = tuple(f"practitioner__{name}" for name in ("pk", "full_name", "email", "shares_name"))
_RATING = ("voice", "competence__code", "level", "off_scale", "reason", "note", "rated_at")
_CARRIED = ("assessment__version__label", "assessment__finished_at")
_COLUMNS: tuple[Any, ...] = (
    *(*_FACTS, *_PEOPLE, *_PERSON),
    *(f"heard__{name}" for name in _RATING),
    *(f"heard__carried_from__{name}" for name in _CARRIED),
)
_PERSON_FROM = len(_FACTS) + len(_PEOPLE)
_SAID_FROM = _PERSON_FROM + len(_PERSON)
_ORDER = ("practitioner__sort_key", "practitioner__email", "-started_at", "-pk", "heard__voice")


def heard_in(assessments: AssessmentQuerySet) -> Iterator[Heard]:
    """Yield each with all that may be heard of it, person by person, the latest first, in one query.

    That is what HEARD says, whoever asks: of a rating that is not revealed nothing leaves the database.
    """
    rows = assessments.annotate(heard=FilteredRelation("ratings", condition=may_be_heard("ratings__", "")))
    found = rows.order_by(*_ORDER).values_list(*_COLUMNS).iterator(chunk_size=CHUNK)
    for _, group in groupby(found, key=itemgetter(0)):
        yield _heard(list(group))


def may_be_heard(rating: str = "", assessment: str = "assessment__") -> Q:
    """Keep the ratings that may be heard by HEARD; the prefixes lead to them and to their assessments."""
    told = (Q((f"{rating}voice__in", voices), (f"{assessment}state", state)) for state, voices in HEARD.items())
    return reduce(or_, told, Q((f"{rating}voice", Voice.SELF)))


def _heard(rows: list[tuple[Any, ...]]) -> Heard:
    voices: dict[Voice, dict[str, Told]] = {}
    for voice, code, level, off_scale, reason, note, *dated in (row[_SAID_FROM:] for row in rows):
        if voice:  # a draft may have no rating at all
            voices.setdefault(Voice(voice), {})[code] = Told(Answer(level, off_scale, reason, note), *dated)
    facts: dict[str, Any] = dict(zip((*_FACTS, "role", "rater"), rows[0], strict=False))
    return Heard(**facts, person=Person(*rows[0][_PERSON_FROM:_SAID_FROM]), voices=voices)


class Taken:
    """Assessments on their way into a file, of which it is kept which they were."""

    def __init__(self, assessments: Iterable[Heard]) -> None:
        self._assessments = assessments
        self.keys: list[tuple[int, int]] = []
        """Each one's key, and that of whose it is."""

    def __iter__(self) -> Iterator[Heard]:
        for heard in self._assessments:
            self.keys.append((heard.pk, heard.person.pk))
            yield heard
