"""How a directory's requests are let in, read and answered (RFC 7644)."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponse
from pydantic import ValidationError as ShapeError
from scim2_models import (
    BaseModel,
    Context,
    Error,
    InvalidValueException,
    PayloadTooLargeException,
    Resource,
    ResponseParameters,
    SCIMException,
)

from competence_app.directory import wording
from competence_app.directory.actions.tokens import let_in
from competence_app.directory.models import Token
from competence_app.directory.rules.refusing import RefusedError
from competence_app.directory.rules.resources import POLICY

CONTENT_TYPE = "application/scim+json"
MOST_BYTES = 2 * 1024 * 1024
Message = TypeVar("Message", bound=BaseModel)


class ProgramRequest(HttpRequest):
    """A request from a directory that was let in."""

    token: Token


Handler = Callable[..., HttpResponse]


def by_token(**handlers: Handler) -> Handler:
    """Return a view with a handler for each method, for whoever has a good token."""

    def view(request: Any, **arguments: Any) -> HttpResponse:
        try:
            request.token = let_in(request)
            return _handler(handlers, request)(request, **arguments)
        except SCIMException as error:
            return refusal(_said(error), getattr(error, "headers", None))
        except ShapeError as error:
            return refusal(_shape(error))
        except ValidationError as error:
            return refusal(InvalidValueException(detail=" ".join(error.messages)).to_error())

    return view


def _said(error: SCIMException) -> Error:
    """Return what is wrong; of a value of another shape, in a line."""
    return _shape(error.__cause__) if isinstance(error.__cause__, ShapeError) else error.to_error()


def _shape(error: ShapeError) -> Error:
    return Error.from_validation_errors(error)[0]


def _handler(handlers: dict[str, Handler], request: HttpRequest) -> Handler:
    if handler := handlers.get(request.method or ""):
        return handler
    methods = ", ".join(handlers)
    raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, wording.NOT_SO.format(methods=methods), {"Allow": methods})


def answer(body: dict[str, Any], status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> JsonResponse:
    """Return an answer with this body."""
    return JsonResponse(body, status=status, headers=headers, content_type=CONTENT_TYPE)


def refusal(error: Error, headers: Mapping[str, str] | None = None) -> JsonResponse:
    """Return an answer that says what is wrong."""
    return answer(error.model_dump(), error.status or HTTPStatus.BAD_REQUEST, headers)


def nothing() -> HttpResponse:
    """Return an answer that says that it is done, and nothing else."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def sent(request: HttpRequest, shape: type[Message], context: Context) -> Message:
    """Return what was sent; raise ``ShapeError`` or ``SCIMException`` where it is something else."""
    return shape.model_validate_json(_body(request), scim_ctx=context, scim_policy=POLICY)


def _body(request: HttpRequest) -> bytes:
    too_long = PayloadTooLargeException(detail=wording.TOO_LONG.format(most=MOST_BYTES))
    try:
        body = request.body
    except RequestDataTooBig:
        raise too_long from None
    if len(body) > MOST_BYTES:
        raise too_long
    return body


def written_resource(request: HttpRequest, resource: Resource[Any], context: Context) -> dict[str, Any]:
    """Return a resource as it is sent: those attributes that are asked for."""
    return resource.model_dump(scim_ctx=context, response_parameters=_chosen(request, type(resource)))


def _chosen(request: HttpRequest, shape: type[Resource[Any]]) -> ResponseParameters[Any]:
    parameters: Any = ResponseParameters.__class_getitem__(shape)
    asked = {name: request.GET[name] for name in ("attributes", "excludedAttributes") if name in request.GET}
    return parameters.model_validate(asked, scim_policy=POLICY)  # type: ignore[no-any-return]  # generic at run time
