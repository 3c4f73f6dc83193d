"""What is true of a competence, and where a profile shows it."""

import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.rules.asking import EVERYTHING, ProfileFilter
from competence_app.reports.rules.profile import profile_of
from competence_app.reports.rules.traits import AssessmentFacts, Trait, place_of, traits_of
from tests.factories import small_framework
from tests.reports.targets import all_at

CONTENT = Content.model_validate(small_framework())
NOTHING = AssessmentFacts(chosen=(), stale=(), is_compared=False)


def of(answer: Answer, known: AssessmentFacts = NOTHING, **voices: Answer) -> list[str]:
    told = {name: {"K1": voice} for name, voice in voices.items()}
    line = profile_of(CONTENT, {"K1": answer}, expected=all_at(3), **told).lines[0]
    return [*traits_of(line, CONTENT.scale, known)]


@pytest.mark.parametrize(
    ("answer", "trait"),
    [
        (Answer(1), "below-target"),
        (Answer(3), "on-target"),
        (Answer(4), "on-target"),
        (Answer(off_scale="no"), "no-opportunity"),
        (Answer(off_scale="na", reason="Nights"), "not-applicable"),
        (Answer(off_scale="na"), "unanswered"),
        (Answer(), "unanswered"),
    ],
)
def test_a_standing_is_a_trait(answer, trait):
    assert of(answer) == [trait]


def test_without_a_target_it_is_rated():
    line = profile_of(CONTENT, {"K1": Answer(1)}).lines[0]

    assert traits_of(line, CONTENT.scale, NOTHING) == (Trait.RATED,)


@pytest.mark.parametrize(("said", "differs"), [(3, False), (2, True), (NOT_OBSERVED, False), ("no", True)])
def test_what_two_said_differs_where_both_rated_it(said, differs):
    theirs = Answer(said) if isinstance(said, int) else Answer(off_scale=said)

    assert ("differs" in of(Answer(3), supervisor=theirs)) is differs


@pytest.mark.parametrize(("before", "changed"), [(Answer(1), True), (Answer(3), False)])
def test_what_changed_is_told_where_there_is_a_last_time(before, changed):
    known = NOTHING._replace(is_compared=True)

    assert ("changed" in of(Answer(3), known, before=before)) is changed
    assert "changed" not in of(Answer(3), before=before)


def test_all_that_is_true_is_told_and_what_needs_somebody_first():
    known = AssessmentFacts(chosen={"K1"}, stale={"K1": 12}, is_compared=True)

    traits = of(Answer(3), known, before=Answer(1), supervisor=Answer(1))

    assert traits == ["differs", "to-discuss", "stale", "changed", "on-target"]
    assert place_of([Trait(each) for each in traits], is_agreed=False) is Trait.DIFFERS
    assert place_of([Trait(each) for each in traits], is_agreed=True) is Trait.STALE


def test_a_change_alone_is_no_place():
    assert place_of((Trait.CHANGED, Trait.ON_TARGET), is_agreed=False) is Trait.ON_TARGET


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({}, EVERYTHING),
        ({"show": "stale", "domain": "doing"}, ProfileFilter("stale", "doing")),
        ({"show": "best", "domain": "Doing"}, EVERYTHING),
    ],
)
def test_what_makes_no_sense_is_not_asked_for(sent, asked):
    assert ProfileFilter.of(sent, CONTENT) == asked


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (EVERYTHING, True),
        (ProfileFilter("stale"), True),
        (ProfileFilter("changed"), False),
        (ProfileFilter(domain="doing"), True),
        (ProfileFilter("stale", "knowing"), False),
    ],
)
def test_asked_for_is_what_has_the_trait_in_the_domain(asked, fits):
    assert asked.fits([Trait.STALE, Trait.RATED], "doing") is fits
