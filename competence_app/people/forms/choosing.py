"""Choosing among everybody, all teams or many supervisors: one types; the form is as short however many there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from competence_app.people import wording
from competence_app.people.models import Team, User
from competence_app.ui.lookups import LONGEST_KEY

MOST = 10  # that a form offers for one text
LONGEST_TEXT = 254  # as an address: nothing longer is searched for


class Typed(str):
    """What somebody typed, in place of the key of a row that was offered."""

    __slots__ = ()


class Found(NamedTuple):
    """What a text may mean: the one row that is called so, or some, at most one more than a form offers."""

    rows: list[User | Team]
    is_certain: bool


def find(rows: Any, text: str) -> Found:
    """Return whom or which ``text`` may mean among ``rows``, people or teams."""
    if len(text) > LONGEST_TEXT:
        return Found([], False)
    called = list(rows.called(text)[:2])
    return Found(called, True) if len(called) == 1 else Found(list(rows.like(text)[: MOST + 1]), False)


class Chooser(forms.Widget):
    """Rows to tick, the chosen one and those that a text may mean, above a box to type in; gives a key or a text."""

    template_name = "people/chooser.html"
    is_of_many = False
    looks_like = "nhsuk-input"
    choices: Any = ()  # Django's iterator, set by the field; it knows the rows

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the text, or without one the key."""
        return next(_typed(data, name), None) or super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Offer what was chosen and what may be meant, and keep what was typed and means nothing."""
        values = [value] if isinstance(value, str | int) else list(value or ())
        found = {text: find(self.choices.queryset, text) for text in values if isinstance(text, Typed)}
        certain = [row for some in found.values() if some.is_certain for row in some.rows]
        ticked = dict.fromkeys([*self._with_keys(values), *certain])
        offered = ticked | dict.fromkeys(row for some in found.values() for row in some.rows[:MOST])
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "is_of_many": self.is_of_many,
            "options": [self.option(row, is_ticked=row in ticked) for row in offered],
            "typed": "\n".join(text for text, some in found.items() if self.is_kept(some)),
        }
        return context

    def option(self, row: Any, *, is_ticked: bool) -> tuple[Any, ...]:
        """Return what the template shows of a row."""
        return row.pk, _label(row), is_ticked

    def is_kept(self, found: Found) -> bool:
        """Tell whether a text that may mean these stays in its box."""
        return not found.rows

    def _with_keys(self, values: Iterable[Any]) -> Iterable[User | Team]:
        keys = [str(value) for value in values if not isinstance(value, Typed)]
        sound = [key for key in keys if key.isdecimal() and len(key) <= LONGEST_KEY]
        return self.choices.queryset.filter(pk__in=sound) if sound else ()


class ChooserOfMany(Chooser):
    """The same of many rows, one a line; gives a list of keys and texts."""

    is_of_many = True
    looks_like = "nhsuk-textarea"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 - Django's
        """Return the keys that are ticked and the texts."""
        return [*data.getlist(name), *_typed(data, name)]


class PersonChooser(Chooser):
    """One of many people, on a page of ours: the text stays in its box, and whom it may mean stands below."""

    template_name = "people/person_chooser.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django's
        """Return the key, unless another text was typed since it was offered."""
        chosen, typed = data.get(name), next(_typed(data, name), None)
        is_as_offered = data.get(f"{name}-typed", "") == data.get(f"{name}-sought", "")
        return chosen if is_as_offered and chosen is not None else typed or chosen

    def option(self, row: Any, *, is_ticked: bool) -> tuple[Any, ...]:
        """Return what the template shows of somebody, their work too."""
        return row.pk, str(row), is_ticked, work_of(row)

    def is_kept(self, found: Found) -> bool:
        """Keep what is still to be made clear."""
        return not found.is_certain


def _typed(data: Mapping[str, Any], name: str) -> Iterator[Typed]:
    lines = data.get(f"{name}-typed", "").replace("\0", "").splitlines()
    return (Typed(line.strip()) for line in lines if line.strip())


class ChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """One person or team, by key or by what is typed."""

    widget = Chooser
    said_of = ""  # a key of ``wording.CHOOSING``; by default what the rows are

    def to_python(self, value: Any) -> Any:
        """Return the row; raise ``ValidationError`` where a text means none, or more than one."""
        return _meant(self.queryset, value, self.said_of) if isinstance(value, Typed) else super().to_python(value)


class PersonField(ChoiceField):
    """One person, on a page of ours."""

    widget = PersonChooser


class SupervisorField(PersonField):
    """One of somebody's many supervisors, which are its rows: what is typed tells of nobody else."""

    said_of = "supervisors"


class ChoicesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """People or teams, by keys or by what is typed."""

    widget = ChooserOfMany

    def clean(self, value: Sequence[str]) -> Any:
        """Return the rows; raise ``ValidationError`` with a line for each text that means none, or more than one."""
        keys, problems = set(value), []
        for text in filter(lambda one: isinstance(one, Typed), value):
            keys.discard(text)
            try:
                keys.add(str(_meant(self.queryset, text).pk))
            except ValidationError as problem:
                problems.append(problem)
        if problems:
            raise ValidationError(problems)
        return super().clean([*keys])


def _meant(rows: Any, text: str, said_of: str = "") -> User | Team:
    found = find(rows, text)
    if found.is_certain:
        return found.rows[0]
    code = "too many" if len(found.rows) > MOST else "several" if found.rows else "none"
    words = wording.CHOOSING[said_of or ("people" if rows.model is User else "teams")][code]
    raise ValidationError(words.format(text=text, most=MOST), code=code)


def work_of(person: User) -> str:
    """Return what somebody works as, and where: a hint beside the name."""
    return ", ".join(str(at) for at in (person.job_role, person.team) if at)


def _label(row: User | Team) -> str:
    if isinstance(row, Team) or not row.full_name:
        return str(row)
    return wording.PERSON.format(name=row.bare_name, email=row.email)
