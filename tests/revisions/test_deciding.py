from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.models import Version
from tests.factories import AssessmentFactory, draft_of, publish, small_framework
from tests.meanwhile import meanwhile
from tests.words import words

FRAMEWORK = reverse("framework", args=["listening"])


def at(name, version):
    return reverse(name, args=["listening", version.pk])


@pytest.fixture
def draft(editor):
    """A revision in which K1 is reworded and K2 has an old code for another statement, after the first version."""
    publish()
    content = small_framework(version="2023")
    first, second = content["domains"][0]["competences"]
    first["text"] = "Knows when listening matters"
    second["text"] = "Writes letters"
    del second["parts"]
    return draft_of(content, by=editor)


def seen(client, draft):
    """Open the page that asks; return what its form would send."""
    form = client.get(at("publish", draft)).context["form"]
    return {name: value for name, value in form.initial.items() if value is not None}


@pytest.mark.parametrize(("people", "told"), [(4, "fewer than 5"), (5, "5")])
def test_publishing_is_asked_with_the_figures(client, draft, people, told):
    first = Version.objects.current().get()
    AssessmentFactory.create_batch(people, version=first, finished=True)
    AssessmentFactory.create(version=first)

    shown = words(client.get(at("publish", draft)))

    assert f"{told.capitalize()} people have finished an assessment: 0 will find every answer carried over" in shown
    assert f"{told} will have answers to confirm and 0 will have statements to answer" in shown
    assert "1 old code has very different words" in shown
    assert "instead of version 2022, which stays readable" in shown
    assert not Version.objects.filter(pk=draft.pk, state="published").exists()


def test_publishing_the_first_version_names_nobody(client, editor):
    shown = words(client.get(at("publish", draft_of(small_framework(), by=editor))))

    assert "Nobody has finished an assessment of this framework yet" in shown
    assert "New assessments start on it." in shown


def test_publishing_what_was_seen_makes_it_current(client, editor, draft):
    response = client.post(at("publish", draft), seen(client, draft))

    assertRedirects(response, FRAMEWORK, fetch_redirect_response=False)
    current = Version.objects.current().get()
    assert (current.label, current.created_by, current.published_by) == (draft.label, editor, editor)
    assertContains(client.get(FRAMEWORK), "Version 2023 is published")
    assert Entry.objects.filter(verb="publish", by=editor).exists()


def test_a_first_version_is_published(client, editor):
    draft = draft_of(small_framework(), by=editor)

    client.post(at("publish", draft), seen(client, draft))

    assert Version.objects.get().digest == draft.digest


def test_publishing_after_another_version_is_told_and_mixes_nothing(client, draft):
    sent = seen(client, draft)
    publish(small_framework(version="2022b"))

    response = client.post(at("publish", draft), sent)

    assertRedirects(response, at("preview", draft), fetch_redirect_response=False)
    assertContains(client.get(response.url), "not the one you compared this draft with")
    assert Version.objects.get(pk=draft.pk).state == "draft"


def test_publishing_a_draft_that_was_changed_meanwhile_is_told(client, editor, draft):
    sent = seen(client, draft)
    drafting.amend(draft, "K1", change="editorial", by=editor)

    response = client.post(at("publish", draft), sent)

    assertContains(client.get(response.url), "This draft was changed after you opened it")
    assert Version.objects.get(pk=draft.pk).state == "draft"


def test_publishing_twice_leads_to_what_the_first_press_published(client, draft):
    sent = seen(client, draft)
    responses = [client.post(at("publish", draft), sent) for _ in range(2)]

    assert [response.url for response in responses] == [FRAMEWORK, FRAMEWORK]
    assertContains(client.get(FRAMEWORK), "Version 2023 is published", count=2)
    assert Entry.objects.filter(verb="publish").count() == 2  # of both versions


def test_publishing_a_draft_that_replaces_what_is_no_more_is_told(client, editor):
    publish()
    content = small_framework(version="2023")
    content["domains"][1]["competences"] = [{"code": "D2", "text": "Lets others end", "replaces": ["D1"]}]
    draft = draft_of(content, by=editor)
    publish(small_framework(version="2022b", domains=content["domains"][:1]))

    response = client.post(at("publish", draft), seen(client, draft))

    assertContains(client.get(response.url), "has no “D1”")
    assert Version.objects.get(pk=draft.pk).state == "draft"


def test_publishing_without_having_seen_asks(client, draft):
    response = client.post(at("publish", draft), {})

    assertContains(response, "Publish version 2023?")
    assert Version.objects.get(pk=draft.pk).state == "draft"


def test_discarding_asks_then_deletes(client, editor, draft):
    assertContains(client.get(at("discard", draft)), "It will be gone for good")
    assert Version.objects.filter(pk=draft.pk).exists()

    response = client.post(at("discard", draft))

    assertContains(client.get(response.url), "The draft of version 2023 is discarded")
    assert not Version.objects.filter(pk=draft.pk).exists()
    assert Entry.objects.filter(verb="discard", by=editor).exists()


def test_discarding_what_was_published_meanwhile_is_told(client, editor, draft):
    drafting.publish(draft, expected=Version.objects.current().get().pk, by=editor)

    response = client.post(at("discard", draft))

    assertContains(client.get(response.url), "has been published or discarded since you opened it")
    assert Version.objects.current().get().label == draft.label


@pytest.mark.parametrize(
    ("labels", "said"),
    [(["2022"], "No version of this framework will be open"), (["2021", "2022"], "Version 2021 becomes the current")],
)
def test_retiring_the_current_version_says_what_comes_in_its_place(client, labels, said):
    [*_, version] = [publish(small_framework(version=label)) for label in labels]

    assertContains(client.get(at("retire", version)), said)


def test_retiring_an_older_version_changes_nothing_for_new_assessments(client):
    version = publish()
    publish(small_framework(version="2023"))

    assertNotContains(client.get(at("retire", version)), "2023")


def test_retiring_asks_then_closes_the_version(client, editor):
    version = publish()

    response = client.post(at("retire", version))

    assertContains(client.get(response.url), "Version 2022 is retired")
    assert Version.objects.get().state == "retired"
    assert Entry.objects.filter(verb="retire", by=editor).exists()


def test_retiring_what_is_not_published_is_told(client, draft):
    response = client.post(at("retire", draft))

    assertContains(client.get(response.url), "cannot be retired")
    assert Version.objects.get(pk=draft.pk).state == "draft"


def test_a_published_version_offers_no_way_to_change_it(client):
    version = publish()

    response = client.get(at("version", version))

    assertContains(response, at("retire", version))
    assertNotContains(response, at("discard", version))


@pytest.mark.parametrize("name", ["publish", "discard"])
def test_what_is_no_draft_any_more_is_not_asked_about(client, name):
    assert client.get(at(name, publish())).status_code == HTTPStatus.NOT_FOUND


def test_discarding_what_is_published_at_that_moment_is_told(client, editor, draft):
    former = Version.objects.current().get()

    with meanwhile(lambda: drafting.publish(draft, expected=former.pk, by=editor)):
        response = client.post(at("discard", draft))

    assertContains(client.get(response.url), "has been published or discarded since you opened it")
    assert Version.objects.current().get().label == draft.label
