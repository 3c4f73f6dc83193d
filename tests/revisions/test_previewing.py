from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.compare.details import DetailKind
from competence_app.catalogue.compare.versions import ChangeKind
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.revisions.wording import OLDER, RESCALED, SCALE_EFFECTS, TOLD
from tests.factories import AssessmentFactory, JobRoleFactory, answer, draft_of, framework_of, publish, small_framework
from tests.meanwhile import meanwhile
from tests.words import words


def preview(draft):
    return reverse("preview", args=["listening", draft.pk])


def revised(by, *, k1=None, **changes: Any):
    """Upload a revision of the small framework, which is published first, with other words of K1."""
    publish()
    content = small_framework(version="2023", **changes)
    content["domains"][0]["competences"][0].update(k1 or {})
    return draft_of(content, by=by)


def mark(client, draft, competence="K1", **fields: str):
    return client.post(reverse("mark", args=["listening", draft.pk, competence]), fields)


def replaces(draft, competence):
    return reverse("replaces", args=["listening", draft.pk, competence])


def test_every_kind_of_change_is_told():
    assert set(TOLD) == set(ChangeKind)


def test_reworded_shows_old_and_new_words_with_what_changed_marked(client, editor):
    response = client.get(preview(revised(editor, k1={"text": "Knows when listening matters"})))

    assert [section.kind for section in response.context["preview"].sections] == ["reworded"]
    assertContains(response, "<del> why</del>", html=True)
    assertContains(response, "<ins> when</ins>", html=True)
    assert "Before (K1)" in words(response)


def test_what_is_said_beside_the_words_is_shown_old_and_new_side_by_side(client, editor):
    draft = revised(editor, k1={"guidance": "Ask first", "levels": {1: "Rarely"}, "tags": ["talk"]})

    response = client.get(preview(draft))

    assert [section.kind for section in response.context["preview"].sections] == ["descriptors"]
    assertContains(response, "<ins>Ask first</ins>", html=True)
    shown = words(response)
    assert "What level 1 looks like Before Now Rarely" in shown
    assert "Tags Before Now talk" in shown


@pytest.mark.parametrize(
    "k1",
    [
        {"text": "Knows when listening matters", "replaces": ["K1b"]},
        {"text": "Knows why listening matters:", "rate": "parts", "parts": [{"code": "K1a", "text": "for all"}]},
    ],
)
def test_what_is_answered_anew_whatever_it_means_is_not_offered_to_be_editorial(client, editor, k1):
    first = small_framework(version="2021")
    first["domains"][0]["competences"].append({"code": "K1b", "text": "Knows it all"})
    publish(first)
    content = small_framework(version="2023")
    content["domains"][0]["competences"][0].update(k1)

    assertNotContains(client.get(preview(draft_of(content, by=editor))), "Mark as editorial")


def test_descriptors_may_be_marked_as_editorial(client, editor):
    draft = revised(editor, k1={"levels": {1: "Rarely"}})

    mark(client, draft, change="editorial")

    assert [section.kind for section in sections(client.get(preview(draft)))] == ["editorial"]


def test_what_is_hardly_meant_is_asked_about(client, editor):
    JobRoleFactory.create(code="ward-manager")
    draft = revised(editor, targets={"default": 3, "roles": {"ward-manger": 3}})

    shown = words(client.get(preview(draft)))

    assert "Is this meant?" in shown
    assert "there is no job role “ward-manger”: nobody gets this target, unless you write “ward-manager”" in shown


def test_what_an_earlier_version_says_otherwise_unseen_is_asked_about(client, editor):
    publish()
    publish(small_framework(version="2022b"))
    content = small_framework(version="2023", code="listening")
    first, second = content["domains"][0]["competences"]
    first["text"] = first["text"].replace(" why", "\u00a0why")
    second["code"] = "k2"

    shown = words(client.get(preview(draft_of(content, by=editor))))

    assert "identical with that of version “2022b” but for characters that nobody sees" in shown
    assert "an earlier version has “K2”" in shown


def test_what_is_meant_is_not_asked_about(client, editor):
    assertNotContains(client.get(preview(revised(editor))), "Is this meant?")


