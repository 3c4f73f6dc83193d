"""What is said and asked while a draft is looked through."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.people.models import User
from competence_app.people.rules.addresses import address_of
from competence_app.revisions.forms.arranging import BareLinesField
from competence_app.revisions.wording import NO_ACCOUNT
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field

_MOST = 2000


class DraftCommentForm(CheckedHere, forms.Form):
    """What somebody says of a draft, or answers."""

    text = BareLinesField(
        label="What do you want to say?",
        most=_MOST,
        max_length=_MOST,
        error_messages={
            "required": "Enter what you want to say",
            "max_length": "It must be %(limit_value)d characters or fewer. It has %(show_value)d",
        },
    )
    button = "Say it"

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout(Field("text", rows=5), ButtonGroup(Button(self.button)))
        return helper


class ReviewerForm(CheckedHere, forms.Form):
    """Who is asked to look a draft through."""

    email = forms.CharField(
        label="Their email address",
        max_length=254,
        help_text="Of anybody with an account here. They see this draft, and no other.",
        error_messages={"required": "Enter an email address", "max_length": NO_ACCOUNT},
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("email", width=30), ButtonGroup(Button("Ask them")))
        return helper

    def clean_email(self) -> User:
        """Return whose account has this address."""
        address = address_of(self.cleaned_data["email"])
        person = User.objects.filter(email=address, is_active=True).first()
        if person is None:
            raise forms.ValidationError(NO_ACCOUNT)
        return person


class ApprovalForm(forms.Form):
    """What somebody saw before approving it."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
