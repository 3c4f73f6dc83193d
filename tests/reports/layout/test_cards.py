"""A card is made once for all who see the same: what somebody wrote is put in each time, and kept nowhere."""

import pytest
from django.urls import reverse

from competence_app.assessments.rules.answers import Answer
from competence_app.reports.layout.cards import _parts
from tests.factories import finished, plan_action

PAGE = reverse("framework-profile", args=["listening"])


@pytest.mark.parametrize(
    ("answer", "plans", "written"),
    [
        (Answer(1), 0, 0),
        (Answer(1, note="Mine"), 0, 1),
        (Answer(off_scale="na", reason="Mine", note="Mine too"), 0, 2),
        (Answer(1), 1, 2),  # at the top of the page, and on the card
    ],
)
def test_what_somebody_wrote_is_made_anew_each_time(client, nurse, answer, plans, written):
    assessment = finished(nurse, {"K1": answer})
    for _ in range(plans):
        plan_action(assessment, "K1", text="Mine")

    page = client.get(PAGE)

    assert page.content.decode().count("Mine") == written
    [card] = [card for group in page.context["groups"] for card in group.cards if card.statement.code == "K1"]
    assert "Mine" in card.html if written else "Mine" not in card.html
    assert "Mine" not in "".join(_parts(card.frame))


def test_two_who_said_the_same_and_wrote_something_else_share_a_frame(client, nurse):
    finished(nurse, {"K1": Answer(1, note="Mine")})
    client.get(PAGE)
    before = _parts.cache_info()

    nurse.assessments.get().ratings.update(note="Yours")
    page = client.get(PAGE)

    assert _parts.cache_info().misses == before.misses
    assert "Yours" in page.content.decode()
    assert "Mine" not in page.content.decode()
