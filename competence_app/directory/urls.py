"""What a directory calls, under ``/scim/v2/``."""

from django.urls import path

from competence_app.directory.views import describing, people, teams

urlpatterns = [
    path("ServiceProviderConfig", describing.config_resource, name="scim-config"),
    path("ResourceTypes", describing.resource_types_resource, name="scim-resource-types"),
    path("ResourceTypes/<str:key>", describing.resource_type_resource, name="scim-resource-type"),
    path("Schemas", describing.schemas_resource, name="scim-schemas"),
    path("Schemas/<str:key>", describing.schema_resource, name="scim-schema"),
    path("Users", people.users_resource, name="scim-users"),
    path("Users/.search", people.user_search_resource, name="scim-user-search"),
    path("Users/<str:key>", people.user_resource, name="scim-user"),
    path("Groups", teams.groups_resource, name="scim-groups"),
    path("Groups/.search", teams.group_search_resource, name="scim-group-search"),
    path("Groups/<str:key>", teams.group_resource, name="scim-group"),
    path("<path:other>", describing.other_resource, name="scim-other"),
]
