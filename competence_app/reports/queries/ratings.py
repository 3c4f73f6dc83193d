"""All that was said in many assessments, one after the other: for files, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db.models import Q

from competence_app.assessments.models import AssessmentQuerySet, Rating
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from competence_app.people.wording import called
from competence_app.reports.queries.profile import HEARD

CHUNK = 1000  # rows that are fetched at a time
AT_ONCE = 200  # assessments whose ratings are in memory at a time


@dataclass(frozen=True, slots=True)
class ToldRating:
    """One rating: what it says, when it was given, and the assessment that it was carried from, if any."""

    answer: Answer
    at: datetime
    carried_version: str | None
    carried_at: datetime | None


Voices = Mapping[Voice, dict[str, ToldRating]]  # by the competences' codes


@dataclass(frozen=True, slots=True)
class RatedPerson:
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
    person: RatedPerson
    voices: Voices

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
_ORDER = ("practitioner__sort_key", "practitioner__email", "-started_at", "-pk")
_RATING = ("voice", "competence__code", "level", "off_scale", "reason", "note", "rated_at")
_CARRIED = ("carried_from__assessment__version__label", "carried_from__assessment__finished_at")


def heard_in(assessments: AssessmentQuerySet) -> Iterator[Heard]:
    """Yield each with all that may be heard of it, person by person, the latest first."""
    return (heard for some in heard_by_parts(assessments, assessments) for heard in some)


def heard_by_parts(assessments: AssessmentQuerySet, wanted: AssessmentQuerySet) -> Iterator[list[Heard]]:
    """Return an iterator over those of ``assessments`` that are ``wanted`` now, some at once, as above.

    Of each is told what HEARD says, whoever asks: of a rating that is not revealed nothing leaves the database. Which
    are wanted is asked at once, then two queries for every ``AT_ONCE`` of them: in one, PostgreSQL read everybody's
    ratings to join them. ``assessments`` is asked each time, so that what is in it no more is not told; and between
    them no query is open, which on SQLite would keep others' from being written down meanwhile.
    """
    keys = iter(list(wanted.order_by(*_ORDER).values_list("pk", flat=True)))
    return (_heard_of(assessments, some) for some in iter(lambda: list(islice(keys, AT_ONCE)), []))


def _heard_of(assessments: AssessmentQuerySet, keys: Collection[int]) -> list[Heard]:
    rows = assessments.filter(pk__in=keys).order_by(*_ORDER).values_list(*_FACTS, *_PEOPLE, *_PERSON)
    told = _told(keys)
    return [_heard(row, told.get(row[0], {})) for row in rows]


def may_be_heard() -> Q:
    """Keep the ratings that may be heard by HEARD."""
    told = (Q(voice__in=voices, assessment__state=state) for state, voices in HEARD.items())
    return reduce(or_, told, Q(voice=Voice.SELF))


def _told(assessments: Collection[int]) -> Mapping[int, Voices]:
    """Return what may be heard of the assessments with these keys."""
    wanted = Rating.objects.filter(may_be_heard(), assessment__in=assessments)
    told: dict[int, dict[Voice, dict[str, ToldRating]]] = defaultdict(lambda: defaultdict(dict))
    rows = wanted.values_list("assessment_id", *_RATING, *_CARRIED).iterator(chunk_size=CHUNK)
    for pk, voice, code, level, off_scale, reason, note, *dated in rows:
        told[pk][Voice(voice)][code] = ToldRating(Answer(level, off_scale, reason, note), *dated)
    return told


def _heard(row: tuple[Any, ...], voices: Voices) -> Heard:
    facts: dict[str, Any] = dict(zip((*_FACTS, "role", "rater"), row, strict=False))
    return Heard(**facts, person=RatedPerson(*row[-len(_PERSON) :]), voices=voices)


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
