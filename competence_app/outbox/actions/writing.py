"""Writing e-mails down, in the transaction of what they tell; nothing is sent here."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.utils import timezone

from competence_app.outbox.models import OPEN, Mail
from competence_app.outbox.rules.lines import in_one_line

KEPT = timedelta(days=90)
AT_ONCE = 500  # rows


class Letter(NamedTuple):
    """What one of many people is written, to which address."""

    to: str
    subject: str
    text: str
    path: str = ""
    languages: str = ""  # in which what the text quotes is


def write_mail(
    kind: Mail.Kind, to: str, subject: str, text: str, *, path: str = "", languages: Iterable[str] = ()
) -> Mail:
    """Write an e-mail to whoever has an open account with this address when it is sent; to nobody, if none has.

    Neither ``subject`` nor ``text`` may say anything of a rating: e-mails are read by others. ``languages`` are
    those of what the text quotes.
    """
    quoted = ", ".join(dict.fromkeys(languages))
    return Mail.objects.create(kind=kind, to=to, subject=in_one_line(subject), text=text, path=path, languages=quoted)


def write_each(kind: Mail.Kind, letters: Iterable[Letter]) -> None:
    """Write many e-mails, as ``write_mail`` does one."""
    mails = (Mail(kind=kind, **(letter._asdict() | {"subject": in_one_line(letter.subject)})) for letter in letters)
    for some in iter(lambda: list(islice(mails, AT_ONCE)), []):
        Mail.objects.bulk_create(some)


def write_to_another(person: Any, to: str, subject: str, text: str) -> None:
    """Write an e-mail to an address of a ``person`` that is not, or is no longer, that of their account."""
    Mail.objects.create(kind=Mail.Kind.ADDRESS, to=to, person=person, subject=in_one_line(subject), text=text)


def write_password_link(to: str, subject: str, text: str) -> None:
    """Write an e-mail with a link to choose a password, unless one is on its way to this address already."""
    mail = Mail(kind=Mail.Kind.PASSWORD, to=to, subject=in_one_line(subject), text=text)
    Mail.objects.bulk_create([mail], ignore_conflicts=True)


def send_again(mail: Mail) -> None:
    """Let an e-mail that has not gone out be tried from the start, at once."""
    this = Mail.objects.unsent().filter(pk=mail.pk)
    this.update(due_at=timezone.now(), attempts=0, claimed_at=None, failed_at=None)


def forget_old(now: datetime, *, keeping: Iterable[str] = ()) -> int:
    """Delete what was sent or given up long ago, but for e-mails to the addresses to keep; return how many."""
    return Mail.objects.exclude(OPEN).exclude(to__in=keeping).filter(written_at__lt=now - KEPT).delete()[0]
