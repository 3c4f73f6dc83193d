"""The account pages of people administrators: Django's admin, with people, and what e-mails did not reach them.

Administrators make and close accounts but never enter one: they set no passwords and change no addresses, for
whoever can sign in as somebody reads what that person sent to nobody.
"""

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.contrib import admin, messages
from django.db.models import F, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from competence_app.accounts import wording
from competence_app.accounts.actions import invite, send_again
from competence_app.accounts.forms import SupervisionForm
from competence_app.accounts.layout import invitation, may_be_invited
from competence_app.audit.actions import record
from competence_app.outbox.models import Mail, MailQuerySet
from competence_app.outbox.wording import STATUSES
from competence_app.people.actions import tell_both
from competence_app.people.forms.addresses import AddressField
from competence_app.people.forms.choosing import ChoiceField, ChoicesField
from competence_app.people.models import JobRole, Supervision, Team, User
from competence_app.people.models.address import AddressColumn
from competence_app.people.rules.sorting import search_key
from competence_app.people.wording import TO_CHOOSE

TEAMS_TO_CHOOSE_FROM = 100


class PeopleSite(admin.AdminSite):
    """The site of these pages: whoever is no people administrator finds nothing at its addresses."""

    site_header = site_title = "People administration"
    index_title = "People"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Let people administrators in, and nobody else."""
        return isinstance(request.user, User) and request.user.is_people_administrator

    def login(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Answer 404 to those without permission: there is one page to sign in, and it is not here."""
        raise Http404

    def autocomplete_view(self, request: HttpRequest) -> NoReturn:  # noqa: ARG002 - Django's
        """Answer 404: no form asks it, and what it may be asked goes further than people's names."""
        raise Http404


site = PeopleSite()


