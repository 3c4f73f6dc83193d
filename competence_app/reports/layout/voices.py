"""What each voice says of a competence, and how its reader calls who says it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User
from competence_app.reports import wording
from competence_app.reports.layout.dates import ago, day
from competence_app.reports.queries.profile import DatedAnswer, Reading
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.wording import Pronouns
from competence_app.ui.templatetags.ui import in_language

EMPTY = SafeString()


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one voice says: a sentence, what was written with it, each part under a name, and maybe when."""

    words: SafeString
    written: tuple[tuple[str, str], ...]
    when: SafeString = EMPTY  # and what became of it since last time


@dataclass(frozen=True, slots=True)
class Voices:
    """How the cards of one page name who says what."""

    whose: Pronouns
    rater: str  # of the supervisor's ratings
    raters: str  # what is theirs
    against: Mapping[int | None, SafeString]  # by the target, what is said of an answer that is set against it
    axis: Axis
    today: date
    finished_on: date | None  # the assessment: what was rated that day says no day
    is_compared: bool  # with last time

    def said_of(self, line: ProfileLine, rated: DatedAnswer | None) -> Iterator[VoiceLine]:
        """Yield what each voice says of a competence, beginning with what counts."""
        is_agreed = line.counted is line.agreed
        if is_agreed:
            yield from self._agreed(line)
        yield self._own(line, rated)
        yield from self._supervisor(line)
        if not is_agreed:
            yield from self._agreed(line)

    def in_short(self, line: ProfileLine) -> SafeString:
        """Return what counts, in the fewest words."""
        label = self.axis.html(line.counted.choice)
        if line.standing is Standing.UNANSWERED:
            return format_html(wording.NO_REASON if label else wording.NOT_ANSWERED, label=label)
        return format_html(wording.AGREED_ALONE, label=label) if line.counted is line.agreed else label

    def _own(self, line: ProfileLine, rated: DatedAnswer | None) -> VoiceLine:
        written = _only_full(((wording.OWN_REASON, line.answer.reason), (wording.OWN_NOTE, line.answer.note)))
        named = tuple((self.whose.words(name), text) for name, text in written)
        when = format_html("{} {}", self._when(rated) if rated else "", self._since(line)).strip()
        return VoiceLine(self._own_words(line), named, SafeString(when))

    def _own_words(self, line: ProfileLine) -> SafeString:
        label = self.axis.html(line.answer.choice)
        if line.standing is Standing.UNANSWERED:
            return format_html(wording.NEEDS_REASON if label else wording.NO_ANSWER, label=label)
        return format_html(wording.SAID, who=self.whose.they, label=label, against=self._against(line, line.answer))

    def _when(self, rated: DatedAnswer) -> str:
        on = localdate(rated.at)
        if not rated.carried_version:
            is_plain = on == self.finished_on and not rated.still_true
            return "" if is_plain else _rated(on, self.today, rated.still_true)
        finished = wording.FINISHED_ON.format(day=day(localdate(rated.carried_at))) if rated.carried_at else ""
        said = _rated(on, self.today, rated.still_true)
        return self.whose.carried.format(rated=said, finished=finished, version=rated.carried_version)

    def _since(self, line: ProfileLine) -> SafeString:
        words = wording.SINCE.get(line.trend, "") if self.is_compared else ""
        before = self.axis.html(line.before.choice) if line.before else ""
        return format_html(words, before=before)

    def _supervisor(self, line: ProfileLine) -> Iterator[VoiceLine]:
        if given := line.supervisor:
            words = format_html(wording.SAID, who=self.rater, label=self.axis.html(given.choice), against="")
            names = (wording.REASON.format(whose=self.raters), wording.NOTE.format(whose=self.raters))
            yield VoiceLine(words, _remarks(given, names, besides=(line.answer,)))

    def _agreed(self, line: ProfileLine) -> Iterator[VoiceLine]:
        if given := line.agreed:
            words = format_html(wording.AGREED, label=self.axis.html(given.choice), against=self._against(line, given))
            names = (wording.AGREED_REASON, wording.COMMENT)
            yield VoiceLine(words, _remarks(given, names, besides=(line.answer, line.supervisor)))

    def _against(self, line: ProfileLine, given: Answer) -> SafeString:
        is_set_against = given is line.counted and line.standing is not Standing.EXCLUDED
        return self.against[line.target] if is_set_against else SafeString()


def voices_of(reading: Reading, whose: Pronouns, reader: User) -> Voices:
    """Return how the cards of a reading name who says what to their reader."""
    content, rater = reading.assessment.content, reading.assessment.reviewed_by
    return Voices(
        whose=whose,
        rater=wording.YOU if rater == reader else str(rater),
        raters=wording.YOUR if rater == reader else wording.WHOSE.format(name=rater),
        against=_against(content),
        axis=axis_of(content),
        today=localdate(),
        finished_on=localdate(reading.assessment.finished_at) if reading.assessment.finished_at else None,
        is_compared=reading.previous is not None,
    )


def _against(content: Content) -> dict[int | None, SafeString]:
    named = ((level.value, in_language(level.label, content.language)) for level in content.scale.levels)
    return {None: SafeString()} | {value: format_html(wording.AGAINST, target=target) for value, target in named}


def _remarks(given: Answer, names: tuple[str, str], *, besides: Sequence[Answer | None]) -> tuple[tuple[str, str], ...]:
    """Return reason and note of an answer under their names, without a reason that another voice gave already."""
    known = {voice.reason for voice in besides if voice}
    reason, note = names
    return _only_full(((reason, "" if given.reason in known else given.reason), (note, given.note)))


def _only_full(written: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in written if text)


@lru_cache(maxsize=16384)
def _rated(on: date, today: date, still_true: str) -> str:
    return wording.RATED[still_true].format(day=day(on), ago=ago(on, today))
