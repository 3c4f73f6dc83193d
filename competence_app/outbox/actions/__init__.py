"""What changes e-mails, one verb a function."""

from competence_app.outbox.actions.sending import send_next
from competence_app.outbox.actions.writing import (
    Letter,
    forget_old,
    send_again,
    write_each,
    write_mail,
    write_password_link,
    write_to_another,
)

__all__ = [
    "Letter",
    "forget_old",
    "send_again",
    "send_next",
    "write_each",
    "write_mail",
    "write_password_link",
    "write_to_another",
]
