"""The site of the account pages, and what its pages have in common."""

from typing import Any, ClassVar, NoReturn

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from competence_app.accounts import wording
from competence_app.audit.actions import record
from competence_app.people.models import User


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


MOST_LISTED = 10_000

site = PeopleSite()


def administrator(request: HttpRequest) -> User:
    """Return who uses these pages."""
    assert isinstance(request.user, User)  # noqa: S101 - PeopleSite.has_permission has seen to it
    return request.user


class FirstRows(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Counts and pages through as many rows as anybody looks through, since to count all takes long."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, up to ``MOST_LISTED``."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # the list of an administration page
        return rows.order_by()[:MOST_LISTED].count()


class PeopleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # of whichever model it is registered for
    """Opens to people administrators, whatever Django's own permissions say, and writes each change down."""

    paginator = FirstRows
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

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Say so where more rows are there than are listed."""
        shown = super().get_changelist_instance(request)
        if shown.result_count == MOST_LISTED:
            messages.info(request, wording.FIRST_ROWS.format(count=MOST_LISTED))
        return shown

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        """Store the row and write it down, unless nothing in it is new."""
        if change and not form.changed_data:
            return
        super().save_model(request, obj, form, change)
        record("change" if change else "add", obj, by=administrator(request), about=self.about(obj))

    def about(self, obj: Any) -> User | None:  # noqa: ARG002 - of a team or a job role there is none
        """Return the person who finds the change in their own record."""
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep the history of the row free of changes that were none."""
        return super().log_change(request, obj, message) if message else None
