"""What all rating pages of a long framework cost together: 164 competences in seven domains, fifteen a page at most."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import BLANK, SentAnswer
from competence_app.assessments.rules.sections import pages_of
from competence_app.assessments.views.assessing import page_address
from competence_app.catalogue.actions import loading
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Version
from competence_app.demo import cast
from competence_app.people.models import User
from scripts.bench.requests import Browser
from scripts.bench.subjects import Subject, answers_of, competences_in, fields_of

WHOLE, BARE = "whole-framework", "bare page"
OPENING, SAVING = "opening", "saving"
# How many competences each sub-domain has, domain by domain, as published frameworks of this length have them.
SIZES = ((12, 6), (6, 29, 3), (8, 4, 8, 3), (14, 7, 4), (7, 8, 14), (4, 6), (8, 7, 6))
GOALS = {OPENING: 52, SAVING: 73}  # ms of CPU for all pages together


def whole() -> list[Subject]:
    """Publish it in the database that ``subjects.prepare`` filled; return each of its pages, opened and saved."""
    nurse = User.objects.get_queryset().get(email="amara@demo.example")
    return [Subject(BARE, cycle([Browser(nurse).get(reverse("bare-ratings"))])), *_pages(Browser(nurse), _draft(nurse))]


def _draft(nurse: User) -> Assessment:
    loading.load([FrameworkFile.of_text(yaml.safe_dump(_content()))])
    version = Version.objects.current().get(framework__code=WHOLE)
    draft = assessing.start(version=version, job_role=nurse.job_role, by=nurse)
    sent = {code: SentAnswer(answer, BLANK.fingerprint) for code, answer in answers_of(draft, turn=0).items()}
    assessing.save_answers(draft, sent, by=nurse)
    return draft


def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(Path(f"frameworks/{cast.FRAMEWORK}.yaml").read_text(encoding="utf-8"))
    words = cycle(competences_in(content["domains"]))
    return {**content, "code": WHOLE, "domains": [_domain(number, words) for number in range(len(SIZES))]}


def _domain(number: int, words: Iterator[dict[str, Any]]) -> dict[str, Any]:
    groups = [
        {
            "code": f"G{number}-{place}",
            "title": f"Group {number}.{place}",
            "competences": [{"code": f"C{number}-{place}-{n}", "text": next(words)["text"]} for n in range(size)],
        }
        for place, size in enumerate(SIZES[number])
    ]
    return {"code": f"domain{number}", "title": f"Domain {number}", "domains": groups}


def _pages(browser: Browser, draft: Assessment) -> Iterator[Subject]:
    for domain in draft.content.domains:
        for number, page in enumerate(pages_of(draft.content.statements_in(domain.code)), 1):
            address, _, query = page_address("rate", draft.pk, domain.code, page=number).partition("?")
            codes = [statement.code for statement in page]
            saves = [browser.post(address, fields, query=query) for fields in _sent(draft, codes)]
            name = f"{domain.code} {number}, {len(page)} rows"
            yield Subject(f"{OPENING} {name}", cycle([browser.get(address, query)]))
            yield Subject(f"{SAVING} {name}", cycle(saves))


def _sent(draft: Assessment, codes: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield what turns the first answers of a page into the second, then what turns them back."""
    first, second = answers_of(draft, turn=0), answers_of(draft, turn=1)
    for old, new in (first, second), (second, first):
        fields = {name: value for code in codes for name, value in fields_of(code, old[code], new[code])}
        yield {**fields, "then": "continue"}
