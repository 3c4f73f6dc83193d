"""What a directory calls, under ``/scim/v2/``."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

VIEWS = "competence_app.directory.views"


def resource(address: str, view: str, name: str) -> URLPattern:
    """Return an address whose view is imported when it is first asked for.

    The library behind it takes as long to import as all else, which no command should wait for. A directory's token is
    sent by no browser of its own accord: there is no session to read, and no form to forge.
    """

    @csrf_exempt
    @login_not_required
    def first_imported(request: HttpRequest, **arguments: str) -> HttpResponseBase:
        response: HttpResponseBase = import_string(f"{VIEWS}.{view}")(request, **arguments)
        return response

    return path(address, first_imported, name=name)


urlpatterns = [
    resource("ServiceProviderConfig", "describing.config_resource", "scim-config"),
    resource("ResourceTypes", "describing.resource_types_resource", "scim-resource-types"),
    resource("ResourceTypes/<str:key>", "describing.resource_type_resource", "scim-resource-type"),
    resource("Schemas", "describing.schemas_resource", "scim-schemas"),
    resource("Schemas/<str:key>", "describing.schema_resource", "scim-schema"),
    resource("Users", "people.users_resource", "scim-users"),
    resource("Users/.search", "people.user_search_resource", "scim-user-search"),
    resource("Users/<str:key>", "people.user_resource", "scim-user"),
    resource("Groups", "teams.groups_resource", "scim-groups"),
    resource("Groups/.search", "teams.group_search_resource", "scim-group-search"),
    resource("Groups/<str:key>", "teams.group_resource", "scim-group"),
    resource("<path:other>", "describing.other_resource", "scim-other"),
]
