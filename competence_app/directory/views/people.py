"""The people of an installation, as ``/Users``."""

from http import HTTPStatus

from django.http.response import HttpResponse
from scim2_models import Context, NotFoundException, PatchOp

from competence_app.directory import wording
from competence_app.directory.actions import people as acts
from competence_app.directory.layout import as_person, resource_address
from competence_app.directory.queries.filters import OF_PEOPLE, key_of
from competence_app.directory.queries.listed import people
from competence_app.directory.rules.altering import patched, replaced
from competence_app.directory.rules.resources import Person
from competence_app.directory.views.answering import ProgramRequest, answer, by_token, nothing, sent, written_resource
from competence_app.directory.views.pages import finder


def _add(request: ProgramRequest) -> HttpResponse:
    asked = sent(request, Person, Context.RESOURCE_CREATION_REQUEST)
    joined = acts.join(asked, by=request.token)
    response = _shown(request, str(joined.pk), Context.RESOURCE_CREATION_RESPONSE, HTTPStatus.CREATED)
    response["Location"] = resource_address("scim-user", joined.pk)
    return response


def _show(request: ProgramRequest, key: str) -> HttpResponse:
    return _shown(request, key, Context.RESOURCE_QUERY_RESPONSE)


def _replace(request: ProgramRequest, key: str) -> HttpResponse:
    asked = sent(request, Person, Context.RESOURCE_REPLACEMENT_REQUEST)
    acts.alter_person(key_of(key), lambda before: replaced(as_person(before), asked), by=request.token)
    return _shown(request, key, Context.RESOURCE_REPLACEMENT_RESPONSE)


def _patch(request: ProgramRequest, key: str) -> HttpResponse:
    patch = sent(request, PatchOp[Person], Context.RESOURCE_PATCH_REQUEST)
    acts.alter_person(key_of(key), lambda before: patched(as_person(before), patch), by=request.token)
    return _shown(request, key, Context.RESOURCE_PATCH_RESPONSE)


def _remove(request: ProgramRequest, key: str) -> HttpResponse:
    acts.remove_person(key_of(key), by=request.token)
    return nothing()


def _shown(request: ProgramRequest, key: str, context: Context, status: int = HTTPStatus.OK) -> HttpResponse:
    person = people().filter(pk=key_of(key)).first()
    if person is None:
        raise NotFoundException(detail=wording.NOTHING)
    return answer(written_resource(request, as_person(person), context), status)


_find = finder(Person, people, OF_PEOPLE, as_person)
users_resource = by_token(GET=_find, POST=_add)
user_search_resource = by_token(POST=_find)
user_resource = by_token(GET=_show, PUT=_replace, PATCH=_patch, DELETE=_remove)
