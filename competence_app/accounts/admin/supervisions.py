"""Who supervises whom."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from competence_app.accounts.admin.pages import PeopleAdmin, administrator, site
from competence_app.accounts.forms.own import SupervisionForm
from competence_app.people.actions import tell_both
from competence_app.people.forms.choosing import ChoiceField
from competence_app.people.models import Supervision, User
from competence_app.people.rules.sorting import search_key
from competence_app.people.wording import TO_CHOOSE


@admin.register(Supervision, site=site)
class SupervisionAdmin(PeopleAdmin):
    """Who supervises whom, from when to when."""

    form = SupervisionForm
    chosen: ClassVar = {
        part: {"form_class": ChoiceField, "help_text": TO_CHOOSE["person"]} for part in ("practitioner", "supervisor")
    }
    fields = ("practitioner", "supervisor", "started_on", "ended_on")
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
        """Keep who supervised whom since when; an end is set where what is in hand stands, and corrected here."""
        lasting = isinstance(obj, Supervision) and obj.ended_on is None
        return ("practitioner", "supervisor", "started_on", *(["ended_on"] if lasting else [])) if obj else ()

    def about(self, obj: Supervision) -> User:
        """Return who is supervised."""
        return obj.practitioner

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Tell both people what is new."""
        super().save_model(request, obj, form, change)
        if form.changed_data:
            tell_both(obj, by=administrator(request))
