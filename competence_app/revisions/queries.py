"""Reading what stands behind a framework's versions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, F

from competence_app.assessments.effects import Effect, Tally, effect_of
from competence_app.catalogue.diff import Change, Difference, Kind, compare
from competence_app.catalogue.models import Version, VersionQuerySet
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.reading import read
from competence_app.catalogue.schema import Framework, Source, Statement
from competence_app.people.models import JobRole, User
from competence_app.revisions.kinds import TOLD, Told

NEAR = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Listed:
    """One version on its framework's page."""

    version: Version
    is_current: bool
    review_by: str
    review: str  # what to say of its review date, empty while that is far off


def listed(code: str, user: User, today: date) -> list[Listed]:
    """Return the versions of a framework that ``user`` may see, drafts first, then the newest first, in one query.

    Framework editors also get how many assessments answer each, as ``version.assessed``.
    """
    versions = Version.objects.visible_to(user).filter(framework__code=code).defer("text")
    if user.is_framework_editor:
        versions = versions.annotate(assessed=Count("assessments"))
    versions = versions.select_related("framework", "created_by", "published_by")
    rows = list(versions.order_by(F("published_at").desc(nulls_first=True), "-created_at"))
    current = next((version for version in rows if version.state == Version.State.PUBLISHED), None)
    return [_listed(version, today, is_current=version is current) for version in rows]


def _listed(version: Version, today: date, *, is_current: bool) -> Listed:
    source = Source.model_validate(version.source)
    return Listed(version, is_current, source.review_by, review_of(source, today))


def review_of(source: Source, today: date) -> str:
    """Return what to say of the review date: passed, near (within three months), or nothing."""
    if source.is_past_review(today):
        return "Past its review date"
    return "Review date is near" if source.is_past_review(today + NEAR) else ""


def current_of(version: Version) -> Version | None:
    """Return the current version of the same framework."""
    return Version.objects.current().filter(framework=version.framework_id).defer("text").first()


def successor_of(version: Version) -> Version | None:
    """Return what practitioners would start on if this version were retired."""
    others: VersionQuerySet = Version.objects.published().exclude(pk=version.pk)
    return others.filter(framework=version.framework_id).defer("text").order_by("-published_at").first()


def targets(content: Framework) -> list[tuple[str, str]]:
    """Return the job roles with the label of the level expected, everybody else last."""
    titles = dict(JobRole.objects.values_list("code", "title"))
    labels = {level.value: level.label for level in content.scale.levels}
    rows = [(titles.get(role, role), labels[value]) for role, value in content.targets.roles.items()]
    default = content.targets.default
    return rows if default is None else [*rows, ("Everybody else" if rows else "Everybody", labels[default])]


@dataclass(frozen=True, slots=True)
class Shown:
    """One change with what it does to people, and what an editor may say of it."""

    change: Change
    tallies: tuple[tuple[str, Tally], ...]  # by the code of each statement that it is rated by
    may_be_editorial: bool
    may_replace: bool

    @property
    def tags(self) -> list[str]:
        """The names of all its kinds but the one that it stands under."""
        return [TOLD[kind].tag for kind in Kind if kind in self.change.kinds and kind != self.change.kind]

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
        return Kind.EDITORIAL in self.change.kinds

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
class Section:
    """The changes of one kind."""

    kind: Kind
    told: Told
    changes: tuple[Shown, ...]


@dataclass(frozen=True)
class Preview:
    """A draft beside the current version: what differs, and what publishing would do to whom."""

    content: Framework
    current: Version | None
    difference: Difference | None  # None where there is nothing to compare with
    effect: Effect
    gone: tuple[Statement, ...]  # what the draft's competences may be said to stand for

    @cached_property
    def sections(self) -> list[Section]:
        """The changes by their first kind."""
        found = self.difference.sections if self.difference else ()
        return [Section(kind, TOLD[kind], tuple(map(self._shown, changes))) for kind, changes in found]

    @property
    def warnings(self) -> int:
        """The number of codes that are used for other words."""
        return len(self.difference.having(Kind.REUSED)) if self.difference else 0

    def _shown(self, change: Change) -> Shown:
        kinds, tallies = change.kinds, self.effect.statements
        codes = self._codes.get(change.code, ())
        return Shown(
            change,
            tuple((code, tallies[code]) for code in codes if code in tallies),
            may_be_editorial=bool(kinds & {Kind.REWORDED, Kind.PARTS}) and Kind.EDITORIAL not in kinds,
            may_replace=bool(kinds & {Kind.NEW, Kind.REPLACES}) and bool(self.gone),
        )

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
    content = read(draft.text)  # as its rows say it, and here already
    former = content_of(current.pk) if current else None
    return Preview(
        content,
        current,
        compare(former, content) if former else None,
        effect_of(content),
        gone_from(former, content) if former else (),
    )


def gone_from(former: Framework, content: Framework) -> tuple[Statement, ...]:
    """Return the statements whose codes the draft no longer has."""
    codes = {statement.code for statement in content.statements}
    return tuple(statement for statement in former.statements if statement.code not in codes)
