"""From a framework's content back to YAML as an author would write it."""

import json
from functools import lru_cache
from pathlib import Path
from textwrap import indent
from typing import Any, get_args

import yaml

from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.catalogue.rules.fields import DomainKind
from competence_app.catalogue.rules.schema import Content

_WIDTH = 108  # a line ends after the word that goes beyond
_LONG = 88  # a text of more characters is folded below its field
_LISTED = ("examples", "resources", "related")  # an entry on each line
_TEMPLATE = Path(__file__).with_name("template.yaml")


def dump(content: Content) -> str:
    """Return YAML that reads back as the same content; what is as by default is left out."""
    said = content.model_dump(mode="json", exclude_defaults=True, exclude={"domains"})
    for level in said["scale"]["levels"]:
        _join_means(level)
    head = {field: said.pop(field) for field in tuple(said) if isinstance(said[field], str)}
    sections = [as_yaml(head), *(as_yaml({field: value}) for field, value in said.items())]
    domains = [_written(domain.model_dump_json()) for domain in content.domains]
    return "\n".join([*sections, "domains:\n" + "\n".join(domains)])


@lru_cache(maxsize=64)
def _written(domain: str) -> str:
    """Return a domain, given as JSON, as YAML; kept, since whoever edits a framework changes one of its domains."""
    return indent(as_yaml([_domain(Domain.as_stored(json.loads(domain)))]), "  ")


def template() -> str:
    """Return YAML to begin a new framework with: it can be read as it is, and comments say what to write.

    What of a competence its examples do not show is named at the end, by its description in the schema.
    """
    text = _TEMPLATE.read_text(encoding="utf-8")
    others = {name: info for name, info in Competence.model_fields.items() if f"{name}:" not in text}
    return text + "".join(f"#   {name}: …    {info.description}\n" for name, info in others.items())


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


def as_yaml(node: Any, width: float = _WIDTH) -> str:
    """Return plain values as YAML, in lines of about this width; tuples in one line."""
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
    said = domain.model_dump(exclude_defaults=True, exclude={"kind", "competences", "domains"})
    said |= {
        "kind": domain.kind if domain.kind != inherited else "",
        "competences": [_competence(competence) for competence in domain.competences],
        "domains": [_domain(below, domain.kind) for below in domain.domains],
    }
    return {field: value for field, value in said.items() if value}


def _competence(competence: Competence) -> dict[str, Any]:
    said = competence.model_dump(exclude_defaults=True)
    said |= {field: list(said[field]) for field in _LISTED if field in said}
    if competence.parts:
        said["parts"] = [_part(part, number, competence) for number, part in enumerate(competence.parts, start=1)]
    return said


def _part(part: Part, number: int, competence: Competence) -> str | dict[str, Any]:
    numbered = competence.rate == "whole" and part.code == f"{competence.code}.{number}"
    return part.text if numbered else part.model_dump()
