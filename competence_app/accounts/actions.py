"""Sending the link at which somebody chooses a password."""

from collections.abc import Iterable

from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpRequest

from competence_app.people.models import User

MESSAGE = {"email_template_name": "accounts/reset_email.txt", "subject_template_name": "accounts/reset_subject.txt"}


class PasswordLink(PasswordResetForm):
    """Django's, also for those who have chosen no password yet."""

    def get_users(self, email: str) -> Iterable[User]:
        """Return the open account with this address."""
        return User.objects.filter(email=email, is_active=True)


def invite(user: User, request: HttpRequest) -> None:
    """Send ``user`` a link at which they choose a password."""
    link = PasswordLink({"email": user.email})
    link.full_clean()
    link.save(request=request, use_https=request.is_secure(), **MESSAGE)  # type: ignore[arg-type]  # other fields' types
