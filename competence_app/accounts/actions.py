"""Sending the link at which somebody chooses a password."""

from collections.abc import Collection, Iterable

from django.contrib.auth.forms import PasswordResetForm
from django.db import transaction
from django.http import HttpRequest

from competence_app.audit.actions import record
from competence_app.people.models import User

MESSAGE = {"email_template_name": "accounts/reset_email.txt", "subject_template_name": "accounts/reset_subject.txt"}


class PasswordLink(PasswordResetForm):
    """Django's, also for those who have chosen no password yet."""

    def get_users(self, email: str) -> Iterable[User]:
        """Return the open account with this address."""
        return User.objects.filter(email=email, is_active=True)


@transaction.atomic
def save_own(user: User, *, changed: Collection[str]) -> None:
    """Store what ``user`` changed of their own account; another name is written down."""
    before = User.objects.get_queryset().select_for_update(no_key=True).get(pk=user.pk)
    user.save(update_fields=changed)
    if before.full_name != user.full_name:
        record("rename", user, by=before, about=user)  # under the name of before


def invite(user: User, request: HttpRequest) -> None:
    """Send ``user`` a link at which they choose a password."""
    link = PasswordLink({"email": user.email})
    link.full_clean()
    link.save(request=request, use_https=request.is_secure(), **MESSAGE)  # type: ignore[arg-type]  # other fields' types
