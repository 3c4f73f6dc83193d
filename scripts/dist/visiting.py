"""A browser of the plainest kind: it keeps cookies, and fills in the form of a page."""

from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, build_opener


class Form(HTMLParser):
    """The fields of a page's forms that are filled in by hand, or hidden; of radio buttons and selections the last choice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        said = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = said["name"]
        elif tag == "option":
            self.fields[self._select] = said.get("value", "")
        elif tag == "input" and said.get("type") in {"hidden", "radio"}:
            self.fields[said["name"]] = said.get("value", "")


class Visitor:
    """Somebody at a browser."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.address, self.page = "", ""

    def open(self, path: str) -> str:
        """Open a page and return it; HTTPError where it is none."""
        return self._ask(path)

    def send(self, **typed: str) -> str:
        """Send the form of the page that is open, with what is typed into it; return the page that it leads to."""
        return self._ask(self.address, urlencode(Form(self.page).fields | typed).encode())

    def _ask(self, path: str, data: bytes | None = None) -> str:
        with self._opener.open(urljoin(self._site, path), data, timeout=30) as response:
            self.address, self.page = response.url, response.read().decode()
        return self.page
