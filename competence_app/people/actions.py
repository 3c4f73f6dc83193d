"""Telling people what they must know."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from competence_app.people.models import Notice, User

logger = logging.getLogger(__name__)


def tell(person: User, subject: str, text: str, *, path: str) -> Notice:
    """Tell ``person`` on their home page and, once the transaction is kept, by e-mail; ``path`` leads to the thing.

    Neither ``subject`` nor ``text`` may say anything of a rating: e-mails are read by others.
    """
    notice = Notice.objects.create(person=person, subject=" ".join(subject.split()), text=text, path=path)
    transaction.on_commit(partial(deliver, notice), robust=True)
    return notice


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


def _send(notice: Notice) -> None:
    shown = {"notice": notice, "link": settings.SITE_URL + notice.path}
    text = render_to_string("people/notice_email.txt", shown)
    send_mail(notice.subject, text, None, [notice.person.email])