@pytest.mark.parametrize(("people", "told"), [(4, "Fewer than 5"), (5, "5")])
def test_effect_is_told_in_people_in_all_and_for_each_statement(client, editor, people, told):
    draft = revised(editor, k1={"text": "Knows when listening matters"})
    first = Version.objects.current().get()
    AssessmentFactory.create_batch(people, version=first, finished=True)
    AssessmentFactory.create(version=first)

    shown = words(client.get(preview(draft)))

    assert "starts complete: every answer is carried over 0" in shown
    assert f"has answers to confirm, because words changed {told}" in shown
    assert "has statements to answer anew, or for the first time 0" in shown
    assert f"{told} people have finished an assessment" in shown
    assert "What is under way stays on its version" in shown
    assert f"{told} people confirm their answer" in shown


OTHER_LEVELS = [{"value": 1, "label": "Novice"}, {"value": 2, "label": "Expert"}]


def effects(response):
    """Return what the page says of each kind of change that it does to people."""
    return {section.kind: section.effects for section in response.context["preview"].sections}


@pytest.mark.parametrize(
    ("k1", "kind", "says"),
    [
        ({"text": "Knows when listening matters"}, "reworded", "People see old and new words."),
        ({"parts": ["to patients"]}, "parts", "People see old and new words."),
        (
            {"text": "Knows why it matters to listen", "change": "editorial"},
            "editorial",
            "People see what was edited.",
        ),
    ],
)
def test_on_other_levels_nothing_is_said_to_be_carried_over(client, editor, k1, kind, says):
    draft = revised(editor, k1=k1, scale={"levels": OTHER_LEVELS}, targets={})
    AssessmentFactory.create_batch(5, version=Version.objects.current().get(), finished=True)

    response = client.get(preview(draft))

    assert effects(response) == {kind: [f"{says} {RESCALED}"]}
    assert "5 people answer it anew" in words(response)
    assert "answers are carried over" not in words(response)
    assert "answers are then carried over" not in words(response)


@pytest.mark.parametrize(
    ("k1", "kind"),
    [
        ({"levels": {1: "Rarely"}}, "descriptors"),
        ({"guidance": "Ask first"}, "details"),
    ],
)
def test_on_other_levels_nothing_beside_the_words_is_said_to_be_carried_over_either(client, editor, k1, kind):
    response = client.get(preview(revised(editor, k1=k1, scale={"levels": OTHER_LEVELS}, targets={})))

    assert effects(response) == {kind: [TOLD[ChangeKind(kind)].rescaled]}
    assert "carried over" not in TOLD[ChangeKind(kind)].rescaled


@pytest.mark.parametrize(
    ("k1", "kind"),
    [
        ({"change": "editorial", "text": "Knows why it matters to listen", "parts": ["to all"]}, "editorial"),
        ({"change": "editorial", "levels": {1: "Rarely"}}, "editorial"),
        (
            {"rate": "parts", "parts": [{"code": "K1a", "text": "for all"}], "text": "Knows why listening counts"},
            "rate",
        ),
    ],
)
def test_changes_stand_where_it_says_what_they_do_to_people(client, editor, k1, kind):
    assert [section.kind for section in sections(client.get(preview(revised(editor, k1=k1))))] == [kind]


def test_those_on_an_older_version_are_told_apart_where_another_thing_becomes_of_their_answers(client, editor):
    first = publish(small_framework(version="2021", scale={"levels": OTHER_LEVELS}, targets={}))
    AssessmentFactory.create_batch(20, version=first, finished=True)
    draft = revised(editor, k1={"guidance": "Ask first"})

    response = client.get(preview(draft))

    assert effects(response) == {"details": [TOLD[ChangeKind.DETAILS].effect, OLDER.format(version="2022")]}
    assert "20 people answer it anew" in words(response)


@pytest.mark.parametrize("k1", [{"text": "Knows when listening matters"}, {"levels": {1: "Rarely"}}, {"code": "K7"}])
def test_those_on_the_current_version_are_told_of_once(client, editor, k1):
    draft = revised(editor, k1=k1)
    AssessmentFactory.create_batch(5, version=Version.objects.current().get(), finished=True)

    told = effects(client.get(preview(draft))).values()

    assert not any(OLDER.format(version="2022") in each for each in told)


def test_who_chose_a_level_that_looks_otherwise_is_not_counted(client, editor):
    draft = revised(editor, k1={"levels": {1: "Rarely"}})
    AssessmentFactory.create_batch(5, version=Version.objects.current().get(), finished=True)

    shown = words(client.get(preview(draft)))

    assert "starts complete: every answer is carried over At most 5" in shown
    assert "At most 5 people confirm their answer" in shown
    for page in (preview(draft), reverse("publish", args=["listening", draft.pk])):
        assert "How many they are is not counted: their answers are private." in words(client.get(page))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"label": "Not at all"}, DetailKind.LEVEL),
        ({"means": "Any"}, DetailKind.LEVEL),
        ({"description": "Any"}, None),
    ],
)
def test_another_scale_says_what_that_does_to_people(client, editor, change, kind):
    scale = small_framework()["scale"]
    scale["levels"][0] |= change

    assert SCALE_EFFECTS[kind] in words(client.get(preview(revised(editor, scale=scale))))


