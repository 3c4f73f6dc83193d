"""Writing a draft in the browser, node by node."""

from dataclasses import replace

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.formats.files import FrameworkFile, Origin
from competence_app.catalogue.formats.registry import TEXT
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import known_beside
from competence_app.people.models import JobRole
from competence_app.revisions.rules.editing import changed as edited
from competence_app.revisions.rules.editing import spot_of, stepped
from tests.catalogue.rules.test_schema import FULL
from tests.factories import UserFactory, draft_of, long_framework, publish, small_framework, written
from tests.meanwhile import meanwhile
from tests.revisions.pages import at, said_by, send, untouched
from tests.words import words

K1 = "Knows why listening matters"


@pytest.fixture
def draft(editor):
    """A draft of a framework that nobody has answered."""
    return draft_of(small_framework(changes=""), by=editor)


def of_other(draft, content):
    """Let another editor write the draft meanwhile."""
    other = UserFactory.create(full_name="Bea Holm", is_framework_editor=True)
    return drafting.edit(draft, lambda _: content, by=other)


def untouched_of(response):
    """Return what the form of a page would send."""
    return {name: response.context["form"][name].value() for name in response.context["form"].fields}


def other_text(content, code, text):
    return edited(content, spot_of(content, code), {"code": code, "text": text})


def test_the_desk_leads_to_all_that_is_written(client, draft):
    response = client.get(at("desk", draft))

    for node in ("knowing", "doing", "K1", "K2", "D1"):
        assertContains(response, at("edit-node", draft, node))
    for name in ("edit-front", "edit-scale", "add-domain", "preview"):
        assertContains(response, at(name, draft))


@pytest.mark.parametrize("node", ["K2", "knowing"])
def test_an_unchanged_save_changes_nothing(client, draft, node):
    before = Version.objects.get()

    response = send(client, at("edit-node", draft, node), "base")

    assertRedirects(response, at("edit-node", draft, node))
    assert (Version.objects.get().digest, Version.objects.get().text) == (before.digest, before.text)
    assert not Entry.objects.filter(verb="edit").exists()


@pytest.mark.parametrize("name", ["edit-front", "edit-scale"])
def test_an_unchanged_save_of_the_frameworks_own_fields_changes_nothing(client, draft, name):
    before = Version.objects.get()

    assertRedirects(send(client, at(name, draft), "base"), at("desk", draft))
    assert Version.objects.get().text == before.text


def test_every_field_that_files_have_can_be_written_and_stays(client, editor):
    JobRole.objects.create(code="matron", title="Matron")
    draft = drafting.upload(FrameworkFile.of_text(FULL.replace("replaces: [K0]", "replaces: []")), by=editor)
    before = said_by(draft)

    for competence in before.competences:
        send(client, at("edit-node", draft, competence.code), "base")
    for holder in before.holders:
        send(client, at("edit-node", draft, holder.domain.code), "base")

    assert said_by(draft) == before


def test_what_is_written_is_stored_and_on_record(client, draft, editor):
    response = send(client, at("edit-node", draft, "K1"), "text", text="Knows why", levels__1="Asks", tags__0="ward")

    assertContains(client.get(response.url), "Saved.")
    competence = said_by(draft).competence("K1")
    assert (competence.text, competence.levels, competence.tags) == ("Knows why", {1: "Asks"}, ("ward",))
    assert "text: Knows why" in Version.objects.get().text
    assert Entry.objects.get(verb="edit").by_id == editor.pk


def test_a_code_may_change_and_the_page_goes_with_it(client, draft):
    response = send(client, at("edit-node", draft, "K1"), "code", code=" K7 ")

    assertRedirects(response, at("edit-node", draft, "K7"))


def test_the_frameworks_own_fields_and_its_scale_are_written(client, draft):
    send(client, at("edit-front", draft), "title", title="To listen", version="2023", source__publisher="A trust")
    send(client, at("edit-scale", draft), "base", levels__0__label="Never", levels__0__means__knowledge="Not known")

    content = said_by(draft)
    assert (content.title, content.version, content.source.publisher) == ("To listen", "2023", "A trust")
    assert (content.scale.levels[0].label, content.scale.levels[0].means) == ("Never", {"knowledge": "Not known"})
    assert Version.objects.get().pk == draft.pk


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"text": ""}, "“text” is empty: write a text"),
        ({"code": "K 1"}, "“K 1” does not fit"),
        ({"code": ""}, "“code” is missing"),
        ({"code": "D1"}, "“D1” is used already in this draft"),
        ({"valid_for": "a year"}, "this is no number of months"),
        ({"rate": "parts"}, "there are no parts to rate"),
        ({"replaces__0": "X9"}, "there is no earlier version with a “X9”"),
        ({"targets__default": "9"}, "9 is no level of the scale"),
        ({"text": "A bell: \a"}, "holds the control character U+0007"),
        ({"resources__0__title": "A course", "resources__0__url": "here"}, "“here” does not fit"),
    ],
)
def test_what_is_wrong_is_told_at_its_box_and_what_was_typed_stays(client, draft, typed, message):
    before = Version.objects.get().text

    response = send(client, at("edit-node", draft, "K1"), "text", guidance="Kept here", **typed)

    said = words(response)
    assert "There is a problem" in said
    assert message.casefold() in said.casefold()
    assertContains(response, "Kept here")
    assert Version.objects.get().text == before


