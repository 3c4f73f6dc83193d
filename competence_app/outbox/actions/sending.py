"""Sending what is written down: at least once, and twice only where a process dies just after the mail server took it.

Claiming an e-mail puts its next attempt off. Whatever happens to the one who claimed it, it is due again then.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from competence_app.audit.actions import record
from competence_app.outbox.actions.hurrying import at_most
from competence_app.outbox.models import Mail, MailQuerySet
from competence_app.outbox.rules.lines import in_one_line
from competence_app.outbox.rules.trying import ATTEMPTS, HOLD, pause_after

MOST = 60  # seconds for one e-mail, in which its server may stay silent for EMAIL_TIMEOUT now and then
logger = logging.getLogger(__name__)


def send_next() -> Mail | None:
    """Send the e-mail that has waited longest, if one is due, and return it; what fails is put off or given up."""
    mail = _claim()
    if mail:
        _try(mail)
    return mail


def _claim() -> Mail | None:
    due = Mail.objects.due(timezone.now())
    if not due.exists():  # asked first, since SQLite lets nobody else write while this transaction looks
        return None
    with transaction.atomic(durable=True):  # not within another: nothing is to wait for a mail server
        claimed = list(due.select_for_update(skip_locked=True)[:1])  # none where another took it meanwhile
        for mail in claimed:
            mail.claimed_at = timezone.now()
            mail.due_at = mail.claimed_at + HOLD
            mail.attempts += 1
            mail.save(update_fields=["claimed_at", "due_at", "attempts"])
    return next(iter(claimed), None)


def _try(mail: Mail) -> None:
    whose = {"pk": mail.person_id} if mail.person_id else {"email": mail.to}
    person = get_user_model().objects.filter(**whose, is_active=True).first()
    if not person:
        _claimed(mail).delete()  # there is nobody to tell
    elif mail.attempts > ATTEMPTS:
        _put_off(mail, person, "Each attempt ended the program that made it.")
    else:
        _send(mail, person)


def _send(mail: Mail, person: Any) -> None:
    try:
        with at_most(MOST):
            _message(mail, person).send()
    except Exception as error:  # noqa: BLE001 - whatever it is that a mail server does; it is logged
        _put_off(mail, person, f"{type(error).__name__}: {error}")
    else:
        _claimed(mail).update(sent_at=timezone.now(), text="", problem="")


def _message(mail: Mail, person: Any) -> EmailMessage:  # of people, who stand above e-mails
    path = _password_path(person) if mail.leads_to_a_password else mail.path
    shown = {"person": person, "text": mail.text, "link": path and settings.SITE_URL + path}
    headers = {
        # The same at each attempt: where one was taken although it seemed to fail, mailboxes can tell it is the same.
        "Message-ID": f"<{mail.pk}.{mail.written_at:%Y%m%d%H%M%S}@{urlsplit(settings.SITE_URL).hostname}>",
        "Content-Language": mail.content_language,
        "Auto-Submitted": "auto-generated",  # nobody's absence is to answer it
    }
    return EmailMessage(mail.subject, render_to_string("outbox/mail.txt", shown), to=[mail.to], headers=headers)


def _password_path(person: Any) -> str:
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("password_reset_confirm", args=[uid, default_token_generator.make_token(person)])


def _put_off(mail: Mail, person: Any, problem: str) -> None:
    """Note what kept it, and when to try again; say it in the log, without a word of the e-mail.

    That it is given up is on record too.
    """
    now, pause = timezone.now(), pause_after(mail.attempts)
    when = {"due_at": now + pause} if pause else {"failed_at": now}
    with transaction.atomic():
        if _claimed(mail).update(**when, problem=in_one_line(problem)) and not pause:
            record("give up", mail, by=None, about=person)
    logger.error("E-mail %s (%s), attempt %s: %s", mail.pk, mail.kind, mail.attempts, in_one_line(problem))


def _claimed(mail: Mail) -> MailQuerySet:
    """Return the row, unless another process has claimed it since, or somebody let it be sent again."""
    return Mail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at)
