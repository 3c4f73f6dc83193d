"""Looking a draft through: who is asked, what is said, and publishing what enough have approved."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.models import Comment, Reviewer, Version
from competence_app.people.models import Notice
from competence_app.revisions.actions import signing_off
from competence_app.revisions.actions.signing_off import UnapprovedError
from competence_app.revisions.rules.approving import ApprovalStanding
from competence_app.revisions.rules.editing import removed, stepped
from tests.factories import UserFactory, draft_of, publish, small_framework
from tests.revisions.pages import at
from tests.words import words


@pytest.fixture
def draft(editor):
    """A draft of a framework that nobody has answered."""
    return draft_of(small_framework(changes=""), by=editor)


@pytest.fixture
def bea(draft, editor):
    """A nurse who was asked to look it through."""
    person = UserFactory.create(full_name="Bea Holm", email="bea@example.org")
    signing_off.name_reviewer(draft, person, by=editor)
    return person


@pytest.fixture
def theirs(bea) -> Client:
    """Her browser."""
    browser = Client()
    browser.force_login(bea)
    return browser


def approve(browser, draft, digest=None):
    return browser.post(at("approve-draft", draft), {"digest": digest or Version.objects.get(pk=draft.pk).digest})


def verbs():
    return list(Entry.objects.order_by("pk").exclude(verb="upload").values_list("verb", flat=True))


def test_an_editor_asks_somebody_who_is_told(client, draft):
    person = UserFactory.create(full_name="Cara Lund", email="cara@example.org")

    response = client.post(at("reviewers", draft), {"email": " Cara@Example.org "})

    assertContains(client.get(response.url), "Cara Lund is asked, and told so.")
    assert Reviewer.objects.get().person == person
    assert "asks you to look through a draft" in Notice.objects.get(person=person).subject
    assert Entry.objects.get(verb="name reviewer").about_id == person.pk


def test_who_is_asked_twice_is_told_once(client, draft, bea):
    client.post(at("reviewers", draft), {"email": bea.email})

    assert (Reviewer.objects.count(), Notice.objects.filter(person=bea).count()) == (1, 1)


@pytest.mark.parametrize("email", ["", "nobody@example.org", "x" * 255])
def test_whom_nobody_knows_is_not_asked(client, draft, email):
    response = client.post(at("reviewers", draft), {"email": email})

    assert "There is a problem" in words(response)
    assert not Reviewer.objects.exists()


def test_who_has_left_is_not_asked(client, draft):
    UserFactory.create(email="left@example.org", is_active=False)

    assertContains(client.post(at("reviewers", draft), {"email": "left@example.org"}), "Nobody has an account here")


def test_whoever_is_asked_sees_this_draft_and_no_other(theirs, draft, editor):
    other = draft_of(small_framework(version="2023", changes=""), by=editor)

    assertContains(theirs.get(at("review-draft", draft)), "Knows why listening matters")
    assert theirs.get(at("review-draft", other)).status_code == 404
    for name in ("preview", "desk", "reviewers", "publish"):
        assert theirs.get(at(name, draft)).status_code == 404


def test_whoever_is_asked_no_more_does_not_see_it(client, theirs, draft, bea):
    response = client.post(at("remove-reviewer", draft, str(Reviewer.objects.get().pk)))

    assertContains(client.get(response.url), "Bea Holm is not asked any more.")
    assert theirs.get(at("review-draft", draft)).status_code == 404
    assert approve(theirs, draft).status_code == 404
    assert verbs()[-1] == "remove reviewer"


def test_a_removal_at_the_same_moment_as_another_is_one(draft, bea, editor):
    reviewer = Reviewer.objects.get()
    for _ in range(2):
        signing_off.remove_reviewer(reviewer, by=editor)

    assert verbs().count("remove reviewer") == 1


def test_an_approval_is_of_the_draft_as_it_stood(theirs, client, draft, editor):
    response = approve(theirs, draft)
    assertContains(theirs.get(response.url), "You approved the draft as it stands")
    assertContains(client.get(at("review-draft", draft)), "approved it on")
    assert "approved a draft of yours" in Notice.objects.get(person=editor).subject

    drafting.edit(draft, lambda content: stepped(content, "K1", 1), by=editor)

    assertContains(theirs.get(at("review-draft", draft)), "It was changed since you approved it.")
    assertContains(client.get(at("review-draft", draft)), "it was changed since")


def test_what_was_changed_meanwhile_is_not_approved(theirs, draft, editor):
    before = draft.digest
    drafting.edit(draft, lambda content: stepped(content, "K1", 1), by=editor)

    for digest in (before, "x" * 65):
        response = approve(theirs, draft, digest)
        assertContains(theirs.get(response.url), "Nothing was approved: read it again")
    assert Reviewer.objects.get().approved_at is None


def test_an_approval_pressed_twice_is_one(theirs, draft):
    approve(theirs, draft)
    approve(theirs, draft)

    assert verbs().count("approve") == 1


def test_an_editor_who_was_not_asked_approves_nothing(client, draft, editor):
    assert approve(client, draft).status_code == 404
    assertNotContains(client.get(at("review-draft", draft)), "Approve it as it stands")
    with pytest.raises(PermissionDenied):
        signing_off.approve(draft, by=editor)


def test_only_editors_say_who_is_asked(draft, bea):
    with pytest.raises(PermissionDenied):
        signing_off.name_reviewer(draft, bea, by=bea)
    with pytest.raises(PermissionDenied):
        signing_off.remove_reviewer(Reviewer.objects.get(), by=bea)


def test_what_is_said_of_a_competence_stands_with_it_and_its_author_is_told(theirs, client, draft, editor):
    response = theirs.post(at("comment-node", draft, "K1"), {"text": "Is this\r\nmeant?"})

    assertRedirects(response, at("review-draft", draft) + "#c-K1")
    assertContains(client.get(at("review-draft", draft)), "<p>Is this<br>meant?</p>", html=True)
    assert "commented on a draft of yours" in Notice.objects.get(person=editor).subject
    assert (Comment.objects.get().code, verbs()[-1]) == ("K1", "comment on")


def test_what_is_said_may_be_of_the_whole_and_is_answered_and_settled(theirs, client, draft, bea, editor):
    assertRedirects(theirs.post(at("comment-draft", draft), {"text": "Too long"}), at("review-draft", draft))
    begun = str(Comment.objects.get().pk)

    assertContains(client.get(at("answer-comment", draft, begun)), "Too long")
    client.post(at("answer-comment", draft, begun), {"text": "Shorter now"})
    client.post(at("settle-comment", draft, begun))
    client.post(at("settle-comment", draft, begun))

    said = words(theirs.get(at("review-draft", draft)))
    assert "Too long" in said
    assert "Shorter now" in said
    assert "Settled by Ruth Adeyemi" in said
    assert Notice.objects.filter(person=bea, subject__contains="answered").count() == 1
    assert verbs().count("settle comment") == 1


def test_an_answer_to_oneself_tells_whoever_wrote_the_draft(theirs, draft, editor):
    theirs.post(at("comment-draft", draft), {"text": "Too long"})
    theirs.post(at("answer-comment", draft, str(Comment.objects.get().pk)), {"text": "Or not"})

    assert Notice.objects.filter(person=editor, subject__contains="commented").count() == 2


@pytest.mark.parametrize(("text", "told"), [("", "Enter what you want to say"), ("x" * 2001, "It has 2001")])
def test_what_cannot_be_said_is_told_and_stays(theirs, draft, text, told):
    response = theirs.post(at("comment-draft", draft), {"text": text})

    assertContains(response, told)
    assertContains(response, text)
    assert not Comment.objects.exists()


def test_what_was_said_of_what_is_gone_is_still_there(theirs, client, draft, editor):
    theirs.post(at("comment-node", draft, "K1"), {"text": "Is this meant?"})
    drafting.edit(draft, lambda content: removed(content, "K1"), by=editor)

    said = words(client.get(at("review-draft", draft)))

    assert "This is not in the draft any more." in said
    assert "Is this meant?" in said


def test_what_is_not_there_is_not_commented_on(theirs, draft):
    assert theirs.get(at("comment-node", draft, "K9")).status_code == 404
    assert theirs.get(at("answer-comment", draft, "999")).status_code == 404


def test_too_few_approvals_refuse_publishing_with_the_reason(client, draft, theirs, settings):
    settings.APPROVALS_REQUIRED = 1
    assert "0 of 1 approvals are given: it cannot be published yet" in words(client.get(at("publish", draft)))

    response = client.post(at("publish", draft), {"digest": draft.digest, "expected": ""})

    assert "Nothing was published: 1 person must approve the draft" in words(client.get(response.url))
    assert Version.objects.get().state == "draft"


def test_enough_approvals_let_it_be_published_and_go_with_it(client, draft, theirs, settings):
    settings.APPROVALS_REQUIRED = 1
    theirs.post(at("comment-draft", draft), {"text": "Good"})
    approve(theirs, draft)
    said = words(client.get(at("publish", draft)))
    assert "1 of 1 approvals are given" in said
    assert "1 comment on it is not settled" in said

    client.post(at("publish", draft), {"digest": draft.digest, "expected": ""})

    version = Version.objects.get()
    assert version.state == "published"
    assert (Reviewer.objects.get().version, Comment.objects.get().version) == (version, version)
    assert theirs.get(at("review-draft", version)).status_code == 404


def test_whoever_wrote_it_last_approves_nothing_of_their_own(draft, editor, settings):
    settings.APPROVALS_REQUIRED = 2
    signing_off.name_reviewer(draft, editor, by=editor)
    signing_off.approve(draft, by=editor)

    with pytest.raises(UnapprovedError) as refused:
        signing_off.publish_approved(draft, expected=None, by=editor)
    assert "2 people must approve" in str(refused.value)
    assert "and 0 did" in str(refused.value)


def test_a_draft_that_nobody_is_known_to_have_written_is_approved_by_all_who_are_asked(draft, bea, editor):
    Version.objects.filter(pk=draft.pk).update(created_by=None)
    draft.refresh_from_db()
    signing_off.approve(draft, by=bea)

    assert signing_off.approval_standing(draft) == ApprovalStanding(1, 0)
    assert Notice.objects.filter(person=editor).count() == 0


def test_what_has_ended_is_not_looked_through(draft, bea, editor):
    drafting.discard(draft, by=editor)

    for act in (lambda: signing_off.comment(draft, "Late", by=bea), lambda: signing_off.approve(draft, by=bea)):
        with pytest.raises(OvertakenError):
            act()
    assert not Reviewer.objects.exists()


def test_a_published_version_is_not_looked_through(client, editor):
    assert client.get(at("review-draft", publish())).status_code == 404


def test_they_are_called_by_what_they_say():
    bea = UserFactory.build(full_name="Bea Holm")

    assert (str(Comment(text="Good")), str(Reviewer(person=bea))) == ("Good", "Bea Holm")


@pytest.mark.parametrize("size", [1, 5])
def test_the_number_of_queries_stays(client, draft, editor, bea, size, django_assert_num_queries):
    for number in range(size):
        begun = signing_off.comment(draft, f"Comment {number}", code="K1", by=bea)
        signing_off.comment(draft, "Answer", answers=begun, by=editor)

    with django_assert_num_queries(8):
        client.get(at("review-draft", draft))


def test_the_preview_leads_there(client, draft):
    assertContains(client.get(at("preview", draft)), reverse("review-draft", args=["listening", draft.pk]))
