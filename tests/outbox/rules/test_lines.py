import pytest

from competence_app.outbox.rules.lines import in_one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Zoë O'Brien-Łukasz 李", "Zoë O'Brien-Łukasz 李"),
        ("one\r\nBcc: everybody@example.org", "one Bcc: everybody@example.org"),
        ("a\tb\x00c\x1bd\x85e\u2028f", "a b c d e f"),
        ("turned \u202eround", "turned round"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # Persian letters with a joiner
        ("x" * 300, "x" * 200),
    ],
)
def test_text_is_kept_in_one_readable_line(text, line):
    assert in_one_line(text) == line
