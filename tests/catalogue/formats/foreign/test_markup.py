"""Texts of other systems lose their HTML and none of their words."""

from time import process_time

import pytest

from competence_app.catalogue.formats.foreign.markup import has_markup, kept, marked_text, plain_text


@pytest.mark.parametrize(
    ("written", "marked", "plain"),
    [
        ("Ask  and listen", "Ask  and listen", "Ask  and listen"),
        ("if a < b and c > d", "if a < b and c > d", "if a < b and c > d"),
        ("Ask &amp; listen", "Ask & listen", "Ask & listen"),
        ("<p>Ask</p> <p>Listen</p>", "Ask\n\nListen", "Ask Listen"),
        ("<p>Ask:</p><ul><li>why</li> <li>when</li></ul>", "Ask:\n\n- why\n- when", "Ask: - why - when"),
        ("One<br>two<BR/>three", "One\ntwo\nthree", "One two three"),
        ("<em>now</em> and <b>here</b>", "*now* and **here**", "now and here"),
        ('<a href="https://example.org/a">here</a>', "[here](https://example.org/a)", "here"),
        ('<a href="javascript:alert(1)">here</a></a>', "here", "here"),
        ("<span class='x'>Ask</span><!-- note -->", "Ask", "Ask"),
        ("<p>a\x00b</p>", "ab", "ab"),
    ],
)
def test_html_becomes_text(written, marked, plain):
    assert marked_text(written) == marked
    assert " ".join(plain_text(written).split()) == " ".join(plain.split())


def test_only_tags_and_entities_are_markup():
    assert [text for text in ("a < b", "Q&A;", "<b>", "&lt;", "<!DOCTYPE x>") if has_markup(text)] == [
        "<b>",
        "&lt;",
        "<!DOCTYPE x>",
    ]


def test_what_cannot_be_kept_is_left_out():
    assert kept(" a\r\nb\rc\x07\ud800\ufeff ") == "a\nb\nc"


@pytest.mark.parametrize("piece", ["<a", "<!", "&", "<a href=", "<a> ", "<p>", "</a> ", "&#1", "< "])
def test_time_grows_with_the_length_alone(piece):
    begun = process_time()

    marked_text(piece * 200_000)

    assert process_time() - begun < 5
