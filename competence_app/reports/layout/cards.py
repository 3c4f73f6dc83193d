"""A profile as it is laid out: every competence on one card, the cards in groups by where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from competence_app.assessments.rules.answers import Answer
from competence_app.catalogue.queries import competence_ids
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports import wording
from competence_app.reports.layout import pieces
from competence_app.reports.layout.charts import Axis, axis_of
from competence_app.reports.layout.dates import ago, day
from competence_app.reports.layout.plans import PlanItem, plan_items
from competence_app.reports.queries.plans import Plan
from competence_app.reports.queries.profile import DatedAnswer, Reading
from competence_app.reports.rules.profile import ProfileLine, Standing
from competence_app.reports.wording import Pronouns
from competence_app.ui.pieces import render_piece
from competence_app.ui.templatetags.ui import in_language


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one voice says: a sentence, what was written with it, each part under a name, and maybe when."""

    words: SafeString
    written: tuple[tuple[str, str], ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One competence with what was said of it, what counts first, and what is planned."""

    statement: Statement
    said: tuple[VoiceLine, ...]
    ahead: SafeString  # what to reach next, and what helps
    actions: tuple[PlanItem, ...]
    competence: int | None  # to plan for; None where nothing can be planned
    framework: str  # its code
    older_than: int  # so many months, where the practitioner's rating no longer holds; else 0

    @property
    def kept(self) -> SafeString:
        """The card on a page, made once and kept; empty where anything on it was written by somebody."""
        is_written = self.actions or any(voice.written for voice in self.said)
        return SafeString() if is_written else _kept(self)

    @property
    def statement_html(self) -> SafeString:
        """The statement on a page."""
        return pieces.statement_html(self.statement)

    @property
    def add_html(self) -> SafeString:
        """The links to plan for it and to rate it again, if that can be done."""
        if self.competence is None:
            return SafeString()
        return pieces.add_html(self.competence, self.framework, self.statement.code, self.older_than)


@lru_cache(maxsize=16384)
def _kept(card: Card) -> SafeString:
    return render_piece("reports/card.html", {"card": card})


@dataclass(frozen=True, slots=True)
class CardGroup:
    """The cards that stand alike; ``key`` names the group in the page's addresses."""

    key: str
    heading: str
    about: str
    cards: Sequence[Card]


# Who is in each, in the order of a page.
GROUPS = {
    "below-target": (Standing.BELOW,),
    "no-opportunity": (Standing.NEED,),
    "unanswered": (Standing.UNANSWERED,),
    "on-target": (Standing.AT, Standing.ABOVE),
    "rated": (Standing.NO_TARGET,),
    "not-applicable": (Standing.EXCLUDED,),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """How the cards of one page name who says what."""

    whose: Pronouns
    rater: str  # of the supervisor's ratings
    against: Mapping[int | None, SafeString]  # by the target, what is said of an answer that is set against it
    axis: Axis
    today: date

    def said_of(self, line: ProfileLine, rated: DatedAnswer | None) -> Iterator[VoiceLine]:
        """Yield what each voice says of a competence, beginning with what counts."""
        is_agreed = line.counted is line.agreed
        if is_agreed:
            yield from self._agreed(line)
        yield self._own(line, rated)
        yield from self._supervisor(line)
        if not is_agreed:
            yield from self._agreed(line)

    def _own(self, line: ProfileLine, rated: DatedAnswer | None) -> VoiceLine:
        written = _only_full(((wording.OWN_REASON, line.answer.reason), (wording.OWN_NOTE, line.answer.note)))
        named = tuple((self.whose.words(name), text) for name, text in written)
        return VoiceLine(self._own_words(line), named, _when(rated, self.whose, self.today) if rated else "")

    def _own_words(self, line: ProfileLine) -> SafeString:
        label = self.axis.html(line.answer.choice)
        if line.standing is Standing.UNANSWERED:
            return format_html(wording.NEEDS_REASON if label else wording.NO_ANSWER, label=label)
        return format_html(wording.SAID, who=self.whose.they, label=label, against=self._against(line, line.answer))

    def _supervisor(self, line: ProfileLine) -> Iterator[VoiceLine]:
        if given := line.supervisor:
            words = format_html(wording.SAID, who=self.rater, label=self.axis.html(given.choice), against="")
            yield VoiceLine(words, _remarks(given, wording.NOTE, besides=(line.answer,)))

    def _agreed(self, line: ProfileLine) -> Iterator[VoiceLine]:
        if given := line.agreed:
            words = format_html(wording.AGREED, label=self.axis.html(given.choice), against=self._against(line, given))
            yield VoiceLine(words, _remarks(given, wording.COMMENT, besides=(line.answer, line.supervisor)))

    def _against(self, line: ProfileLine, given: Answer) -> SafeString:
        is_set_against = given is line.counted and line.standing is not Standing.EXCLUDED
        return self.against[line.target] if is_set_against else SafeString()


def _remarks(given: Answer, note: str, *, besides: Sequence[Answer | None]) -> tuple[tuple[str, str], ...]:
    """Return what was written with an answer, without a reason that stands by another voice's already."""
    known = {voice.reason for voice in besides if voice}
    return _only_full(((wording.REASON, "" if given.reason in known else given.reason), (note, given.note)))


def _only_full(written: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in written if text)


def voices_of(reading: Reading, whose: Pronouns, rater: str) -> Voices:
    """Return how the cards of a reading name who says what."""
    return Voices(
        whose,
        rater,
        _against(reading, whose),
        axis_of(reading.assessment.content),
        localdate(),
    )


def _against(reading: Reading, whose: Pronouns) -> dict[int | None, SafeString]:
    words = wording.AGAINST_ROLE if reading.assessment.job_role else wording.AGAINST_TARGET
    content = reading.assessment.content
    named = ((level.value, in_language(level.label, content.language)) for level in content.scale.levels)
    return {None: SafeString()} | {
        value: format_html(words, their=whose.their, target=target) for value, target in named
    }


def card_groups(
    reading: Reading, voices: Voices, actions: Mapping[str, Sequence[Plan]] | None, stale: Mapping[str, int]
) -> list[CardGroup]:
    """Return the groups that have cards; without ``actions`` (by code) nothing can be planned on the page.

    ``stale`` has by code than how many months a rating is older, where that matters.
    """
    ids = competence_ids(reading.assessment.version_id)

    def card(line: ProfileLine) -> Card:
        code = line.statement.code
        return Card(
            statement=line.statement,
            said=tuple(voices.said_of(line, reading.rated.get(code))),
            ahead=pieces.ahead_html(line, reading.assessment.content),
            actions=tuple(plan_items((actions or {}).get(code, ()))),
            competence=None if actions is None else ids[code],
            framework=reading.assessment.content.code,
            older_than=stale.get(code, 0),
        )

    found = ((key, reading.profile.standing(*who)) for key, who in GROUPS.items())
    return [_group(key, voices.whose, [card(line) for line in lines]) for key, lines in found if lines]


def _group(key: str, whose: Pronouns, cards: Sequence[Card]) -> CardGroup:
    heading, about = wording.GROUPS[key]
    return CardGroup(key, whose.words(heading), whose.words(about), cards)


def _when(rated: DatedAnswer, whose: Pronouns, today: date) -> str:
    said = _rated(rated.at, today, rated.still_true)
    if not rated.carried_version:
        return said
    finished = wording.FINISHED_ON.format(day=day(localdate(rated.carried_at))) if rated.carried_at else ""
    return whose.carried.format(rated=said, finished=finished, version=rated.carried_version)


@lru_cache(maxsize=16384)
def _rated(at: datetime, today: date, still_true: str) -> str:
    rated_on = localdate(at)
    return wording.RATED[still_true].format(day=day(rated_on), ago=ago(rated_on, today))
