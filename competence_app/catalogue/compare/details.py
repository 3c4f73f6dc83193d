"""What differs between two versions of a framework beside the statements that are rated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from competence_app.catalogue.compare.words import WordRun, compare_words
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.relations import Relation
from competence_app.catalogue.rules.resources import Reach, Resource
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import is_said_alike
from competence_app.catalogue.wording import expected_in_words, order_in_words, topic_in_words, validity_in_words


class DetailKind(StrEnum):
    """What may differ."""

    LEVEL = "level"
    ANSWER = "answer"  # that is no level
    TARGET = "target"
    TITLE = "title"
    INTRODUCTION = "introduction"
    LANGUAGE = "language"
    SOURCE = "source"
    DOMAIN = "domain"
    # Of a competence:
    DESCRIPTOR = "descriptor"  # of a level
    GUIDANCE = "guidance"
    EXAMPLES = "examples"
    EXPECTED = "expected"  # its own targets
    RESOURCES = "resources"
    RELATED = "related"
    VALIDITY = "validity"
    TAGS = "tags"


_Subject = tuple[DetailKind, str]  # with its code, where there are several of the topic
_Facts = Mapping[_Subject, Mapping[str, str]]  # aspect -> what is said; the name stands under the empty aspect

# The aspects that are said in a version's language, but for these topics.
_QUOTED = {"", "knowledge", "capability", "title", "authors", "publisher", "description", "guidance"}
_OURS = {DetailKind.LANGUAGE, DetailKind.EXPECTED, DetailKind.VALIDITY}


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that differs, or one aspect of it; empty on the side that does not have it."""

    topic: DetailKind
    code: str  # a level's value; an answer's, a domain's or a job role's code, empty: all other job roles
    aspect: str
    old: str
    new: str

    @property
    def name(self) -> str:
        """What people call it."""
        return topic_in_words(self.topic, self.code, self.aspect)

    @property
    def is_quoted(self) -> bool:
        """Whether both sides hold words of their versions, not codes, dates or addresses."""
        return self.topic not in _OURS and self.aspect in _QUOTED

    @property
    def words(self) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
        """Both sides in runs."""
        return compare_words(self.old, self.new)


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """Things of one topic that stand in another order, by their codes."""

    topic: DetailKind
    old_codes: tuple[str, ...]
    new_codes: tuple[str, ...]
    is_quoted = False

    @property
    def name(self) -> str:
        """What people call it."""
        return order_in_words(self.topic)

    @property
    def old(self) -> str:
        """What things were called, in their old order."""
        return self._in_words(self.old_codes)

    @property
    def new(self) -> str:
        """What they were called, in their new order."""
        return self._in_words(self.new_codes)

    def _in_words(self, codes: tuple[str, ...]) -> str:
        return ", ".join(topic_in_words(self.topic, code) for code in codes)


Details = tuple[Detail | OrderDetail, ...]


def scale_details(old: Content, new: Content) -> Details:
    """Return the levels and other answers that are added, removed, relabelled or mean something else."""
    return (*_details(_levels(old), _levels(new)), *_details(_other_answers(old), _other_answers(new)))


def target_details(old: Content, new: Content) -> Details:
    """Return the targets that are other levels, by the job role's code (empty: everybody else), in labels.

    Then, of domains that are in both, their own targets and how long ratings hold.
    """
    before, after = ({"": framework.targets.default, **framework.targets.roles} for framework in (old, new))
    others = (
        Detail(DetailKind.TARGET, role, "", _label(old, before.get(role)), _label(new, after.get(role)))
        for role in {**after, **before}
        if before.get(role) != after.get(role)
    )
    return (*others, *_expected_in_domains(old, new))


def _expected_in_domains(old: Content, new: Content) -> Iterator[Detail]:
    before, after = ({holder.domain.code: _expected(holder.domain) for holder in one.holders} for one in (old, new))
    for code in after:
        for aspect, said in before.get(code, {}).items():
            if said != after[code][aspect]:
                yield Detail(DetailKind.DOMAIN, code, aspect, said, after[code][aspect])