def test_other_answers_that_are_no_level_leave_levels_alone(client, editor):
    scale = small_framework()["scale"]
    scale["off_scale"].reverse()
    scale["levels"][0]["description"] = "Any"

    assert SCALE_EFFECTS[DetailKind.ANSWER] in words(client.get(preview(revised(editor, scale=scale))))


def test_what_moves_to_where_levels_mean_something_else_is_told_beside_what_does_not(client, editor):
    publish()
    knowing, doing = small_framework()["domains"]
    k1, k2 = knowing["competences"]
    more = {"code": "more", "title": "More to know", "kind": "knowledge", "competences": [k2]}
    domains = [more, doing | {"competences": [*doing["competences"], k1]}]

    response = client.get(preview(draft_of(small_framework(version="2023", domains=domains), by=editor)))

    assert effects(response) == {
        "moved": [
            "The words are the same, so answers are carried over.",
            f"The words are the same. {RESCALED}",
        ]
    }


def test_answers_that_are_lost_are_named_and_not_counted(client, editor):
    scale = small_framework()["scale"]
    draft = revised(editor, scale=scale | {"off_scale": scale["off_scale"][:1]})
    first = Version.objects.current().get()
    answer(AssessmentFactory.create(version=first, finished=True), {"K1": "no", "K2": 3, "D1": 4})

    for page in (preview(draft), reverse("publish", args=["listening", draft.pk])):
        assert "Whoever answered “No opportunity yet” answers that anew" in words(client.get(page))


def test_effect_on_nobody_says_so(client, editor):
    shown = words(client.get(preview(revised(editor))))

    assert "Nobody has finished an assessment of this framework yet" in shown


def test_the_tallies_of_what_is_rated_by_its_parts_are_told_part_by_part(client, editor):
    parts = [{"code": "K1a", "text": "for patients"}, {"code": "K1b", "text": "for staff"}]
    draft = revised(editor, k1={"rate": "parts", "parts": parts})
    AssessmentFactory.create_batch(5, version=Version.objects.current().get(), finished=True)

    shown = words(client.get(preview(draft)))

    assert "K1a: 5 people answer it anew K1b: 5 people answer it anew" in shown


def test_what_is_gone_new_and_moved_is_shown_once_with_its_place(client, editor):
    publish()
    [knowing, doing] = small_framework()["domains"]
    [k1, k2] = knowing["competences"]
    knowing["competences"] = [k1, {"code": "K3", "text": "Knows how voices carry"}]
    doing["competences"] = [k2]
    draft = draft_of(small_framework(version="2023", domains=[knowing, doing]), by=editor)

    response = client.get(preview(draft))

    kinds = [(section.kind, [shown.change.code for shown in section.changes]) for section in sections(response)]
    assert kinds == [("gone", ["D1"]), ("new", ["K3"]), ("moved", ["K2"])]
    assert words(response).count("→") == 1
    assert "Knowing → Doing" in words(response)
    assertNotContains(response, "Before (")


def sections(response):
    return response.context["preview"].sections


def test_a_code_used_for_another_statement_is_warned_of(client, editor):
    draft = revised(editor, k1={"text": "Uses a telephone"})

    shown = words(client.get(preview(draft)))

    assert "1 old code with very different words" in shown
    assert "give it a new code" in shown


def test_other_levels_targets_and_titles_are_told(client, editor):
    scale = small_framework()["scale"]
    scale["levels"][0]["label"] = "Not at all"
    draft = revised(editor, title="To listen", scale=scale, targets={"default": 1})

    shown = words(client.get(preview(draft)))

    assert "Before: Not yet Now: Not at all" in shown
    assert "Everybody else Before: With support Now: Not at all" in shown
    assert "Before: Ability to listen Now: To listen" in shown


def test_nothing_different_says_so(client, editor):
    assertContains(client.get(preview(revised(editor))), "Nothing differs but the label")


