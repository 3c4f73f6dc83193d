"""What a directory looks for, as a question to the database."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q
from scim2_models import InvalidFilterException, ScimFilter
from scim2_models.path import CompareOperator, Comparison, FilterVisitor, LogicalExpr, LogicalOperator, Not, Present

from competence_app.directory import wording
from competence_app.directory.models import LISTED
from competence_app.directory.rules.resources import is_plain
from competence_app.people.models import User

NOBODY = Q(pk=None)
LARGEST_KEY = 2**63 - 1  # what a column of keys holds
TEXT_LOOKUPS = {
    CompareOperator.eq: "iexact",
    CompareOperator.co: "icontains",
    CompareOperator.sw: "istartswith",
    CompareOperator.ew: "iendswith",
}
Ask = Callable[[CompareOperator, Any], Q]


def key_of(text: object) -> int:
    """Return the key that an id is; 0, which no row has, where it is none of ours."""
    if not (isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_KEY))):
        return 0
    key = int(text)
    return key if str(key) == text and key <= LARGEST_KEY else 0


def _refuse() -> InvalidFilterException:
    return InvalidFilterException(detail=wording.NO_FILTER)


def _text(column: str) -> Ask:
    def ask(op: CompareOperator, value: Any) -> Q:
        if not isinstance(value, str) or op not in TEXT_LOOKUPS:
            raise _refuse()
        return Q(**{f"{column}__{TEXT_LOOKUPS[op]}": value}) if is_plain(value) else NOBODY

    return ask


def _address(op: CompareOperator, value: Any) -> Q:
    """Ask by the index: addresses are kept in lower case, and found as they are typed."""
    is_whole = op == CompareOperator.eq and isinstance(value, str) and is_plain(value)
    return Q(email=value) if is_whole else _text("email")(op, value)


def _exact(op: CompareOperator, value: Any) -> Q:
    is_whole = op == CompareOperator.eq and isinstance(value, str) and is_plain(value)
    return Q(listing__external_id=value) if is_whole else _text("listing__external_id")(op, value)


def _key(column: str) -> Ask:
    def ask(op: CompareOperator, value: Any) -> Q:
        if op != CompareOperator.eq:
            raise _refuse()
        return Q(**{column: key_of(value)})

    return ask


def _member(op: CompareOperator, value: Any) -> Q:
    members = User.objects.get_queryset().filter(LISTED, _key("pk")(op, value)).exclude(team=None)
    return Q(pk__in=members.order_by().values("team"))


def _flag(op: CompareOperator, value: Any) -> Q:
    if op != CompareOperator.eq or not isinstance(value, bool):
        raise _refuse()
    return Q(is_active=value)


# By what a directory calls them, in lower case.
OF_PEOPLE: Mapping[str, Ask] = {
    "id": _key("pk"),
    "username": _address,
    "externalid": _exact,
    "displayname": _text("full_name"),
    "title": _text("job_role__title"),
    "active": _flag,
    "groups": _key("team"),
    "groups.value": _key("team"),
}
OF_TEAMS: Mapping[str, Ask] = {
    "id": _key("pk"),
    "externalid": _exact,
    "displayname": _text("name"),
    "members": _member,
    "members.value": _member,
}
# What may be missing, and then is null or empty.
MISSING: Mapping[str, Q] = {
    "externalid": Q(listing=None) | Q(listing__external_id=""),
    "title": Q(job_role=None),
    "groups": Q(team=None),
    "groups.value": Q(team=None),
}


class _Asking(FilterVisitor[Q]):
    """Walks over a filter."""

    def __init__(self, asks: Mapping[str, Ask]) -> None:
        self._asks = asks

    def visit_comparison(self, node: Comparison) -> Q:
        if node.value is None and node.op in {CompareOperator.eq, CompareOperator.ne}:
            present = self.visit_present(Present(node.attr_path))
            return ~present if node.op == CompareOperator.eq else present
        if node.op == CompareOperator.ne:
            return ~self._ask(node)(CompareOperator.eq, node.value)
        return self._ask(node)(node.op, node.value)

    def visit_present(self, node: Present) -> Q:
        self._ask(node)
        return ~MISSING.get(_name(node), NOBODY)

    def visit_not(self, node: Not) -> Q:
        return ~self.visit(node.expr)

    def visit_logical_expr(self, node: LogicalExpr) -> Q:
        connector = Q.AND if node.op == LogicalOperator.and_ else Q.OR
        return Q(*(self.visit(term) for term in node.terms), _connector=connector)

    def visit_value_path(self, node: object) -> Q:  # noqa: ARG002 - none of them is offered
        raise _refuse()

    def _ask(self, node: Comparison | Present) -> Ask:
        if ask := self._asks.get(_name(node)):
            return ask
        raise _refuse()


def _name(node: Comparison | Present) -> str:
    path = node.attr_path
    return f"{path.attr}.{path.sub_attr}".lower() if path.sub_attr else path.attr.lower()


def asked(looked_for: ScimFilter[Any] | None, asks: Mapping[str, Ask]) -> Q:
    """Return what a filter keeps, everything without one; raise ``InvalidFilterException`` for what is not held."""
    return _Asking(asks).visit(looked_for.ast) if looked_for is not None else Q()
