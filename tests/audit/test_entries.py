"""What an entry of the audit record says."""

from competence_app.audit.actions import record, record_each
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.factories import UserFactory


def test_an_entry_says_what_it_is_about(db):
    person = UserFactory.create()

    record("change", person, by=None, about=person)

    entry = Entry.objects.get()
    assert (entry.label, entry.key) == ("people.user", person.pk)


def test_an_entry_keeps_the_names_of_then(db):
    person, other = UserFactory.create(full_name="Amara Okafor"), UserFactory.create(full_name="Sam Carter")
    record("see profile", person, by=other, about=person)
    record_each("take along", User, [(person.pk, person.pk), (other.pk, None)], by=other)
    record_each("rename", User, [(person.pk, person.pk)], by=other, names={person.pk: "As she was"})

    User.objects.get_queryset().update(full_name="Somebody else")

    assert list(Entry.objects.order_by("pk").values_list("by_name", "about_name")) == [
        ("Sam Carter", "Amara Okafor"),
        ("Sam Carter", "Amara Okafor"),
        ("Sam Carter", ""),
        ("Sam Carter", "As she was"),
    ]


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
