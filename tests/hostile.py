"""What hostile people type, and how one sees that it became something else than text."""

from html.parser import HTMLParser
from typing import Any

MARKUP = (
    """"'><xss onxss=alert(1)></textarea></title></script><script>xss()</script><img src=x onerror=xss()>"""
    "{{ xss }}{% xss %}&lt;"
)
HOSTILE = {
    "markup": MARKUP,
    "an address that runs": "javascript:xss()",
    "a formula": "=HYPERLINK(\"https://evil.example\")\r\n\t@SUM(1+1)*cmd|' /C calc'!A0",
    "text turned round": "\u202eevil\u2066\u2067\u061c\u200f\ufeff",
    "nothing that is": "before\x00after",
    "half a character": "before\ud800after",
    "what no document holds": "\ufffe\uffff\x1b[31m\x07\x08\x0b\x0c\x85\u2028\u2029\U000e0041",
    "a header": "xss\r\nBcc: everybody@example.org\r\n\r\nxss",
    "a great number": "9" * 4301,
    "a number of other digits": "\u0661\u0662\u00b2\u2460",
    "a path": "../../../etc/passwd",
}
FORCED = {"markup", "nothing that is", "half a character", "a great number"}  # also into what is chosen and hidden
ENDLESS = "xss=" * 256 * 1024


class Commands(HTMLParser):
    """What a page would do that was typed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Find elements, attributes and addresses that only somebody hostile writes."""
        found = [tag] if tag == "xss" else []
        for name, value in attrs:
            runs = name in {"href", "src", "action", "formaction"} and (value or "").strip().startswith("javascript:")
            found += [f"{tag} {name}"] * (name.startswith("on") or runs)
        self.found += found

    def handle_data(self, data: str) -> None:
        """Find scripts."""
        self.found += ["script"] * (self.cdata_elem == "script" and "xss" in data)


def commands(response: Any) -> list[str]:
    """Return what of a page somebody typed would run."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    return Commands(response.getvalue().decode()).found
