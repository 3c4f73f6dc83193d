"""What the levels mean is shown where any level says so, and nothing empty where none does."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.rules.scale import Scale
from competence_app.people.models import User
from tests.assessments.pages import meanings
from tests.factories import AssessmentFactory, UserFactory, answer, draft_of, publish, put, small_framework, supervise
from tests.words import words

FOLD, NAMED = "What the answers mean", "Levels, the lowest first Seldom Often"
OFF_SCALE = {"code": "na", "label": "Not for me", "reason": "none", "counts": "excluded"}


def scale(*, means: Any = None, off_scale: bool = False) -> dict[str, Any]:
    """Return a scale of two levels, of which the upper may mean something."""
    upper = {"value": 2, "label": "Often", **({"means": means} if means else {})}
    return {"levels": [{"value": 1, "label": "Seldom"}, upper]} | ({"off_scale": [OFF_SCALE]} if off_scale else {})


def rated_on(**about: Any) -> dict[str, Any]:
    """Return a framework with this scale, where nothing is expected of anybody."""
    return small_framework(scale=scale(**about), targets={})


def browser_of(**fields: Any) -> tuple[User, Any]:
    user, browser = UserFactory.create(**fields), Client()
    browser.force_login(user)
    return user, browser


@pytest.mark.parametrize(
    ("about", "knowing", "doing"),
    [
        ({}, {"Seldom": "", "Often": ""}, {"Seldom": "", "Often": ""}),
        (
            {"means": {"knowledge": "By heart"}},
            {"Seldom": "", "Often": "By heart"},
            {"Seldom": "", "Often": ""},
        ),
        (
            {"means": "On most days", "off_scale": True},
            {"Seldom": "", "Often": "On most days", "Not for me": "Left out of the counts."},
            {"Seldom": "", "Often": "On most days", "Not for me": "Left out of the counts."},
        ),
    ],
)
def test_rating_pages_explain_what_there_is(db, about, knowing, doing):
    nurse, browser = browser_of()
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(rated_on(**about)))

    pages = {domain: browser.get(reverse("rate", args=[draft.pk, domain])) for domain in ("knowing", "doing")}

    assert meanings(pages["knowing"]) == {"K1": knowing, "K2": knowing}
    assert meanings(pages["doing"]) == {"D1": doing}
    assert 'class="app-rating__means"' not in pages["doing"].content.decode() or any(doing.values())


@pytest.mark.parametrize("off_scale", [False, True])
@pytest.mark.parametrize("name", ["version", "start"])
def test_pages_about_a_version_name_levels_that_mean_nothing_more(db, name, off_scale):
    version = publish(rated_on(off_scale=off_scale))
    _, browser = browser_of()
    key = {"pk": version.pk} if name == "version" else {}

    page = browser.get(reverse(name, kwargs={"code": "listening"} | key))

    assert f"{FOLD} {NAMED}" in words(page)
    assert not re.search(r"<dd[^>]*>\s*</dd>", page.content.decode())


@pytest.mark.parametrize("name", ["version", "start"])
def test_pages_about_a_version_name_each_level_once(db, name):
    version = publish(rated_on(means={"knowledge": "By heart"}))
    _, browser = browser_of()
    key = {"pk": version.pk} if name == "version" else {}

    page = browser.get(reverse(name, kwargs={"code": "listening"} | key))

    assert f"{FOLD} Seldom Often Knowledge: By heart" in words(page)
    assert "the lowest first" not in words(page)


def test_a_try_out_explains_the_levels_as_the_page_will(db):
    editor, browser = browser_of(is_framework_editor=True)
    draft = draft_of(rated_on(means={"knowledge": "By heart"}), by=editor)

    page = browser.get(reverse("try-out", args=["listening", draft.pk, "knowing"]))

    assert meanings(page)["K1"] == {"Seldom": "", "Often": "By heart"}


NOT_OBSERVED_MEANS = "Not enough seen to say. You agree a level together, or leave it open."


def reviewed(state: str) -> tuple[Client, Assessment]:
    """Return an assessment in a state, with the browser of its supervisor, who says otherwise throughout."""
    supervisor, browser = browser_of()
    assessment = AssessmentFactory.create(version=publish(rated_on(means="On most days")))
    supervise(assessment.practitioner, supervisor)
    put(answer(assessment, dict.fromkeys(("K1", "K2", "D1"), 1)), state, supervisor)
    return browser, answer(assessment, dict.fromkeys(("K1", "K2", "D1"), 2), voice=Voice.SUPERVISOR)


def test_supervisors_read_what_their_own_answer_means_and_the_levels_in_quotes(db):
    browser, assessment = reviewed("submitted")

    page = browser.get(reverse("review-rate", args=[assessment.pk, "knowing"]))

    assert meanings(page)["K1"] == {
        "Seldom": "",
        "Often": "“On most days”",
        "Not observed": NOT_OBSERVED_MEANS,
    }


def test_who_agrees_finds_what_the_levels_mean_folded(db):
    browser, assessment = reviewed("reviewed")

    page: Any = browser.get(reverse("agree", args=[assessment.pk]))

    text = words(page)
    assert f"What the levels mean for K1 Often “On most days” Not observed {NOT_OBSERVED_MEANS}" in text


@pytest.mark.parametrize(("means", "explains"), [(None, False), ({"knowledge": "By heart"}, True), ("Often", True)])
def test_a_scale_tells_whether_it_explains_its_levels(means, explains):
    assert Scale.model_validate(scale(means=means)).explains is explains
