"""What practitioners are told when a framework was revised."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import revision_between
from competence_app.catalogue.models import Version
from tests.assessments.test_moving import REWORDED, revised
from tests.factories import AssessmentFactory, UserFactory, answer, publish, put, small_framework
from tests.words import words

HOME = reverse("home")


@pytest.fixture
def finished(nurse) -> Assessment:
    """The nurse's finished assessment of the small framework."""
    return AssessmentFactory.create(practitioner=nurse, finished=True)


def rewritten() -> Version:
    """Publish a revision with one statement of every kind but those on other levels."""
    [knowing, doing] = small_framework()["domains"]
    first, second = knowing["competences"]
    first["text"] = "Knows when listening matters"
    second |= {"text": "Knows what is in the way, such as:", "change": "editorial"}
    doing["competences"] = [
        {"code": "D2", "text": "Listens and asks", "replaces": ["D1"]},
        {"code": "D3", "text": "Keeps silent"},
        {"code": "D4", "text": "Keeps still"},
    ]
    return publish(small_framework(version="2025", domains=[knowing, doing]))


def test_home_says_nothing_of_the_version_one_has_answered(client, finished):
    response = client.get(HOME)

    assertNotContains(response, "Revised in")
    assert "Rate yourself again" in words(response)


def test_home_says_nothing_of_a_revision_to_who_never_answered(client):
    AssessmentFactory.create(practitioner=UserFactory.create(), finished=True)
    revised()

    assertNotContains(client.get(HOME), "Revised in")


@pytest.mark.time_machine("2027-03-31 12:00Z", tick=False)
def test_home_says_in_one_sentence_how_many_answers_a_revision_asks(client, finished):
    rewritten()

    response = client.get(HOME)

    told = words(response)
    assert "Revised in March 2027: 4 of your 5 answers need you. Read what changed" in told
    assertContains(response, reverse("changes", args=[finished.pk]))
    assert "Start on version 2025" in told
    assert "Rate yourself again" not in told


@pytest.mark.parametrize(
    ("state", "lead"),
    [
        ("finished", "Start on version 2025"),
        ("reviewed", "Read what you both said"),
        ("agreed", "Start on version 2025"),
    ],
)
def test_home_has_one_green_button_beside_a_revision(client, finished, state, lead):
    put(finished, state)
    revised(texts=REWORDED)

    html = client.get(HOME).content.decode()

    green = re.findall(r'class="nhsuk-button(?: nhsuk-button--primary)?"[^>]*>\s*([^<]+)', html)
    assert [text.strip() for text in green] == [lead]


def test_home_says_that_what_is_with_a_supervisor_is_asked_about_next_time(client, finished):
    put(finished, "submitted")
    revised(texts=REWORDED)

    assert "1 of your 3 answers needs you next time." in words(client.get(HOME))


def test_a_revision_that_asks_nothing_says_that_the_answers_stand(db):
    old, new = publish(), revised(title="Ability to listen well")

    assert revision_between(old.pk, new.pk).asks_in_words == "your answers stand"


def test_a_revision_of_other_answers_says_how_many_it_asks_at_least(db):
    scale = small_framework()["scale"]
    scale["off_scale"][1]["label"] = "Not seen yet"
    old, new = publish(), revised(scale=scale, texts=REWORDED)

    assert revision_between(old.pk, new.pk).asks_in_words == "at least 1 of your 3 answers needs you"


def looking(levels):
    """Return a revision in which K1's levels look so, by their values."""
    content = small_framework(version="2025")
    content["domains"][0]["competences"][0]["levels"] = levels
    return content


def test_a_revision_of_what_levels_look_like_says_that_some_answers_may_need_somebody(db):
    revision = revision_between(publish().pk, publish(looking({2: "With help"})).pk)

    assert revision.asks_in_words == "some of your answers may need you"
    assert revision.in_words == "1 competence says otherwise what a level looks like."


def test_changes_show_what_levels_look_like_old_and_new(client, finished):
    publish(looking({2: "With help", 4: "By example"}))

    shown = words(client.get(reverse("changes", args=[finished.pk])))

    assert "K1 Knows why listening matters With support Before \u2013 Now With help" in shown
    assert "Leading others Before \u2013 Now By example" in shown


def test_start_counts_what_is_to_be_confirmed_by_what_was_chosen(client, finished):
    answer(finished, {"K1": 2, "K2": 3, "D1": 4})
    publish(looking({2: "With help"}))

    told = words(client.get(reverse("start", args=["listening"])))

    assert "2 answers carried over, for you to look at again 1 to confirm, because the words changed" in told


