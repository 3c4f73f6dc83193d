"""Notices as home shows them, many of one kind in one line; and of whom nothing is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from competence_app.people.models import Notice, User
from competence_app.people.wording import NOTICE_GROUPS
from competence_app.people.wording.restricting import RESTRICTED

ALONE = 2  # of one kind, at most, that stand by themselves


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Notices that stand together: under what many of a kind are called, or each by itself."""

    words: str  # empty where they are few
    notices: tuple[Notice, ...]


class News:
    """All that somebody must know, the newest first."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        """Group the notices by the kind of page that they lead to, in the order of the newest of each."""
        self._notices = list(notices)
        kinds: dict[str, list[Notice]] = {}
        for notice in self._notices:
            kinds.setdefault(_leads_to(notice.path), []).append(notice)
        self.groups = [NoticeGroup(_words(kind, len(some)), tuple(some)) for kind, some in kinds.items()]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._notices)

    @property
    def are_several(self) -> bool:
        """Whether there is more than one."""
        return len(self._notices) > 1

    @property
    def newest(self) -> int:
        """The key of the newest: what comes later is not dismissed with these."""
        return max(notice.pk for notice in self._notices)


def restricted_in_words(supervisor: User) -> list[str]:
    """Say to their supervisor of whom nothing is shown, a sentence each."""
    people = supervisor.restricted_supervisees() if supervisor.supervises_restricted else ()
    return [RESTRICTED.format(practitioner=person) for person in people]


def _leads_to(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _words(kind: str, number: int) -> str:
    return NOTICE_GROUPS.get(kind, NOTICE_GROUPS[""]).format(count=number) if number > ALONE else ""
