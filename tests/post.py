"""The post: what is in the outbox is sent, and read."""

from django.core import mail
from django.core.mail import EmailMessage

from competence_app.outbox.actions import send_next


def delivered() -> list[EmailMessage]:
    """Send what is due, as the worker does, and return what has gone out so far, the oldest first."""
    while send_next():
        pass
    return mail.outbox