def test_home_says_that_a_draft_stays_until_it_is_moved(client, draft):
    revised(texts=REWORDED)

    response = client.get(HOME)

    assert "1 of your 3 answers needs you." in words(response)
    assert "Your draft stays on version 2022 until you move it." in words(response)
    assertContains(response, reverse("move", args=[draft.pk]))
    assertNotContains(response, "Start on version")


def test_home_offers_no_start_while_another_is_under_way(client, finished):
    put(Assessment.objects.get(), "submitted")
    revised(texts=REWORDED)

    assert "Start on version" not in words(client.get(HOME))


def test_home_says_nothing_of_a_newer_version_that_is_retired(client, finished):
    Version.objects.filter(pk=revised(texts=REWORDED).pk).retire()

    assertNotContains(client.get(HOME), "Revised in")


def test_task_list_says_what_changed_too(client, draft):
    revised(texts=REWORDED)

    assertContains(client.get(reverse("task-list", args=[draft.pk])), reverse("move", args=[draft.pk]))


def test_changes_stand_side_by_side_under_what_they_mean_for_the_answers(client, finished):
    rewritten()

    response = client.get(reverse("changes", args=[finished.pk]))

    assertContains(response, "<del> why</del>", html=True)
    assertContains(response, "<ins> when</ins>", html=True)
    told = words(response)
    assert told.index("Reworded: you confirm") < told.index("Edited, with the same") < told.index("In place of older")
    assert "Before (D1) Listens to the end Now (D2) Listens and asks New D3 Keeps silent D4 Keeps still" in told
    assertContains(response, reverse("start", args=["listening"]))


def test_changes_name_what_is_gone_and_what_became_of_the_answers(client, finished):
    scale = small_framework()["scale"] | {"levels": [{"value": 1, "label": "Novice"}, {"value": 2, "label": "Expert"}]}
    revised(scale=scale, targets={}, domains=small_framework()["domains"][:1])

    told = words(client.get(reverse("changes", args=[finished.pk])))

    assert "2 competences have other levels, 1 is gone." in told
    assert "Level 1 Before: Not yet Now: Novice" in told
    assert "Level 4 Before: Leading others Now: not there any more" in told
    assert "On other levels: you answer anew K1 Knows why listening matters K2" in told
    assert "Gone: what you said of them stays in your former assessments D1 Listens to the end" in told


def test_changes_say_so_when_no_statement_changed(client, finished):
    revised(title="Ability to listen well")

    assertContains(client.get(reverse("changes", args=[finished.pk])), "No competence has changed.")


@pytest.mark.parametrize(("count", "told"), [(1, "1 competence is gone."), (2, "2 competences are gone.")])
def test_a_revision_is_told_in_one_sentence(db, count, told):
    old = publish()
    domains = small_framework()["domains"]
    new = publish(small_framework(version="2025", domains=domains[count - 1 :][:1] if count == 1 else domains[1:]))

    assert revision_between(old.pk, new.pk).in_words == told


@pytest.mark.parametrize("count", [1, 30])
def test_queries_of_home_do_not_grow_with_the_revised_frameworks(client, nurse, count, django_assert_num_queries):
    for number in range(count):
        framework = {"code": f"f{number}", "title": "Ability"}
        old = publish(small_framework(**framework))
        AssessmentFactory.create(practitioner=nurse, version=old, finished=bool(number % 2))
        publish(small_framework(version="2025", domains=small_framework()["domains"][:1], **framework))
    client.get(HOME)  # reads the versions once for the process

    with django_assert_num_queries(4):  # who asks, versions with what there is to read, assessments, ratings
        assert words(client.get(HOME)).count("Revised in ") == count


def test_home_says_first_what_is_new_and_the_page_of_changes_all_of_it(client, finished):
    publish(small_framework(version="2024", changes="First"))
    publish(small_framework(version="2025", changes="Plainer *words*.\n\nAnd more."))

    home, changes = client.get(HOME), client.get(reverse("changes", args=[finished.pk]))

    assertContains(home, '<div lang="en-GB"><p>Plainer <em>words</em>.</p></div>', html=True)
    assert "What is new in version 2025 Plainer words. And more. What is new in version 2024 First" in words(changes)


def test_one_note_alone_needs_no_version(client, finished):
    publish(small_framework(version="2025", changes="Plainer words"))

    assert "What is new Plainer words" in words(client.get(reverse("changes", args=[finished.pk])))


def test_going_back_to_an_older_version_tells_nothing_new(db):
    old, new = publish(), publish(small_framework(version="2025"))

    assert [note.version for note in revision_between(old.pk, new.pk).notes] == ["2025"]
    assert revision_between(new.pk, old.pk).notes == []
