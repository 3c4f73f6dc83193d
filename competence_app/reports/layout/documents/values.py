"""The values that all documents are made of: whoever typesets them turns them into JSON."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.standing import Standing
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.documents import wording
from competence_app.reports.queries.profile import DatedAnswer, Reading
from competence_app.reports.rules.enclosing import Enclosure, remarks
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.wording import FINISHED_ON, NOT_ANSWERED
from competence_app.ui.passages import Fact, Words, fact, words

# What is to be enclosed for a voice's writing to go in.
WRITING = {
    Voice.SELF: Enclosure.NOTES,
    Voice.SUPERVISOR: Enclosure.COMMENTS,
    Voice.AGREED: Enclosure.COMMENTS,
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document begins with, and what stands at the foot of its pages."""

    title: Words
    kind: str
    subtitle: str  # what it is, and of when
    person: str
    day: str
    facts: tuple[Fact, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class PrintedRemark:
    """What somebody wrote, under a name for it; nothing in it is anything but text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedAnswer:
    """What one voice says of a statement, when, and with which words of its own."""

    who: str
    answer: Words
    when: str
    remarks: tuple[PrintedRemark, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """How a document tells what voices say: whose they are, on which scale, and what of their writing goes in."""

    names: Mapping[Voice, str]
    axis: Axis
    enclosed: Collection[Enclosure]
    is_own: bool  # its reader's: others are told no date of what was carried from an assessment that they may not see

    def said(self, line: ProfileLine, rated: DatedAnswer | None) -> Iterator[PrintedAnswer]:
        """Yield what each voice says that may be heard, the practitioner's first."""
        when = self.when(rated) if rated else ""
        yield self._said(Voice.SELF, line.answer, (), when)
        if line.supervisor:
            yield self._said(Voice.SUPERVISOR, line.supervisor, (line.answer,))
        if line.agreed:
            yield self._said(Voice.AGREED, line.agreed, (line.answer, line.supervisor))

    def _said(self, voice: Voice, given: Answer, besides: Sequence[Answer | None], when: str = "") -> PrintedAnswer:
        who = wording.VOICES[voice].format(who=self.names[voice])
        return PrintedAnswer(who, self.label(given), when, tuple(self._remarks(voice, remarks(given, besides=besides))))

    def target(self, line: ProfileLine) -> Words | None:
        """Return what the level is called that is expected, where that matters."""
        is_set_against = line.target is not None and line.standing is not Standing.EXCLUDED
        return self.label(Answer(line.target)) if is_set_against else None

    def _remarks(self, voice: Voice, written: tuple[str, str]) -> Iterator[PrintedRemark]:
        for name, text in zip(wording.WRITTEN_BY[voice], written, strict=True):
            if text and WRITING[voice] in self.enclosed:
                yield PrintedRemark(name.format(who=self.names[voice]), text)

    def label(self, given: Answer | None) -> Words:
        """Return what an answer is called; that nothing is answered, where nothing is."""
        choice = given.choice if given else ""
        return words(self.axis.words(choice) or NOT_ANSWERED, self.axis.language_in(choice))

    def when(self, rated: DatedAnswer) -> str:
        """Return when an answer was given, and from where it was carried."""
        said = wording.RATED_ON[rated.still_true].format(day=day(localdate(rated.at)))
        if not rated.carried_version:
            return said
        finished = FINISHED_ON.format(day=day(localdate(rated.carried_at))) if rated.carried_at else ""
        return wording.CARRIED_FROM[self.is_own].format(rated=said, finished=finished, version=rated.carried_version)


def telling_of(reading: Reading, enclosed: Collection[Enclosure], *, is_own: bool) -> Telling:
    """Return how a document about a reading tells what was said."""
    assessment, rater = reading.assessment, str(reading.assessment.reviewed_by or "")
    names = {Voice.SELF: assessment.practitioner.bare_name, Voice.SUPERVISOR: rater, Voice.AGREED: ""}
    return Telling(names, axis_of(assessment.content), enclosed, is_own)


def cover_of(reading: Reading, kind: str, of_when: str, on: date, left_out: str = "") -> Cover:
    """Return how a document of this ``kind`` about a reading begins, which bears the day ``on``."""
    assessment, content, called = reading.assessment, reading.assessment.content, wording.KINDS[kind]
    return Cover(
        title=words(content.title, content.language),
        kind=called,
        subtitle=f"{called}: {of_when}",
        person=str(assessment.practitioner),
        day=day(on),
        facts=tuple(_facts(reading)),
        left_out=left_out,
    )


def _facts(reading: Reading) -> Iterator[Fact]:
    assessment, content = reading.assessment, reading.assessment.content
    yield fact(wording.FACTS["person"], str(assessment.practitioner))
    yield fact(wording.FACTS["role"], assessment.job_role.title if assessment.job_role else wording.NO_ROLE)
    yield fact(wording.FACTS["target"], *_expected(reading.target_labels, content.language))
    yield fact(wording.FACTS["version"], content.version)
    finished = assessment.finished_at
    yield fact(wording.FACTS["finished"], day(localdate(finished)) if finished else wording.NOT_YET)
    if assessment.reviewed_by:
        on = day(localdate(assessment.revealed_at))
        yield fact(wording.FACTS["rated"], wording.BY_ON.format(person=assessment.reviewed_by, day=on))
        agreed = assessment.agreed_at
        yield fact(wording.FACTS["agreed"], day(localdate(agreed)) if agreed else wording.NOT_YET)


def _expected(labels: tuple[str, ...], language: str) -> Iterable[str | Words]:
    if not labels:
        return (wording.NO_TARGET,)
    first, *others = (words(label, language) for label in labels)
    return (first, wording.UP_TO, others[-1], wording.DEPENDING) if others else (first,)
