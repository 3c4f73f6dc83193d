"""What others were told of somebody by name: the name goes out of it."""

import re
from collections.abc import Iterable, Mapping

from django.contrib.admin.models import LogEntry
from django.db.models import Model, Q

from competence_app.audit.models import Entry
from competence_app.outbox.models import Mail
from competence_app.people.models import Notice, User
from competence_app.people.rules.sorting import search_key
from competence_app.people.wording import called, former

# Where it stands in sentences of ours: whatever people typed is theirs.
TEXTS: Mapping[type[Model], tuple[str, ...]] = {
    Notice: ("subject", "text"),
    Mail: ("subject", "text"),
    LogEntry: ("object_repr", "change_message"),
}
# No word of which the name is a part: what is no end of a sentence or of a genitive goes on.
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
NOTHING = "(?!)"
BEFORE, AFTER = rf"(?<![\w.+{APOSTROPHES}-])", rf"(?![\w-]|\.\w|[{APOSTROPHES}](?!s\b))"


def forget_names(person: User) -> None:
    """Put what is made of their key in the place of their names, in the audit record and in what others were told."""
    names, former_name = _names(person), former(person.pk)
    pattern = _pattern(person, names)
    Entry.objects.rename(person, former_name)
    for model, columns in TEXTS.items():
        holding = _any(*((f"{column}__contains", name) for column in columns for name in {person.email, *names}))
        for row in model._default_manager.filter(holding).only(*columns):  # noqa: SLF001 - Django's documented way
            _replace(row, columns, pattern, former_name)


def _names(person: User) -> set[str]:
    """Return what they are called, and were when they did what is on record."""
    done = Entry.objects.filter(by=person.pk).order_by().values_list("by_name", flat=True).distinct()
    return {*done, person.bare_name}


def _pattern(person: User, names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds them in a sentence; and, as ``other``, names of others today that theirs is a part of."""
    keys = filter(None, map(search_key, names))
    holding = _any(*(("search_key__contains", key) for key in keys))
    others = User.objects.exclude(pk=person.pk).filter(holding).order_by().values_list("full_name", flat=True)
    surely = [called(person.full_name, person.email, is_shared=True), person.email]
    return re.compile(f"{_whole(surely)}|(?P<other>{_whole(others)})|{_whole(names)}")


def _whole(names: Iterable[str]) -> str:
    """Return a pattern of any of the names as a whole, the longest first; of nothing where there is none."""
    parts = map(re.escape, sorted(names, key=len, reverse=True))
    return f"{BEFORE}(?:{'|'.join(parts) or NOTHING}){AFTER}"


def _any(*lookups: tuple[str, str]) -> Q:
    return Q(*lookups, _connector=Q.OR) if lookups else Q(pk=None)


def _replace(row: Model, columns: Iterable[str], pattern: re.Pattern[str], name: str) -> None:
    for column in columns:
        longest = row._meta.get_field(column).max_length  # type: ignore[union-attr]  # noqa: SLF001 - as above
        text = pattern.sub(lambda found: found["other"] or name, getattr(row, column))
        setattr(row, column, text[:longest])
    row.save(update_fields=[*columns])
