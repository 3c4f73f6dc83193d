"""What an editor looks at before publishing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from competence_app.assessments.rules.carry import CarryStep, Rule, plan
from competence_app.catalogue.compare.details import DetailKind
from competence_app.catalogue.compare.versions import Change, ChangeKind, Difference, compare_versions
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import Problem
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of, current_of, doubts_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.queries.alike import Alikes, alikes_of
from competence_app.revisions.queries.effects import Effect, Tally, effect_of
from competence_app.revisions.wording import OLDER, SCALE_EFFECTS, TOLD, ChangeWords

# What is confirmed unless it is editorial, and beside what that mark is there, or changes nothing.
_CONFIRMED = {ChangeKind.REWORDED, ChangeKind.PARTS, ChangeKind.DESCRIPTORS}
_NOT_TO_BE_MARKED = {ChangeKind.EDITORIAL, ChangeKind.REPLACES, ChangeKind.RATE}
_DESCRIPTION = (DetailKind.LEVEL, "description")


@dataclass(frozen=True, slots=True)
class PreviewedChange:
    """One change with what it does to people, and what an editor may say of it."""

    change: Change
    language: str  # of its place, and of its words where they stand alone
    tallies: tuple[tuple[str, Tally], ...]  # by the code of each statement that it is rated by
    is_rescaled: bool  # since the levels are not what they were, former answers are given anew
    is_mixed: bool  # of some people's answers, to a version before the current one, becomes something else
    may_be_editorial: bool
    may_replace: bool

    @property
    def tags(self) -> list[str]:
        """The names of all its kinds but the one that it stands under."""
        return [TOLD[kind].tag for kind in ChangeKind if kind in self.change.kinds and kind != self.change.kind]

    @property
    def old_codes(self) -> str:
        """The codes of the old words, with commas between."""
        change = self.change
        return ", ".join([change.code] * bool(change.old) + [statement.code for statement in change.replaced])

    @property
    def is_reworded(self) -> bool:
        """Whether there are old and new words, and they differ."""
        old, new = self.change.words
        return bool(old and new) and any(run.changed for run in (*old, *new))

    @property
    def is_editorial(self) -> bool:
        """Whether its new words are marked as meaning the same."""
        return ChangeKind.EDITORIAL in self.change.kinds

    @property
    def moved_from(self) -> str:
        """Where it stood, if that was in another domain."""
        change = self.change
        moved = change.old and change.new and change.new_place != change.old_place
        return " / ".join(change.old_place) if moved else ""

    @property
    def place(self) -> str:
        """Where it stands, or stood if it is gone."""
        return " / ".join(self.change.new_place or self.change.old_place)


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The changes of one kind."""

    kind: ChangeKind
    told: ChangeWords
    changes: tuple[PreviewedChange, ...]
    current: str  # label of the version that the draft is compared with

    @property
    def effects(self) -> list[str]:
        """What it does to people: another thing where levels are not what they were, which may be so of some alone."""
        rescaled = [bool(self.told.rescaled) and shown.is_rescaled for shown in self.changes]
        older = [OLDER.format(version=self.current)] * any(shown.is_mixed for shown in self.changes)
        return [self.told.effect] * (not all(rescaled)) + [self.told.rescaled] * any(rescaled) + older


@dataclass(frozen=True)
class Preview:
    """A draft beside the current version: what differs, and what publishing would do to whom."""

    content: Content
    current: Version | None
    former: Content | None  # what the current version says
    difference: Difference | None  # None where there is nothing to compare with
    effect: Effect
    gone: tuple[Statement, ...]  # what the draft's competences may be said to stand for
    file: FrameworkFile

    @cached_property
    def sections(self) -> list[ChangeSection]:
        """The changes by their first kind."""
        found = self.difference.sections if self.difference else ()
        label = self.current.label if self.current else ""
        return [ChangeSection(kind, TOLD[kind], tuple(map(self._shown, changes)), label) for kind, changes in found]

    @property
    def scale_effect(self) -> str:
        """What another scale does to people."""
        details = self.difference.scale if self.difference else ()
        others = {(detail.topic, getattr(detail, "aspect", "")) for detail in details} - {_DESCRIPTION}
        topics = {topic for topic, _ in others}
        return SCALE_EFFECTS[min(topics, key=[DetailKind.LEVEL, DetailKind.ANSWER].index, default=None)]

    @cached_property
    def doubts(self) -> tuple[Problem, ...]:
        """What its YAML says, but may not mean."""
        return () if self.file.problems else doubts_of(self.file)

    @cached_property
    def alikes(self) -> Alikes:
        """What of it stands in other frameworks, too."""
        return alikes_of(self.content)

    @property
    def lacks_changes(self) -> bool:
        """Whether it has yet to say what is new, since it follows another version."""
        return self.current is not None and not self.content.changes

    @property
    def warnings(self) -> int:
        """The number of codes that are used for other words."""
        return len(self.difference.having(ChangeKind.REUSED)) if self.difference else 0

    def _shown(self, change: Change) -> PreviewedChange:
        kinds, tallies = change.kinds, self.effect.statements
        codes = self._codes.get(change.code, ())
        is_rescaled = any(self._steps[code].rule is Rule.RESCALED for code in codes if code in self._steps)
        source = self.content if change.new or not self.former else self.former
        return PreviewedChange(
            change,
            source.language,
            tuple((code, tallies[code]) for code in codes if code in tallies),
            is_rescaled=is_rescaled,
            is_mixed=any(self._is_mixed(code) for code in codes),
            may_be_editorial=bool(kinds & _CONFIRMED) and not kinds & _NOT_TO_BE_MARKED,
            may_replace=bool(kinds & {ChangeKind.NEW, ChangeKind.REPLACES}) and bool(self.gone),
        )

    def _is_mixed(self, code: str) -> bool:
        """Tell whether anything becomes of anybody's answer but what becomes of those to the current version."""
        step, tally = self._steps[code], self.effect.statements[code]
        carries, confirms = step.rule.carries, step.may_ask or step.rule is Rule.REWORDED
        expected = {"carried": carries, "confirm": confirms, "anew": not (carries or confirms)}
        return any(getattr(tally, name) and not is_expected for name, is_expected in expected.items())

    @cached_property
    def _steps(self) -> Mapping[str, CarryStep]:
        """What becomes of answers to the current version, by the codes of the draft."""
        return plan([self.former, self.content]) if self.former else {}

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """The codes of what is rated, by that of the competence."""
        codes = defaultdict(list)
        for statement in self.content.statements:
            codes[statement.competence].append(statement.code)
        return codes


def preview_of(draft: Version) -> Preview:
    """Return what an editor looks at before publishing."""
    current = current_of(draft)
    file = FrameworkFile.of_text(draft.text)
    content = content_of(draft.pk) if file.problems else file.content  # the rows say the same, and are not here yet
    former = content_of(current.pk) if current else None
    return Preview(
        content,
        current,
        former,
        compare_versions(former, content) if former else None,
        effect_of(content),
        gone_from(former, content) if former else (),
        file,
    )


def gone_from(former: Content, content: Content) -> tuple[Statement, ...]:
    """Return the statements whose codes the draft no longer has."""
    codes = {statement.code for statement in content.statements}
    return tuple(statement for statement in former.statements if statement.code not in codes)
