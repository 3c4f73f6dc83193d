"""Reading versions back: once per process, and drafts anew every time."""

from pathlib import Path

import pytest

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.actions.storing import store_draft
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.models import Competence, Domain, Version
from competence_app.catalogue.queries import competence_ids, content_of, forget_published
from tests.catalogue.samples import SMALLEST, load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", [SMALLEST, Path("frameworks/therapeutic-relationship.yaml").read_text()])
def test_content_is_what_was_loaded_in_three_queries(django_assert_num_queries, text):
    loaded = load(text)

    with django_assert_num_queries(3):
        content = content_of(loaded.version.pk)

    assert content == read(text)


def test_published_content_is_kept(django_assert_num_queries):
    loaded = load(SMALLEST)
    content = content_of(loaded.version.pk)

    with django_assert_num_queries(0):
        assert content_of(loaded.version.pk) is content
        assert list(competence_ids(loaded.version.pk)) == ["K1"]


def test_forgotten_content_is_read_again(django_assert_num_queries):
    loaded = load(SMALLEST)
    content_of(loaded.version.pk)

    forget_published()

    with django_assert_num_queries(3):
        content_of(loaded.version.pk)


def test_draft_is_read_anew():
    draft = store_draft(FrameworkFile.of_text(SMALLEST))
    before = content_of(draft.pk)

    Domain.objects.update(title="Changed")

    assert [before.domains[0].title, content_of(draft.pk).domains[0].title] == ["Domain A", "Changed"]


def test_ids_are_by_code_parts_included():
    loaded = load(SMALLEST + "      - {code: K2, text: x, parts: [y]}\n")

    ids = competence_ids(loaded.version.pk)

    assert ids == {code: Competence.objects.get(code=code).pk for code in ("K1", "K2", "K2.1")}


def test_unknown_version_is_not_found():
    with pytest.raises(Version.DoesNotExist):
        content_of(0)


def test_a_draft_put_back_from_a_backup_is_not_taken_for_what_it_became(editor):
    draft = drafting.upload(FrameworkFile.of_text(SMALLEST), by=editor)
    backup = Version.objects.values().get()
    amended = drafting.upload(FrameworkFile.of_text(SMALLEST.replace("title: T", "title: U")), by=editor)
    published = drafting.publish(amended, expected=None, by=editor)
    assert content_of(published.pk).title == "U"  # this process keeps it now

    restored = Version.objects.create(**backup | {"label": "0"})
    domain = Domain.objects.create(version=restored, code="A", title="Domain A", kind="capability", position=1)
    Competence.objects.create(version=restored, domain=domain, code="K1", text="One", rate="whole", position=1)

    assert (restored.pk, content_of(restored.pk).title) == (draft.pk, "T")