def test_a_first_version_says_that_there_is_nothing_to_compare_it_with(client, editor):
    response = client.get(preview(draft_of(small_framework(), by=editor)))

    assertContains(response, "There is no current version of this framework to compare it with")
    assert response.context["preview"].warnings == 0


def test_what_is_no_draft_any_more_is_shown_as_it_is(client):
    version = publish()

    assertRedirects(client.get(preview(version)), reverse("version", args=["listening", version.pk]))


def test_a_rewording_is_marked_as_editorial_and_back_in_the_drafts_yaml(client, editor):
    draft = revised(editor, k1={"text": "Knows when listening matters"})

    response = mark(client, draft, change="editorial")

    assertRedirects(response, f"{preview(draft)}#c-K1")
    assert [section.kind for section in sections(client.get(preview(draft)))] == ["editorial"]
    assert competence(draft, "K1").change == "editorial"
    assert read(Version.objects.get(pk=draft.pk).text) == content_of(draft.pk)

    mark(client, draft, change="")

    assert competence(draft, "K1").change == ""


def competence(draft, code):
    [knowing, _] = content_of(draft.pk).domains
    return next(each for each in knowing.competences if each.code == code)


def test_marking_is_written_to_the_audit_record(client, editor):
    draft = revised(editor, k1={"text": "Knows when listening matters"})
    before = Entry.objects.count()

    mark(client, draft, change="editorial")

    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("code", ["K9", "K2.1"])
def test_what_is_no_competence_cannot_be_marked(client, editor, code):
    assert mark(client, revised(editor), code, change="editorial").status_code == HTTPStatus.NOT_FOUND


def test_marking_what_was_published_meanwhile_is_told_and_changes_nothing(client, editor):
    draft = revised(editor, k1={"text": "Knows when listening matters"})
    drafting.publish(draft, expected=Version.objects.current().get().pk, by=editor)

    response = mark(client, draft, change="editorial")

    assertContains(client.get(response.url), "Nothing was changed")
    assert competence(Version.objects.current().get(), "K1").change == ""


def test_marking_what_is_published_at_that_moment_is_told(client, editor):
    draft = revised(editor, k1={"text": "Knows when listening matters"})
    former = Version.objects.current().get()

    with meanwhile(lambda: drafting.publish(draft, expected=former.pk, by=editor)):
        response = mark(client, draft, change="editorial")

    assertContains(client.get(response.url), "Nothing was changed")


def with_new_code(by):
    """Upload a revision in which K3 stands where K1 was."""
    return revised(by, k1={"code": "K3", "text": "Knows how to listen"})


def test_a_competence_is_linked_to_older_ones_and_the_link_removed(client, editor):
    draft = with_new_code(editor)
    assertContains(client.get(preview(draft)), replaces(draft, "K3"))

    response = client.post(replaces(draft, "K3"), {"replaces": ["K1"]})

    assertRedirects(response, f"{preview(draft)}#c-K3")
    assert competence(draft, "K3").replaces == ("K1",)
    assert [section.kind for section in sections(client.get(preview(draft)))] == ["replaces"]
    assertContains(client.get(replaces(draft, "K3")), "checked")

    client.post(replaces(draft, "K3"), {})

    assert competence(draft, "K3").replaces == ()


def test_only_statements_that_are_gone_are_offered(client, editor):
    form = client.get(replaces(with_new_code(editor), "K3")).context["form"]

    assert [strip_tags(label) for _, label in form.fields["replaces"].choices] == ["K1 Knows why listening matters"]


def test_a_statement_that_is_still_there_cannot_be_replaced(client, editor):
    draft = with_new_code(editor)

    response = client.post(replaces(draft, "K3"), {"replaces": ["K2"]})

    assertContains(response, "Choose from the statements shown")
    assert competence(draft, "K3").replaces == ()


@pytest.mark.parametrize("has_former", [True, False])
def test_where_no_statement_is_gone_there_is_none_to_link(client, editor, has_former):
    draft = revised(editor) if has_former else draft_of(small_framework(), by=editor)

    assertContains(client.get(replaces(draft, "K1")), "there is none that another could stand for")


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, editor, django_assert_max_num_queries, size):
    current = publish(framework_of(size))
    AssessmentFactory.create_batch(size, version=current, finished=True)
    changed = framework_of(size, version="2023")
    for domain in changed["domains"]:
        domain["competences"][0]["text"] += " better"
    draft = draft_of(changed, by=editor)
    client.get(preview(draft))

    with django_assert_max_num_queries(8):
        client.get(preview(draft))
