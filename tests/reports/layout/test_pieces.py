from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.charts import Marks, axis_of
from competence_app.reports.layout.pieces import bar_html, dot_row_html, legend_html
from tests.factories import small_framework

CONTENT = Content.model_validate(small_framework())
AXIS = axis_of(CONTENT)


def test_row_says_in_words_what_its_picture_shows():
    columns = (("self", "You said"), ("supervisor", "Supervisor"), ("target", "Target"), ("before", "Last time"))

    html = dot_row_html(CONTENT.statements[0], AXIS, Marks("2", target="3", supervisor="1"), columns)

    assert "<title>You said: With support. Supervisor: Not yet. Target: Independently</title>" in html
    assert html.count("nhsuk-table-responsive__heading") == 4
    assert "app-dots__self" in html
    assert "app-dots__supervisor" in html
    assert "style=" not in html


def test_bar_has_its_figures_as_a_table_and_names_what_it_leaves_out():
    html = bar_html("Knowing", AXIS, (("2", 3), ("", 1)), 2)

    assert "<title>With support: 3, Not answered yet: 1</title>" in html
    assert "left out of the bar: 2" in html
    assert html.count('scope="row"') == 2


def test_bar_of_nothing_says_so():
    assert "<title>Nothing to count</title>" in bar_html("Doing", AXIS, (("1", 0),), 1)


def test_legend_names_every_filling_of_a_bar():
    html = legend_html(AXIS)

    assert html.count("<li") == 6
    assert "No opportunity yet" in html
    assert "Not applicable" not in html
