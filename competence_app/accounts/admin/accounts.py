"""Accounts: made, invited and closed."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from competence_app.accounts import wording
from competence_app.accounts.actions import invite
from competence_app.accounts.admin.pages import PeopleAdmin, administrator, site
from competence_app.accounts.forms.own import UserForm
from competence_app.accounts.layout import invitation, may_be_invited
from competence_app.audit.actions import record
from competence_app.people.actions.supervising import leave
from competence_app.people.forms.addresses import AddressField
from competence_app.people.forms.choosing import ChoiceField
from competence_app.people.models import Team, User
from competence_app.people.models.address import AddressColumn
from competence_app.people.wording import TO_CHOOSE

TEAMS_TO_CHOOSE_FROM = 100
ROLES = ("is_framework_editor", "is_people_administrator", "is_organisation_lead")


class TeamFilter(admin.RelatedFieldListFilter):
    """Teams to choose from, while they are few enough to look through; the search finds people by their team too."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the teams, or none of too many."""
        too_many = Team.objects.order_by()[TEAMS_TO_CHOOSE_FROM:].exists()
        return [] if too_many else list(super().field_choices(field, request, model_admin))


@admin.register(User, site=site)
class UserAdmin(PeopleAdmin):
    """Accounts: a new one gets a message with a link at which its owner chooses a password."""

    form = UserForm
    list_display = ("name", "email", "job_role", "team", "is_active")
    list_filter = ("is_active", ("team", TeamFilter), "job_role", *ROLES)
    list_select_related = ("job_role", "team")
    search_fields = ("email", "team__name")
    chosen: ClassVar = {"team": {"form_class": ChoiceField, "help_text": TO_CHOOSE["team"]}}
    fields = ("email", "full_name", "job_role", "team", "is_active", *ROLES)

    @admin.display(description="full name", ordering="sort_key")
    def name(self, person: User) -> str:
        """Return the name, in a column that sorts as people sort names."""
        return person.bare_name  # the address stands beside it

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find names as people type them, addresses and teams."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return found | queryset.named(search_term), may_repeat

    formfield_overrides = {AddressColumn: {"form_class": AddressField}}

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """Keep the address of an account that exists."""
        return ("email", "invitation") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """Show of an account that exists what became of its invitation."""
        return (*self.fields, "invitation") if obj else self.fields

    @admin.display(description="invitation")
    def invitation(self, obj: User) -> str:
        """Say where it stands."""
        return invitation(obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> HttpResponse:
        """Offer to send the invitation again, and to end whom they supervise, where that is of use."""
        if person := context["original"]:
            context |= {"may_invite": may_be_invited(person), "supervises": person.supervises.lasting().exists()}
        return super().render_change_form(request, context, *args, **options)

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the button that invites."""
        button = site.admin_view(require_POST(self.invite_button))
        return [path("<int:pk>/invite/", button, name="people_user_invite"), *super().get_urls()]

    def invite_button(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the invitation again."""
        user = get_object_or_404(User, pk=pk)
        if may_be_invited(user):
            invite(user, by=administrator(request))
            messages.success(request, wording.INVITED.format(email=user.email))
        else:
            messages.warning(request, wording.NOT_INVITED)
        return redirect("admin:people_user_change", pk)

    def about(self, obj: User) -> User:
        """Return whose account it is."""
        return obj

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Invite the owner of a new account, and write down another name."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "full_name" in form.changed_data:
            record("rename", obj, by=administrator(request), about=obj)
        if change and not obj.is_active:
            leave(obj, by=administrator(request))
        if not change:
            invite(obj, by=administrator(request))
            messages.info(request, wording.INVITED.format(email=obj.email))
