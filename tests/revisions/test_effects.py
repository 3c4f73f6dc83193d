"""What a revision would do, counted before it is published."""

from typing import Any

import pytest

from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.queries.effects import Tally, effect_of
from tests.factories import AssessmentFactory, UserFactory, answer, publish, small_framework

pytestmark = pytest.mark.django_db


def revision(version="2025", k1=None, **changes: Any):
    """Return the small framework with K1's fields changed."""
    content = small_framework(version=version, **changes)
    content["domains"][0]["competences"][0].update(k1 or {})
    return content


def effect(**changes: Any):
    return effect_of(Content.model_validate(revision(**changes)))


def finished(version, **fields: Any):
    assessment = AssessmentFactory.create(version=version, finished=True, **fields)
    return answer(assessment, {"K1": 2, "K2": 3, "D1": 4})


def counts(effect):
    return effect.people, effect.unchanged, effect.confirming, effect.answering, effect.drafts


def test_effect_on_nobody():
    publish()

    assert counts(effect()) == (0, 0, 0, 0, 0)
    assert effect().statements == {"K1": Tally(), "K2": Tally(), "D1": Tally()}


def test_effect_of_the_same_words_leaves_everybody_unchanged():
    finished(publish())

    assert counts(effect()) == (1, 1, 0, 0, 0)
    assert set(effect().statements.values()) == {Tally(carried=1)}


@pytest.mark.parametrize(
    ("k1", "expected", "tally"),
    [
        ({"text": "Knows why to listen", "change": "editorial"}, (1, 1, 0, 0, 0), Tally(carried=1)),
        ({"text": "Knows when to listen"}, (1, 0, 1, 0, 0), Tally(confirm=1)),
        ({"code": "K9", "replaces": ["K1"]}, (1, 0, 0, 1, 0), Tally(anew=1)),
        ({"code": "K9"}, (1, 0, 0, 1, 0), Tally(anew=1)),
    ],
)
def test_effect_follows_the_carry_rules(k1, expected, tally):
    finished(publish())

    found = effect(k1=k1)

    assert counts(found) == expected
    assert found.statements == {k1.get("code", "K1"): tally, "K2": Tally(1), "D1": Tally(1)}


def test_effect_of_other_levels_asks_everybody_anew():
    finished(publish())
    levels = [{"value": 1, "label": "Novice"}, {"value": 2, "label": "Expert"}]

    found = effect(scale={"levels": levels}, targets={})

    assert counts(found) == (1, 0, 0, 1, 0)
    assert set(found.statements.values()) == {Tally(anew=1)}


@pytest.mark.parametrize("said", [{"K1": 2, "K2": 3, "D1": 4}, {"K1": "no", "K2": "no", "D1": "no"}])
def test_effect_names_answers_that_are_lost_and_tells_of_nobody_who_gave_them(said):
    first = publish()
    answer(AssessmentFactory.create(version=first, finished=True), said)
    scale = small_framework()["scale"]

    found = effect(scale=scale | {"off_scale": scale["off_scale"][:1]})

    assert found.lost == ("No opportunity yet",)
    assert counts(found) == (1, 1, 0, 0, 0)
    assert set(found.statements.values()) == {Tally(carried=1)}


def test_effect_takes_an_answer_that_means_something_else_for_lost():
    finished(publish())
    na, no = small_framework()["scale"]["off_scale"]
    scale = small_framework()["scale"] | {"off_scale": [na | {"counts": "development-need"}, no]}

    assert effect(scale=scale).lost == ("Not applicable to my role",)
    assert effect().lost == ()


def test_effect_counts_each_person_by_their_latest_completed_assessment():
    nurse = UserFactory.create()
    first = publish()
    finished(first, practitioner=nurse)
    second = publish(revision("2023", k1={"text": "Knows when to listen"}))
    finished(second, practitioner=nurse)
    AssessmentFactory.create(practitioner=nurse, version=second)
    finished(first)
    AssessmentFactory.create(version=first)
    AssessmentFactory.create(version=first, state="superseded")
    finished(publish(small_framework(code="speaking")))

    found = effect(k1={"text": "Knows when to listen"})

    assert counts(found) == (2, 1, 1, 0, 2)
    assert found.statements["K1"] == Tally(carried=1, confirm=1)


def test_effect_reads_retired_versions_on_the_way_and_no_drafts():
    finished(publish())
    between = publish(revision("2023", k1={"text": "Knows when to listen"}))
    Version.objects.filter(pk=between.pk).retire()

    found = effect(k1={"text": "Knows the time to listen", "change": "editorial"})

    assert counts(found) == (1, 0, 1, 0, 0)  # editorial to the version between, which said something else


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_people(count, django_assert_num_queries):
    first = publish()
    second = publish(revision("2023"))
    for version in (first, second):
        for _ in range(count):
            finished(version)
    scale = small_framework()["scale"]
    effect()  # reads the versions once for the process

    with django_assert_num_queries(3):  # people by version, versions, drafts
        effect(scale=scale | {"off_scale": []})
