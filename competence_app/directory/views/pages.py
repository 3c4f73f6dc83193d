"""A page of what a directory looks for, in the address or in the body of a request."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponse
from scim2_models import Context, InvalidFilterException, ListResponse, Resource, SearchRequest

from competence_app.directory import wording
from competence_app.directory.layout import PAGE
from competence_app.directory.queries.filters import LARGEST_KEY, Ask, asked
from competence_app.directory.rules.resources import POLICY
from competence_app.directory.views.answering import Handler, ProgramRequest, answer, sent

LONGEST_FILTER = 2_000  # characters
ASKED = ("filter", "startIndex", "count", "attributes", "excludedAttributes")


def finder(
    shape: type[Resource[Any]],
    rows: Callable[[], QuerySet[Any]],
    asks: Mapping[str, Ask],
    as_resource: Callable[[Any], Resource[Any]],
) -> Handler:
    """Return what shows a page of those of the rows that a request looks for; it raises ``SCIMException``."""

    def find(request: ProgramRequest) -> HttpResponse:
        search = _search(request, shape)
        found = rows().filter(asked(search.filter, asks))
        start = min(search.start_index or 1, LARGEST_KEY - PAGE)
        count = min(PAGE if search.count is None else search.count, PAGE)
        written = [
            as_resource(row).model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=search)
            for row in found[start - 1 : start - 1 + count]
        ]
        return answer(listed(written, total=found.order_by().count(), start=start))

    return find


def listed(rows: list[dict[str, Any]], *, total: int, start: int = 1) -> dict[str, Any]:
    """Return some of so many rows, from the place ``start`` on, as the body of an answer."""
    said = {"totalResults": total, "startIndex": start, "itemsPerPage": len(rows), "Resources": rows}
    return {"schemas": [str(ListResponse.__schema__)], **said}


def _search(request: ProgramRequest, shape: type[Resource[Any]]) -> SearchRequest[Any]:
    searching: Any = SearchRequest.__class_getitem__(shape)
    search = _read(request, searching)
    if len(search.filter or "") > LONGEST_FILTER:
        raise InvalidFilterException(detail=wording.LONG_FILTER)
    return search


def _read(request: ProgramRequest, searching: type[SearchRequest[Any]]) -> SearchRequest[Any]:
    if request.method == "POST":
        return sent(request, searching, Context.SEARCH_REQUEST)
    given = {name: request.GET[name] for name in ASKED if name in request.GET}
    return searching.model_validate(given, scim_ctx=Context.SEARCH_REQUEST, scim_policy=POLICY)
