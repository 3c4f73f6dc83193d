"""Where all whom a supervisor supervises stand, by what that supervisor may read: two queries, however many."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries.supervised import in_sight
from competence_app.assessments.rules.answers import BLANK, Answer, Voice
from competence_app.assessments.rules.standing import Standing, counted_answer, standing_of, steps_below
from competence_app.catalogue.models import Framework
from competence_app.people.models import User

Said = Mapping[str, Mapping[str, "tuple[Answer, datetime]"]]  # by voice, then by the competence's code


class Stand(NamedTuple):
    """Where one person stands with one competence."""

    answer: Answer  # what counts: what was agreed, else what they said themselves
    target: int | None
    standing: Standing
    distance: int  # how many steps of the scale it is below the target
    is_stale: bool
    is_agreed: bool = False  # what counts is what both agreed


@dataclass(frozen=True, slots=True)
class Standings:
    """Where one person stands with every competence of one assessment, by the codes of its version."""

    assessment: Assessment
    stands: Mapping[str, Stand]


def standings_of(user: User, framework: Framework | None = None) -> list[Standings]:
    """Return where those whom ``user`` supervises now stand with a framework, or with each, by name.

    Of whom nothing was shown to ``user`` there is nothing; of others, ``Sight.shown`` says which assessment it is.
    """
    return standings_in([sight.shown for sight in in_sight(user, framework) if sight.shown])


def standings_in(assessments: "list[Assessment]") -> list[Standings]:
    """Return where the people of these assessments stand, which were read with their frameworks and job roles."""
    said = _said(assessments)
    return [Standings(one, _stands(one, said[one.pk])) for one in assessments]


def _said(latest: "list[Assessment]") -> Mapping[int, Said]:
    """Return what themselves said and what was agreed, and when they said it, by assessment."""
    said: dict[int, dict[str, dict[str, tuple[Answer, datetime]]]] = defaultdict(lambda: defaultdict(dict))
    heard = Rating.objects.filter(assessment__in=latest, voice__in=(Voice.SELF, Voice.AGREED))
    columns = ("assessment_id", "voice", "competence__code", "rated_at", "level", "off_scale", "reason")
    for pk, voice, code, at, *answer in heard.values_list(*columns):
        said[pk][voice][code] = Answer(*answer), at
    return said


def _stands(one: Assessment, said: Said) -> dict[str, Stand]:
    own, agreed = said[Voice.SELF], said[Voice.AGREED]
    stale = one.stale({code: at for code, (_, at) in own.items()})
    scale, expected = one.content.scale, one.content.expected(one.job_role.code if one.job_role else None)

    def stand(code: str) -> Stand:
        both = agreed[code][0] if code in agreed else None
        answer = counted_answer(own.get(code, (BLANK,))[0], both)
        target = expected.get(code)
        standing = standing_of(answer, target, scale)
        return Stand(answer, target, standing, steps_below(scale, answer.level, target), code in stale, answer is both)

    return {statement.code: stand(statement.code) for statement in one.content.statements}
