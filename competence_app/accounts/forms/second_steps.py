"""What people enter to show that it is them, besides a password, and to set that up."""

import json
import struct
from abc import abstractmethod
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from competence_app.accounts import wording
from competence_app.accounts.actions.guessing import Attempt
from competence_app.accounts.actions.second_steps import accept_code, counter_of
from competence_app.accounts.wording import signing_in as words
from competence_app.outbox.rules.lines import in_one_line
from competence_app.people.models import User
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field

LONGEST_CODE, LONGEST_NAME, LONGEST_CREDENTIAL = 20, 60, 16_000  # characters
# What comes of reading bytes that no device has made.
MALFORMED = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, NotImplementedError),
    *(OverflowError, RecursionError, struct.error),
)


def _helper(button: str, name: str, width: int) -> FormHelper:
    helper = FormHelper()
    helper.layout = Layout(Field(name, width=width), Button(button))
    return helper


def code_field(label: str) -> forms.CharField:
    """Return a box for a code."""
    box = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=LONGEST_CODE, widget=box)


class GuessedForm(CheckedHere, forms.Form):
    """What somebody could guess: whoever enters it wrongly waits, as for passwords."""

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        """Ask for what is ``user``'s."""
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def wait_or(self, wrong: str, *, is_right: Any) -> None:
        """Call ``is_right``, unless there is to wait; write down what is not right, and refuse it with ``wrong``."""
        attempt = Attempt(self.user.email, self.request)
        if wait := self.wait_of(attempt):
            raise ValidationError(wording.wait(wait), code="wait")
        if not is_right():
            self.note_failure(attempt)
            raise ValidationError(wrong, code="wrong")

    def wait_of(self, attempt: Attempt) -> int:
        """Return how many seconds there are to wait."""
        return attempt.wait

    def note_failure(self, attempt: Attempt) -> None:
        """Write down that it was wrong."""
        attempt.failed()


class CodeForm(GuessedForm):
    """A code of an authenticator app, or a recovery code."""

    code = code_field("Code")
    authenticator: Authenticator | None = None
    helper = _helper("Continue", "code", 10)

    def clean_code(self) -> str:
        """Refuse a wrong code, and one that was used."""
        code: str = self.cleaned_data["code"]
        self.wait_or(words.WRONG_CODE, is_right=lambda: self._is_right(code))
        return code

    def wait_of(self, attempt: Attempt) -> int:
        """Return how many seconds there are to wait: whoever knows the password has little to guess."""
        return attempt.wait_for_code

    def note_failure(self, attempt: Attempt) -> None:
        """Write down that it was wrong, and tell whose it is."""
        attempt.failed_with_code(self.user)

    def _is_right(self, code: str) -> bool:
        self.authenticator = accept_code(self.user, code)
        return self.authenticator is not None


class PasswordForm(GuessedForm):
    """One's password, once more."""

    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    helper = _helper("Continue", "password", 30)

    def clean_password(self) -> str:
        """Refuse another password."""
        password: str = self.cleaned_data["password"]
        self.wait_or(wording.WRONG_PASSWORD, is_right=lambda: self.user.check_password(password))
        return password


class AppForm(CheckedHere, forms.Form):
    """The first code of an app, which shows that it knows the secret."""

    code = code_field("Code that the app shows")
    counter: int
    helper = _helper("Set up", "code", 10)

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        """Ask for a code by this secret."""
        super().__init__(*args, **kwargs)
        self._secret = secret

    def clean_code(self) -> str:
        """Refuse a code that another secret makes."""
        code: str = self.cleaned_data["code"]
        counter = counter_of(self._secret, code)
        if counter is None:
            raise ValidationError(words.WRONG_CODE, code="wrong")
        self.counter = counter
        return code


class _CredentialForm(CheckedHere, forms.Form):
    """What a device answers to the challenge in the session, as JSON."""

    credential = forms.CharField(max_length=LONGEST_CREDENTIAL, widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        """Return what it says; refuse whatever the challenge does not let pass."""
        try:
            return self.checked(json.loads(self.cleaned_data["credential"]))
        except (*MALFORMED, ValidationError) as error:
            raise ValidationError(words.WRONG_PASSKEY, code="wrong") from error
        finally:
            webauthn.clear_state()  # a challenge is answered once

    @abstractmethod
    def checked(self, credential: Any) -> Any:
        """Return what comes of it; raise ``ValidationError`` or one of ``MALFORMED``."""


class PasskeyForm(_CredentialForm):
    """A passkey of ``user``, or of whoever it says; ``authenticator`` is which."""

    authenticator: Authenticator

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        """Ask for a passkey of somebody, or of anybody."""
        super().__init__(*args, **kwargs)
        self._user = user

    def checked(self, credential: Any) -> Any:
        """Look whose it is, whether its owner unlocked it, and what it signed."""
        webauthn.parse_authentication_response(credential)
        user = self._user or webauthn.extract_user_from_response(credential)
        if not user.is_active:
            raise ValidationError(words.WRONG_PASSKEY, code="closed")
        self.authenticator = webauthn.complete_authentication(user, credential)
        return credential


class PasskeyNameForm(CheckedHere, forms.Form):
    """What its owner calls a passkey."""

    name = forms.CharField(
        label="Name of the passkey",
        max_length=LONGEST_NAME,
        help_text="To tell it from others: such as “My phone” or “Blue key”.",
        error_messages={"required": "Enter a name for the passkey"},
    )
    helper = _helper("Save", "name", 20)

    def clean_name(self) -> str:
        """Return the name in one line that can be read."""
        return in_one_line(self.cleaned_data["name"], LONGEST_NAME) or "Passkey"


class NewPasskeyForm(PasskeyNameForm, _CredentialForm):
    """A passkey that a device has just made, and what its owner calls it."""

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(Field("name", width=20), "credential")
        return helper

    def checked(self, credential: Any) -> Any:
        """Look whether it was made for this challenge, and unlocked by its owner."""
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
        return credential


class StepForms:
    """What a page sends that asks ``user`` for a second step: a code or a passkey."""

    def __init__(self, request: HttpRequest, user: User) -> None:
        """Read what was sent."""
        sent = request.POST
        self.code = CodeForm(sent if "code" in sent else None, request=request, user=user)
        self.passkey = PasskeyForm(sent if "credential" in sent else None, user=user)

    @property
    def proof(self) -> Authenticator | None:
        """What of theirs was shown; None where nothing was sent, or something wrong."""
        if self.code.is_bound:
            return self.code.authenticator if self.code.is_valid() else None
        return self.passkey.authenticator if self.passkey.is_valid() else None
