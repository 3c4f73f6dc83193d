"""Publishing texts: new, the same again, changed under the same label, revised."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competence_app.audit.models import Entry
from competence_app.catalogue.actions.loading import LoadOutcome, load
from competence_app.catalogue.actions.storing import store_draft
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.models import Competence, Domain, Framework, Version
from competence_app.catalogue.queries import content_of
from competence_app.people.models import User
from tests.catalogue.samples import SMALLEST, edited, files

pytestmark = pytest.mark.django_db

REVISED = edited(('"1"', '"2"'), ("{code: K1, text: One}", "{code: K2, text: Two, replaces: [K1]}"))
REVISED += "changes: One became two\n"


def done(outcomes):
    assert all(isinstance(outcome, LoadOutcome) for outcome in outcomes)
    return [outcome for outcome in outcomes if isinstance(outcome, LoadOutcome)]


def problems(outcome):
    assert isinstance(outcome, UnreadableError)
    return str(outcome).splitlines()


def test_new_text_is_published_and_recorded():
    person = User.objects.create_user("nurse@example.org")

    [loaded] = done(load(files(SMALLEST), by=person))

    version = Version.objects.get()
    assert (loaded.version, loaded.created) == (version, True)
    assert (version.state, version.published_by, version.text) == ("published", person, SMALLEST)
    assert Entry.objects.values_list("verb", "what", "by").get() == (
        "publish",
        f"catalogue.version {version.pk}",
        person.pk,
    )


def test_command_line_publishes_as_nobody():
    load(files(SMALLEST))

    assert Version.objects.get().published_by is None
    assert Entry.objects.get().by is None


def test_same_content_is_unchanged_however_its_yaml_looks():
    load(files(SMALLEST))

    [again] = done(load(files("# a comment\n" + edited(("title: T", "title: 'T'\nlanguage: en-GB")))))

    assert again.created is False
    assert Version.objects.get() == again.version
    assert Entry.objects.count() == 1


def test_retired_version_is_unchanged_by_its_own_text():
    load(files(SMALLEST))
    Version.objects.retire()

    [again] = done(load(files(SMALLEST)))

    assert (again.created, again.version.state) == (False, "retired")


def test_other_content_under_a_published_label_is_refused():
    load(files(SMALLEST))

    [outcome] = load(files(edited(("title: T", "title: U"))))

    assert problems(outcome) == ["2:10: version “1” is published already, with another content: write a new label"]
    assert Version.objects.get().title == "T"


def test_label_of_a_draft_is_refused():
    store_draft(FrameworkFile.of_text(SMALLEST))

    [outcome] = load(files(SMALLEST))

    assert problems(outcome) == ["2:10: version “1” is a draft already: publish or discard it first"]


def test_same_label_in_two_texts_is_refused():
    _, outcome = load(files(SMALLEST, edited(("title: T", "title: U"))))

    assert problems(outcome) == ["2:10: version “1” is published already, with another content: write a new label"]
    assert not Version.objects.exists()


def test_revision_may_follow_in_the_same_load():
    first, second = done(load(files(SMALLEST, REVISED)))

    assert first.created
    assert second.created
    assert Version.objects.current().get() == second.version


def test_revision_that_does_not_say_what_is_new_is_refused():
    load(files(SMALLEST))

    [outcome] = load(files(edited(('"1"', '"2"'))), keep=False)

    [problem] = problems(outcome)
    assert problem.startswith(
        "1:1: “changes” is missing: write “changes: …”, what is new for those who know version “1”"
    )


def test_revision_of_what_is_retired_need_not_say_what_is_new():
    [first] = done(load(files(SMALLEST)))
    Version.objects.filter(pk=first.version.pk).retire()

    assert done(load(files(edited(('"1"', '"2"')))))


def test_replacing_what_the_current_version_lacks_is_refused():
    load(files(SMALLEST, REVISED))

    [outcome] = load(files(REVISED.replace('"2"', '"3"')))

    assert problems(outcome) == [
        "12:42: version “2”, which this one follows, has no “K1”: write one of its codes, or remove this"
    ]


def test_replacing_in_a_sub_domain_without_a_former_version_is_refused():
    text = SMALLEST + "    domains:\n      - {code: B, title: B, competences: [{code: K2, text: x, replaces: [K0]}]}\n"

    [outcome] = load(files(text))

    assert problems(outcome) == [
        "14:74: there is no earlier version with a “K0”: write one of its codes, or remove this"
    ]


def test_one_bad_text_keeps_all_from_being_written():
    good, bad = load(files(SMALLEST, "x"))

    assert isinstance(good, LoadOutcome)
    assert isinstance(bad, UnreadableError)
    assert not Framework.objects.exists()
    assert not Entry.objects.exists()


def test_nothing_is_written_without_keep():
    [loaded] = done(load(files(SMALLEST), keep=False))

    assert loaded.created
    assert not Framework.objects.exists()


def test_rows_say_what_the_text_says():
    below = "    domains:\n      - {code: B, title: B, competences: [{code: K2, text: Two, parts: [x, y]}]}\n"

    [loaded] = done(load(files(SMALLEST + below)))

    domains = Domain.objects.values_list("code", "parent__code", "kind")
    assert list(domains) == [("A", None, "capability"), ("B", "A", "capability")]
    assert list(Competence.objects.values_list("code", "parent__code", "domain__code", "text", "rate")) == [
        ("K1", None, "A", "One", "whole"),
        ("K2", None, "B", "Two", "whole"),
        ("K2.1", "K2", "B", "x", ""),
        ("K2.2", "K2", "B", "y", ""),
    ]
    assert content_of(loaded.version.pk) == loaded.content


def test_number_of_queries_does_not_grow_with_the_text():
    more = "".join(f"      - {{code: L{n}, text: x, parts: [y]}}\n" for n in range(30))
    load(files(SMALLEST))

    with CaptureQueriesContext(connection) as few:
        load(files(SMALLEST.replace('"1"', '"2"') + "      - {code: L, text: x, parts: [y]}\n"))
    with CaptureQueriesContext(connection) as many:
        load(files(SMALLEST.replace('"1"', '"3"') + more))

    assert len(many) == len(few)
