"""Whatever a framework says, each format brings back what its line in the registry says that it can say."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest
from hypothesis import given

from competence_app.catalogue.formats.exporting.aspects import Aspect
from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import Format, Written, written
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.document.samples import NOTHING
from tests.catalogue.formats.yaml.test_properties import frameworks

EVERYTHING = frozenset(Aspect)
_OF_COMPETENCES: Mapping[Aspect, Callable[[Competence], Any]] = {
    Aspect.CODES: lambda said: said.code,
    Aspect.TITLES: lambda said: said.title if said.title != said.text else "",  # one word for both
    Aspect.GUIDANCE: lambda said: said.guidance,
    Aspect.LEVELS: lambda said: said.levels,
    Aspect.PARTS: lambda said: [part.text for part in said.parts],
    Aspect.TAGS: lambda said: said.tags,
}
_OF_DOMAINS: Mapping[Aspect, Callable[[Domain], Any]] = {
    Aspect.SUB_DOMAINS: lambda said: said.title,
    Aspect.DOMAIN_GUIDANCE: lambda said: said.guidance,
}
_OF_THE_WHOLE: Mapping[Aspect, Callable[[Content], Any]] = {
    Aspect.INTRODUCTION: lambda said: (said.title, said.introduction),
    Aspect.SCALE: lambda said: [level.label for level in said.scale.levels],
}


def sayable(known: Written, content: Content) -> frozenset[Aspect]:
    """Return what a format can say of a framework, to any program or to this app alone."""
    return EVERYTHING if isinstance(known, Format) else frozenset({*known.says(content), *known.aside})


def again(known: Written, content: Content) -> Content:
    """Write a framework, and read what was written."""
    data = known.write(content)
    kind = recognised(data, f"framework{known.suffixes[0]}")
    return kind.read(data, ()) if isinstance(kind, Format) else kind.proposal(data, "framework", NOTHING).content


def told(content: Content, says: Collection[Aspect]) -> list[Any]:
    """Return what a framework says of these aspects; its statements are always said."""
    whole = [said(content) for aspect, said in _OF_THE_WHOLE.items() if aspect in says]
    domains = [
        [
            *(said(holder.domain) for aspect, said in _OF_DOMAINS.items() if aspect in says),
            [
                [one.text, *(said(one) for aspect, said in _OF_COMPETENCES.items() if aspect in says)]
                for one in holder.domain.competences
            ],
        ]
        for holder in content.holders
        if holder.domain.competences
    ]
    return [*whole, *domains]


def plainly(said: Any, says: Collection[Aspect]) -> Any:
    """Return it as other systems keep it: a text on one line, no title twice, and parts only where they are told."""
    if isinstance(said, list):
        return [plainly(value, says) for value in said]
    if not isinstance(said, dict):
        return " ".join(said.split()) if isinstance(said, str) else said
    plain = {key: plainly(value, says) for key, value in said.items()}
    if "competences" in said:
        plain["title"] += f" {said['code']}"
    if "tags" in said:
        plain["tags"] = [f"{number} {re.sub('[^a-z]', '', tag)}".strip() for number, tag in enumerate(said["tags"])]
    if "parts" in said and Aspect.PARTS not in says:
        plain |= {"parts": [], "rate": "whole"}
    return plain


@pytest.mark.parametrize("known", written().values(), ids=written())
@given(said=frameworks())
def test_what_a_format_can_say_comes_back(known: Written, said: dict[str, Any]):
    content = Content.model_validate(said)
    says = sayable(known, content)
    if says == EVERYTHING:
        assert again(known, content) == content
    else:
        content = Content.model_validate(plainly(content.model_dump(mode="json"), says))
        assert told(again(known, content), says) == told(content, says)
