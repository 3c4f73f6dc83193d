"""What the service can do, and what its resources are."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponse
from scim2_models import Context, ForbiddenException, NotFoundException, NotImplementedException, Resource

from competence_app.directory import wording
from competence_app.directory.layout import CONFIG, PROVIDER, described, resource_address
from competence_app.directory.views.answering import answer, by_token
from competence_app.directory.views.pages import listed

NOT_OFFERED = {".search", "Bulk", "Me"}


def _show_config(_request: HttpRequest) -> HttpResponse:
    config = described(CONFIG, "ServiceProviderConfig", resource_address("scim-config"))
    return answer(config.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))


def _resource_types() -> list[Resource[Any]]:
    kind = "ResourceType"
    return [described(one, kind, resource_address("scim-resource-type", one.id)) for one in PROVIDER.resource_types]


def _schemas() -> list[Resource[Any]]:
    return [described(one, "Schema", resource_address("scim-schema", one.id)) for one in PROVIDER.schemas]


def _all(request: HttpRequest, rows: Iterable[Resource[Any]]) -> HttpResponse:
    """Show them all, on one page; RFC 7644 refuses a filter here."""
    if "filter" in request.GET:
        raise ForbiddenException(detail=wording.NO_FILTER_HERE)
    written = [row.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE) for row in rows]
    return answer(listed(written, total=len(written)))


def _one(rows: Iterable[Resource[Any]], key: str) -> HttpResponse:
    for row in rows:
        if row.id == key:
            return answer(row.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))
    raise NotFoundException(detail=wording.NOTHING)


def _nothing(_request: HttpRequest, other: str) -> HttpResponse:
    if other in NOT_OFFERED:
        raise NotImplementedException(detail=wording.NOT_OFFERED)
    raise NotFoundException(detail=wording.NOTHING)


config_resource = by_token(GET=_show_config)
resource_types_resource = by_token(GET=lambda request: _all(request, _resource_types()))
resource_type_resource = by_token(GET=lambda _request, key: _one(_resource_types(), key))
schemas_resource = by_token(GET=lambda request: _all(request, _schemas()))
schema_resource = by_token(GET=lambda _request, key: _one(_schemas(), key))
other_resource = by_token(GET=_nothing, POST=_nothing, PUT=_nothing, PATCH=_nothing, DELETE=_nothing)
