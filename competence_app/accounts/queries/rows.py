"""Long lists, counted no further than anybody looks through them."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST_LISTED = 10_000
PER_PAGE = 50


class FirstRows(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Counts and pages through as many rows as anybody looks through, since to count all takes long."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, up to ``MOST_LISTED``."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # a query, as everywhere
        return rows.order_by()[:MOST_LISTED].count()

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than are listed."""
        return self.count == MOST_LISTED


def page_of(rows: QuerySet[Any], number: str | None) -> Page[Any]:
    """Return the page of the rows with this number, or the nearest that there is."""
    return FirstRows(rows, PER_PAGE).get_page(number)
