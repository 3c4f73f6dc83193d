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
BEFORE, AFTER = rf"(?<![\w.+{APOSTROPHES}-])", rf"(?![\w-]|\.\w|[{APOSTROPHES}](?!s\b))"


def forget_names(person: User) -> None:
    """Put what is made of their key in the place of their names, in the audit record and in what others were told."""
    names, former_name = _names(person), former(person.pk)
    Entry.objects.rename(person, former_name)
    whole = re.compile("|".join(rf"{BEFORE}{re.escape(name)}{AFTER}" for name in names))
    for model, columns in TEXTS.items():
        holding = Q(*(Q((f"{column}__contains", name)) for column in columns for name in names), _connector=Q.OR)
        for row in model._default_manager.filter(holding).only(*columns):  # noqa: SLF001 - Django's documented way
            _replace(row, columns, whole, former_name)


def _names(person: User) -> list[str]:
    """Return how sentences name them or did, the longest first; not by a name alone that others have today."""
    done = Entry.objects.filter(by=person.pk).order_by().values_list("by_name", flat=True).distinct()
    keys = {name: search_key(name) for name in {*done, person.bare_name}}
    others = User.objects.exclude(pk=person.pk).filter(search_key__in=keys.values()).order_by()
    shared = set(others.values_list("search_key", flat=True))
    alone = {name for name, key in keys.items() if key not in shared}
    return sorted({called(person.full_name, person.email, is_shared=True), person.email, *alone}, key=len, reverse=True)


def _replace(row: Model, columns: Iterable[str], whole: re.Pattern[str], name: str) -> None:
    for column in columns:
        longest = row._meta.get_field(column).max_length  # type: ignore[union-attr]  # noqa: SLF001 - as above
        setattr(row, column, whole.sub(name, getattr(row, column))[:longest])
    row.save(update_fields=[*columns])
