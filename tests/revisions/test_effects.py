"""What a revision would do, counted before it is published."""

from typing import Any

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate, now

from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.queries.effects import effect_of
from tests.factories import AssessmentFactory, UserFactory, answer, publish, restrict, small_framework

pytestmark = pytest.mark.django_db


def revision(version="2025", k1=None, **changes: Any):
    """Return the small framework with K1's fields changed."""
    content = small_framework(version=version, **changes)
    content["domains"][0]["competences"][0].update(k1 or {})
    return content


def effect(**changes: Any):
    return effect_of(Content.model_validate(revision(**changes)))


def finish(version, people=5):
    """Let so many new people finish an assessment of the version."""
    return AssessmentFactory.create_batch(people, version=version, finished=True)


def counts(effect):
    figures = (effect.people, effect.unchanged, effect.confirming, effect.answering)
    return tuple(figure.in_words for figure in figures)


def tallies(effect):
    """Return of each statement how many carry, confirm and answer anew, by its code."""
    found = effect.statements.items()
    return {code: tuple(one.in_words for one in (said.carried, said.confirm, said.anew)) for code, said in found}


KEPT = ("5", "0", "0")


def test_effect_on_nobody():
    publish()

    assert counts(effect()) == ("0", "0", "0", "0")
    assert not effect().people
    assert set(tallies(effect()).values()) == {("0", "0", "0")}


def test_effect_of_the_same_words_leaves_everybody_unchanged():
    finish(publish())

    assert counts(effect()) == ("5", "5", "0", "0")
    assert tallies(effect()) == {"K1": KEPT, "K2": KEPT, "D1": KEPT}


@pytest.mark.parametrize(
    ("k1", "expected", "tally"),
    [
        ({"text": "Knows why to listen", "change": "editorial"}, ("5", "5", "0", "0"), KEPT),
        ({"text": "Knows when to listen"}, ("5", "0", "5", "0"), ("0", "5", "0")),
        ({"code": "K9", "replaces": ["K1"]}, ("5", "0", "0", "5"), ("0", "0", "5")),
        ({"code": "K9"}, ("5", "0", "0", "5"), ("0", "0", "5")),
    ],
)
def test_effect_follows_the_carry_rules(k1, expected, tally):
    finish(publish())

    found = effect(k1=k1)

    assert counts(found) == expected
    assert tallies(found) == {k1.get("code", "K1"): tally, "K2": KEPT, "D1": KEPT}


LOOKS = {"levels": {1: "Rarely"}}


@pytest.mark.parametrize("said", [{"K1": 1, "K2": 1, "D1": 1}, {"K1": 4, "K2": 4, "D1": 4}])
def test_effect_of_a_level_that_looks_otherwise_tells_of_nobody_who_chose_it(said):
    for assessment in finish(publish()):
        answer(assessment, said)

    found = effect(k1=LOOKS)

    assert counts(found) == ("5", "at most 5", "at most 5", "0")
    assert tallies(found) == {"K1": ("at most 5", "at most 5", "0"), "K2": KEPT, "D1": KEPT}
    assert found.is_by_level


def test_effect_of_a_level_that_looks_the_same_to_its_editor_asks_nobody():
    finish(publish())

    found = effect(k1=LOOKS | {"change": "editorial"})

    assert (counts(found), found.is_by_level) == (("5", "5", "0", "0"), False)


def test_effect_counts_who_confirms_for_sure_and_who_may_have_to():
    finish(publish(), people=6)
    finish(publish(revision("2023", k1={"text": "Knows when to listen"})), people=5)

    found = effect(k1={"text": "Knows when to listen"} | LOOKS)

    assert counts(found) == ("11", "at most 5", "at most 11", "0")
    assert tallies(found)["K1"] == ("at most 5", "at most 11", "0")


def test_effect_of_fewer_than_five_who_may_have_to_confirm_names_no_number():
    finish(publish(), people=4)

    assert counts(effect(k1=LOOKS))[1:3] == ("fewer than 5", "fewer than 5")


def test_effect_of_lost_answers_on_who_confirms_is_not_counted():
    finish(publish())
    scale = small_framework()["scale"]

    found = effect(scale=scale | {"off_scale": []}, k1={"text": "Knows when to listen"})

    assert counts(found) == ("5", "0", "at most 5", "0")
    assert tallies(found)["K1"] == ("0", "at most 5", "0")


def test_effect_takes_an_answer_in_other_spaces_for_the_same():
    finish(publish())
    scale = small_framework()["scale"]
    scale["off_scale"][1]["label"] = "No  opportunity\u00a0yet"

    assert effect(scale=scale).lost == ()


def test_effect_of_other_levels_asks_everybody_anew():
    finish(publish())
    levels = [{"value": 1, "label": "Novice"}, {"value": 2, "label": "Expert"}]

    found = effect(scale={"levels": levels}, targets={})

    assert counts(found) == ("5", "0", "0", "5")
    assert set(tallies(found).values()) == {("0", "0", "5")}


