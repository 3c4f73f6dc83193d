"""What differs between two versions of a framework beside the competences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import is_said_alike
from competence_app.catalogue.wording import order_in_words, topic_in_words


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


_Subject = tuple[DetailKind, str]  # with its code, where there are several of the topic
_Facts = Mapping[_Subject, Mapping[str, str]]  # aspect -> what is said; the name stands under the empty aspect

_QUOTED = {"", "knowledge", "capability", "title", "publisher"}  # the aspects that are said in a language


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
        return self.topic is not DetailKind.LANGUAGE and self.aspect in _QUOTED


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
    """Return the targets that are other levels, by the job role's code (empty: everybody else), in labels."""
    before, after = ({"": framework.targets.default, **framework.targets.roles} for framework in (old, new))
    return tuple(
        Detail(DetailKind.TARGET, role, "", _label(old, before.get(role)), _label(new, after.get(role)))
        for role in {**after, **before}
        if before.get(role) != after.get(role)
    )


def text_details(old: Content, new: Content) -> Details:
    """Return what is said otherwise of the whole, and of its domains."""
    return (*_details(_whole(old), _whole(new)), *_details(_domains(old), _domains(new)))


def _levels(framework: Content) -> _Facts:
    return {
        (DetailKind.LEVEL, str(level.value)): {
            "": level.label,
            **{str(kind): means for kind, means in level.means.items()},
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
