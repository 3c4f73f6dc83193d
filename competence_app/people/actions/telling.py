"""Telling people what they must know."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, Protocol

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from competence_app.audit.actions import Actor
from competence_app.outbox.actions import Letter, write_each, write_mail
from competence_app.outbox.models import Mail
from competence_app.outbox.rules.lines import in_one_line
from competence_app.people import wording
from competence_app.people.models import Notice, Supervision, User
from competence_app.people.rules.supervising import Phase, Term

AT_ONCE = 500  # rows


class Titled(Protocol):
    """What a notice may be about: a framework's version, in whatever language that is."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def language(self) -> str:
        """In which language that is."""


def tell(
    person: User, subject: str, text: str, *, path: str, titled: Titled | None = None, on_home: bool = True
) -> Notice:
    """Tell ``person`` on their home page and, once the transaction is kept, by e-mail; ``path`` leads to the thing.

    What it is about, if that is ``titled``, stands after the text. Neither ``subject`` nor ``text`` may say anything of
    a rating: e-mails are read by others. Where the home page shows the thing itself, as something to do, ``on_home`` is
    False: the notice counts as dismissed.
    """
    now = timezone.now()
    title, language = (titled.title, titled.language) if titled else ("", "")
    said = {"subject": in_one_line(subject), "text": text, "title": title, "language": language, "path": path}
    notice = Notice.objects.create(person=person, **said, at=now, read_at=None if on_home else now)
    whole, languages = f"{text} {title}".rstrip(), filter(None, [language])
    write_mail(Mail.Kind.NOTICE, person.email, notice.subject, whole, path=path, languages=languages)
    return notice


class NoticeToMany(NamedTuple):
    """What one of many people is told."""

    person: User
    subject: str
    text: str
    path: str
    by_mail: bool = True
    titled: Titled | None = None

    @property
    def about(self) -> dict[str, str]:
        """The title of what it is about, which stands after the text, and in which language that is."""
        return {"title": self.titled.title, "language": self.titled.language} if self.titled else {}

    @property
    def letter(self) -> Letter:
        """The same as an e-mail."""
        about = self.about
        text = f"{self.text} {about.get('title', '')}".rstrip()
        return Letter(self.person.email, self.subject, text, self.path, about.get("language", ""))


def tell_each(told: Iterable[NoticeToMany]) -> None:
    """Tell many people, as ``tell`` does one; those who got another e-mail just now, on their home page alone."""
    rest = (one._replace(subject=in_one_line(one.subject)) for one in told)
    for some in iter(lambda: list(islice(rest, AT_ONCE)), []):
        Notice.objects.bulk_create(
            Notice(person=one.person, subject=one.subject, text=one.text, path=one.path, **one.about) for one in some
        )
        write_each(Mail.Kind.NOTICE, (one.letter for one in some if one.by_mail))


def told_of_supervision(supervision: Supervision, part: str, *, by: Actor, **names: object) -> tuple[str, str]:
    """Return what the one with this ``part`` is told of it as ``by`` recorded it; ``names`` may say of whom else."""
    return wording.supervision_notice(part, supervision.phase, by=by, **_names(supervision) | names)


def tell_both(supervision: Supervision, *, by: Actor) -> None:
    """Tell both that the one is, was or will be supervised by the other, as ``by`` recorded it."""
    for part, page in (("practitioner", "supervisors"), ("supervisor", "home")):
        told = told_of_supervision(supervision, part, by=by)
        tell(getattr(supervision, part), *told, path=reverse(page))


def tell_of_end(supervision: Supervision, phase: Phase, *, following_on: date, by: Actor) -> None:
    """Tell whom it was about that it ends, is over or never begins, and who supervises them from which day."""
    then = wording.and_then(supervision.successor, date_format(following_on, wording.DAY))
    told = wording.end_notice("practitioner", phase, by=by, then=then, **_names(supervision))
    tell(supervision.practitioner, *told, path=reverse("assessments"))


def tell_supervisors_of_end(
    supervisor: User, practitioners: Sequence[User], *, last_day: date, successor: User | None, by: Actor
) -> None:
    """Tell once, of all ``practitioners``, whoever supervised them until ``last_day``, and whoever does after."""
    phase = Term(date.min, last_day).phase(timezone.localdate())
    names = {"by": by, "supervisor": supervisor, "ended": date_format(last_day, wording.DAY)}
    people = wording.people_in_words(practitioners)
    tell(supervisor, *wording.end_notice("supervisor", phase, people=people, **names), path=reverse("home"))
    if successor:
        told = wording.end_notice("successor", phase, people=people, **names)
        tell(successor, *told, path=reverse("supervision"))


def _names(supervision: Supervision) -> dict[str, object]:
    ended = date_format(supervision.ended_on, wording.DAY) if supervision.ended_on else ""
    term = wording.term(date_format(supervision.started_on, wording.DAY), ended)
    people = {"practitioner": supervision.practitioner, "supervisor": supervision.supervisor}
    return {**people, "term": term, "ended": ended}


def dismiss(notice: Notice) -> None:
    """Take the notice off its person's home page, if it is still there."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def dismiss_all(*, of: User, until: int) -> None:
    """Take all notices of a person off their home page, up to the one with the key ``until``."""
    Notice.objects.visible_to(of).filter(pk__lte=until, read_at=None).update(read_at=timezone.now())
