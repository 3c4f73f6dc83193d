"""Pictures of ratings: from numbers to geometry."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from competence_app.assessments.rules.answers import Voice, choices
from competence_app.assessments.rules.comparison import language_of
from competence_app.assessments.wording import review_scale
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.rules.profile import UNANSWERED, DomainProfile, ProfileLine
from competence_app.reports.wording import NOT_ANSWERED
from competence_app.ui.languages import OURS
from competence_app.ui.templatetags.ui import in_language

STEP, LANE, MARGIN = 40, 32, 12  # px between levels, per voice, and at the ends
BAR_WIDTH = 600  # px


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale as pictures need it: the levels' values, every choice's label, their language; hashable, unlike it."""

    values: tuple[int, ...]
    labels: tuple[tuple[str, str], ...]
    needs: frozenset[str]
    language: str

    def words(self, choice: str | None) -> str:
        """Return the label of a choice; empty where there is none."""
        return dict(self.labels).get(choice or "", "")

    def html(self, choice: str | None) -> SafeString:
        """Return the same, marked with its language."""
        return in_language(self.words(choice), self.language_in(choice))

    def language_in(self, choice: str | None) -> str:
        """Return in which language that is; in ours where nothing was chosen."""
        return language_of(choice, self.language) if choice else OURS

    def position(self, choice: str | None) -> int | None:
        """Return the place of a level's choice among the levels, from 0; None of anything else."""
        return next((place for place, value in enumerate(self.values) if str(value) == choice), None)

    def shade(self, choice: str) -> str:
        """Return the class that fills a choice: level-1 (palest) to level-6 over the scale, or one of its own."""
        place = self.position(choice)
        if place is not None:
            return f"level-{1 + place * 5 // (len(self.values) - 1)}"
        if choice == UNANSWERED:
            return "level-none"
        return "level-need" if choice in self.needs else "level-excluded"


def axis_of(content: Content) -> Axis:
    """Return the axis of a framework's scale, with what supervisors answer on it."""
    scale = content.scale
    needs = frozenset(answer.code for answer in scale.off_scale if answer.counts == "development-need")
    values = tuple(level.value for level in scale.levels)
    return Axis(values, tuple(choices(review_scale(scale)).items()), needs, content.language)


@dataclass(frozen=True, slots=True)
class Marks:
    """The choices that one row of dots shows; empty where there is none."""

    own: str
    target: str = ""
    before: str = ""
    supervisor: str = ""
    agreed: str = ""


def marks_of(line: ProfileLine) -> Marks:
    """Return what a line's row of dots shows."""
    voices = (line.answer, line.before, line.supervisor, line.agreed)
    own, before, supervisor, agreed = (voice.choice if voice else "" for voice in voices)
    target = "" if line.target is None else str(line.target)
    return Marks(own, target, before, supervisor, agreed)


@dataclass(frozen=True, slots=True)
class Mark:
    """One voice's mark at a level, in px."""

    voice: Voice
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Dots:
    """The geometry of a row of dots, in px; last time's is left out where it is today's."""

    width: int
    height: int
    xs: tuple[int, ...]
    lanes: tuple[int, ...]  # the heights at which the voices stand, self first
    marks: tuple[Mark, ...]
    target: int | None
    before: int | None

    @property
    def first(self) -> int:
        """Where the lowest level stands."""
        return self.xs[0]

    @property
    def last(self) -> int:
        """Where the highest level stands."""
        return self.xs[-1]


def dots(axis: Axis, marks: Marks) -> Dots:
    """Place the marks: the levels from left to right, each voice that speaks in a lane of its own, self on top."""
    xs = tuple(MARGIN + STEP * place for place in range(len(axis.values)))
    voices = {Voice.SELF: marks.own, Voice.SUPERVISOR: marks.supervisor, Voice.AGREED: marks.agreed}
    heard = [voice for voice, choice in voices.items() if choice or voice is Voice.SELF]
    lanes = tuple(LANE // 2 + LANE * lane for lane in range(len(heard)))
    placed = tuple(
        Mark(voice, xs[place], y)
        for voice, y in zip(heard, lanes, strict=True)
        if (place := axis.position(voices[voice])) is not None
    )
    own, before = _x(axis, marks.own), _x(axis, marks.before)
    return Dots(
        width=2 * MARGIN + STEP * (len(xs) - 1),
        height=LANE * len(lanes),
        xs=xs,
        lanes=lanes,
        marks=placed,
        target=_x(axis, marks.target),
        before=None if before == own else before,
    )


def _x(axis: Axis, choice: str) -> int | None:
    place = axis.position(choice)
    return None if place is None else MARGIN + STEP * place


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a stacked bar, in px: ``count`` competences, filled by the class ``shade``."""

    x: float
    width: float
    middle: float
    count: int
    shade: str


def bar(axis: Axis, counts: Sequence[tuple[str, int]]) -> list[Segment]:
    """Share the bar's width among the choices by their counts; those that count none get nothing."""
    total = sum(count for _, count in counts)
    return list(_segments(axis, [(choice, count) for choice, count in counts if count], BAR_WIDTH / (total or 1)))


def _segments(axis: Axis, counts: Sequence[tuple[str, int]], unit: float) -> Iterator[Segment]:
    x = 0.0
    for choice, count in counts:
        width = count * unit
        yield Segment(round(x, 1), round(width, 1), round(x + width / 2, 1), count, axis.shade(choice))
        x += width


def counts_of(domain: DomainProfile, axis: Axis) -> tuple[tuple[str, int], ...]:
    """Return the domain's count of every choice that stays in the denominator, in the scale's order."""
    kept = [choice for choice, _ in axis.labels if axis.shade(choice) != "level-excluded"]
    return tuple((choice, domain.counts[choice]) for choice in (*kept, UNANSWERED))


def marks_in_words(marks: Marks, called: Callable[[str], str]) -> dict[str, str]:
    """Return what every mark that there is is ``called``, by its code; there is always an own."""
    named = {
        Voice.SUPERVISOR: marks.supervisor,
        Voice.AGREED: marks.agreed,
        "target": marks.target,
        "before": marks.before,
    }
    own = {Voice.SELF: called(marks.own) or NOT_ANSWERED}
    return own | {code: called(choice) for code, choice in named.items() if choice}
