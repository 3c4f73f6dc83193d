"""What people type to get in, and about themselves."""

from collections.abc import Iterable
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth import forms as auth

from competence_app.accounts import wording
from competence_app.accounts.actions import ask_password_link
from competence_app.accounts.actions.guessing import Attempt
from competence_app.audit.actions import record
from competence_app.people.forms.addresses import AddressField
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field, Radios

_USERNAME = {"autocomplete": "username"}


def _helper(button: str, *fields: str, hidden: Iterable[str] = ()) -> FormHelper:
    helper = FormHelper()
    helper.layout = Layout(*hidden, *(Field(name, width=30) for name in fields), Button(button))
    return helper


class ForOneAddress:
    """Mix into forms that set a password: they tell password managers, and nobody else, whose it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Behind a link that fits nobody there is no user; Django makes the form all the same, and does not show it.
        user: User | None = self.user  # type: ignore[attr-defined]  # of the form that this is mixed into
        address = forms.CharField(required=False, initial=user and user.email, widget=forms.HiddenInput(_USERNAME))
        self.fields["username"] = address  # type: ignore[attr-defined]  # as above


class SignInForm(CheckedHere, auth.AuthenticationForm):
    """An e-mail address and a password; ``attempt`` is for whoever is signed in by them in the end."""

    attempt: Attempt

    username = AddressField(
        label="Email address", widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"})
    )
    helper = _helper("Sign in", "username", "password")
    error_messages = {
        "invalid_login": "The email address or the password is not right. Check both and try again",
        "inactive": "This account is closed. Ask your people administrator to open it again",
    }

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless there were too many wrong ones just now; a wrong one is written down."""
        if not {"username", "password"} <= self.cleaned_data.keys():
            return super().clean()
        assert self.request  # noqa: S101 - the view gives it
        self.attempt = Attempt(self.cleaned_data["username"], self.request)
        if self.attempt.wait:
            raise forms.ValidationError(wording.wait(self.attempt.wait), code="wait")
        try:
            return super().clean()
        except forms.ValidationError:
            self.attempt.failed()
            raise


class AccountForm(CheckedHere, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """What a person may change of their own account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask supervisors alone whether they want a summary, and nobody for another job role than they have."""
        super().__init__(*args, **kwargs)
        if self.instance.job_role_id:
            del self.fields["job_role"]
        if not self.instance.is_supervisor:
            del self.fields["wants_digest"]

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        digest = [Field("wants_digest")] if "wants_digest" in self.fields else []
        job_role = [Field("job_role", width=30)] if "job_role" in self.fields else []
        scheme = Radios("scheme", small=True, inline=True)
        helper.layout = Layout(Field("full_name", width=30), *job_role, scheme, *digest, Button("Save"))
        return helper

    class Meta:
        model = User
        fields = ("full_name", "job_role", "scheme", "wants_digest")
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"scheme": forms.RadioSelect}
        labels: ClassVar[dict[str, str]] = {
            "job_role": "Job role (optional)",
            "wants_digest": "Once a week, tell me by e-mail what waits for me, and how many are overdue or due soon",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "job_role": (
                "New assessments are set beside what is expected in this role. Once it is saved, only your people "
                "administrator can change it."
            )
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {"full_name": {"required": "Enter your full name"}}


class AddressForm(CheckedHere, forms.Form):
    """Another address to sign in with, and the password: whoever finds a session open must not take the account."""

    email = AddressField(label="New email address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    helper = _helper("Send a link to the new address", "email", "password")

    def __init__(self, *args: Any, request: SignedInRequest, **kwargs: Any) -> None:
        """Ask for the password of whoever made the request."""
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_email(self) -> str:
        """Refuse the address that one has."""
        email: str = self.cleaned_data["email"]
        if email == self.request.user.email:
            raise forms.ValidationError(wording.SAME_ADDRESS, code="same")
        return email

    def clean_password(self) -> str:
        """Refuse another password; whoever guesses waits, as on signing in."""
        password: str = self.cleaned_data["password"]
        attempt = Attempt(self.request.user.email, self.request)
        if attempt.wait:
            raise forms.ValidationError(wording.wait(attempt.wait), code="wait")
        if not self.request.user.check_password(password):
            attempt.failed()
            raise forms.ValidationError(wording.WRONG_PASSWORD, code="wrong")
        return password


class ChangePasswordForm(ForOneAddress, CheckedHere, auth.PasswordChangeForm):
    """The old password, and the new one twice."""

    helper = _helper("Change password", "old_password", "new_password1", "new_password2", hidden=["username"])

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's
        """Store the new one."""
        return _on_record("change password", super().save(commit))


class AskResetForm(CheckedHere, forms.Form):
    """The address that a link is sent to; unlike Django's form, it looks for no account."""

    email = AddressField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    helper = _helper("Send me a link", "email")

    def save(self, **_options: Any) -> None:
        """Ask for the link; whether somebody gets it shows in nothing, time included."""
        ask_password_link(self.cleaned_data["email"])


class NewPasswordForm(ForOneAddress, CheckedHere, auth.SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The new password, twice."""

    helper = _helper("Save password", "new_password1", "new_password2", hidden=["username"])

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's
        """Store it."""
        return _on_record("choose password", super().save(commit))


def _on_record(verb: str, user: User) -> User:
    record(verb, user, by=user, about=user)
    return user
