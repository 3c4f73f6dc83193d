"""A card is kept where nothing on it was written by anybody."""

import pytest
from django.urls import reverse

from competence_app.assessments.rules.answers import Answer
from tests.factories import finished, plan_action


@pytest.mark.parametrize(
    ("answer", "plans", "is_kept"),
    [
        (Answer(1), 0, True),
        (Answer(1, note="Mine"), 0, False),
        (Answer(off_scale="na", reason="Mine"), 0, False),
        (Answer(1), 1, False),
    ],
)
def test_what_somebody_wrote_is_made_anew_each_time(client, nurse, answer, plans, is_kept):
    assessment = finished(nurse, {"K1": answer})
    for _ in range(plans):
        plan_action(assessment, "K1", text="Mine")

    page = client.get(reverse("framework-profile", args=["listening"]))

    [card] = [card for group in page.context["groups"] for card in group.cards if card.statement.code == "K1"]
    assert card.is_kept is is_kept
    assert ("Mine" in page.content.decode()) is not is_kept
