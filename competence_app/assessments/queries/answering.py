"""Reading what stands behind an assessment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Subquery

from competence_app.assessments import wording
from competence_app.assessments.models import Assessment, Rating, answers
from competence_app.assessments.rules import carry
from competence_app.assessments.rules.answers import BLANK, Answer, Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED, AnswerPair, answer_pairs
from competence_app.assessments.rules.overview import FOLDED_FROM, KnownAnswers, MapBox, boxes
from competence_app.assessments.rules.questions import Question, questions
from competence_app.assessments.rules.revision import Revision, StatementPair
from competence_app.assessments.wording.scales import reviewers_scale
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.models import User


@lru_cache(maxsize=256)
def steps_between(old_id: int, new_id: int) -> Mapping[str, carry.CarryStep]:
    """Return how each statement of one published version comes from another: see ``carry.plan``."""
    if old_id == new_id:
        return carry.plan([content_of(old_id)])
    since = _since(old_id, new_id)
    if not since:  # the newer one was retired
        return carry.back(content_of(old_id), content_of(new_id))
    return carry.plan([content_of(pk) for pk in (old_id, *since)])


@lru_cache(maxsize=256)
def _since(old_id: int, new_id: int) -> tuple[int, ...]:
    """Return what was published after one version, up to another; nothing where that is the older one."""
    owner = Version.objects.filter(pk=new_id).values("framework")
    released = Version.objects.filter(framework__in=owner).exclude(state=Version.State.DRAFT)
    order = list(released.in_order().values_list("pk", flat=True))
    return tuple(order[order.index(old_id) + 1 : order.index(new_id) + 1])


class RevisionInWords(Revision):
    """A revision as pages tell it."""

    @property
    def in_words(self) -> str:
        """One sentence with what became of how many."""
        return wording.what_changed(self)

    @property
    def asks_in_words(self) -> str:
        """How many answers it asks of somebody."""
        return wording.what_it_asks(self)

    @property
    def sections(self) -> Sequence[tuple[str, Sequence[StatementPair]]]:
        """What is not the same, each part with its heading."""
        return [(wording.CHANGE_HEADINGS[rule], pairs) for rule, pairs in self.pairs.items()]


@lru_cache(maxsize=256)
def revision_between(old_id: int, new_id: int) -> RevisionInWords:
    """Return what a newer published version means to those who answered another."""
    since = [content_of(pk) for pk in _since(old_id, new_id)]
    return RevisionInWords(content_of(old_id), content_of(new_id), steps_between(old_id, new_id), since)


@dataclass(frozen=True, slots=True)
class Outset:
    """What somebody has when they come to a version's start page, the latest first."""

    under_way: Assessment | None
    previous: Assessment | None
    carry: Mapping[str, int]
    boxes: tuple[MapBox, ...]  # the framework's map, with how the latest answers stand

    @property
    def latest(self) -> Assessment | None:
        """The one whose answers the map shows."""
        return self.under_way or self.previous

    @property
    def is_long(self) -> bool:
        """Whether the map's boxes are better folded."""
        return sum(len(box.entries) for box in self.boxes) >= FOLDED_FROM


def outset(user: User, version: Version) -> Outset:
    """Return what ``user`` has of the version's framework, and what of it a new assessment would get."""
    under_way, previous = last_of(user, version)
    given = _given(filter(None, (under_way, previous)))
    latest = under_way or previous
    return Outset(
        under_way,
        previous,
        carry=_carry_counts(previous, version, answers(given[previous.pk, Voice.SELF])) if previous else {},
        boxes=boxes(content_of(version.pk), _known(latest, version, given) if latest else None),
    )


_Given = Mapping[tuple[int, str], Mapping[str, Rating]]


def _given(own: Iterable[Assessment]) -> _Given:
    """Return what their practitioner said in assessments, and what was agreed: by assessment and voice, then code."""
    found: dict[tuple[int, str], dict[str, Rating]] = defaultdict(dict)
    for rating in Rating.objects.filter(assessment__in=own, voice__in=(Voice.SELF, Voice.AGREED)).with_code():
        found[rating.assessment_id, rating.voice][rating.code] = rating
    return found


def _known(latest: Assessment, version: Version, given: _Given) -> KnownAnswers:
    """Return what was said in the latest assessment, or agreed, as far as it stands in the version."""
    content, steps = content_of(version.pk), steps_between(latest.version_id, version.pk)
    said, agreed = given[latest.pk, Voice.SELF], given[latest.pk, Voice.AGREED] if latest.is_agreed else {}
    counted = answers(said) | {code: one for code, one in answers(agreed).items() if one.choice != NOT_OBSERVED}
    sources = carry.carried(steps, latest.content, content, counted)
    old = latest.stale({code: rating.rated_at for code, rating in said.items()}) if latest.is_completed else {}
    return KnownAnswers(
        answers={code: counted[source] for code, source in sources.items()},
        stale={code for code, source in sources.items() if source in old},
        expected=content.expected(latest.job_role.code if latest.job_role else None),
    )


