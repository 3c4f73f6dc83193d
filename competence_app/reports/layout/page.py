"""What a profile's page holds, whoever reads it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from competence_app.assessments.rules.standing import Standing
from competence_app.assessments.wording import stale_in_words
from competence_app.people.models import User
from competence_app.reports import wording
from competence_app.reports.layout import pieces
from competence_app.reports.layout.cards import CardMaker, card_groups
from competence_app.reports.layout.facts import facts_html
from competence_app.reports.layout.overview import Traits, counts, strips_html
from competence_app.reports.layout.plans import Plans, left, plans_ahead
from competence_app.reports.layout.voices import voices_of
from competence_app.reports.queries.due import NextAssessment
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.asking import EVERYTHING, ProfileFilter
from competence_app.reports.rules.traits import AssessmentFacts, Trait, traits_of
from competence_app.reports.wording import Pronouns


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an assessment on its profile's page.

    What is planned stands by the latest assessment alone, and so does what is stale.
    """

    whose: Pronouns
    reader: User
    asked: ProfileFilter = EVERYTHING
    is_latest: bool = True
    plans: Plans = field(default_factory=dict)
    due: NextAssessment | None = None

    def can_plan_for(self, reading: Reading) -> bool:
        """Tell whether the reader can plan something for what the page shows."""
        return self.is_latest and reading.assessment.practitioner_id == self.reader.pk


def profile_context(reading: Reading, around: Around) -> dict[str, Any]:
    """Return the page's context."""
    stale = _stale(reading, around) if around.is_latest else {}
    traits, asked = _traits(reading, stale), around.asked
    shown = _shown(reading, traits, asked)
    voices = voices_of(reading, around.whose, around.reader)
    maker = CardMaker(reading, voices, traits, stale, around.plans, around.can_plan_for(reading))
    groups = card_groups(maker, shown, unfolded=asked != EVERYTHING)
    return {
        **_besides(reading, around),
        "groups": groups,
        "counts": list(counts(traits, {group.key: len(group.cards) for group in groups}, stale_in_words(stale))),
        "asked": asked,
        "shown": len(shown),
        "filter": _filter(reading, traits, asked),
        "strips": strips_html(reading, around.whose, traits, page="" if asked == EVERYTHING else "?"),
    }


def _besides(reading: Reading, around: Around) -> dict[str, Any]:
    """Return what the page says beside its competences."""
    assessment = reading.assessment
    return {
        "reading": reading,
        "assessment": assessment,
        "content": assessment.content,
        "whose": around.whose,
        "is_latest": around.is_latest,
        "is_own": around.can_plan_for(reading),
        "due": around.due,
        "facts": facts_html(reading),
        "none_below": bool(reading.target_labels) and not reading.profile.standing(Standing.BELOW),
        "ahead": plans_ahead(around.plans),
        "left": left(reading, around.plans),
    }


def _traits(reading: Reading, stale: Collection[str]) -> Traits:
    known = AssessmentFacts(reading.chosen, stale, is_compared=reading.previous is not None)
    lines = reading.profile.lines
    return {line.statement.code: traits_of(line, reading.profile.scale, known) for line in lines}


def _stale(reading: Reading, around: Around) -> Mapping[str, int]:
    """Return what of the practitioner's ratings holds no longer, by code for how many months it held.

    Of what was carried nobody else is told: that would date an assessment which they may never have been shown.
    """
    is_own = reading.assessment.practitioner_id == around.reader.pk
    told = {code: rated.at for code, rated in reading.rated.items() if is_own or not rated.carried_version}
    return reading.assessment.stale(told)


def _shown(reading: Reading, traits: Traits, asked: ProfileFilter) -> frozenset[str]:
    """Return the codes of the statements to show."""
    placed = ((line.statement.code, one.domain.code) for one in reading.profile.domains for line in one.lines)
    return frozenset(code for code, domain in placed if asked.fits(traits[code], domain))


def _filter(reading: Reading, traits: Traits, asked: ProfileFilter) -> SafeString:
    there = {trait for each in traits.values() for trait in each} | {asked.show}
    offered = tuple((trait.value, wording.FILTERS[trait]) for trait in Trait if trait in there)
    domains = tuple((one.domain.code, one.domain.title) for one in reading.profile.domains)
    return pieces.filter_html(offered, domains, reading.assessment.content.language, asked)
