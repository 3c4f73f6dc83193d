"""How people are told what differs beside the competences."""

from typing import get_args

import pytest

from competence_app.catalogue.compare.details import Detail, DetailKind, OrderDetail
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.schema import Source

ASPECTS = {
    DetailKind.LEVEL: get_args(DomainKind),
    DetailKind.ANSWER: ("reason", "counts"),
    DetailKind.SOURCE: tuple(Source.model_fields),
    DetailKind.DOMAIN: ("kind", "under"),
}


@pytest.mark.parametrize(
    ("detail", "name"),
    [
        (Detail(DetailKind.LEVEL, "1", "", "Low", "Lowest"), "Level 1"),
        (Detail(DetailKind.LEVEL, "1", "knowledge", "", "Any"), "Level 1, for knowledge"),
        (Detail(DetailKind.ANSWER, "na", "reason", "optional", "none"), "Answer na, reason"),
        (Detail(DetailKind.TARGET, "nurse", "", "Low", ""), "nurse"),
        (Detail(DetailKind.TARGET, "", "", "Low", ""), "Everybody else"),
        (Detail(DetailKind.SOURCE, "", "review_by", "", "2030"), "Source, review by"),
        (Detail(DetailKind.DOMAIN, "A", "under", "", "B"), "Domain A, under"),
        (OrderDetail(DetailKind.DOMAIN, ("A", "B"), ("B", "A")), "Order of the domains"),
        (OrderDetail(DetailKind.ANSWER, ("a", "b"), ("b", "a")), "Order of the other answers"),
    ],
)
def test_detail_is_named(detail, name):
    assert detail.name == name


def test_order_is_told_by_the_names_of_things():
    detail = OrderDetail(DetailKind.ANSWER, ("a", "b"), ("b", "a"))

    assert (detail.old, detail.new) == ("Answer a, Answer b", "Answer b, Answer a")


@pytest.mark.parametrize("topic", DetailKind)
def test_every_topic_and_aspect_has_a_name(topic):
    details = [Detail(topic, "x", aspect, "", "") for aspect in ("", *ASPECTS.get(topic, ()))]

    assert all(detail.name for detail in details)
