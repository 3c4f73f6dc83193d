from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import axis_of
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.charts import Marks
from competence_app.reports.layout.pieces import PictureRow, bar_html, figures_html, legend_html, strip_html
from tests.factories import small_framework

CONTENT = Content.model_validate(small_framework())
AXIS = axis_of(CONTENT)
COLUMNS = (("self", "You said"), ("supervisor", "Supervisor"), ("target", "Target"), ("before", "Last time"))
ROW = PictureRow("K1", "Knows why", "en-GB", Marks("2", target="3", supervisor="not observed"), SafeString())


def test_row_says_in_words_what_its_picture_shows_and_leads_to_its_card():
    html = strip_html(ROW, AXIS, COLUMNS, "?")

    assert "<title>You said: With support. Supervisor: Not observed. Target: Independently</title>" in html
    assert 'href="?#c-K1"' in html
    assert "app-dots__self" in html
    assert "app-dots__supervisor" not in html
    assert "style=" not in html


def test_table_says_the_same_and_marks_what_is_not_in_its_language():
    html = figures_html(ROW, AXIS, COLUMNS)

    assert html.count("<td") == 4
    assert '<td>With support</td><td lang="en">Not observed</td><td>Independently</td>' in html
    assert html.count('lang="en"') == 2  # nothing was said last time


def test_bar_says_in_words_what_it_shows():
    html = bar_html(AXIS, (("2", 3), ("1", 0), ("", 1)))

    assert html.count("<rect") == 2
    assert '<span lang="en-GB">With support</span>: 3, Carried, not looked at again: 1' in html


def test_bar_of_nothing_says_so():
    assert "Nothing to count" in bar_html(AXIS, (("1", 0),))


def test_legend_names_every_filling_of_a_bar():
    html = legend_html(AXIS)

    assert html.count("<li") == 6
    assert "No opportunity yet" in html
    assert "Not applicable" not in html