def _expected(said: Domain | Competence) -> dict[str, str]:
    targets = expected_in_words(said.targets.default, said.targets.roles)
    return {"targets": targets, "valid_for": validity_in_words(said.valid_for)}


def text_details(old: Content, new: Content) -> Details:
    """Return what is said otherwise of the whole, and of its domains."""
    return (*_details(_whole(old), _whole(new)), *_details(_domains(old), _domains(new)))


def competence_details(old: Competence, new: Competence) -> Details:
    """Return what a competence says otherwise beside its text and its parts."""
    return () if old == new else tuple(_details(_beside(old), _beside(new)))


def _beside(competence: Competence) -> _Facts:
    expected = _expected(competence)
    said = {
        (DetailKind.TITLE, ""): competence.title,
        (DetailKind.GUIDANCE, ""): competence.guidance,
        (DetailKind.EXAMPLES, ""): "\n".join(competence.examples),
        **{(DetailKind.DESCRIPTOR, str(value)): text for value, text in sorted(competence.levels.items())},
        (DetailKind.EXPECTED, ""): expected["targets"],
        (DetailKind.RESOURCES, ""): "\n".join(map(_resource, competence.resources)),
        (DetailKind.VALIDITY, ""): expected["valid_for"],
        (DetailKind.TAGS, ""): ", ".join(competence.tags),
    }
    return {**{thing: {"": text} for thing, text in said.items()}, (DetailKind.RELATED, ""): _ends(competence.related)}


def _resource(said: Resource) -> str:
    return ", ".join(filter(None, (said.title, said.kind, said.url, _reach(said.reach))))


def _ends(related: Sequence[Relation]) -> dict[str, str]:
    """Return to what a competence is related, a line each; apart from it what is no word of the version."""
    return {
        "": "\n".join(one.code or one.title for one in related),
        "kind": "\n".join(one.in_words for one in related),
        "url": "\n".join(filter(None, (one.url for one in related))),
    }


def _reach(levels: Reach) -> str:
    ends = [str(end) if end is not None else "" for end in (levels.lowest, levels.highest)]
    return "\u2013".join(ends) if any(ends) else ""


def _levels(framework: Content) -> _Facts:
    return {
        (DetailKind.LEVEL, str(level.value)): {
            "": level.label,
            **{str(kind): means for kind, means in level.means.items()},
            "description": level.description,
        }
        for level in framework.scale.levels
    }


def _other_answers(framework: Content) -> _Facts:
    return {
        (DetailKind.ANSWER, answer.code): {"": answer.label, "reason": answer.reason, "counts": answer.counts}
        for answer in framework.scale.off_scale
    }


def _label(framework: Content, value: int | None) -> str:
    return next((level.label for level in framework.scale.levels if level.value == value), "")


def _whole(framework: Content) -> _Facts:
    return {
        (DetailKind.TITLE, ""): {"": framework.title},
        (DetailKind.INTRODUCTION, ""): {"": framework.introduction},
        (DetailKind.LANGUAGE, ""): {"": framework.language},
        (DetailKind.SOURCE, ""): dict(framework.source),
    }


def _domains(framework: Content) -> _Facts:
    return {
        (DetailKind.DOMAIN, holder.domain.code): {
            "": holder.domain.title,
            "kind": holder.domain.kind,
            "under": "" if holder.is_top else holder.top.code,
            "guidance": holder.domain.guidance,
        }
        for holder in framework.holders
    }


def _details(old: _Facts, new: _Facts) -> Iterator[Detail | OrderDetail]:
    """Yield what differs, of a thing that only one side has its name alone; then the order, if that differs."""
    for thing in {**new, **old}:
        before, after = old.get(thing, {}), new.get(thing, {})
        for aspect in {**after, **before} if before and after else ("",):
            if not is_said_alike(before.get(aspect, ""), after.get(aspect, "")):
                yield Detail(*thing, aspect, before.get(aspect, ""), after.get(aspect, ""))
    kept_before, kept_now = [thing for thing in old if thing in new], [thing for thing in new if thing in old]
    if kept_before != kept_now:
        (topic, _), *_ = kept_now
        yield OrderDetail(topic, *(tuple(code for _, code in kept) for kept in (kept_before, kept_now)))