def _administrator(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - PeopleSite.has_permission has seen to it
    return request.user


class PeopleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # of whichever model it is registered for
    """Opens to people administrators, whatever Django's own permissions say, and writes each change down."""

    show_full_result_count = False  # it counts every row once more
    # Of which there are too many for a list, each with how to choose from them.
    chosen: ClassVar[dict[str, dict[str, Any]]] = {}

    def _is_administrator(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        return site.has_permission(request)

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _is_administrator

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        """Refuse: accounts are closed and supervisions ended, so that who could see what stays on record."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Filter by what the list offers alone: other filters would tell of passwords and assessments, bit by bit."""
        offered = {entry[0] if isinstance(entry, tuple) else entry for entry in self.list_filter}
        is_offered = lookup.split("__", maxsplit=1)[0] in offered
        return is_offered and super().lookup_allowed(lookup, value, request)  # Django's goes no further than the team

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let people and teams be chosen by typing."""
        how = self.chosen.get(db_field.name)
        return db_field.formfield(**how) if how else super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        """Store the row and write it down, unless nothing in it is new."""
        if change and not form.changed_data:
            return
        super().save_model(request, obj, form, change)
        record("change" if change else "add", obj, by=_administrator(request), about=self.about(obj))

    def about(self, obj: Any) -> User | None:  # noqa: ARG002 - of a team or a job role there is none
        """Return the person who finds the change in their own record."""
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep the history of the row free of changes that were none."""
        return super().log_change(request, obj, message) if message else None


class TeamFilter(admin.RelatedFieldListFilter):
    """Teams to choose from, while they are few enough to look through; the search finds people by their team too."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the teams, or none of too many."""
        too_many = Team.objects.order_by()[TEAMS_TO_CHOOSE_FROM:].exists()
        return [] if too_many else list(super().field_choices(field, request, model_admin))


@admin.register(User, site=site)
class UserAdmin(PeopleAdmin):
    """Accounts: a new one gets a message with a link at which its owner chooses a password."""

    list_display = ("name", "email", "job_role", "team", "is_active")
    list_filter = ("is_active", ("team", TeamFilter), "job_role", "is_framework_editor", "is_people_administrator")
    list_select_related = ("job_role", "team")
    search_fields = ("email", "team__name")
    chosen: ClassVar = {"team": {"form_class": ChoiceField, "help_text": TO_CHOOSE["team"]}}
    fields = ("email", "full_name", "job_role", "team", "is_active", "is_framework_editor", "is_people_administrator")

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
        """Offer to send the invitation again where that is of use."""
        context["may_invite"] = context["original"] and may_be_invited(context["original"])
        return super().render_change_form(request, context, *args, **options)

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the button that invites."""
        button = site.admin_view(require_POST(self.invite_button))
        return [path("<int:pk>/invite/", button, name="people_user_invite"), *super().get_urls()]

    def invite_button(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the invitation again."""
        user = get_object_or_404(User, pk=pk)
        if may_be_invited(user):
            invite(user, by=_administrator(request))
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
            record("rename", obj, by=_administrator(request), about=obj)
        if not change:
            invite(obj, by=_administrator(request))
            messages.info(request, wording.INVITED.format(email=obj.email))


@admin.register(Team, site=site)
class TeamAdmin(PeopleAdmin):
    """Teams with those who lead them."""

    search_fields = ("name",)
    chosen: ClassVar = {"leads": {"form_class": ChoicesField, "help_text": TO_CHOOSE["people"]}}


@admin.register(JobRole, site=site)
class JobRoleAdmin(PeopleAdmin):
    """Job roles; frameworks name them by code."""

    list_display = ("title", "code")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """Keep a role that exists as it is: past assessments were made for it."""
        return ("code", "title") if obj else ()


@admin.register(Supervision, site=site)
class SupervisionAdmin(PeopleAdmin):
    """Who supervises whom, from when to when."""

    form = SupervisionForm
    chosen: ClassVar = {
        part: {"form_class": ChoiceField, "help_text": TO_CHOOSE["person"]} for part in ("practitioner", "supervisor")
    }
    list_display = ("practitioner", "supervisor", "started_on", "ended_on")
    list_select_related = ("practitioner", "supervisor")
    search_fields: ClassVar[tuple[str, ...]] = (
        "practitioner__search_key__contains",
        "supervisor__search_key__contains",
    )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find names as people type them."""
        return super().get_search_results(request, queryset, search_key(search_term))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """Keep who supervised whom since when: only the end is still to be said."""
        return ("practitioner", "supervisor", "started_on") if obj else ()

    def about(self, obj: Supervision) -> User:
        """Return who is supervised."""
        return obj.practitioner

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Tell both people what is new."""
        super().save_model(request, obj, form, change)
        if form.changed_data:
            tell_both(obj, by=_administrator(request))


@admin.register(Mail, site=site)
class MailAdmin(PeopleAdmin):
    """E-mails that have not gone out, those given up first: to whom and why not, but nothing of what they say."""

    list_display = ("to", "kind", "status", "problem", "attempts", "next_attempt", "written_at")
    list_display_links = None
    list_filter = ("kind",)
    search_fields = ("to",)
    ordering = (F("failed_at").desc(nulls_last=True), "due_at")
    fields = list_display
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> MailQuerySet:  # noqa: ARG002 - Django's
        """Keep what has not gone out."""
        return Mail.objects.unsent()

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        """Refuse: what happens writes e-mails."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        """Refuse, for the same reason."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say above the list what is in it."""
        return super().changelist_view(request, (extra_context or {}) | {"title": wording.UNSENT})

    @admin.display(description="next attempt", ordering="due_at")
    def next_attempt(self, obj: Mail) -> datetime | None:
        """Return when it is tried again by itself."""
        return None if obj.failed_at else obj.due_at

    @admin.display(description="status")
    def status(self, obj: Mail) -> str:
        """Say where it stands."""
        return STATUSES[obj.status]

    @admin.action(description="Send again", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: MailQuerySet) -> None:
        """Let those chosen be tried from the start."""
        send_again(queryset, by=_administrator(request))
        messages.success(request, wording.SENT_AGAIN)
