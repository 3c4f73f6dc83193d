"""The words that documents are made of, as plain values: whoever typesets them turns them into JSON."""

from dataclasses import dataclass

from competence_app.ui.languages import OURS, language_parts
from competence_app.ui.paragraphs import Block, Run, blocks_of


@dataclass(frozen=True, slots=True)
class Words:
    """Words in their language: a framework's, or ours."""

    text: str
    lang: str
    region: str

    @property
    def language(self) -> str:
        """Their language in one, as pages say it."""
        return f"{self.lang}-{self.region}" if self.region else self.lang


def words(text: str, language: str = OURS) -> Words:
    """Return words with the parts of their language."""
    return Words(text, *language_parts(language))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a framework with its paragraphs and lists, under a heading of ours and maybe a label of its own."""

    heading: str
    label: str
    blocks: tuple[Block, ...]
    lang: str
    region: str


def passage(text: str, language: str, *, heading: str = "", label: str = "") -> Passage:
    """Return a text that a framework may write with paragraphs, lists, emphasis and links."""
    return Passage(heading, label, blocks_of(text), *language_parts(language))


def plain_passage(text: str, language: str = OURS, *, heading: str = "", label: str = "") -> Passage:
    """Return a text that is one paragraph as it stands."""
    return Passage(heading, label, (Block("p", ((Run(text),),)),), *language_parts(language))


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said at the top: what it is about, and what it is, in pieces that may differ in language."""

    name: str
    value: tuple[Words, ...]


def fact(name: str, *values: str | Words) -> Fact:
    """Return a fact of some pieces, ours where they do not say otherwise."""
    return Fact(name, tuple(words(value) if isinstance(value, str) else value for value in values))
