"""Pictures of ratings: from numbers to geometry."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from competence_app.assessments.layout.axis import Axis
from competence_app.assessments.rules.answers import Voice
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.wording import NOT_ANSWERED

STEP, WIDEST = 28, 168  # px between levels at most, and between the first and the last
LANE, ROW, MARGIN = 10, 24, 10  # px between voices, of a row at least, and at the ends
BAR_WIDTH = 320  # px


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
    marks: tuple[Mark, ...]
    target: int | None
    before: tuple[int, int] | None

    @property
    def grid(self) -> str:
        """The path of an upright line at every level."""
        return "".join(f"M{x} 0v{self.height}" for x in self.xs)


def dots(axis: Axis, marks: Marks) -> Dots:
    """Place the marks: the levels from left to right, the voices that speak above each other, self on top."""
    xs, heard = _xs(axis), _heard(marks)
    height = max(ROW, LANE * len(heard) + 2)
    top = (height - LANE * (len(heard) - 1)) // 2
    placed = tuple(
        Mark(voice, xs[place], top + LANE * lane)
        for lane, (voice, choice) in enumerate(heard.items())
        if (place := axis.position(choice)) is not None
    )
    target, own, before = (axis.position(choice) for choice in (marks.target, marks.own, marks.before))
    return Dots(
        width=xs[-1] + MARGIN,
        height=height,
        xs=xs,
        marks=placed,
        target=None if target is None else xs[target],
        before=None if before in {own, None} else (xs[before], top),
    )


def _xs(axis: Axis) -> tuple[int, ...]:
    """Return where the levels stand."""
    step = max(2, min(STEP, WIDEST // (len(axis.values) - 1)))
    return tuple(MARGIN + step * place for place in range(len(axis.values)))


def _heard(marks: Marks) -> dict[Voice, str]:
    """Return what each voice that speaks chose; there is always an own."""
    others = {Voice.SUPERVISOR: marks.supervisor, Voice.AGREED: marks.agreed}
    return {Voice.SELF: marks.own} | {voice: choice for voice, choice in others.items() if choice}


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


def counts_of(lines: Sequence[ProfileLine], axis: Axis) -> tuple[tuple[str, int], ...]:
    """Return how many lines have every choice that stays in the denominator, in the scale's order."""
    kept = [choice for choice, _ in axis.labels if axis.shade(choice) != "level-excluded"]
    found = Counter(line.counted.choice for line in lines)
    return tuple((choice, found[choice]) for choice in kept)


def choices_of(marks: Marks) -> dict[str, str]:
    """Return the choice of every kind of mark, by its code; empty where there is none."""
    return {
        Voice.SELF: marks.own,
        Voice.SUPERVISOR: marks.supervisor,
        Voice.AGREED: marks.agreed,
        "target": marks.target,
        "before": marks.before,
    }


def marks_in_words(marks: Marks, called: Callable[[str], str]) -> dict[str, str]:
    """Return what every mark that there is is ``called``, by its code; there is always an own."""
    said = {code: called(choice) for code, choice in choices_of(marks).items() if choice}
    return {Voice.SELF: NOT_ANSWERED} | said
