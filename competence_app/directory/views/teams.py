"""Teams, as ``/Groups``."""

from http import HTTPStatus

from django.http.response import HttpResponse
from scim2_models import Context, NotFoundException, PatchOp

from competence_app.directory import wording
from competence_app.directory.actions import teams as acts
from competence_app.directory.layout import as_group, resource_address
from competence_app.directory.queries.filters import OF_TEAMS, key_of
from competence_app.directory.queries.listed import teams
from competence_app.directory.rules.altering import replaced, staffed
from competence_app.directory.rules.resources import Group
from competence_app.directory.views.answering import ProgramRequest, answer, by_token, nothing, sent, written_resource
from competence_app.directory.views.pages import finder


def _add(request: ProgramRequest) -> HttpResponse:
    asked = sent(request, Group, Context.RESOURCE_CREATION_REQUEST)
    added = acts.add_team(asked, by=request.token)
    response = _shown(request, str(added.pk), Context.RESOURCE_CREATION_RESPONSE, HTTPStatus.CREATED)
    response["Location"] = resource_address("scim-group", added.pk)
    return response


def _show(request: ProgramRequest, key: str) -> HttpResponse:
    return _shown(request, key, Context.RESOURCE_QUERY_RESPONSE)


def _replace(request: ProgramRequest, key: str) -> HttpResponse:
    asked = sent(request, Group, Context.RESOURCE_REPLACEMENT_REQUEST)
    acts.alter_team(key_of(key), lambda before: replaced(as_group(before), asked), by=request.token)
    return _shown(request, key, Context.RESOURCE_REPLACEMENT_RESPONSE)


def _patch(request: ProgramRequest, key: str) -> HttpResponse:
    patch = sent(request, PatchOp[Group], Context.RESOURCE_PATCH_REQUEST)
    acts.alter_team(key_of(key), lambda before: staffed(as_group(before), patch), by=request.token)
    return _shown(request, key, Context.RESOURCE_PATCH_RESPONSE)


def _remove(request: ProgramRequest, key: str) -> HttpResponse:
    acts.remove_team(key_of(key), by=request.token)
    return nothing()


def _shown(request: ProgramRequest, key: str, context: Context, status: int = HTTPStatus.OK) -> HttpResponse:
    team = teams().filter(pk=key_of(key)).first()
    if team is None:
        raise NotFoundException(detail=wording.NOTHING)
    return answer(written_resource(request, as_group(team), context), status)


_find = finder(Group, teams, OF_TEAMS, as_group)
groups_resource = by_token(GET=_find, POST=_add)
group_search_resource = by_token(POST=_find)
group_resource = by_token(GET=_show, PUT=_replace, PATCH=_patch, DELETE=_remove)
