"""Where people work, and as what."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from competence_app.accounts.admin.pages import PeopleAdmin, site
from competence_app.people.forms.choosing import ChoicesField
from competence_app.people.models import JobRole, Team
from competence_app.people.wording import TO_CHOOSE


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
