"""What framework editors do with drafts, and what happens when two of them are at it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import drafting, retiring
from competence_app.catalogue.actions.drafting import OthersDraftError, OvertakenError
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import Problem, TextPlace, UnreadableError
from competence_app.catalogue.models import Competence, Version
from competence_app.catalogue.queries import content_of
from tests.factories import WHAT_IS_NEW, UserFactory, publish, small_framework, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory.create(is_framework_editor=True)


def text_of(**changes: Any):
    return written(small_framework(**{"version": "2025"} | changes))


def file_of(**changes: Any):
    return FrameworkFile.of_text(text_of(**changes))


def verbs(editor):
    return list(Entry.objects.filter(by=editor).order_by("pk").values_list("verb", flat=True))


def current():
    return Version.objects.current().get()


ACTS = {
    "upload": lambda _draft, by: drafting.upload(file_of(), by=by),
    "announce": lambda draft, by: drafting.announce(draft, "Other words", by=by),
    "amend": lambda draft, by: drafting.amend(draft, "K1", change="editorial", by=by),
    "discard": lambda draft, by: drafting.discard(draft, by=by),
    "publish": lambda draft, by: drafting.publish(draft, expected=None, by=by),
    "retire": lambda draft, by: retiring.retire(draft, by=by),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("role", ["", "is_people_administrator", "is_superuser"])
def test_only_framework_editors_may(editor, act, role):
    draft = drafting.upload(file_of(), by=editor)

    with pytest.raises(PermissionDenied):
        act(draft, UserFactory.create(**({role: True} if role else {})))

    assert (Version.objects.get(), verbs(editor)) == (draft, ["upload"])


def test_upload_stores_a_draft_with_its_text_as_it_was_given(editor):
    text = text_of() + "# mine\n"

    draft = drafting.upload(FrameworkFile(text.encode()), by=editor)

    assert (draft.state, draft.text, draft.created_by) == ("draft", text, editor)
    assert not Version.objects.current().exists()
    assert verbs(editor) == ["upload"]


def test_upload_stores_nothing_of_a_text_with_mistakes(editor):
    with pytest.raises(UnreadableError):
        drafting.upload(FrameworkFile(b"code: x"), by=editor)

    assert not Version.objects.exists()


def test_upload_takes_the_place_of_a_draft_with_the_same_label(editor):
    first = drafting.upload(file_of(), by=editor)
    other = UserFactory.create(is_framework_editor=True)

    second = drafting.upload(file_of(title="Ability to listen well"), replaces=first.digest, by=other)

    assert (second, second.created_by) == (first, other)
    assert content_of(second.pk).title == "Ability to listen well"
    assert Competence.objects.count() == 5  # three, and two parts


def test_upload_leaves_somebody_elses_draft_that_was_not_seen(editor):
    first = drafting.upload(file_of(), by=editor)
    other = UserFactory.create(is_framework_editor=True)

    with pytest.raises(OthersDraftError) as refusal:
        drafting.upload(file_of(title="Ability to listen well"), replaces="another", by=other)

    assert refusal.value.draft == first
    assert content_of(first.pk).title == "Ability to listen"


@pytest.mark.parametrize(
    ("title", "other"), [("Ability to listen", ""), ("Ability to listen well", ", with another content")]
)
def test_upload_refuses_the_label_of_a_published_version_with_its_place(editor, title, other):
    publish()

    with pytest.raises(UnreadableError) as refusal:
        drafting.upload(file_of(version="2022", title=title), by=editor)

    message = f"version “2022” is published already{other}: write a new label"
    assert refusal.value.problems == (Problem(TextPlace(2, 10), message),)


def test_upload_refuses_to_replace_what_the_current_version_lacks_and_names_every_place(editor):
    publish()
    [knowing, doing] = small_framework()["domains"]
    knowing["competences"][0]["replaces"] = ["X1"]
    doing["competences"][0]["replaces"] = ["X2", "K2"]

    with pytest.raises(UnreadableError) as refusal:
        drafting.upload(file_of(domains=[knowing, doing]), by=editor)

    assert ["X1" in p.message or "X2" in p.message for p in refusal.value.problems] == [True, True]


def test_amend_marks_one_competence_and_keeps_the_rest_of_the_text(editor):
    publish()
    draft = drafting.upload(FrameworkFile.of_text(text_of() + "# mine\n"), by=editor)

    amended = drafting.amend(draft, "D1", change="editorial", replaces=["K1"], by=editor)

    marked = content_of(amended.pk).statements[2]
    assert (amended, marked.change, marked.replaces) == (draft, "editorial", ("K1",))
    assert amended.text.endswith("# mine\n")


def test_amend_refuses_to_replace_an_unknown_code_and_keeps_the_draft(editor):
    publish()
    draft = drafting.upload(file_of(), by=editor)

    with pytest.raises(UnreadableError):
        drafting.amend(draft, "D1", replaces=["X1"], by=editor)

    assert Version.objects.get(pk=draft.pk).text == text_of()


def test_announce_writes_what_is_new_and_keeps_the_rest_of_the_text(editor):
    draft = drafting.upload(FrameworkFile.of_text(text_of() + "# mine\n"), by=editor)

    announced = drafting.announce(draft, "Other words.\n\n- One", by=editor)

    assert announced.text == f"{text_of()}# mine\n".replace(WHAT_IS_NEW, "|-\n  Other words.\n\n  - One")
    assert announced.changes == content_of(announced.pk).changes == "Other words.\n\n- One"
    assert verbs(editor) == ["upload", "upload"]


def test_announce_refuses_what_cannot_be_written_and_keeps_the_draft(editor):
    draft = drafting.upload(file_of(), by=editor)

    with pytest.raises(UnreadableError):
        drafting.announce(draft, "A bell:\a", by=editor)

    assert Version.objects.get(pk=draft.pk).text == text_of()


def test_publish_refuses_what_does_not_say_what_is_new(editor):
    former = publish()
    draft = drafting.upload(file_of(changes=""), by=editor)

    with pytest.raises(UnreadableError) as refusal:
        drafting.publish(draft, expected=former.pk, by=editor)

    [problem] = refusal.value.problems
    assert problem.message.startswith("“changes” is missing")


def test_a_version_that_follows_none_need_not_say_what_is_new(editor):
    draft = drafting.upload(file_of(changes=""), by=editor)

    assert drafting.publish(draft, expected=None, by=editor).changes == ""


def test_discard_removes_the_draft_for_good(editor):
    draft = drafting.upload(file_of(), by=editor)

    drafting.discard(draft, by=editor)

    assert not Version.objects.exists()
    assert verbs(editor) == ["upload", "discard"]


def test_publish_makes_the_draft_current(editor):
    former = publish()
    draft = drafting.upload(file_of(), by=editor)

    published = drafting.publish(draft, expected=former.pk, by=editor)

    assert current() == published
    assert published.digest == draft.digest
    assert published.published_by == editor
    assert verbs(editor) == ["upload", "publish"]


def test_publish_gives_the_draft_a_key_of_its_own_and_its_rows_stay(editor):
    draft = drafting.upload(file_of(), by=editor)
    said, rows = content_of(draft.pk), set(draft.competences.values_list("pk", "domain", "code"))

    published = drafting.publish(draft, expected=None, by=editor)

    assert published.pk > draft.pk
    assert content_of(published.pk) == said
    assert set(published.competences.values_list("pk", "domain", "code")) == rows
    assert list(Version.objects.all()) == [published]


def test_publish_writes_the_rows_of_a_draft_anew_that_was_read_by_older_rules(editor):
    draft = drafting.upload(file_of(), by=editor)
    draft.competences.filter(code="K1").update(text="as it was read then")
    Version.objects.update(digest="of then")
    draft.refresh_from_db()

    published = drafting.publish(draft, expected=None, by=editor)

    assert content_of(published.pk) == file_of().content
    assert (published.created_by, published.created_at) == (editor, draft.created_at)
    assert list(Version.objects.all()) == [published]


def test_publish_of_a_first_version_expects_none(editor):
    draft = drafting.upload(file_of(), by=editor)

    assert drafting.publish(draft, expected=None, by=editor) == current()


def test_publish_is_refused_where_another_version_came_first(editor):
    former = publish()
    draft = drafting.upload(file_of(), by=editor)
    meanwhile = publish(small_framework(version="2024"))

    with pytest.raises(OvertakenError, match="Version 2024 is the current one now"):
        drafting.publish(draft, expected=former.pk, by=editor)

    assert current() == meanwhile


def test_publish_is_refused_where_the_version_compared_with_was_retired(editor):
    former = publish()
    draft = drafting.upload(file_of(), by=editor)
    retiring.retire(former, by=editor)

    with pytest.raises(OvertakenError, match="There is no current version any more"):
        drafting.publish(draft, expected=former.pk, by=editor)


def test_publish_is_refused_where_the_draft_was_changed_after_it_was_read(editor):
    as_read = drafting.upload(file_of(), by=editor)
    drafting.upload(file_of(title="Ability to listen well"), by=editor)

    with pytest.raises(OvertakenError, match="This draft was changed after you opened it"):
        drafting.publish(as_read, expected=None, by=editor)

    assert not Version.objects.current().exists()


def test_publish_looks_again_whether_what_is_replaced_is_there(editor):
    publish()
    [knowing, doing] = small_framework()["domains"]
    doing["competences"][0] |= {"code": "D2", "replaces": ["D1"]}
    draft = drafting.upload(file_of(domains=[knowing, doing]), by=editor)
    [knowing, doing] = small_framework()["domains"]
    doing["competences"][0]["code"] = "D3"
    meanwhile = publish(small_framework(version="2024", domains=[knowing, doing]))

    with pytest.raises(UnreadableError, match="has no “D1”"):
        drafting.publish(draft, expected=meanwhile.pk, by=editor)

    assert current() == meanwhile


LATE = {name: ACTS[name] for name in ("amend", "discard", "publish")}


@pytest.mark.parametrize("act", LATE.values(), ids=LATE)
@pytest.mark.parametrize("end", ["published", "discarded"])
def test_what_is_no_draft_any_more_is_left_alone(editor, act, end):
    draft = drafting.upload(file_of(), by=editor)
    as_read = Version.objects.get()
    if end == "published":
        drafting.publish(draft, expected=None, by=editor)
    else:
        drafting.discard(draft, by=editor)

    with pytest.raises(OvertakenError, match="published or discarded since"):
        act(as_read, editor)


def test_retire_takes_a_version_out_of_use_once(editor):
    version = publish()

    retiring.retire(version, by=editor)

    assert Version.objects.get().state == "retired"
    assert verbs(editor) == ["retire"]
    with pytest.raises(OvertakenError, match="not published"):
        retiring.retire(version, by=editor)
