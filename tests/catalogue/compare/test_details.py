"""How people are told what differs beside the competences."""

from typing import get_args

import pytest

from competence_app.catalogue.compare.details import Detail, OrderDetail, Topic
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.schema import Source

ASPECTS = {
    Topic.LEVEL: get_args(DomainKind),
    Topic.ANSWER: ("reason", "counts"),
    Topic.SOURCE: tuple(Source.model_fields),
    Topic.DOMAIN: ("kind", "under"),
}


@pytest.mark.parametrize(
    ("detail", "name"),
    [
        (Detail(Topic.LEVEL, "1", "", "Low", "Lowest"), "Level 1"),
        (Detail(Topic.LEVEL, "1", "knowledge", "", "Any"), "Level 1, for knowledge"),
        (Detail(Topic.ANSWER, "na", "reason", "optional", "none"), "Answer na, reason"),
        (Detail(Topic.TARGET, "nurse", "", "Low", ""), "nurse"),
        (Detail(Topic.TARGET, "", "", "Low", ""), "Everybody else"),
        (Detail(Topic.SOURCE, "", "review_by", "", "2030"), "Source, review by"),
        (Detail(Topic.DOMAIN, "A", "under", "", "B"), "Domain A, under"),
        (OrderDetail(Topic.DOMAIN, ("A", "B"), ("B", "A")), "Order of the domains"),
        (OrderDetail(Topic.ANSWER, ("a", "b"), ("b", "a")), "Order of the other answers"),
    ],
)
def test_detail_is_named(detail, name):
    assert detail.name == name


def test_order_is_told_by_the_names_of_things():
    detail = OrderDetail(Topic.ANSWER, ("a", "b"), ("b", "a"))

    assert (detail.old, detail.new) == ("Answer a, Answer b", "Answer b, Answer a")


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_and_aspect_has_a_name(topic):
    details = [Detail(topic, "x", aspect, "", "") for aspect in ("", *ASPECTS.get(topic, ()))]

    assert all(detail.name for detail in details)
