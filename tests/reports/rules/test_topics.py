import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.rules.profile import profile_of
from competence_app.reports.rules.topics import Occasion, occasion_of
from tests.factories import small_framework
from tests.reports.targets import all_at

CONTENT = Content.model_validate(small_framework())


@pytest.mark.parametrize(
    ("own", "supervisor", "chosen", "stale", "occasion"),
    [
        (1, 2, {"K1"}, {"K1"}, Occasion.CHOSEN),
        (1, 2, {"K2"}, {"K1"}, Occasion.DIFFERENCE),
        (2, 2, set(), {"K1"}, Occasion.BELOW_TARGET),
        (3, 3, set(), {"K1"}, Occasion.STALE),
        (3, 3, set(), {"K2"}, None),
        (1, None, set(), set(), Occasion.DIFFERENCE),
    ],
)
def test_a_competence_is_talked_about_for_the_first_reason_that_fits(own, supervisor, chosen, stale, occasion):
    given = {"K1": Answer(supervisor)} if supervisor else {}
    line = profile_of(CONTENT, {"K1": Answer(own)}, expected=all_at(3), supervisor=given).lines[0]

    assert occasion_of(line, CONTENT.scale, chosen, stale) is occasion
