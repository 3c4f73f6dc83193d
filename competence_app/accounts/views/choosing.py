"""Choosing a password by a link, or the organisation's sign-in service in its place."""

from typing import Any

from django.contrib.auth import views as auth
from django.http.response import HttpResponseBase

from competence_app.accounts.doors import with_local_passwords
from competence_app.accounts.forms.own import NewPasswordForm
from competence_app.accounts.queries.single_sign_on import ways


class ChooseView(auth.PasswordResetConfirmView):
    """Django's page, with the other way beside it."""

    template_name = "accounts/new_password.html"
    form_class = NewPasswordForm

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Show the ways there are."""
        return super().get_context_data(ways=ways(), uidb64=self.kwargs["uidb64"], **shown)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # the stubs say less
        """Take a password, where there are any."""
        return with_local_passwords(super().post)(*args, **kwargs)
