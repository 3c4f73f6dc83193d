"""Packages of our own writing."""

import json
from typing import Any

from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.document.proposing import ProposedFramework
from competence_app.catalogue.formats.registry import CASE
from tests.catalogue.formats.document.samples import NOTHING


def item(key: str, text: str, **said: Any) -> dict[str, Any]:
    return {"identifier": key, "fullStatement": text, **said}


def link(child: str, above: str, number: object = None, kind: str = "isChildOf") -> dict[str, Any]:
    ends = {"originNodeURI": {"identifier": child}, "destinationNodeURI": {"identifier": above}}
    return {"associationType": kind, **ends} | ({} if number is None else {"sequenceNumber": number})


def package(items: list[Any], links: list[Any], document: dict[str, Any] | None = None, **more: Any) -> bytes:
    said = {"identifier": "doc", "title": "Listening", **(document or {})}
    return json.dumps({"CFDocument": said, "CFItems": items, "CFAssociations": links, **more}).encode()


def made(data: bytes, known: KnownFrameworks = NOTHING) -> ProposedFramework:
    return CASE.proposal(data, "file", known)


ITEMS = [item("d", "Talking"), item("a", "Asks"), item("b", "Listens")]
LINKS = [link("d", "doc", 1), link("a", "d", 2), link("b", "d", 1)]
