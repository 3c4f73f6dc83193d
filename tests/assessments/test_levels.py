"""What the levels mean is shown where any level says so, and nothing empty where none does."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from competence_app.catalogue.rules.scale import Scale
from competence_app.people.models import User
from tests.factories import AssessmentFactory, UserFactory, answer, draft_of, publish, put, small_framework, supervise
from tests.words import words

FOLD, NAMED = "What the answers mean", "Levels, the lowest first Seldom Often"
OFF = "Not for me Your work does not call for this. It is left out of the counts."
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


def folded(html: str) -> str:
    folds = (" ".join(strip_tags(fold).split()) for fold in re.findall(r"<details.*?</details>", html, re.DOTALL))
    return next((words for words in folds if words.startswith(FOLD)), "")


def folds(**about: Any) -> dict[str, str]:
    """Return the words in the fold of the rating page of each domain; none where there is no fold."""
    nurse, browser = browser_of()
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(rated_on(**about)))
    pages = {domain: browser.get(reverse("rate", args=[draft.pk, domain])) for domain in ("knowing", "doing")}
    return {domain: folded(page.content.decode()) for domain, page in pages.items()}


@pytest.mark.parametrize(
    ("about", "knowing", "doing"),
    [
        ({}, "", ""),
        ({"off_scale": True}, f"{FOLD} {OFF}", f"{FOLD} {OFF}"),
        ({"means": {"knowledge": "By heart"}}, f"{FOLD} Seldom Often By heart", ""),
        ({"means": "On most days"}, f"{FOLD} Seldom Often On most days", f"{FOLD} Seldom Often On most days"),
        ({"means": {"capability": "Well"}, "off_scale": True}, f"{FOLD} {OFF}", f"{FOLD} Seldom Often Well {OFF}"),
    ],
)
def test_rating_pages_unfold_what_there_is(db, about, knowing, doing):
    assert folds(**about) == {"knowing": knowing, "doing": doing}


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


def test_a_try_out_unfolds_nothing_where_there_is_nothing(db):
    editor, browser = browser_of(is_framework_editor=True)
    draft = draft_of(rated_on(), by=editor)

    assert FOLD not in words(browser.get(reverse("try-out", args=["listening", draft.pk, "knowing"])))


@pytest.mark.parametrize("name", ["review-rate", "agree"])
def test_supervisors_read_what_their_own_answer_means_and_nothing_empty(db, name):
    supervisor, browser = browser_of()
    assessment = AssessmentFactory.create(version=publish(rated_on()))
    supervise(assessment.practitioner, supervisor)
    put(
        answer(assessment, {"K1": 1, "K2": 1, "D1": 1}),
        "submitted" if name == "review-rate" else "reviewed",
        supervisor,
    )
    domain = {"domain": "knowing"} if name == "review-rate" else {}

    page = browser.get(reverse(name, kwargs={"pk": assessment.pk} | domain))

    assert folded(page.content.decode()).startswith(f"{FOLD} Not observed You have not seen enough")


@pytest.mark.parametrize(
    ("means", "explained"),
    [(None, set()), ({"knowledge": "By heart"}, {"", "knowledge"}), ("Often", {"", "knowledge", "capability"})],
)
def test_a_scale_tells_for_which_kinds_it_explains_its_levels(means, explained):
    assert Scale.model_validate(scale(means=means)).explained == explained
