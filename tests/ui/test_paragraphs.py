"""Of Markdown, texts know paragraphs, lists, emphasis and links to https; all else is text."""

import pytest

from competence_app.ui.paragraphs import Block, Run, blocks_of, paragraphs_html

BULLETS = '<ul class="nhsuk-list nhsuk-list--bullet">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One\nline\n\nand another", "<p>One<br> line</p> <p>and another</p>"),
        ("Such as\n\n- one\n- two", f"<p>Such as</p> {BULLETS} <li>one</li> <li>two</li> </ul>"),
        ("1. one", '<ol class="nhsuk-list nhsuk-list--number"> <li>one</li> </ol>'),
        ("*so* and **so**", "<p><em>so</em> and <strong>so</strong></p>"),
        ("[here](https://example.org/)", '<p><a href="https://example.org/" class="nhsuk-link">here</a></p>'),
        ("[here](http://example.org/)", "<p>[here](http://example.org/)</p>"),
        ("[here](javascript:alert)", "<p>[here](javascript:alert)</p>"),
        ("<b>1 < 2</b> & `x`", "<p>&lt;b&gt;1 &lt; 2&lt;/b&gt; &amp; `x`</p>"),
        ("# One\n\n> two", "<p># One</p> <p>&gt; two</p>"),
        ("![x](https://example.org/x)", '<p>!<a href="https://example.org/x" class="nhsuk-link">x</a></p>'),
    ],
)
def test_text_is_shown_as_far_as_it_is_understood(text, html):
    assert paragraphs_html(text) == html


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("One\nline", (Block("p", ((Run("One"), Run("\n"), Run("line")),)),)),
        ("One\n\ntwo", (Block("p", ((Run("One"),),)), Block("p", ((Run("two"),),)))),
        ("- one\n- two", (Block("ul", ((Run("one"),), (Run("two"),))),)),
        ("1. one", (Block("ol", ((Run("one"),),)),)),
        ("- one\n  - two", (Block("ul", ((Run("one"),), (Run("two"),))),)),
        ("*so* **so**", (Block("p", ((Run("so", emphasis=True), Run(" "), Run("so", strong=True)),)),)),
        ("[a](https://example.org/) b", (Block("p", ((Run("a", href="https://example.org/"), Run(" b")),)),)),
        ("[a](http://example.org/) <b>", (Block("p", ((Run("[a](http://example.org/) <b>"),),)),)),
    ],
)
def test_text_is_the_same_as_plain_values(text, blocks):
    assert blocks_of(text) == blocks
