"""Telling people what they must know."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from competence_app.people import wording
from competence_app.people.models import Notice, Supervision, User

logger = logging.getLogger(__name__)


def tell(person: User, subject: str, text: str, *, path: str, on_home: bool = True) -> Notice:
    """Tell ``person`` on their home page and, once the transaction is kept, by e-mail; ``path`` leads to the thing.

    Neither ``subject`` nor ``text`` may say anything of a rating: e-mails are read by others. Where the home page
    shows the thing itself, as something to do, ``on_home`` is False: the notice counts as dismissed.
    """
    now = timezone.now()
    notice = Notice.objects.create(
        person=person,
        subject=" ".join(subject.split()),  # an e-mail's subject is one line
        text=text,
        path=path,
        at=now,
        read_at=None if on_home else now,
    )
    transaction.on_commit(partial(deliver, notice), robust=True)
    return notice


def tell_both(supervision: Supervision) -> None:
    """Tell practitioner and supervisor from when to when the one is supervised by the other."""
    practitioner, supervisor = supervision.practitioner, supervision.supervisor
    names = {"practitioner": practitioner, "supervisor": supervisor, "term": _term(supervision)}
    tell(practitioner, *wording.notice("supervised", **names), path=reverse("supervisors"))
    tell(supervisor, *wording.notice("supervising", **names), path=reverse("home"))


def _term(supervision: Supervision) -> str:
    ended = date_format(supervision.ended_on, wording.DAY) if supervision.ended_on else ""
    return wording.term(date_format(supervision.started_on, wording.DAY), ended)


def deliver(notice: Notice) -> bool:
    """Send the notice by e-mail unless that was done or is not wanted; return whether it went out now.

    A mail server that fails is logged, and the notice stays unsent: ``Notice.objects.unsent()`` has what to try again.
    """
    this = Notice.objects.filter(pk=notice.pk)
    if not this.unsent().update(emailed_at=timezone.now()):  # first, so that two processes send it once
        return False
    try:
        _send(notice)
    except Exception:  # whatever it is that a mail server does
        logger.exception("Notice %s was not sent; it is on its person's home page", notice.pk)
        this.update(emailed_at=None)
        return False
    return True


def dismiss(notice: Notice) -> None:
    """Take the notice off its person's home page, if it is still there."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def _send(notice: Notice) -> None:
    shown = {"notice": notice, "link": settings.SITE_URL + notice.path}
    text = render_to_string("people/notice_email.txt", shown)
    send_mail(notice.subject, text, None, [notice.person.email])