def test_what_is_wrong_elsewhere_is_told_with_its_place(client, draft):
    send(client, at("edit-node", draft, "K1"), "text", targets__default="4")

    response = send(client, at("edit-scale", draft), "base", levels__3__value="7")

    assert "K1: 4 is no level of the scale" in words(response)


def test_a_label_that_another_version_has_is_refused(client, draft, editor):
    draft_of(small_framework(version="2023"), by=editor)

    response = send(client, at("edit-front", draft), "version", version="2023")

    assert "version “2023” is a draft already" in words(response).replace("Version “2023”", "version “2023”")


def test_another_entry_is_asked_for_without_storing_anything(client, draft):
    address = at("edit-node", draft, "K1")

    response = client.post(address, untouched(client, address, "text") | {"tags/0": "ward", "more": "tags"})

    assertContains(response, 'name="tags/1"')
    assertContains(response, 'value="ward"')
    assert said_by(draft).competence("K1").tags == ()


def test_parts_change_places_by_buttons_without_storing_anything_until_saved(client, editor):
    content = small_framework(changes="")
    content["domains"][0]["competences"][1]["parts"] = ["haste", "noise", "pain"]
    draft = draft_of(content, by=editor)
    address = at("edit-node", draft, "K2")
    typed = untouched(client, address, "text")

    first = client.post(address, typed | {"down": "parts/0"})
    second = client.post(address, untouched_of(first) | {"up": "parts/2"})

    assert [part.text for part in said_by(draft).competence("K2").parts] == ["haste", "noise", "pain"]
    assert (first.context["form"]["parts/0/text"].value(), first.context["form"]["parts/1/text"].value()) == (
        "noise",
        "haste",
    )

    client.post(address, untouched_of(second))

    assert [part.text for part in said_by(draft).competence("K2").parts] == ["noise", "pain", "haste"]


def test_the_first_goes_no_higher_and_the_last_no_lower(client, draft):
    [parts] = [
        group for group in client.get(at("edit-node", draft, "K2")).context["form"].groups if group.name == "parts"
    ]

    assert [(entry.may_go_up, entry.may_go_down) for entry in parts.entries] == [
        (False, True),
        *[(True, True)] * (len(parts.entries) - 3),
        (True, False),
        (False, False),
    ]


def test_entries_of_many_boxes_are_folded_under_their_names(client, draft):
    response = client.get(at("edit-scale", draft))

    [levels, _] = response.context["form"].groups
    assert [entry.is_folded for entry in levels.entries] == [True, True, True, True, False]
    assert not any(entry.may_go_up or entry.may_go_down for entry in levels.entries)
    assert "Level 1: Not yet" in words(response)


def test_somebody_elses_change_is_shown_and_not_overwritten(client, draft):
    address = at("edit-node", draft, "K1")
    mine = untouched(client, address, "text") | {"text": "Mine", "guidance": "Mine too"}
    of_other(draft, other_text(said_by(draft), "K1", "Theirs"))

    response = client.post(address, mine)

    said = words(response)
    assert "Bea Holm wrote the draft last" in said
    assert "It says now: “Theirs”" in said
    assert "It says nothing now" in said
    assertContains(response, "Mine too")
    assert said_by(draft).competence("K1").text == "Theirs"


def test_sent_again_what_was_typed_takes_its_place(client, draft):
    address = at("edit-node", draft, "K1")
    mine = untouched(client, address, "text") | {"text": "Mine"}
    of_other(draft, other_text(said_by(draft), "K1", "Theirs"))
    response = client.post(address, mine)
    base = response.context["form"]["base"].value()

    client.post(address, mine | {"base": base})

    assert said_by(draft).competence("K1").text == "Mine"


def test_somebody_elses_change_of_something_else_stays_beside(client, draft):
    address = at("edit-node", draft, "K1")
    mine = untouched(client, address, "text") | {"text": "Mine"}
    of_other(draft, other_text(said_by(draft), "D1", "Theirs"))

    assertRedirects(client.post(address, mine), address)
    assert [said_by(draft).competence(code).text for code in ("K1", "D1")] == ["Mine", "Theirs"]


def test_what_was_typed_for_what_is_gone_is_shown(client, draft, editor):
    address = at("edit-node", draft, "K1")
    mine = untouched(client, address, "text") | {"text": "Mine\nand more"}
    of_other(draft, edited(said_by(draft), spot_of(said_by(draft), "K1"), {"code": "K9", "text": "Theirs"}))

    response = client.post(address, mine)

    assert "is not in this draft any more" in words(response)
    assertContains(response, "Mine<br>and more")


def test_what_was_typed_for_a_draft_that_ended_is_shown(client, draft, editor):
    address = at("edit-node", draft, "K1")
    mine = untouched(client, address, "text") | {"text": "Mine"}
    drafting.publish(Version.objects.get(), expected=None, by=editor)

    response = client.post(address, mine)

    assert "has been published or discarded" in words(response)
    assertContains(response, "Mine")


