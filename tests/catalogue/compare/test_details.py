"""How people are told what differs beside the competences."""

from typing import get_args

import pytest

from competence_app.catalogue.compare.details import Detail, DetailKind, OrderDetail
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.schema import Source

ASPECTS = {
    DetailKind.LEVEL: (*get_args(DomainKind), "description"),
    DetailKind.ANSWER: ("reason", "counts"),
    DetailKind.SOURCE: tuple(Source.model_fields),
    DetailKind.DOMAIN: ("kind", "under", "guidance", "targets", "valid_for"),
}


@pytest.mark.parametrize(
    ("detail", "name"),
    [
        (Detail(DetailKind.LEVEL, "1", "", "Low", "Lowest"), "Level 1"),
        (Detail(DetailKind.LEVEL, "1", "knowledge", "", "Any"), "Level 1, for knowledge"),
        (Detail(DetailKind.DESCRIPTOR, "2", "", "", "Any"), "What level 2 looks like"),
        (Detail(DetailKind.DOMAIN, "A", "valid_for", "", "6 months"), "Domain A, how long a rating holds"),
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


@pytest.mark.parametrize(
    ("detail", "is_quoted"),
    [
        (Detail(DetailKind.GUIDANCE, "", "", "", "Ask"), True),
        (Detail(DetailKind.LEVEL, "1", "description", "", "Any"), True),
        (Detail(DetailKind.EXPECTED, "", "", "", "nurse: 1"), False),
        (Detail(DetailKind.VALIDITY, "", "", "", "forever"), False),
        (Detail(DetailKind.DOMAIN, "A", "targets", "", "nurse: 1"), False),
        (Detail(DetailKind.LANGUAGE, "", "", "en-GB", "de"), False),
    ],
)
def test_words_of_versions_are_quoted_and_ours_are_not(detail, is_quoted):
    assert detail.is_quoted == is_quoted


def test_detail_is_told_in_runs():
    detail = Detail(DetailKind.GUIDANCE, "", "", "Ask them", "Ask all")

    assert [[(run.text, run.changed) for run in side] for side in detail.words] == [
        [("Ask", False), (" them", True)],
        [("Ask", False), (" all", True)],
    ]
