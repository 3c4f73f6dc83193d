"""Reads HTML into nested elements, so that tests compare what browsers see and not how templates are indented."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

VOID = {"br", "input", "link", "meta"}


@dataclass
class Element:
    """One element with its attributes, the text right inside it and its children."""

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    text: str = ""
    children: list[Self] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """The element's classes."""
        return set((self.attrs.get("class") or "").split())

    @property
    def says_only_its_language(self) -> bool:
        """Whether it is there for that alone."""
        return self.tag == "span" and self.attrs.keys() == {"lang"}

    def all(self, tag: str = "", css_class: str = "") -> list[Self]:
        """All elements inside this one, in order, of a tag and a class if given."""
        found = []
        for child in self.children:
            if tag in {"", child.tag} and (not css_class or css_class in child.classes):
                found.append(child)
            found += child.all(tag, css_class)
        return found

    def words(self) -> str:
        """All text inside, in the order of the elements, with single spaces."""
        return " ".join(" ".join([self.text, *(child.words() for child in self.children)]).split())


class _Reader(HTMLParser):
    def __init__(self, *, languages: bool) -> None:
        super().__init__()
        self.languages = languages
        self.root = Element("")
        self.open = [("", self.root)]  # each tag with what its text goes into

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element, (_, around) = Element(tag, dict(attrs)), self.open[-1]
        is_seen = self.languages or not element.says_only_its_language
        if is_seen:
            around.children.append(element)
        if tag not in VOID:
            self.open.append((tag, element if is_seen else around))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1][1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1][1].text += data


def read(html: str, *, languages: bool = False) -> Element:
    """Return a nameless element with everything in ``html``; tags closed in a wrong order fail.

    Without ``languages``, what only says in which language some words are is as if it were not there.
    """
    reader = _Reader(languages=languages)
    reader.feed(html)
    assert len(reader.open) == 1, f"<{reader.open[-1][0]}> is never closed"
    return reader.root
