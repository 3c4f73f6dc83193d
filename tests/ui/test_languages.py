import pytest
from django.utils.safestring import SafeString

from competence_app.ui.languages import language_parts
from competence_app.ui.pieces import render_piece
from competence_app.ui.templatetags.ui import in_language


def test_words_are_marked_with_their_language_and_cannot_be_markup():
    assert in_language("Größe < Maß", "de") == '<span lang="de">Größe &lt; Maß</span>'


def test_nothing_is_in_no_language():
    assert in_language("", "de") == ""


def test_a_piece_is_in_one_line_and_says_what_its_template_says():
    html = render_piece("reports/legend.html", {"entries": [("No\u00a0answer", "level-none")]})

    assert html == (
        '<ul class="app-legend"> <li class="app-legend__item">'
        '<span class="app-legend__swatch app-level level-none"></span>No\u00a0answer</li> </ul>'
    )


def test_a_text_is_never_taken_for_safe_html_that_reads_alike():
    safe, typed = in_language(SafeString("a &lt; b"), "de"), in_language("a &lt; b", "de")

    assert (safe, typed) == ('<span lang="de">a &lt; b</span>', '<span lang="de">a &amp;lt; b</span>')


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en-GB", ("en", "GB")),
        ("de", ("de", "")),
        ("zh-Hans-CN", ("zh", "CN")),
        ("sr-Latn", ("sr", "")),
        ("EN", ("en", "")),
    ],
)
def test_a_language_has_two_parts(language, parts):
    assert language_parts(language) == parts
