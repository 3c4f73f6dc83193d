"""What a practitioner's answers say: derived, never stored. Levels are compared and counted, never averaged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.assessments.rules.standing import Standing, counted_answer, helping, standing_of, steps_below
from competence_app.catalogue.rules.domains import Domain, Statement
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.scale import Level, Scale
from competence_app.catalogue.rules.schema import Content

NOTHING: Mapping[str, Answer] = MappingProxyType({})
NO_TARGETS: Mapping[str, int | None] = MappingProxyType({})


class Trend(Enum):
    """What became of an answer since the last assessment."""

    UP = auto()
    DOWN = auto()
    SAME = auto()
    OTHER = auto()  # one of the two is no level
    ASKED_DIFFERENTLY = auto()  # the words or the scale changed: nothing to compare
    NOT_ASKED = auto()
    OPEN = auto()  # not answered yet


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One statement with its answer in up to three voices, its target, and what was said last time.

    ``counted`` is what says where it stands: the agreed answer, or the practitioner's own where nothing was agreed.
    """

    statement: Statement
    answer: Answer
    counted: Answer
    target: int | None
    standing: Standing
    distance: int  # how many steps of the scale it is below the target
    before: Answer | None  # None: not asked, or not in these words on this scale
    trend: Trend
    supervisor: Answer | None
    agreed: Answer | None

    def next_level(self, scale: Scale) -> Level | None:
        """Return the level to reach next; ``None`` where it is not below a target."""
        if self.standing is not Standing.BELOW or self.counted.level is None:
            return None
        return next(level for level in scale.levels if level.value > self.counted.level)

    def helped_by(self, resources: Iterable[Resource]) -> tuple[Resource, ...]:
        """Return what helps to get further from where it stands; nothing where nothing is missing."""
        return helping(resources, self.standing, self.counted.level)


@dataclass(frozen=True, slots=True)
class DomainProfile:
    """One top domain with its lines."""

    domain: Domain
    lines: tuple[ProfileLine, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Every statement of one assessment, in the order of the text."""

    scale: Scale
    domains: tuple[DomainProfile, ...]

    @property
    def lines(self) -> tuple[ProfileLine, ...]:
        """The lines of all domains."""
        return tuple(line for domain in self.domains for line in domain.lines)

    def standing(self, *wanted: Standing) -> tuple[ProfileLine, ...]:
        """Return the lines that stand so, the farthest below their target first."""
        lines = (line for line in self.lines if line.standing in wanted)
        return tuple(sorted(lines, key=lambda line: -line.distance))

    def changed(self, *wanted: Trend) -> tuple[ProfileLine, ...]:
        """Return the lines that changed so."""
        return tuple(line for line in self.lines if line.trend in wanted)


def profile_of(
    content: Content,
    own: Mapping[str, Answer],
    *,
    expected: Mapping[str, int | None] = NO_TARGETS,
    before: Mapping[str, Answer | None] = NOTHING,
    supervisor: Mapping[str, Answer] = NOTHING,
    agreed: Mapping[str, Answer] = NOTHING,
) -> Profile:
    """Derive the profile from answers by their statements' codes.

    ``expected`` has the levels expected of the job role. ``before`` holds what was said last time, by the codes of this
    version: None where the words or the scale were others, no entry where it was not asked.
    """
    answers = _Answers(own, before, supervisor, agreed, expected)
    return Profile(content.scale, tuple(_domain(domain, content, answers) for domain in content.domains))


class _Answers(NamedTuple):
    """All that was said, and what is expected, by the statements' codes: see ``profile_of``."""

    own: Mapping[str, Answer]
    before: Mapping[str, Answer | None]
    supervisor: Mapping[str, Answer]
    agreed: Mapping[str, Answer]
    expected: Mapping[str, int | None]


def _domain(domain: Domain, content: Content, answers: _Answers) -> DomainProfile:
    lines = (_line(statement, content.scale, answers) for statement in content.statements_in(domain.code))
    return DomainProfile(domain, tuple(lines))


def _line(statement: Statement, scale: Scale, answers: _Answers) -> ProfileLine:
    code = statement.code
    target = answers.expected.get(code)
    answer, agreed = answers.own.get(code, BLANK), answers.agreed.get(code)
    counted = counted_answer(answer, agreed)
    return ProfileLine(
        statement=statement,
        answer=answer,
        counted=counted,
        target=target,
        standing=standing_of(counted, target, scale),
        distance=steps_below(scale, counted.level, target),
        before=answers.before.get(code),
        trend=_trend(answer, answers.before, code) if answer.is_full(scale) else Trend.OPEN,
        supervisor=answers.supervisor.get(code),
        agreed=agreed,
    )


def _trend(answer: Answer, before: Mapping[str, Answer | None], code: str) -> Trend:
    if code not in before:
        return Trend.NOT_ASKED
    then = before[code]
    return _difference(then, answer) if then else Trend.ASKED_DIFFERENTLY


def _difference(then: Answer, now: Answer) -> Trend:
    if then.choice == now.choice:
        return Trend.SAME
    if then.level is None or now.level is None:
        return Trend.OTHER
    return Trend.UP if now.level > then.level else Trend.DOWN