def last_of(user: User, version: Version) -> tuple[Assessment | None, Assessment | None]:
    """Return what ``user`` has of the version's framework: the one that is under way, and the last completed one."""
    mine = list(Assessment.objects.of(user).filter(framework=version.framework_id).with_status().newest_first())
    under_way = next((one for one in mine if one.is_under_way), None)
    return under_way, next((old for old in mine if old.is_completed), None)


def _carry_counts(previous: Assessment, version: Version, former: Mapping[str, Answer]) -> dict[str, int]:
    steps = steps_between(previous.version_id, version.pk)
    carried = len(carry.carried(steps, previous.content, content_of(version.pk), former))
    rules = [step.rule_for(former.get(code, BLANK)) for code, step in steps.items()]
    confirm, new = rules.count(carry.Rule.REWORDED), rules.count(carry.Rule.NEW)
    return {"carried": carried, "confirm": confirm, "anew": len(rules) - carried - confirm - new, "new": new}


def newer_version(assessment: Assessment) -> Version | None:
    """Return the current version of its framework, where that was published after the one it answers."""
    current = Version.objects.current().filter(framework=assessment.framework_id).defer("text")
    published_at = Subquery(Version.objects.filter(pk=assessment.version_id).values("published_at"))
    return current.after(published_at, assessment.version_id).first()


def pairs_in(assessment: Assessment) -> list[AnswerPair]:
    """Set all voices of an assessment side by side, in one query; who may see them is for the caller to know."""
    return pairs_of(assessment, assessment.ratings.with_code())


def pairs_of(assessment: Assessment, ratings: Iterable[Rating]) -> list[AnswerPair]:
    """Do so with all its ``ratings``, each read with its code."""
    said: dict[Voice, dict[str, Answer]] = {voice: {} for voice in Voice}
    how = {}
    for rating in ratings:
        said[Voice(rating.voice)][rating.code] = rating.answer
        if rating.voice == Voice.SELF:
            how[rating.code] = rating.how
    content = assessment.content
    return answer_pairs(content.statements, (content.scale, reviewers_scale(content.scale)), said, how)


def questions_of(assessment: Assessment, statements: Sequence[Statement]) -> Sequence[Question]:
    """Return the statements as questions; the past costs queries only where a version lies between."""
    behind = _behind(assessment)
    if all(past.version_id == assessment.version_id for past in behind):
        return questions(statements)
    pasts, _ = _read(assessment, behind)
    return questions(statements, pasts, carry.inherited(pasts, assessment.content))


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a draft would become on another version, in statements of that version."""

    carried: int  # with a full answer, which comes along
    confirm: int  # with a former answer that is shown and does not count until it is confirmed
    answer: int  # with none
    left: Sequence[Statement]  # of the draft's version: what is gone, and said something to


def prospect(draft: Assessment, to: Version) -> Prospect:
    """Return what moving ``draft`` to the version ``to`` would do."""
    mine = {"practitioner_id": draft.practitioner_id, "framework_id": draft.framework_id}
    moved = Assessment(**mine, version=to, previous=draft)
    pasts, _ = _read(moved, _behind(moved))
    sources = carry.inherited(pasts, moved.content)
    carried = {code: past.answers[old] for past, olds in zip(pasts, sources, strict=True) for code, old in olds.items()}
    full = {code for code, answer in carried.items() if answer.is_full(moved.content.scale)}
    asked = [q for q in questions(moved.content.statements, pasts, sources) if q.statement.code not in full]
    confirm = sum(question.needs_confirming for question in asked)
    left = [s for s in carry.gone(draft.content, pasts[0].steps) if s.code in pasts[0].answers]
    return Prospect(len(full), confirm, len(asked) - confirm, left)


def inheritance(assessment: Assessment) -> dict[str, Rating]:
    """Return the former ratings, each with its assessment, that one starts with, by the codes of its own version."""
    behind = _behind(assessment)
    pasts, ratings = _read(assessment, behind)
    found = {}
    for past, former, carried in zip(behind, ratings, carry.inherited(pasts, assessment.content), strict=True):
        for code, old in carried.items():
            found[code] = former[old]
            found[code].assessment = past
    return found


def _behind(assessment: Assessment) -> list[Assessment]:
    """Return what it goes on from, the latest first: see ``Assessment.past``."""
    previous = assessment.previous
    if previous and previous.is_superseded:
        theirs = Assessment.objects.filter(practitioner=assessment.practitioner_id, framework=assessment.framework_id)
        return assessment.past(theirs.in_bulk())
    return [previous] if previous else []


def _read(
    assessment: Assessment, behind: Sequence[Assessment]
) -> tuple[list[carry.FormerAssessment], list[dict[str, Rating]]]:
    """Return each former assessment as carry rules see it, and its ratings by code."""
    found = Rating.objects.filter(assessment__in=behind).voiced(Voice.SELF).by_assessment()
    ratings = [found[past.pk] for past in behind]
    pasts = [
        carry.FormerAssessment(
            content=past.content,
            steps=steps_between(past.version_id, assessment.version_id),
            answers=carry.worth_keeping(answers(given)),
            at={code: rating.rated_at for code, rating in given.items()},
        )
        for past, given in zip(behind, ratings, strict=True)
    ]
    return pasts, ratings
