"""What people are told of files, whatever their format."""

from string import Formatter

import pytest

from competence_app.catalogue.formats.advice import DOUBTS
from competence_app.catalogue.formats.wording import MISFITS, misfit_in_words
from competence_app.catalogue.formats.workbook.wording import WORKBOOK_MISFITS
from competence_app.catalogue.rules.doubts import DoubtCode
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode


def test_every_rule_has_its_words():
    assert set(MISFITS) == set(MisfitCode)


def test_every_doubt_has_its_words():
    assert set(DOUBTS) == set(DoubtCode)


def test_format_may_have_words_of_its_own():
    misfit = Misfit(("rate",), MisfitCode.NO_PARTS_TO_RATE)

    assert misfit_in_words(misfit, {MisfitCode.NO_PARTS_TO_RATE: "no parts"}) == "no parts"
    assert misfit_in_words(misfit, {MisfitCode.EMPTY_DOMAIN: "empty"}).startswith("there are no parts to rate: list")


@pytest.mark.parametrize("code", WORKBOOK_MISFITS)
def test_words_of_workbooks_take_the_same_values(code):
    assert values(WORKBOOK_MISFITS[code]) <= values(MISFITS[code])


def values(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}