def test_what_is_published_at_the_same_moment_is_not_changed(client, draft, editor):
    address = at("edit-node", draft, "K1")
    mine = untouched(client, address, "text") | {"text": "Mine"}

    with meanwhile(lambda: drafting.publish(Version.objects.get(), expected=None, by=editor)):
        response = client.post(address, mine)

    assert "has been published or discarded" in words(response)
    assert Version.objects.current().get().competences.get(code="K1").text == K1


@pytest.mark.parametrize("node", ["K9", "na"])
def test_what_the_draft_has_not_is_not_there(client, draft, node):
    assert client.get(at("edit-node", draft, node)).status_code == 404


def test_what_is_published_has_no_desk(client, editor):
    version = publish()

    assert client.get(reverse("desk", args=["listening", version.pk])).status_code == 404


def test_the_text_that_somebody_wrote_stays_to_be_had_through_all_edits(client, editor, draft):
    written = Version.objects.get().text
    for text in ("One", "Two"):
        send(client, at("edit-node", draft, "K1"), "text", text=text)

    assert (Version.objects.get().replaced or {})["text"] == written


def test_an_edit_of_another_keeps_what_stood_before(client, draft):
    of_other(draft, other_text(said_by(draft), "K1", "Theirs"))
    before = Version.objects.get().text

    send(client, at("edit-node", draft, "K1"), "text", text="Mine")

    assert (Version.objects.get().replaced or {})["text"] == before


def test_an_edit_of_what_has_ended_is_refused(draft, editor):
    drafting.discard(draft, by=editor)

    with pytest.raises(OvertakenError):
        drafting.edit(draft, lambda content: stepped(content, "K1", 1), by=editor)


@pytest.mark.parametrize("size", [3, 30])
def test_the_number_of_queries_stays(client, editor, size, django_assert_num_queries):
    draft = draft_of(long_framework(size, changes=""), by=editor)

    with django_assert_num_queries(6):
        client.get(at("edit-node", draft, "C2"))
    with django_assert_num_queries(5):
        client.get(at("desk", draft))


def test_a_page_folds_what_says_nothing(client, draft):
    response = client.get(at("edit-node", draft, "K1"))

    assertContains(response, '<details class="nhsuk-details app-boxes" >', html=False)
    assertNotContains(response, "Version:")


def test_what_was_doubtful_in_a_document_stands_with_its_competence(client, editor):
    origin = Origin(
        "Listening.docx", (), (("Line 3", f"this may be a heading: “{K1}”"),), (("Line 9", "gone: “Doing it”"),)
    )
    file = replace(FrameworkFile.of_text(written(small_framework(changes=""))), origin=origin)
    draft = drafting.upload(file, by=editor)

    assert "In “Listening.docx” Line 3: this may be a heading" in words(client.get(at("edit-node", draft, "K1")))
    assert "to look at" not in words(client.get(at("desk", draft)))
    assertNotContains(client.get(at("edit-node", draft, "D1")), "Listening.docx")
    assertNotContains(client.get(at("edit-node", draft, "doing")), "Listening.docx")
    send(client, at("edit-node", draft, "K1"), "text", guidance="More")
    assertContains(client.get(at("edit-node", draft, "K1")), "Listening.docx")


def test_what_a_document_left_out_stands_with_the_competence_behind_which_it_stood(client, editor):
    aside = "This paragraph is no statement: " + "it says a lot, and nobody is rated on any word of it, " * 3 + "truly"
    lines = ["Knowing", "An ability to listen.", "An ability to wait.", aside, "Doing", "An ability to do it."]
    file = FrameworkFile.of_document("\n\n".join(lines).encode(), TEXT, "Listening.txt", known_beside(None))
    draft = drafting.upload(file, by=editor)
    assert draft.origin
    [code] = [doubt[0] for doubt in draft.origin["doubts"] if doubt[3] == aside]

    node = words(client.get(at("edit-node", draft, code)))

    assert said_by(draft).competence(code).text == "An ability to wait."
    assert aside in node
    assert "to look at" in words(client.get(at("desk", draft)))


def test_an_author_is_told_before_comments_are_lost(client, editor):
    text = f"# Why it is so\n{written(small_framework(changes=''))}"
    draft = drafting.upload(FrameworkFile.of_text(text), by=editor)
    before = words(client.get(at("desk", draft)))

    send(client, at("edit-node", draft, "K1"), "text", guidance="More")

    assert "Its YAML has comments. They go with the first save here" in before
    assert "comments" not in words(client.get(at("desk", draft)))
    assert client.get(reverse("replaced-file", args=["listening", draft.pk])).content.decode() == text


def test_many_choices_are_a_list_and_few_are_buttons(client, draft):
    fields = client.get(at("edit-node", draft, "K1")).context["form"].fields

    kinds = {name: fields[name].widget.input_type for name in ("related/0/kind", "rate")}
    assert kinds == {"related/0/kind": "select", "rate": "radio"}
