"""Which steps a sign-in has."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import LoginStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from competence_app.accounts.queries.second_steps import has_second_step
from competence_app.accounts.requests import is_proved, is_trusted
from competence_app.people.models import User


class SecondStepStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """The step after the password, for who has set one up and comes from elsewhere than a trusted network."""

    key = "second-step"
    urlname = "second-step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the page that asks for it, or None where it is not asked; and that the sign-in goes on."""
        return (redirect(self.urlname) if _is_asked(self.request, self.login.user) else None), True


def _is_asked(request: HttpRequest, user: User) -> bool:
    return not is_trusted(request) and not is_proved(request, user) and has_second_step(user)


class SigningIn(DefaultAccountAdapter):  # type: ignore[misc]  # as above
    """Pages say themselves what was done."""

    def get_login_stages(self) -> list[str]:
        """Return the steps between a password and being signed in."""
        return [f"{SecondStepStage.__module__}.{SecondStepStage.__name__}"]

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing."""