@pytest.mark.parametrize("said", [{"K1": 2, "K2": 3, "D1": 4}, {"K1": "no", "K2": "no", "D1": "no"}])
def test_effect_names_answers_that_are_lost_and_tells_of_nobody_who_gave_them(said):
    for assessment in finish(publish(), people=8):
        answer(assessment, said)
    scale = small_framework()["scale"]

    found = effect(scale=scale | {"off_scale": scale["off_scale"][:1]})

    assert found.lost == (("No opportunity yet", "en-GB"),)
    assert counts(found) == ("8", "at most 8", "0", "0")
    assert set(tallies(found).values()) == {("at most 8", "0", "0")}


def test_effect_takes_an_answer_that_means_something_else_for_lost():
    finish(publish())
    na, no = small_framework()["scale"]["off_scale"]
    scale = small_framework()["scale"] | {"off_scale": [na | {"counts": "development-need"}, no]}

    assert effect(scale=scale).lost == (("Not applicable to my role", "en-GB"),)
    assert effect().lost == ()


def test_effect_counts_each_person_by_their_latest_completed_assessment():
    nurses = UserFactory.create_batch(5)
    first = publish()
    for nurse in nurses:
        AssessmentFactory.create(version=first, finished=True, practitioner=nurse)
    second = publish(revision("2023", k1={"text": "Knows when to listen"}))
    for nurse in nurses:
        AssessmentFactory.create(version=second, finished=True, practitioner=nurse)
        AssessmentFactory.create(version=second, practitioner=nurse)
    finish(first, people=6)
    AssessmentFactory.create(version=first)
    AssessmentFactory.create(version=first, state="superseded")
    finish(publish(small_framework(code="speaking")))

    found = effect(k1={"text": "Knows when to listen"})

    assert counts(found) == ("11", "5", "6", "0")
    assert tallies(found)["K1"] == ("5", "6", "0")


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
def test_of_two_assessments_begun_at_one_instant_the_one_stored_later_counts():
    nurses, first = UserFactory.create_batch(5), publish()
    second = publish(revision("2023", k1={"text": "Knows when to listen"}))
    for version in (first, second):
        for nurse in nurses:
            AssessmentFactory.create(version=version, finished=True, practitioner=nurse)

    assert counts(effect(k1={"text": "Knows when to listen"})) == ("5", "5", "0", "0")


def test_effect_reads_retired_versions_on_the_way_and_no_drafts():
    finish(publish())
    between = publish(revision("2023", k1={"text": "Knows when to listen"}))
    Version.objects.filter(pk=between.pk).retire()

    found = effect(k1={"text": "Knows the time to listen", "change": "editorial"})

    assert counts(found) == ("5", "0", "5", "0")  # editorial to the version between, which said something else


def test_no_number_and_no_difference_tells_of_fewer_than_five():
    first = publish()
    second = publish(revision("2023", k1={"text": "Knows when to listen"}))
    finish(first, people=2)
    finish(second, people=9)

    found = effect(k1={"text": "Knows when to listen"})

    assert counts(found) == ("9 and fewer than 5 more", "9", "fewer than 5", "0")
    assert tallies(found)["K1"] == ("9", "fewer than 5", "0")
    assert tallies(found)["K2"] == ("9 and fewer than 5 more", "0", "0")


@pytest.mark.parametrize("people", [1, 5, 6])
def test_a_reopened_assessment_shows_in_no_number_below_five(people):
    mine, *_ = finish(publish(), people=people)
    before = counts(effect())

    mine.state, mine.finished_at = "draft", None
    mine.save()

    expected = {1: "fewer than 5", 5: "5", 6: "6"}, {1: "0", 5: "fewer than 5", 6: "5"}
    assert (before[0], counts(effect())[0]) == tuple(words[people] for words in expected)


def test_effect_leaves_out_whoever_asked_that_nothing_be_used():
    mine, *_ = finish(publish(), people=6)
    finish(mine.version)[0].practitioner.restrictions.create(
        recorded_by=mine.practitioner, lifted_from=localdate(), ended_by=mine.practitioner, ended_at=now()
    )

    restrict(mine.practitioner)

    assert counts(effect()) == ("10", "10", "0", "0")


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_people(count, django_assert_num_queries):
    first = publish()
    second = publish(revision("2023"))
    for version in (first, second):
        for _ in range(count):
            AssessmentFactory.create(version=version, finished=True)
    scale = small_framework()["scale"]
    effect()  # reads the versions once for the process

    with django_assert_num_queries(2):  # versions with their people
        effect(scale=scale | {"off_scale": []})


@pytest.fixture
def remembering(settings):
    """A cache, as the app has it outside of tests."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counts"}}
    yield
    cache.clear()


@pytest.mark.usefixtures("remembering")
@pytest.mark.time_machine("2026-11-22 12:00 +0000", tick=False)
def test_numbers_are_counted_again_after_ten_minutes(time_machine, django_assert_num_queries):
    version = publish()
    finish(version)
    assert effect().people.in_words == "5"
    finish(version)

    with django_assert_num_queries(1):
        assert effect().people.in_words == "5"
    time_machine.shift(601)
    assert effect().people.in_words == "10"


@pytest.mark.usefixtures("remembering")
def test_numbers_are_counted_at_once_for_a_version_that_is_new():
    finish(publish())
    assert effect().people.in_words == "5"
    finish(publish(revision()))

    assert effect(version="2026").people.in_words == "10"
