"""Adding, moving, splitting, merging and removing what a draft is made of."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.models import Version
from competence_app.revisions.rules.editing import removed
from tests.factories import AssessmentFactory, draft_of, publish, small_framework
from tests.revisions.pages import at, said_by, send, untouched
from tests.words import words


@pytest.fixture
def draft(editor):
    """A draft of a framework that nobody has answered."""
    return draft_of(small_framework(changes=""), by=editor)


@pytest.fixture
def revision(editor):
    """A draft that follows a published version."""
    publish()
    return draft_of(small_framework(version="2023"), by=editor)


def codes(draft):
    return [competence.code for competence in said_by(draft).competences]


def test_a_competence_is_added_with_the_next_code(client, draft):
    response = send(client, at("add-competence", draft, "knowing"), "text", text="Knows more")

    assertRedirects(response, at("edit-node", draft, "K3"))
    assert codes(draft) == ["K1", "K2", "K3", "D1"]


def test_a_code_that_any_version_had_is_not_given_again(client, editor):
    publish(small_framework(domains=[{"code": "a", "title": "A", "competences": [{"code": "K9", "text": "Old"}]}]))
    draft = draft_of(small_framework(version="2023"), by=editor)

    assert untouched(client, at("add-competence", draft, "knowing"), "text")["code"] == "K10"


def test_what_is_wrong_with_it_is_told_and_another_entry_asked_for(client, draft):
    address = at("add-competence", draft, "knowing")

    wrong = send(client, address, "text", text="", guidance="Kept here")
    more = client.post(address, untouched(client, address, "text") | {"tags/0": "ward", "more": "tags"})

    assertContains(wrong, "Kept here")
    assert "“text” is empty: write a text" in words(wrong)
    assertContains(more, 'name="tags/1"')
    assert codes(draft) == ["K1", "K2", "D1"]


@pytest.mark.parametrize(
    ("name", "node", "order"),
    [("add-domain", [], ["K1", "K2", "D1", "D2"]), ("add-sub-domain", ["knowing"], ["K1", "K2", "D2", "D1"])],
)
def test_a_domain_is_added_with_its_first_statement(client, draft, name, node, order):
    address = at(name, draft, *node)
    fields = {"title": "More", "code": "more", "kind": "knowledge", "statement": "Knows more", "statement_code": "D2"}

    response = client.post(address, fields)

    assertRedirects(response, at("edit-node", draft, "more"))
    assert codes(draft) == order


def test_what_is_wrong_with_a_domain_is_told_at_its_field(client, draft):
    fields = {
        "title": "More\r\nand more",
        "code": "K1",
        "kind": "knowledge",
        "statement": "x" * 5001,
        "statement_code": "!",
    }

    response = client.post(at("add-domain", draft), fields)

    form = response.context["form"]
    assert {*form.errors} == {"statement", "statement_code"}
    assert [
        *client.post(at("add-domain", draft), fields | {"statement": "x", "statement_code": "N1"})
        .context["form"]
        .errors
    ] == ["code"]
    assert [*client.post(at("add-domain", draft), {}).context["form"].errors] == ["title", "kind", "statement"]


def test_an_empty_domain_takes_the_next_code_of_the_framework(client, editor):
    inner = {"code": "inner", "title": "Inner", "competences": [{"code": "I4", "text": "Within"}]}
    draft = draft_of(small_framework(domains=[{"code": "outer", "title": "Outer", "domains": [inner]}]), by=editor)

    assert untouched(client, at("add-competence", draft, "outer"), "text")["code"] == "I5"


@pytest.mark.parametrize(
    ("node", "step", "order"),
    [
        ("K1", "down", ["K2", "K1", "D1"]),
        ("K2", "up", ["K2", "K1", "D1"]),
        ("doing", "up", ["D1", "K1", "K2"]),
        ("K1", "up", ["K1", "K2", "D1"]),
        ("K1", "sideways", ["K1", "K2", "D1"]),
    ],
)
def test_a_step_moves_among_those_beside(client, draft, node, step, order):
    response = client.post(at("step-node", draft, node), {"step": step})

    assertRedirects(response, at("edit-node", draft, node) + "#place")
    assert codes(draft) == order


def test_a_competence_goes_to_another_domain(client, draft):
    response = client.post(at("move-competence", draft, "D1"), {"holder": "knowing"})

    assertRedirects(response, at("edit-node", draft, "D1") + "#place")
    assert codes(draft) == ["K1", "K2", "D1"]
    assert [domain.code for domain in said_by(draft).domains] == ["knowing"]


def test_before_it_goes_the_page_says_which_domain_goes_with_it(client, draft):
    assertContains(client.get(at("move-competence", draft, "D1")), "It is the only one where it stands")
    assertNotContains(client.get(at("move-competence", draft, "K1")), "It is the only one where it stands")
    assertContains(client.post(at("move-competence", draft, "D1"), {}), "Choose where it belongs")


def test_a_move_that_cannot_be_is_told(client, draft):
    Version.objects.filter(pk=draft.pk).update(label="x" * 64)
    Version.objects.filter(pk=draft.pk).update(title="")

    response = client.post(at("move-competence", draft, "D1"), {"holder": "knowing"})

    assert "“title” is empty: write a text" in words(response).replace("“Title”", "“title”")


def test_what_is_split_stands_for_what_was_answered(client, revision):
    fields = untouched(client, at("split-competence", revision, "K2"), "first_text")
    fields |= {"first_text": "Knows noise", "second_text": "Knows haste"}

    response = client.post(at("split-competence", revision, "K2"), {**fields, "parts": ["1"]})

    assertRedirects(response, at("edit-node", revision, "K3"))
    assert codes(revision) == ["K1", "K3", "K4", "D1"]
    first, second = (said_by(revision).competence(code) for code in ("K3", "K4"))
    assert first.replaces == second.replaces == ("K2",)
    assert ([part.text for part in first.parts], [part.text for part in second.parts]) == (["noise"], ["haste"])


def test_what_nobody_answered_keeps_its_code_in_the_first(client, draft):
    fields = untouched(client, at("split-competence", draft, "K1"), "first_text")

    response = client.post(at("split-competence", draft, "K1"), fields)

    assertRedirects(response, at("edit-node", draft, "K1"))
    assert codes(draft) == ["K1", "K3", "K2", "D1"]
    assertNotContains(client.get(at("split-competence", draft, "K1")), "stand for")


def test_what_is_wrong_with_a_split_is_told_at_its_field(client, draft):
    address = at("split-competence", draft, "K1")

    for field in ("first_code", "second_code", "first_text", "second_text"):
        response = send(client, address, "first_text", **{field: "x" * 5001})
        assert [*response.context["form"].errors] == [field]
    assert [*client.post(address, {}).context["form"].errors] == ["first_text", "second_text"]


def test_two_become_one_that_stands_for_both(client, revision):
    address = at("merge-competence", revision, "K1")
    assertContains(client.get(address), "K2 Knows what gets in the way")
    asked = client.get(address, {"other": "K2"})
    assert "Knows why listening matters Knows what gets in the way, such as:" in words(asked)

    response = client.post(f"{address}?other=K2", {"code": "K3", "text": "Knows both"})

    assertRedirects(response, at("edit-node", revision, "K3"))
    assert codes(revision) == ["K3", "D1"]
    assert said_by(revision).competence("K3").replaces == ("K1", "K2")


def test_what_is_wrong_with_one_of_two_is_told(client, draft):
    address = at("merge-competence", draft, "K1")

    assertContains(client.get(address, {"other": "K9"}), "Choose from the statements shown")
    assert [*client.post(f"{address}?other=K2", {"code": "D1", "text": ""}).context["form"].errors] == ["text"]
    assert [*client.post(f"{address}?other=K2", {"code": "D1", "text": "x"}).context["form"].errors] == ["code"]
    assert untouched(client, f"{address}?other=K2", "text")["code"] == "K1"


def test_before_something_is_removed_the_page_says_what_that_means(client, revision):
    AssessmentFactory.create(version=Version.objects.current().get(), finished=True)

    response = client.get(at("remove-node", revision, "D1"))

    said = words(response)
    assert "1 of these is in the current version" in said
    assert "people have finished an assessment of this framework" in said
    assert "“Doing” would hold nothing, and goes too" in said


def test_what_is_new_in_a_draft_was_answered_by_nobody(client, draft):
    assertContains(client.get(at("remove-node", draft, "knowing")), "so nobody has answered them on it")


@pytest.mark.parametrize(("node", "rest"), [("K1", ["K2", "D1"]), ("knowing", ["D1"])])
def test_what_is_removed_is_gone(client, draft, node, rest):
    response = client.post(at("remove-node", draft, node))

    assertContains(client.get(response.url), f"{node} is gone from the draft")
    assert codes(draft) == rest


def test_the_last_one_cannot_be_removed(client, draft, editor):
    drafting.edit(draft, lambda content: removed(content, "knowing"), by=editor)

    assertContains(client.get(at("remove-node", draft, "D1")), "add another one first")
    response = client.post(at("remove-node", draft, "D1"))
    assert "has too few entries" in words(client.get(response.url))
    assert codes(draft) == ["D1"]


def test_a_sub_domain_holds_no_further_ones(client, editor):
    inner = {"code": "inner", "title": "Inner", "competences": [{"code": "I4", "text": "Within"}]}
    draft = draft_of(small_framework(domains=[{"code": "outer", "title": "Outer", "domains": [inner]}]), by=editor)

    assert client.get(at("add-sub-domain", draft, "inner")).status_code == 404


@pytest.mark.parametrize("name", ["move-competence", "split-competence", "merge-competence"])
def test_what_only_competences_are_asked_for_is_not_there_for_domains(client, draft, name):
    assert client.get(at(name, draft, "knowing")).status_code == 404
    assert client.get(at(name, draft, "K9")).status_code == 404


@pytest.mark.parametrize("name", ["add-competence", "add-sub-domain", "remove-node"])
def test_what_is_not_there_is_neither_added_to_nor_removed(client, draft, name):
    assert client.get(at(name, draft, "K9")).status_code == 404


def test_a_button_pressed_for_what_is_gone_says_so(client, draft):
    assertContains(client.post(at("step-node", draft, "K9"), {"step": "up"}), "is not in this draft any more")
    assertContains(client.post(at("step-node", draft, "K9"), {"step": "up"}), at("desk", draft))


def test_a_button_pressed_for_a_draft_that_has_ended_leads_to_what_there_is(client, draft, editor):
    drafting.discard(draft, by=editor)

    response = client.post(at("step-node", draft, "K1"), {"step": "up"})

    assertContains(client.get(response.url), "has been published or discarded")
