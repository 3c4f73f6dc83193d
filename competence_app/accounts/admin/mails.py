"""E-mails that did not reach people."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Model
from django.http import HttpRequest, HttpResponse

from competence_app.accounts import wording
from competence_app.accounts.actions import send_again
from competence_app.accounts.admin.pages import PeopleAdmin, administrator, site
from competence_app.outbox.models import Mail, MailQuerySet
from competence_app.outbox.wording import STATUSES


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
        send_again(queryset, by=administrator(request))
        messages.success(request, wording.SENT_AGAIN)
