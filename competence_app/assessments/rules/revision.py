"""What a revised framework means to somebody who answered an older version of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from competence_app.assessments.rules.carry import CarryStep, Rule, gone
from competence_app.catalogue.compare import details
from competence_app.catalogue.compare.details import Details
from competence_app.catalogue.compare.words import WordRun, compare_words
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import is_said_alike

# What is not the same, in the order of telling.
TELLING = (Rule.REWORDED, Rule.EDITORIAL, Rule.REPLACED, Rule.RESCALED, Rule.NEW)


@dataclass(frozen=True, slots=True)
class StatementPair:
    """One statement of the new version beside what it comes from; ``old`` is empty of a new one."""

    code: str
    old_codes: str
    old: tuple[WordRun, ...]
    new: tuple[WordRun, ...]

    @property
    def differs(self) -> bool:
        """Whether there are older words, and they are others."""
        return bool(self.old) and any(run.changed for run in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class LevelLook:
    """What one level of a statement looked like, and what it looks like now."""

    label: str
    old: tuple[WordRun, ...]
    new: tuple[WordRun, ...]


@dataclass(frozen=True, slots=True)
class RedescribedStatement:
    """One statement with the levels that look otherwise."""

    statement: Statement
    looks: tuple[LevelLook, ...]


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """What one version says is new in it."""

    version: str
    language: str
    text: str

    @property
    def lead(self) -> str:
        """Its first paragraph."""
        return self.text.partition("\n\n")[0]


@dataclass(frozen=True)
class Revision:
    """Two versions, how each statement of the newer one comes from the older, and what is new in those since."""

    old: Content
    new: Content
    steps: Mapping[str, CarryStep]
    since: Sequence[Content] = ()  # published after the older one, up to the newer

    @cached_property
    def notes(self) -> Sequence[ReleaseNote]:
        """What the versions since say is new in them, the newest first."""
        said = (one for one in reversed(self.since) if one.changes)
        return [ReleaseNote(one.version, one.language, one.changes) for one in said]

    @cached_property
    def gone(self) -> tuple[Statement, ...]:
        """The old statements that no new one comes from."""
        return gone(self.old, self.steps)

    @cached_property
    def changed(self) -> Mapping[Rule, Sequence[Statement]]:
        """What is not the same, by what it means for a former answer, in the order of telling."""
        found = {rule: [s for s in self.new.statements if self.steps[s.code].rule is rule] for rule in TELLING}
        return {rule: statements for rule, statements in found.items() if statements}

    @cached_property
    def asking(self) -> int:
        """How many new statements no former answer stands for, whatever it is."""
        return sum(not step.rule.carries for step in self.steps.values())

    @property
    def may_ask_more(self) -> bool:
        """Whether a former answer may not stand because what it says means or looks something else, or is gone."""
        asks_some = any(step.may_ask for step in self.steps.values())
        return asks_some or not is_said_alike(self.old.scale.off_scale, self.new.scale.off_scale)

    @cached_property
    def redescribed(self) -> Sequence[RedescribedStatement]:
        """The new statements with levels that look otherwise, of which a former answer is carried or confirmed."""
        shown = (s for s in self.new.statements if self.steps[s.code].rule <= Rule.REWORDED)
        found = (RedescribedStatement(statement, tuple(self._looks(statement))) for statement in shown)
        return [statement for statement in found if statement.looks]

    @cached_property
    def pairs(self) -> Mapping[Rule, Sequence[StatementPair]]:
        """The same, each beside what it comes from."""
        return {rule: [self._beside(statement) for statement in found] for rule, found in self.changed.items()}

    @cached_property
    def scale(self) -> Details:
        """What differs in the levels and the other answers."""
        return details.scale_details(self.old, self.new)

    def _looks(self, statement: Statement) -> Iterator[LevelLook]:
        step = self.steps[statement.code]
        before, after = (dict(one.levels) for one in (step.sources[0], statement))
        for level in self.new.scale.levels:
            if level.value in step.redescribed:
                words = compare_words(before.get(level.value, ""), after.get(level.value, ""))
                yield LevelLook(level.label, *words)

    def _beside(self, statement: Statement) -> StatementPair:
        sources = self.steps[statement.code].sources
        words = compare_words("\n".join(source.in_full for source in sources), statement.in_full)
        return StatementPair(statement.code, ", ".join(source.code for source in sources), *words)
