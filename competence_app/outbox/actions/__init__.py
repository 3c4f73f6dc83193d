"""What changes e-mails, one verb a function."""

from competence_app.outbox.actions.sending import send_next
from competence_app.outbox.actions.writing import forget_old, send_again, write_mail, write_password_link

__all__ = ["forget_old", "send_again", "send_next", "write_mail", "write_password_link"]
