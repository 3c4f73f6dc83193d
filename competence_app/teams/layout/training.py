"""Training needs as they are laid out: a card a competence, with the names behind each number."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.scale import Level
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.layout.matrix import briefs_of, in_signs
from competence_app.teams.rules.training import Placed, TrainingNeed
from competence_app.ui.templatetags.ui import in_language


class Number(NamedTuple):
    """How many, of what, and who: each a link with what they are at."""

    how_many: int
    words: SafeString
    people: Sequence[SafeString]


class NeedCard(NamedTuple):
    """One competence with what people need of it."""

    statement: Statement
    known: str
    numbers: Sequence[Number]
    is_at_risk: bool
    resources: Sequence[Resource]


class AtRisk(NamedTuple):
    """One competence that one or nobody covers."""

    code: str
    brief: str
    how_many: int
    cover: str  # at which level


def training_context(content: Content, needs: Iterable[TrainingNeed]) -> dict[str, Any]:
    """Return what the page shows of these needs."""
    shown, briefs = list(needs), briefs_of(content)
    return {
        "content": content,
        "cards": [_card(need, content) for need in shown],
        "at_risk": [
            AtRisk(need.statement.code, briefs[need.statement.code], len(need.covering), need.cover.label)
            for need in shown
            if need.is_at_risk
        ],
    }


def _card(need: TrainingNeed, content: Content) -> NeedCard:
    known = wording.KNOWN.format(known=need.known, people=len(need.placed))
    return NeedCard(need.statement, known, list(_numbers(need, content)), need.is_at_risk, need.resources)


def _numbers(need: TrainingNeed, content: Content) -> Iterator[Number]:
    cover, lead = (_called(level, content) for level in (need.cover, need.lead))
    yield _number("below", need.standing(Standing.BELOW), content)
    yield _number("need", need.standing(Standing.NEED), content)
    yield _number("stale", need.stale, content)
    yield _number("cover", need.covering, content, cover)
    if need.lead != need.cover:
        yield _number("lead", need.leading, content, lead)
    if need.asked_otherwise:
        yield _number("otherwise", need.asked_otherwise, content)


def _called(level: Level, content: Content) -> SafeString:
    return format_html("“{}”", in_language(level.label, content.language))


def _number(kind: str, people: Sequence[Placed], content: Content, level: SafeString | str = "") -> Number:
    links = [_link(person.pk, person.name, content.code, str(in_signs(cell))) for person, cell in people]
    return Number(len(people), format_html(wording.NEEDS[kind], level=level), links)


@lru_cache(maxsize=16384)
def _link(person: int, name: str, framework: str, at: str) -> SafeString:
    """Return a person's name, which leads to the profile, and what they are at."""
    return format_html('<a href="{}">{}</a> {}', reverse("staff-profile", args=[person, framework]), name, at)
