"""What an entry of the audit record says."""

from competence_app.audit.actions import record
from competence_app.audit.models import Entry
from tests.factories import UserFactory


def test_an_entry_says_what_it_is_about(db):
    person = UserFactory.create()

    record("change", person, by=None, about=person)

    entry = Entry.objects.get()
    assert (entry.label, entry.key) == ("people.user", person.pk)


def test_entries_about_a_person_are_theirs_alone(db):
    person, other = UserFactory.create(), UserFactory.create()
    record("see profile", person, by=other, about=person)
    record("see profile", other, by=person, about=other)
    record("publish", other, by=person)

    assert [entry.by for entry in Entry.objects.about(person)] == [other]


class Directory:
    """A program."""

    bare_name = "HR systems"


def test_an_entry_names_a_program_that_did_something_and_no_person(db):
    person = UserFactory.create()

    record("change", person, by=Directory(), about=person)

    entry = Entry.objects.get()
    assert (entry.by, entry.by_name) == (None, "HR systems")
