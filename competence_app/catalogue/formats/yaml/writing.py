"""From a framework's content back to YAML as an author would write it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from math import inf
from operator import getitem
from pathlib import Path
from textwrap import indent
from typing import Any, get_args

import yaml

from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules import fields
from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.schema import Content

_WIDTH = 108  # a line ends after the word that goes beyond
_LONG = 88  # a text of more characters is folded below its field
_TEMPLATE = Path(__file__).with_name("template.yaml")


def dump(content: Content) -> str:
    """Return YAML that reads back as the same content; what is as by default is left out."""
    said = content.model_dump(mode="json", exclude_defaults=True, exclude={"domains"})
    for level in said["scale"]["levels"]:
        _join_means(level)
    head = {field: said.pop(field) for field in tuple(said) if isinstance(said[field], str)}
    sections = [_yaml(head), *(_yaml({field: value}) for field, value in said.items())]
    domains = [indent(_yaml([_domain(domain)]), "  ") for domain in content.domains]
    return "\n".join([*sections, "domains:\n" + "\n".join(domains)])


def template() -> str:
    """Return YAML to begin a new framework with: it can be read as it is, and comments say what to write."""
    return _TEMPLATE.read_text(encoding="utf-8")


def amend(text: str, code: str, *, change: str | None = None, replaces: Sequence[str] | None = None) -> str:
    """Return the YAML with these marks on one competence (``None``: as they are; empty: none), all else as it was.

    Raise ``UnreadableError`` where the text is no framework, ``KeyError`` where it has no such competence and
    ``ValueError`` where the marks are not allowed.
    """
    content = read(text)
    path = {competence.code: path for path, competence in _competences(content)}[code]
    said: Any = content.model_dump()
    competence = reduce(getitem, path, said)
    asked = {"replaces": None if replaces is None else tuple(replaces), "change": change}
    marks = {field: mark for field, mark in asked.items() if mark not in (None, competence[field])}
    competence |= marks
    return _marked(text, path, marks, Content.model_validate(said))


class _Dumper(yaml.SafeDumper):
    """Writes lists indented, texts in the style that reads best, and tuples, which are codes, in one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def text(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else ">" if len(text) > _LONG else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    def codes(self, codes: tuple[str, ...]) -> yaml.SequenceNode:
        return self.represent_sequence("tag:yaml.org,2002:seq", codes, flow_style=True)


_Dumper.add_representer(str, _Dumper.text)
_Dumper.add_representer(tuple, _Dumper.codes)


def _yaml(node: Any, width: float = _WIDTH) -> str:
    written: str = yaml.dump(
        node, Dumper=_Dumper, allow_unicode=True, default_flow_style=False, sort_keys=False, width=width
    )
    return written


def _join_means(level: dict[str, Any]) -> None:
    """Say once what a level means for every kind."""
    means = level.get("means", {})
    if len(means) == len(get_args(DomainKind)) and len(set(means.values())) == 1:
        level["means"] = next(iter(means.values()))


def _domain(domain: Domain, inherited: DomainKind = "capability") -> dict[str, Any]:
    said = {
        "code": domain.code,
        "title": domain.title,
        "kind": domain.kind if domain.kind != inherited else "",
        "competences": [_competence(competence) for competence in domain.competences],
        "domains": [_domain(below, domain.kind) for below in domain.domains],
    }
    return {field: value for field, value in said.items() if value}


def _competence(competence: Competence) -> dict[str, Any]:
    said = competence.model_dump(exclude_defaults=True)
    if competence.parts:
        said["parts"] = [_part(part, number, competence) for number, part in enumerate(competence.parts, start=1)]
    return said


def _part(part: Part, number: int, competence: Competence) -> str | dict[str, Any]:
    numbered = competence.rate == "whole" and part.code == f"{competence.code}.{number}"
    return part.text if numbered else part.model_dump()


def _competences(content: Content) -> Iterator[tuple[fields.Path, Competence]]:
    for holder in content.holders:
        for index, competence in enumerate(holder.domain.competences):
            yield (*holder.path, "competences", index), competence


def _marked(text: str, path: fields.Path, marks: Mapping[str, Any], wanted: Content) -> str:
    """Return the text with the marks at the path; written anew where it is too intricate to be edited."""
    start = "\ufeff" * text.startswith("\ufeff")  # libyaml does not count it
    edited = text.removeprefix(start)
    with suppress(UnreadableError, yaml.YAMLError, LookupError):
        for field, mark in marks.items():
            entry = reduce(_below, path, yaml.compose(edited, yaml.CBaseLoader))
            edited = _with_mark(edited, entry, field, mark) if mark else _without(edited, entry, field)
        if read(edited) == wanted:
            return start + edited
    return dump(wanted)


def _below(node: Any, step: str | int) -> Any:
    return node.value[step] if isinstance(step, int) else {key.value: said for key, said in node.value}[step]


def _with_mark(text: str, entry: Any, field: str, mark: str | tuple[str, ...]) -> str:
    """Put the mark where the field is, else before the competence's text."""
    places = {key.value: (key.start_mark, _end(text, said)) for key, said in entry.value}
    line = f"{field}: {mark if isinstance(mark, str) else _yaml(mark, inf).rstrip()}"
    if field in places:
        begin, end = places[field]
        return text[: begin.index] + line + text[end:]
    begin, _ = places["text"]
    newline = "\r\n" if "\r\n" in text else "\n"
    separator = ", " if entry.flow_style else newline + " " * begin.column
    return text[: begin.index] + line + separator + text[begin.index :]


def _without(text: str, entry: Any, field: str) -> str:
    index = [key.value for key, _ in entry.value].index(field)
    key, said = entry.value[index]
    begin, end = key.start_mark.index, _end(text, said)
    if not entry.flow_style:
        return _without_lines(text, begin, end)
    if index + 1 < len(entry.value):
        return text[:begin] + text[entry.value[index + 1][0].start_mark.index :]
    return text[: _end(text, entry.value[index - 1][1])] + text[end:]


def _without_lines(text: str, begin: int, end: int) -> str:
    """Take out the lines, with the comment at their end; of one that begins with “- ” what stands behind it."""
    before = text.rfind("\n", 0, begin) + 1
    if text[before:begin].strip():
        return text[:begin] + re.sub(r"^\s+(?!\s|#)", "", text[end:].lstrip(" "))
    return text[:before] + text[end:].partition("\n")[2]


def _end(text: str, node: Any) -> int:
    """Return where the last of the node's words ends: a mark of libyaml may stand as far as the next words."""
    while isinstance(node, yaml.SequenceNode) and not node.flow_style:
        node = node.value[-1]
    return len(text[: node.end_mark.index].rstrip())
