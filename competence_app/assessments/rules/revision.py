"""What a revised framework means to somebody who answered an older version of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from competence_app.assessments.rules.carry import Rule, Step, gone
from competence_app.catalogue.compare import details
from competence_app.catalogue.compare.details import Detail
from competence_app.catalogue.compare.words import Run, compare_words
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content

# In the order of telling; what became of one statement, and of several.
_TOLD = {
    Rule.REWORDED: ("was reworded", "were reworded"),
    Rule.EDITORIAL: ("was edited without changing its meaning", "were edited without changing their meaning"),
    Rule.REPLACED: ("stands for older ones", "stand for older ones"),
    Rule.RESCALED: ("has other levels", "have other levels"),
    Rule.NEW: ("is new", "are new"),
}
_HEADINGS = {
    Rule.REWORDED: "Reworded: you confirm your former answer, or change it",
    Rule.EDITORIAL: "Edited, with the same meaning: your former answer stands",
    Rule.REPLACED: "In place of older ones: you answer anew",
    Rule.RESCALED: "On other levels: you answer anew",
    Rule.NEW: "New",
}


@dataclass(frozen=True, slots=True)
class StatementPair:
    """One statement of the new version beside what it comes from; ``old`` is empty of a new one."""

    code: str
    old_codes: str
    old: tuple[Run, ...]
    new: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether there are older words, and they are others."""
        return bool(self.old) and any(run.changed for run in (*self.old, *self.new))


@dataclass(frozen=True)
class Revision:
    """Two versions, and how each statement of the newer one comes from the older."""

    old: Content
    new: Content
    steps: Mapping[str, Step]

    @cached_property
    def gone(self) -> tuple[Statement, ...]:
        """The old statements that no new one comes from."""
        return gone(self.old, self.steps)

    @cached_property
    def in_words(self) -> str:
        """One sentence with what became of how many."""
        counts = {rule: len(changed) for rule, changed in self._changed.items()}
        told = [(counts[rule], *words) for rule, words in _TOLD.items() if rule in counts]
        told += [(len(self.gone), "is gone", "are gone")] if self.gone else []
        if not told:
            return "No competence has changed."
        (first, one, many), *others = told
        parts = [f"{first} competence {one}" if first == 1 else f"{first} competences {many}"]
        parts += [f"{count} {one if count == 1 else many}" for count, one, many in others]
        return ", ".join(parts) + "."

    @cached_property
    def sections(self) -> Sequence[tuple[str, Sequence[StatementPair]]]:
        """What is not the same, by what it means for a former answer, each with its heading."""
        return [
            (heading, [self._beside(statement) for statement in self._changed[rule]])
            for rule, heading in _HEADINGS.items()
            if rule in self._changed
        ]

    @cached_property
    def scale(self) -> tuple[Detail, ...]:
        """What differs in the levels and the other answers."""
        return details.scale_details(self.old, self.new)

    @cached_property
    def _changed(self) -> Mapping[Rule, Sequence[Statement]]:
        found: dict[Rule, list[Statement]] = {}
        for statement in self.new.statements:
            if (rule := self.steps[statement.code].rule) is not Rule.SAME:
                found.setdefault(rule, []).append(statement)
        return found

    def _beside(self, statement: Statement) -> StatementPair:
        sources = self.steps[statement.code].sources
        words = compare_words("\n".join(source.in_full for source in sources), statement.in_full)
        return StatementPair(statement.code, ", ".join(source.code for source in sources), *words)
